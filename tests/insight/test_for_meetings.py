"""What a director takes to a meeting says what the reader sees on the page, and what is on its way says with whom it lies."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import docx
import pytest
from django.urls import reverse

from duban.documents.ledgers.models import ExportRecord
from duban.insight.selectors.cockpit.on_its_way import on_its_way
from duban.insight.selectors.taken_out import for_meetings
from duban.insight.selectors.taken_out.for_meetings import matter_ledger, matter_on_a_page
from duban.matters.selectors import MatterFilter
from duban.shared.errors import ActError, NotFound
from tests.personas import TODAY, County
from tests.story import Story, approving, do, issued_letter, received, reported, underway
from tests.web.conftest import Browse
from tests.web.conftest import browse as browse

ADVICE = "建议由分管领导主持专题会。"


def told(content: bytes) -> str:
    """Every word of a Word file, of its paragraphs and its tables."""
    file = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in file.paragraphs), *cells])


def advised(county: County) -> Story:
    """A matter with a report, an opinion of the office on it, and a letter that was issued."""
    story = underway(county, title="校车安全隐患整治")
    received(story, "letter", issued_letter(story))
    reported(story, progress="完成沟槽开挖。", problems="用地手续没有办完。")
    do(story.inspector, "matter.rate", ref=story.matter, value="进展滞后", suggestions=ADVICE,
       problems="用地手续没有办完。", reason="按现场情况")  # fmt: skip
    return story


@pytest.mark.clause("4.3", "4.4")
def test_a_ledger_has_the_rows_of_the_list_as_it_is_narrowed_for_whoever_takes_it(county: County, browse: Browse) -> None:
    advised(county)
    other = underway(county, "bureau_a", title="农村供水保障", distinct_reason="另一件")
    every = told(b"".join(browse("office_head").get(reverse("matter_ledger"))))
    assert all(one in every for one in ("校车安全隐患整治", "农村供水保障", "用地手续没有办完", "共2件", "督查台账"))
    narrowed = told(b"".join(browse("office_head").get(reverse("matter_ledger") + f"?text={other.row.title}")))
    assert ("校车安全隐患整治" in narrowed, "农村供水保障" in narrowed, "共1件" in narrowed) == (False, True, True)
    own = told(b"".join(browse("town_a.liaison").get(reverse("matter_ledger"))))
    assert ("校车安全隐患整治" in own, "农村供水保障" in own) == (True, False)
    record = ExportRecord.objects.latest("pk")
    assert (record.what, record.form, record.rows) == ("matter_ledger", "docx", 1)


def test_a_list_that_is_too_long_for_a_paper_says_what_to_do_instead(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    underway(county)
    monkeypatch.setattr(for_meetings, "MOST", 0)
    with pytest.raises(ActError, match="导出 Excel"):
        matter_ledger(actor=county.office_head, where=MatterFilter())
    answer = browse("office_head").get(reverse("matter_ledger"))
    assert answer.status_code == 422
    assert not ExportRecord.objects.exists()


@pytest.mark.clause("4.3")
def test_one_page_says_how_a_matter_stands_and_advice_only_to_those_who_may_read_it(county: County, browse: Browse) -> None:
    story = advised(county)
    address = reverse("one_page", args=[story.case])
    head = told(b"".join(browse("office_head").get(address)))
    for said in ("校车安全隐患整治", "完成沟槽开挖", "用地手续没有办完", "督办函", "进展滞后", ADVICE, "提请研究"):
        assert said in head
    unit = told(b"".join(browse("town_a.liaison").get(address)))
    assert ("完成沟槽开挖" in unit, ADVICE in unit) == (True, False)
    with pytest.raises(NotFound):
        matter_on_a_page(actor=county.town_b.liaison, ref=story.case)
    assert browse("town_b.liaison").get(address).status_code == 404


@pytest.fixture
def lying(county: County) -> Iterator[Story]:
    """A letter waits for a leader, a bulletin for its drafter, a 批示 for its inspector."""
    story = underway(county)
    approving(story)
    do(county.inspector, "circular.draft", office="party_office", span="since")
    ref = do(county.actor("vice"), "instruction.write", matter=story.matter, words="卡在哪里？").ref
    do(county.office_head, "instruction.take", ref=ref, way="follow", inspector=county.person("inspector"))
    yield story


def papers(actor: Any) -> set[str]:
    """What an actor is told to be on its way."""
    return {one.paper for hand in on_its_way(actor=actor).hands for one in hand.papers}


@pytest.mark.clause("3.1.2", "3.1.3")
def test_what_is_on_its_way_stands_under_the_hand_in_which_it_lies(county: County, lying: Story) -> None:
    view = on_its_way(actor=county.office_head)
    assert papers(county.office_head) == {"‹督办函›", "督查通报", "县领导批示"}
    assert (view.total, view.late) == (3, 0)
    hands = {hand.who: [one.todo.act for one in hand.papers] for hand in view.hands}
    assert ["letter.approve"] in hands.values()
    with county.on(TODAY + timedelta(days=30)):
        later = on_its_way(actor=county.office_head)
        assert later.late >= 1
        assert {one.days for hand in later.hands for one in hand.papers} == {30}


def test_a_paper_on_its_way_is_seen_by_whoever_sees_its_duty_and_gone_once_it_is_out(
    county: County, lying: Story, browse: Browse
) -> None:
    assert papers(lying.unit.liaison) == set()
    assert "县领导批示" not in papers(county.secretary)
    shown = browse("office_head").get(reverse("on_its_way")).content.decode()
    assert lying.row.title in shown
    assert "没有在途的文稿" in browse("town_a.liaison").get(reverse("on_its_way")).content.decode()

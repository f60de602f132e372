"""缩小范围: a matter kept to named readers is nowhere for others; what was issued on it stays in registers and copies."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from duban.acts.sight.visibility import visible_rows
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.case_file.papers import paper, sheet
from duban.insight.selectors.taken_out.exports import matters_table
from duban.insight.selectors.work_desk.desk import desk
from duban.matters.selectors import MatterFilter, list_matters
from duban.measures.bulletin.material import Span, gather
from duban.measures.selectors import RegisterFilter, register
from duban.shared import clock
from duban.shared.errors import NotFound, NotPermitted, Unmet
from tests.personas import County
from tests.story import Story, do, drafted, found, issued_letter, missing, registered, reported, underway

OTHERS = ("inspector2", "clerk", "checker", "gov_head", "gov_inspector", "secretary", "standing", "cdi.deputy", "org_dept.deputy",
          "town_a.mayor", "town_a.deputy", "town_a.handler")  # fmt: skip
READERS = ("inspector", "town_a.principal", "town_a.liaison")


def narrowed(story: Story, *more: str, readers: tuple[str, ...] = READERS) -> None:
    """The head keeps the matter to those who handle it."""
    people = [story.county.person(who) for who in (*readers, *more)]
    do(story.head, "matter.narrow", ref=story.matter, readers=people, reason="涉及个人情况。")


def shown(county: County, who: str) -> dict[str, Any]:
    """What somebody finds of matters, by every way."""
    actor = county.actor(who)
    client = Client()
    client.force_login(county.account(who))
    return {
        "list": list_matters(actor=actor, where=MatterFilter(), size=100).total,
        "search": list_matters(actor=actor, where=MatterFilter(text="圩镇雨污"), size=100).total,
        "export": matters_table(actor=actor, where=MatterFilter()).total,
        "source": visible_rows(actor, "source").count(),
        "case": visible_rows(actor, "case").count(),
        "entries": visible_rows(actor, "entry", ("matter",)).count(),
        "duties": visible_rows(actor, "duty", ("matter",)).count(),
        "page": "圩镇雨污" in client.get("/matters/").content.decode(),
        "desk": "圩镇雨污" in repr(desk(actor=actor)),
    }


@pytest.mark.clause("4.3")
def test_a_narrowed_matter_is_in_no_list_count_search_or_export_of_others_until_it_is_widened(county: County) -> None:
    story = underway(county)
    before = {who: shown(county, who) for who in (*OTHERS, *READERS)}
    narrowed(story)
    for who in OTHERS:
        assert not any(shown(county, who).values()), who
        with pytest.raises(NotFound):
            case_view(actor=county.actor(who), ref=story.case)
        with pytest.raises(NotFound):
            do(county.actor(who), "matter.remind", ref=story.matter, text="抓紧")
    for who in (*READERS, "office_head"):
        assert shown(county, who)["list"] == 1 and case_view(actor=county.actor(who), ref=story.case).readers, who
    do(story.head, "matter.widen", ref=story.matter, reason="恢复。")
    after = {who: shown(county, who) for who in (*OTHERS, *READERS)}
    assert {who: {**row, "entries": 0} for who, row in after.items()} == {
        who: {**row, "entries": 0} for who, row in before.items()
    }


@pytest.mark.clause("4.3")
def test_only_the_head_of_the_office_narrows(county: County) -> None:
    story = underway(county)
    for who in ("inspector", "checker", "gov_head", "secretary", "town_a.principal"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(who), "matter.narrow", ref=story.matter, readers=[county.person("inspector")], reason="不公开。")


@pytest.mark.clause("4.3")
@pytest.mark.parametrize(("left_out", "asked"), [
    ("inspector", "承办督查员在所列人员中"), ("town_a.principal", "责任单位的主要领导和报送的人在所列人员中"),
    ("town_a.liaison", "责任单位的主要领导和报送的人在所列人员中"),
])  # fmt: skip
def test_whoever_has_to_handle_it_stays_among_the_readers(county: County, left_out: str, asked: str) -> None:
    story = underway(county)
    with pytest.raises(Unmet) as refused:
        narrowed(story, readers=tuple(who for who in READERS if who != left_out))
    assert list(missing(refused.value)) == [asked]


@pytest.mark.clause("4.3")
def test_a_narrowed_matter_is_assigned_only_to_a_unit_that_reads_it(county: County) -> None:
    story = registered(county)
    narrowed(story, readers=("inspector",))
    do(story.inspector, "matter.propose", ref=story.matter, lead_unit=story.unit.id, requirement="年内完成",
       due_on=story.row.due_on, cycle_days=30)  # fmt: skip
    do(story.head, "matter.approve", ref=story.matter)
    with pytest.raises(Unmet):
        do(story.inspector, "matter.assign", ref=story.matter)
    narrowed(story)
    do(story.inspector, "matter.assign", ref=story.matter)
    do(story.unit.liaison, "matter.receive", ref=story.matter)
    reported(story)


@pytest.mark.clause("4.3", "3.1.2")
def test_a_draft_on_it_goes_only_to_a_leader_who_reads_it(county: County) -> None:
    story = underway(county)
    narrowed(story, "checker")
    ref = drafted(story)
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    assert list(missing(refused.value)) == ["送请审批的领导可以看本事项"]
    narrowed(story, "checker", "standing")
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    do(county.checker, "letter.check", ref=ref, opinion="属实")
    with pytest.raises(Unmet):
        narrowed(story, "checker")
    do(county.standing, "letter.approve", ref=ref)


@pytest.mark.clause("4.3", "4.5", "3.1.5")
def test_what_was_issued_stays_in_the_register_and_with_whoever_got_a_copy(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    narrowed(story)
    for who in ("gov_head", "cdi.deputy", "org_dept.deputy", "secretary"):
        actor = county.actor(who)
        assert register(actor=actor, kind="letter", where=RegisterFilter()).page.total == 1, who
        assert paper(actor=actor, ref=ref).number == "X委办督函〔2026〕1号"
        with pytest.raises(NotFound):
            sheet(actor=actor, ref=ref)
        assert list_matters(actor=actor, where=MatterFilter()).total == 0


@pytest.mark.clause("4.3")
def test_a_circular_counts_a_narrowed_matter_nowhere_and_the_issued_measure_still(county: County) -> None:
    story = underway(county)
    found(story, "slow")
    issued_letter(story)
    with county.on("2026-03-20"):
        span = Span(clock.at(story.row.registered_on), clock.now())
        assert [row.title for row in gather(county.jurisdiction_id, span).matters] == [story.row.title]
        narrowed(story)
        material = gather(county.jurisdiction_id, span)
    assert material.matters == () and [row.kind for row in material.measures] == ["letter"]

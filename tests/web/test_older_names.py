"""A county gives its measures other names: cases that began before keep theirs, on their pages and in their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.test import Client

from duban.acts.models import Number
from duban.documents.files.uploads import Upload
from duban.insight.selectors.case_file.papers import paper
from duban.insight.selectors.work_desk.desk import desk
from duban.rulebook.actions.notices import adopt_notice, confirm_notice
from duban.rulebook.selectors import vocabulary_of, vocabulary_today
from duban.shared import clock
from tests.personas import County
from tests.story import Story, do, issued, underway
from tests.web.conftest import Browse
from tests.web.test_own_names import FACTS, OWN, notice

_QUOTED = re.compile("<blockquote.*?</blockquote>", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """A case of before with an interview, and one that began under the new names with one."""

    older: Story
    newer: Story
    letter: str
    interview: str
    latest: str


@pytest.fixture
def told(county: County) -> Told:
    """A letter goes out, the measures get other names, an interview goes out in the same case and in a new one."""
    older = underway(county)
    letter = issued(older, "letter")
    done = adopt_notice(actor=county.inspector, file=Upload("通知.txt", notice()), **FACTS)
    confirm_notice(actor=county.office_head, ref=done.ref)
    interview = issued(older, "interview")
    newer = underway(county, title="农贸市场升级改造")
    return Told(older, newer, letter, interview, issued(newer, "interview"))


def shown(client: Client, address: str) -> str:
    """A page, or a refusal, without what it quotes from the notice."""
    answer = client.get(address)
    assert answer.status_code in (200, 422), address
    return _QUOTED.sub("", answer.content.decode())


@pytest.mark.clause("3.1.3", "9")
def test_each_case_numbers_by_the_names_that_judge_it_in_one_series(told: Told) -> None:
    assert list(Number.objects.order_by("pk").values_list("text", flat=True)) == [
        "X委办督函〔2026〕1号",
        "X委办约〔2026〕1号",
        "X委办谈〔2026〕2号",
    ]


@pytest.mark.clause("9")
def test_what_is_said_of_a_case_is_said_in_its_words(county: County, told: Told) -> None:
    assert vocabulary_today(county.jurisdiction_id) == OWN
    assert vocabulary_of(told.older.row).names == ("督办函", "联席约谈", "挂牌督办", "立项挂牌督办通知书")
    assert vocabulary_of(told.newer.row) == OWN


@pytest.mark.clause("9")
def test_the_pages_and_papers_of_a_case_speak_its_words(county: County, told: Told, browse: Browse) -> None:
    client = browse("inspector")
    for address in (
        f"/cases/{told.older.case}/", f"/cases/{told.older.case}/print/", f"/documents/{told.interview}/",
        f"/act/interview.hold/{told.interview}/", f"/act/listing.propose/{told.older.matter}/",
    ):  # fmt: skip
        page = shown(client, address)
        assert re.search("督办函|约谈|挂牌", page), address
        assert not re.search("督促函|集体谈话|挂号|[‹›]", page), address
    page = shown(client, f"/cases/{told.newer.case}/")
    assert "集体谈话" in page
    assert not re.search("督办函|联席约谈|挂牌督办|[‹›]", page)
    assert "督办函" in "".join(paper(actor=county.inspector, ref=told.letter).paper.title)


@pytest.mark.clause("9")
def test_what_a_form_and_a_refusal_quote_is_the_notice_of_their_case(told: Told, browse: Browse) -> None:
    client = browse("inspector")
    for act, older, newer in (
        ("letter.propose", told.older.matter, told.newer.matter), ("listing.propose", told.older.matter, told.newer.matter),
        ("matter.remind", told.older.matter, told.newer.matter),
    ):  # fmt: skip
        for ref, own in ((older, "督办函|约谈|挂牌"), (newer, "督促函|谈话|挂号")):
            quotes = "".join(_QUOTED.findall(client.get(f"/act/{act}/{ref}/").content.decode()))
            others = "督促函|集体谈话|挂号" if ref == older else "督办函|联席约谈|挂牌督办"
            assert not re.search(others, quotes), (act, ref)
            assert re.search(own, quotes) or act == "matter.remind", (act, ref)


@pytest.mark.clause("9")
def test_a_message_says_what_things_were_called_in_its_case(county: County, told: Told) -> None:
    new = {"planned_at": datetime(2026, 3, 9, 15, tzinfo=clock.BEIJING), "place": "县委三楼会议室", "reason": "防汛",
           "convener": county.person("standing"), "means": "phone", "told": "由周某电话通知"}  # fmt: skip
    for story, ref in ((told.older, told.interview), (told.newer, told.latest)):
        do(story.inspector, "interview.reschedule", ref=ref, **new)
    said = {one.case_ref: one.text for one in reversed(desk(actor=told.older.unit.liaison).news)}
    assert said[told.older.case].startswith("联席约谈改到")
    assert said[told.newer.case].startswith("集体谈话改到")


def test_a_list_of_many_cases_speaks_the_words_of_today(told: Told, browse: Browse) -> None:
    page = shown(browse("inspector"), "/registry/letter/")
    assert "督促函" in page
    assert not re.search("督办函|[‹›]", page)

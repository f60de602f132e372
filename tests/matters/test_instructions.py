"""批示: a leader writes to the director, the unit knows nothing of it, and what came of it goes back to be read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from duban.acts.models import Message, Obligation
from duban.acts.sight.visibility import visible_rows
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Paper
from duban.insight.selectors.work_desk.instructions import instructions
from duban.matters.actions.instructions import left_to_issue
from duban.matters.models import Instruction
from duban.shared.actor import Actor
from duban.shared.errors import Invalid, NotFound, WrongState
from tests.personas import TODAY, County
from tests.story import Story, do, finished, underway
from tests.web.conftest import Browse
from tests.web.conftest import browse as browse

WORDS = "群众意见大，请查明卡在哪里。"
TEXT = "卡在用地手续，本月内办结。"


def written(story: Story, by: str = "vice", **given: Any) -> Instruction:
    """A 批示 of a leader on a matter."""
    done = do(story.county.actor(by), "instruction.write", matter=story.matter, words=WORDS, **given)
    return Instruction.objects.get(ref=done.ref)


def taken(story: Story, row: Instruction) -> None:
    """The director has given it to the inspector of the matter."""
    do(story.head, "instruction.take", ref=row.ref, way="follow", inspector=str(story.inspector.person_id))


def seers(county: County, row: Instruction) -> set[str]:
    """Everybody of the county who may know of it."""
    return {key for key in county.persons if visible_rows(county.actor(key), "instruction").filter(pk=row.pk).exists()}


def owed() -> Obligation:
    """The one thing that is owed on a 批示."""
    return Obligation.objects.get(object_kind="instruction", outcome="open")


@pytest.mark.clause("3.0")
def test_the_directors_know_of_it_first_the_inspectors_once_it_is_theirs_and_the_unit_never(county: County) -> None:
    story = underway(county)
    row = written(story)
    assert seers(county, row) == {"vice", "office_head", "gov_head"}
    taken(story, row)
    known = {"vice", "office_head", "gov_head", "inspector", "inspector2"}
    assert seers(county, row) == known
    do(story.inspector, "instruction.draft", ref=row.ref, text=TEXT)
    do(story.head, "instruction.report", ref=row.ref, outcome="under", text=TEXT)
    do(county.actor("vice"), "instruction.read", ref=row.ref)
    assert seers(county, row) == known


def test_nothing_of_it_reaches_the_unit_or_another_leader_by_record_message_duty_or_page(
    county: County, browse: Browse
) -> None:
    story = underway(county)
    row = written(story)
    taken(story, row)
    do(story.inspector, "instruction.draft", ref=row.ref, text=TEXT)
    do(story.head, "instruction.report", ref=row.ref, outcome="under", text=TEXT)
    told = Message.objects.filter(act__startswith="instruction.")
    assert {one.unit_id for one in told} == {None}
    others = {"town_a.liaison", "town_a.principal", "secretary", "checker", "cdi.deputy"}
    assert not {one.person_id for one in told} & {county.persons[key] for key in others}
    for key in others:
        reader = county.actor(key)
        assert not visible_rows(reader, "entry").filter(object_kind="instruction").exists()
        assert not visible_rows(reader, "duty").filter(object_kind="instruction").exists()
        browser = browse(key)
        for page in (reverse("case", args=[story.case]), reverse("dossier", args=[story.case]), reverse("instructions")):
            shown = browser.get(page).content.decode()
            assert WORDS not in shown
            assert TEXT not in shown


def test_it_is_owed_by_the_director_then_by_the_inspector_then_by_the_leader_himself(county: County) -> None:
    story = underway(county)
    row = written(story, due_on=TODAY + timedelta(days=20))
    assert (owed().act, owed().role) == ("instruction.take", "OFFICE_HEAD")
    taken(story, row)
    assert (owed().act, owed().person_id, owed().due_on) == ("instruction.draft", story.inspector.person_id, row.due_on)
    do(story.inspector, "instruction.draft", ref=row.ref, text=TEXT)
    assert (owed().act, owed().role) == ("instruction.report", "OFFICE_HEAD")
    do(story.head, "instruction.report", ref=row.ref, outcome="under", text=TEXT)
    assert (owed().act, owed().person_id, owed().due_on) == ("instruction.read", row.leader_id, None)
    with pytest.raises(NotFound):
        do(county.secretary, "instruction.read", ref=row.ref)
    do(county.actor("vice"), "instruction.read", ref=row.ref, opinion="抓紧。")
    assert not Obligation.objects.filter(object_kind="instruction", outcome="open").exists()


def test_without_a_day_of_the_leader_the_countys_term_holds_and_no_day_that_is_over_is_taken(county: County) -> None:
    story = underway(county)
    assert written(story).due_on == date(2026, 3, 16)
    with pytest.raises(Invalid, match="不早于今天"):
        written(story, due_on=TODAY - timedelta(days=1))


def test_the_report_is_a_paper_of_a_series_for_the_leader_who_wrote(county: County) -> None:
    story = underway(county)
    for n in (1, 2):
        row = written(story)
        do(story.head, "instruction.report", ref=row.ref, outcome="none", text="已含在施工图中。")
        copy = IssuedCopy.objects.get(object_kind="instruction", object_id=row.pk)
        assert (copy.kind, copy.number, copy.issued_on) == ("instruction_report", f"第{n}期", TODAY)
        paper = Paper.from_json(copy.content)
        assert paper.to == row.leader_name
        assert WORDS.rstrip("。") in getattr(paper.blocks[1], "text", "")
        assert any("无需另行办理" in getattr(block, "text", "") for block in paper.blocks)
    assert len(left_to_issue()) in (0, 2), "made at once, or left for the sweep where no font is there"


def test_it_is_taken_back_until_something_was_reported(county: County) -> None:
    story = underway(county)
    row = written(story)
    taken(story, row)
    vice = county.actor("vice")
    do(vice, "instruction.withdraw", ref=row.ref, reason="写错了事项。")
    assert not Obligation.objects.filter(object_kind="instruction", outcome="open").exists()
    told = Message.objects.filter(kind="instruction_withdrawn")
    assert {one.person_id for one in told} == {story.head.person_id, story.inspector.person_id}
    other = written(story)
    do(story.head, "instruction.report", ref=other.ref, outcome="done", text=TEXT)
    with pytest.raises(WrongState):
        do(vice, "instruction.withdraw", ref=other.ref, reason="不必了。")


def test_it_may_be_written_on_any_matter_that_the_leader_sees_also_one_that_is_over(county: County) -> None:
    story = underway(county)
    finished(story)
    assert written(story).state == "written"
    with pytest.raises(NotFound):
        do(county.town_b.principal, "instruction.write", matter=story.matter, words=WORDS)


def test_it_goes_along_when_its_matter_goes_to_another_inspector(county: County) -> None:
    story = underway(county)
    row = written(story)
    taken(story, row)
    other = county.person("gov_inspector")
    do(story.head, "matter.hand_over", ref=story.matter, inspector=other, reason="工作调整")
    assert owed().person_id == int(other)
    assert "gov_inspector" in seers(county, row)
    assert "inspector" not in seers(county, row)
    do(county.actor("gov_inspector"), "instruction.draft", ref=row.ref, text=TEXT)
    do(county.actor("gov_head"), "instruction.report", ref=row.ref, outcome="done", text=TEXT)


def test_the_page_says_with_whom_it_lies_and_what_was_reported(county: County, browse: Browse) -> None:
    story = underway(county)
    row = written(story)
    vice: Actor = county.actor("vice")
    (line,) = instructions(actor=vice).rows
    assert (line.hands, line.own, line.text) == ("县委办主任", True, "")
    taken(story, row)
    assert instructions(actor=vice).rows[0].hands == story.inspector.name
    with county.on(row.due_on + timedelta(days=1)):
        assert instructions(actor=vice).rows[0].late
    do(story.head, "instruction.report", ref=row.ref, outcome="done", text=TEXT)
    shown = browse("vice").get(reverse("instructions")).content.decode()
    assert TEXT in shown
    assert f"/act/instruction.read/{row.ref}/" in shown
    assert "批示办理情况的报告" in browse("vice").get(f"/act/instruction.read/{row.ref}/").content.decode()
    assert f"/act/instruction.write/{story.matter}/" in browse("vice").get(reverse("case", args=[story.case])).content.decode()

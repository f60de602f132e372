"""预计不能按期完成: a word before the limit, an answer from the office, a fact beside others; nothing moves by it."""

from __future__ import annotations

from datetime import date

import pytest

from duban.accountability.facts import Dossier
from duban.accountability.selectors.inquiry_page.held import held_rows
from duban.proceedings.models import Extension, Forewarning
from duban.shared.errors import Invalid, Unmet
from tests.accountability.steps import candidate
from tests.personas import County
from tests.story import DUE, LIMIT, Story, do, issued_letter, missing, received, underway

LATER = date(2026, 10, 20)
WHY = "管材到货晚二十天。"


def forewarned(story: Story, **given: object) -> None:
    """The unit says that the limit of the matter will not be met."""
    values = {"of": "matter", "expected_on": LATER, "why": WHY, **given}
    do(story.unit.liaison, "matter.forewarn", ref=story.matter, **values)


@pytest.mark.clause("3.1.8")
def test_it_reaches_the_office_at_once_and_an_answer_is_owed(county: County) -> None:
    story = underway(county)
    with county.on("2026-03-20"):
        forewarned(story)
    [duty] = story.owed("matter.answer_forewarning")
    assert (duty.role, duty.due_on) == ("INSPECTOR", date(2026, 3, 24))
    assert any(WHY in words for words in story.told(person_id=story.inspector.person_id))
    assert WHY in story.history(internal=False)[-1].sentence


@pytest.mark.clause("3.1.8")
@pytest.mark.parametrize(
    ("answer", "opinion", "words"),
    [("coordinate", "请县财政局先行拨付。", "由办公室协调"), ("on_time", "", "请按期完成"), ("extend", "", "请申请延期")],
)
def test_the_office_answers_in_one_of_three_ways_and_no_limit_moves(
    county: County, answer: str, opinion: str, words: str
) -> None:
    story = underway(county)
    forewarned(story)
    do(story.inspector, "matter.answer_forewarning", ref=story.matter, answer=answer, opinion=opinion)
    assert not story.owed("matter.answer_forewarning")
    assert any(words in told for told in story.told(unit_id=story.unit.unit.id))
    assert (story.row.due_on, story.row.original_due_on, story.row.extensions) == (DUE, DUE, 0)
    assert not Extension.objects.exists(), "it is no request for extension, and uses none up"
    do(story.unit.liaison, "matter.request_extension", ref=story.matter, new_due=LATER, reason=WHY)


def test_who_promises_to_coordinate_says_what(county: County) -> None:
    story = underway(county)
    forewarned(story)
    with pytest.raises(Invalid, match="协调什么"):
        do(story.inspector, "matter.answer_forewarning", ref=story.matter, answer="coordinate")


@pytest.mark.clause("3.1.8")
def test_it_is_said_before_a_limit_and_once_until_it_is_answered(county: County) -> None:
    story = underway(county)
    with pytest.raises(Invalid, match="能按期完成的不用报"):
        forewarned(story, expected_on=DUE)
    forewarned(story)
    with pytest.raises(Unmet) as refused:
        forewarned(story)
    assert list(missing(refused.value)) == ["没有待答复的预计不能按期"]
    do(story.inspector, "matter.answer_forewarning", ref=story.matter, answer="on_time")
    with county.on(date(2026, 10, 1)), pytest.raises(Unmet) as refused:
        forewarned(story)
    assert "时限未过" in missing(refused.value)


@pytest.mark.clause("3.1.6", "3.1.8")
def test_a_measure_has_a_limit_of_its_own_to_speak_of(county: County) -> None:
    story = underway(county)
    letter = issued_letter(story)
    received(story, "letter", letter)
    forewarned(story, of=f"letter-{LIMIT}", expected_on=date(2026, 5, 9))
    row = Forewarning.objects.get()
    assert row.limit_on == LIMIT and story.measure(letter).number in row.limit_label
    assert story.measure(letter).deadline == LIMIT
    with county.on(date(2026, 5, 4)), pytest.raises(Invalid):
        do(story.inspector, "matter.answer_forewarning", ref=story.matter, answer="on_time")
        forewarned(story, of=f"letter-{LIMIT}", expected_on=date(2026, 5, 9))


@pytest.mark.clause("5.0", "5.1")
def test_it_stands_with_its_answer_before_whoever_examines_the_reasons_and_decides_nothing(county: County) -> None:
    story = underway(county)
    forewarned(story)
    do(story.inspector, "matter.answer_forewarning", ref=story.matter, answer="coordinate", opinion="已协调供货。")
    trial = candidate(county, of="town_a", matter=story.row.case.code)
    rows = dict(held_rows(Dossier(trial.row)))
    told = rows["时限以前说过的（只作事实，不等于有无正当理由）"]
    assert f"{WHY[:-1]}；预计 2026-10-20 完成" in told and "由办公室协调：已协调供货。" in told
    assert not any("有正当理由" in text or "无正当理由" in text for text in rows.values())

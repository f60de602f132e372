"""The clocks of the remedies: until when each decision can be contested, and when the answer is due."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.rulings import remedies
from duban.mechanism.rulings.remedies import (
    UnknownStage,
    answer_due,
    apply_by,
    clocks,
    stage,
    stages_of,
)
from duban.mechanism.rulings.sanctions import kind, kinds

SERVED = date(2026, 1, 31)
AS_OF = date(2026, 2, 10)


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("key", "last", "due"),
    [
        ("accountability", date(2026, 2, 28), date(2026, 2, 28)),
        ("party_appeal", None, date(2026, 4, 30)),
        ("reconsider", date(2026, 2, 28), date(2026, 2, 28)),
        ("second_review", date(2026, 2, 28), date(2026, 3, 31)),
        ("civil_review", date(2026, 3, 2), date(2026, 3, 2)),
        ("civil_appeal", date(2026, 2, 15), date(2026, 4, 1)),
        ("org_appeal", None, date(2026, 2, 28)),
        ("conclusion_review", date(2026, 3, 2), date(2026, 3, 2)),
    ],
)
def test_each_stage_has_its_last_day_and_its_day_of_answer(key: str, last: date | None, due: date) -> None:
    assert apply_by(stage(key), SERVED) == last
    assert answer_due(stage(key), SERVED) == due


@pytest.mark.clause("6.4")
def test_an_answer_may_be_extended_where_the_law_says_so() -> None:
    assert answer_due(stage("civil_appeal"), SERVED, extended=True) == date(2026, 5, 1)
    assert answer_due(stage("reconsider"), SERVED, extended=True) == date(2026, 2, 28)


@pytest.mark.clause("6.4")
def test_a_civil_servant_may_skip_the_review_within_thirty_days() -> None:
    assert apply_by(stage("civil_appeal"), SERVED, direct=True) == date(2026, 3, 2)


@pytest.mark.clause("6.4")
def test_a_last_day_off_moves_to_the_next_working_day() -> None:
    calendar = Calendar(frozenset({2026}), {})
    assert apply_by(stage("accountability"), SERVED, calendar=calendar) == date(2026, 3, 2)


@pytest.mark.clause("6.4")
def test_the_second_review_opens_with_the_answer_of_the_first() -> None:
    first = clocks([kind("G_DEMERIT")], SERVED, {}, AS_OF)
    assert [clock.stage.key for clock in first] == ["reconsider"]
    second = clocks([kind("G_DEMERIT")], SERVED, {"reconsider": date(2026, 2, 5)}, AS_OF)
    assert [(clock.stage.key, clock.begins_on, clock.apply_by) for clock in second] == [
        ("second_review", date(2026, 2, 5), date(2026, 3, 5))
    ]


@pytest.mark.clause("6.4")
def test_a_stage_is_passed_from_the_day_after_its_last_day() -> None:
    (clock,) = clocks([kind("CIRCULAR")], SERVED, {}, date(2026, 2, 28))
    assert not clock.passed
    (clock,) = clocks([kind("CIRCULAR")], SERVED, {}, date(2026, 3, 1))
    assert clock.passed


@pytest.mark.clause("6.4")
def test_each_kind_of_a_decision_opens_its_own_remedy() -> None:
    opened = clocks([kind("P_SERIOUS"), kind("G_DEMERIT"), kind("CIRCULAR")], SERVED, {}, AS_OF)
    assert [clock.stage.key for clock in opened] == ["party_appeal", "reconsider", "accountability"]
    (party, *_) = opened
    assert party.apply_by is None
    assert not party.passed


def test_a_civil_servant_sees_both_ways_at_once() -> None:
    opened = clocks([kind("C_DEMERIT")], SERVED, {}, AS_OF)
    assert [(clock.stage.key, clock.apply_by) for clock in opened] == [
        ("civil_review", date(2026, 3, 2)),
        ("civil_appeal", date(2026, 3, 2)),
    ]


def test_every_kind_has_a_remedy_and_every_stage_a_basis() -> None:
    assert all(stages_of([one]) for one in kinds())
    assert all(one.basis in one.text for one in remedies.stages())
    assert [one.key for one in remedies.stages_of_route(remedies.CONCLUSION)] == ["conclusion_review"]


def test_a_stage_says_in_words_until_when_to_whom_and_by_what() -> None:
    assert stage("second_review").text == (
        "复核：自收到上一环节答复之日起1个月内向上一级监察机关提出；2个月内答复。"
        "依据《中华人民共和国监察法》（2024年修正）第五十六条。"
    )


def test_an_unknown_stage_is_an_error() -> None:
    with pytest.raises(UnknownStage, match="没有“x”"):
        stage("x")

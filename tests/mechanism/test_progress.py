"""Progress, suggested rating, lights and expiry: dates in, colours out."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.dates.expiry import expired_since
from duban.mechanism.key_work.lights import Light, LightFacts, duty_light, matter_light
from duban.mechanism.key_work.rating import (
    Point,
    expected_value,
    point_fault,
    progress,
    quantity_fault,
    suggested_rating,
)
from duban.mechanism.parameters import default_pack

PACK = default_pack()
START, DUE = date(2026, 3, 1), date(2026, 10, 31)
POINTS = (Point("20公里", date(2026, 6, 30), 20.0), Point("36公里", date(2026, 9, 30), 36.0))


@pytest.mark.clause("4.3")
def test_the_plan_runs_straight_from_point_to_point() -> None:
    assert expected_value(START, POINTS, DUE, 46, date(2026, 6, 30)) == pytest.approx(20)
    assert expected_value(START, POINTS, DUE, 46, date(2026, 8, 15)) == pytest.approx(28, abs=0.1)
    assert expected_value(START, POINTS, DUE, 46, date(2027, 1, 1)) == 46


@pytest.mark.clause("4.4")
def test_a_gap_beyond_the_line_suggests_lagging_and_says_why() -> None:
    state = progress(START, POINTS, DUE, 46, 17.2, None, date(2026, 9, 30))
    suggestion = suggested_rating(state, PACK, date(2026, 9, 30))
    assert suggestion.value == "进展滞后" and "序时 78%" in suggestion.why and "10 个百分点" in suggestion.why


@pytest.mark.clause("4.4")
def test_ahead_of_plan_suggests_well_and_on_plan_on_track() -> None:
    ahead = progress(START, POINTS, DUE, 46, 30, None, date(2026, 6, 30))
    assert suggested_rating(ahead, PACK, date(2026, 6, 30)).value == "较好推进"
    on_plan = progress(START, POINTS, DUE, 46, 20, None, date(2026, 6, 29))
    assert suggested_rating(on_plan, PACK, date(2026, 6, 29)).value == "正常推进"


@pytest.mark.clause("4.4")
def test_another_county_may_name_the_serious_line_for_lagging() -> None:
    milder = PACK.with_values({"evaluation_thresholds": ("serious", date(2026, 1, 1), "本县通知", "从宽")})
    state = progress(START, (), DUE, 46, 15, None, date(2026, 7, 1))
    assert state.gap is not None and 10 <= state.gap < 30
    assert suggested_rating(state, PACK, date(2026, 7, 1)).value == "进展滞后"
    assert suggested_rating(state, milder, date(2026, 7, 1)).value == "正常推进"


@pytest.mark.clause("4.4")
def test_days_overdue_suggest_lagging_without_any_figures() -> None:
    missed = (Point("设计完成", date(2026, 5, 1), None),)
    assert (
        suggested_rating(progress(START, missed, DUE, None, None, None, date(2026, 5, 7)), PACK, DUE).value
        == "正常推进"
    )
    assert (
        suggested_rating(progress(START, missed, DUE, None, None, None, date(2026, 5, 8)), PACK, DUE).value
        == "进展滞后"
    )


TODAY, SOON = date(2026, 6, 1), date(2026, 6, 4)


def light(**changes: object) -> Light:
    facts = {
        "running": True,
        "next_due_on": date(2026, 7, 1),
        "lagging": False,
        "behind": False,
        "caught_up": False,
    }
    return matter_light(LightFacts(**{**facts, **changes}), TODAY, SOON)  # type: ignore[arg-type]


@pytest.mark.clause("4.2")
def test_each_light_has_its_cause() -> None:
    assert light() is Light.GREEN
    assert light(running=False, lagging=True) is Light.GREY
    assert light(lagging=True) is Light.RED
    assert light(next_due_on=date(2026, 5, 31)) is Light.RED
    assert light(next_due_on=TODAY) is Light.YELLOW
    assert light(next_due_on=SOON) is Light.YELLOW
    assert light(next_due_on=date(2026, 6, 5)) is Light.GREEN
    assert light(behind=True) is Light.YELLOW


@pytest.mark.clause("4.2")
def test_late_work_that_is_caught_up_turns_yellow_never_green() -> None:
    assert light(caught_up=True) is Light.YELLOW


def test_a_duty_has_a_light_of_its_own() -> None:
    assert duty_light(date(2026, 5, 31), False, TODAY, SOON) is Light.RED
    assert duty_light(SOON, False, TODAY, SOON) is Light.YELLOW
    assert duty_light(date(2026, 5, 31), True, TODAY, SOON) is Light.GREY
    assert duty_light(None, False, TODAY, SOON) is Light.GREY


LIMIT = date(2026, 6, 30)


@pytest.mark.clause("5.1", "3.3.8")
@pytest.mark.parametrize(
    ("reported", "verified", "as_of", "since"),
    [
        (None, None, date(2026, 6, 30), None),
        (None, None, date(2026, 7, 1), date(2026, 7, 1)),
        (date(2026, 6, 30), None, date(2026, 7, 9), None),
        (date(2026, 6, 30), False, date(2026, 7, 9), date(2026, 7, 1)),
        (date(2026, 6, 30), True, date(2026, 7, 9), None),
        (date(2026, 7, 1), None, date(2026, 7, 9), date(2026, 7, 1)),
    ],
)
def test_a_listing_expires_the_day_after_its_limit_unless_reported_in_time(
    reported: date | None, verified: bool | None, as_of: date, since: date | None
) -> None:
    assert expired_since(LIMIT, reported, verified, as_of) == since


@pytest.mark.parametrize(
    ("due_on", "outcome", "fault"),
    [
        (date(2026, 5, 20), "", "写明当时完成情况"),
        (date(2026, 5, 20), "done", ""),
        (date(2026, 5, 20), "missed", ""),
        (date(2026, 6, 1), "", ""),
        (date(2026, 6, 1), "done", "还没有到"),
        (date(2027, 1, 1), "", "晚于办理时限"),
    ],
)
def test_a_point_that_is_over_is_history_with_its_outcome_and_one_ahead_has_none(
    due_on: date, outcome: str, fault: str
) -> None:
    found = point_fault(due_on, outcome, date(2026, 12, 31), date(2026, 6, 1))
    assert fault in found
    assert bool(found) is bool(fault)


def test_what_is_late_is_named_with_its_day() -> None:
    points = (Point("完成设计", date(2026, 5, 1), None), Point("开工", date(2026, 5, 10), None))
    state = progress(date(2026, 1, 1), points, date(2026, 12, 31), None, None, None, date(2026, 5, 20))
    assert (state.overdue_days, state.late_since, state.late_what) == (19, date(2026, 5, 1), "节点“完成设计”")
    over = progress(date(2026, 1, 1), (), date(2026, 5, 10), None, None, None, date(2026, 5, 20))
    assert (over.overdue_days, over.late_what) == (10, "办理时限")


@pytest.mark.parametrize(
    ("value", "last", "target", "explained", "fault"),
    [
        (300.0, None, 20.0, False, "超过目标 20"),
        (300.0, None, 20.0, True, ""),
        (3.0, 10.0, 20.0, False, "不能少于上次的 10"),
        (20.0, 10.0, 20.0, False, ""),
        (5.0, None, None, False, ""),
        (None, 10.0, 20.0, False, ""),
    ],
)
def test_a_total_beyond_the_target_or_behind_the_last_asks_for_a_word(
    value: float | None, last: float | None, target: float | None, explained: bool, fault: str
) -> None:
    found = quantity_fault(value, last, target, explained)
    assert fault in found
    assert bool(found) is bool(fault)

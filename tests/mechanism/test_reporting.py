"""The days of reports: one cycle after the last due day, never after a limit, and no report settles two."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.key_work.reporting import (
    Course,
    ReportDue,
    beside_missed,
    due_from,
    next_due,
    settled_by,
)

CALENDAR = Calendar(
    frozenset({2026}),
    {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 10, 10): True},
)
START = date(2026, 9, 1)
EARLY = 5

days = some.integers(1, 200).map(lambda count: START + timedelta(days=count))
courses = some.lists(
    some.builds(
        Course,
        source=some.sampled_from(("matter", "letter", "interview", "listing")),
        interval_days=some.integers(1, 60),
        limit_on=days,
    ),
    min_size=1,
    max_size=4,
)


def all_due(asked: list[Course], start: date = START) -> list[ReportDue]:
    """Every due day from a day until the last limit."""
    found = []
    due = next_due(start, asked, CALENDAR)
    while due is not None:
        found.append(due)
        due = next_due(due.on, asked, CALENDAR)
    return found


@pytest.mark.clause("3.1.8", "3.2.9", "3.3.7")
@given(courses)
def test_no_report_is_due_after_the_last_limit_and_each_limit_has_one(asked: list[Course]) -> None:
    due = [each.on for each in all_due(asked)]
    assert due == sorted(set(due))
    assert due[-1] == max(course.limit_on for course in asked)
    assert {course.limit_on for course in asked} <= set(due)


@pytest.mark.clause("3.1.8", "3.2.9", "3.3.7")
@given(courses)
def test_a_report_is_asked_for_by_a_course_whose_limit_is_not_over(asked: list[Course]) -> None:
    for due in all_due(asked):
        assert due.on <= max(course.limit_on for course in asked if course.source == due.source)


@pytest.mark.clause("3.1.8")
@given(some.integers(1, 60), days)
def test_the_next_report_is_due_one_cycle_after_the_last_due_day(interval: int, limit: date) -> None:
    course = Course("letter", interval, limit)
    due = [START, *(each.on for each in all_due([course]))]
    for last, following in zip(due, due[1:], strict=False):
        cycle = last + timedelta(days=interval)
        assert following == limit or 0 <= (following - cycle).days <= 8


@pytest.mark.clause("3.1.8")
@given(courses, some.lists(some.integers(0, 220), max_size=60).map(sorted))
def test_no_report_settles_two_due_days_and_none_is_settled_twice(
    asked: list[Course], offsets: list[int]
) -> None:
    """A unit that reports on whatever days it likes: each due day is settled at most once, each report settles one."""
    waiting, previous, settled = all_due(asked), START, []
    for reported_on in (START + timedelta(days=offset) for offset in offsets):
        day = settled_by(reported_on, [due.on for due in waiting], previous, EARLY, CALENDAR)
        if day is None:
            continue
        settled.append((reported_on, day))
        waiting, previous = [due for due in waiting if due.on > day], day
    assert len({day for _, day in settled}) == len(settled)
    for (_, before), (reported_on, _) in zip(settled, settled[1:], strict=False):
        assert reported_on > before


@pytest.mark.clause("3.1.8")
@given(courses, some.integers(0, 220))
def test_a_report_leaves_every_later_day_owed(asked: list[Course], offset: int) -> None:
    reported_on = START + timedelta(days=offset)
    due = [each.on for each in all_due(asked)]
    day = settled_by(reported_on, due, START, EARLY, CALENDAR)
    if day is None:
        return
    between = [each for each in due if reported_on <= each <= day]
    assert between in ([], [day])


@pytest.mark.parametrize(
    ("reported_on", "settled"),
    [
        (date(2026, 9, 22), None),
        (date(2026, 9, 23), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 10, 9), date(2026, 9, 30)),
    ],
)
def test_five_working_days_before_its_day_a_report_settles_it(
    reported_on: date, settled: date | None
) -> None:
    assert settled_by(reported_on, [date(2026, 9, 30)], START, EARLY, CALENDAR) == settled


def test_a_second_report_of_the_same_day_settles_nothing_more_on_a_weekly_cycle() -> None:
    weekly = Course("listing", 7, date(2026, 12, 1))
    first = next_due(date(2026, 9, 7), [weekly], CALENDAR)
    assert first is not None
    following = next_due(first.on, [weekly], CALENDAR)
    assert following is not None
    assert settled_by(first.on, [first.on], date(2026, 9, 7), EARLY, CALENDAR) == first.on
    assert settled_by(first.on, [following.on], first.on, EARLY, CALENDAR) is None


def test_the_matter_asks_on_when_the_limit_of_a_letter_is_over() -> None:
    asked = [Course("matter", 30, date(2026, 12, 25)), Course("letter", 15, date(2026, 10, 20))]
    assert [(due.on, due.source) for due in all_due(asked)] == [
        (date(2026, 9, 16), "letter"),
        (date(2026, 10, 8), "letter"),
        (date(2026, 10, 20), "letter"),
        (date(2026, 11, 19), "matter"),
        (date(2026, 12, 21), "matter"),
        (date(2026, 12, 25), "matter"),
    ]


def test_the_next_report_is_owed_beside_a_missed_one_once_it_can_be_settled() -> None:
    asked = [Course("matter", 30, date(2026, 12, 25))]
    missed = date(2026, 10, 8)
    assert beside_missed(missed, asked, EARLY, CALENDAR, date(2026, 10, 30)) is None
    owed = beside_missed(missed, asked, EARLY, CALENDAR, date(2026, 11, 2))
    assert owed == ReportDue(date(2026, 11, 9), "matter", provisional=False)


def test_a_day_that_is_over_is_not_asked_for_anew() -> None:
    asked = [Course("matter", 30, date(2026, 12, 25))]
    due = due_from(START, asked, CALENDAR, date(2026, 11, 15))
    assert due == ReportDue(date(2026, 12, 9), "matter", provisional=False)
    assert due_from(START, asked, CALENDAR, date(2026, 12, 26)) is None

"""Working days around 调休 weekends, the National Day and the end of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duban.mechanism.dates.workdays import (
    Calendar,
    HolidaysNotPublished,
    add_workdays,
    workdays_between,
    year_asked_for,
)

OFF = {date(2026, 1, day) for day in (1, 2, 3)} | {date(2026, 10, day) for day in range(1, 8)}
WORKED = {date(2026, 1, 4), date(2026, 9, 20), date(2026, 10, 10)}
CALENDAR = Calendar(frozenset({2026}), dict.fromkeys(OFF, False) | dict.fromkeys(WORKED, True))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
        (date(2026, 9, 20), True),
        (date(2026, 9, 19), False),
        (date(2026, 1, 4), True),
    ],
)
def test_holidays_are_off_and_made_up_weekends_are_worked(day: date, worked: bool) -> None:
    assert CALENDAR.is_workday(day) is worked


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 9, 28), 2, date(2026, 9, 30)),
        (date(2026, 9, 28), 3, date(2026, 10, 8)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 1, 2), 1, date(2026, 1, 4)),
        (date(2026, 6, 6), 5, date(2026, 6, 12)),
        (date(2026, 6, 6), 0, date(2026, 6, 6)),
    ],
)
def test_working_days_are_counted_from_the_next_day(start: date, count: int, due: date) -> None:
    assert add_workdays(start, count, CALENDAR) == due


def test_working_days_between_two_days_are_those_that_one_would_count() -> None:
    first = date(2026, 1, 1)
    days = [first + timedelta(days=n) for n in range(365)]
    for start in days[::7]:
        worked = 0
        for day in days[days.index(start) + 1 :]:
            worked += CALENDAR.is_workday(day)
            assert workdays_between(start, day, CALENDAR) == worked
            assert workdays_between(day, start, CALENDAR) == -worked


def test_a_year_that_is_not_published_is_an_error_that_names_it() -> None:
    with pytest.raises(HolidaysNotPublished, match="2027年的节假日安排尚未录入") as error:
        add_workdays(date(2026, 12, 30), 5, CALENDAR)
    assert error.value.year == 2027


def test_a_negative_number_of_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="负数"):
        add_workdays(date(2026, 6, 1), -1, CALENDAR)


def test_days_between_are_negative_backwards() -> None:
    assert workdays_between(date(2026, 9, 30), date(2026, 10, 10), CALENDAR) == 3
    assert workdays_between(date(2026, 10, 10), date(2026, 9, 30), CALENDAR) == -3


@pytest.mark.clause("3.1.7")
@pytest.mark.parametrize(
    ("today", "years", "asked"),
    [("2026-10-31", {2026}, None), ("2026-11-01", {2026}, 2027), ("2026-11-01", {2026, 2027}, None), ("2026-03-01", set(), 2026)],
)
def test_the_year_that_is_missing_is_asked_for_and_the_next_one_from_november_on(
    today: str, years: set[int], asked: int | None
) -> None:
    assert year_asked_for(date.fromisoformat(today), Calendar(frozenset(years), {}), 11) == asked

"""Deadlines: the last day in time, what is left, and from when something is late."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.dates.deadlines import (
    Deadline,
    day_told,
    due_after_workdays,
    first_told,
    first_workday_from,
    is_overdue,
    limit_told,
    next_report_due,
    proposed_limit,
    remaining,
)
from duban.mechanism.dates.workdays import Calendar

CALENDAR = Calendar(
    frozenset({2026}),
    {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 10, 10): True},
)


@pytest.mark.clause("3.1.7")
def test_a_plan_falls_due_five_working_days_after_receipt() -> None:
    assert due_after_workdays(date(2026, 9, 29), 5, CALENDAR) == Deadline(
        date(2026, 10, 12), provisional=False
    )


def test_a_deadline_in_an_unpublished_year_counts_weekdays_and_is_provisional() -> None:
    assert due_after_workdays(date(2026, 12, 30), 3, CALENDAR) == Deadline(date(2027, 1, 4), provisional=True)
    assert due_after_workdays(date(2026, 12, 30), 1, CALENDAR) == Deadline(
        date(2026, 12, 31), provisional=False
    )


@pytest.mark.clause("3.1.8", "3.2.9")
@pytest.mark.parametrize(
    ("last", "interval", "due", "provisional"),
    [
        (date(2026, 6, 1), 15, date(2026, 6, 16), False),
        (date(2026, 9, 18), 15, date(2026, 10, 8), False),
        (date(2026, 9, 30), 10, date(2026, 10, 10), False),
        (date(2026, 12, 25), 7, date(2027, 1, 1), True),
        (date(2026, 12, 26), 7, date(2027, 1, 4), True),
    ],
)
def test_a_periodic_report_falls_due_on_a_working_day(
    last: date, interval: int, due: date, provisional: bool
) -> None:
    assert next_report_due(last, interval, CALENDAR) == Deadline(due, provisional)


@pytest.mark.clause("5.1")
def test_something_is_late_from_the_day_after_its_deadline() -> None:
    due = date(2026, 10, 9)
    assert not is_overdue(due, date(2026, 10, 9))
    assert is_overdue(due, date(2026, 10, 10))


@pytest.mark.parametrize(
    ("due", "today", "text", "overdue"),
    [
        (date(2026, 6, 5), date(2026, 6, 2), "剩 3 个工作日", False),
        (date(2026, 6, 5), date(2026, 6, 5), "今天到期", False),
        (date(2026, 6, 5), date(2026, 6, 9), "已超 2 个工作日", True),
        (date(2026, 6, 5), date(2026, 6, 7), "已超 2 天", True),
        (date(2026, 10, 5), date(2026, 10, 2), "剩 3 天", False),
        (date(2026, 9, 30), date(2026, 10, 10), "已超 3 个工作日", True),
        (date(2027, 1, 4), date(2026, 12, 31), "剩约 2 个工作日", False),
    ],
)
def test_what_is_left_reads_in_working_days(due: date, today: date, text: str, overdue: bool) -> None:
    left = remaining(due, today, CALENDAR)
    assert (left.text, left.overdue) == (text, overdue)


def test_what_is_left_is_a_number_that_turns_negative() -> None:
    assert remaining(date(2026, 6, 5), date(2026, 6, 2), CALENDAR).workdays == 3
    assert remaining(date(2026, 6, 5), date(2026, 6, 9), CALENDAR).workdays == -2


def test_the_first_working_day_after_a_holiday() -> None:
    assert first_workday_from(date(2026, 10, 3), CALENDAR) == Deadline(date(2026, 10, 8), provisional=False)
    assert first_workday_from(date(2026, 10, 10), CALENDAR) == Deadline(date(2026, 10, 10), provisional=False)


@pytest.mark.parametrize(
    ("matter_due_on", "opens_with"),
    [
        (date(2026, 12, 31), date(2026, 7, 2)),
        (date(2026, 6, 20), date(2026, 6, 20)),
        (date(2026, 6, 2), date(2026, 7, 2)),
        (date(2026, 3, 1), date(2026, 7, 2)),
    ],
)
def test_a_draft_opens_with_a_limit_within_that_of_its_matter_while_it_lies_ahead(
    matter_due_on: date, opens_with: date
) -> None:
    assert proposed_limit(date(2026, 6, 2), 30, matter_due_on) == opens_with


@pytest.mark.clause("3.3.8")
def test_a_limit_that_was_moved_says_where_it_stood_and_how_often_it_moved() -> None:
    now, first = date(2026, 12, 25), date(2026, 10, 31)
    assert limit_told(now, first, 2) == "2026-12-25（原定 2026-10-31，延期 2 次）"
    assert limit_told(now, now) == limit_told(now, None) == "2026-12-25"
    assert (first_told(now, first), first_told(now, now, 0), first_told(None, None)) == ("原定 2026-10-31", "", "")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 9, 28), "周一，工作日，就是今天"),
        (date(2026, 10, 1), "周四，不是工作日，还有 2 个工作日（3 天）"),
        (date(2026, 10, 10), "周六，工作日，还有 5 个工作日（12 天）"),
        (date(2026, 9, 25), "周五，工作日，已过 1 个工作日（3 天）"),
        (date(2027, 1, 4), "周一，约为工作日，还有约 66 个工作日（98 天）"),
    ],
)
def test_a_day_that_is_being_chosen_says_what_it_is_and_how_far_away(day: date, told: str) -> None:
    assert day_told(day, date(2026, 9, 28), CALENDAR) == told

"""Deadlines: when something falls due, how long is left, and from when it is late (A22: 00:00 of the next day)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from duban.mechanism.clauses import clause
from duban.mechanism.dates.workdays import (
    Calendar,
    HolidaysNotPublished,
    add_workdays,
    is_weekday,
    workdays_between,
)

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deadline:
    """The last day on which something is in time; `provisional` while a year's holidays are not published."""

    on: date
    provisional: bool


@dataclass(frozen=True)
class Remaining:
    """What is left until a deadline in working days (negative: passed), with its text for a page."""

    workdays: int
    overdue: bool
    text: str


def _as_if_published(first: date, last: date, calendar: Calendar) -> tuple[Calendar, bool]:
    """The calendar with every year of a span, counted Monday to Friday where unpublished, and whether one was."""
    years = frozenset(range(first.year, last.year + 1))
    if years <= calendar.years:
        return calendar, False
    return Calendar(calendar.years | years, calendar.exceptions), True


def due_after_workdays(start: date, count: int, calendar: Calendar) -> Deadline:
    """The deadline `count` working days after `start`, counted from the next day.

    Where the holidays of a year are not published, Monday to Friday count and the deadline is provisional.
    """
    years = calendar.years
    while True:
        try:
            on = add_workdays(start, count, Calendar(years, calendar.exceptions))
        except HolidaysNotPublished as missing:
            years |= {missing.year}
        else:
            return Deadline(on, provisional=years != calendar.years)


@clause("3.1.8", "3.2.9")
def next_report_due(last: date, interval_days: int, calendar: Calendar) -> Deadline:
    """When the next periodic feedback or report falls due: the interval in natural days after the last one.

    A due date on a day off moves to the next working day; provisional where that year is not published.
    """
    return first_workday_from(last + _DAY * interval_days, calendar)


@clause("5.1")
def is_overdue(due_on: date, now_date: date) -> bool:
    """Whether a deadline has passed: from 00:00 of the day after it."""
    return now_date > due_on


def remaining(due: date, today: date, calendar: Calendar) -> Remaining:
    """How much is left on a day, in working days; days off alone are said as natural days.

    Where the holidays of a year are not published, the number is marked 约 (about).
    """
    first, last = sorted((due, today))
    filled, guessed = _as_if_published(first, last, calendar)
    workdays = workdays_between(today, due, filled)
    overdue = is_overdue(due, today)
    if due == today:
        return Remaining(0, overdue=False, text="今天到期")
    count = f"{abs(workdays)} 个工作日" if workdays else f"{(last - first).days} 天"
    verb = "已超" if overdue else "剩"
    return Remaining(workdays, overdue, f"{verb}{'约' if guessed and workdays else ''} {count}")


def limit_told(limit: date, original: date | None, extensions: int = 0) -> str:
    """A limit as it stands, beside it the one that was set at first and how often it was extended.

    >>> limit_told(date(2026, 12, 25), date(2026, 10, 31), 2)
    '2026-12-25（原定 2026-10-31，延期 2 次）'
    """
    if beside := first_told(limit, original, extensions):
        return f"{limit:%Y-%m-%d}（{beside}）"
    return f"{limit:%Y-%m-%d}"


def first_told(limit: date | None, original: date | None, extensions: int = 0) -> str:
    """What stands beside a limit that is no longer the one set at first, empty where it is."""
    if original is None or original == limit:
        return ""
    return f"原定 {original:%Y-%m-%d}" + (f"，延期 {extensions} 次" if extensions else "")


def day_told(day: date, today: date, calendar: Calendar) -> str:
    """A day as one chooses it: weekday, whether it is worked, how far away; what no published year says is 约.

    >>> day_told(date(2026, 3, 13), date(2026, 3, 10), Calendar(frozenset({2026}), {}))
    '周五，工作日，还有 3 个工作日（3 天）'
    """
    filled, guessed = _as_if_published(min(day, today), max(day, today), calendar)
    kind = "工作日" if filled.is_workday(day) else "不是工作日"
    head = f"周{'一二三四五六日'[day.weekday()]}，{'约为' if guessed else ''}{kind}"
    if day == today:
        return f"{head}，就是今天"
    count = f"{'约 ' if guessed else ' '}{abs(workdays_between(today, day, filled))} 个工作日（{abs((day - today).days)} 天）"
    return f"{head}，{'还有' if day > today else '已过'}{count}"


def proposed_limit(today: date, days: int, matter_due_on: date) -> date:
    """The limit that a draft opens with: so many days from today, and not after that of its matter while it lies ahead."""
    limit = today + _DAY * days
    return min(limit, matter_due_on) if matter_due_on > today else limit


def first_workday_from(day: date, calendar: Calendar) -> Deadline:
    """The day itself if it is worked, else the next working day; Monday to Friday where unpublished."""
    while not (calendar.is_workday(day) if day.year in calendar.years else is_weekday(day)):
        day += _DAY
    return Deadline(day, provisional=day.year not in calendar.years)

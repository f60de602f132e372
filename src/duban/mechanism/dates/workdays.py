"""Working days: a county's calendar in, dates out. Nothing is guessed for a year that is not published."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from duban.mechanism.clauses import clause

_DAY = timedelta(days=1)
_SATURDAY = 5


class HolidaysNotPublished(LookupError):
    """The holidays of a year are not in the calendar."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的节假日安排尚未录入工作日历，不能计算工作日")
        self.year = year


@dataclass(frozen=True)
class Calendar:
    """The published years and their exceptions to Monday–Friday.

    In `exceptions` True is a day worked (a 调休 weekend), False a day off (a holiday).
    """

    years: frozenset[int]
    exceptions: Mapping[date, bool]

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked. Raises `HolidaysNotPublished`."""
        if day.year not in self.years:
            raise HolidaysNotPublished(day.year)
        return self.exceptions.get(day, is_weekday(day))

    @cached_property
    def _days(self) -> list[date]:
        """The exceptional days, in their order."""
        return sorted(self.exceptions)

    @cached_property
    def _gained(self) -> list[int]:
        """Before each exceptional day, and after the last, how many working days all before it add and take."""
        changes = (self.exceptions[day] - is_weekday(day) for day in self._days)
        return list(accumulate(changes, initial=0))

    def gained_to(self, day: date) -> int:
        """How many working days the exceptions up to and including a day add to Monday to Friday."""
        return self._gained[bisect_right(self._days, day)]


@clause("3.1.7")
def year_asked_for(today: date, calendar: Calendar, month: int) -> int | None:
    """The year whose holidays somebody has to enter: this one where it is missing, from a month on the next one; else None."""
    wanted = (today.year, today.year + 1) if today.month >= month else (today.year,)
    return next((year for year in wanted if year not in calendar.years), None)


def is_weekday(day: date) -> bool:
    """Whether a day is Monday to Friday, whatever the holidays."""
    return day.weekday() < _SATURDAY


def is_workday(day: date, calendar: Calendar) -> bool:
    """Whether a day is worked. Raises `HolidaysNotPublished`."""
    return calendar.is_workday(day)


def add_workdays(start: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after `start`, counted from the next day; `start` itself for 0.

    Raises `HolidaysNotPublished`, and ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("工作日数不能为负数")
    day = start
    while count:
        day += _DAY
        count -= calendar.is_workday(day)
    return day


def workdays_between(first: date, last: date, calendar: Calendar) -> int:
    """How many working days lie after `first` up to and including `last`; negative if `last` is earlier.

    Raises `HolidaysNotPublished`.
    """
    if last < first:
        return -workdays_between(last, first, calendar)
    if last > first:
        _require_published((first + _DAY).year, last.year, calendar)
    exceptional = calendar.gained_to(last) - calendar.gained_to(first)
    return _weekdays_to(last) - _weekdays_to(first) + exceptional


def _require_published(first: int, last: int, calendar: Calendar) -> None:
    for year in range(first, last + 1):
        if year not in calendar.years:
            raise HolidaysNotPublished(year)


def _weekdays_to(day: date) -> int:
    """How many days from Monday to Friday lie up to and including a day, since the first Monday of the era."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * _SATURDAY + min(rest, _SATURDAY)

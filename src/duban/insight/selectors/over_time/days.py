"""日历: the days of an office or a unit, what falls due and what is held on them, and the county's holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from duban.insight.selectors.over_time.sorts import DayLine, Sort, WhoseDays, sorts_of
from duban.mechanism.clauses import clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.dates.workdays import HolidaysNotPublished
from duban.rulebook.selectors import calendar, named_days
from duban.shared import clock
from duban.shared.pages import Page, bounds

_WEEK = 7
_SHOWN = 10
SPANS = ("month", "week", "day")


@dataclass(frozen=True)
class Span:
    """A month in whole weeks, a week from Monday on, or a day: what is shown, and of which month."""

    name: str
    on: date
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def moved(self, by: int) -> date:
        """The day by which the span before or after is named."""
        if self.name == "month":
            return months_after(self.on.replace(day=1), by)
        return self.on + timedelta(days=by * (_WEEK if self.name == "week" else 1))


@dataclass(frozen=True)
class Square:
    """A day: whether it is worked (None where its year is not published), its holiday, and how many of each sort."""

    on: date
    inside: bool
    today: bool
    worked: bool | None
    holiday: str
    counts: tuple[tuple[Sort, int], ...]

    @property
    def total(self) -> int:
        """How many there are of all sorts."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True)
class Days:
    """A span day by day; `unpublished` are the years of it whose holidays are not entered."""

    span: Span
    squares: tuple[Square, ...]
    sorts: tuple[Sort, ...]
    unpublished: tuple[int, ...]

    @property
    def weeks(self) -> tuple[tuple[Square, ...], ...]:
        """Seven days each."""
        return tuple(self.squares[start : start + _WEEK] for start in range(0, len(self.squares), _WEEK))


@dataclass(frozen=True)
class Listed:
    """The entries of a sort in a span: how many, and those shown."""

    sort: Sort
    page: Page[DayLine]


def span_of(name: str, on: date) -> Span:
    """The month, week or day in which a day lies."""
    if name == "day":
        return Span(name, on, on, on)
    begin, end = on, on
    if name == "month":
        begin = on.replace(day=1)
        end = months_after(begin, 1) - timedelta(days=1)
    first = begin - timedelta(days=begin.weekday())
    return Span(name, on, first, end + timedelta(days=_WEEK - 1 - end.weekday()))


@clause("3.1.6", "3.1.7", "3.2.1")
def days_of(asked: WhoseDays, span: Span) -> Days:
    """A span counted: one statement for each sort, and one for the names of holidays."""
    sorts = sorts_of(asked)
    counts = [(sort, sort.counts(asked, span.first, span.last)) for sort in sorts]
    names = named_days(span.first, span.last)
    known = calendar(asked.actor.jurisdiction_id)
    unpublished = sorted({day.year for day in span.days} - known.years)
    squares = tuple(_square(asked, span, day, names.get(day, ""), counts) for day in span.days)
    return Days(span, squares, sorts, tuple(unpublished))


def _square(asked: WhoseDays, span: Span, day: date, name: str, counts: list[tuple[Sort, Mapping[date, int]]]) -> Square:
    found = tuple((sort, of_day[day]) for sort, of_day in counts if day in of_day)
    inside = span.name != "month" or (day.year, day.month) == (span.on.year, span.on.month)
    return Square(day, inside, day == clock.today(), _worked(asked, day), name, found)


def _worked(asked: WhoseDays, day: date) -> bool | None:
    try:
        return calendar(asked.actor.jurisdiction_id).is_workday(day)
    except HolidaysNotPublished:
        return None


def listed(asked: WhoseDays, found: Days, only: str = "", number: int = 1, size: int = 25) -> tuple[Listed, ...]:
    """The entries of a span by sort: of `only` one page of all, else the first of each that has any."""
    wanted = [sort for sort in found.sorts if only in ("", sort.key)]
    totals = {sort: sum(n for one in found.squares for of, n in one.counts if of is sort) for sort in wanted}
    number, size, start = bounds(number, size) if only else (1, _SHOWN, 0)
    first, last = found.span.first, found.span.last
    return tuple(
        Listed(sort, Page(tuple(sort.entries(asked, first, last, start, start + size)), number, size, total))
        for sort, total in totals.items()
        if total
    )

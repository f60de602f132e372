"""减负: what is counted of the burden, by unit and month; each number is the length of its list, read from the same rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractMonth, TruncDate, TruncTime

from duban.acts.models import Case
from duban.acts.owing import duties
from duban.acts.sight.visibility import visible_rows
from duban.matters.models import Matter
from duban.mechanism.burden.figures import BURDEN_FIGURES, asking_acts, reporting_acts
from duban.mechanism.clauses import clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.lifecycles import act_named, acts_that, states_of
from duban.mechanism.lifecycles.matters import MATTER
from duban.mechanism.lifecycles.measures import NAMES
from duban.organisations.selectors import directory
from duban.proceedings.models import Extension, Report
from duban.rulebook.selectors import calendar, pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.pages import Page, bounds, counted

_ON = (MATTER.kind, *NAMES)
Counts = Mapping[str, Mapping[tuple[int, int], int]]
"""By figure: how many for a unit in a month of the year."""


@dataclass(frozen=True)
class BurdenFilter:
    """Which rows: of a year, of one of its months, of one unit."""

    year: int
    month: int | None = None
    unit: int | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        after = months_after(date(self.year, self.month, 1), 1) if self.month else date(self.year + 1, 1, 1)
        return after - timedelta(days=1)


@dataclass(frozen=True)
class BurdenRow:
    """A row of a list: on which day, of which matter (`place` with `ref` is its page), for which unit, what."""

    on: date
    place: str
    ref: str
    title: str
    unit: str
    what: str


@dataclass(frozen=True)
class _Source:
    """Where the rows of a figure come from: `day` is the column of their day, `moment` one of a moment."""

    rows: Callable[[Actor, BurdenFilter], QuerySet[Any]]
    what: Callable[[Any], str]
    day: str = ""
    moment: str = ""
    own_unit: bool = False
    of_no_case: bool = False

    def of(self, actor: Actor, where: BurdenFilter) -> QuerySet[Any]:
        """The rows that the actor may know of, each with its unit, its day and its month."""
        rows: QuerySet[Any] = self.rows(actor, where)
        if self.day:
            rows = rows.filter(**{f"{self.day}__range": (where.first, where.last)}).annotate(
                on_day=F(self.day), on_month=ExtractMonth(self.day)
            )
        else:
            since, until = clock.at(where.first, time()), clock.at(where.last + timedelta(days=1), time())
            rows = rows.filter(**{f"{self.moment}__gte": since, f"{self.moment}__lt": until}).annotate(
                on_day=TruncDate(self.moment, tzinfo=clock.BEIJING),
                on_month=ExtractMonth(self.moment, tzinfo=clock.BEIJING),
            )
        if self.of_no_case:
            rows = rows.annotate(of_unit=F("unit_id"))
            return rows if where.unit is None else rows.filter(of_unit=where.unit)
        leads = Matter._base_manager.filter(case_id=OuterRef("case_id")).values("lead_unit_id")[:1]
        lead = Subquery(leads, output_field=BigIntegerField())
        rows = rows.annotate(of_unit=Coalesce("unit_id", lead) if self.own_unit else lead).filter(
            of_unit__isnull=False
        )
        return rows if where.unit is None else rows.filter(of_unit=where.unit)


def _asked(actor: Actor, where: BurdenFilter) -> QuerySet[Any]:
    rows = visible_rows(actor, "duty", on=_ON)
    return duties.standing_so(duties.MET_OR_DUE, rows, act=reporting_acts())


def _of_seen(actor: Actor, model: Any) -> QuerySet[Any]:
    """The rows of a case of matters that the actor may know of."""
    rows: QuerySet[Any] = model.objects.all()
    return rows.filter(case_id__in=visible_rows(actor, "matter").order_by().values("case_id"))


def _sent(actor: Actor, where: BurdenFilter) -> QuerySet[Any]:
    return _of_seen(actor, Report).filter(submitted_at__isnull=False)


def _looked(actor: Actor, where: BurdenFilter) -> QuerySet[Any]:
    """The visits on which two persons agreed."""
    return visible_rows(actor, "visit").filter(state__in=states_of("visit", "done"))


def _done(actor: Actor, acts: Sequence[str]) -> QuerySet[Any]:
    """What was done by some acts and the actor may know of."""
    seen = Exists(visible_rows(actor, "matter").filter(case_id=OuterRef("case_id")))
    return visible_rows(actor, "entry", on=_ON).filter(seen, act__in=acts, outcome="done")


def _off_hours(actor: Actor, where: BurdenFilter) -> QuerySet[Any]:
    today = clock.today()
    pack = pack_in_force(actor.jurisdiction_id, today)
    begins, ends = (_at(int(pack.get(name, today))) for name in ("burden_from_hour", "burden_until_hour"))
    rows: QuerySet[Any] = _done(actor, asking_acts()).annotate(
        done_day=TruncDate("occurred_at", tzinfo=clock.BEIJING),
        done_time=TruncTime("occurred_at", tzinfo=clock.BEIJING),
    )
    off = Q(done_day__in=_days_off(calendar(actor.jurisdiction_id), where))
    return rows.filter(off | Q(done_time__lt=begins) | Q(done_time__gte=ends))


def _at(hour: int) -> time:
    """The time of an hour, of the 24th the last there is."""
    return time(hour) if hour < 24 else time.max


def _days_off(known: Calendar, where: BurdenFilter) -> list[date]:
    """The days off of a span; where a year is not published Saturdays and Sundays are."""
    years = Calendar(known.years | {where.year}, known.exceptions)
    days = (where.first + timedelta(days=n) for n in range((where.last - where.first).days + 1))
    return [day for day in days if not years.is_workday(day)]


def _said(entry: Any) -> str:
    return act_named(entry.act).label


_SOURCES: Mapping[str, _Source] = {
    "asked": _Source(_asked, lambda row: row.label, day="due_on", own_unit=True),
    "sent": _Source(_sent, lambda row: f"第{row.period}期", moment="submitted_at"),
    "unchanged": _Source(
        lambda actor, where: _sent(actor, where).filter(no_change=True), lambda row: f"第{row.period}期，本期无新进展",
        moment="submitted_at",
    ),
    "urged": _Source(lambda actor, where: _done(actor, sorted(acts_that("urges"))), _said, moment="occurred_at"),
    "extended": _Source(
        lambda actor, where: _of_seen(actor, Extension), lambda row: f"{row.old_due}延至{row.new_due}：{row.get_state_display()}",
        moment="asked_at",
    ),
    "off_hours": _Source(_off_hours, lambda row: f"{clock.text(row.occurred_at, '%H:%M')} {_said(row)}", moment="occurred_at"),
    "looked": _Source(_looked, lambda row: "回头看", day="looked_on", of_no_case=True),
}  # fmt: skip


@clause("3.0")
def burden_counts(actor: Actor, where: BurdenFilter) -> Counts:
    """Every figure by unit and month, of what the actor may know of: one statement a figure."""
    found: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for key, source in _SOURCES.items():
        rows = (
            source.of(actor, where).order_by().values_list("of_unit", "on_month").annotate(count=Count("pk"))
        )
        found[key] = {(unit, month): count for unit, month, count in rows}
    return found


@clause("3.0")
def burden_rows(
    *, actor: Actor, key: str, where: BurdenFilter, number: int = 1, size: int = 25
) -> Page[BurdenRow]:
    """The list of a figure, the earliest first; KeyError for a figure that there is not."""
    known, source = directory(actor.jurisdiction_id), _SOURCES[key]
    number, size, start = bounds(number, size)
    rows = source.of(actor, where)
    total, beyond = counted(rows)
    shown = list(rows.order_by("on_day", "pk")[start : start + size + 1])
    cases = {} if source.of_no_case else Case.objects.in_bulk([row.case_id for row in shown if row.case_id])
    found = tuple(
        BurdenRow(
            row.on_day, *_place(source, row, cases), known.unit(row.of_unit).short_name, source.what(row)
        )
        for row in shown[:size]
    )
    return Page(found, number, size, total, beyond, more=len(shown) > size)


def _place(source: _Source, row: Any, cases: Mapping[int, Case]) -> tuple[str, str, str]:
    """The page of a row, its reference there, and what it is about."""
    if source.of_no_case:
        return "visit", row.ref, "已销号的事项"
    return "case", cases[row.case_id].ref, cases[row.case_id].title


def known_figures() -> frozenset[str]:
    """The figures that have a list."""
    return frozenset(BURDEN_FIGURES) & frozenset(_SOURCES)

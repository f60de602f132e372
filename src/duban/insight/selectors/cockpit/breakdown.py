"""The same figures by unit, source or office, and month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from duban.insight.selectors.cockpit import owed
from duban.insight.selectors.cockpit.overview import (
    MATTERS,
    OWED,
    Share,
    Tally,
    compares_units,
    number_of,
    share_of,
)
from duban.matters.figures import Frame, figure
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter, frame_of, narrowed_matters
from duban.mechanism.clauses import CLAUSES, clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.key_work.figures import DUTY_RATES, MATTER_FIGURES, MATTER_RATES, QUARTERS, Figure, Rate
from duban.mechanism.people.standing import OFFICES
from duban.organisations.selectors import directory
from duban.shared.actor import Actor


@dataclass(frozen=True)
class Way:
    """By what figures are broken down: its name in an address, its label, the column of a matter."""

    name: str
    label: str
    column: str


WAYS = (
    Way("unit", "责任单位", "lead_unit_id"),
    Way("source", "来源", "source__source_class"),
    Way("office", "督办", "office"),
)
_UNITS, _SOURCES, _ = WAYS
_MATTERS = ("in_hand", "extended", *(one.key for rate in MATTER_RATES for one in (rate.part, rate.whole)))
_OWED = tuple(one.key for rate in DUTY_RATES for one in (rate.part, rate.whole))
_MONTHLY = ("new_month", "finished_month", "late_month_end")
_PERIODIC = ("new_period", "finished_period", "lettered", "interviewed", "listed")
_MONTHS = 12


@dataclass(frozen=True)
class Breakdown:
    """A unit, source or office with its figures and rates."""

    label: str
    in_hand: Tally
    extended: Tally
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Month:
    """A month by its first day, with what was registered and finished in it and late at its end."""

    first: date
    numbers: tuple[Tally, ...]


@clause("4.2", "4.4")
def lines(*, actor: Actor, where: MatterFilter, by: Way, address: Mapping[str, str]) -> tuple[Breakdown, ...]:
    """A line each, units in 组织序列 and of others than the own only for whom they are meant; nobody is ranked."""
    frame = frame_of(actor, where)
    matters = narrowed_matters(actor, where).order_by()
    own_only = by is _UNITS and not compares_units(actor)
    asked = {key: Count("pk", filter=figure(key, frame)) for key in _MATTERS}
    of_matters = {row[by.column]: row for row in matters.values(by.column).annotate(**asked)}
    of_duties = _owing(actor, where, by, frame)
    return tuple(
        _line(label, of_matters[value], of_duties.get(value, {}), frame, {**address, by.name: named})
        for value, label, named in _named(actor, by)
        if value in of_matters and (not own_only or value in actor.unit_ids)
    )


def _owing(actor: Actor, where: MatterFilter, by: Way, frame: Frame) -> dict[Any, dict[str, int]]:
    asked = {key: Count("pk", filter=owed.condition(key, frame)) for key in _OWED}
    of = Matter._base_manager.filter(case_id=OuterRef("case_id")).values(by.column)[:1]
    rows = owed.owed_rows(actor, where).order_by().annotate(of=Subquery(of))
    return {of: dict(zip(_OWED, counts, strict=True)) for of, *counts in rows.values_list("of").annotate(**asked)}


def _named(actor: Actor, by: Way) -> Iterable[tuple[Any, str, str]]:
    """What a list may be broken down by: value, label, and how an address names it."""
    if by is _UNITS:
        return [(unit.id, unit.short_name, unit.ref) for unit in directory(actor.jurisdiction_id).units]
    if by is _SOURCES:
        return [(key, CLAUSES[key].cite, key) for key in ("2.1", "2.2", "2.3", "2.4")]
    return [(office.value, office.label, office.value) for office in OFFICES]


def _line(
    label: str, counts: Mapping[str, int], owing: Mapping[str, int], frame: Frame, address: Mapping[str, str]
) -> Breakdown:
    def share(rate: Rate, counted: Mapping[str, int], kind: str) -> Share:
        two = (number_of(one, counted.get(one.key, 0), kind, frame, address) for one in (rate.part, rate.whole))
        return share_of(rate, *two)

    own = {key: number_of(MATTER_FIGURES[key], counts[key], MATTERS, frame, address) for key in ("in_hand", "extended")}
    return Breakdown(
        label,
        own["in_hand"],
        own["extended"],
        (
            *(share(rate, counts, MATTERS) for rate in MATTER_RATES),
            *(share(rate, owing, OWED) for rate in DUTY_RATES),
        ),
    )


@dataclass(frozen=True)
class Quarter:
    """A quarter, or with `quarter` None the whole year: what was registered and is on the books, and the rates."""

    quarter: int | None
    counts: tuple[Tally, ...]
    shares: tuple[Share, ...]


@clause("4.2", "4.4")
def quarters(*, actor: Actor, where: MatterFilter, address: Mapping[str, str]) -> tuple[Quarter, ...]:
    """The four quarters of a year and the year, by the figures of the overview: a statement for matters, one for duties."""
    frames = {one: replace(frame_of(actor, where), quarter=one) for one in (*QUARTERS, None)}
    rates = [*MATTER_RATES[:2], *DUTY_RATES]
    of_matters = [*_PERIODIC, *(one.key for rate in MATTER_RATES[:2] for one in (rate.part, rate.whole))]
    counts = _by_quarter(narrowed_matters(actor, where).order_by(), figure, of_matters, frames)
    counts |= _by_quarter(owed.owed_rows(actor, where).order_by(), owed.condition, _OWED, frames)

    def number(known: Figure, quarter: int | None) -> Tally:
        kind = OWED if known.key in _OWED else MATTERS
        within = {**address, **({"quarter": str(quarter)} if quarter else {})}
        return number_of(known, counts[known.key, quarter], kind, frames[quarter], within)

    return tuple(
        Quarter(
            one,
            tuple(number(MATTER_FIGURES[key], one) for key in _PERIODIC),
            tuple(share_of(rate, number(rate.part, one), number(rate.whole, one)) for rate in rates),
        )
        for one in frames
    )


def _by_quarter(
    rows: QuerySet[Any], told: Callable[[str, Frame], Q], keys: Iterable[str], frames: Mapping[int | None, Frame]
) -> dict[tuple[str, int | None], int]:
    asked = {f"{key}_{one}": (key, one) for key in keys for one in frames}
    found = rows.aggregate(**{name: Count("pk", filter=told(key, frames[one])) for name, (key, one) in asked.items()})
    return {of: found[name] for name, of in asked.items()}


@clause("4.2", "4.3")
def months(*, actor: Actor, where: MatterFilter, address: Mapping[str, str]) -> tuple[Month, ...]:
    """The last twelve months, this one last: new, finished, and late at its end. One statement."""
    frame = frame_of(actor, where)
    first = frame.today.replace(day=1)
    days = [months_after(first, back - _MONTHS + 1) for back in range(_MONTHS)]
    asked = {
        f"{key}_{day:%Y%m}": Count("pk", filter=figure(key, replace(frame, on=day)))
        for day in days
        for key in _MONTHLY
    }
    counts = narrowed_matters(actor, where).order_by().aggregate(**asked)
    return tuple(
        Month(
            day,
            tuple(
                Tally(
                    key, MATTER_FIGURES[key].label, MATTER_FIGURES[key].means, counts[f"{key}_{day:%Y%m}"],
                    MATTERS, {**address, "figure": key, "on": day.isoformat()},
                )
                for key in _MONTHLY
            ),
        )
        for day in days
    )  # fmt: skip

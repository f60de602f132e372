"""减负: the page of the offices, unit by unit, and that of one unit, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate

from duban.acts.models import Message
from duban.acts.sight.visibility import ABSENT
from duban.burden.models import FillTime
from duban.insight.selectors.burden.figures import BurdenFilter, Counts, burden_counts
from duban.insight.selectors.cockpit.overview import compares_units
from duban.mechanism.burden.figures import BURDEN_FIGURES, spread, too_much
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.figures import Figure, percent
from duban.mechanism.lifecycles import act_named
from duban.organisations.selectors import UnitRow, directory
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_FIGURES = tuple(BURDEN_FIGURES.values())
FEWEST = 5
"""Of fewer samples no median is shown."""


@dataclass(frozen=True)
class BurdenNumber:
    """A number of a figure, its address for the list of the same rows, and whether it is above what the county has set."""

    key: str
    label: str
    count: int
    where: Mapping[str, str]
    over: bool = False


@dataclass(frozen=True)
class BurdenLine:
    """A unit, or a month of one, with its numbers and the share of reports in which nothing had changed."""

    label: str
    ref: str
    numbers: tuple[BurdenNumber, ...]
    unchanged: str
    unchanged_over: bool


@dataclass(frozen=True)
class Messages:
    """How many messages of this system a person gets on a day on which there is any: median and 99th of a hundred."""

    days: int
    median: int | None
    p99: int | None
    over: bool
    spread: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class FillLine:
    """A form: how many minutes from opening to sending, as the median of so many samples of a quarter."""

    form: str
    quarter: str
    median: int
    samples: int


@dataclass(frozen=True)
class Burden:
    """The burden of a year: of units side by side, or of one unit by month."""

    year: int
    title: str
    figures: tuple[Figure, ...]
    total: BurdenLine
    lines: tuple[BurdenLine, ...]
    messages: Messages | None
    filling: tuple[FillLine, ...]


@clause("3.0")
def burden(*, actor: Actor, year: int) -> Burden:
    """Of the offices and the county's leaders every unit in 组织序列, of anybody else the own units; nobody is ranked."""
    known, compares = directory(actor.jurisdiction_id), compares_units(actor)
    counts = burden_counts(actor, BurdenFilter(year))
    there = {unit for months in counts.values() for unit, _ in months}
    units = [unit for unit in known.units if unit.id in there and (compares or unit.id in actor.unit_ids)]
    lines = tuple(
        _line(actor, year, counts, unit.short_name, [unit.id], {"unit": unit.ref}) for unit in units
    )
    total = _line(actor, year, counts, "合计", [unit.id for unit in units], {})
    told = messages_of(actor, year) if compares else None
    return Burden(year, "各单位", _FIGURES, total, lines, told, filling(actor.jurisdiction_id, year))


@clause("3.0")
def burden_of_unit(*, actor: Actor, ref: str, year: int) -> Burden:
    """A unit by month, for its own people, the offices and the county's leaders; NotFound for others."""
    unit = unit_named(actor, ref)
    counts = burden_counts(actor, BurdenFilter(year, unit=unit.id))
    lines = tuple(
        _line(actor, year, counts, f"{month}月", [unit.id], {"unit": ref}, month)
        for month in sorted({month for months in counts.values() for _, month in months})
    )
    total = _line(actor, year, counts, "全年", [unit.id], {"unit": ref})
    return Burden(year, unit.name, _FIGURES, total, lines, None, filling(actor.jurisdiction_id, year))


def compared(actor: Actor) -> bool:
    """Whether somebody is shown the units side by side."""
    return compares_units(actor)


def unit_named(actor: Actor, ref: str) -> UnitRow:
    """The unit of an address, whose rows the reader may open; NotFound for others."""
    unit = directory(actor.jurisdiction_id).find(ref)
    if unit is None or not (compares_units(actor) or unit.id in actor.unit_ids):
        raise NotFound(ABSENT)
    return unit


def _line(
    actor: Actor, year: int, counts: Counts, label: str, units: Iterable[int], address: Mapping[str, str], month: int = 0
) -> BurdenLine:  # fmt: skip
    wanted, today = set(units), clock.today()
    pack = pack_in_force(actor.jurisdiction_id, today)
    sums: dict[str, int] = {}
    worst: dict[str, int] = {}
    for key in BURDEN_FIGURES:
        of_them = [
            count for (unit, at), count in counts[key].items() if unit in wanted and at == (month or at)
        ]
        sums[key], worst[key] = sum(of_them), max(of_them, default=0)
    where = {**address, "year": str(year), **({"month": str(month)} if month else {})}
    numbers = tuple(
        BurdenNumber(
            key, one.label, sums[key], {**where, "figure": key}, too_much(key, worst[key], pack, today)
        )
        for key, one in BURDEN_FIGURES.items()
    )
    share = 100 * sums["unchanged"] / sums["sent"] if sums["sent"] else 0
    shown = percent(sums["unchanged"], sums["sent"])
    return BurdenLine(
        label, address.get("unit", ""), numbers, shown, too_much("unchanged_share", share, pack, today)
    )


@clause("3.0")
def messages_of(actor: Actor, year: int) -> Messages:
    """How messages to persons spread over days; counted alone, nobody's messages are read."""
    since, until = (
        clock.at(day, time())
        for day in (BurdenFilter(year).first, BurdenFilter(year).last + timedelta(days=1))
    )
    rows = Message.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, person_id__isnull=False, created_at__gte=since
    )
    of_days = (
        rows.filter(created_at__lt=until)
        .order_by()
        .annotate(on_day=TruncDate("created_at", tzinfo=clock.BEIJING))
        .values_list("person_id", "on_day")
        .annotate(count=Count("pk"))
    )
    counts = Counter(count for _, _, count in of_days)
    p99, today = spread(counts, 0.99), clock.today()
    over = too_much("messages", p99 or 0, pack_in_force(actor.jurisdiction_id, today), today)
    return Messages(counts.total(), spread(counts, 0.5), p99, over, tuple(sorted(counts.items())))


@clause("3.0")
def filling(county: int, year: int) -> tuple[FillLine, ...]:
    """The median of each form and quarter of a year of which there are samples enough."""
    found: dict[tuple[str, str], dict[int, int]] = {}
    rows = FillTime._base_manager.filter(jurisdiction_id=county, quarter__startswith=f"{year}-")
    for row in rows.order_by("form", "quarter", "minutes"):
        found.setdefault((row.form, row.quarter), {})[row.minutes] = row.count
    return tuple(
        FillLine(act_named(form).label, quarter, spread(counts, 0.5) or 0, sum(counts.values()))
        for (form, quarter), counts in found.items()
        if sum(counts.values()) >= FEWEST
    )

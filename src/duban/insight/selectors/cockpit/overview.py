"""驾驶舱: what a leader asks first, of the matters that the reader sees, within the scope that the address names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.visibility import visible_rows
from duban.insight.selectors.cockpit import owed
from duban.insight.selectors.work_desk.todos import bearer_name
from duban.matters.figures import Frame, figure
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter, frame_of, lit, narrowed_matters
from duban.measures.figures import days_to_recovery
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import limit_told
from duban.mechanism.key_work.figures import (
    DUTY_FIGURES,
    DUTY_RATES,
    MATTER_FIGURES,
    MATTER_RATES,
    Figure,
    Rate,
    percent,
)
from duban.mechanism.key_work.lights import Light
from duban.mechanism.people.standing import OFFICES, PostRole, leader_posts
from duban.organisations.selectors import directory
from duban.rulebook.selectors import pack_in_force
from duban.shared.actor import Actor
from duban.shared.database import memo

MATTERS, OWED = "matters", "owed"
_LEADING = ("on_books", "lettered", "interviewed", "listed")
_CAUSES = ("red_limit", "red_point", "red_duty", "red_rating")
_AGES = ("late_longer", "late_month", "late_week", "red_in_time")
_HANDS = ("late_unit", "late_office", "late_leader", "late_body", "awaited")
_WEEK = ("new_week", "reported_week", "rated_week", "finished_week", "quiet")
_WORKS = ("recovered", "returned", "extended", "looked_again", "reopened")
_OWN = ("own_word", "own_decided", "own_inspected")
_DAYS = 30
_WORST = 8


@dataclass(frozen=True)
class Tally:
    """A figure with its number and the list of exactly these rows: which list, and what its address says."""

    key: str
    label: str
    means: str
    count: int
    list: str = MATTERS
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """红 17."""
        return f"{self.label} {self.count}"


@dataclass(frozen=True)
class Share:
    """A rate in percent with its two figures and its formula."""

    key: str
    label: str
    formula: str
    percent: str
    part: Tally
    whole: Tally


@dataclass(frozen=True)
class UnitRatings:
    """How the running matters of a unit are rated, in the order of the three ratings and without one."""

    unit: str
    ref: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Worst:
    """A red matter: what is late and since when, and in whose hands it is."""

    case_ref: str
    title: str
    unit: str
    why: str
    since: date | None
    limit: str
    who: str
    what: str


@dataclass(frozen=True)
class Cockpit:
    """The overview of what somebody sees; `units` is empty for whom rates of units side by side are not meant."""

    year: int
    quarter: int | None
    lights: tuple[Tally, ...]
    ratings: tuple[Tally, ...]
    shares: tuple[Share, ...]
    causes: tuple[Tally, ...]
    ages: tuple[Tally, ...]
    hands: tuple[Tally, ...]
    week: tuple[Tally, ...]
    ladder: tuple[Tally, ...]
    works: tuple[Tally, ...]
    recovery: float | None
    again: str
    reopened: str
    due: tuple[Tally, ...]
    units: tuple[UnitRatings, ...]
    worst: tuple[Worst, ...]
    own: tuple[Tally, ...]


@dataclass(frozen=True)
class _Reading:
    """One reading of the county for one reader and scope."""

    actor: Actor
    frame: Frame
    address: Mapping[str, str]
    matters: QuerySet[Matter]
    duties: QuerySet[Obligation]

    def number(self, key: str, count: int) -> Tally:
        """The number of a figure and where its rows are."""
        kind = OWED if key in DUTY_FIGURES else MATTERS
        return number_of({**MATTER_FIGURES, **DUTY_FIGURES}[key], count, kind, self.frame, self.address)

    def plain(self, key: str, label: str, count: int, means: str = "", **where: str) -> Tally:
        """A number whose list needs no figure, only filters that a list has anyway."""
        return Tally(key, label, means, count, MATTERS, {**self.address, **where})


@dataclass(frozen=True)
class Wall:
    """What every unit may read of the county: totals alone, of no person, case or unit."""

    year: int
    lights: tuple[Tally, ...]
    ratings: tuple[Tally, ...]
    shares: tuple[Share, ...]
    ladder: tuple[Tally, ...]
    due: tuple[Tally, ...]


def number_of(figure_: Figure, count: int, kind: str, frame: Frame, address: Mapping[str, str]) -> Tally:
    """The number of a figure, and the list of its rows within a scope."""
    known = figure_.said(frame.bands, frame.quarter)
    where = {**address, "figure": known.key, **({"year": str(frame.year)} if known.yearly else {})}
    return Tally(known.key, known.label, known.means, count, kind, where)


def compares_units(actor: Actor) -> bool:
    """Whether rates of units side by side are meant for somebody: the two offices and the county's leaders."""
    return bool(leader_posts(actor.posts)) or any(post.function in OFFICES for post in actor.posts)


_opened: memo.WhileNothingIsDone[Cockpit] = memo.WhileNothingIsDone()
_on_walls: memo.WhileNothingIsDone[Wall] = memo.WhileNothingIsDone()


@clause("4.2", "4.3", "4.4")
def cockpit(*, actor: Actor, where: MatterFilter, address: Mapping[str, str]) -> Cockpit:
    """The overview; `address` is the scope as the address bar names it, which every list gets along.

    As one opens it, without a scope, it is reckoned once while nothing is done in the county.
    """
    if address or where != MatterFilter():
        return _reckoned(actor, where, address)
    return _opened.known(actor.jurisdiction_id, actor, lambda: _reckoned(actor, where, address))


def _reckoned(actor: Actor, where: MatterFilter, address: Mapping[str, str]) -> Cockpit:
    frame = frame_of(actor, where)
    reading = _Reading(
        actor, frame, address, narrowed_matters(actor, where), owed.owed_rows(actor, where).order_by()
    )
    counts = _counted(reading)

    def numbers(keys: Iterable[str]) -> tuple[Tally, ...]:
        return tuple(reading.number(key, counts[key]) for key in keys)

    works = numbers(_WORKS)
    ratings = _ratings(reading, counts)
    return Cockpit(
        year=frame.year,
        quarter=frame.quarter,
        lights=_lights(reading, counts),
        ratings=ratings,
        shares=_shares(reading, counts),
        causes=numbers(_CAUSES),
        ages=numbers(_AGES),
        hands=numbers(_HANDS),
        week=numbers(_WEEK),
        ladder=numbers(_LEADING),
        works=works,
        recovery=days_to_recovery(reading.matters, frame),
        again=percent(works[1].count, works[0].count),
        reopened=percent(works[4].count, works[3].count),
        due=_due(reading),
        units=_units(reading, len(ratings) - 1) if compares_units(actor) else (),
        worst=_worst(reading),
        own=tuple(number for number in numbers(_OWN) if number.count and _bears(actor, number.key)),
    )


def inspects(actor: Actor) -> str:
    """The address of an inspector, whose own matters may be the scope; empty for others."""
    if not any(post.role is PostRole.INSPECTOR for post in actor.posts) or actor.person_id is None:
        return ""
    return directory(actor.jurisdiction_id).person(actor.person_id).ref


def _bears(actor: Actor, key: str) -> bool:
    if key == "own_inspected":
        return any(post.role is PostRole.INSPECTOR for post in actor.posts)
    return bool(leader_posts(actor.posts))


def wall(actor: Actor) -> Wall:
    """The totals of a county for a meeting room; narrowed matters (缩小范围) are in none of them."""
    return _on_walls.known(actor.jurisdiction_id, None, lambda: _totals(actor))


def _totals(actor: Actor) -> Wall:
    frame = frame_of(actor, MatterFilter())
    matters = Matter.objects.filter(jurisdiction_id=actor.jurisdiction_id, narrowed=False)
    rows = duties.ever_owed(of_kind=owed.ON).filter(case_id__in=matters.values("case_id"))
    reading = _Reading(actor, frame, {}, matters, rows)
    counts = _counted(reading)
    return Wall(
        frame.year,
        _lights(reading, counts),
        _ratings(reading, counts),
        _shares(reading, counts),
        tuple(reading.number(key, counts[key]) for key in _LEADING),
        _due(reading),
    )


def _counted(reading: _Reading) -> dict[str, int]:
    """All figures, in one statement for matters and one for duties."""
    shares = [one.key for rate in MATTER_RATES for one in (rate.part, rate.whole)]
    keys = (*shares, *_LEADING, *_CAUSES, *_AGES, *_WEEK, *_WORKS, *_OWN)
    of_matters = {key: figure(key, reading.frame) for key in keys}
    running = figure("in_hand", reading.frame)
    of_matters |= {f"light_{one.value}": lit(one.value, reading.actor, reading.frame.today) for one in Light}
    of_matters |= {f"rated_{index}": running & Q(rating_index=index) for index in (0, 1, 2, None)}
    late = [one.key for rate in DUTY_RATES for one in (rate.part, rate.whole)]
    of_duties = {key: owed.condition(key, reading.frame) for key in (*late, *_HANDS)}
    return {**_sums(reading.matters, of_matters), **_sums(reading.duties, of_duties)}


def _sums(rows: QuerySet[Any], asked: Mapping[str, Q]) -> dict[str, int]:
    return rows.order_by().aggregate(**{key: Count("pk", filter=condition) for key, condition in asked.items()})


def _lights(reading: _Reading, counts: Mapping[str, int]) -> tuple[Tally, ...]:
    return tuple(
        reading.plain(f"light_{light.value}", light.word, counts[f"light_{light.value}"], light=light.value)
        for light in Light
    )


def _ratings(reading: _Reading, counts: Mapping[str, int]) -> tuple[Tally, ...]:
    """The running matters by rating, best first, and without one; in the words of the county."""
    today = reading.frame.today
    values = pack_in_force(reading.actor.jurisdiction_id, today).get("evaluation_values", today)
    rated = [
        reading.plain(f"rated_{index}", word, counts[f"rated_{index}"], state="open", rating=str(index))
        for index, word in enumerate(values)
    ]
    return (*rated, reading.plain("rated_none", "未评价", counts["rated_None"], state="open", rating="none"))


def _shares(reading: _Reading, counts: Mapping[str, int]) -> tuple[Share, ...]:
    return tuple(share_of(rate, *(reading.number(one.key, counts[one.key]) for one in (rate.part, rate.whole)))
                 for rate in (*MATTER_RATES, *DUTY_RATES))


def share_of(rate: Rate, part: Tally, whole: Tally) -> Share:
    """A rate of two numbers."""
    return Share(rate.key, rate.label, rate.formula, percent(part.count, whole.count), part, whole)


def _due(reading: _Reading) -> tuple[Tally, ...]:
    """How many matters have their next day on each of the days ahead, days without any left out."""
    today = reading.frame.today
    rows = reading.matters.filter(
        figure("in_hand", reading.frame), next_due_on__gte=today, next_due_on__lt=today + timedelta(days=_DAYS)
    )
    days = rows.order_by("next_due_on").values_list("next_due_on").annotate(count=Count("pk"))
    known = MATTER_FIGURES["due_next"]
    return tuple(
        Tally(
            f"{known.key}_{day:%m%d}", f"{day:%m-%d}", known.means, count, MATTERS,
            {**reading.address, "figure": known.key, "on": day.isoformat()},
        )
        for day, count in days
    )  # fmt: skip


def _units(reading: _Reading, ratings: int) -> tuple[UnitRatings, ...]:
    """Running matters by unit and rating in 组织序列; nobody is ranked."""
    rows = reading.matters.filter(figure("in_hand", reading.frame), lead_unit__isnull=False)
    found: dict[int, dict[int | None, int]] = {}
    for unit, rating, count in rows.order_by().values_list("lead_unit", "rating_index").annotate(count=Count("pk")):
        found.setdefault(unit, {})[rating] = count
    places = (*range(ratings), None)
    return tuple(
        UnitRatings(unit.short_name, unit.ref, tuple(found[unit.id].get(place, 0) for place in places))
        for unit in directory(reading.actor.jurisdiction_id).units
        if unit.id in found
    )


def _worst(reading: _Reading) -> tuple[Worst, ...]:
    """The red matters that are late for longest; those that are red by their rating alone, and owe nothing, come last."""
    red = reading.matters.filter(lit(Light.RED.value, reading.actor, reading.frame.today))
    rows = list(red.select_related("case").order_by(F("next_due_on").asc(nulls_last=True), "pk")[:_WORST])
    held = _in_hands(reading, rows)
    return tuple(_one_red(reading, row, held.get(row.case_id)) for row in rows)


def _one_red(reading: _Reading, row: Matter, duty: Obligation | None) -> Worst:
    """Where nothing is owed by a day of its own, the matter itself lies with its unit."""
    known = directory(reading.actor.jurisdiction_id)
    unit = known.unit(row.lead_unit_id).short_name if row.lead_unit_id else ""
    late = row.next_due_on is not None and row.next_due_on < reading.frame.today
    return Worst(
        row.case.ref,
        row.title,
        unit,
        "" if late else MATTER_FIGURES["red_rating"].label,
        row.next_due_on if late else None,
        limit_told(row.due_on, row.original_due_on, row.extensions),
        bearer_name(reading.actor, duty) if duty else unit,
        duty.label if duty else "推进事项",
    )


def _in_hands(reading: _Reading, rows: Iterable[Matter]) -> dict[int, Obligation]:
    """Of each case what falls due first of all that the reader may know of: in whose hands it lies."""
    seen = visible_rows(reading.actor, "duty", on=owed.ON)
    open_now = duties.still_open(seen, case=[row.case_id for row in rows], dated=True)
    found: dict[int, Obligation] = {}
    for duty in open_now.order_by("due_on", "pk"):
        found.setdefault(duty.case_id or 0, duty)
    return found

"""The pages of 回头看: the plan of each year, a draw that anybody can compute again, a visit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import may_start, roles_from
from duban.acts.kinds import kind_of
from duban.acts.sight.visibility import may_see, seen_row, visible_rows
from duban.burden.facts import fallen, left
from duban.burden.models import Drawn, LookbackDraw, LookbackPlan, Reopening, Visit
from duban.mechanism.burden.lookback import (
    QUARTER_WORDS,
    QUARTERS,
    RESULTS,
    STANDS,
    WAYS,
    Closed,
    drawn,
    lot_of,
    quarter_span,
)
from duban.mechanism.burden.reopening import HOW_HEARD
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import act_named, state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

MOST = 200
"""So many of the newest visits are shown."""


@dataclass(frozen=True)
class QuarterLine:
    """A quarter of a plan: `state` in words; the numbers are empty before it is drawn."""

    number: int
    label: str
    first: date
    last: date
    state: str
    closed: int | None
    drawn: int | None
    units: int | None
    looked: int | None
    fallen: int | None


@dataclass(frozen=True)
class PlanView:
    """The plan of a year with its seed and the moment at which that was recorded."""

    ref: str
    year: int
    office: str
    seed: str
    recorded_at: datetime
    quarters: tuple[QuarterLine, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class VisitLine:
    """A visit in the list."""

    ref: str
    unit: str
    quarter: str
    office: str
    state_label: str
    over: bool
    looked_on: date | None
    count: int
    fallen: int


@dataclass(frozen=True)
class LookbackPage:
    """The plans of the years, the newest first, and the visits of which the reader may know."""

    plans: tuple[PlanView, ...]
    visits: tuple[VisitLine, ...]
    may_plan: bool


@clause("3.0")
def lookback_page(*, actor: Actor) -> LookbackPage:
    """What is planned, drawn and seen; to a unit its own visits alone."""
    plans = tuple(_plan(actor, row) for row in visible_rows(actor, "lookback").order_by("-year")[:5])
    fallen = Q(matters__result__in=[one for one in RESULTS if one != STANDS])
    rows = (
        visible_rows(actor, "visit")
        .select_related("draw__plan")
        .annotate(count=Count("matters"), fallen=Count("matters", filter=fallen))
        .order_by("-pk")
    )
    return LookbackPage(plans, tuple(_line(row) for row in rows[:MOST]), may_start(actor, "lookback.plan"))


def _plan(actor: Actor, row: LookbackPlan) -> PlanView:
    draws = {one.quarter: one for one in LookbackDraw.objects.filter(plan=row)}
    found = Counter(Drawn.objects.filter(draw__plan=row).values_list("draw__quarter", "result", "visit__unit_id"))
    waiting = left(row)
    lines = tuple(_quarter(row, one, draws.get(one), found, one in waiting) for one in QUARTERS)
    acts = tuple(open_acts(actor, "lookback", row))
    return PlanView(row.ref, row.year, Function(row.office).label, row.seed, row.created_at, lines, acts)


def _quarter(
    row: LookbackPlan, number: int, of: LookbackDraw | None, found: Counter[tuple[int, str, int]], waiting: bool
) -> QuarterLine:
    first, last = quarter_span(row.year, number)
    if of is None:
        state = ("待抽取" if last < clock.today() else "季度过完后抽取") if waiting else "列入时已过完，不抽"
        return QuarterLine(number, QUARTER_WORDS[number], first, last, state, None, None, None, None, None)
    mine = {key: count for key, count in found.items() if key[0] == number}
    looked = sum(count for (_, result, _), count in mine.items() if result)
    fallen = sum(count for (_, result, _), count in mine.items() if result and result != STANDS)
    units = len({unit for _, _, unit in mine})
    state = f"{of.drawn_on.month}月{of.drawn_on.day}日抽取"
    return QuarterLine(
        number, QUARTER_WORDS[number], first, last, state, len(of.closed), sum(mine.values()), units, looked, fallen
    )


def _line(row: Visit) -> VisitLine:
    unit, quarter = directory(row.jurisdiction_id).unit(row.unit_id), row.draw
    return VisitLine(
        row.ref, unit.short_name, f"{quarter.plan.year}年{QUARTER_WORDS[quarter.quarter]}", Function(row.office).label,
        state_label("visit", row.state), row.state in states_of("visit", "over"), row.looked_on, row.count, row.fallen,  # type: ignore[attr-defined]
    )  # fmt: skip


@dataclass(frozen=True)
class LotLine:
    """A closed matter in the lot, by its unit and number, and whether it was drawn."""

    unit: str
    unit_ref: str
    number: str
    drawn: bool


@dataclass(frozen=True)
class DrawView:
    """A draw with everything that it is computed from, and whether computing it again gives the same."""

    plan: PlanView
    quarter: QuarterLine
    percent: int
    least: int
    lot: str
    lines: tuple[LotLine, ...]
    same: bool


@clause("3.0")
def draw_page(*, actor: Actor, ref: str, quarter: int) -> DrawView:
    """A draw, computed anew from its seed and its list; NotFound before it is drawn."""
    row: LookbackPlan = seen_row(actor, "lookback", ref=ref)
    of = LookbackDraw.objects.filter(plan=row, quarter=quarter).first()
    if of is None:
        raise NotFound("这个季度还没有抽取。")
    closed = [Closed(*one) for one in of.closed]
    again = set(drawn(row.seed, row.year, quarter, closed, of.percent, of.least))
    known = directory(actor.jurisdiction_id)
    numbers = set(Drawn.objects.filter(draw=of).values_list("matter__case__code", flat=True))
    lines = tuple(
        LotLine(known.unit_by_ref(one.unit).short_name, one.unit, one.matter, one.matter in numbers) for one in closed
    )
    plan = _plan(actor, row)
    lot = lot_of(row.seed, row.year, quarter, closed)
    same = {one.matter for one in again} == numbers
    return DrawView(plan, plan.quarters[quarter - 1], of.percent, of.least, lot, lines, same)


@dataclass(frozen=True)
class FoundLine:
    """A matter of a visit: without its title for whoever may not know of it; empty where nothing is found yet.

    `may_propose` is its address for whoever may ask that it be taken up again.
    """

    ref: str
    number: str
    title: str
    how: str
    result: str
    stands: bool
    found: str
    reopening: str
    reopening_state: str
    may_propose: str


@dataclass(frozen=True)
class VisitView:
    """A visit with what was found, and what may be done; `pair` are the two who looked, empty before."""

    line: VisitLine
    pair: str
    matters: tuple[FoundLine, ...]
    acts: tuple[Act, ...]


@clause("3.0")
def visit_page(*, actor: Actor, ref: str) -> VisitView:
    """One visit as its reader may see it."""
    row: Visit = seen_row(actor, "visit", "draw__plan", "first", "second", "unit", ref=ref)
    asked = {one.drawn_id: one for one in visible_rows(actor, "reopening").filter(drawn__visit=row)}
    matters = tuple(_found(actor, one, asked.get(one.pk)) for one in drawn_of(row))
    row.count, row.fallen = len(matters), sum(1 for one in matters if one.result and not one.stands)  # type: ignore[attr-defined]
    pair = "、".join(one.name for one in (row.first, row.second) if one)
    return VisitView(_line(row), pair, matters, tuple(open_acts(actor, "visit", row)))


def drawn_of(row: Visit) -> list[Drawn]:
    """What was drawn of the unit of a visit."""
    return list(Drawn.objects.filter(visit=row).select_related("matter__case").order_by("pk"))


def _found(actor: Actor, one: Drawn, asked: Reopening | None) -> FoundLine:
    seen = may_see(actor, "matter", one.matter)
    return FoundLine(
        one.matter.case.ref if seen else "", one.matter.case.code, title_of(actor, one), WAYS.get(one.how, ""),
        RESULTS.get(one.result, ""), one.result == STANDS, one.found,
        asked.ref if asked else "", state_label("reopening", asked.state) if asked else "",
        one.matter.ref if seen and _may_propose(actor, one) else "",
    )  # fmt: skip


def _may_propose(actor: Actor, one: Drawn) -> bool:
    """Whether the actor may ask that a drawn matter be taken up again."""
    act, matter = act_named("reopening.propose"), one.matter
    held = roles_from(actor, actor.posts, kind_of("matter").subject(matter))
    return bool(set(act.roles) & held) and matter.state in act.on_states and fallen(matter) is not None


def title_of(actor: Actor, one: Drawn) -> str:
    """The title of a drawn matter for whoever may know of it."""
    return one.matter.title if may_see(actor, "matter", one.matter) else "（已缩小范围）"


@dataclass(frozen=True)
class ReopeningView:
    """What is asked, what the unit said, and what was decided."""

    ref: str
    case_ref: str
    title: str
    unit: str
    visit_ref: str
    state_label: str
    over: bool
    decides: str
    result: str
    found: str
    reason: str
    new_due_on: date
    former_due_on: date
    former_finished_on: date | None
    heard: str
    heard_from: str
    statement: str
    decided_by: str
    decided_at: datetime | None
    opinion: str
    acts: tuple[Act, ...]


@clause("3.0")
def reopening_page(*, actor: Actor, ref: str) -> ReopeningView:
    """One request to take a matter up again, as its reader may see it."""
    row: Reopening = seen_row(
        actor, "reopening", "case", "matter__case", "matter__source", "drawn__visit__draw__plan", ref=ref
    )
    visit = row.drawn.visit
    return ReopeningView(
        row.ref, row.case.ref, row.matter.title, directory(row.jurisdiction_id).unit(row.matter.lead_unit_id or 0).short_name,
        visit.ref if may_see(actor, "visit", visit) else "", state_label("reopening", row.state),
        row.state in states_of("reopening", "over"), Role[row.level].value, RESULTS.get(row.drawn.result, ""), row.drawn.found,
        row.reason, row.new_due_on, row.former_due_on, row.former_finished_on, HOW_HEARD.get(row.heard_how, ""),
        row.heard_from, row.statement, row.decided_by, row.decided_at, row.opinion,
        tuple(open_acts(actor, "reopening", row)),
    )  # fmt: skip

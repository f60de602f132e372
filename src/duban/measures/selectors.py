"""Reading the registry (四): three registers, as of any moment, scoped to the actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from duban.acts import token_table
from duban.acts.gate.choices import Asking, Options
from duban.acts.sight.visibility import visible_rows
from duban.matters.escalation import limits_of
from duban.matters.facts import light_of
from duban.matters.models import with_assisting
from duban.matters.policies import reads_all
from duban.matters.selectors import matter_asked_about, soon_day
from duban.measures.facts import RESTING, is_running, ladder_facts, quotable, running_of
from duban.measures.models import Measure, RegistryRow
from duban.measures.policies import registry_in_full
from duban.measures.registry import FOUND_BY
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import Remaining, first_told, limit_told, remaining
from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.key_work.lights import Light
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import Directory, directory
from duban.rulebook.selectors import calendar, pack_in_force, pack_of_case
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.conditions import Condition
from duban.shared.pages import Page, bounds, counted_each, counted_states, ends, years_between

_CHUNK = 2000


@dataclass(frozen=True)
class RegisterFilter:
    """What a register is narrowed to; `at` shows it as of a past moment."""

    text: str = ""
    unit: str = ""
    year: str = ""
    state: str = ""
    rating: str = ""
    office: str = ""
    light: str = ""
    at: datetime | None = None
    rows: tuple[str, ...] = ()
    sort: str = "unit"


@dataclass(frozen=True)
class RegisterRow:
    """A row with the columns of article 四 and what identifies it. What the actor may not see is empty.

    `ref` is that of the measure, or of the one that was taken before the system, of which units see the row alone.
    """

    ref: str
    case_ref: str
    title: str
    code: str
    number: str
    issued_on: date
    unit: str
    unit_name: str
    principals: str
    deputies: str
    handlers: str
    progress: str
    rating: str
    rating_index: int | None
    problems: str
    suggestions: str
    deadline: date
    first: str
    original_deadline: date | None
    extensions: int
    pauses: str
    remaining: Remaining | None
    state: str
    state_label: str
    office: str
    light: Light
    full: bool
    recorded_from: datetime


@dataclass(frozen=True)
class Register:
    """A page of one register with the counts above it and the three totals of the tabs, of which some go `beyond`."""

    kind: str
    label: str
    page: Page[RegisterRow]
    states: tuple[tuple[str, str, int], ...]
    totals: dict[str, int]
    beyond: frozenset[str]
    years: tuple[int, ...]
    at: datetime
    internal: bool


@clause("4.5")
def shared_rows(actor: Actor, at: datetime | None) -> QuerySet[RegistryRow]:
    """The rows that an actor reads, as they stand or stood at a moment."""
    rows = visible_rows(actor, "registry")
    if at is None:
        return rows.filter(recorded_to=None)
    return rows.filter(recorded_from__lte=at).filter(Q(recorded_to=None) | Q(recorded_to__gt=at))


@clause("4.1", "4.2", "4.3", "4.4", "4.5")
def register(*, actor: Actor, kind: str, where: RegisterFilter, number: int = 1, size: int = 25) -> Register:
    """One register. Its counts are those of its rows, and its rows are those of the cases."""
    today = clock.day_of(where.at) if where.at else clock.today()
    number, size, start = bounds(number, size)
    everything = shared_rows(actor, where.at)
    of_kinds = [everything.filter(kind=one) for one in NAMES]
    rows = _narrowed(everything.filter(kind=kind), where, actor, today)
    (*tabs, total), years = counted_each([*of_kinds, rows], *ends(everything.filter(kind=kind), "year", "year"))
    states = counted_states(rows, total)
    shown = list(_ordered(rows, where.sort).values_list(*_SHOWN, named=True)[start : start + size + 1])
    sight = _sight(actor, today)
    return Register(
        kind=kind,
        label=NAMES[kind],
        page=Page(tuple(_row(sight, row) for row in shown[:size]), number, size, *total, more=len(shown) > size),
        states=tuple((state, state_label(kind, state), count) for state, count in states),
        totals={key: number for key, (number, _) in zip(NAMES, tabs, strict=True)},
        beyond=frozenset(key for key, (_, more) in zip(NAMES, tabs, strict=True) if more),
        years=years_between(*years),
        at=where.at or clock.now(),
        internal=reads_all(actor),
    )


def found_rows(actor: Actor, kind: str, where: RegisterFilter) -> QuerySet[RegistryRow]:
    """Every row of a register, in its order: for those who read it to the end."""
    today = clock.day_of(where.at) if where.at else clock.today()
    rows = shared_rows(actor, where.at).filter(kind=kind)
    return _ordered(_narrowed(rows, where, actor, today), where.sort)


_SHOWN = (
    "measure__ref", "past__ref", "case_ref", "title", "case_code", "number", "issued_on", "unit_id", "assist_unit_ids",
    "principals", "deputies", "handlers", "progress", "rating_index", "problems", "suggestions", "deadline",
    "original_deadline", "extensions", "pauses", "running", "state", "kind", "office", "next_due_on", "behind",
    "caught_up", "recorded_from",
)  # fmt: skip


def rows_as_seen(actor: Actor, found: QuerySet[RegistryRow], today: date) -> Iterator[RegisterRow]:
    """Rows of a register as this actor may see them, one after the other, without what is left of their terms."""
    sight = _sight(actor, today)
    for row in found.values_list(*_SHOWN, named=True).iterator(_CHUNK):
        yield _row(sight, row, terms=False)


def _ordered(rows: QuerySet[RegistryRow], sort: str) -> QuerySet[RegistryRow]:
    columns = {"unit": "unit_sequence", "issued": "issued_on", "deadline": "deadline", "number": "issued_on"}
    column = columns.get(sort.lstrip("-"), "unit_sequence")
    return with_assisting(rows, "measure__matter").order_by(f"-{column}" if sort.startswith("-") else column, "deadline", "pk")


def _narrowed(
    rows: QuerySet[RegistryRow], where: RegisterFilter, actor: Actor, today: date
) -> QuerySet[RegistryRow]:
    if where.rows:
        rows = rows.filter(Q(measure__ref__in=where.rows) | Q(past__ref__in=where.rows))
    if where.text:
        rows = _naming(actor, rows, where.text)
    if where.unit:
        unit = directory(actor.jurisdiction_id).find(where.unit)
        rows = rows.filter(unit_id=unit.id if unit else 0)
    if where.year.isdigit():
        rows = rows.filter(year=int(where.year))
    if where.office:
        rows = rows.filter(office=where.office)
    if where.rating:
        rows = rows.filter(rating_index=None if where.rating == "none" else int(where.rating))
    if where.state:
        rows = (
            rows.filter(running=where.state == "running")
            if where.state in ("running", "ended")
            else rows.filter(state=where.state)
        )
    return _by_light(rows, where.light, actor, today) if where.light else rows


def _naming(actor: Actor, rows: QuerySet[RegistryRow], text: str) -> QuerySet[RegistryRow]:
    """The rows that show a text: of cases that may, by their tokens; what was before the system has no case."""
    named = reduce(or_, (Q(**{f"{name}__icontains": text}) for name in FOUND_BY))
    among = token_table.containing(actor.jurisdiction_id, text, "measure__case_id")
    if not among:
        return rows.filter(named)
    every = RegistryRow._base_manager.filter(jurisdiction_id=actor.jurisdiction_id).order_by()
    past = every.filter(past__isnull=False).values("pk")
    return rows.filter(named, pk__in=every.filter(among).values("pk").union(past, all=True))


def _soon(actor: Actor, today: date) -> date:
    days = int(pack_in_force(actor.jurisdiction_id, today).get("light_soon_workdays", today))
    return soon_day(today, calendar(actor.jurisdiction_id), days)


def _by_light(rows: QuerySet[RegistryRow], light: str, actor: Actor, today: date) -> QuerySet[RegistryRow]:
    running = Q(running=True)
    red = running & (Q(rating_index=2) | Q(next_due_on__lt=today))
    yellow = running & (Q(next_due_on__lte=_soon(actor, today)) | Q(behind=True) | Q(caught_up=True))
    if light == Light.RED.value:
        return rows.filter(red)
    if light == Light.YELLOW.value:
        return rows.filter(yellow).exclude(red)
    if light == Light.GREEN.value:
        return rows.filter(running).exclude(red).exclude(yellow)
    return rows.exclude(running)


@dataclass(frozen=True)
class _Sight:
    """What the rows of one reading have in common: who reads, on which day, and what that day's rules say."""

    actor: Actor
    today: date
    known: Directory
    ratings: Sequence[str]
    soon: date
    work_calendar: Calendar
    everything: bool
    in_full: Condition


def _sight(actor: Actor, today: date) -> _Sight:
    return _Sight(
        actor,
        today,
        directory(actor.jurisdiction_id),
        pack_in_force(actor.jurisdiction_id, today).get("evaluation_values", today),
        _soon(actor, today),
        calendar(actor.jurisdiction_id),
        reads_all(actor),
        registry_in_full(actor),
    )


@clause("4.3", "3.3.5")
def _row(sight: _Sight, row: Any, *, terms: bool = True) -> RegisterRow:
    """A row of the register, with `terms` also what is left of its limit; what is not the reader's is empty."""
    units, today = sight.actor.unit_ids, sight.today
    unit = sight.known.unit(row.unit_id)
    full = sight.in_full.holds(row)
    internal = sight.everything and row.unit_id not in units
    rated = row.rating_index is not None and full
    return RegisterRow(
        ref=row.measure__ref or (row.past__ref if sight.everything else ""),
        case_ref=row.case_ref if full else "",
        title=row.title,
        code=row.case_code,
        number=row.number,
        issued_on=row.issued_on,
        unit=unit.short_name,
        unit_name=unit.name,
        principals=row.principals if full else "",
        deputies=row.deputies if full else "",
        handlers=row.handlers if full else "",
        progress=row.progress if full else "",
        rating=sight.ratings[row.rating_index] if rated else "",
        rating_index=row.rating_index if full else None,
        problems=row.problems if full else "",
        suggestions=row.suggestions if internal else "",
        deadline=row.deadline,
        original_deadline=row.original_deadline,
        extensions=row.extensions,
        first=first_told(row.deadline, row.original_deadline, row.extensions),
        pauses=row.pauses if full else "",
        remaining=remaining(row.deadline, today, sight.work_calendar)
        if terms and row.running and full and row.state not in RESTING
        else None,
        state=row.state if full else "",
        state_label=_state_words(row, today) if full else _circulated_state(row),
        office=Function(row.office).label,
        light=light_of(
            row.running,
            row.next_due_on,
            row.rating_index,
            row.behind,
            row.caught_up,
            today,
            sight.soon,
        )
        if full
        else Light.GREY,
        full=full,
        recorded_from=row.recorded_from,
    )


def _circulated_state(row: Any) -> str:
    """What was circulated says no more than whether the listing still holds."""
    return "‹挂牌›中" if row.running else "已作废" if row.state in states_of(row.kind, "voided") else "已解除"


def _state_words(row: Any, today: date) -> str:
    if row.kind == "listing" and row.state in states_of("listing", "issued") and row.deadline < today:
        return "到期未完成"
    return state_label(row.kind, row.state)


def facts_to_quote(asking: Asking) -> Options:
    """The stored facts of a matter that the draft of a measure may quote."""
    matter = matter_asked_about(asking)
    if matter is None:
        return ()
    today = clock.today()
    pack = pack_of_case(matter.jurisdiction_id, matter.case.pack_hash, today)
    return quotable(ladder_facts(matter, pack, today)).items()


def limits_ahead(asking: Asking) -> Options:
    """The limits of a matter and its running measures that have not passed: of which one a unit says it will be late."""
    matter = matter_asked_about(asking)
    if matter is None:
        return ()
    today = clock.today()
    running = [running_of(row) for row in Measure.objects.filter(matter=matter).select_related("matter") if is_running(row)]
    limits = limits_of(matter.due_on, running)
    return [(key, f"{one.label} {one.on:%Y-%m-%d}") for key, one in limits.items() if one.on >= today]


def stated(measure: Any, field: str) -> str:
    """An element of a document as text."""
    if field == "deadline":
        beside = f"（{measure.pauses}）" if measure.pauses else ""
        limit = (measure.deadline, measure.original_deadline, measure.extensions)
        return f"{limit_told(*limit)}{beside}" if measure.deadline else ""
    if field == "feedback_days":
        return f"每 {measure.feedback_days} 天"
    value = measure.content.get(field, "")
    if field == "planned_at" and measure.planned_at:
        return clock.text(measure.planned_at, "%Y-%m-%d %H:%M")
    return "；".join(value) if isinstance(value, list) else str(value)

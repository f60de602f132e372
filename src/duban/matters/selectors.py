"""Reading key work: lists scoped to the actor, and the pieces of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet

from duban.acts import token_table
from duban.acts.gate.choices import Asking, Options
from duban.acts.sight.visibility import visible_rows
from duban.matters.facts import light_of
from duban.matters.figures import Frame, figure
from duban.matters.models import Matter, Milestone, UnitFlow
from duban.mechanism.dates.deadlines import Remaining, first_told, remaining
from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.key_work.figures import MATTER_FIGURES, Figure, bands_of
from duban.mechanism.key_work.lights import Light
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.people.standing import SHARING, UNIT_ROLES, Function, PostRole
from duban.mechanism.words.wording import plain
from duban.organisations.selectors import UnitRow, directory
from duban.organisations.selectors.choices import named
from duban.proceedings.models import Signature
from duban.rulebook.selectors import calendar, pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.pages import Page, bounds, counted


@dataclass(frozen=True)
class MatterRow:
    """A matter in a list."""

    ref: str
    case_ref: str
    code: str
    title: str
    unit: str
    unit_ref: str
    office: str
    inspector: str
    source_class: str
    light: Light
    rating: str
    rating_index: int | None
    progress: str
    step: str
    state: str
    state_label: str
    due_on: date
    first: str
    next_due_on: date | None
    remaining: Remaining | None


class Shown(NamedTuple):
    """The columns of a matter, its case and its source that a list shows or judges."""

    ref: str
    title: str
    office: str
    lead_unit_id: int | None
    inspector_id: int | None
    step: str
    state: str
    rating_index: int | None
    behind: bool
    caught_up: bool
    due_on: date
    original_due_on: date
    extensions: int
    next_due_on: date | None
    progress: str
    value: Decimal | None
    target_value: Decimal | None
    target_unit: str
    case_ref: str
    code: str
    source_class: str


_BESIDE = {"case_ref": "case__ref", "code": "case__code", "source_class": "source__source_class"}
_COLUMNS = tuple(_BESIDE.get(name, name) for name in Shown._fields)


def shown_of(matter: Matter) -> Shown:
    """The same of a matter in hand."""
    own = [getattr(matter, name) for name in Shown._fields if name not in _BESIDE]
    return Shown._make([*own, matter.case.ref, matter.case.code, matter.source.source_class])


@dataclass(frozen=True)
class MatterFilter:
    """What a list is narrowed to; empty means no limit."""

    text: str = ""
    office: str = ""
    unit: str = ""
    state: str = ""
    light: str = ""
    rating: str = ""
    source_class: str = ""
    step: str = ""
    inspector: str = ""
    figure: str = ""
    on: date | None = None
    year: int | None = None
    quarter: int | None = None
    rows: tuple[str, ...] = ()
    sort: str = "unit"


STEPS = {"matter": "重点工作", **NAMES}
_IN_CODES = set("0123456789-")
_SORTS = {"unit": "lead_unit_id", "due": "due_on", "code": "case__code", "next": "next_due_on"}


def soon_day(today: date, work_calendar: Calendar, days: int) -> date:
    """The last day that counts as soon."""
    from duban.mechanism.dates.deadlines import due_after_workdays

    return due_after_workdays(today, days, work_calendar).on


def list_matters(*, actor: Actor, where: MatterFilter, number: int = 1, size: int = 25) -> Page[MatterRow]:
    """A page of matters, in 组织序列 unless asked otherwise."""
    today = clock.today()
    number, size, start = bounds(number, size)
    matters = _narrowed(visible_rows(actor, "matter"), where, actor, today)
    total, beyond = counted(matters)
    shown = list(_ordered(matters, where.sort, actor).values_list(*_COLUMNS)[start : start + size + 1])
    rows = tuple(row_of(actor, row, today) for row in map(Shown._make, shown[:size]))
    return Page(rows, number, size, total, beyond, more=len(shown) > size)


def found_matters(actor: Actor, where: MatterFilter) -> QuerySet[Matter]:
    """Every matter of a list, in its order: for those who read it to the end."""
    return _ordered(_narrowed(visible_rows(actor, "matter"), where, actor, clock.today()), where.sort, actor)


def soon_for(actor: Actor, today: date) -> date:
    """The last day that counts as soon for this county."""
    return soon_day(today, calendar(actor.jurisdiction_id), _soon_days(actor, today))


def _ordered(matters: QuerySet[Matter], sort: str, actor: Actor) -> QuerySet[Matter]:
    descending, name = sort.startswith("-"), sort.lstrip("-")
    if name == "unit":
        return matters.order_by("-unit_rank" if descending else "unit_rank", "due_on", "pk")
    column = _SORTS.get(name, "due_on")
    return matters.order_by(f"-{column}" if descending else column, "pk")


def _narrowed(matters: QuerySet[Matter], where: MatterFilter, actor: Actor, today: date) -> QuerySet[Matter]:
    if where.rows:
        matters = matters.filter(ref__in=where.rows)
    if where.text:
        matters = matters.filter(_naming(actor, where.text))
    if where.office:
        matters = matters.filter(office=where.office)
    if where.unit:
        unit = directory(actor.jurisdiction_id).find(where.unit)
        matters = matters.filter(lead_unit_id=unit.id if unit else 0)
    if where.state:
        open_states = {"open": states_of("matter", "running"), "before": states_of("matter", "before")}
        matters = matters.filter(state__in=open_states.get(where.state, (where.state,)))
    if where.rating:
        matters = matters.filter(rating_index=None if where.rating == "none" else int(where.rating))
    if where.source_class:
        matters = matters.filter(source__source_class=where.source_class)
    if where.step:
        matters = matters.filter(step=where.step)
    if where.inspector:
        person = directory(actor.jurisdiction_id).find_person(where.inspector)
        matters = matters.filter(inspector=person.id if person else 0)
    if where.figure:
        matters = matters.filter(figure(where.figure, frame_of(actor, where)))
    return by_light(matters, where.light, actor, today) if where.light else matters


def frame_of(actor: Actor, where: MatterFilter) -> Frame:
    """In what frame a figure of a list is counted; without year and day those of today."""
    today = clock.today()
    bands = bands_of(pack_in_force(actor.jurisdiction_id, today), today)
    return Frame(
        actor.jurisdiction_id,
        today,
        where.year or today.year,
        where.on or today,
        bands,
        actor.person_id,
        where.quarter,
    )


def figure_said(actor: Actor, where: MatterFilter) -> Figure | None:
    """The figure to which a list is narrowed, in the days of the county and of the period asked for; None without one."""
    known = MATTER_FIGURES.get(where.figure)
    return known.said(frame_of(actor, where).bands, where.quarter) if known else None


def narrowed_matters(actor: Actor, where: MatterFilter) -> QuerySet[Matter]:
    """The matters of a list in no order: for what is counted of them."""
    return _narrowed(visible_rows(actor, "matter"), where, actor, clock.today())


def _naming(actor: Actor, text: str) -> Q:
    """Title, number of the source or code of the case contains a text; asked of those that may, by their tokens."""
    named = Q(title__icontains=text) | Q(source__number__icontains=text)
    if set(text) <= _IN_CODES:
        named |= Q(case__code__icontains=text)
    return token_table.containing(actor.jurisdiction_id, text) & named


def by_light(matters: QuerySet[Matter], light: str, actor: Actor, today: date) -> QuerySet[Matter]:
    """The matters of one light."""
    return matters.filter(lit(light, actor, today))


def lit(light: str, actor: Actor, today: date) -> Q:
    """A matter has this light: the same rule as `matter_light`, asked of the database."""
    soon = soon_day(today, calendar(actor.jurisdiction_id), _soon_days(actor, today))
    running = Q(state__in=states_of("matter", "running"))
    red = running & (Q(rating_index=2) | Q(next_due_on__lt=today))
    yellow = running & (Q(next_due_on__lte=soon) | Q(behind=True) | Q(caught_up=True))
    if light == Light.RED.value:
        return red
    if light == Light.YELLOW.value:
        return yellow & ~Q(rating_index=2) & ~Q(next_due_on__lt=today)
    if light == Light.GREEN.value:
        return running & ~red & ~yellow
    return ~running


def _soon_days(actor: Actor, today: date) -> int:
    return int(pack_in_force(actor.jurisdiction_id, today).get("light_soon_workdays", today))


def matter_row_light(actor: Actor, matter: Matter | Shown, today: date) -> Light:
    """The light of a matter today."""
    soon = soon_day(today, calendar(actor.jurisdiction_id), _soon_days(actor, today))
    return light_of(
        matter.state in states_of("matter", "running"),
        matter.next_due_on,
        matter.rating_index,
        matter.behind,
        matter.caught_up,
        today,
        soon,
    )


def row_of(actor: Actor, matter: Shown, today: date) -> MatterRow:
    """A matter as it stands in a list."""
    known = directory(actor.jurisdiction_id)
    unit = known.unit(matter.lead_unit_id) if matter.lead_unit_id else None
    values = pack_in_force(actor.jurisdiction_id, today).get("evaluation_values", today)
    open_now = matter.state in states_of("matter", "running")
    return MatterRow(
        ref=matter.ref,
        case_ref=matter.case_ref,
        code=matter.code,
        title=matter.title,
        unit=unit.short_name if unit else "",
        unit_ref=unit.ref if unit else "",
        office=Function(matter.office).label,
        inspector=known.person(matter.inspector_id).name if matter.inspector_id else "",
        source_class=matter.source_class,
        light=matter_row_light(actor, matter, today),
        rating=values[matter.rating_index] if matter.rating_index is not None else "",
        rating_index=matter.rating_index,
        progress=amount(matter),
        step=STEPS[matter.step],
        state=matter.state,
        state_label=state_label("matter", matter.state),
        due_on=matter.due_on,
        first=first_told(matter.due_on, matter.original_due_on, matter.extensions),
        next_due_on=matter.next_due_on,
        remaining=remaining(matter.due_on, today, calendar(actor.jurisdiction_id)) if open_now else None,
    )


def amount(matter: Shown) -> str:
    """The progress in figures where there is a target, else the words of the last report."""
    if matter.target_value is None:
        return matter.progress
    done = matter.value if matter.value is not None else Decimal(0)
    return f"{plain(done)}/{plain(matter.target_value)} {matter.target_unit}"


def last_opinion(matter: Matter, verdict: str) -> str:
    """What was written when a matter was last signed with a verdict, empty where it never was."""
    rows = Signature.objects.filter(object_kind="matter", object_id=matter.pk, verdict=verdict)
    last = rows.order_by("-pk").first()
    return last.opinion if last else ""


def responsible_units(actor: Actor) -> list[UnitRow]:
    """The units that may be responsible, in 组织序列."""
    on = clock.today()
    kinds = pack_in_force(actor.jurisdiction_id, on).get("unit_kinds", on)
    return [unit for unit in directory(actor.jurisdiction_id).active_units(on) if unit.kind in kinds]


_SETTERS = {PostRole.LIAISON, PostRole.DEPUTY, PostRole.PRINCIPAL}


@dataclass(frozen=True)
class FlowRow:
    """The reporting steps of a unit."""

    ref: str
    version: int
    unit_id: int
    review: bool
    confirm: bool


def own_flow(actor: Actor) -> tuple[int | None, FlowRow | None]:
    """The unit whose flow the actor may set, and the flow if one is set."""
    unit_id = next((post.unit_id for post in actor.posts if post.role in _SETTERS and post.unit_id), None)
    if unit_id is None:
        return None, None
    row = UnitFlow.objects.filter(unit_id=unit_id).first()
    return unit_id, FlowRow(row.ref, row.version, unit_id, row.review, row.confirm) if row else None


def matter_asked_about(asking: Asking) -> Matter | None:
    """The matter that an act is about: its object, or that of its object."""
    obj = asking.object
    return obj if isinstance(obj, Matter) else getattr(obj, "matter", None)


def milestones_open(asking: Asking) -> Options:
    """The points of the plan that are not reached yet, for the field of what a report reached."""
    matter = matter_asked_about(asking)
    if matter is None:
        return ()
    rows = Milestone.objects.filter(case_id=matter.case_id, dropped_at=None, reached_on=None)
    return [(str(row.pk), f"{row.title}（应于 {row.due_on:%m-%d}）") for row in rows.order_by("due_on")]


def unit_people(asking: Asking) -> Options:
    """Who serves in the unit that the actor acts for on a matter: the leading unit, or the one that assists."""
    matter = matter_asked_about(asking)
    if matter is None or matter.lead_unit_id is None:
        return ()
    own = {post.unit_id for post in asking.actor.posts if post.role in UNIT_ROLES and post.unit_id}
    assisting = sorted(own & matter.assist_unit_ids) if own and matter.lead_unit_id not in own else []
    unit_id = assisting[0] if assisting else matter.lead_unit_id
    return named(directory(asking.actor.jurisdiction_id).people_of(unit_id, clock.today()))


def readers_to_name(asking: Asking) -> Options:
    """To whom a matter may be narrowed: whoever serves today in the four organs or the units of the matter, and the leaders."""
    matter, on = matter_asked_about(asking), clock.today()
    if matter is None:
        return ()
    known = directory(asking.actor.jurisdiction_id)
    units = {unit.id for unit in known.units if unit.function in SHARING}
    units |= {matter.lead_unit_id or 0, *matter.assist_unit_ids}
    return named([*known.leaders(on), *(row for row in known.holders(on) if row.unit_id in units)])

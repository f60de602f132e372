"""Lists: inquiries and rulings as pages of frozen rows, scoped to the actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from duban.accountability.facts import ruling_kinds
from duban.accountability.models import Ground, Inquiry, Ruling, RulingKind
from duban.accountability.policies import addressed
from duban.accountability.policies.sight import reads_inquiry
from duban.accountability.selectors.scope import (
    bodies,
    decided,
    in_hand,
    open_appeals,
)
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import cite, clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.pages import Page, bounds, counted_each, counted_states, ends, years_between

APPEALING = "申诉中"
_NOTICES = 100


@dataclass(frozen=True)
class InquiryFilter:
    """What the list of inquiries is narrowed to."""

    text: str = ""
    unit: str = ""
    state: str = ""
    clause: str = ""
    year: str = ""
    office: str = ""


@dataclass(frozen=True)
class InquiryRow:
    """An inquiry in the list. `items` are the citations of its grounds, `procedure` the word of the two bodies.

    Of an inquiry that the actor does not read, `title` and `procedure` are empty. `results` are the rulings in force.
    """

    ref: str
    code: str
    title: str
    unit: str
    office: str
    state: str
    state_label: str
    items: tuple[str, ...]
    opened_on: date
    since: date
    number: str
    transferred_on: date | None
    procedure: str
    rulings: int
    results: tuple[str, ...]
    appealing: bool


@dataclass(frozen=True)
class InquiryList:
    """A page of inquiries with the counts of their states."""

    page: Page[InquiryRow]
    states: tuple[tuple[str, str, int], ...]
    years: tuple[int, ...]


@clause("5.0", "6.4")
def inquiries(*, actor: Actor, where: InquiryFilter, number: int = 1, size: int = 25) -> InquiryList:
    """The inquiries that an actor sees, the newest first."""
    number, size, start = bounds(number, size)
    everything = visible_rows(actor, "inquiry")
    rows = _narrowed(everything, where, actor)
    (total,), years = counted_each([rows], *ends(everything, "opened_on", "opened_on__year"))
    states = counted_states(rows, total)
    shown = list(rows.select_related("case").order_by("-opened_on", "-pk")[start : start + size + 1])
    return InquiryList(
        page=Page(tuple(_rows(actor, shown[:size])), number, size, *total, more=len(shown) > size),
        states=tuple((state, state_label("inquiry", state), count) for state, count in states),
        years=years_between(*years),
    )


def _narrowed(rows: QuerySet[Inquiry], where: InquiryFilter, actor: Actor) -> QuerySet[Inquiry]:
    if where.text:
        read = reads_inquiry(actor).query()
        rows = rows.filter(
            (read & Q(title__icontains=where.text))
            | Q(number__icontains=where.text)
            | Q(case__code__icontains=where.text)
        )
    if where.unit:
        unit = directory(actor.jurisdiction_id).find(where.unit)
        rows = rows.filter(unit_id=unit.id if unit else 0)
    if where.state:
        rows = rows.filter(state=where.state)
    if where.office:
        rows = rows.filter(office=where.office)
    if where.year.isdigit():
        rows = rows.filter(opened_on__year=int(where.year))
    if where.clause:
        having = Ground.objects.filter(clause=where.clause, dropped_at=None).values("inquiry_id")
        rows = rows.filter(pk__in=having)
    return rows


def _rows(actor: Actor, shown: list[Inquiry]) -> list[InquiryRow]:
    known = directory(actor.jurisdiction_id)
    keys = [row.pk for row in shown]
    items: dict[int, list[str]] = {}
    for inquiry_id, clause_id in (
        Ground.objects.filter(inquiry_id__in=keys, dropped_at=None)
        .values_list("inquiry_id", "clause")
        .order_by("clause")
    ):
        items.setdefault(inquiry_id, []).append(cite(clause_id))
    rulings_of: dict[int, list[Ruling]] = {}
    for ruling in decided(visible_rows(actor, "ruling")).filter(inquiry_id__in=keys).order_by("pk"):
        rulings_of.setdefault(ruling.inquiry_id or 0, []).append(ruling)
    every = [one.pk for rows in rulings_of.values() for one in rows]
    appealed, kinds = open_appeals(every), _kinds_of(every)
    read = set(Inquiry.objects.filter(reads_inquiry(actor).query(), pk__in=keys).values_list("pk", flat=True))
    return [
        InquiryRow(
            ref=row.ref,
            code=row.case.code,
            title=row.title if row.pk in read else "",
            unit=known.unit(row.unit_id).short_name,
            office=Function(row.office).label,
            state=row.state,
            state_label=state_label("inquiry", row.state),
            items=tuple(dict.fromkeys(items.get(row.pk, ()))),
            opened_on=row.opened_on,
            since=row.since,
            number=row.number,
            transferred_on=clock.day_of(row.transferred_at) if row.transferred_at else None,
            procedure=row.procedure if row.pk in read else "",
            rulings=len(rulings_of.get(row.pk, ())),
            results=tuple(
                f"{one.subject_name}：{'、'.join(kinds.get(one.pk, ()))}"
                for one in rulings_of.get(row.pk, ())
                if one.state in states_of("ruling", "in_force")
            ),
            appealing=any(one.pk in appealed for one in rulings_of.get(row.pk, ())),
        )
        for row in shown
    ]


def _kinds_of(rulings: list[int]) -> dict[int, list[str]]:
    """The kinds of some rulings that hold, in words."""
    found: dict[int, list[str]] = {}
    rows = RulingKind.objects.filter(ruling_id__in=rulings, replaced_on=None).order_by("pk")
    for ruling_id, kind in rows.values_list("ruling_id", "kind"):
        found.setdefault(ruling_id, []).append(ruling_kinds.label(kind))
    return found


@dataclass(frozen=True)
class RulingFilter:
    """What the list of rulings is narrowed to."""

    text: str = ""
    unit: str = ""
    person: str = ""
    year: str = ""
    kind: str = ""
    state: str = ""
    subject: str = ""
    appealing: bool = False
    inquiry: str = ""


@dataclass(frozen=True)
class KindRow:
    """One kind of a ruling with the end of its effect; `running` as of today."""

    kind: str
    label: str
    effect_until: date | None
    running: bool
    replaced_on: date | None = None


@dataclass(frozen=True)
class RulingRow:
    """A ruling in a list: status and result, never what stands in the files of the bodies. `flag` is 申诉中 or empty."""

    ref: str
    number: str
    issuer: str
    level: str
    subject_kind: str
    subject_id: int
    subject: str
    title: str
    unit: str
    kinds: tuple[KindRow, ...]
    decided_on: date
    effective_on: date
    served_on: date | None
    conduct_year: int
    state: str
    state_label: str
    flag: str
    superior: bool
    inquiry_ref: str
    counts_once: bool


@dataclass(frozen=True)
class RulingList:
    """A page of rulings with the counts of their states."""

    page: Page[RulingRow]
    states: tuple[tuple[str, str, int], ...]
    years: tuple[int, ...]


@clause("6.4", "6.5")
def rulings(*, actor: Actor, where: RulingFilter, number: int = 1, size: int = 25) -> RulingList:
    """The rulings that an actor sees, the latest effect first."""
    number, size, start = bounds(number, size)
    everything = decided(visible_rows(actor, "ruling"))
    rows = _narrowed_rulings(everything, where, actor).distinct()
    (total,), years = counted_each([rows], *ends(everything, "effective_on", "effective_on__year"))
    states = counted_states(rows, total)
    shown = list(rows.select_related("inquiry").order_by("-effective_on", "-pk")[start : start + size + 1])
    return RulingList(
        page=Page(tuple(ruling_rows(actor, shown[:size])), number, size, *total, more=len(shown) > size),
        states=tuple((state, state_label("ruling", state), count) for state, count in states),
        years=years_between(*years),
    )


def waiting_entries(*, actor: Actor) -> tuple[RulingRow, ...]:
    """Entries that are no decisions yet, for the two bodies: to be checked, or to be put right."""
    rows = in_hand(visible_rows(actor, "ruling")).select_related("inquiry").order_by("-pk")
    return tuple(ruling_rows(actor, list(rows)))


def _narrowed_rulings(rows: QuerySet[Ruling], where: RulingFilter, actor: Actor) -> QuerySet[Ruling]:
    known = directory(actor.jurisdiction_id)
    if where.text:
        rows = rows.filter(
            Q(number__icontains=where.text)
            | Q(subject_name__icontains=where.text)
            | Q(issuer__icontains=where.text)
        )
    if where.unit:
        unit = known.find(where.unit)
        rows = rows.filter(unit_id=unit.id if unit else 0)
    if where.person:
        person = next((one for one in known.people if one.ref == where.person), None)
        rows = rows.filter(person_id=person.id if person else 0)
    if where.year.isdigit():
        rows = rows.filter(effective_on__year=int(where.year))
    if where.state:
        rows = rows.filter(state=where.state)
    if where.kind:
        rows = rows.filter(kinds__kind=where.kind, kinds__replaced_on=None)
    if where.subject in ("unit", "person"):
        rows = rows.filter(person_id__isnull=where.subject == "unit")
    if where.inquiry:
        rows = rows.filter(inquiry__ref=where.inquiry)
    if where.appealing:
        rows = rows.filter(appeals__state__in=states_of("appeal", "open"))
    return rows


def ruling_rows(actor: Actor, shown: list[Ruling]) -> list[RulingRow]:
    """Rulings as rows, with kinds and appeals in one statement each."""
    known, today = directory(actor.jurisdiction_id), clock.today()
    keys = [row.pk for row in shown]
    kinds: dict[int, list[KindRow]] = {}
    for one in RulingKind.objects.filter(ruling_id__in=keys, replaced_on=None).order_by("pk"):
        kinds.setdefault(one.ruling_id, []).append(kind_row(one, today))
    appealed = open_appeals(keys)
    seen = bodies(actor)
    return [
        RulingRow(
            ref=row.ref,
            number=row.number,
            issuer=row.issuer,
            level=row.level,
            subject_kind="person" if row.person_id else "unit",
            subject_id=row.person_id or row.unit_id or 0,
            subject=row.subject_name,
            title=row.subject_title,
            unit=known.unit(row.answering_unit_id).short_name if row.answering_unit_id else "",
            kinds=tuple(kinds.get(row.pk, ())),
            decided_on=row.decided_on,
            effective_on=row.effective_on,
            served_on=row.served_on,
            conduct_year=row.conduct_year,
            state=row.state,
            state_label=state_label("ruling", row.state),
            flag=APPEALING if row.pk in appealed else "",
            superior=row.superior,
            inquiry_ref=row.inquiry.ref if row.inquiry and (seen or row.inquiry.transferred_at) else "",
            counts_once=row.same_as_id is not None,
        )
        for row in shown
    ]


def kind_row(one: RulingKind, today: date) -> KindRow:
    """A kind with its period as of a day."""
    running = one.replaced_on is None and (one.effect_until is None or one.effect_until >= today)
    return KindRow(one.kind, ruling_kinds.label(one.kind), one.effect_until, running, one.replaced_on)


@dataclass(frozen=True)
class HearingLine:
    """A notice to the actor, or to a unit of the actor."""

    ref: str
    title: str
    whose: str
    served_on: date
    due_on: date | None
    state: str
    state_label: str


def hearings_to(*, actor: Actor) -> tuple[HearingLine, ...]:
    """The notices that came to the actor, the newest first."""
    mine = visible_rows(actor, "hearing").filter(addressed(actor).query())
    rows = mine.select_related("inquiry", "inquiry__concerning").order_by("-served_on", "-pk")
    return tuple(
        HearingLine(
            ref=row.ref,
            title=row.inquiry.concerning.title if row.inquiry.concerning else row.inquiry.title,
            whose=row.whose,
            served_on=row.served_on,
            due_on=row.due_on,
            state=row.state,
            state_label=state_label("hearing", row.state),
        )
        for row in rows[:_NOTICES]
    )


@clause("6.4")
def appeal_states(*, actor: Actor, rulings: list[str]) -> dict[str, str]:
    """For references of rulings: 申诉中 where an appeal runs, in one statement; only those that the actor sees."""
    seen = decided(visible_rows(actor, "ruling")).filter(
        ref__in=rulings, appeals__state__in=states_of("appeal", "open")
    )
    return dict.fromkeys(seen.values_list("ref", flat=True), APPEALING)


@clause("6.4")
def appealing_subjects(*, actor: Actor) -> frozenset[tuple[str, int]]:
    """The subjects, ("unit" or "person", id), on whose rulings an appeal runs: for pages and exports of many rows."""
    rows = decided(visible_rows(actor, "ruling")).filter(appeals__state__in=states_of("appeal", "open"))
    return frozenset(
        ("person", person_id) if person_id else ("unit", unit_id or 0)
        for person_id, unit_id in rows.values_list("person_id", "unit_id")
    )

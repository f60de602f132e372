"""Who has to do with a measure, and who may see it: a unit never before issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from duban.acts.kinds import Bearer, Kind
from duban.acts.sight.toward import Relations, holding
from duban.acts.sight.visibility import on_object
from duban.documents.files.owners import files_on
from duban.matters import policies as of_matter
from duban.matters.policies import assists, reads_all
from duban.measures.models import Bulletin, Measure, RegistryRow
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.bulletins import BULLETINS
from duban.mechanism.people.standing import INNER, Function, Role, Subject, other_office
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.conditions import (
    EVERYTHING,
    NOTHING,
    Blank,
    Condition,
    InCounty,
    Is,
    either,
    found,
    one_of,
    through,
)


def subject_of(measure: Measure) -> Subject:
    """The relations of a measure: those of its matter, with the convener and everyone notified of a listing."""
    subject = of_matter.subject_of(measure.matter)
    notified: frozenset[int] = frozenset()
    if measure.kind == "listing" and measure.issued_at is not None:
        day = clock.day_of(measure.issued_at)
        notified = frozenset(unit.id for unit in directory(measure.jurisdiction_id).active_units(day))
    return replace(subject, convener_id=measure.convener_id or measure.approver_id, notified_units=notified)


def bearer_of(measure: Measure, role: Role) -> Bearer:
    """Whoever bears a role for a measure; the leader asked for approval bears it in person."""
    subject = subject_of(measure)
    if role in (Role.LEADER, Role.MAIN_LEADER, Role.CONVENER) and measure.approver_id:
        return Bearer(role, None, measure.approver_id)
    if role is Role.CO_HEAD:
        office = directory(measure.jurisdiction_id).office(other_office(subject.office))
        return Bearer(Role.OFFICE_HEAD, office.id)
    return of_matter.bearer_of(measure.matter, role)


def drafts(actor: Actor) -> Condition:
    """The measures whose drafts, opinions and inner steps the actor may read."""
    return through("matter", of_matter.drafts(actor))


def sees(actor: Actor) -> Condition:
    """Drafts only the offices that act and the leaders; after issue whoever sees the matter, and the notified."""
    notified = InCounty(actor.jurisdiction_id) & either(
        _notified(actor, unit_id) for unit_id in actor.unit_ids
    )
    ways = (through("matter", of_matter.shares(actor)), notified)
    if of_matter.follows_own(actor):
        return _ISSUED & found(Measure, *ways)
    return drafts(actor) | (_ISSUED & either(ways))


_ISSUED = ~Blank("issued_at")


def _notified(actor: Actor, unit_id: int) -> Condition:
    """The listings that were circulated to a unit: those issued while it existed."""
    unit = directory(actor.jurisdiction_id).unit(unit_id)
    since = Is("issued_at", clock.at(unit.active_from), "gte")
    until = Is("issued_at", clock.at(unit.active_to + timedelta(1)), "lt") if unit.active_to else EVERYTHING
    return Is("kind", "listing") & since & until


def in_full(actor: Actor) -> Condition:
    """The measures of which the actor reads all, not only what was circulated: those of matters that the actor sees."""
    return sees(actor) & through("matter", of_matter.shares(actor))


def files(actor: Actor, kind: str) -> Condition:
    """Files of a measure: for those who see its matter too, not for those to whom a listing was circulated."""
    return files_on(kind, in_full(actor), drafts(actor), actor)


ISSUED_TEXT = "issued_text"


@clause("3.3.5")
def reads_issued(specs: Sequence[Kind], actor: Actor) -> Condition:
    """The texts of documents: of measures read in full every one, of a listing that was circulated what went to all."""
    measures = [spec.kind for spec in specs if spec.model is Measure]
    full = either(on_object(kind, in_full(actor)) for kind in measures)
    circulated = either(on_object(kind, sees(actor)) for kind in measures)
    return full | (one_of("part", ("circular", "release")) & circulated)


def sees_past(actor: Actor) -> Condition:
    """Measures from before the system: the sharing organs and the leaders."""
    return EVERYTHING if reads_all(actor) else NOTHING


def bulletin_bearer(row: Bulletin, role: Role) -> Bearer:
    """Whoever bears a role for a bulletin: the drafter for the draft, else the holders of the role in its office."""
    office = directory(row.jurisdiction_id).office(Function(row.office))
    if role is Role.INSPECTOR and row.drafter_id:
        return Bearer(role, None, row.drafter_id)
    if role is Role.LEADER:
        return Bearer(role)
    return Bearer(role, office.id)


def bulletin_drafts(actor: Actor) -> Condition:
    """The bulletins whose drafts the actor may read: those of the office, and all for the leaders."""
    return holding(actor, INNER, Relations())


def sees_bulletin(actor: Actor) -> Condition:
    """Drafts for the office and the leaders; circulars once issued for all, reports for the four organs."""
    issued = one_of("state", states_of(BULLETINS, "issued")) & (
        EVERYTHING if reads_all(actor) else Is("kind", "circular")
    )
    return bulletin_drafts(actor) | issued


@clause("4.5")
def sees_registry(actor: Actor) -> Condition:
    """The rows of the register: all for the four organs and the leaders, a unit's own, and what was circulated."""
    if reads_all(actor):
        return EVERYTHING
    circulated = InCounty(actor.jurisdiction_id) & Is("kind", "listing") if actor.unit_ids else NOTHING
    return found(RegistryRow, *_own_rows(actor), circulated)


@clause("4.3")
def registry_in_full(actor: Actor) -> Condition:
    """The rows of which the actor reads every column but the inner suggestions."""
    return EVERYTHING if reads_all(actor) else found(RegistryRow, *_own_rows(actor))


def _own_rows(actor: Actor) -> tuple[Condition, ...]:
    """The rows of the register that name a unit of the actor, and those of matters in which it assists."""
    units = tuple(sorted(actor.unit_ids))
    named = InCounty(actor.jurisdiction_id) & one_of("unit_id", units)
    return (named, either(assists(unit, "measure__matter_id") for unit in units))


def sees_series_start(actor: Actor) -> Condition:
    """Where a series was taken up is known in its office."""
    return holding(actor, (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CLERK), Relations())

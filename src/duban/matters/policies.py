"""Who has to do with a matter, and who may see it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from django.db.models import Q

from duban.acts.kinds import Bearer
from duban.acts.sight.around import TOLD_DUTIES, told_steps
from duban.acts.sight.toward import Relations, column, holding
from duban.acts.sight.visibility import on_object
from duban.documents.files.owners import files_on
from duban.matters.models import Instruction, Matter, MatterReader, MatterUnit
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.people.standing import INNER, SHARING, Function, Role, Subject, leader_posts
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.conditions import (
    EVERYTHING,
    NOTHING,
    Among,
    Blank,
    Condition,
    InCounty,
    Is,
    Mark,
    either,
    found,
    one_of,
    some,
    through,
)


@dataclass(frozen=True)
class _Assisting(Container[int]):
    """The assisting units of a matter, read when a post in some unit is held against them and not before."""

    matter: Matter

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self.matter.assist_unit_ids


def subject_of(matter: Matter) -> Subject:
    """The relations of a matter."""
    return Subject(
        office=Function(matter.office),
        lead_unit=matter.lead_unit_id,
        assist_units=_Assisting(matter),
        responsible=frozenset(Function(part) for part in matter.responsible_functions.split(",") if part),
        handler_id=matter.handler_id,
    )


_OFFICE = {Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CLERK}
_UNIT = {Role.PRINCIPAL, Role.DEPUTY, Role.LIAISON, Role.HANDLER}


def bearer_of(matter: Matter, role: Role) -> Bearer:
    """Whoever bears a role for a matter: the inspector in charge, the office, the other office, or the unit."""
    known = directory(matter.jurisdiction_id)
    if role is Role.INSPECTOR and matter.inspector_id:
        return Bearer(role, known.office(Function(matter.office)).id, matter.inspector_id)
    if role in _OFFICE:
        return Bearer(role, known.office(Function(matter.office)).id)
    if role is Role.HANDLER and matter.handler_id:
        return Bearer(role, matter.lead_unit_id, matter.handler_id)
    if role in _UNIT:
        return Bearer(role, matter.lead_unit_id)
    return Bearer(role)


_NOW = Blank("until")
_ASSISTING = Is("role", MatterUnit.Role.ASSIST.value) & _NOW


def assists(unit_id: int, matter: str = "pk") -> Condition:
    """The unit assists in the matter; `matter` is where a row of another kind names it."""
    return Among(MatterUnit, "matter_id", "unit_id", (unit_id,), "assist_unit_ids", _ASSISTING, matter)


@dataclass(frozen=True)
class _Responsible(Condition):
    """A unit of a function leads or assists: a row in hand tells it by a column, the database is asked for the units."""

    function: str
    units: Condition

    def within(self) -> tuple[Condition, ...]:
        return (self.units,)

    def opened(self, mark: Mark) -> Condition:
        return _Responsible(self.function, self.units.opened(mark))

    def holds(self, row: Matter) -> bool:
        return self.function in row.responsible_functions.split(",")

    def query(self, at: str = "") -> Q:
        return self.units.query(at)


def _of_units(units: tuple[int, ...]) -> Among:
    return Among(MatterUnit, "matter_id", "unit_id", units, "assist_unit_ids", _NOW, near="lead_unit_id")


def relations(actor: Actor) -> Relations:
    """The relations of matters to the functions, units and persons of the actor's county."""
    known = directory(actor.jurisdiction_id)

    def responsible(function: Function) -> Condition:
        units = known.ever_with(function)
        return _Responsible(function.value, _of_units(units)) if units else NOTHING

    return Relations(
        lead=column("lead_unit_id"), assist=assists, responsible=responsible, handler=column("handler_id")
    )


_OPEN = tuple(state.name for state in lifecycle_of("matter").states if state.open_to_unit)


@clause("4.3")
def open_to(actor: Actor) -> Condition:
    """The matters that are not narrowed to readers (缩小范围), or to the actor among them; the head of the office always."""
    if actor.is_system:
        return EVERYTHING
    person = (actor.person_id or 0,)
    named_reader = Among(MatterReader, "matter_id", "person_id", person, "reader_ids", _NOW)
    return Is("narrowed", False) | named_reader | holding(actor, (Role.OFFICE_HEAD,), relations(actor))


def drafts(actor: Actor) -> Condition:
    """The matters whose drafts, opinions and inner steps the actor may read."""
    return _inner(actor) & open_to(actor)


def sees(actor: Actor) -> Condition:
    """Whoever shares the matter by the mechanism, and of a narrowed one only its readers."""
    return shares(actor) & open_to(actor)


@clause("4.3", "4.5")
def shares(actor: Actor) -> Condition:
    """The offices, leaders and sharing organs always, unless their own unit is responsible; the unit once it was assigned.

    What was issued on a matter is seen by this alone: registers and copies of 三 and 四 are never narrowed.
    """
    to = relations(actor)
    organs = {post.function for post in actor.posts if post.function in SHARING}
    shared = either(~to.responsible(function) for function in organs)
    own = _of_units(tuple(sorted(actor.unit_ids))) if actor.unit_ids else NOTHING
    handled = to.handler(actor.person_id) & InCounty(actor.jurisdiction_id)
    opened = one_of("state", _OPEN) & ~Blank("assigned_on")
    return _inner(actor) | shared | (opened & found(Matter, own, handled))


def _inner(actor: Actor) -> Condition:
    return holding(actor, INNER, relations(actor))


def follows_own(actor: Actor) -> bool:
    """Whether matters come to the actor by units and by name alone, so that they are few and found by these."""
    return not reads_all(actor) and _inner(actor) is NOTHING


def files(actor: Actor) -> Condition:
    """Files of a matter: open ones for whoever sees it, internal ones where its drafts are read."""
    return files_on("matter", sees(actor), drafts(actor), actor)


def steps(actor: Actor) -> Condition:
    """The entries of the record: all of the case for the inner circle, for others what was done to a matter they see."""
    return _on_matter(actor, told_steps()) | of_case(actor)


def duties(actor: Actor) -> Condition:
    """What is owed in the case: all of it for the inner circle, for others what is told of a matter that they see."""
    return _on_matter(actor, TOLD_DUTIES) | of_case(actor)


def _on_matter(actor: Actor, told: Condition) -> Condition:
    return (on_object("matter", sees(actor)) & told) | on_object("matter", drafts(actor))


def of_case(actor: Actor) -> Condition:
    """Rows of the cases of those matters whose inner steps the actor may read."""
    return some(Matter, "case_id", drafts(actor), key="case_id")


def reads_all(actor: Actor) -> bool:
    """Whether the actor belongs to one of the four sharing organs, or is a county leader."""
    return bool(leader_posts(actor.posts)) or any(post.function in SHARING for post in actor.posts)


def sees_source(actor: Actor) -> Condition:
    """The sharing organs and leaders, but for those of narrowed matters alone; others the sources of what they see."""
    seen = some(Matter, "source_id", sees(actor))
    return seen | ~some(Matter, "source_id", ~open_to(actor)) if reads_all(actor) else seen


def sees_flow(actor: Actor) -> Condition:
    """Those who set it in their unit, or follow it."""
    return holding(actor, (Role.LIAISON, Role.DEPUTY, Role.PRINCIPAL), Relations(lead=column("unit_id")))


def of_instruction(row: Instruction) -> Subject:
    """An instruction concerns the office that follows its matter, and whoever wrote it; to the units it is nothing."""
    told = subject_of(row.matter)
    return Subject(office=told.office, responsible=told.responsible, holder_id=row.leader_id)


def bearer_of_instruction(row: Instruction, role: Role) -> Bearer:
    """The leader who wrote it, else whoever bears the role for its matter."""
    return Bearer(role, person_id=row.leader_id) if role is Role.HOLDER else bearer_of(row.matter, role)


@clause("3.0")
def sees_instruction(actor: Actor) -> Condition:
    """Of the matters that they see: the leader who wrote it, both directors, and the inspectors of the office once one has it.

    No unit, and no other leader (A100).
    """
    wrote = holding(actor, (Role.HOLDER,), Relations(holder=column("leader_id")))
    heads = through("matter", holding(actor, (Role.OFFICE_HEAD, Role.CO_HEAD), relations(actor)))
    inspectors = through("matter", holding(actor, (Role.INSPECTOR,), relations(actor)))
    return through("matter", sees(actor)) & (wrote | heads | (inspectors & ~Blank("inspector_id")))

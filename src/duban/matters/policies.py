"""Who has to do with a matter, and who may see it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from duban.acts.around import TOLD_DUTIES, told_steps
from duban.acts.kinds import Bearer
from duban.acts.toward import Relations, column, holding, named
from duban.acts.visibility import on_object
from duban.documents.hanging import files_on
from duban.matters.models import Matter, MatterReader, MatterUnit
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.standing import INNER, SHARING, Function, Role, Subject, leader_posts
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, Among, Blank, Condition, Is, either, one_of, some


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


def _leads_or_assists(unit_id: int) -> Condition:
    return Among(MatterUnit, "matter_id", "unit_id", (unit_id,), "assist_unit_ids", _NOW, near="lead_unit_id")


RELATIONS = Relations(
    lead=column("lead_unit_id"),
    assist=assists,
    responsible=named("responsible_functions"),
    handler=column("handler_id"),
)
_OPEN = tuple(state.name for state in lifecycle_of("matter").states if state.open_to_unit)


@clause("4.3")
def open_to(actor: Actor) -> Condition:
    """The matters that are not narrowed to readers (缩小范围), or to the actor among them; the head of the office always."""
    if actor.is_system:
        return EVERYTHING
    person = (actor.person_id or 0,)
    named_reader = Among(MatterReader, "matter_id", "person_id", person, "reader_ids", _NOW)
    return Is("narrowed", False) | named_reader | holding(actor, (Role.OFFICE_HEAD,), RELATIONS)


def drafts(actor: Actor) -> Condition:
    """The matters whose drafts, opinions and inner steps the actor may read."""
    return holding(actor, INNER, RELATIONS) & open_to(actor)


def sees(actor: Actor) -> Condition:
    """Whoever shares the matter by the mechanism, and of a narrowed one only its readers."""
    return shares(actor) & open_to(actor)


@clause("4.3", "4.5")
def shares(actor: Actor) -> Condition:
    """The offices, leaders and sharing organs always, unless their own unit is responsible; the unit once it was assigned.

    What was issued on a matter is seen by this alone: registers and copies of 三 and 四 are never narrowed.
    """
    organs = {post.function for post in actor.posts if post.function in SHARING}
    shared = either(~RELATIONS.responsible(function) for function in organs)
    own = either(_leads_or_assists(unit) for unit in actor.unit_ids)
    opened = one_of("state", _OPEN) & ~Blank("assigned_on")
    inner = holding(actor, INNER, RELATIONS)
    return inner | shared | (opened & (own | RELATIONS.handler(actor.person_id)))


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

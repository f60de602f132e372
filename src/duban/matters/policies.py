"""Who has to do with a matter, and who may see it."""

from __future__ import annotations

from duban.acts.kinds import Bearer
from duban.matters.models import Matter
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.standing import SHARING, Function, Role, Subject, sees_drafts
from duban.organisations.selectors import directory
from duban.shared.actor import Actor


def subject_of(matter: Matter) -> Subject:
    """The relations of a matter."""
    return Subject(
        office=Function(matter.office),
        lead_unit=matter.lead_unit_id,
        assist_units=matter.assist_unit_ids,
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


def opened_to_unit(matter: Matter) -> bool:
    """Whether the matter has been handed to the unit: before that it sees nothing of it."""
    return lifecycle_of("matter").state(matter.state).open_to_unit and matter.assigned_on is not None


def shares(actor: Actor, responsible: frozenset[Function]) -> bool:
    """Whether the actor belongs to one of the four sharing organs, and that organ is not itself responsible here."""
    return any(post.function in SHARING and post.function not in responsible for post in actor.posts)


def visible(actor: Actor, matter: Matter, roles: frozenset[Role]) -> bool:
    """Whether the actor may know of the matter: the offices and leaders always, the unit once it was assigned."""
    if actor.is_system or sees_drafts(roles):
        return True
    subject = subject_of(matter)
    if shares(actor, subject.responsible):
        return True
    own = actor.unit_ids & (subject.assist_units | {subject.lead_unit})
    return opened_to_unit(matter) and bool(own or Role.HANDLER in roles)

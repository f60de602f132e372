"""Who has to do with what, and who may see it: the offices their cases, the bodies what was transferred to them.

A unit and a named person see the notice to them, what they said, and a ruling once it was served; other units
nothing; a leader what is before that leader (A45).
"""

from __future__ import annotations

from duban.accountability.models import (
    Appeal,
    Clue,
    Consequence,
    Declaration,
    Hearing,
    Inquiry,
    Ruling,
    Withdrawal,
)
from duban.accountability.models.record import Recorded
from duban.acts.kinds import Bearer
from duban.mechanism.lifecycles.accountability.fields import BODIES, OFFICE
from duban.mechanism.lifecycles.accountability.hearing import ADDRESSEE
from duban.mechanism.standing import ORGAN_ROLES, Function, Role, Subject
from duban.organisations.selectors import directory
from duban.shared.actor import Actor

_FUNCTIONS = {Role.CDI: Function.CDI, Role.ORG_DEPT: Function.ORG_DEPT, Role.APPRAISAL: Function.APPRAISAL}
_UNIT = frozenset({Role.PRINCIPAL, Role.DEPUTY, Role.LIAISON, Role.HANDLER})
_KNOWN = ("effective", "changed", "revoked")


def responsible_of(jurisdiction_id: int, unit_id: int | None) -> frozenset[Function]:
    """The function of a unit that is itself concerned: its staff do not handle the case."""
    function = directory(jurisdiction_id).unit(unit_id).function if unit_id else Function.NONE
    return frozenset({function} - {Function.NONE})


def of_inquiry(inquiry: Inquiry) -> Subject:
    """The relations of an inquiry. The unit has none to it: it has them to the notice."""
    return Subject(
        office=Function(inquiry.office),
        responsible=frozenset(Function(part) for part in inquiry.responsible_functions.split(",") if part),
    )


def of_hearing(hearing: Hearing) -> Subject:
    """The relations of a notice: the office that served it, and the unit or the person to whom it went."""
    subject = of_inquiry(hearing.inquiry)
    if hearing.person_id is not None:
        return Subject(subject.office, responsible=subject.responsible, holder_id=hearing.person_id)
    return Subject(subject.office, lead_unit=hearing.answering_unit_id, responsible=subject.responsible)


def of_ruling(ruling: Ruling) -> Subject:
    """The relations of a ruling: the person or the unit that it is about."""
    return _about(ruling.jurisdiction_id, ruling.office, ruling.person_id, ruling.answering_unit_id)


def of_appeal(appeal: Appeal) -> Subject:
    """The relations of an appeal: those of its ruling."""
    return of_ruling(appeal.ruling)


def _about(jurisdiction_id: int, office: str, person_id: int | None, unit_id: int | None) -> Subject:
    if person_id is not None:
        return Subject(Function(office), holder_id=person_id)
    return Subject(Function(office), lead_unit=unit_id, responsible=responsible_of(jurisdiction_id, unit_id))


def of_holder(row: Consequence | Withdrawal) -> Subject:
    """The relations of a notice to whoever applies a result: that unit."""
    return Subject(Function(row.office), lead_unit=row.holder_id)


def body(jurisdiction_id: int, function: Function) -> Bearer:
    """One of the organs as the bearer of a duty: whoever works there finds it on the desk."""
    return Bearer(ORGAN_ROLES[function], directory(jurisdiction_id).office(function).id)


def bearer_of(inquiry: Inquiry, role: Role) -> Bearer:
    """Whoever bears a role for an inquiry: the inspector in charge, the office, the leader asked, one of the bodies."""
    if role in BODIES:
        return body(inquiry.jurisdiction_id, _FUNCTIONS[role])
    if role is Role.MAIN_LEADER:
        return Bearer(role, None, inquiry.approver_id)
    office = directory(inquiry.jurisdiction_id).office(Function(inquiry.office)).id
    return Bearer(role, office, inquiry.inspector_id if role is Role.INSPECTOR else None)


def hearing_bearer(hearing: Hearing, role: Role) -> Bearer:
    """Whoever bears a role for a notice."""
    return bearer_of(hearing.inquiry, role)


def addressee(hearing: Hearing) -> Bearer:
    """The unit or the person who owes nothing but may be waited for: where the notice appears on a desk."""
    if hearing.person_id is not None:
        return Bearer(Role.HOLDER, None, hearing.person_id)
    return Bearer(Role.LIAISON, hearing.answering_unit_id)


def holder_bearer(row: Consequence | Withdrawal, role: Role) -> Bearer:
    """The holder of a result: through its liaison, an organ through whoever works there."""
    function = directory(row.jurisdiction_id).unit(row.holder_id).function
    return Bearer(ORGAN_ROLES.get(function, role), row.holder_id)


def county_bearer(row: Ruling | Appeal, role: Role) -> Bearer:
    """Whoever bears a role for a ruling or an appeal: the bodies, or the appraisal office."""
    function = _FUNCTIONS.get(role)
    return body(row.jurisdiction_id, function) if function else Bearer(role)


def sees_inquiry(actor: Actor, inquiry: Inquiry, roles: frozenset[Role]) -> bool:
    """The acting office always; the bodies once it was transferred; a main leader while it is before that leader."""
    if actor.is_system or roles & set(OFFICE):
        return True
    if roles & set(BODIES) and inquiry.transferred_at is not None:
        return True
    if Role.MAIN_LEADER not in roles:
        return False
    return inquiry.state == "approving" or inquiry.approver_id == actor.person_id or _asks_leader(inquiry)


def _asks_leader(inquiry: Inquiry) -> bool:
    """Whether a relation of the head of the office waits for a main leader's word."""
    known = directory(inquiry.jurisdiction_id)
    heads = {
        holder.person_id
        for holder in known.principals(known.office(Function(inquiry.office)).id, inquiry.opened_on)
    }
    return Declaration.objects.filter(inquiry=inquiry, related=True, verdict="", person_id__in=heads).exists()


def sees_hearing(actor: Actor, hearing: Hearing, roles: frozenset[Role]) -> bool:
    """Its addressee, and whoever may read the inquiry itself."""
    return bool(roles & set(ADDRESSEE)) or sees_inquiry(actor, hearing.inquiry, roles)


def sees_ruling(actor: Actor, ruling: Ruling, roles: frozenset[Role]) -> bool:
    """The bodies; who applies it and the office of its inquiry once confirmed; its subject once served."""
    if actor.is_system or roles & set(BODIES):
        return True
    if ruling.state not in _KNOWN:
        return False
    if Role.APPRAISAL in roles or (roles & set(OFFICE) and ruling.inquiry_id is not None):
        return True
    return ruling.served_on is not None and bool(roles & (_UNIT | {Role.HOLDER}))


def sees_appeal(actor: Actor, appeal: Appeal, roles: frozenset[Role]) -> bool:
    """The bodies and the subject of the ruling."""
    return actor.is_system or bool(roles & (set(BODIES) | _UNIT | {Role.HOLDER}))


def sees_result(actor: Actor, row: Consequence | Withdrawal, roles: frozenset[Role]) -> bool:
    """The bodies, and whoever holds a post in the unit that applies the result."""
    return actor.is_system or bool(roles & set(BODIES)) or row.holder_id in actor.unit_ids


def sees_clue(actor: Actor, clue: Clue, roles: frozenset[Role]) -> bool:
    """Nobody but the person who marked it."""
    return actor.person_id == clue.by_id


def sees_record(actor: Actor, row: Recorded, roles: frozenset[Role]) -> bool:
    """县委组织部 only (7.1.3)."""
    return Role.ORG_DEPT in roles


def in_body(actor: Actor) -> Function | None:
    """The body of the two for which the actor acts today."""
    return next(
        (post.function for post in actor.posts if post.function in (Function.CDI, Function.ORG_DEPT)), None
    )

"""Who has to do with a measure, and who may see it: a unit never before issue."""

from __future__ import annotations

from dataclasses import replace

from duban.acts.kinds import Bearer
from duban.matters import policies as of_matter
from duban.measures.models import Bulletin, Measure
from duban.mechanism.standing import Function, Role, Subject, other_office, sees_drafts
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor


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


def visible(actor: Actor, measure: Measure, roles: frozenset[Role]) -> bool:
    """Drafts only for the offices that act and the leaders; after issue the unit, the four organs, the notified."""
    if actor.is_system or sees_drafts(roles):
        return True
    if measure.issued_at is None:
        return False
    return of_matter.visible(actor, measure.matter, roles) or Role.NOTIFIED in roles


def bulletin_bearer(row: Bulletin, role: Role) -> Bearer:
    """Whoever bears a role for a bulletin: the drafter for the draft, else the holders of the role in its office."""
    office = directory(row.jurisdiction_id).office(Function(row.office))
    if role is Role.INSPECTOR and row.drafter_id:
        return Bearer(role, None, row.drafter_id)
    if role is Role.LEADER:
        return Bearer(role)
    return Bearer(role, office.id)


def bulletin_visible(actor: Actor, row: Bulletin, roles: frozenset[Role]) -> bool:
    """Drafts for the office and the leaders; circulars once issued for all, reports for the four organs."""
    if actor.is_system or sees_drafts(roles):
        return True
    if row.state != "issued":
        return False
    return row.kind == "circular" or bool(roles & {Role.CDI, Role.ORG_DEPT, Role.CO_HEAD})

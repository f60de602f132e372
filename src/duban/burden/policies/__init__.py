"""Who may know of a complaint, and who answers it."""

from __future__ import annotations

from duban.acts.kinds import Bearer
from duban.acts.sight.toward import Relations, holding
from duban.burden.models import Authorship, Complaint
from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import Function, Role, Subject
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.conditions import Blank, Condition, Is, some


def of_complaint(row: Complaint) -> Subject:
    """A complaint concerns the office whose head answers it."""
    return Subject(office=Function(row.office))


def bearer(row: Complaint, role: Role) -> Bearer:
    """The head of that office."""
    return Bearer(role, directory(row.jurisdiction_id).office(Function(row.office)).id)


@clause("3.0")
def sees_complaint(actor: Actor) -> Condition:
    """Its author, and the head of the office that it went to or who stands in, never the one complained of (A106)."""
    heads = holding(actor, (Role.OFFICE_HEAD,), Relations())
    return wrote(actor) | (heads & (Blank("about_id") | ~Is("about_id", actor.person_id)))


def wrote(actor: Actor) -> Condition:
    """The complaints that an actor wrote."""
    return some(Authorship, "complaint_id", Is("person_id", actor.person_id))

"""Who may see what of the directory, and what each kind of row tells the act engine."""

from __future__ import annotations

from datetime import timedelta

from duban.acts.kinds import Bearer
from duban.acts.toward import Relations, column, county_office, holding
from duban.mechanism.standing import SHARING, Function, PostRole, Role, Subject
from duban.organisations.models import Delegation, Post, Slip
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, Blank, Condition, Is, one_of, some

_LEADERS = (PostRole.SECRETARY, PostRole.COUNTY_HEAD, PostRole.COUNTY_LEADER)
_PUBLIC = [role.value for role in (*_LEADERS, PostRole.PRINCIPAL, PostRole.LIAISON)]
_IN_FORCE = ~Is("state", "void")

COUNTY = Subject(office=Function.PARTY_OFFICE)
"""The subject of what belongs to the county as a whole: no unit is concerned more than another."""


def sees_people(actor: Actor, unit_id: int | None = None) -> bool:
    """Whether people are open to the actor: administrators, the four organs, leaders, and a unit's own staff."""
    return any(
        post.role in (PostRole.REGISTRAR, *_LEADERS)
        or post.function in SHARING
        or (unit_id is not None and post.unit_id == unit_id)
        for post in actor.posts
    )


def sees_person(actor: Actor) -> Condition:
    """Everybody for those to whom people are open; others themselves and whoever holds a post in their unit."""
    if sees_people(actor):
        return EVERYTHING
    today = actor.on + timedelta(1)
    held = Is("starts_on", today, "lt") & (Blank("ends_on") | Is("ends_on", actor.on, "gte"))
    colleagues = some(Post, "person_id", _IN_FORCE & held & one_of("unit_id", sorted(actor.unit_ids)))
    return colleagues | column("pk")(actor.person_id)


def sees_post(actor: Actor) -> Condition:
    """Posts of those units whose people are open, one's own, and who leads or answers for a unit: all may know that."""
    if sees_people(actor):
        return EVERYTHING
    return (
        one_of("role", _PUBLIC)
        | one_of("unit_id", sorted(actor.unit_ids))
        | column("person_id")(actor.person_id)
    )


def sees_delegation(actor: Actor) -> Condition:
    """Whoever gave or received it, and everybody who has a role toward the county as a whole."""
    whose = Relations(office=county_office, holder=column("post__person_id"))
    return holding(actor, Role, whose) | column("to_person_id")(actor.person_id)


def sees_slip(actor: Actor) -> Condition:
    """Whoever gives slips knows of those given; the links on one are read by whoever gave it alone."""
    return holding(actor, (Role.REGISTRAR, Role.ORG_DEPT), Relations(office=county_office))


def of_slip(slip: Slip) -> Subject:
    """A slip concerns the county as a whole."""
    return COUNTY


def of_post(post: Post) -> Subject:
    """The relations of a post: whose own it is."""
    return Subject(office=Function.PARTY_OFFICE, holder_id=post.person_id)


def of_delegation(delegation: Delegation) -> Subject:
    """The relations of a delegation: whose own post was delegated."""
    return of_post(delegation.post)


def bearer(row: object, role: Role) -> Bearer:
    """Whoever bears a role for the directory: nobody in particular."""
    return Bearer(role)

"""Who may see what of the directory, and what each kind of row tells the act engine."""

from __future__ import annotations

from duban.acts.kinds import Bearer
from duban.mechanism.standing import SHARING, Function, PostRole, Role, Subject
from duban.organisations.models import Delegation, Post
from duban.shared.actor import Actor

COUNTY = Subject(office=Function.PARTY_OFFICE)
"""The subject of what belongs to the county as a whole: no unit is concerned more than another."""


def sees_people(actor: Actor, unit_id: int | None = None) -> bool:
    """Whether people are open to the actor: administrators, the four organs, leaders, and a unit's own staff."""
    return any(
        post.role in (PostRole.REGISTRAR, PostRole.SECRETARY, PostRole.COUNTY_HEAD, PostRole.COUNTY_LEADER)
        or post.function in SHARING
        or (unit_id is not None and post.unit_id == unit_id)
        for post in actor.posts
    )


def of_post(post: Post) -> Subject:
    """The relations of a post: whose own it is."""
    return Subject(office=Function.PARTY_OFFICE, holder_id=post.person_id)


def of_delegation(delegation: Delegation) -> Subject:
    """The relations of a delegation: whose own post was delegated."""
    return of_post(delegation.post)


def bearer(row: object, role: Role) -> Bearer:
    """Whoever bears a role for the directory: nobody in particular."""
    return Bearer(role)

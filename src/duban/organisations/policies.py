"""Who may see what of the directory, and what each kind of row tells the act engine."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

from duban.acts.kinds import Bearer
from duban.acts.toward import Relations, column, county_office, holding
from duban.audit.access import Access
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


_BODIES = (Function.CDI, Function.ORG_DEPT)
_HEADS = (PostRole.PRINCIPAL, PostRole.OFFICE_HEAD)
_DOOR = (Access.SIGN_IN, Access.SIGN_OUT, Access.FAILED, Access.REFUSED)


class Answering(Enum):
    """For whose coming, going and reading somebody answers."""

    ALL = "全部登录、退出、登录失败、越界访问和查阅"
    DOOR = "全部登录、退出、登录失败和越界访问，本人的查阅"
    UNIT = "本单位人员的登录、退出、越界访问和查阅"
    SELF = "本人的登录、退出、越界访问和查阅"


def answering(actor: Actor) -> Answering:
    """The heads of the two bodies for all, as the records are theirs; the administrator for the door; a head for a unit."""
    posts = [post for post in actor.posts if post.behalf_id is None]
    if any(post.role in _HEADS and post.function in _BODIES for post in posts):
        return Answering.ALL
    if any(post.role is PostRole.REGISTRAR for post in posts):
        return Answering.DOOR
    return Answering.UNIT if any(post.role in _HEADS and post.unit_id for post in posts) else Answering.SELF


def sees_access(actor: Actor) -> Condition:
    """Who came, failed, left, looked too far or read: the own entries, and those for which the actor answers."""
    scope, own = answering(actor), column("actor_id")(actor.person_id)
    if scope is Answering.ALL:
        return EVERYTHING
    if scope is Answering.DOOR:
        return own | one_of("act", [access.key for access in _DOOR])
    if scope is Answering.UNIT:
        led = sorted({post.unit_id for post in actor.posts if post.role in _HEADS and post.unit_id and not post.behalf_id})
        today = actor.on + timedelta(1)
        held = Is("starts_on", today, "lt") & (Blank("ends_on") | Is("ends_on", actor.on, "gte"))
        return own | some(Post, "person_id", _IN_FORCE & held & one_of("unit_id", led), key="actor_id")
    return own


def of_post(post: Post) -> Subject:
    """The relations of a post: whose own it is."""
    return Subject(office=Function.PARTY_OFFICE, holder_id=post.person_id)


def of_delegation(delegation: Delegation) -> Subject:
    """The relations of a delegation: whose own post was delegated."""
    return of_post(delegation.post)


def bearer(row: object, role: Role) -> Bearer:
    """Whoever bears a role for the directory: nobody in particular."""
    return Bearer(role)

"""Roles asked of the database: in which columns the relations of an object stand, and who holds a role toward it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from duban.mechanism.people.standing import (
    OFFICE_ROLES,
    OFFICES,
    ORGAN_ROLES,
    UNIT_ROLES,
    Function,
    PostHeld,
    PostRole,
    Role,
    leader_roles,
)
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, NOTHING, Condition, Is

Relation = Callable[[Any], Condition]


def never(value: Any) -> Condition:
    """A relation that rows of this kind have to nobody."""
    return NOTHING


def column(name: str) -> Relation:
    """The relation of a row to whatever stands in a column."""
    return lambda value: NOTHING if value is None else Is(name, getattr(value, "value", value))


def named(name: str) -> Relation:
    """The relation of a row to the functions that a column names, joined by commas."""
    return lambda function: Is(name, function.value, "contains") if function.value else NOTHING


@dataclass(frozen=True)
class Relations:
    """What `Subject` says of one object, said of all rows: for each relation the condition that it is to somebody.

    `office` and `responsible` are asked of functions, `lead`, `assist` and `notified` of units, the rest of persons.
    """

    office: Relation = column("office")
    lead: Relation = never
    assist: Relation = never
    notified: Relation = never
    responsible: Relation = never
    handler: Relation = never
    convener: Relation = never
    holder: Relation = never


def county_office(function: Function) -> Condition:
    """The office of what belongs to the county as a whole."""
    return EVERYTHING if function is Function.PARTY_OFFICE else NOTHING


def holding(actor: Actor, roles: Iterable[Role], to: Relations) -> Condition:
    """The rows toward which the actor has one of some roles today: the same lines as `standing`, for all rows at once."""
    wanted = frozenset(roles)
    if actor.is_system:
        return EVERYTHING if Role.SYSTEM in wanted else NOTHING
    leading = leader_roles(actor.posts)
    found = EVERYTHING if wanted & leading else NOTHING
    for post in actor.posts:
        found = found | _by_office(post, wanted, to) | _by_unit(post, wanted, to)
        if ORGAN_ROLES.get(post.function) in wanted:
            found = found | ~to.responsible(post.function)
        if post.role is PostRole.REGISTRAR and Role.REGISTRAR in wanted:
            found = EVERYTHING
    if Role.HANDLER in wanted:
        found = found | to.handler(actor.person_id)
    if Role.CONVENER in wanted and Role.LEADER in leading:
        found = found | to.convener(actor.person_id)
    return found | to.holder(actor.person_id) if Role.HOLDER in wanted else found


def _by_office(post: PostHeld, wanted: frozenset[Role], to: Relations) -> Condition:
    if post.function not in OFFICES or post.role not in OFFICE_ROLES:
        return NOTHING
    own, found = to.office(post.function), NOTHING
    if OFFICE_ROLES[post.role] in wanted:
        found = own
    if post.role is PostRole.OFFICE_HEAD and Role.CO_HEAD in wanted:
        found = found | ~own
    return found & ~to.responsible(post.function)


def _by_unit(post: PostHeld, wanted: frozenset[Role], to: Relations) -> Condition:
    if post.unit_id is None:
        return NOTHING
    found = to.notified(post.unit_id) if Role.NOTIFIED in wanted else NOTHING
    role = UNIT_ROLES.get(post.role)
    if role in wanted:
        found = found | to.lead(post.unit_id)
    if role is not None and Role.ASSIST in wanted:
        found = found | (to.assist(post.unit_id) & ~to.lead(post.unit_id))
    return found

"""The one way in to an act: load, see, permit, version, state, apart.

An act alone, an act in a batch and the page of an act come this way, so that the same actor is refused the same act
on the same object in the same words, whichever way it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duban.acts.beside import bars
from duban.acts.gate import permits
from duban.acts.gate.refusals import stale
from duban.acts.kinds import kind_of
from duban.acts.sight.visibility import ABSENT, may_see
from duban.mechanism.decision import Decision
from duban.mechanism.lifecycles import act_named, lifecycle_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role, Subject
from duban.shared.actor import Actor
from duban.shared.errors import ActError, NotFound, Unmet

Standing = tuple[frozenset[Role], int | None]


def load(actor: Actor, kind: str, ref: str) -> Any:
    """The object of this address with what its kind always reads along; NotFound where the county has none."""
    found = kind_of(kind).at_address(actor.jurisdiction_id, ref)
    if not found:
        raise NotFound(ABSENT)
    return found[0]


def see(actor: Actor, kind: str, obj: Any) -> frozenset[Role]:
    """The actor's roles toward an object; NotFound where the actor may not know of it."""
    roles, _ = _seen(actor, kind, obj)
    return roles


def found(actor: Actor, kind: str, ref: str) -> Any:
    """The object of this address, if the actor may know of it; NotFound otherwise."""
    obj = load(actor, kind, ref)
    see(actor, kind, obj)
    return obj


def enter(actor: Actor, act: Act, obj: Any, expect: int | None = None) -> Standing:
    """The actor's roles toward the object of an act and whose power is exercised; else the first refusal.

    The object is the one on which the act makes its own, where the table says so. NotFound, NotPermitted, Stale
    (with `expect`, the version that the actor saw), WrongState or Unmet, in this order.
    """
    kind = act.on or act.kind
    roles, subject = _seen(actor, kind, obj)
    _refuse_unread(actor, act, kind, obj)
    behalf_id = permits.refuse_unless_holding(actor, act, subject)
    if expect is not None and not act.keeps_version and obj.version != expect:
        raise stale(actor, kind, obj, expect)
    permits.refuse_unless_state(act, kind, obj.state)
    _refuse_person(actor, act, obj, behalf_id, earlier_of(act, obj))
    return roles, behalf_id


def enter_new(actor: Actor, act: Act, subject: Subject) -> Standing:
    """The same toward something yet to be made on nothing: there is nothing to see, and no state."""
    return permits.roles_from(actor, actor.posts, subject), permits.refuse_unless_holding(actor, act, subject)


def earlier_of(act: Act, obj: Any) -> permits.Earlier:
    """Who did to the object what this act must be apart from."""
    return permits.earlier_on(act.on or act.kind, obj, act.apart) if act.apart else ()


def powerless(actor: Actor, act: Act, obj: Any, earlier: permits.Earlier) -> ActError | None:
    """Why this person of all may not do an act on an object, in whatever state it is: unseen, no power, not apart."""
    try:
        _, subject = _seen(actor, act.on or act.kind, obj)
        _refuse_unread(actor, act, act.on or act.kind, obj)
        behalf_id = permits.refuse_unless_holding(actor, act, subject)
        _refuse_person(actor, act, obj, behalf_id, earlier)
    except ActError as error:
        return error
    return None


def _refuse_person(actor: Actor, act: Act, obj: Any, behalf_id: int | None, earlier: permits.Earlier) -> None:
    permits.refuse_unless_apart(actor, act, behalf_id, earlier)
    refuse = kind_of(act.on or act.kind).refuse_person
    if refuse is not None:
        refuse(actor, act, obj, behalf_id)
    for name in act.bars:
        bars.known[name](actor, act, obj, behalf_id)


def open_acts(actor: Actor, kind: str, obj: Any) -> list[Act]:
    """The acts that this actor may start on the object now, in the order of the table: the buttons of a page."""
    subject = kind_of(kind).subject(obj)
    held = permits.roles_from(actor, actor.posts, subject) | {Role.READER}
    ready = [
        act
        for act in lifecycle_of(kind).acts
        if not act.creates and ("*" in act.sources or obj.state in act.sources) and set(act.roles) & held
    ]
    apart = {key for act in ready for key in act.apart}
    earlier = permits.earlier_in_case(kind, obj, apart) if apart else ()
    return [act for act in ready if _may(actor, act, obj, subject, earlier)]


def _may(actor: Actor, act: Act, obj: Any, subject: Subject, earlier: permits.Earlier) -> bool:
    try:
        _refuse_unread(actor, act, act.kind, obj)
        behalf_id = permits.refuse_unless_holding(actor, act, subject)
        _refuse_person(actor, act, obj, behalf_id, earlier)
    except ActError:
        return False
    return True


def refusal(actor: Actor, act: Act, ref: str = "") -> ActError | None:
    """Why this actor may not do this act on the object of this address (for a creating act: anywhere), if so."""
    try:
        if act.creates and not act.on:
            permits.refuse_unless_holding_somewhere(actor, act)
        else:
            enter(actor, act, load(actor, act.on or act.kind, ref))
    except ActError as error:
        return error
    return None


def same_person(person: Actor, key: str, obj: Any) -> Iterator[Decision]:
    """The condition that is not met where somebody who is to decide did an act from which this one must be apart."""
    act = act_named(key)
    try:
        permits.refuse_unless_apart(person, act, None, earlier_of(act, obj))
    except Unmet as error:
        yield error.decision


def _refuse_unread(actor: Actor, act: Act, kind: str, obj: Any) -> None:
    """NotFound where the actor knows of an object without reading it, and the act asks for more."""
    spec = kind_of(kind)
    if spec.in_full is None or actor.is_system or act.key in spec.in_brief:
        return
    if not spec.in_full(actor).holds(obj):
        raise NotFound(ABSENT)


def _seen(actor: Actor, kind: str, obj: Any) -> tuple[frozenset[Role], Subject]:
    spec = kind_of(kind)
    subject = spec.subject(obj)
    roles = permits.roles_from(actor, actor.posts, subject)
    if not may_see(actor, kind, obj):
        raise NotFound(ABSENT)
    return roles, subject

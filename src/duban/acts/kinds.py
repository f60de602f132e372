"""What the upper floors tell about their objects: one registry, filled by their hooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from duban.mechanism.standing import PostHeld, Role, Subject
from duban.shared.actor import Actor


@dataclass(frozen=True)
class Bearer:
    """Who owes something: a person, or whoever holds the role in the unit on the day."""

    role: Role
    unit_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Kind:
    """How the act engine deals with one kind of object.

    `lifecycle` is the key of its states in the act table (one model may serve several); `subject` gives the
    relations of an object; `bearer` resolves a role of the act table to whoever bears it for this object;
    `visible` tells whether an actor with the given roles may know of the object at all; `where` tells kinds apart
    that share a model.
    """

    kind: str
    model: type[models.Model]
    title: Callable[[Any], str]
    subject: Callable[[Any], Subject]
    bearer: Callable[[Any, Role], Bearer]
    visible: Callable[[Actor, Any, frozenset[Role]], bool]
    related: tuple[str, ...] = ("case",)
    where: Mapping[str, Any] = field(default_factory=dict)


_kinds: dict[str, Kind] = {}
_after: list[Callable[[Any], None]] = []
_posts: list[Callable[[Actor], tuple[PostHeld, ...]]] = []


def register_kind(kind: Kind) -> None:
    """Make a kind of object known; a second registration of the same kind is a programming error."""
    if kind.kind in _kinds and _kinds[kind.kind] is not kind:
        raise ValueError(f"kind registered twice: {kind.kind}")
    _kinds[kind.kind] = kind


def kind_of(name: str) -> Kind:
    """The registered kind; KeyError where no floor has brought it."""
    return _kinds[name]


def kinds() -> dict[str, Kind]:
    """All registered kinds."""
    return dict(_kinds)


def register_projection(refresh: Callable[[Any], None]) -> None:
    """Have `refresh(work)` called at the end of each act that has a case, before the audit entry."""
    if refresh not in _after:
        _after.append(refresh)


def projections() -> tuple[Callable[[Any], None], ...]:
    """The registered projections, in the order of the floors."""
    return tuple(_after)


def register_post_lock(lock: Callable[[Actor], tuple[PostHeld, ...]]) -> None:
    """The one function that locks an actor's posts and reads them anew."""
    _posts[:] = [lock]


def locked_posts(actor: Actor) -> tuple[PostHeld, ...]:
    """The posts that the actor holds at this moment, locked until the act ends."""
    return _posts[0](actor) if _posts else actor.posts


_mergers: list[Callable[[Any, Any, Any], None]] = []


def register_merger(pass_on: Callable[[Any, Any, Any], None]) -> None:
    """Have `pass_on(work, from_unit, into_unit)` called inside the act that merges units (承继)."""
    if pass_on not in _mergers:
        _mergers.append(pass_on)


def mergers() -> tuple[Callable[[Any, Any, Any], None], ...]:
    """The registered functions that pass things on."""
    return tuple(_mergers)


_open_things: list[Callable[[int], int]] = []


def register_open_things(count: Callable[[int], int]) -> None:
    """Have `count(unit_id)` asked how much of a floor is still open with a unit that is to be closed."""
    if count not in _open_things:
        _open_things.append(count)


def open_things(unit_id: int) -> int:
    """How much is still open with a unit, over all floors."""
    return sum(count(unit_id) for count in _open_things)

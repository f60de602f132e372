"""What the upper floors tell about their objects: one registry, filled by their hooks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models

from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import PostHeld, Role, Subject
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, NOTHING, Condition
from duban.shared.database.prepared import Prepared


@dataclass(frozen=True)
class Bearer:
    """Who owes something: a person, or whoever holds the role in the unit on the day."""

    role: Role
    unit_id: int | None = None
    person_id: int | None = None


Sees = Callable[[Actor], Condition]
"""Which rows an actor may see, as a condition that they must meet."""


Hanging = Callable[[Sequence["Kind"], Actor], Condition]
"""Which rows that hang on objects of some kinds an actor may see."""


def nobody(actor: Actor) -> Condition:
    """None of the rows, whoever asks."""
    return NOTHING


def everybody(actor: Actor) -> Condition:
    """All rows of the county."""
    return EVERYTHING


@dataclass(frozen=True)
class Kind:
    """How the act engine deals with one kind of object.

    `lifecycle` is the key of its states in the act table (one model may serve several); `subject` gives the
    relations of an object; `bearer` resolves a role of the act table to whoever bears it for this object; `where`
    tells kinds apart that share a model; `refuse_making` tells what keeps one from being made on another object
    whatever is given, `refuse_person` what keeps this person (and who delegated the power) from an act whatever posts
    are held, whichever act it is (the row names what does for one): a relation to the case; `kept_out` names for an act and
    objects, by key, the persons whom it so keeps from what they owe.
    `sees` says for an actor which objects the actor may know of, `inside` whose drafts, opinions and inner steps the
    actor may read besides; `files` which files that hang on them. The `steps` that were recorded of objects and the
    `duties` that are owed follow from both, unless the kind says otherwise. A kind that itself hangs on others says by
    `hanging` what is seen of those on some kinds. Where `in_full` says so, somebody may know of an object without reading
    it: such a person may do the acts `in_brief` on it and no other. Of a `veiled` kind somebody may not see the object on
    which a duty of the own post is owed, and then sees nothing of the duty either. `told_apart` says of an object, in
    words, what tells its duties from the same duties on others, never by the name of a person; empty where the case does.
    """

    kind: str
    model: type[models.Model]
    title: Callable[[Any], str]
    subject: Callable[[Any], Subject]
    bearer: Callable[[Any, Role], Bearer]
    sees: Sees
    inside: Sees = nobody
    in_full: Sees | None = None
    in_brief: frozenset[str] = frozenset()
    related: tuple[str, ...] = ("case",)
    where: Mapping[str, Any] = field(default_factory=dict)
    hanging: Hanging | None = None
    files: Sees = nobody
    veiled: bool = False
    told_apart: Callable[[Any], str] = lambda row: ""
    steps: Sees | None = None
    duties: Sees | None = None
    refuse_making: Callable[[Actor, Act, Any], None] | None = None
    refuse_person: Callable[[Actor, Act, Any, int | None], None] | None = None
    kept_out: Callable[[Act, Collection[int]], Mapping[int, frozenset[int]]] | None = None

    @cached_property
    def at_address(self) -> Prepared:
        """The object of a county with an address, in a list that is empty where there is none."""
        return Prepared(lambda county, ref: self._rows().filter(jurisdiction_id=county, ref=ref)[:1], -1, "?")

    @cached_property
    def with_key(self) -> Prepared:
        """The object with a primary key, in a list that is empty where there is none."""
        return Prepared(lambda key: self._rows().filter(pk=key), -1)

    def _rows(self) -> models.QuerySet[Any]:
        """Every object of the kind, with what is always read along."""
        return self.model._base_manager.filter(**self.where).select_related(*self.related)


_kinds: dict[str, Kind] = {}
_HANGS_ON = "hangs_on"


def object_of(row: Any) -> Any:
    """The object on which a row hangs (`object_kind`, `object_id`), read once; None where it is no object of acts."""
    if _HANGS_ON not in row.__dict__:
        spec = _kinds.get(row.object_kind)
        found = spec.with_key(row.object_id) if spec else []
        row.__dict__[_HANGS_ON] = found[0] if found else None
    return row.__dict__[_HANGS_ON]


def hang(row: Any, on: Any) -> None:
    """Tell a row the object on which it hangs, where that is in hand already."""
    row.__dict__[_HANGS_ON] = on


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


_people: list[Callable[[int], Mapping[int, Actor]]] = []


def register_people(read: Callable[[int], Mapping[int, Actor]]) -> None:
    """The one function that gives everybody who holds a post of a county today, as actors, by person."""
    _people[:] = [read]


def people(jurisdiction_id: int) -> Mapping[int, Actor]:
    """Everybody who holds a post of the county today, by person."""
    return _people[0](jurisdiction_id)


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

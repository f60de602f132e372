"""Who sees what stands around objects: what is owed on them, what was recorded of them, cases, and messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import and_
from typing import Any

from django.db.models import Q

from duban.acts.kinds import Kind, kinds, nobody
from duban.acts.models import Case, CaseObject, Message, Obligation
from duban.acts.owing.bearing import BESIDE, bearing, beside, borne
from duban.acts.owing.duties import OPEN
from duban.acts.sight.toward import column
from duban.acts.sight.visibility import (
    DONE,
    INTERNAL,
    Visibility,
    on_object,
    register_visibility,
    seen,
)
from duban.audit.models import Entry
from duban.mechanism.lifecycles import inner_acts
from duban.mechanism.people.standing import PostHeld, Role
from duban.shared.actor import Actor
from duban.shared.conditions import (
    EVERYTHING,
    Blank,
    Condition,
    InCounty,
    Is,
    Mark,
    alternatives,
    either,
    found,
    one_of,
    some,
    through,
)
from duban.shared.database import memo

_TOLD = (
    Role.PRINCIPAL, Role.DEPUTY, Role.HANDLER, Role.LIAISON, Role.ASSIST, Role.HOLDER, Role.INSPECTOR,
)  # fmt: skip
TOLD_DUTIES = one_of("role", [role.name for role in _TOLD])
"""Whose duties everybody sees who sees the object; those of all others are inner steps of an office or of a leader."""


def install() -> None:
    """Register everything; called when the app is ready."""
    register_visibility(Visibility("duty", Obligation, named_in, hanging=duties_on))
    register_visibility(Visibility("entry", Entry, nobody, hanging=steps_on))
    register_visibility(Visibility("deed", Entry, own_deeds))
    register_visibility(Visibility("case", Case, sees_case))
    register_visibility(Visibility("message", Message, sees_message))


# what is owed


def borne_by(actor: Actor) -> Condition:
    """The open duties that an actor bears and may do, and of those that are over the ones that named the actor.

    They are borne in person, by a post held today, or for whoever delegated one; where nobody whom a duty names may
    do its act, by whoever else may, and where nobody may, by the head of the office.
    """
    mine = named_in(actor)
    if actor.person_id is None:
        return mine
    now = bearing(actor.jurisdiction_id)
    return (mine & ~one_of("pk", now.kept_from(actor.person_id))) | one_of("pk", now.given_to(actor.person_id))


def owed_by(actor: Actor) -> Condition:
    """Of the open duties those of `borne_by`, said so that the database finds each way to the actor by an index."""
    here = InCounty(actor.jurisdiction_id) & OPEN
    named = found(Obligation, *(here & way for way in _ways(actor))) & ~_veiled(actor)
    if actor.person_id is None:
        return named
    now = bearing(actor.jurisdiction_id)
    mine = named & ~one_of("pk", now.kept_from(actor.person_id))
    return found(Obligation, mine, one_of("pk", now.given_to(actor.person_id)))


def named_in(actor: Actor) -> Condition:
    """The duties that name an actor, whether he may do them or not: in person, by a post, for whoever delegated one."""
    return either(_ways(actor)) & ~_veiled(actor)


def _ways(actor: Actor) -> list[Condition]:
    return [column("person_id")(actor.person_id), *(way for post in actor.posts for way in _by_post(post))]


def _veiled(actor: Actor) -> Condition:
    return _Veiled(actor, memo.versions(actor.jurisdiction_id).directory)


@dataclass(frozen=True)
class _Veiled(Condition):
    """What is owed on an object that the bearer may not see: of a row in hand only its own kind is asked.

    The same actor in the same directory is told the same of all rows, so that the query is made once for both.
    """

    actor: Actor
    directory: int

    @property
    def lasting(self) -> bool:
        return _unseen(self.actor, self.directory).lasting

    def opened(self, mark: Mark) -> Condition:
        """For a statement: what makes its query."""
        return _unseen(self.actor, self.directory).opened(mark)

    def holds(self, row: Any) -> bool:
        spec = kinds().get(row.object_kind)
        return spec is not None and spec.veiled and not on_object(spec.kind, seen(spec, self.actor)).holds(row)

    def query(self, at: str = "") -> Q:
        return _unseen(self.actor, self.directory).query(at)


@lru_cache(maxsize=1024)
def _unseen(actor: Actor, directory: int) -> Condition:
    """The same for all kinds; only its query is asked for, since what rows in hand have told is not to be kept."""
    veiled = [spec for spec in kinds().values() if spec.veiled and seen(spec, actor) is not EVERYTHING]
    return either(Is("object_kind", spec.kind) & ~on_object(spec.kind, seen(spec, actor)) for spec in veiled)


def _by_post(post: PostHeld) -> list[Condition]:
    unit = Blank("unit_id") if post.unit_id is None else Is("unit_id", post.unit_id)
    named = one_of("role", [role.name for role in borne(post)])
    if post.role in BESIDE:
        named = named | (Is("role", BESIDE[post.role].name) & one_of("act", sorted(beside(post))))
    by_role = Blank("person_id") & named & unit
    if post.behalf_id is None:
        return [by_role]
    return [by_role & Is("in_person", False), Is("person_id", post.behalf_id) & Is("in_person", False)]


def duties_on(specs: Sequence[Kind], actor: Actor) -> Condition:
    """Besides the own ones those of the unit and of the inspectors, and all of them for the inner circle."""
    own = either(spec.duties(actor) for spec in specs if spec.duties is not None)
    return _on([spec for spec in specs if spec.duties is None], specs, actor, TOLD_DUTIES) | own


def _on(plain: Sequence[Kind], among: Sequence[Kind], actor: Actor, told: Condition) -> Condition:
    """What is told of the objects that are seen, and everything of those whose inner steps may be read."""
    kept, read = alternatives(either(on_object(spec.kind, seen(spec, actor, among)) for spec in plain))
    return (kept & told) | (read & told) | either(on_object(spec.kind, spec.inside(actor)) for spec in plain)


# what was recorded


@cache
def told_steps() -> Condition:
    """What was done and is no inner step: neither by its own nature nor for what happened in it."""
    return DONE & ~INTERNAL & ~one_of("act", sorted(inner_acts()))


def steps_on(specs: Sequence[Kind], actor: Actor) -> Condition:
    """Who sees an object sees what was done to it; refusals and inner steps only the inner circle."""
    own = either(spec.steps(actor) for spec in specs if spec.steps is not None)
    return _on([spec for spec in specs if spec.steps is None], specs, actor, told_steps()) | own


def own_deeds(actor: Actor) -> Condition:
    """What somebody did in person, inner steps too, to objects that are still seen.

    Where rows have to be read to say who sees an object (results of a year), having acted on it is enough.
    """
    told = {spec.kind: seen(spec, actor) for spec in kinds().values()}
    there = either(on_object(kind, sees) for kind, sees in told.items() if sees.lasting)
    read = one_of("object_kind", sorted(kind for kind, sees in told.items() if not sees.lasting))
    return column("actor_id")(actor.person_id) & DONE & (there | read)


# cases and messages


def sees_case(actor: Actor) -> Condition:
    """Whoever sees anything that has its place in the case."""
    told: dict[type[CaseObject], list[tuple[Condition, Condition]]] = defaultdict(list)
    for spec in kinds().values():
        if issubclass(spec.model, CaseObject):
            told[spec.model].append((seen(spec, actor), _of_kind(spec)))
    return either(some(model, "case_id", _of_model(parts)) for model, parts in told.items())


def _of_kind(spec: Kind) -> Condition:
    return reduce(and_, (Is(name, value) for name, value in spec.where.items()), EVERYTHING)


def _of_model(parts: list[tuple[Condition, Condition]]) -> Condition:
    """What is seen of a model: where its kinds are seen alike, they need not be told apart."""
    alike = {condition for condition, _ in parts}
    return alike.pop() if len(alike) == 1 else either(condition & of_kind for condition, of_kind in parts)


def sees_message(actor: Actor) -> Condition:
    """The person, or those of the unit, to whom it went, while they see something of its case."""
    addressed = column("person_id")(actor.person_id) | one_of("unit_id", sorted(actor.unit_ids))
    return addressed & (Blank("case_id") | through("case", sees_case(actor)))

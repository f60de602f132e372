"""One act on many chosen objects: on which of them it may be done, and why not on the others; then each by itself.

Nothing new is decided here. Beforehand each object passes the way in, the fields and the gates of the act (`entry`, `given`,
`guarding`), as its page would; confirmed, each is an act of its own, recorded and refused like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from duban.acts.beside import opens
from duban.acts.gate import entry
from duban.acts.gate.choices import Asking
from duban.acts.gate.given import given_to
from duban.acts.gate.guarding import foretold
from duban.acts.gate.permits import refuse_unless_holding_toward_anything
from duban.acts.kinds import kind_of
from duban.acts.registry import action_for
from duban.acts.sight.visibility import visible_rows
from duban.acts.work import Done
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotPermitted

MOST = 100
"""So many objects at once: the longest page of a list."""


@dataclass(frozen=True)
class OnOne:
    """The act on one of the objects: the values that it takes there, and why it may not be done, as far as it is known.

    `faults` are what is wrong with the values, by field; `options` are those of the fields that name a list.
    """

    object: Any
    values: Mapping[str, Any]
    refused: ActError | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def in_bulk(actor: Actor, kind: str) -> list[Act]:
    """The acts that this actor might do to many objects of a kind at once, judged by posts alone."""
    return [act for act in lifecycle_of(kind).acts if act.in_bulk and may_begin(actor, act)]


def may_begin(actor: Actor, act: Act) -> bool:
    """Whether the posts of the actor allow the act toward anything in the county."""
    try:
        refuse_unless_holding_toward_anything(actor, act)
    except NotPermitted:
        return False
    return True


def chosen_objects(actor: Actor, act: Act, refs: Sequence[str]) -> list[Any]:
    """The chosen objects that the actor may know of, as they were chosen, each once, at most `MOST`."""
    wanted = list(dict.fromkeys(refs))[:MOST]
    rows = visible_rows(actor, act.kind).filter(ref__in=wanted).select_related(*kind_of(act.kind).related)
    return sorted(rows, key=lambda row: wanted.index(row.ref))


def judged(actor: Actor, act: Act, obj: Any, given: Mapping[str, Any] | None) -> OnOne:
    """What would become of the act on one object: of its values only where they are `given`."""
    asking = Asking(actor, act, obj.ref)
    asking.object = obj
    try:
        standing = entry.enter(actor, act, obj)
        if (refused := foretold(actor, act, obj, standing)) is not None:
            return OnOne(obj, {}, refused)
    except ActError as error:
        return OnOne(obj, {}, error)
    options = {one.name: asking.options(one.choices) for one in act.fields if one.choices}
    if given is None:
        return OnOne(obj, {}, options=options)
    values = {**_opened(actor, act, obj), **given}
    typed, faults = given_to(act, values, asking.options)
    if faults:
        return OnOne(obj, values, Invalid(faults, {one.name: one.label for one in act.fields}), faults, options)
    return OnOne(obj, values, foretold(actor, act, obj, standing, typed), options=options)


def _opened(actor: Actor, act: Act, obj: Any) -> dict[str, Any]:
    """What the form of the act opens with on this object, of what is not asked once for all."""
    known = opens.known[act.opens](actor, act, obj) if act.opens else {}
    asked = {one.name for one in act.fields} - set(act.in_bulk)
    return {name: value for name, value in known.items() if name in asked}


def faults_of_all(ones: Iterable[OnOne]) -> dict[str, str]:
    """What is wrong with the values on every object on which they were judged: then it is the value that is wrong."""
    faulty = [one.faults for one in ones if one.refused is None or one.faults]
    alike = set.intersection(*(set(one.items()) for one in faulty)) if faulty else set()
    return dict(alike)


def done_each(
    actor: Actor, act: Act, ones: Iterable[OnOne], seen: Mapping[str, int], once: str
) -> tuple[list[Done], list[OnOne]]:
    """Do the act on each object as it was `seen`: what was done, and what was refused after all; sent twice, done once."""
    done, left = [], []
    for one in ones:
        ref = one.object.ref
        try:
            key = f"{once}.{ref}"
            done.append(action_for(act.key)(actor=actor, ref=ref, expect=seen.get(ref), once=key, **one.values))
        except ActError as error:
            left.append(OnOne(one.object, one.values, error))
    return done, left

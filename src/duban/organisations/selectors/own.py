"""What is somebody's alone, and what others of the own unit share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from duban.acts.sight.visibility import visible_rows
from duban.organisations.models import OwnThing
from duban.shared.actor import Actor


@dataclass(frozen=True)
class Own:
    """Something kept; `of` names the colleague who shares it, empty for what is one's own."""

    pk: int
    name: str
    value: dict[str, Any]
    shared: bool
    changed_at: datetime
    sort: str
    of: str = ""


def draft_name(act: str, ref: str) -> str:
    """The name under which a draft is kept: the act, and the thing that it is about."""
    return f"{act} {ref}".strip()


def draft_of(actor: Actor, act: str, ref: str) -> Own | None:
    """What somebody typed into the form of an act and did not send. One statement."""
    mine = visible_rows(actor, "own").filter(sort="draft", name=draft_name(act, ref))
    return next(map(_mine, mine), None)


def _mine(row: OwnThing) -> Own:
    return Own(row.pk, row.name, row.value, row.shared_with_id is not None, row.changed_at, row.sort)


def own_things(actor: Actor, *sorts: str) -> list[Own]:
    """The own ones of some sorts by name, then those that colleagues share. One statement."""
    rows = visible_rows(actor, "own").filter(sort__in=sorts)
    found = [
        _mine(row) if row.person_id == actor.person_id else replace(_mine(row), of=row.person.name)
        for row in rows.select_related("person").order_by("name", "pk")
    ]
    return sorted(found, key=lambda one: bool(one.of))


def first_day_is_over(person_id: int) -> bool:
    """Whether somebody who signs in has put the steps of the first day away. One statement, before there is an actor."""
    return OwnThing._base_manager.filter(person_id=person_id, sort=OwnThing.Sort.TOUR).exists()

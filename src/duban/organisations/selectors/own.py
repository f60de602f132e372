"""What is somebody's alone, and what others of the own unit share."""

from __future__ import annotations

from dataclasses import dataclass
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
    of: str = ""


def own_things(actor: Actor, sort: str) -> list[Own]:
    """The own ones by name, then those that colleagues share. One statement."""
    rows = visible_rows(actor, "own").filter(sort=sort)
    found = [
        Own(
            row.pk,
            row.name,
            row.value,
            row.shared_with_id is not None,
            "" if row.person_id == actor.person_id else row.person.name,
        )
        for row in rows.select_related("person").order_by("name", "pk")
    ]
    return sorted(found, key=lambda one: bool(one.of))


def first_day_is_over(person_id: int) -> bool:
    """Whether somebody who signs in has put the steps of the first day away. One statement, before there is an actor."""
    return OwnThing._base_manager.filter(person_id=person_id, sort=OwnThing.Sort.TOUR).exists()

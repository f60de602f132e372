"""What is somebody's alone, and what others of the own unit share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

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
    if actor.person_id is None:
        return []
    mine = Q(person=actor.person_id)
    ours = Q(shared_with__in=actor.unit_ids)
    rows = OwnThing.objects.filter(mine | ours, jurisdiction=actor.jurisdiction_id, sort=sort)
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

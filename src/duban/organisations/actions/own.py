"""The one small door by which somebody writes what is his alone; outside the chain, and never another's."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from duban.acts.sight.visibility import visible_rows
from duban.organisations.models import OwnThing, ReadMessage
from duban.organisations.selectors.own import draft_name
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

Sort = OwnThing.Sort
MOST = 40
"""So many of a sort may somebody keep."""
LATELY = 8
"""So many of what was looked for are kept: the oldest make room."""
_NAME, _VALUE, _DRAFT = 40, 2000, 60_000
_ABSENT = "没有找到，或不是您自己的。"


class NotKept(ValueError):
    """Something was not kept; the message says why. It is no act, so it is no refusal of one."""


def keep(*, actor: Actor, sort: str, name: str, value: dict[str, Any], shared: bool = False) -> None:
    """Keep something under a name; what bore the name before is replaced. `shared` shows it to the own unit too.

    NotKept where the name is empty or too long, the value too large, or there are too many already.
    """
    name = _storable(name).strip()
    if not name or len(name) > _NAME:
        raise NotKept(f"名称须填写，不超过{_NAME}字。")
    if len(json.dumps(value, ensure_ascii=False)) > _VALUE:
        raise NotKept("内容太长，没有保存。")
    mine = OwnThing.objects.filter(person_id=_person(actor), sort=sort)
    if sort == Sort.RECENT:
        _make_room(mine.exclude(name=name))
    elif not mine.filter(name=name).exists() and mine.count() >= MOST:
        raise NotKept(f"{Sort(sort).label}最多保存{MOST}个，请先删去不用的。")
    unit = next((post.unit_id for post in actor.posts if post.unit_id), None) if shared else None
    OwnThing.objects.update_or_create(
        person_id=_person(actor),
        sort=sort,
        name=name,
        defaults={
            "jurisdiction_id": actor.jurisdiction_id,
            "value": _storable(value),
            "shared_with_id": unit,
            "changed_at": clock.now(),
        },
    )


def _storable(value: Any) -> Any:
    """The same without what no database keeps as text: the character of number nought and halves of pairs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list | tuple) else value


def _make_room(others: QuerySet[OwnThing]) -> None:
    """Let go of the oldest ones, so that one more has room."""
    kept = list(others.order_by("-changed_at", "-pk").values_list("pk", flat=True)[: LATELY - 1])
    others.exclude(pk__in=kept).delete()


def keep_draft(*, actor: Actor, act: str, ref: str, value: dict[str, Any]) -> None:
    """Keep what somebody typed into the form of an act, until it is done; of too many the oldest go.

    NotKept where it is too long.
    """
    if len(json.dumps(value, ensure_ascii=False)) > _DRAFT:
        raise NotKept("内容太长，没有存成草稿，请直接提交。")
    mine = OwnThing.objects.filter(person_id=_person(actor), sort=Sort.DRAFT)
    OwnThing.objects.update_or_create(
        person_id=_person(actor),
        sort=Sort.DRAFT,
        name=draft_name(act, ref),
        defaults={"jurisdiction_id": actor.jurisdiction_id, "value": _storable(value), "changed_at": clock.now()},
    )
    mine.filter(pk__in=list(mine.order_by("-changed_at", "-pk").values_list("pk", flat=True)[MOST:])).delete()


def drop_draft(*, actor: Actor, act: str, ref: str) -> None:
    """Let go of what was typed: the act is done, or it is not wanted any more. Where nothing is kept nothing happens."""
    OwnThing.objects.filter(person_id=_person(actor), sort=Sort.DRAFT, name=draft_name(act, ref)).delete()


def pass_drafts(giver_id: int, receiver_id: int, keys: Collection[int]) -> set[int]:
    """Let a colleague have drafts of somebody who leaves and listed them; one that the colleague has of the same stays."""
    theirs = set(OwnThing.objects.filter(person_id=receiver_id, sort=Sort.DRAFT).values_list("name", flat=True))
    mine = OwnThing.objects.filter(person_id=giver_id, sort=Sort.DRAFT, pk__in=keys).exclude(name__in=theirs)
    found = set(mine.values_list("pk", flat=True))
    mine.update(person_id=receiver_id)
    return found


def drop(*, actor: Actor, pk: int) -> None:
    """Let go of something of one's own; NotFound for what is another's."""
    gone, _ = OwnThing.objects.filter(pk=pk, person_id=_person(actor)).delete()
    if not gone:
        raise NotFound(_ABSENT)


def read(*, actor: Actor, messages: Collection[int]) -> None:
    """Note which messages, of those that went to the actor, have been read; a second time changes nothing.

    NotFound where one of them is not the actor's to see.
    """
    person, wanted = _person(actor), set(messages)
    if visible_rows(actor, "message").filter(pk__in=wanted).count() != len(wanted):
        raise NotFound(_ABSENT)
    noted = {"jurisdiction_id": actor.jurisdiction_id, "person_id": person, "read_at": clock.now()}
    rows = [ReadMessage(message_id=one, **noted) for one in sorted(wanted)]
    ReadMessage._base_manager.bulk_create(rows, ignore_conflicts=True)


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise NotFound(_ABSENT)
    return actor.person_id

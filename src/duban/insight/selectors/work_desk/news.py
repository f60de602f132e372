"""新到: what happened last, said to its reader: what came to be done, in the words of the act that brought it, and messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from duban.acts.models import Message, Obligation
from duban.acts.sight.visibility import visibility_of
from duban.audit.models import Entry
from duban.insight.selectors.work_desk import asked as desk_asked
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import act_named, lifecycle_of
from duban.rulebook.selectors import kept_by, vocabulary_of_case
from duban.shared import clock
from duban.shared.actor import Actor

_SHOWN = 8
_Moment = tuple[datetime, int | None, str, int | None]


@dataclass(frozen=True)
class News:
    """Something that happened, for the actor or the actor's units; of a duty what it asks for."""

    at: datetime
    text: str
    case_ref: str
    act: str = ""
    object_ref: str = ""


@clause("3.1.7", "3.1.8")
def news(actor: Actor, came: Sequence[Obligation]) -> tuple[News, ...]:
    """The latest messages that the actor may see, and of the duties that came last those that another brought."""
    told = desk_asked.asked(desk_asked.latest, visibility_of("message").condition(actor)).rows(actor.jurisdiction_id)
    said = {(row.case_id, row.created_at) for row in told}
    found = [*map(of_message, told), *_of_duties(actor, [row for row in came if (row.case_id, row.created_at) not in said])]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:_SHOWN])


def of_message(row: Message) -> News:
    """A message in the words of its case, or of the day on which it was sent."""
    return News(row.created_at, _said(row, row.said), row.case.ref if row.case else "")


def _said(row: Message | Obligation, text: str) -> str:
    return vocabulary_of_case(row.jurisdiction_id, kept_by(row), clock.day_of(row.created_at)).say(text)


def _of_duties(actor: Actor, duties: Sequence[Obligation]) -> Iterable[News]:
    """One line for what one act brought on one object."""
    brought, seen = _brought(duties), set()
    for row in duties:
        entry = brought.get((row.created_at, None, row.object_kind, row.object_id))
        entry = entry or brought.get((row.created_at, row.case_id, "", None))
        key = (row.created_at, row.act, row.object_kind, row.object_id)
        if key in seen or (entry and entry["actor_id"] == actor.person_id):
            continue
        seen.add(key)
        yield _of_duty(row, entry)


def _brought(duties: Sequence[Obligation]) -> dict[_Moment, Mapping[str, Any]]:
    """The acts that brought duties: of the same moment, on the same object, or the only one in the same case."""
    if not duties:
        return {}
    there = Q(case_id__in={row.case_id for row in duties if row.case_id})
    there |= Q(object_kind__in={row.object_kind for row in duties}, object_id__in={row.object_id for row in duties})
    done = Entry.objects.filter(there, occurred_at__in={row.created_at for row in duties}, outcome=Entry.Outcome.DONE)
    found: dict[_Moment, Mapping[str, Any]] = {}
    for entry in done.values("occurred_at", "case_id", "object_kind", "object_id", "act", "actor_id"):
        at = entry["occurred_at"]
        found[at, None, entry["object_kind"], entry["object_id"]] = entry
        in_case = (at, entry["case_id"], "", None)
        found[in_case] = {} if in_case in found else entry
    return found


def _of_duty(row: Obligation, entry: Mapping[str, Any] | None) -> News:
    happened = ""
    if entry and entry["actor_id"] is not None:
        act = act_named(entry["act"])
        happened = f"{lifecycle_of(act.kind).label}{act.news or f'已{act.label}'}，"
    asked = act_named(row.act).heading.replace("待", "待您", 1)
    title = row.case.title if row.case else row.label
    text = _said(row, f"{happened}{asked}：{title}")
    return News(row.created_at, text, row.case.ref if row.case else "", row.act, row.object_ref)

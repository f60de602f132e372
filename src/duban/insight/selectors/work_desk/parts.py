"""待办、待阅、已办、已阅: the four parts of a desk, each counted, searched by title or number, and turned page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from duban.acts.kinds import kind_of
from duban.acts.models import Case, Message
from duban.acts.owing.duties import ever_owed
from duban.acts.sight.visibility import visibility_of, visible_rows
from duban.audit.models import Entry
from duban.audit.selectors import history
from duban.insight.selectors.work_desk import asked as desk_asked
from duban.insight.selectors.work_desk.news import of_message
from duban.insight.selectors.work_desk.things import things_of
from duban.insight.selectors.work_desk.todos import Todo, last_soon, todos_of
from duban.mechanism.clauses import clause
from duban.organisations.models import ReadMessage
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.conditions import some
from duban.shared.database.prepared import numbers
from duban.shared.pages import EXACT, Page, bounds, counted_each, said

TODO, TO_READ, DONE, READ = "todo", "toread", "done", "read"
WEEK = "week"
_COUNTED = "SELECT COUNT(*) FROM ({}) counted"


@dataclass(frozen=True)
class Told:
    """A message: what it says, in which case, and whether the actor still has to read it."""

    pk: int
    at: datetime
    text: str
    case_ref: str
    case_title: str
    unread: bool


@dataclass(frozen=True)
class Deed:
    """What the actor did: the sentence of the record, and where its object is."""

    at: datetime
    sentence: str
    case_ref: str
    title: str
    object_kind: str
    object_ref: str


@dataclass(frozen=True)
class Parts:
    """One part of a desk on a page, and how many there are in each of the four, as it is said."""

    counts: dict[str, str]
    page: Page[Any]


@clause("3.0", "3.1.8")
def parts(*, actor: Actor, part: str, text: str = "", since: str = "", number: int = 1, size: int = 25) -> Parts:
    """A part of the actor's desk; `text` narrows it, and `since` what was done to this week. KeyError for no part."""
    lists = {TO_READ: _messages(actor, unread=True), DONE: deeds(actor), READ: _messages(actor, unread=False)}
    counted, _ = counted_each(list(lists.values()))
    counts = {name: said(*one) for name, one in zip(lists, counted, strict=True)}
    counts[TODO] = str(things_of(actor).count())
    number, size, start = bounds(number, size)
    if part == TODO:
        return Parts(counts, _todos(actor, text, number, size, start))
    rows = _named(part, _since(lists[part], since), text)
    total, beyond = counted_each([rows])[0][0]
    shown = list(rows[start : start + size + 1])
    make = _deeds if part == DONE else _told
    return Parts(counts, Page(tuple(make(shown[:size], part)), number, size, total, beyond, more=len(shown) > size))


def beside(actor: Actor) -> tuple[str, int]:
    """How many messages the actor still has to read, as it is said, and how often the actor acted this week."""
    seen, did = visibility_of("message").condition(actor), visibility_of("deed").condition(actor)
    unread, deeds = desk_asked.asked(desk_asked.unread, seen, _read_by(actor)), desk_asked.asked(desk_asked.deeds, did)
    county, monday = actor.jurisdiction_id, connection.ops.adapt_datetimefield_value(_monday())
    found, done = numbers(
        (_COUNTED, unread.prepared, (county, *unread.keys), ()),
        (f"{_COUNTED} WHERE occurred_at >= %s", deeds.prepared, (county, *deeds.keys), (monday,)),
    )
    return said(min(found, EXACT), found > EXACT), done


def deeds(actor: Actor) -> QuerySet[Entry]:
    """What the actor did, the latest first."""
    rows: QuerySet[Entry] = visible_rows(actor, "deed").select_related("payload").order_by("-occurred_at", "-n")
    return rows


def _monday() -> datetime:
    today = clock.today()
    return clock.at(today - timedelta(days=today.weekday()))


def _since(rows: QuerySet[Any], since: str) -> QuerySet[Any]:
    return rows.filter(occurred_at__gte=_monday()) if since == WEEK and rows.model is Entry else rows


def _read_by(actor: Actor) -> Any:
    return some(ReadMessage, "message_id", visibility_of("readmessage").condition(actor))


def _messages(actor: Actor, *, unread: bool) -> QuerySet[Message]:
    read = _read_by(actor)
    asked = (~read if unread else read).query()
    rows: QuerySet[Message] = desk_asked.to_read(visible_rows(actor, "message")).filter(asked)
    return rows.select_related("case").order_by("-created_at", "-pk")


def _named(part: str, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    if not text:
        return rows
    named = Q(title__icontains=text) | Q(code__icontains=text)
    return rows.filter(Exists(Case._base_manager.filter(named, pk=OuterRef("case_id"))))


def _todos(actor: Actor, text: str, number: int, size: int, start: int) -> Page[Todo]:
    things, today = things_of(actor), clock.today()
    total, more = things.page(text, start, size)
    whole = ever_owed().select_related("case").in_bulk(list(more))
    rows = todos_of(actor, things, [whole[pk] for pk in more], more, today, last_soon(actor, today))
    return Page(tuple(rows), number, size, total)


def _told(rows: Sequence[Message], part: str) -> list[Told]:
    told = []
    for row in rows:
        news = of_message(row)
        told.append(Told(row.pk, row.created_at, news.text, news.case_ref, row.case.title if row.case else "", part == TO_READ))
    return told


def _deeds(rows: Sequence[Entry], part: str) -> list[Deed]:
    cases = Case.objects.in_bulk({row.case_id for row in rows if row.case_id})
    objects = _objects(rows)
    found = []
    for line, row in zip(history(rows), rows, strict=True):
        case, obj = cases.get(row.case_id or 0), objects.get((row.object_kind, row.object_id))
        title = case.title if case else kind_of(row.object_kind).title(obj) if obj else ""
        deed = Deed(line.at, line.sentence, case.ref if case else "", title, row.object_kind, obj.ref if obj else "")
        found.append(deed)
    return found


def _objects(rows: Sequence[Entry]) -> dict[tuple[str, int | None], Any]:
    """The objects of deeds, a statement for each kind."""
    wanted: dict[str, set[int | None]] = defaultdict(set)
    for row in rows:
        wanted[row.object_kind].add(row.object_id)
    found: dict[tuple[str, int | None], Any] = {}
    for kind, keys in wanted.items():
        spec = kind_of(kind)
        there: Any = spec.model._base_manager.filter(pk__in=keys, **spec.where).select_related(*spec.related)
        found |= {(kind, one.pk): one for one in there}
    return found

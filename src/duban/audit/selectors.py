"""Reading the history: entries of a case as sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from duban.audit.access import KIND
from duban.audit.models import Entry, Payload


@dataclass(frozen=True)
class HistoryLine:
    """One entry as it reads on a page. `level` says who may read it: all who see the case, or the inner circle."""

    n: int
    at: datetime
    act: str
    sentence: str
    who: str
    post: str
    clauses: tuple[str, ...]
    refused: bool
    internal: bool
    milestone: bool
    object_kind: str
    object_id: int | None
    object_version: int | None
    payload: dict[str, Any]


def _line(entry: Entry) -> HistoryLine:
    payload = getattr(entry, "payload", None)
    data: dict[str, Any] = json.loads(payload.text) if payload is not None else {}
    return HistoryLine(
        n=entry.n,
        at=entry.occurred_at,
        act=entry.act,
        sentence=data.get("sentence", "（正文不在，摘要仍在链上）"),
        who=data.get("who", ""),
        post=data.get("post", ""),
        clauses=tuple(data.get("clauses", ())),
        refused=entry.outcome == Entry.Outcome.REFUSED,
        internal=bool(data.get("internal")),
        milestone=bool(data.get("milestone")),
        object_kind=entry.object_kind,
        object_id=entry.object_id,
        object_version=entry.object_version,
        payload=data,
    )


def history(entries: Iterable[Entry]) -> list[HistoryLine]:
    """Entries as lines, of a query the newest first; the caller has chosen those that its reader may see."""
    if isinstance(entries, QuerySet):
        entries = entries.select_related("payload").order_by("-n")
    return [_line(entry) for entry in entries]


def recorded_text(*, act: str, kind: str, object_id: str) -> Subquery:
    """The payload of the last time an act was done to an object, as a column of rows that hold all three."""
    return Subquery(
        Payload.objects.filter(
            entry__object_kind=OuterRef(kind),
            entry__object_id=OuterRef(object_id),
            entry__act=OuterRef(act),
            entry__outcome=Entry.Outcome.DONE,
        )
        .order_by("-entry__n")
        .values("text")[:1]
    )


def changes_since(*, jurisdiction_id: int, kind: str, object_id: int, version: int) -> list[HistoryLine]:
    """What was done to an object after the version that somebody had on the screen."""
    entries = (
        Entry.objects.filter(
            jurisdiction_id=jurisdiction_id,
            object_kind=kind,
            object_id=object_id,
            object_version__gt=version,
            outcome=Entry.Outcome.DONE,
        )
        .select_related("payload")
        .order_by("n")
    )
    return [_line(entry) for entry in entries]


def done_by_itself(*, jurisdiction_id: int, after: int) -> list[HistoryLine]:
    """What the system has done since an entry without anybody asking for it, the earliest first."""
    entries = (
        Entry.objects.filter(
            jurisdiction_id=jurisdiction_id, n__gt=after, actor_id=None, outcome=Entry.Outcome.DONE
        )
        .exclude(object_kind=KIND)
        .select_related("payload")
        .order_by("n")
    )
    return [_line(entry) for entry in entries]

"""Writing entries. The head is touched last, so that acts of one county wait for each other only briefly."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from duban.audit.canonical import ALGORITHM, GENESIS, dumps, link_hash, moment, payload_hash, rows_hash
from duban.audit.models import Entry, Head, Payload, RowState


@dataclass
class Record:
    """What is to be recorded of one act."""

    jurisdiction_id: int
    act: str
    outcome: str
    actor_id: int | None
    occurred_at: datetime
    recorded_at: datetime
    payload: dict[str, Any]
    case_id: int | None = None
    object_kind: str = ""
    object_id: int | None = None
    object_version: int | None = None
    behalf_id: int | None = None
    digests: dict[tuple[str, int], str] = field(default_factory=dict)


def columns_of(entry: Entry) -> dict[str, Any]:
    """The columns of an entry that its hash covers, in plain form."""
    return {
        "jurisdiction": entry.jurisdiction_id,
        "n": entry.n,
        "payload": entry.payload_hash,
        "rows": entry.rows_hash,
        "outcome": entry.outcome,
        "act": entry.act,
        "actor": entry.actor_id,
        "behalf": entry.behalf_id,
        "case": entry.case_id,
        "kind": entry.object_kind,
        "object": entry.object_id,
        "version": entry.object_version,
        "occurred": moment(entry.occurred_at),
        "recorded": moment(entry.recorded_at),
    }


def open_chain(jurisdiction_id: int) -> None:
    """Give a new jurisdiction its chain."""
    Head.objects.get_or_create(jurisdiction_id=jurisdiction_id)


def append(record: Record) -> Entry:
    """Add one entry to the chain of its jurisdiction, inside the transaction of the act."""
    text, salt = dumps(record.payload), secrets.token_hex(16)
    entry = Entry(
        jurisdiction_id=record.jurisdiction_id,
        algorithm=ALGORITHM,
        payload_hash=payload_hash(salt, text),
        rows_hash=rows_hash(record.digests) if record.digests else "",
        outcome=record.outcome,
        act=record.act,
        actor_id=record.actor_id,
        behalf_id=record.behalf_id,
        case_id=record.case_id,
        object_kind=record.object_kind,
        object_id=record.object_id,
        object_version=record.object_version,
        occurred_at=record.occurred_at,
        recorded_at=record.recorded_at,
    )
    entry.n, entry.previous = _next(record.jurisdiction_id)
    entry.hash = link_hash(entry.previous, columns_of(entry))
    entry.save(force_insert=True)
    Payload(entry=entry, salt=salt, text=text).save(force_insert=True)
    if record.digests:
        RowState.objects.bulk_create(
            RowState(entry=entry, table=table, row_id=row_id, digest=digest)
            for (table, row_id), digest in sorted(record.digests.items())
        )
    return entry


def _next(jurisdiction_id: int) -> tuple[int, str]:
    """Take the next number with the hash before it; from here to the commit the chain is held."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_head SET n = n + 1 WHERE jurisdiction_id = %s RETURNING n, "
            "(SELECT hash FROM audit_entry WHERE jurisdiction_id = %s AND n = audit_head.n - 1)",
            [jurisdiction_id, jurisdiction_id],
        )
        n, previous = cursor.fetchone()
    return int(n), str(previous or GENESIS)

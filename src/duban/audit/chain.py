"""Writing entries. The head is touched last, so that acts of one county wait for each other only briefly."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from duban.audit.canonical import ALGORITHM, GENESIS, blocks_of, link_hash, payload_hash, rows_hash
from duban.audit.models import Entry, Head, Payload, RowState
from duban.audit.stored import as_hex
from duban.shared.database import bulk
from duban.shared.names import as_written
from duban.shared.text.canonical import dumps, moment

RENEWAL = "record.renew"
"""What stands as the act in an entry by which a migration renews the digests of rows; no act of the table."""


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
        "act": as_written(entry.act),
        "actor": entry.actor_id,
        "behalf": entry.behalf_id,
        "case": entry.case_id,
        "kind": entry.object_kind,
        "object": entry.object_id,
        "version": entry.object_version,
        "occurred": moment(entry.occurred_at),
        "recorded": moment(entry.recorded_at),
    }


def spoken_hash(
    act: str, digests: dict[tuple[str, int], str], others: Mapping[tuple[str, int], str] | None = None
) -> str:
    """What an entry of an act keeps of the rows that it speaks of.

    A renewal speaks of very many rows, and keeps them by blocks: `others` are blocks of which only the hash is known.
    """
    if act == RENEWAL:
        return rows_hash({**(others or {}), **blocks_of(digests)})
    return rows_hash(digests) if digests else ""


def open_chain(jurisdiction_id: int) -> None:
    """Give a new jurisdiction its chain."""
    Head.objects.get_or_create(jurisdiction_id=jurisdiction_id)


def append(record: Record) -> Entry:
    """Add one entry to the chain of its jurisdiction, inside the transaction of the act."""
    entry, salt, text = _made(record)
    entry.n, entry.previous = next_link(record.jurisdiction_id)
    entry.hash = link_hash(entry.previous, columns_of(entry))
    bulk.insert_new(entry)
    bulk.insert_values(Payload, _PAYLOAD, [(entry.pk, salt, text)])
    bulk.insert_values(RowState, _STATE, _states(entry.pk, record))
    return entry


def _salt() -> str:
    return secrets.token_hex(16)


def append_all(records: Sequence[Record], keys: bulk.Keys, salt_of: Callable[[], str] = _salt) -> None:
    """Add entries of one jurisdiction in their order, each a link of its own, written together under these keys."""
    if not records:
        return
    last, previous = next_link(records[0].jurisdiction_id, len(records))
    entries: list[tuple[Any, ...]] = []
    payloads: list[tuple[int, str, str]] = []
    states: list[tuple[int, str, int, str]] = []
    for n, record in enumerate(records, last - len(records) + 1):
        text, salt, key = dumps(record.payload), salt_of(), keys.take(Entry)
        columns = _columns(
            record, n, payload_hash(salt, text), rows_hash(record.digests) if record.digests else ""
        )
        linked = link_hash(previous, columns)
        entries.append(
            (key, ALGORITHM, previous, linked, record.occurred_at, record.recorded_at, *columns.values())
        )
        payloads.append((key, salt, text))
        states += _states(key, record)
        previous = linked
    bulk.insert_values(Entry, _ENTRY, [one[:-2] for one in entries])
    bulk.insert_values(Payload, _PAYLOAD, payloads)
    bulk.insert_values(RowState, _STATE, states)


_PAYLOAD = ("entry_id", "salt", "text")
_STATE = ("entry_id", "table", "row_id", "digest")
_ENTRY = (
    "id", "algorithm", "previous", "hash", "occurred_at", "recorded_at", "jurisdiction_id", "n", "payload_hash", "rows_hash",
    "outcome", "act", "actor_id", "behalf_id", "case_id", "object_kind", "object_id", "object_version",
)  # fmt: skip
"""The columns of an entry as `append_all` writes them: its place in the chain, then what its hash covers."""


def _columns(record: Record, n: int, payload: str, rows: str) -> dict[str, Any]:
    """What the hash of an entry covers, of an entry yet to be made."""
    return {
        "jurisdiction": record.jurisdiction_id,
        "n": n,
        "payload": payload,
        "rows": rows,
        "outcome": str(record.outcome),
        "act": record.act,
        "actor": record.actor_id,
        "behalf": record.behalf_id,
        "case": record.case_id,
        "kind": record.object_kind,
        "object": record.object_id,
        "version": record.object_version,
        "occurred": moment(record.occurred_at),
        "recorded": moment(record.recorded_at),
    }


def _made(record: Record) -> tuple[Entry, str, str]:
    """The entry without its place in the chain, and the salt and text of its payload."""
    text, salt = dumps(record.payload), _salt()
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
    return entry, salt, text


def _states(entry: int, record: Record) -> list[tuple[int, str, int, str]]:
    return [(entry, table, row_id, digest) for (table, row_id), digest in sorted(record.digests.items())]


def next_link(jurisdiction_id: int, count: int = 1) -> tuple[int, str]:
    """Take the next numbers: the last of them, with the hash before the first; the chain is held until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_head SET n = n + %s WHERE jurisdiction_id = %s RETURNING n, "
            "(SELECT hash FROM audit_entry WHERE jurisdiction_id = %s AND n = audit_head.n - %s)",
            [count, jurisdiction_id, jurisdiction_id, count],
        )
        n, previous = cursor.fetchone()
        if previous is None and n > count:
            # Committed while this waited for the head: PostgreSQL reads it only in a statement that begins now.
            cursor.execute(
                "SELECT hash FROM audit_entry WHERE jurisdiction_id = %s AND n = %s", [jurisdiction_id, n - count]
            )
            previous = cursor.fetchone()[0]
    return int(n), as_hex(previous) if previous is not None else GENESIS

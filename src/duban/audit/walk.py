"""Walking over a chain: entries, payloads and digests as the database has them, many at once, no model in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from duban.audit.canonical import ALGORITHM, GENESIS, link_hash, payload_hash
from duban.audit.chain import spoken_hash
from duban.audit.stored import as_hex
from duban.audit.tables import name_of

BATCH = 2000
_TWICE = "twice"
"""In place of the digest of a row of which an entry speaks more than once: no entry binds that."""
_MOMENT = {
    "postgresql": """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')""",
    "sqlite": "{0} || ''",
}
"""A moment as text: as it was hashed, or as SQLite keeps it."""
_ENTRIES = """
    SELECT entry.id, n, algorithm, previous, hash, payload_hash, rows_hash, outcome, act, actor_id, behalf_id, case_id,
           object_kind, object_id, object_version, {occurred}, {recorded}, salt, text
    FROM audit_entry entry LEFT JOIN audit_payload payload ON payload.entry_id = entry.id
    WHERE jurisdiction_id = %s AND n > %s ORDER BY n LIMIT %s
"""
Digests = dict[tuple[str, int], str]
_Row = tuple[Any, ...]


@dataclass(frozen=True)
class RecordFault:
    """Something that does not agree: the entry number and what is wrong, in Chinese."""

    n: int
    what: str


class Link(NamedTuple):
    """An entry as it was walked over: its digests of rows, whether it binds them, and what is wrong with it."""

    n: int
    hash: str
    digests: Digests
    binds: bool
    faults: list[RecordFault]


@dataclass
class Spent:
    """The seconds that went into entries with their payloads, and into rows with their digests."""

    chain: float = 0.0
    rows: float = 0.0

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """Count what is done within."""
        began = time.perf_counter()
        yield
        setattr(self, what, getattr(self, what) + time.perf_counter() - began)


def links(jurisdiction_id: int, spent: Spent | None = None) -> Iterator[Link]:
    """Walk the chain from its first entry; the record may be stored as this version does, or as those before did."""
    spent = spent or Spent()
    head, number, after = GENESIS, 0, -1
    while True:
        with spent.on("chain"):
            batch = _entries(jurisdiction_id, after)
        if not batch:
            return
        with spent.on("rows"):
            spoken = _spoken([row[0] for row in batch])
            changed = {row[0] for row in batch if spoken_hash(row[8], spoken.get(row[0], {})) != as_hex(row[6])}
        with spent.on("chain"):
            made = []
            for row in batch:
                number += 1
                made.append(_link(jurisdiction_id, row, number, head, spoken.get(row[0], {}), row[0] not in changed))
                head = made[-1].hash
        yield from made
        after = batch[-1][1]


def _entries(jurisdiction_id: int, after: int) -> list[_Row]:
    moment = _MOMENT[connection.vendor]
    statement = _ENTRIES.format(occurred=moment.format("occurred_at"), recorded=moment.format("recorded_at"))
    with connection.cursor() as cursor:
        cursor.execute(statement, [jurisdiction_id, after, BATCH])
        rows: list[_Row] = cursor.fetchall()
    return rows


def _spoken(entries: list[int]) -> dict[int, Digests]:
    """The digests of rows by entry."""
    found: dict[int, Digests] = {}
    marks = ", ".join(["%s"] * len(entries))
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT entry_id, "table", row_id, digest FROM audit_rowstate WHERE entry_id IN ({marks})',  # noqa: S608
            entries,
        )
        for entry, table, row_id, digest in cursor:
            digests = found.setdefault(entry, {})
            key = (table if isinstance(table, str) else name_of(table), row_id)
            digests[key] = _TWICE if key in digests else as_hex(digest)
    return found


def _link(county: int, row: _Row, number: int, head: str, digests: Digests, binds: bool) -> Link:
    """One entry held against the one before, against what it says of itself, and against its payload."""
    _, n, algorithm, previous, linked, payload, rows, outcome, act, actor, behalf, case, *others, salt, text = row
    kind, object_id, version, occurred, recorded = others
    previous, linked, payload = as_hex(previous), as_hex(linked), as_hex(payload)
    columns = {
        "jurisdiction": county, "n": n, "payload": payload, "rows": as_hex(rows), "outcome": outcome, "act": act,
        "actor": actor, "behalf": behalf, "case": case, "kind": kind, "object": object_id, "version": version,
        "occurred": _as_hashed(occurred), "recorded": _as_hashed(recorded),
    }  # fmt: skip
    faults = []
    if n != number:
        faults.append(RecordFault(min(n, number), f"序号不连续：应为第 {number} 条，实为第 {n} 条"))
    if previous != head:
        faults.append(RecordFault(n, "与上一条记录的链接断开"))
    if linked != link_hash(previous, columns):
        faults.append(RecordFault(n, "记录内容与摘要不符"))
    if algorithm != ALGORITHM:
        faults.append(RecordFault(n, f"所写的摘要算法被改动：应为 {ALGORITHM}"))
    if not binds:
        faults.append(RecordFault(n, "所记数据行的摘要清单被改动"))
    sound = not faults
    if text is None:
        faults.append(RecordFault(n, "记录正文不在了：绕过系统删除"))
    elif payload_hash(as_hex(salt), text) != payload:
        faults.append(RecordFault(n, "记录正文与摘要不符"))
    return Link(n, linked, digests, sound, faults)


def _as_hashed(moment: str) -> str:
    """A moment as it was hashed; what SQLite keeps of one is the same but for its separators and whole seconds."""
    if moment[10:11] != " ":
        return moment
    return f"{moment[:10]}T{moment[11:]}{'' if len(moment) == 26 else '.000000'}+00:00"

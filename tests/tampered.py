"""Tampers with a copy of a demo in every way, at positions drawn by a seed, and tells what the verifier did not place.

Run as `python -m tests.tampered SEED` on a data folder that may be destroyed. Each vouched table has a row changed in
each of its columns (as far as it has rows), one deleted and one put in; each kind of file is changed and deleted; the
chain is edited in each column, its payloads and digests are changed and deleted, and guards are dropped.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duban.audit.tables import number_of
from duban.jobs.app_loader import load

Place = tuple[int, str]
"""An entry number, and what the fault has to name."""


@dataclass
class Tampering:
    """What was done, and where the verifier has to see it."""

    database: sqlite3.Connection
    chance: random.Random
    expected: dict[str, Place] = field(default_factory=dict)
    taken: set[tuple[str, int]] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    """Entries that were changed themselves: where their rows are named is not asked for."""

    def ask(self, text: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.database.execute(text, values).fetchall()

    def rows(self, table: str) -> list[int]:
        """Rows that are as they were left, by entries that are, in an order drawn."""
        every = [pk for (pk,) in self.ask(f"SELECT id FROM {table}") if (table, pk) not in self.taken]  # noqa: S608
        left = [pk for pk in every if self.last(table, pk) not in self.touched]
        return self.chance.sample(left, len(left))

    def last(self, table: str, row: int) -> int:
        """The entry that last spoke of a row, in the first county."""
        [(n,)] = self.ask(
            "SELECT coalesce(max(e.n), 0) FROM audit_rowstate r JOIN audit_entry e ON e.id = r.entry_id "
            'WHERE r."table" = ? AND r.row_id = ? AND e.jurisdiction_id = 1',
            number_of(table),
            row,
        )
        return int(n)

    def expect(self, how: str, n: int, what: str) -> None:
        self.expected[how] = (n, what)


def columns(model: Any) -> list[Any]:
    """The columns that the record vouches for; whose row it is decides in which chain it is looked for."""
    left_out = model.undigested | {"id", "jurisdiction_id"}
    return [one for one in model._meta.concrete_fields if one.attname not in left_out]


def other(column: Any, value: Any) -> Any:
    """Another value that a column could hold, as SQLite keeps it."""
    from django.db import models

    if isinstance(column, models.BooleanField):
        return 0 if value else 1
    if isinstance(column, models.JSONField):
        return '["改"]'
    if isinstance(column, models.DateTimeField):
        return "2001-01-01 00:00:00" if value != "2001-01-01 00:00:00" else "2001-01-02 00:00:00"
    if isinstance(column, models.DateField):
        return "2001-01-01" if value != "2001-01-01" else "2001-01-02"
    if isinstance(column, models.CharField | models.TextField):
        return f"{value or ''}改"
    return (value or 0) + 1_000_003


def edit_rows(t: Tampering, model: Any) -> None:
    """A row for each column, as far as there are rows: the columns that come first are drawn."""
    table = model._meta.db_table
    wanted = t.chance.sample(columns(model), len(columns(model)))
    for column, row in zip(wanted, t.rows(table), strict=False):
        name = column.column
        [(value,)] = t.ask(f'SELECT "{name}" FROM {table} WHERE id = ?', row)  # noqa: S608
        t.ask(f'UPDATE {table} SET "{name}" = ? WHERE id = ?', other(column, value), row)  # noqa: S608
        t.taken.add((table, row))
        t.expect(f"edit {table}.{name}", t.last(table, row), f"{table} 第 {row} 行")


def delete_row(t: Tampering, table: str) -> None:
    for row in t.rows(table)[:1]:
        t.ask(f"DELETE FROM {table} WHERE id = ?", row)  # noqa: S608
        t.taken.add((table, row))
        t.expect(f"delete {table}", t.last(table, row), f"{table} 第 {row} 行已不存在")


def put_in_row(t: Tampering, table: str) -> None:
    """A copy of a row under another number; where something has to be unique, the database may refuse."""
    for row in t.rows(table)[:1]:
        names = [name for _, name, *_ in t.ask(f"PRAGMA table_info({table})") if name not in ("id", "ref", "code")]
        listed = ", ".join(f'"{name}"' for name in names)
        own = [name for _, name, *_ in t.ask(f"PRAGMA table_info({table})") if name in ("ref", "code")]
        more, drawn = "".join(f', "{name}"' for name in own), ", 'zz'" * len(own)
        try:
            t.ask(
                f"INSERT INTO {table} (id, {listed}{more}) SELECT 9000000, {listed}{drawn} FROM {table} WHERE id = ?",  # noqa: S608
                row,
            )
        except sqlite3.IntegrityError:
            continue
        t.expect(f"put in {table}", 0, f"{table} 第 9000000 行")


def change_files(t: Tampering, folder: Path) -> None:
    """Of each kind of file one with a bit turned, one cut short and one taken away."""
    from duban.documents.files.integrity import PLACES, keepers

    for model, place in keepers():
        table = model._meta.db_table
        for how in ("turn a bit of", "cut", "remove"):
            kept = [row for row in t.rows(table) if t.ask(f"SELECT {place} FROM {table} WHERE id = ?", row)[0][0]]  # noqa: S608
            for row in kept[:1]:
                [(relative,)] = t.ask(f"SELECT {place} FROM {table} WHERE id = ?", row)  # noqa: S608
                _change(folder / relative, how, t.chance)
                t.taken.add((table, row))
                t.expect(f"{how} {table}.{PLACES[place]}", t.last(table, row), f"第 {row} 行的文件 {relative}")


def _change(path: Path, how: str, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    path.unlink()  # the same bytes may stand under another name too
    if how == "turn a bit of":
        content[chance.randrange(len(content))] ^= 1
        path.write_bytes(content)
    elif how == "cut":
        path.write_bytes(content[:-1])


ENTRY = {
    "n": "n + 1000000", "algorithm": "'md5'", "previous": "'0'", "hash": "'0'", "payload_hash": "'0'", "rows_hash": "'0'",
    "outcome": "'改'", "act": "'改'", "actor_id": "coalesce(actor_id, 0) + 1", "behalf_id": "coalesce(behalf_id, 0) + 1",
    "case_id": "coalesce(case_id, 0) + 1", "object_kind": "'改'", "object_id": "coalesce(object_id, 0) + 1",
    "object_version": "coalesce(object_version, 0) + 1", "occurred_at": "'2001-01-01 00:00:00'",
    "recorded_at": "'2001-01-01 00:00:00'",
}  # fmt: skip


def change_chain(t: Tampering) -> None:
    """Each column of an entry, a payload and a digest: changed, deleted, put in. The first of all, for rows follow."""
    entries = t.ask("SELECT id, n FROM audit_entry WHERE jurisdiction_id = 1 ORDER BY n")
    drawn = iter(t.chance.sample(entries, len(ENTRY) + 4))
    for (column, value), (pk, n) in zip(ENTRY.items(), drawn, strict=False):
        t.ask(f"UPDATE audit_entry SET {column} = {value} WHERE id = ?", pk)  # noqa: S608
        t.expect(f"entry {column}", n, "")
    changed = "UPDATE audit_payload SET"
    for how in ("DELETE FROM audit_payload", f"{changed} text = text || ' '", f"{changed} salt = '0'"):
        pk, n = next(drawn)
        t.ask(f"{how} WHERE entry_id = ?", pk)
        t.expect(how, n, "正文")
    spoken = t.ask(
        "SELECT r.id, e.n FROM audit_rowstate r JOIN audit_entry e ON e.id = r.entry_id WHERE e.jurisdiction_id = 1"
    )
    changed, deleted, doubled = t.chance.sample(spoken, 3)
    t.ask("UPDATE audit_rowstate SET digest = '0' WHERE id = ?", changed[0])
    t.ask("DELETE FROM audit_rowstate WHERE id = ?", deleted[0])
    t.ask(
        'INSERT INTO audit_rowstate (entry_id, "table", row_id, digest) '
        "SELECT entry_id, \"table\", row_id, '0' FROM audit_rowstate WHERE id = ?",
        doubled[0],
    )
    t.touched |= {n for n, _ in t.expected.values()}
    for how, (_, n) in (("digest changed", changed), ("digest deleted", deleted), ("digest doubled", doubled)):
        t.expect(how, n, "摘要清单")
        t.touched.add(n)


def take_guards_off(t: Tampering) -> list[str]:
    """Drop every guard; what puts them back, but one that stays away, one that lets pass, and one that is not ours."""
    there = t.ask("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    (gone, *_), (weak, table, _) = t.chance.sample(there, 2)
    for name, *_ in there:
        t.ask(f"DROP TRIGGER {name}")
    t.expect("guard dropped", 0, f"{gone} 被去掉")
    t.expect("guard weakened", 0, f"{weak} 被改动")
    t.expect("trigger put in", 0, "触发器或视图 quietly")
    return [
        *(does for name, _, does in there if name not in (gone, weak)),
        f"CREATE TRIGGER {weak} BEFORE UPDATE ON {table} BEGIN SELECT 1; END",
        "CREATE TRIGGER quietly AFTER INSERT ON acts_message BEGIN DELETE FROM acts_message WHERE id = new.id; END",
    ]


def two_persons_exchange_accounts(t: Tampering) -> None:
    first, second = t.rows("organisations_account")[:2]
    (one,), (two,) = (
        t.ask("SELECT person_id FROM organisations_account WHERE id = ?", pk)[0] for pk in (first, second)
    )
    for pk, person in ((first, -1), (second, one), (first, two)):
        t.ask("UPDATE organisations_account SET person_id = ? WHERE id = ?", person, pk)
    for pk in (first, second):
        t.taken.add(("organisations_account", pk))
        t.expect(f"exchange {pk}", t.last("organisations_account", pk), f"organisations_account 第 {pk} 行")


def tamper(data: Path, seed: str) -> dict[str, Place]:
    """Do all of it; what has to be found, by how it was done."""
    from duban.audit.verify import vouched_models

    with closing(sqlite3.connect(data / "duban.sqlite3", isolation_level=None)) as database:
        t = Tampering(database, random.Random(seed))
        t.ask("PRAGMA foreign_keys = OFF")
        t.ask("PRAGMA ignore_check_constraints = ON")
        guards = take_guards_off(t)
        change_chain(t)
        change_files(t, data / "attachments")
        two_persons_exchange_accounts(t)
        for model in vouched_models():
            delete_row(t, model._meta.db_table)
            put_in_row(t, model._meta.db_table)
            edit_rows(t, model)
        for guard in guards:
            t.ask(guard)
    database.close()
    return t.expected


def unseen(expected: dict[str, Place]) -> Iterator[str]:
    """What the verifier does not name, or names at another entry."""
    from duban.insight.selectors.county.verification import verify_county

    found: dict[int, list[str]] = {}
    for fault in verify_county(1).faults:
        found.setdefault(fault.n, []).append(fault.what)
    for how, (n, what) in expected.items():
        if not any(what in one for one in found.get(n, ())):
            yield f"{how}: nothing about {what!r} at entry {n}"


def main(seed: str) -> None:
    load()
    expected = tamper(Path(os.environ["DUBAN_DATA"]), seed)
    print(json.dumps([len(expected), list(unseen(expected))], ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])

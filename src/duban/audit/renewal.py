"""A migration that changes what vouched rows hold: it verifies their old form, and renews the digests by one entry.

A row that was not as its last entry left it is not vouched for anew: it keeps its old digest, so that the verifier
goes on naming it, and the entry says which rows these were. Links that stand in a chain are never computed again.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, ClassVar, NamedTuple

from django.apps.registry import Apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState

from duban.audit.canonical import ALGORITHM, block_of, link_hash, payload_hash, row_digest, rows_hash
from duban.audit.chain import RENEWAL, columns_of, next_link
from duban.audit.models import Entry
from duban.audit.verify import present
from duban.audit.walk import links
from duban.shared import clock
from duban.shared.database import bulk
from duban.shared.database.drawn import of_table
from duban.shared.text.canonical import dumps

_PAGE = 2000
_STATE = ("entry_id", "table", "row_id", "digest")
_NO_LONGER = ""
"""The digest of a row that a migration took away."""
logger = logging.getLogger("duban.audit")

State = tuple[str, int, str]
Tables = Mapping[str, Collection[str]]


class RenewingMigration(Migration):
    """A migration of vouched tables.

    `vouched` are all the tables whose rows change in it, in columns, in values or in number, each with its columns
    that no digest covers. `vouched_before` is what was vouched for until then, where it is not the same: a table that
    is vouched for from now on is missing in it, one that no longer is stands in it alone.
    """

    vouched: ClassVar[Tables] = {}
    vouched_before: ClassVar[Tables | None] = None

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.dependencies = [*cls.dependencies, ("audit", "0002_guards")]
        if not cls.atomic:
            raise TypeError(f"{cls.__module__} renews digests: it is done as a whole or not at all")

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Verify the rows, change them, renew their digests."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        renewal = Renewal(f"{self.app_label}.{self.name}", self._before, self.vouched)
        renewal.verify(project_state.clone().apps)
        after = super().apply(project_state, schema_editor)
        renewal.renew(after.apps)
        return after

    def unapply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """The same on the way back: the rows as they are now are verified, those of the earlier form vouched for."""
        if collect_sql:
            return super().unapply(project_state, schema_editor, collect_sql)
        renewal = Renewal(f"{self.app_label}.{self.name}", self.vouched, self._before)
        renewal.verify(self.mutate_state(project_state).apps)
        before = super().unapply(project_state, schema_editor)
        renewal.renew(before.apps)
        return before

    @property
    def _before(self) -> Tables:
        return self.vouched if self.vouched_before is None else self.vouched_before


@dataclass
class Renewal:
    """The digests of some tables in every county, verified before a migration and renewed after it.

    `occasion` says in the entry what it was that changed them.
    """

    migration: str
    before: Tables
    after: Tables
    occasion: str = "系统升级"
    left: dict[tuple[int, str], set[int]] = field(default_factory=dict)
    verified: Counter[int] = field(default_factory=Counter)

    def verify(self, registry: Apps) -> None:
        """Hold every row against its last digest; those that do not agree are remembered, and told to the operator."""
        self._hold(registry)
        for county in _counties(registry):
            broken = {link.n for link in links(county) if not link.binds}
            for table in self.before:
                left = self.left[county, table] = set()
                for row in _rows(registry, table, county, self.before):
                    self.verified[county] += 1
                    if row.now != row.last or row.n in broken:
                        left.add(row.id)
        if count := sum(map(len, self.left.values())):
            logger.warning(
                "%s：有 %d 行在升级之前已与记录的摘要不符，不更新其摘要；升级后请运行 duban audit verify 查看。",
                self.migration,
                count,
            )

    def renew(self, registry: Apps) -> None:
        """Vouch for the rows as they are now, all but those that did not agree."""
        for county in _counties(registry):
            entry = _Renewed(self, registry, county)
            changed = (
                state
                for table in sorted(self.before.keys() | self.after.keys())
                for state in entry.changed(table)
            )
            entry.keep(changed)

    def _hold(self, registry: Apps) -> None:
        """On PostgreSQL nobody writes to the tables until the migration is through; SQLite has one writer anyway."""
        if connection.vendor != "postgresql":
            return
        known = [table for table in sorted(self.before) if of_table(registry, table)]
        if names := ", ".join(map(connection.ops.quote_name, known)):
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


@dataclass
class _Told:
    """What the entry says of a table: how many digests went and came, and a digest over each list."""

    renewed: int = 0
    added: int = 0
    removed: int = 0
    old: Any = field(default_factory=hashlib.sha256)
    new: Any = field(default_factory=hashlib.sha256)

    def count(self, row_id: int, old: str, new: str) -> None:
        """One more row whose digest was `old` and is `new`; either may be empty."""
        self.renewed += bool(old and new)
        self.added += not old
        self.removed += not new
        for digest, into in ((old, self.old), (new, self.new)):
            if digest:
                into.update(f"{row_id} {digest}\n".encode())


class _Renewed:
    """The entry of one county: digests are written as they are computed, the entry that binds them last."""

    def __init__(self, renewal: Renewal, registry: Apps, county: int) -> None:
        self.renewal, self.registry, self.county = renewal, registry, county
        self.states = registry.get_model("audit", "RowState")
        self.key = bulk.Keys()
        self.entry_id = 0
        self.told: dict[str, _Told] = {}

    def changed(self, table: str) -> Iterator[State]:
        """The rows of a table whose digest is another one now, in order; `_NO_LONGER` for those that went."""
        told = self.told[table] = _Told()
        left = self.renewal.left.get((self.county, table), set())
        for row in _rows(self.registry, table, self.county, self.renewal.after):
            if row.now != row.last and row.id not in left:
                told.count(row.id, row.last, row.now)
                yield table, row.id, row.now

    def keep(self, states: Iterable[State]) -> None:
        """Write the digests block by block, then the entry; no entry where nothing has changed."""
        blocks: dict[tuple[str, int], str] = {}
        for block, group in groupby(states, key=lambda state: block_of(state[:2])):
            self.entry_id = self.entry_id or self.key.take(Entry)
            rows = list(group)
            blocks[block] = rows_hash({(table, row_id): digest for table, row_id, digest in rows})
            bulk.insert_values(self.states, _STATE, [(self.entry_id, *row) for row in rows])
        if blocks:
            self._append(rows_hash(blocks))
            if connection.vendor == "postgresql":  # what follows in the migration may change tables again
                connection.check_constraints()

    def _append(self, rows: str) -> None:
        text, salt, at = dumps(self._payload()), secrets.token_hex(16), clock.now()
        n, previous = next_link(self.county)
        entry: Any = self.registry.get_model("audit", "Entry")(
            pk=self.entry_id, jurisdiction_id=self.county, n=n, algorithm=ALGORITHM, previous=previous,
            payload_hash=payload_hash(salt, text), rows_hash=rows, outcome=Entry.Outcome.DONE, act=RENEWAL,
            occurred_at=at, recorded_at=at,
        )  # fmt: skip
        entry.hash = link_hash(previous, columns_of(entry))
        entry.save(force_insert=True)
        payload = self.registry.get_model("audit", "Payload")
        payload(entry_id=entry.pk, salt=salt, text=text).save(force_insert=True)

    def _payload(self) -> dict[str, Any]:
        left = {table: sorted(self.renewal.left.get((self.county, table), ())) for table in self.told}
        sentence = self._sentence(sum(map(len, left.values())))
        return {
            "who": "系统", "post": "系统", "via": "migration", "act": RENEWAL, "label": "升级", "sentence": sentence,
            "clauses": [], "internal": True, "milestone": False, "migration": self.renewal.migration,
            "verified": self.renewal.verified[self.county],
            "tables": {
                table: {
                    "renewed": told.renewed, "added": told.added, "removed": told.removed,
                    "old": told.old.hexdigest(), "new": told.new.hexdigest(), "left": left[table],
                }
                for table, told in self.told.items()
            },
        }  # fmt: skip

    def _sentence(self, left: int) -> str:
        told = self.told.values()
        counts = [
            f"{word} {count} 行"
            for word, count in (
                ("更新摘要", sum(one.renewed for one in told)),
                ("新记", sum(one.added for one in told)),
                ("删去", sum(one.removed for one in told)),
            )
            if count
        ]
        sentence = (
            f"{self.renewal.occasion}（{self.renewal.migration}），先核对 {len(self.told)} 张表的 "
            f"{self.renewal.verified[self.county]} 行，再{'、'.join(counts)}"
        )
        return (
            f"{sentence}；另有 {left} 行在升级之前已与记录的摘要不符，没有更新。" if left else f"{sentence}。"
        )


def _counties(registry: Apps) -> list[int]:
    """Every county that has a chain; none in a database that is only being made."""
    heads = registry.get_model("audit", "Head")._base_manager
    return list(heads.order_by("pk").values_list("pk", flat=True))


class _Row(NamedTuple):
    """A row of a table or one that the chain speaks of: its digest now, the last one kept and by which entry."""

    id: int
    now: str
    last: str = _NO_LONGER
    n: int = 0


def _rows(registry: Apps, table: str, county: int, vouched: Tables) -> Iterator[_Row]:
    """Every row of a table and every row that the chain speaks of, by number."""
    undigested = frozenset(vouched.get(table, ()))
    model = of_table(registry, table) if table in vouched else None
    states = registry.get_model("audit", "RowState")._base_manager.filter(
        table=table, entry__jurisdiction_id=county
    )
    rows_now = present(model, county) if model else None
    after = 0
    while True:
        spoken = states.filter(row_id__gt=after).order_by("row_id").values_list("row_id", flat=True)
        ids = set(spoken.distinct()[:_PAGE])
        if rows_now is not None:
            ids |= set(rows_now.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_PAGE])
        if not ids:
            return
        page = sorted(ids)[:_PAGE]
        last = {
            row_id: (digest, n)
            for row_id, digest, n in states.filter(row_id__in=page)
            .order_by("entry__n")
            .values_list("row_id", "digest", "entry__n")
        }
        rows = rows_now.in_bulk(page) if rows_now is not None else {}
        for row_id in page:
            now = row_digest(rows[row_id], undigested) if row_id in rows else _NO_LONGER
            yield _Row(row_id, now, *last.get(row_id, ()))
        after = page[-1]

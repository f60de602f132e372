"""Counties as an earlier version wrote them: every row, the same for both databases, at the migrations of that version.

`tools/pack_county.py` makes one with the code of the day. What is read back stands in tables of that day, and is
brought to the present by the migrations that have come since.
"""

from __future__ import annotations

import json
import lzma
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from duban.audit.canonical import payload_hash
from duban.audit.chain import spoken_hash
from duban.audit.verify import vouched_models
from duban.shared.database import bulk
from duban.shared.database.drawn import Executor
from duban.shared.text.canonical import dumps

FOLDER = Path(__file__).parent
_PRESET = 9 | lzma.PRESET_EXTREME
_FOLLOWS = {"audit.entry": ("payload_hash", "rows_hash")}
"""What is not kept since it follows from other rows; the hash of the entry, which is kept, covers both."""


def ours(label: str) -> bool:
    """Whether an app is one of this system; one that has left it since is none."""
    known = apps.app_configs.get(label)
    return known is not None and known.name.startswith("duban.")


def write(path: Path) -> dict[str, int]:
    """Pack what is in the database; returns the number of rows by table."""
    found = {model: _rows(model) for model in apps.get_models(include_auto_created=True) if _packed(model)}
    counts = {model._meta.db_table: len(rows) for model, rows in found.items() if rows}
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    with lzma.open(path, "wt", encoding="utf-8", preset=_PRESET) as out:
        vouched = sorted(model._meta.db_table for model in vouched_models())
        out.write(dumps({"migrations": applied, "vouched": vouched, "counts": counts}) + "\n")
        for model, rows in found.items():
            if rows:
                out.write(dumps({"model": model._meta.label_lower, "columns": _columns(model)}) + "\n")
                out.writelines(dumps(row) + "\n" for row in rows)
    return counts


def _packed(model: type[models.Model]) -> bool:
    return ours(model._meta.app_label) and model._meta.managed and not model._meta.proxy


def _columns(model: type[models.Model]) -> list[str]:
    follows = _FOLLOWS.get(model._meta.label_lower, ())
    return [field.attname for field in model._meta.local_concrete_fields if field.attname not in follows]


def _rows(model: type[models.Model]) -> list[list[Any]]:
    return [list(row) for row in model._base_manager.order_by("pk").values_list(*_columns(model))]


@dataclass(frozen=True)
class Packed:
    """A packed county; `version` is the version that wrote it."""

    path: Path

    @property
    def version(self) -> str:
        """The version that wrote it."""
        return self.path.name.split(".")[0]

    @cached_property
    def _head(self) -> dict[str, Any]:
        with lzma.open(self.path, "rt", encoding="utf-8") as lines:
            head: dict[str, Any] = json.loads(next(lines))
        return head

    @property
    def migrations(self) -> list[tuple[str, str]]:
        """The migrations that had been carried out, those of other apps among them."""
        return [(app, name) for app, name in self._head["migrations"]]

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows by table."""
        counts: dict[str, int] = self._head["counts"]
        return counts

    @property
    def vouched(self) -> set[str]:
        """The tables that its chain vouches for."""
        return set(self._head["vouched"])

    def links(self) -> Iterator[tuple[Any, ...]]:
        """Each entry as its version wrote it: key, place, former hash, own hash, hashes of what it covers, salt, text."""
        said = {entry: (salt, text) for entry, salt, text in self._rows_of("audit.payload", "entry_id", "salt", "text")}
        places = ("id", "n", "previous", "hash", "payload_hash", "rows_hash")
        return ((*link, *said[link[0]]) for link in self._rows_of("audit.entry", *places))

    def spoken(self) -> Iterator[tuple[Any, ...]]:
        """What the entries say of rows: key, entry, table, row, digest."""
        return self._rows_of("audit.rowstate", "id", "entry_id", "table", "row_id", "digest")

    def last_spoken(self, table: str, row: int) -> int:
        """The place in the chain of the last entry that speaks of a row."""
        entries = {entry for _, entry, *about, _ in self.spoken() if about == [table, row]}
        return max(n for entry, n in self._rows_of("audit.entry", "id", "n") if entry in entries)

    def _rows_of(self, label: str, *names: str) -> Iterator[tuple[Any, ...]]:
        for model, columns, rows in self._complete():
            if model == label:
                yield from map(itemgetter(*map(columns.index, names)), rows)

    def unpack(self) -> None:
        """Put it into an empty database, in the tables of its version."""
        executor = MigrationExecutor(connection)
        known = executor.loader.graph.nodes
        state = executor.loader.project_state([one for one in self.migrations if one in known])
        with connection.schema_editor() as editor:
            for model in state.apps.get_models():
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
            for key in self.migrations:
                for operation in known[key].operations if ours(key[0]) else ():
                    if isinstance(operation, RunPython) and operation.code.__module__.endswith(".guards"):
                        operation.code(state.apps, editor)
        executor.recorder.ensure_schema()
        for app, name in self.migrations:
            executor.recorder.record_applied(app, name)
        self._fill(state.apps)

    def _fill(self, registry: Apps) -> None:
        filled = []
        with transaction.atomic():
            for label, columns, rows in self._complete():
                model = registry.get_model(label)
                named = [model._meta.get_field(column).column for column in columns]
                bulk.insert_values(model, named, rows)
                filled.append(model)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), filled):
                cursor.execute(statement)

    def _complete(self) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
        """The tables, with what was not kept; the chain's stand last."""
        chained = {}
        for label, columns, rows in self._tables():
            if label.startswith("audit."):
                chained[label] = (columns, rows)
            else:
                yield label, columns, rows
        columns, rows = chained["audit.entry"]
        if "payload_hash" not in columns:
            columns += _FOLLOWS["audit.entry"]
            _add_what_follows(columns.index("act"), rows, chained["audit.payload"][1], chained["audit.rowstate"][1])
        for label, (columns, rows) in chained.items():
            yield label, columns, rows

    def _tables(self) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
        with lzma.open(self.path, "rt", encoding="utf-8") as lines:
            next(lines)
            table: dict[str, Any] = {}
            rows: list[list[Any]] = []
            for line in lines:
                found = json.loads(line)
                if isinstance(found, list):
                    rows.append(found)
                    continue
                if table:
                    yield table["model"], table["columns"], rows
                table, rows = found, []
            yield table["model"], table["columns"], rows


def _add_what_follows(act: int, entries: list[list[Any]], payloads: list[list[Any]], states: list[list[Any]]) -> None:
    """Give each entry the hashes of what it says and of the rows that it speaks of; its act stands in column `act`."""
    said = {entry: payload_hash(salt, text) for entry, salt, text in payloads}
    spoken: dict[int, dict[tuple[str, int], str]] = defaultdict(dict)
    for _, entry, table, row, digest in states:
        spoken[entry][table, row] = digest
    for one in entries:
        one += [said[one[0]], spoken_hash(one[act], spoken[one[0]])]


def packed() -> list[Packed]:
    """Every county that is kept, the oldest version first."""
    found = [Packed(path) for path in FOLDER.glob("*.jsonl.xz")]
    return sorted(found, key=lambda one: len(one.migrations))


def to_the_present() -> None:
    """Carry out the migrations that have come since."""
    executor = Executor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

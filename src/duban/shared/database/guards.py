"""Triggers that refuse changes to tables which are only ever added to: they bind whoever writes past the system as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Guard:
    """What is refused, by table (INSERT, UPDATE, DELETE), and what the database says to whoever tries.

    On PostgreSQL a table whose rows are never deleted cannot be truncated either; `function` is the name of the
    trigger function there.
    """

    function: str
    message: str
    refused: Mapping[str, tuple[str, ...]]

    def put_on(self, connection: BaseDatabaseWrapper) -> None:
        """Create the triggers."""
        self._run(connection, self._postgresql() if connection.vendor == "postgresql" else self._sqlite())

    def take_off(self, connection: BaseDatabaseWrapper) -> None:
        """Drop the triggers; only a migration, or a test that empties the database, does so."""
        dropped = [f"DROP TRIGGER IF EXISTS {name}" for name, _, _ in self._names()]
        if connection.vendor == "postgresql":
            dropped = [f"DROP FUNCTION IF EXISTS {self.function}() CASCADE"]
        self._run(connection, dropped)

    def definitions(self, connection: BaseDatabaseWrapper) -> dict[str, str]:
        """What has to stand in the database, by name, in the form of `standing`."""
        if connection.vendor == "sqlite":
            made = (statement.removeprefix(_SQLITE_CREATE).partition(" ") for statement in self._sqlite())
            return {name: does for name, _, does in made}
        whole = [(f"{table}_no_truncate", table, "TRUNCATE") for table in self._never_emptied()]
        return {
            name: f"{event} {table} O {self._postgresql_body()}" for name, table, event in self._names() + whole
        }

    def forwards(self, apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """For a migration: create the triggers."""
        self.put_on(editor.connection)

    def backwards(self, apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """For a migration: drop the triggers."""
        self.take_off(editor.connection)

    def _run(self, connection: BaseDatabaseWrapper, statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _names(self) -> list[tuple[str, str, str]]:
        return [
            (f"{table}_no_{event.lower()}", table, event)
            for table, events in self.refused.items()
            for event in events
        ]

    def _sqlite(self) -> list[str]:
        return [
            f"{_SQLITE_CREATE}{name} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            for name, table, event in self._names()
        ]

    def _postgresql(self) -> list[str]:
        does = f"EXECUTE FUNCTION {self.function}()"
        function = (
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$${self._postgresql_body()}$$"
        )
        rows = [
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {does}"
            for name, table, event in self._names()
        ]
        tables = [
            f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {does}"
            for table in self._never_emptied()
        ]
        return [function, *rows, *tables]

    def _postgresql_body(self) -> str:
        raised = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'"
        return f" BEGIN {raised}; END "

    def _never_emptied(self) -> list[str]:
        return [table for table, events in self.refused.items() if "DELETE" in events]


def standing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Every trigger, and on SQLite every view, that stands in the database, with what it does, by name."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
            return {name: sql.partition(f" {name} ")[2] for name, sql in cursor.fetchall()}
        cursor.execute(_POSTGRESQL_STANDING)
        return {
            name: f"{_EVENTS.get(kind & ~_ROW_BEFORE, kind)} {table} {enabled} {body}"
            for name, table, kind, enabled, body in cursor.fetchall()
        }


_SQLITE_CREATE = "CREATE TRIGGER IF NOT EXISTS "
_ROW_BEFORE = 1 | 2
_EVENTS = {4: "INSERT", 8: "DELETE", 16: "UPDATE", 32: "TRUNCATE"}
"""The bits of `pg_trigger.tgtype`."""
_POSTGRESQL_STANDING = (
    "SELECT t.tgname, c.relname, t.tgtype, t.tgenabled, p.prosrc FROM pg_trigger t "
    "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
    "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
)

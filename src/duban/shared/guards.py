"""Triggers that refuse changes to tables which are only ever added to: they bind whoever writes past the system as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Guard:
    """What is refused, by table (UPDATE, DELETE), and what the database says to whoever tries.

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
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            for name, table, event in self._names()
        ]

    def _postgresql(self) -> list[str]:
        does = f"EXECUTE FUNCTION {self.function}()"
        function = (
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        rows = [
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {does}"
            for name, table, event in self._names()
        ]
        tables = [
            f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {does}"
            for table, events in self.refused.items()
            if "DELETE" in events
        ]
        return [function, *rows, *tables]

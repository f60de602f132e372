"""Triggers that keep a pack as it was made: they bind whoever writes past the system as well."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TABLES = ("rulebook_pack", "rulebook_packorigin")
_EVENTS = ("UPDATE", "DELETE")
_MESSAGE = "a pack is never changed"


def _names() -> list[tuple[str, str, str]]:
    return [(f"{table}_no_{event.lower()}", table, event) for table in _TABLES for event in _EVENTS]


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        for name, table, event in _names()
    ]


def _postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION rulebook_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    rows = [
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION rulebook_refuse()"
        for name, table, event in _names()
    ]
    tables = [
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION rulebook_refuse()"
        for table in _TABLES
    ]
    return [function, *rows, *tables]


def _removal(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return ["DROP FUNCTION IF EXISTS rulebook_refuse() CASCADE"]
    return [f"DROP TRIGGER IF EXISTS {name}" for name, _, _ in _names()]


def put_on(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    with connection.cursor() as cursor:
        for statement in _postgresql() if connection.vendor == "postgresql" else _sqlite():
            cursor.execute(statement)


def take_off(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers; only a migration, or a test that empties the database, does so."""
    with connection.cursor() as cursor:
        for statement in _removal(connection.vendor):
            cursor.execute(statement)


def forwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration: create the triggers."""
    put_on(editor.connection)


def backwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration: drop the triggers."""
    take_off(editor.connection)

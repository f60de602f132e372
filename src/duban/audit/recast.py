"""The operation of a migration that carries the record into columns of another kind, a whole table in one statement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from duban.audit.stored import Hex, TableName, as_hex
from duban.audit.tables import NAMES, NUMBERS
from duban.shared.text.canonical import dumps

_DIGITS = re.compile("([0-9a-f]{32}){0,2}")
Field = models.Field[Any, Any]
Forms = Mapping[str, Sequence[Any]]


def as_bytes(digits: Any) -> bytes:
    """What is stored for digits that a version before kept as text.

    What is neither a digest nor a salt was written past the system: it stays what it is, and agrees with nothing either.
    """
    if isinstance(digits, bytes):
        return digits
    return bytes.fromhex(digits) if _DIGITS.fullmatch(digits) else digits.encode()


def as_digits(stored: Any, most: int) -> str:
    """The way back, into a column of `most` digits: what is neither a digest nor a salt becomes none."""
    digits = as_hex(stored)
    return digits if _DIGITS.fullmatch(digits) and len(digits) <= most else f"x{digits}"[: most - 1]


class Recast(Operation):
    """Columns of a table are kept in another form, with other indexes; rows go over in one statement, in one rewriting.

    Text becomes `Hex` or `TableName`, and back; any other field of `fields` is altered as Django does it.
    """

    reduces_to_sql = False
    reversible = True

    def __init__(self, name: str, fields: Mapping[str, Field], options: Forms) -> None:
        self.name, self.fields, self.options = name, fields, options

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model has these fields in place of those it had, and these indexes and constraints alone."""
        model = state.models[app_label, self.name.lower()]
        model.fields = {name: self.fields.get(name, field) for name, field in model.fields.items()}
        model.options = {**model.options, **{key: list(held) for key, held in self.options.items()}}
        state._relations = None
        state.reload_model(app_label, self.name.lower(), delay=False)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Write the table anew, in the new form or, on the way back, in the old one."""
        carry = _on_sqlite if schema_editor.connection.vendor == "sqlite" else _on_postgresql
        carry(schema_editor, app_label, self.name, from_state, to_state)

    database_backwards = database_forwards

    def describe(self) -> str:
        """What the list of operations says."""
        return f"Keep {self.name} in another form"


def _on_postgresql(editor: Any, app_label: str, name: str, before: ProjectState, after: ProjectState) -> None:
    old, new = (state.apps.get_model(app_label, name) for state in (before, after))
    for index in old._meta.indexes:
        editor.remove_index(old, index)
    kept = {one.name for one in new._meta.constraints}
    for constraint in old._meta.constraints:
        if constraint.name not in kept:
            editor.remove_constraint(old, constraint)
    changes = []
    for was, now in _pairs(old, new):
        if way := _way(was, now):
            column = editor.quote_name(now.column)
            changes.append(f"ALTER {column} TYPE {now.db_type(editor.connection)} USING {way.format(column)}")
        elif was.db_index != now.db_index:
            editor.alter_field(old, was, now)
    editor.execute(f"ALTER TABLE {editor.quote_name(new._meta.db_table)} {', '.join(changes)}")
    there = {one.name for one in old._meta.constraints}
    for constraint in new._meta.constraints:
        if constraint.name not in there:
            editor.add_constraint(new, constraint)
    for index in new._meta.indexes:
        editor.add_index(new, index)


def _way(was: Field, now: Field) -> str:
    """How PostgreSQL makes the value of one kind of field from that of the other; empty where it stays as it is."""
    if isinstance(now, Hex) and not isinstance(was, Hex):
        return "CASE WHEN {0} ~ '^([0-9a-f]{{32}}){{0,2}}$' THEN decode({0}, 'hex') ELSE convert_to({0}, 'UTF8') END"
    if isinstance(was, Hex) and not isinstance(now, Hex):
        most = now.max_length or 0
        sizes = ", ".join(str(size) for size in (0, 16, 32) if 2 * size <= most)
        digits = "encode({0}, 'hex')"
        return f"CASE WHEN length({{0}}) IN ({sizes}) THEN {digits} ELSE left('x' || {digits}, {most - 1}) END"
    if isinstance(now, TableName) and not isinstance(was, TableName):
        return f"coalesce(('{_braced(NUMBERS)}'::jsonb ->> {{0}})::smallint, 0)"
    if isinstance(was, TableName) and not isinstance(now, TableName):
        return f"coalesce('{_braced(NAMES)}'::jsonb ->> {{0}}::text, '')"
    return ""


def _braced(names: Mapping[Any, Any]) -> str:
    return "{" + dumps({str(key): value for key, value in names.items()}) + "}"


def _on_sqlite(editor: Any, app_label: str, name: str, before: ProjectState, after: ProjectState) -> None:
    old, new = (state.apps.get_model(app_label, name) for state in (before, after))
    raw = editor.connection.connection
    raw.create_function("duban_bytes", 1, as_bytes, deterministic=True)
    raw.create_function("duban_digits", 2, as_digits, deterministic=True)
    raw.create_function("duban_number", 1, lambda table: NUMBERS.get(table, 0), deterministic=True)
    raw.create_function("duban_name", 1, lambda number: NAMES.get(number, ""), deterministic=True)
    beside = _beside(app_label, name, after)
    editor.create_model(beside)
    columns = {now.column: _call(was, now).format(editor.quote_name(was.column)) for was, now in _pairs(old, new)}
    editor.execute(
        f"INSERT INTO {editor.quote_name(beside._meta.db_table)} ({', '.join(map(editor.quote_name, columns))}) "  # noqa: S608
        f"SELECT {', '.join(columns.values())} FROM {editor.quote_name(old._meta.db_table)} ORDER BY rowid"
    )
    editor.delete_model(old, handle_autom2m=False)
    editor.alter_db_table(beside, beside._meta.db_table, new._meta.db_table)
    for index in new._meta.indexes:
        editor.add_index(new, index)


def _beside(app_label: str, name: str, after: ProjectState) -> Any:
    """The model in its new form under the name of a table beside the old one, without the indexes of its own."""
    state = after.clone()
    model = state.models[app_label, name.lower()]
    model.options = {**model.options, "db_table": f"new__{app_label}_{name.lower()}", "indexes": []}
    state.reload_model(app_label, name.lower(), delay=False)
    return state.apps.get_model(app_label, name)


def _call(was: Field, now: Field) -> str:
    """The function of this module that makes the value of one kind of field from that of the other."""
    if isinstance(now, Hex) and not isinstance(was, Hex):
        return "duban_bytes({})"
    if isinstance(was, Hex) and not isinstance(now, Hex):
        return f"duban_digits({{}}, {now.max_length})"
    if isinstance(now, TableName) and not isinstance(was, TableName):
        return "duban_number({})"
    return "duban_name({})" if isinstance(was, TableName) and not isinstance(now, TableName) else "{}"


def _pairs(old: Any, new: Any) -> list[tuple[Any, Any]]:
    """The fields of both forms, each with its like."""
    return [(field, new._meta.get_field(field.name)) for field in old._meta.local_concrete_fields]

"""Rows written by statements made once: many at once with keys reserved before, one new one, or columns; both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

_BLOCK = 2000
_STREAMED = 100
_AS_IT_IS = frozenset({str, int, type(None), bool})


class Keys:
    """Primary keys of models, reserved in blocks inside the transaction that inserts the rows."""

    def __init__(self) -> None:
        self._left: dict[type[models.Model], Iterator[int]] = {}
        self._next: dict[str, int] = {}

    def take(self, model: type[models.Model]) -> int:
        """A key that no other row of the model has or will get."""
        key = next(self._left.get(model, iter(())), None)
        if key is None:
            self._left[model] = self._reserved(model)
            key = next(self._left[model])
        return key

    def _reserved(self, model: type[models.Model]) -> Iterator[int]:
        if connection.vendor == "postgresql":
            return iter(_from_sequence(model._meta.db_table))
        if not self._next:
            self._next = _after_the_last()
        first = self._next.get(model._meta.db_table, 1)
        self._next[model._meta.db_table] = first + _BLOCK
        return iter(range(first, first + _BLOCK))


def _from_sequence(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{table}"', _BLOCK],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def _after_the_last() -> dict[str, int]:
    """SQLite has one writer at a time: what follows the highest key ever given is free until the commit, by table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return {str(name): int(last) + 1 for name, last in cursor.fetchall()}


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model under the keys that they bear."""
    if not rows:
        return
    plan = _plan(type(rows[0]))
    _write(type(rows[0]), plan.columns, [plan.values(row) for row in rows])


def insert_new(row: models.Model) -> None:
    """Insert one new row, all its columns as they are; the database gives it its key."""
    plan = _plan_without_key(type(row))
    with connection.cursor() as cursor:
        cursor.execute(plan.statement, plan.values(row))
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


def update(model: type[models.Model], values: Mapping[str, Any], keys: Sequence[int], **still: Any) -> int:
    """Set columns of the rows with these keys whose other columns are `still` so; returns how many there were."""
    taken = [*_prepared(model, values), *keys, *_prepared(model, still)]
    with connection.cursor() as cursor:
        cursor.execute(_updating(model, tuple(values), len(keys), tuple(still)), taken)
        return int(cursor.rowcount)


def _prepared(model: type[models.Model], values: Mapping[str, Any]) -> Iterator[Any]:
    for name, value in values.items():
        field: Any = model._meta.get_field(name)
        given = value.prepare_database_save(field) if isinstance(value, models.Model) else value
        yield field.get_db_prep_save(given, connection)


@lru_cache(maxsize=4096)
def _updating(model: type[models.Model], names: tuple[str, ...], keys: int, still: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    fields: Any = {name: model._meta.get_field(name) for name in (*names, *still)}
    columns = {name: quote(str(field.column)) for name, field in fields.items()}
    changes = ", ".join(f"{columns[name]} = %s" for name in names)
    asked = "".join(f" AND {columns[name]} = %s" for name in still)
    key, marks = quote(str(model._meta.pk.column)), ", ".join(["%s"] * keys)
    return f"UPDATE {quote(model._meta.db_table)} SET {changes} WHERE {key} IN ({marks}){asked}"  # noqa: S608


def insert_values(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]], *, known: str = ""
) -> None:
    """Insert values into columns of a model, named as its fields' columns; without its key the database gives one.

    Rows that are there already are an error, or `known="left"` as they are.
    """
    if not rows:
        return
    by_column = {field.column: field for field in model._meta.local_concrete_fields}
    ways = [(_taken_as_it_is(by_column[one]), _conversion(by_column[one])) for one in columns]
    values = [
        [
            value if type(value) in as_it_is else convert(value)
            for (as_it_is, convert), value in zip(ways, row, strict=True)
        ]
        for row in rows
    ]
    _write(model, columns, values, known)


def _write(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]], known: str = ""
) -> None:
    """Many rows go to PostgreSQL in one stream, which knows no row that is left as it is."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql" or known or len(rows) < _STREAMED:
            cursor.executemany(_statement(model, columns) + (" ON CONFLICT DO NOTHING" if known else ""), rows)
            return
        quote = connection.ops.quote_name
        names, stream = ", ".join(map(quote, columns)), cursor.cursor
        with connection.wrap_database_errors, stream.copy(f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _statement(model: type[models.Model], columns: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608


class _Plan:
    """How rows of a model become the parameters of its INSERT."""

    def __init__(self, model: type[models.Model], *, with_key: bool) -> None:
        fields = [one for one in model._meta.local_concrete_fields if with_key or not one.primary_key]
        self.columns = [str(field.column) for field in fields]
        self.statement = _statement(model, self.columns)
        if not with_key:
            self.statement += f" RETURNING {connection.ops.quote_name(str(model._meta.pk.column))}"
        self._fields = [(field.attname, _taken_as_it_is(field), _conversion(field)) for field in fields]

    def values(self, row: models.Model) -> list[Any]:
        """The row as the database takes it."""
        held = row.__dict__
        return [
            value if type(value := held[name]) in as_it_is else convert(value)
            for name, as_it_is, convert in self._fields
        ]


@lru_cache(maxsize=256)
def _plan(model: type[models.Model]) -> _Plan:
    return _Plan(model, with_key=True)


@lru_cache(maxsize=256)
def _plan_without_key(model: type[models.Model]) -> _Plan:
    return _Plan(model, with_key=False)


_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
_DATES = 4096


def _taken_as_it_is(field: models.Field[Any, Any]) -> frozenset[type]:
    """The types of values of a field that the database takes without more ado."""
    return _AS_IT_IS if isinstance(field, _PLAIN) else frozenset({type(None)})


def _conversion(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """Dates as found before, everything else as the field prepares it."""
    if not isinstance(field, models.DateField):
        return lambda value: field.get_db_prep_save(value, connection)
    known: dict[Any, Any] = {}

    def convert(value: Any) -> Any:
        if value not in known:
            if len(known) > _DATES:
                known.clear()
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return convert

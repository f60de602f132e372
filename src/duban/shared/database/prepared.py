"""Questions that every act asks again, only with other values: their statement is made once and kept.

Making the statement of a row with what belongs to it costs Django several times what the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models.query import ModelIterable, get_related_populators
from django_scopes import scopes_disabled


class Prepared:
    """A query set, of rows or of lines of values, in which some values are left open.

    `rows` makes it for values, and `marks` are values that stand for the open ones and for nothing else in it. It is
    made under no scope: one of the open values has to name the county, or something that belongs to one.
    """

    def __init__(self, rows: Callable[..., models.QuerySet[Any, Any]], *marks: Any) -> None:
        self._make, self._marks = rows, marks

    def __call__(self, *values: Any) -> list[Any]:
        """The rows or lines for these values, in one statement like those of the query set itself."""
        kept = self._kept
        with connection.cursor() as cursor:
            cursor.execute(kept.statement, kept.parameters(values))
            found = cursor.fetchall()
        return [kept.read(list(columns)) for columns in found]

    def count(self, *values: Any) -> int:
        """How many rows or lines there are for these values, counted by the database."""
        return int(self.within("SELECT COUNT(*) FROM ({}) counted", values)[0][0])

    def within(self, around: str, values: tuple[Any, ...], *others: Any) -> list[tuple[Any, ...]]:
        """What a statement makes of the lines, which stand at its `{}`; `others` are the values that follow after it."""
        kept = self._kept
        with connection.cursor() as cursor:
            cursor.execute(around.format(kept.statement), [*kept.parameters(values), *others])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    @cached_property
    def _kept(self) -> _Statement:
        with scopes_disabled():
            return _Statement(self._make(*self._marks), self._marks)


def numbers(*questions: tuple[str, Prepared, tuple[Any, ...], tuple[Any, ...]]) -> tuple[int, ...]:
    """For each question, as `Prepared.within` is asked, the one number that answers it; all in one statement."""
    parts = [f"({around.format(prepared._kept.statement)})" for around, prepared, _, _ in questions]
    given = [one for _, prepared, values, others in questions for one in (*prepared._kept.parameters(values), *others)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        return tuple(int(one) for one in cursor.fetchone())


class _Statement:
    """The statement of a query set, and how a line of the database becomes a row with what belongs to it."""

    def __init__(self, rows: models.QuerySet[Any, Any], marks: tuple[Any, ...]) -> None:
        compiler: Any = rows.query.get_compiler(connection=connection)
        self.statement, self._values = compiler.as_sql()
        if absent := [mark for mark in marks if mark not in self._values]:
            raise ValueError(f"{absent} do not stand in the statement: {self.statement}")
        self._open = [(place, marks.index(one)) for place, one in enumerate(self._values) if one in marks]
        self._converters = compiler.get_converters([column for column, *_ in compiler.select])
        self._model, self._db, self._related = rows.model, rows.db, []
        self._rows = rows._iterable_class is ModelIterable
        if self._rows:
            own = compiler.klass_info["select_fields"]
            self._own = slice(own[0], own[-1] + 1)
            self._names = [column.target.attname for column, *_ in compiler.select[self._own]]
            self._noted = compiler.annotation_col_map
            related: Any = get_related_populators  # the stubs are those of a later Django
            self._related = related(compiler.klass_info, compiler.select, self._db)

    def parameters(self, values: tuple[Any, ...]) -> list[Any]:
        """What the statement is carried out with."""
        given = list(self._values)
        for place, number in self._open:
            given[place] = values[number]
        return given

    def read(self, columns: list[Any]) -> Any:
        """The row, or the values, of one line."""
        for place, (converters, column) in self._converters.items():
            for convert in converters:
                columns[place] = convert(columns[place], column, connection)
        if not self._rows:
            return tuple(columns)
        row = self._model.from_db(self._db, self._names, columns[self._own])
        for related in self._related:
            related.populate(columns, row)
        for name, place in self._noted.items():
            setattr(row, name, columns[place])
        return row

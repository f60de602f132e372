"""The numbers that stand in rows which refer to a row, read with that row in one statement; both databases."""

from __future__ import annotations

from typing import Any

from django.db import models


class Numbers(models.TextField[frozenset[int], frozenset[int]]):
    """Numbers joined by commas as the database gives them, as a set."""

    def from_db_value(self, value: str | None, *asked: Any) -> frozenset[int]:
        """The set; empty where there was no row."""
        return frozenset(int(part) for part in (value or "").split(",") if part)


class _Joined(models.Aggregate):
    """All values of a column of a group, joined by commas."""

    function = "GROUP_CONCAT"
    output_field = Numbers()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same function under its other name."""
        template = "STRING_AGG(%(expressions)s::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


class NumbersOf(models.Subquery):
    """The numbers in a column of the rows that refer to the outer row."""

    def __init__(self, rows: models.QuerySet[Any], column: str) -> None:
        group = models.Value(1)
        joined = rows.order_by().values(group_=group).annotate(numbers_=_Joined(column)).values("numbers_")
        super().__init__(joined, output_field=Numbers())

"""A page of rows, as selectors return it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet

R = TypeVar("R")
SIZES = (25, 50, 100)
EXACT = 1000
"""How far the rows of a list are counted."""


@dataclass(frozen=True)
class Page(Generic[R]):
    """Rows of `total`; `number` counts from 1.

    A total is exact up to `EXACT`; where there are more it stays there and `beyond` is true, since counting on would cost
    more than the page. Then `more` says whether a page follows.
    """

    rows: tuple[R, ...]
    number: int
    size: int
    total: int
    beyond: bool = False
    more: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are at least, and at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def counted(self) -> str:
        """The total as it is shown: 37, or 1000+."""
        return said(self.total, self.beyond)

    @property
    def follows(self) -> bool:
        """Whether a page comes after this one."""
        return self.more if self.beyond else self.number < self.pages


def counted(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many rows there are, counted no further than `EXACT`, and whether there are more."""
    found = rows.order_by()[: EXACT + 1].count()
    return min(found, EXACT), found > EXACT


def said(total: int, beyond: bool) -> str:
    """A total as it is shown: 37, or 1000+."""
    return f"{total}+" if beyond else str(total)


def counted_each(lists: Sequence[QuerySet[Any]], *values: QuerySet[Any, Any]) -> tuple[list[tuple[int, bool]], list[Any]]:
    """Each list as `counted` counts it, and the one value of each other query; all in one statement."""
    numbers = ["SELECT COUNT(*) FROM ({}) counted"] * len(lists)
    queries = [*(rows.order_by().values("pk")[: EXACT + 1] for rows in lists), *values]
    parts, given = list[str](), list[Any]()
    for around, rows in zip([*numbers, *["{}"] * len(values)], queries, strict=True):
        try:
            sql, own = rows.query.sql_with_params()
        except EmptyResultSet:
            parts.append("(SELECT 0)" if len(parts) < len(lists) else "(SELECT NULL)")
            continue
        parts.append(f"({around.format(sql)})")
        given += own
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        found = cursor.fetchone()
    return [(min(one, EXACT), one > EXACT) for one in found[: len(lists)]], list(found[len(lists) :])


def ends(rows: QuerySet[Any], column: str, value: str) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """For `counted_each` the value of the first row in the order of a column, and that of the last one."""
    return rows.order_by(column).values_list(value)[:1], rows.order_by(f"-{column}").values_list(value)[:1]


def years_between(first: Any, last: Any) -> tuple[int, ...]:
    """The years from one to another, the latest first; none where there is none."""
    return () if first is None or last is None else tuple(range(int(last), int(first) - 1, -1))


def counted_states(rows: QuerySet[Any], total: tuple[int, bool]) -> list[tuple[str, int]]:
    """How many rows stand in each state, as long as all are counted; of more than that nothing is said."""
    number, beyond = total
    if beyond or not number:
        return []
    return list(rows.values_list("state").annotate(count=Count("pk", distinct=True)).order_by("state"))


def bounds(number: int, size: int) -> tuple[int, int, int]:
    """A page number and size made sound: the size one of 25, 50 and 100, with the slice that they mean."""
    size = size if size in SIZES else SIZES[0]
    number = max(1, number)
    return number, size, (number - 1) * size

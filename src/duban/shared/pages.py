"""A page of rows, as selectors return it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

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
        return f"{self.total}+" if self.beyond else str(self.total)

    @property
    def follows(self) -> bool:
        """Whether a page comes after this one."""
        return self.more if self.beyond else self.number < self.pages


def counted(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many rows there are, counted no further than `EXACT`, and whether there are more."""
    found = rows.order_by()[: EXACT + 1].count()
    return min(found, EXACT), found > EXACT


def bounds(number: int, size: int) -> tuple[int, int, int]:
    """A page number and size made sound: the size one of 25, 50 and 100, with the slice that they mean."""
    size = size if size in SIZES else SIZES[0]
    number = max(1, number)
    return number, size, (number - 1) * size

"""A page of rows, as selectors return it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")
SIZES = (25, 50, 100)


@dataclass(frozen=True)
class Page(Generic[R]):
    """Rows `first` to `last` of `total`; `number` counts from 1."""

    rows: tuple[R, ...]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def bounds(number: int, size: int) -> tuple[int, int, int]:
    """A page number and size made sound: the size one of 25, 50 and 100, with the slice that they mean."""
    size = size if size in SIZES else SIZES[0]
    number = max(1, number)
    return number, size, (number - 1) * size

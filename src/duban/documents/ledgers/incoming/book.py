"""A ledger in hand as plain data: its sheets, their rows, and how both travel from the process that opened it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

Raw = str | float | int | bool | date | datetime | time | timedelta
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0."""

LARGEST = 20 * 1024 * 1024
SUFFIXES = (".xlsx", ".xls", ".csv")
ROWS_MOST = 20_000
COLUMNS_MOST = 200


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first on, with empty ones, and its merged areas."""

    name: str
    hidden: bool
    height: int
    width: int
    merged: tuple[Area, ...]
    source: list[list[Raw]] = field(repr=False)

    def rows(self) -> Iterator[list[Raw]]:
        """Every row as it stands in the file, top left cell first; merged cells hold their value only once."""
        for row in self.source:
            yield list(row)


@dataclass(frozen=True)
class Book:
    """A ledger in hand. `notes` say what of it is not read or not seen: links, hidden sheets, rows and columns.

    `scanned` tells whether a virus scanner saw the file.
    """

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    scanned: bool = False


def packed(book: Book) -> bytes:
    """A book as JSON; what is no text, number or truth is written with its kind."""
    sheets = [
        [one.name, one.hidden, one.height, one.width, one.merged, one.source] for one in book.sheets
    ]
    return json.dumps([book.name, sheets, book.notes], ensure_ascii=False, default=_told).encode()


def unpacked(content: bytes) -> Book:
    """The book of such JSON."""
    name, sheets, notes = json.loads(content, object_hook=_heard)
    made = [
        Sheet(title, hidden, height, width, tuple((a, b, c, d) for a, b, c, d in merged), rows)
        for title, hidden, height, width, merged, rows in sheets
    ]
    return Book(name, tuple(made), tuple(notes))


def _told(value: Any) -> dict[str, str | float]:
    if isinstance(value, timedelta):
        return {"timedelta": value.total_seconds()}
    return {type(value).__name__: value.isoformat()}


_KINDS: dict[str, Callable[[str], Raw]] = {
    "date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat,
}


def _heard(told: dict[str, Any]) -> Raw:
    ((kind, value),) = told.items()
    return timedelta(seconds=value) if kind == "timedelta" else _KINDS[kind](value)


def column_letters(column: int) -> str:
    """The name of a column counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address of a cell counted from 0, e.g. C7."""
    return f"{column_letters(column)}{row + 1}"

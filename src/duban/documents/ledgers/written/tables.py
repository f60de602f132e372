"""A list on its way out: its columns, its rows as they are read, and what stands above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from duban.mechanism.words.named import Vocabulary

Cell = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class TableColumn:
    """A column: its head, its width in characters, and how it looks: text, long, middle, date or number."""

    label: str
    width: int = 14
    look: str = "text"


@dataclass(frozen=True)
class Table:
    """A list as it goes out. `rows` is read once, row by row; `total` is how many there are; `filters` in words."""

    what: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: Iterable[Sequence[Cell]]
    total: int
    filters: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def narrowed(self) -> str:
        """The filters in one line."""
        return "；".join(self.filters) or "不限"

    def said(self, words: Vocabulary) -> Table:
        """The same in the words that the county has for its measures and papers; rows as they are read."""
        table = words.say_all(replace(self, rows=()))
        return replace(table, rows=(words.say_all(tuple(row)) for row in self.rows))

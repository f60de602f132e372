"""The annual extract of a unit or a person (四): what there was, never a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause


@dataclass(frozen=True)
class ExtractMeasure:
    """A measure as an extract lists it; `rating` is the present word of article 四, `ref` leads to the case."""

    kind: str
    title: str
    number: str
    issued_on: date
    state: str
    rating: str
    ref: str


@dataclass(frozen=True)
class Extract:
    """All measures of a year in the order of their issue, and how many there were of each kind."""

    year: int
    rows: tuple[ExtractMeasure, ...]
    counts: tuple[tuple[str, int], ...]


@clause("4.6")
def annual_extract(measures: Iterable[ExtractMeasure], year: int, kinds: Iterable[str]) -> Extract:
    """The measures issued in a year: an important basis of assessment, with no score of its own making."""
    rows = sorted(
        (row for row in measures if row.issued_on.year == year), key=lambda row: (row.issued_on, row.number)
    )
    counted = Counter(row.kind for row in rows)
    return Extract(year, tuple(rows), tuple((kind, counted[kind]) for kind in kinds))

"""What is left of the results of a year when decisions fall away, and what would be worse by later ones (七, A33).

Results are plain data as a run stores them: key, code, value (the grade left), ground (the limbs that hold).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duban.mechanism.clauses import clause

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Left:
    """What remains of some results, each as it rests on what is left, and those that fell or became lighter."""

    remains: tuple[Item, ...]
    fallen: tuple[Item, ...]


def binding(items: Iterable[Item]) -> list[Item]:
    """The results among some items; notes and tasks bind nobody."""
    return [item for item in items if str(item["code"]).startswith(("U_", "L_", "ERROR_"))]


@clause("6.4", "7.2.1", "7.2.3", "7.3.1", "7.3.2")
def lessened(before: Iterable[Item], now: Iterable[Item], grades: Sequence[str]) -> Left:
    """What is left of `before` where `now` is what its decisions still carry. It never becomes more or heavier."""
    carried = {item["key"]: item for item in now}
    remains, fallen = [], []
    for item in binding(before):
        still = carried.get(item["key"])
        if still is None:
            fallen.append(item)
            continue
        remains.append(item if heavier(still, item, grades) else still)
        if heavier(item, still, grades):
            fallen.append(item)
    return Left(tuple(remains), tuple(fallen))


@clause("6.4", "7.2.1", "7.3.1")
def kept_too_long(before: Iterable[Item], after: Iterable[Item], grades: Sequence[str]) -> bool:
    """Whether a year that was kept as it was (维持) says what its decisions carry no more: `after` is what they carried.

    So it was written before what an undone decision carried fell at once; it has to be assessed anew (A33, A64).
    """
    return bool(lessened(before, after, grades).fallen)


@clause("7.2.1", "7.2.3", "7.3.1")
def worsened(
    before: Iterable[Item], now: Iterable[Item], grades: Sequence[str], declined: Iterable[str] = ()
) -> tuple[Item, ...]:
    """The results that `now` would add or make heavier; `declined` are those that people did not adopt."""
    held, skipped = {item["key"]: item for item in before}, set(declined)
    return tuple(
        item
        for item in binding(now)
        if item["key"] not in skipped
        and (item["key"] not in held or heavier(item, held[item["key"]], grades))
    )


def heavier(one: Item, other: Item, grades: Sequence[str]) -> bool:
    """Whether a result bars more than another one of the same key: a lower grade left, or a limb more."""
    if one["value"] != other["value"]:
        return _place(one["value"], grades) > _place(other["value"], grades)
    return bool(_limbs(one) - _limbs(other))


def _place(grade: str, grades: Sequence[str]) -> int:
    return grades.index(grade) if grade in grades else len(grades)


def _limbs(item: Item) -> set[str]:
    return set(filter(None, str(item["ground"]).split("；")))

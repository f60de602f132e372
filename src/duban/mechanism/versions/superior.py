"""Superior documents that provide otherwise (八): how they enter a pack, and where two of them contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from duban.mechanism.clauses import clause
from duban.mechanism.consequences.history import Override

RESULT, PARAMETER = "result", "parameter"


@dataclass(frozen=True)
class Registered:
    """A superior document as it is registered: what it changes, to what, on which days, and how it ranks.

    `target` is the code of a result or the key of a parameter; `value` is True (the result follows), False (it does
    not), a grade, or the parameter's value. `measures` are the words of the kinds that call for it (empty: any).
    """

    id: str
    source: str
    level: str
    target_kind: str
    target: str
    value: Any
    measures: tuple[str, ...]
    since: date
    until: date | None
    priority: int | None

    def override(self) -> Override:
        """The document as the judging of a year takes it; of a result only."""
        return Override(
            source=self.source,
            target=self.target,
            value=self.value,
            measures=self.measures,
            since=self.since,
            until=self.until,
            level=self.level,
            priority=self.priority,
        )


@dataclass(frozen=True)
class Conflict:
    """Two documents that would both decide the same thing, differently or twice, and neither ranks above the other."""

    one: Registered
    other: Registered
    why: str


def table_row(rule: Registered) -> Mapping[str, Any]:
    """The document as a row of the parameter `overrides`."""
    value = {True: "true", False: "false"}.get(rule.value, rule.value)
    row = {
        "id": rule.id,
        "source": rule.source,
        "level": rule.level,
        "target": rule.target,
        "value": value,
        "measures": rule.measures,
        "since": rule.since,
        "until": rule.until,
        "priority": rule.priority,
    }
    return {key: item for key, item in row.items() if item not in (None, ())}


@clause("8")
def in_force_on(rules: Iterable[Registered], on: date) -> tuple[Registered, ...]:
    """The documents that hold on a day."""
    return tuple(rule for rule in rules if rule.since <= on and (rule.until is None or on <= rule.until))


@clause("8")
def conflicts(rules: Iterable[Registered], levels: Sequence[str]) -> tuple[Conflict, ...]:
    """Every pair of documents on one target that may meet and of which neither ranks above the other (A42).

    `levels` are the superior levels, highest first. Nothing is chosen here: a person settles each.
    """
    return tuple(
        Conflict(one, other, _why(one, other))
        for one, other in combinations(rules, 2)
        if (one.target_kind, one.target) == (other.target_kind, other.target)
        and _meet(one, other)
        and not _ranked(one, other, levels)
    )


def _meet(one: Registered, other: Registered) -> bool:
    first = max(one.since, other.since)
    ends = [rule.until for rule in (one, other) if rule.until is not None]
    together = not ends or first <= min(ends)
    kinds = not one.measures or not other.measures or bool(set(one.measures) & set(other.measures))
    return together and kinds


def _ranked(one: Registered, other: Registered, levels: Sequence[str]) -> bool:
    if one.level != other.level and one.level in levels and other.level in levels:
        return True
    return one.priority is not None and other.priority is not None and one.priority != other.priority


def _why(one: Registered, other: Registered) -> str:
    said = "规定相同" if one.value == other.value else "规定不同"
    return f"同一层级的两份文件对同一项{said}，没有排定次序，系统不自行取舍"

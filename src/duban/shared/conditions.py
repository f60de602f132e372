"""Conditions on rows, said once and read twice: of a row in hand, and of the database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

Mark = Callable[[Any], Any]
"""Gives a mark for a key: a whole number for a whole number."""


class Condition(ABC):
    """Something that holds of a row or does not. `&`, `|` and `~` join conditions; both readings follow.

    `lasting` tells whether its query may be kept: it is made of the condition alone, and of no row read for it.
    """

    @property
    def lasting(self) -> bool:
        """Whether the same condition is always the same query."""
        return all(part.lasting for part in self.within())

    def within(self) -> tuple[Condition, ...]:
        """The conditions of which this one is made."""
        return ()

    def opened(self, mark: Mark) -> Condition:
        """The same with marks for keys: conditions that differ in keys only become equal, and share a statement."""
        return self

    @abstractmethod
    def holds(self, row: Any) -> bool:
        """Whether it holds of a row in hand."""

    @abstractmethod
    def query(self, at: str = "") -> Q:
        """The same for the database; `at` is the way from the rows asked for to this row, e.g. `matter__`."""

    def keys(self, model: type[Model]) -> Any:
        """The keys of the rows of `model` that meet it, for a statement around."""
        return model._base_manager.filter(self.query()).order_by().values("pk")

    def merged(self, other: Condition) -> Condition | None:
        """One condition for this or another one, where that is simpler than both side by side."""
        return self if other == self else None

    def __and__(self, other: Condition) -> Condition:
        if self is EVERYTHING or other is NOTHING:
            return other
        return self if self is NOTHING or other is EVERYTHING else _joined(_All, (self, other))

    def __or__(self, other: Condition) -> Condition:
        if self is NOTHING or other is EVERYTHING:
            return other
        return self if self is EVERYTHING or other is NOTHING else _joined(_Any, (self, other))

    def __invert__(self) -> Condition:
        return NOTHING if self is EVERYTHING else EVERYTHING if self is NOTHING else _Not(self)


class _Constant(Condition):
    """Holds of every row, or of none."""

    def __init__(self, value: bool) -> None:
        self.value = value

    def holds(self, row: Any) -> bool:
        return self.value

    def query(self, at: str = "") -> Q:
        return ~Q(pk__in=[]) if self.value else Q(pk__in=[])


EVERYTHING: Condition = _Constant(True)
NOTHING: Condition = _Constant(False)


@dataclass(frozen=True)
class _All(Condition):
    parts: tuple[Condition, ...]

    def within(self) -> tuple[Condition, ...]:
        return self.parts

    def opened(self, mark: Mark) -> Condition:
        return _All(tuple(part.opened(mark) for part in self.parts))

    def holds(self, row: Any) -> bool:
        return all(part.holds(row) for part in self.parts)

    def query(self, at: str = "") -> Q:
        return reduce(and_, (part.query(at) for part in self.parts))


@dataclass(frozen=True)
class _Any(Condition):
    parts: tuple[Condition, ...]

    def within(self) -> tuple[Condition, ...]:
        return self.parts

    def opened(self, mark: Mark) -> Condition:
        return _Any(tuple(part.opened(mark) for part in self.parts))

    def holds(self, row: Any) -> bool:
        return any(part.holds(row) for part in self.parts)

    def query(self, at: str = "") -> Q:
        return reduce(or_, (part.query(at) for part in self.parts))


def _joined(kind: type[_All | _Any], parts: tuple[Condition, ...]) -> Condition:
    """The parts joined without those that change nothing; one part alone is itself."""
    decides, idle = (NOTHING, EVERYTHING) if kind is _All else (EVERYTHING, NOTHING)
    flat: list[Condition] = []
    for part in parts:
        flat += part.parts if type(part) is kind else (part,)
    if any(one is decides for one in flat):
        return decides
    left = [one for n, one in enumerate(flat) if one is not idle and one not in flat[:n]]
    left = _simpler(left) if kind is _Any else left
    return idle if not left else left[0] if len(left) == 1 else kind(tuple(left))


def _simpler(parts: Iterable[Condition]) -> list[Condition]:
    """The same alternatives, those that can be one merged."""
    found: list[Condition] = []
    for part in parts:
        for place, one in enumerate(found):
            both = one.merged(part)
            if both is not None:
                found[place] = both
                break
        else:
            found.append(part)
    return found


@dataclass(frozen=True)
class _Not(Condition):
    part: Condition

    def within(self) -> tuple[Condition, ...]:
        return (self.part,)

    def opened(self, mark: Mark) -> Condition:
        return _Not(self.part.opened(mark))

    def holds(self, row: Any) -> bool:
        return not self.part.holds(row)

    def query(self, at: str = "") -> Q:
        return ~self.part.query(at)


_LOOKUPS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda value, wanted: value == wanted,
    "in": lambda value, wanted: value in wanted,
    "contains": lambda value, wanted: wanted in value,
    "lt": lambda value, wanted: value < wanted,
    "lte": lambda value, wanted: value <= wanted,
    "gte": lambda value, wanted: value >= wanted,
}


@dataclass(frozen=True)
class Is(Condition):
    """A column compared with a value; an empty column meets no comparison."""

    column: str
    wanted: Any
    lookup: str = "exact"

    def opened(self, mark: Mark) -> Condition:
        """Keys are whole numbers, alone or several."""
        several = isinstance(self.wanted, tuple)
        values = self.wanted if several else (self.wanted,)
        if not values or any(type(one) is not int for one in values):
            return self
        marks = tuple(mark(one) for one in values)
        return Is(self.column, marks if several else marks[0], self.lookup)

    def holds(self, row: Any) -> bool:
        value = reached(row, self.column)
        return value is not None and _LOOKUPS[self.lookup](value, self.wanted)

    def query(self, at: str = "") -> Q:
        return Q(**{f"{at}{self.column}__{self.lookup}": self.wanted})


@dataclass(frozen=True)
class Blank(Condition):
    """A column without a value."""

    column: str

    def holds(self, row: Any) -> bool:
        return reached(row, self.column) is None

    def query(self, at: str = "") -> Q:
        return Q(**{f"{at}{self.column}__isnull": True})


@dataclass(frozen=True)
class InCounty(Condition):
    """A row of a county, said to the database where an index begins with it; a row in hand is of the county that asks."""

    county: int

    def opened(self, mark: Mark) -> Condition:
        return InCounty(mark(self.county))

    def holds(self, row: Any) -> bool:
        return True

    def query(self, at: str = "") -> Q:
        return Q(**{f"{at}jurisdiction_id": self.county})


@dataclass(frozen=True)
class _Through(Condition):
    """The row to which a foreign key leads meets a condition."""

    key: str
    part: Condition

    def within(self) -> tuple[Condition, ...]:
        return (self.part,)

    def opened(self, mark: Mark) -> Condition:
        return _Through(self.key, self.part.opened(mark))

    def holds(self, row: Any) -> bool:
        other = reached(row, self.key)
        return other is not None and self.part.holds(other)

    def query(self, at: str = "") -> Q:
        return Q(**{f"{at}{self.key}__isnull": False}) & self.part.query(f"{at}{self.key}__")


def through(key: str, part: Condition) -> Condition:
    """The row to which a foreign key leads meets a condition; where the key is empty, none does."""
    return NOTHING if part is NOTHING else ~Blank(key) if part is EVERYTHING else _Through(key, part)


@dataclass(frozen=True)
class _Some(Condition):
    """A row of another model refers to this one and meets a condition; each value is asked for once."""

    model: type[Model]
    link: str
    part: Condition
    key: str
    known: dict[Any, bool] = field(default_factory=dict, compare=False, repr=False)

    def within(self) -> tuple[Condition, ...]:
        return (self.part,)

    def opened(self, mark: Mark) -> Condition:
        return _Some(self.model, self.link, self.part.opened(mark), self.key)

    def holds(self, row: Any) -> bool:
        value = reached(row, self.key)
        if value is not None and value not in self.known:
            self.known[value] = self._rows(value).exists()
        return value is not None and self.known[value]

    def query(self, at: str = "") -> Q:
        return Q(Exists(self._rows(OuterRef(f"{at}{self.key}"))))

    def _rows(self, value: Any) -> Any:
        rows = self.model._base_manager.filter(**{self.link: value})
        return rows if self.part is EVERYTHING else rows.filter(self.part.query())


def some(model: type[Model], link: str, part: Condition, key: str = "pk") -> Condition:
    """There is a row of `model` that refers to this one (its `link` has the value of `key`) and meets a condition."""
    return NOTHING if part is NOTHING else _Some(model, link, part, key)


@dataclass(frozen=True)
class Among(Condition):
    """One of some values stands in `column` of a row of `model` that refers to this one and meets `part`.

    `link` of those rows has the value of `key` here. The database is asked for them first, so that their index serves.
    A row in hand tells by `held` what stands in them; `near`, a column of its own, is looked at before.
    """

    model: type[Model]
    link: str
    column: str
    wanted: tuple[int, ...]
    held: str
    part: Condition = EVERYTHING
    key: str = "pk"
    near: str = ""

    def opened(self, mark: Mark) -> Condition:
        return replace(self, wanted=tuple(mark(one) for one in self.wanted))

    def within(self) -> tuple[Condition, ...]:
        return (self.part,)

    def holds(self, row: Any) -> bool:
        if self.near and reached(row, self.near) in self.wanted:
            return True
        return any(one in self.wanted for one in reached(row, self.held) or ())

    def query(self, at: str = "") -> Q:
        return Q(**{f"{at}{self.key}__in": self._links()})

    def keys(self, model: type[Model]) -> Any:
        return self._links() if self.key == "pk" else super().keys(model)

    def _links(self) -> Any:
        rows = self.model._base_manager.filter(self.part.query(), **{f"{self.column}__in": self.wanted})
        return rows.order_by().values(self.link)

    def merged(self, other: Condition) -> Condition | None:
        if isinstance(other, Among) and replace(other, wanted=self.wanted) == self:
            return replace(self, wanted=tuple(sorted({*self.wanted, *other.wanted})))
        return None


@dataclass(frozen=True)
class Found(Condition):
    """Of rows of `model` that meet one of some conditions, each of which an index of its own serves.

    The database finds the keys of each and then the rows: alternatives side by side would have it read every row.
    """

    model: type[Model]
    parts: tuple[Condition, ...]

    def within(self) -> tuple[Condition, ...]:
        return self.parts

    def opened(self, mark: Mark) -> Condition:
        return Found(self.model, tuple(part.opened(mark) for part in self.parts))

    def holds(self, row: Any) -> bool:
        return any(part.holds(row) for part in self.parts)

    def query(self, at: str = "") -> Q:
        first, *others = (part.keys(self.model) for part in self.parts)
        return Q(**{f"{at}pk__in": first.union(*others, all=True)})


def found(model: type[Model], *ways: Condition) -> Condition:
    """The rows that meet one of some conditions, each served by an index: found by the keys that each of them gives."""
    parts = tuple(way for way in ways if way is not NOTHING)
    return either(parts) if len(parts) < 2 or EVERYTHING in parts else Found(model, parts)


def reached(row: Any, path: str) -> Any:
    """The value at the end of a way of keys and a column, None where a key on it is empty."""
    for name in path.split("__"):
        row = getattr(row, name) if row is not None else None
    return row


def one_of(column: str, values: Iterable[Any]) -> Condition:
    """A column has one of some values."""
    wanted = tuple(values)
    return Is(column, wanted, "in") if wanted else NOTHING


def alternatives(condition: Condition) -> tuple[Condition, Condition]:
    """Of alternatives those whose query may be kept, and the others; what is no alternative is among the others."""
    parts = condition.parts if isinstance(condition, _Any) else (condition,)
    return either(one for one in parts if one.lasting), either(one for one in parts if not one.lasting)


def either(conditions: Iterable[Condition]) -> Condition:
    """At least one of some conditions holds; none of nothing does."""
    return _joined(_Any, tuple(conditions))

"""What the search finds: declared once for each kind, told to the table of tokens, asked through the one visibility.

A kind names the columns by which its rows are found, and no other is ever handed down. An act that makes such a row, or
changes such a column, tells their texts at its end by itself: `Naming` watches what it writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from duban.acts import token_table
from duban.acts.sight.visibility import visibility_of
from duban.shared.actor import Actor
from duban.shared.conditions import EVERYTHING, Condition, reached

_CHUNK = 2000


@dataclass(frozen=True)
class Face:
    """How a row stands among what was found: `kind` and `ref` say where its own page is, `case_ref` where its case.

    What has neither stands in a `register` of measures; of a measure's documents it is the one called `part`. `beside` are
    short lines, `text` a long one of which a part is shown.
    """

    title: str
    kind: str
    ref: str
    case_ref: str = ""
    label: str = ""
    unit_id: int | None = None
    register: str = ""
    part: str = ""
    beside: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Findable:
    """Rows of a kind (of the visibility) that are found by some `columns`, under a heading (`group`).

    `case` is where they name the case by whose tokens they are found, empty where they have none: of these there are few,
    and each is asked. `told` are the columns besides that `face` reads. `in_full` says for an actor of which rows also the
    columns `only_in_full` may be asked and shown; elsewhere these are empty. `reads` makes text of a column that is none.
    `joined` are told columns that no key leads to, each with what the database makes it of.
    `only` are the rows that are found at all, `at_last` those that are found today while others are in a past.
    `own_way` says that its floor tells the texts by itself.
    """

    kind: str
    group: str
    columns: tuple[str, ...]
    face: Callable[[Mapping[str, Any]], Face]
    case: str = "case_id"
    told: tuple[str, ...] = ()
    only_in_full: tuple[str, ...] = ()
    in_full: Callable[[Actor], Condition] | None = None
    reads: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    only: Condition = EVERYTHING
    at_last: Condition = EVERYTHING
    own_way: bool = False
    joined: Mapping[str, Any] = field(default_factory=dict)

    def texts(self, jurisdiction_id: int, cases: Collection[int] | None) -> Iterator[tuple[int, str]]:
        """The texts of a county by the key of the case that is found by them, in the order of these."""
        rows = self._rows(jurisdiction_id)
        if cases is not None:
            rows = rows.filter(**{f"{self.case}__in": cases})
        columns = (self.case, *self.columns)
        for case, *own in rows.values_list(*columns).order_by(*columns).distinct().iterator(_CHUNK):
            yield from ((case, self._text(name, value)) for name, value in zip(self.columns, own, strict=True))

    def _rows(self, jurisdiction_id: int) -> QuerySet[Any]:
        one = visibility_of(self.kind)
        rows = one.model._base_manager.filter(self.only.query(), jurisdiction_id=jurisdiction_id, **one.where)
        return rows.filter(**{f"{self.case}__isnull": False})

    def _text(self, name: str, value: Any) -> str:
        return self.reads[name](value) if name in self.reads else str(value)

    def values(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row as text, with nothing of what its reader may not see."""
        shut = () if row.get("in_full", True) else self.only_in_full
        texts = {name: "" if name in shut else self._text(name, row[name]) for name in self.columns}
        return {**row, **texts}

    def own(self, row: Any) -> tuple[int | None, list[str]]:
        """The case and the texts of a row in hand."""
        return reached(row, self.case), [self._text(name, reached(row, name)) for name in self.columns]


_findables: list[Findable] = []
_watched: dict[type[Model], list[Findable]] = {}


def register_findable(one: Findable) -> None:
    """Have the search find a kind of rows."""
    if one in _findables:
        return
    _findables.append(one)
    if one.case:
        token_table.register_texts(one.texts)
    if one.case and not one.own_way:
        _watched.setdefault(visibility_of(one.kind).model, []).append(one)


def findables() -> tuple[Findable, ...]:
    """All that the search finds, in the order of the floors."""
    return tuple(_findables)


@dataclass
class Naming:
    """What an act in progress writes of the texts by which cases are found."""

    _said: dict[int, list[str]] = field(default_factory=dict)
    _rows: dict[int, Any] = field(default_factory=dict)
    _found: list[tuple[Findable, Any]] = field(default_factory=list)
    anew: set[int] = field(default_factory=set)

    def say(self, case_id: int, *texts: str) -> None:
        """Let a case be found by texts."""
        self._said.setdefault(case_id, []).extend(texts)

    def made(self, row: Any) -> None:
        """A row is new."""
        if _watching(row):
            self._rows[id(row)] = row

    def changes(self, row: Any, values: Mapping[str, Any]) -> None:
        """Columns of a row get values; told before they do."""
        for one in _watching(row):
            changed = {name for name, value in values.items() if getattr(row, name) != value}
            if id(row) in self._rows or not changed:
                continue
            was_found = one.only.holds(row)
            if was_found:
                self._found.append((one, row))
            if was_found and any(getattr(row, name) for name in changed.intersection(one.columns)):
                self.anew.add(reached(row, one.case))
            if not was_found or changed.intersection(one.columns):
                self._rows[id(row)] = row

    def left(self) -> set[int]:
        """The cases whose tokens are made anew: a text of theirs is another now, or is found no longer."""
        return self.anew | {reached(row, one.case) for one, row in self._found if not one.only.holds(row)}

    def texts(self) -> dict[int, list[str]]:
        """The texts by the case that is found by them, of rows as the act leaves them."""
        found = {case: list(texts) for case, texts in self._said.items()}
        for row in self._rows.values():
            for one in _watching(row):
                case, own = one.own(row)
                if case is not None and one.only.holds(row):
                    found.setdefault(case, []).extend(own)
        return found


def keep(jurisdiction_id: int, acts: Iterable[Naming]) -> None:
    """Write the tokens of what acts have written, and take away those of texts that are no longer there."""
    texts, anew = dict[int, list[str]](), set[int]()
    for one in acts:
        anew |= one.left()
        for case, own in one.texts().items():
            texts.setdefault(case, []).extend(own)
    token_table.write(jurisdiction_id, texts)
    if anew:
        token_table.renew(jurisdiction_id, anew)


def _watching(row: Any) -> list[Findable]:
    """The declarations that a row falls under, as far as its act is to tell its texts."""
    return _watched.get(type(row), [])

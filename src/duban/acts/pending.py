"""Writes that an act has decided on and puts into the database together at its end: few statements, one order."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db import models

from duban.shared.database import bulk
from duban.shared.models import Kept

M = TypeVar("M", bound=Kept)
Change = tuple[Kept, dict[str, Any]]


class Pending:
    """New rows by model and changed columns by row, until `write`."""

    def __init__(self) -> None:
        self._new: dict[type[Kept], list[Kept]] = {}
        self._changed: dict[tuple[str, int], tuple[Kept, dict[str, Any]]] = {}
        self._swapped: dict[tuple[str, int], tuple[int, str]] = {}

    def insert(self, row: Kept) -> None:
        """Insert a row at the end; until then it has no key."""
        self._new.setdefault(type(row), []).append(row)

    def update(self, row: Kept, values: dict[str, Any], swap: tuple[int, str] | None = None) -> None:
        """Set columns of a row at the end; with `swap` only if version and state are still these."""
        if row.pk is None:
            return
        key = (row._meta.db_table, row.pk)
        self._changed.setdefault(key, (row, {}))[1].update(values)
        if swap is not None:
            self._swapped.setdefault(key, swap)

    def rows(self) -> list[Kept]:
        """Every row that waits to be written."""
        return [row for rows in self._new.values() for row in rows] + [
            row for row, _ in self._changed.values()
        ]

    def waiting(self, model: type[M]) -> list[M]:
        """The new rows of a model that wait."""
        return [row for row in self._new.get(model, []) if isinstance(row, model)]

    def write(self, lost: Callable[[Kept], Exception], only: Kept | None = None) -> list[Kept]:
        """Write what waits, or the changes of one row, and return those rows; `lost` makes the error of a lost race."""
        if only is not None:
            key = (only._meta.db_table, only.pk)
            held = self._changed.pop(key, None)
            if held is not None:
                self._swap([held], lost)
            return [only]
        written = self.rows()
        for group in self._groups():
            self._swap(group, lost) if self._key(group[0]) in self._swapped else _update(group)
        for model, new in self._new.items():
            bulk.insert_new(new[0]) if len(new) == 1 else model._base_manager.bulk_create(new)
        self._new, self._changed = {}, {}
        return written

    def _swap(self, group: list[Change], lost: Callable[[Kept], Exception]) -> None:
        """Write rows alike in one statement, each only if its version and state are still as they were read."""
        row, values = group[0]
        asked: list[tuple[Kept, dict[str, Any]]] = []
        for one, _ in group:
            swap = self._swapped.pop(self._key((one, values)), None)
            asked.append((one, {"version": swap[0], "state": swap[1]} if swap else {}))
        if len(asked) == 1:
            written = bulk.update(type(row), values, [row.pk], **asked[0][1])
        else:
            any_of = reduce(or_, (models.Q(pk=one.pk, **still) for one, still in asked))
            written = type(row)._base_manager.filter(any_of).update(**values)
        if written != len(group):
            raise lost(row)

    def _groups(self) -> list[list[Change]]:
        """The changed rows in groups of one table and the same columns; swapped ones also of the same values."""
        groups: dict[tuple[Any, ...], list[Change]] = {}
        for key, (row, values) in self._changed.items():
            alike = repr(sorted(values.items())) if key in self._swapped else ""
            groups.setdefault((key[0], *sorted(values), alike), []).append((row, values))
        return list(groups.values())

    def _key(self, change: Change) -> tuple[str, int]:
        return (change[0]._meta.db_table, change[0].pk)


def _update(group: list[Change]) -> None:
    """Write the same columns of rows of one table in one statement, whether their values are the same or not."""
    row, values = group[0]
    if all(other == values for _, other in group):
        bulk.update(type(row), values, [row.pk for row, _ in group])
    else:
        type(row)._base_manager.bulk_update([row for row, _ in group], list(values))

"""Writes that an act has decided on and puts into the database together at its end: few statements, one order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models

from duban.shared.models import Kept

M = TypeVar("M", bound=Kept)


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
                self._swap(key, *held, lost)
            return [only]
        written = self.rows()
        for key, (row, values) in [item for item in self._changed.items() if item[0] in self._swapped]:
            self._swap(key, row, values, lost)
            del self._changed[key]
        for rows, values in self._alike():
            type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).update(**values)
        for model, new in self._new.items():
            model._base_manager.bulk_create(new)
        self._new, self._changed = {}, {}
        return written

    def _swap(
        self, key: tuple[str, int], row: Kept, values: dict[str, Any], lost: Callable[[Kept], Exception]
    ) -> None:
        rows: models.QuerySet[Any] = type(row)._base_manager.filter(pk=row.pk)
        swap = self._swapped.pop(key, None)
        if swap is not None:
            rows = rows.filter(version=swap[0], state=swap[1])
        if rows.update(**values) != 1:
            raise lost(row)

    def _alike(self) -> list[tuple[list[Kept], dict[str, Any]]]:
        """The changed rows in groups that get the same values."""
        groups: dict[tuple[str, str], tuple[list[Kept], dict[str, Any]]] = {}
        for (table, _), (row, values) in self._changed.items():
            groups.setdefault((table, repr(sorted(values.items()))), ([], values))[0].append(row)
        return list(groups.values())

"""真实性: what people read in a package is what its data say, however well the digests have been made to agree.

Rows and entries are read as they were when the package was built; the tables and the history as told are made from
them once more, in the way in which they were made then.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from duban.archive.checking.records import Records, RowRecord, told
from duban.archive.checking.report import Fault
from duban.archive.packing.due import Spoken
from duban.archive.packing.tables import Derived, history_of, plain, tables_of
from duban.audit.chain import RENEWAL
from duban.audit.verify import vouched_models
from duban.shared.names import NameField

_TOLD_MOST = 10
_SHOWN = 40


@dataclass(frozen=True)
class Dossier:
    """The rows and the own entries of a package, as they could be read; whether digests were ever renewed."""

    rows: list[models.Model]
    spoken: list[Spoken]
    renewed: bool

    def of(self, model: type[Any]) -> list[Any]:
        """The rows of a model in the order of their making."""
        return [row for row in self.rows if isinstance(row, model)]


def read_dossier(records: Records, faults: list[Fault]) -> Dossier:
    """Rows as they were when the package was built; what cannot be read as one is told with its line."""
    dossier = Dossier([], [], any(entry.act == RENEWAL for entry in records.entries))
    for record in records.rows:
        model = _models().get(record.table)
        if model is None:
            continue
        try:
            dossier.rows.append(_row(model, record))
        except (ValidationError, ValueError, TypeError, ArithmeticError):
            faults.append(Fault("usable", record.place, "不是这种数据的样子", "row"))
    for entry in records.entries:
        if entry.belongs:
            dossier.spoken.append(Spoken(entry.at, entry.act, entry.outcome, told(entry)))
    return dossier


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in vouched_models()}


def _row(model: type[models.Model], record: RowRecord) -> models.Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(
        **{name: _read(fields[name], value) for name, value in record.values.items() if name in fields}
    )


def _read(field: models.Field[Any, Any], value: Any) -> Any:
    """A value as the database would give it, and names as they are now."""
    return field.read(value) if isinstance(field, NameField) else field.to_python(value)


def faults(files: Mapping[str, bytes], dossier: Dossier) -> Iterator[Fault]:
    """Every line of a table that the data do not bear out."""
    expected = [*tables_of(dossier.rows), *([history_of(dossier.spoken)] if dossier.spoken else [])]
    for table in expected:
        if table.path in files:
            yield from _table(table, files[table.path])
        else:
            yield Fault("complete", table.path, "数据里有这些内容，包里没有这张表", "derived")
    for path in sorted({one for one in files if one.startswith("tables/")} - {one.path for one in expected}):
        yield Fault("authentic", path, "数据里没有这张表的内容", "derived")


def _table(table: Derived, content: bytes) -> Iterator[Fault]:
    """The cells that differ, each with its line and heading; what is no table at all is told elsewhere."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return
    yield from islice(_differing(table, lines), _TOLD_MOST)


def _differing(table: Derived, lines: list[list[str]]) -> Iterator[Fault]:
    wanted = [table.head, *(tuple(plain(cell) for cell in row) for row in table.body)]
    for number, (found, due) in enumerate(zip_longest(lines, wanted), 1):
        place = f"{table.path} 第 {number} 行"
        if found is None:
            yield Fault("complete", place, f"缺这一行：{short('，'.join(due or ()))}", "derived")
        elif due is None:
            yield Fault("authentic", place, "数据里没有这一行", "derived")
        else:
            yield from _cells(place, table.head, found, due)


def _cells(place: str, head: tuple[str, ...], found: list[str], due: tuple[str, ...]) -> Iterator[Fault]:
    for title, cell, right in zip_longest(head, found, due, fillvalue=""):
        if cell != right:
            told_as = f"“{title or '多出的列'}”写的是“{short(cell)}”，数据是“{short(right)}”"
            yield Fault("authentic", place, told_as, "derived")


def short(text: str) -> str:
    """A text as a fault shows it."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"

"""真实性: what people read in a package is what its data say, however well the digests have been made to agree.

The tables, the history as told and the texts of issued documents are made once more from the rows and the entries of
the package, in the way in which they were made when it was built.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import islice, zip_longest
from typing import Any

from django.db import models

from duban.audit.verify import vouched_models
from duban.documents.official.copies import paper_of
from duban.documents.official.models import IssuedCopy
from duban.insight.archive.checking.records import EntryRecord, Records, RowRecord, told
from duban.insight.archive.checking.report import Fault
from duban.insight.archive.manifest import Manifest
from duban.insight.archive.papers import text_of
from duban.insight.archive.tables import Derived, Spoken, history_of, plain, tables_of

_TOLD_MOST = 10
_SHOWN = 40


def faults(manifest: Manifest, files: Mapping[str, bytes], records: Records) -> Iterator[Fault]:
    """Every line of a table and every text of a document that the data do not bear out."""
    rows = [row for one in records.rows if (row := _as_row(one)) is not None]
    own = [spoken for entry in records.entries if entry.belongs and (spoken := _spoken(entry)) is not None]
    expected = [*tables_of(rows), *([history_of(own)] if own else [])]
    for table in expected:
        if table.path in files:
            yield from _table(table, files[table.path])
        else:
            yield Fault("complete", table.path, "数据里有这些内容，包里没有这张表", "derived")
    for path in sorted({one for one in files if one.startswith("tables/")} - {one.path for one in expected}):
        yield Fault("authentic", path, "数据里没有这张表的内容", "derived")
    yield from _texts(manifest, files, [row for row in rows if isinstance(row, IssuedCopy)])


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in vouched_models()}


def _as_row(record: RowRecord) -> models.Model | None:
    """The row as it was when the package was built; nothing where the data cannot be read as one."""
    model = _models().get(record.table)
    if model is None:
        return None
    fields = {field.attname: field for field in model._meta.concrete_fields}
    try:
        return model(
            **{name: fields[name].to_python(value) for name, value in record.values.items() if name in fields}
        )
    except (ValueError, TypeError, ArithmeticError):
        return None


def _spoken(entry: EntryRecord) -> Spoken | None:
    try:
        at = datetime.fromisoformat(str(entry.columns.get("occurred")))
    except ValueError:
        return None
    return Spoken(at, entry.act, str(entry.columns.get("outcome", "")), told(entry))


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
            yield Fault("complete", place, f"缺这一行：{_short('，'.join(due or ()))}", "derived")
        elif due is None:
            yield Fault("authentic", place, "数据里没有这一行", "derived")
        else:
            yield from _cells(place, table.head, found, due)


def _cells(place: str, head: tuple[str, ...], found: list[str], due: tuple[str, ...]) -> Iterator[Fault]:
    for title, cell, right in zip_longest(head, found, due, fillvalue=""):
        if cell != right:
            told_as = f"“{title or '多出的列'}”写的是“{_short(cell)}”，数据是“{_short(right)}”"
            yield Fault("authentic", place, told_as, "derived")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


def _texts(manifest: Manifest, files: Mapping[str, bytes], copies: list[IssuedCopy]) -> Iterator[Fault]:
    """The plain text and the content of each issued document, held against the copy that was frozen."""
    by_ref = {copy.ref: copy for copy in copies}
    for file in manifest.files:
        copy = by_ref.get(file.source)
        if file.role != "document" or copy is None or file.path not in files:
            continue
        expected = _expected(copy, file.path)
        if expected is not None and files[file.path] != expected:
            yield Fault("authentic", file.path, "与印发时定下的内容不符", "derived")


def _expected(copy: Any, path: str) -> bytes | None:
    if not path.endswith((".txt", ".json")):
        return None
    try:
        paper = paper_of(copy)
    except (ValueError, TypeError, KeyError):
        return b""
    return text_of(paper).encode() if path.endswith(".txt") else paper.to_json().encode()

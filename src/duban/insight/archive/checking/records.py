"""The history and the rows of a package, as the checker reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from duban.insight.archive.checking.report import Fault
from duban.insight.archive.layout import HISTORY, ROWS


@dataclass(frozen=True)
class EntryRecord:
    """One entry of the audit chain: its columns as they are hashed, its payload with the salt, rows with digests."""

    line: int
    n: int
    at: datetime
    hash: str
    previous: str
    columns: Mapping[str, Any]
    salt: str
    text: str
    rows: tuple[tuple[str, int, str], ...]
    belongs: bool

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{HISTORY} 第 {self.line} 行（第 {self.n} 条）"

    @property
    def outcome(self) -> str:
        """How it came out."""
        return str(self.columns.get("outcome", ""))

    @property
    def act(self) -> str:
        """The act that it records."""
        return str(self.columns.get("act", ""))


@dataclass(frozen=True)
class RowRecord:
    """One row of the case, its columns as they are digested."""

    line: int
    table: str
    id: int
    values: Mapping[str, Any]

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{ROWS} 第 {self.line} 行（{self.table} {self.id}）"


@dataclass
class Records:
    """All entries and rows that could be read."""

    entries: list[EntryRecord] = field(default_factory=list)
    rows: list[RowRecord] = field(default_factory=list)

    def of(self, table: str) -> dict[str, RowRecord]:
        """The rows of a table by their public reference."""
        return {str(row.values.get("ref", "")): row for row in self.rows if row.table == table}


def read_records(files: Mapping[str, bytes], faults: list[Fault]) -> Records:
    """Read both files; a line that is none is told with its number."""
    found = Records()
    for line, data in _lines(HISTORY, files, faults):
        try:
            found.entries.append(_entry(line, data))
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            faults.append(Fault("usable", f"{HISTORY} 第 {line} 行", "不是一条完整的记录", "entry"))
    for line, data in _lines(ROWS, files, faults):
        try:
            found.rows.append(RowRecord(line, str(data["table"]), int(data["id"]), dict(data["values"])))
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            faults.append(Fault("usable", f"{ROWS} 第 {line} 行", "不是一条完整的数据", "row"))
    return found


def _entry(line: int, data: Any) -> EntryRecord:
    columns = dict(data["columns"])
    for name in ("object", "version"):
        if columns.get(name) is not None:
            int(columns[name])
    return EntryRecord(
        line=line,
        n=int(columns["n"]),
        at=datetime.fromisoformat(columns["occurred"]),
        hash=str(data["hash"]),
        previous=str(data["previous"]),
        columns=columns,
        salt=str(data["salt"]),
        text=str(data["payload"]),
        rows=tuple((str(table), int(row_id), str(digest)) for table, row_id, digest in data["rows"]),
        belongs=bool(data["belongs"]),
    )


def told(entry: EntryRecord) -> Mapping[str, object]:
    """What an entry says, empty where its text was lawfully deleted."""
    try:
        data = json.loads(entry.text) if entry.text else {}
    except ValueError:
        return {}
    return data if isinstance(data, Mapping) else {}


def _lines(path: str, files: Mapping[str, bytes], faults: list[Fault]) -> list[tuple[int, Any]]:
    content = files.get(path)
    if content is None:
        faults.append(Fault("complete", path, "没有这个文件", "missing"))
        return []
    found = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found.append((number, json.loads(line.decode("utf-8"))))
        except (ValueError, RecursionError):
            faults.append(Fault("usable", f"{path} 第 {number} 行", "不是完整的 JSON", "json"))
    return found

"""The history and the rows of a package, as the checker reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from duban.archive.checking.report import Fault
from duban.archive.packing.layout import HISTORY, ROWS
from duban.mechanism.former import ACT_NAMES

_TOLD_MOST = 20
T = TypeVar("T", "EntryRecord", "RowRecord")


@dataclass(frozen=True)
class EntryRecord:
    """One entry of the audit chain: its columns as they are hashed, its payload with the salt, rows with digests.

    `blocks` are the hashes of blocks of rows that a renewal speaks of and that the package does not hold.
    """

    line: int
    n: int
    at: datetime
    hash: str
    previous: str
    columns: Mapping[str, Any]
    salt: str
    text: str
    rows: tuple[tuple[str, int, str], ...]
    blocks: tuple[tuple[str, int, str], ...]
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
        """The act that it records, by the name that it has now."""
        return ACT_NAMES.present(str(self.columns.get("act", "")))


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
    return Records(
        list(_read(HISTORY, files, faults, _entry, "不是一条完整的记录")),
        list(_read(ROWS, files, faults, _row, "不是一条完整的数据")),
    )


def _read(
    path: str, files: Mapping[str, bytes], faults: list[Fault], make: Callable[[int, Any], T], wrong: str
) -> Iterator[T]:
    """What each line is; of lines that are none, the first are told one by one and the others counted."""
    content = files.get(path)
    if content is None:
        faults.append(Fault("complete", path, "没有这个文件", "missing"))
        return
    bad = 0
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found = make(number, json.loads(line.decode("utf-8")))
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError):
            bad += 1
            if bad <= _TOLD_MOST:
                faults.append(Fault("usable", f"{path} 第 {number} 行", wrong, "line"))
        else:
            yield found
    if bad > _TOLD_MOST:
        faults.append(Fault("usable", path, f"另有 {bad - _TOLD_MOST} 行也{wrong}", "line"))


def _row(line: int, data: Any) -> RowRecord:
    return RowRecord(line, str(data["table"]), int(data["id"]), dict(data["values"]))


def _entry(line: int, data: Any) -> EntryRecord:
    columns = dict(data["columns"])
    for name in ("object", "version"):
        if columns.get(name) is not None:
            int(columns[name])  # ValueError where it is no number
    return EntryRecord(
        line=line,
        n=int(columns["n"]),
        at=datetime.fromisoformat(columns["occurred"]),
        hash=str(data["hash"]),
        previous=str(data["previous"]),
        columns=columns,
        salt=str(data["salt"]),
        text=str(data["payload"]),
        rows=_digests(data["rows"]),
        blocks=_digests(data.get("blocks", ())),
        belongs=bool(data["belongs"]),
    )


def _digests(data: Any) -> tuple[tuple[str, int, str], ...]:
    return tuple((str(table), int(number), str(digest)) for table, number, digest in data)


def told(entry: EntryRecord) -> Mapping[str, object]:
    """What an entry says, empty where its text was lawfully deleted."""
    try:
        data = json.loads(entry.text) if entry.text else {}
    except ValueError:
        return {}
    return data if isinstance(data, Mapping) else {}

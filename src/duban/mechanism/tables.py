"""Tables among the parameters: rows of named columns, such as the kinds of sanctions, each with its legal basis."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")
_WORDS = {
    "text": "文字",
    "list": "文字列表",
    "int": "不小于零的整数",
    "bool": "true 或 false",
    "date": "日期",
}


@dataclass(frozen=True)
class ParameterColumn:
    """One column: its key in the rows, its Chinese title, what it holds, and whether a row may leave it out."""

    key: str
    title: str
    kind: str
    optional: bool = False

    def wrong(self, value: Any) -> str:
        """Why the column cannot take a value, in Chinese; empty if it can."""
        fits = {
            "text": is_text(value),
            "list": isinstance(value, (list, tuple)) and all(is_text(item) for item in value),
            "int": isinstance(value, int) and not isinstance(value, bool) and value >= 0,
            "bool": isinstance(value, bool),
            "date": isinstance(value, date) and not isinstance(value, datetime),
        }[self.kind]
        return "" if fits else f"“{self.title}”应为{_WORDS[self.kind]}"


def is_text(value: Any) -> bool:
    """Whether a value is a text that says something and can be written."""
    return isinstance(value, str) and bool(value.strip()) and not _LONE.search(value)


def columns_of(rows: Iterable[Mapping[str, Any]]) -> tuple[ParameterColumn, ...]:
    """The columns of a table as they stand in the file of parameters."""
    return tuple(ParameterColumn(row["key"], row["title"], row["kind"], row.get("optional", False)) for row in rows)


def wrong(columns: tuple[ParameterColumn, ...], value: Any) -> str:
    """Why a value is not a table with these columns, naming the row; empty if it is. The first column is the key."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(row, Mapping) for row in value):
        return "应为若干行，每行写明各栏"
    seen: set[Any] = set()
    for number, row in enumerate(value, 1):
        fault = _wrong_row(columns, row)
        if fault:
            return f"第{number}行{fault}"
        if row[columns[0].key] in seen:
            return f"第{number}行“{columns[0].title}”与前面重复"
        seen.add(row[columns[0].key])
    return ""


def _wrong_row(columns: tuple[ParameterColumn, ...], row: Mapping[str, Any]) -> str:
    unknown = set(row) - {column.key for column in columns}
    if unknown:
        return f"有不认识的栏“{min(unknown)}”"
    for column in columns:
        if column.key not in row:
            if column.optional:
                continue
            return f"缺少“{column.title}”"
        fault = column.wrong(row[column.key])
        if fault:
            return fault
    return ""


def kept(value: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The rows as a pack keeps them: lists become tuples."""
    return tuple(
        {key: tuple(item) if isinstance(item, list) else item for key, item in row.items()} for row in value
    )


def text(columns: tuple[ParameterColumn, ...], shown: str, value: Iterable[Mapping[str, Any]]) -> str:
    """A table in one line: what its shown column says, row by row."""
    return "、".join(str(row[shown]) for row in value) or "无"


def plain(value: Any) -> Any:
    """A value as JSON takes it: dates in ISO form, also inside of rows."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def as_toml(value: Any) -> str:
    """A value of a pack as TOML writes it on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(as_toml(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {as_toml(item)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""A pack read from its file: every value typed, dated, with source and reason, or refused with place and reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from duban.mechanism import tables
from duban.mechanism.parameters.definitions import PARAMETERS, QUESTIONS, PackError, Value

_VALUE_FIELDS = {"from", "value", "none", "source", "reason"}


def table(name: str, data: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    """A part of the file; empty where the file has none."""
    found = data.get(part, {})
    if not isinstance(found, dict):
        raise PackError(f"{name}：“{part}”应为一个表")
    return found


def read_values(name: str, key: str, rows: Any) -> tuple[Value, ...]:
    """The values of a key in the order of their dates."""
    if not isinstance(rows, list) or not rows:
        raise PackError(f"{name}：参数“{key}”应为至少一个带日期的值")
    values = tuple(read_value(name, key, row) for row in rows)
    for earlier, later in pairwise(values):
        if later.since <= earlier.since:
            raise PackError(f"{name}：参数“{key}”的生效日期没有先后顺序（{earlier.since}、{later.since}）")
    return values


def read_value(name: str, key: str, row: Any) -> Value:
    """One dated value of a key. Raises `PackError` with place and reason."""
    if key not in PARAMETERS:
        raise PackError(f"{name}：不认识的参数“{key}”")
    if not isinstance(row, dict):
        raise PackError(f"{name}：参数“{key}”的值应写明生效日期、值、依据和理由")
    unknown = set(row) - _VALUE_FIELDS
    if unknown:
        raise PackError(f"{name}：参数“{key}”有不认识的内容“{min(unknown)}”")
    since = row.get("from")
    if not isinstance(since, date) or isinstance(since, datetime):
        raise PackError(f"{name}：参数“{key}”缺少生效日期")
    for field, label in (("source", "依据"), ("reason", "理由")):
        if not tables.is_text(row.get(field)):
            raise PackError(f"{name}：参数“{key}”自{since}的值缺少{label}")
    if ("value" in row) == (row.get("none") is True):
        raise PackError(f"{name}：参数“{key}”自{since}应有一个值，或者写明 none = true")
    value = row.get("value")
    wrong = PARAMETERS[key].wrong(value)
    if wrong:
        raise PackError(f"{name}：参数“{key}”自{since}的值不对，{wrong}")
    return Value(since, _kept(key, value), row["source"], row["reason"])


def _kept(key: str, value: Any) -> Any:
    if PARAMETERS[key].kind == "table":
        return tuple(MappingProxyType(row) for row in tables.kept(value))
    return tuple(value) if isinstance(value, list) else value


def read_decision(name: str, key: str, row: Any) -> tuple[str, str]:
    """The answer to an open question that no parameter holds, and its reason."""
    if key not in QUESTIONS:
        raise PackError(f"{name}：不认识的未定事项“{key}”")
    if (
        not isinstance(row, dict)
        or set(row) != {"answer", "reason"}
        or not all(tables.is_text(each) for each in row.values())
    ):
        raise PackError(f"{name}：未定事项“{key}”应写明答案（answer）和理由（reason）")
    return row["answer"], row["reason"]

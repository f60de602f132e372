"""What can be set: every parameter with its clauses, its question and its kind; and what a value of it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from types import MappingProxyType
from typing import Any

from duban.mechanism import tables
from duban.mechanism.clauses import CLAUSES

_KIND_WORDS = {
    "int": "不小于零的整数",
    "bool": "true 或 false",
    "text": "文字",
    "list": "文字列表",
    "ints": "整数列表",
    "choice": "所列选项之一",
    "date": "日期",
    "table": "表",
}

_EVER = date(2000, 1, 1)


class PackError(ValueError):
    """A pack that cannot be taken: the message names the file, the key and what is wrong."""


class UnknownParameter(LookupError):
    """A key that the system does not know."""


class NoValueInForce(LookupError):
    """A parameter for which the pack has no value on the day asked for."""


@dataclass(frozen=True)
class Value:
    """One dated value: in force from `since` (inclusive), with its source (依据) and reason."""

    since: date
    value: Any
    source: str
    reason: str


@dataclass(frozen=True)
class Parameter:
    """What can be set, and in a pack its values in the order of their dates.

    `words` are the words of the notice on which it rests, empty where the notice is silent; `choices` are the
    allowed values with their Chinese names; `optional` allows a value that is not known yet (none). A table has
    `columns`, of which `shown` stands for a row in a line of text. `before` is what a pack means that was kept before
    this parameter existed.
    """

    key: str
    title: str
    clauses: tuple[str, ...]
    question: str
    words: str
    kind: str
    unit: str
    choices: tuple[tuple[str, str], ...]
    optional: bool
    values: tuple[Value, ...] = ()
    columns: tuple[tables.ParameterColumn, ...] = ()
    shown: str = ""
    before: tuple[Value, ...] = ()

    def text(self, value: Any) -> str:
        """A value of this parameter in Chinese, with its unit: 2次, 15天, 是, 县委书记、县长."""
        if value is None:
            return "未定"
        if self.kind == "bool":
            return "是" if value else "否"
        if self.kind == "choice":
            return dict(self.choices)[value]
        if self.kind == "table":
            return tables.text(self.columns, self.shown, value)
        if self.kind in ("list", "ints"):
            return "、".join(f"{item}{self.unit}" for item in value) or "无"
        if self.kind == "date":
            return f"{value.year}年{value.month}月{value.day}日"
        return f"{value}{self.unit}"

    def wrong(self, value: Any) -> str:
        """Why this parameter cannot take a value, in Chinese; empty if it can."""
        if value is None:
            return "" if self.optional else "必须有值"
        if self.kind == "choice":
            allowed = "、".join(name for name, _ in self.choices)
            return "" if isinstance(value, str) and value in dict(self.choices) else f"应为 {allowed} 之一"
        if self.kind == "table":
            return tables.wrong(self.columns, value)
        fits = {
            "int": _is_count(value),
            "bool": isinstance(value, bool),
            "text": tables.is_text(value),
            "list": _is_list(value) and all(tables.is_text(item) for item in value),
            "ints": _is_list(value) and all(_is_count(item) for item in value),
            "date": isinstance(value, date) and not isinstance(value, datetime),
        }[self.kind]
        if not fits:
            return f"应为{_KIND_WORDS[self.kind]}"
        if self.kind in ("list", "ints") and len(set(value)) != len(value):
            return "有重复的项"
        return ""


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


@dataclass(frozen=True)
class Use:
    """A parameter as it was used: its value on a day, in words, and where that value comes from."""

    key: str
    title: str
    value: Any
    text: str
    clauses: tuple[str, ...]
    question: str
    source: str
    since: date
    reason: str
    words: str


@dataclass(frozen=True)
class Question:
    """An open question of the notice with the pack's answer: by parameters (`keys`), by a decision, or both."""

    id: str
    cite: str
    question: str
    answer: str
    reason: str
    keys: tuple[str, ...]


def _resource(path: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("duban.mechanism").joinpath(path).read_text(encoding="utf-8"))


def _definition(key: str, row: Mapping[str, Any]) -> Parameter:
    for clause_id in row["clauses"]:
        if clause_id not in CLAUSES:
            raise PackError(f"参数“{key}”引用了条款表中没有的“{clause_id}”")
    return Parameter(
        key=key,
        title=row["title"],
        clauses=tuple(row["clauses"]),
        question=row.get("question", ""),
        words=row.get("words", ""),
        kind=row["kind"],
        unit=row.get("unit", ""),
        choices=tuple(row.get("choices", {}).items()),
        optional=row.get("optional", False),
        columns=tables.columns_of(row.get("columns", ())),
        shown=row.get("shown", ""),
        before=(Value(_EVER, **{"value": None, **row["before"]}),) if "before" in row else (),
    )


PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {key: _definition(key, row) for key, row in _resource("packs/parameters.toml").items()}
)
"""What can be set, by key, in the order of the notice; without values."""

QUESTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(_resource("data/questions.toml"))
"""What the notice leaves open, by id: where (cite) and what (question)."""


def parameter(key: str) -> Parameter:
    """What is known of a key. Raises `UnknownParameter`."""
    try:
        return PARAMETERS[key]
    except KeyError:
        raise UnknownParameter(f"没有名为“{key}”的参数") from None

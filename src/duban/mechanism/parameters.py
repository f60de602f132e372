"""Parameters: every number and list of the notice and of its open questions, as dated and cited values.

What can be set is fixed by the system (`packs/parameters.toml`); the values make a pack. A pack is immutable and
has a hash; a new value makes a new pack. A value holds from its date until the next one.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from duban.mechanism.clauses import CLAUSES

_KIND_WORDS = {
    "int": "不小于零的整数",
    "bool": "true 或 false",
    "text": "文字",
    "list": "文字列表",
    "ints": "整数列表",
    "choice": "所列选项之一",
    "date": "日期",
}
_VALUE_FIELDS = {"from", "value", "none", "source", "reason"}


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
    allowed values with their Chinese names; `optional` allows a value that is not known yet (none).
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

    def text(self, value: Any) -> str:
        """A value of this parameter in Chinese, with its unit: 2次, 15天, 是, 县委书记、县长."""
        if value is None:
            return "未定"
        if self.kind == "bool":
            return "是" if value else "否"
        if self.kind == "choice":
            return dict(self.choices)[value]
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
        fits = {
            "int": _is_count(value),
            "bool": isinstance(value, bool),
            "text": _is_text(value),
            "list": _is_list(value) and all(_is_text(item) for item in value),
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


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


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
    )


PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {key: _definition(key, row) for key, row in _resource("packs/parameters.toml").items()}
)
"""What can be set, by key, in the order of the notice; without values."""

_QUESTIONS = _resource("data/questions.toml")


def _parameter(key: str) -> Parameter:
    try:
        return PARAMETERS[key]
    except KeyError:
        raise UnknownParameter(f"没有名为“{key}”的参数") from None


@dataclass(frozen=True, eq=False)
class Pack:
    """A set of values under one name. Two packs with the same hash judge every case alike."""

    name: str
    _values: Mapping[str, tuple[Value, ...]]
    _decisions: Mapping[str, tuple[str, str]]

    @classmethod
    def loads(cls, text: str, name: str = "参数包") -> Pack:
        """Read a pack from TOML. `name` stands for the file in messages. Raises `PackError`."""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise PackError(f"{name}：不是有效的 TOML 文件（{error}）") from None
        unknown = set(data) - {"name", "values", "decisions"}
        if unknown:
            raise PackError(f"{name}：不认识的部分“{min(unknown)}”")
        return cls(
            name=str(data.get("name", name)),
            _values={
                key: _read_values(name, key, rows) for key, rows in _table(name, data, "values").items()
            },
            _decisions={
                key: _read_decision(name, key, row) for key, row in _table(name, data, "decisions").items()
            },
        )

    def get(self, key: str, on: date) -> Any:
        """The value in force on a day; lists are tuples. Raises `UnknownParameter` or `NoValueInForce`."""
        return self._in_force(key, on).value

    def use(self, key: str, on: date) -> Use:
        """The value in force on a day, in words and with its source, for a reason or a page."""
        parameter, value = _parameter(key), self._in_force(key, on)
        return Use(
            key=key,
            title=parameter.title,
            value=value.value,
            text=parameter.text(value.value),
            clauses=parameter.clauses,
            question=parameter.question,
            source=value.source,
            since=value.since,
            reason=value.reason,
            words=parameter.words,
        )

    def _in_force(self, key: str, on: date) -> Value:
        parameter = _parameter(key)
        for value in reversed(self._values.get(key, ())):
            if value.since <= on:
                return value
        raise NoValueInForce(
            f"参数“{parameter.title}”（{key}）在{on.year}年{on.month}月{on.day}日没有生效的值"
        )

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter with its values in this pack, in the order of the notice."""
        return tuple(replace(known, values=self._values.get(key, ())) for key, known in PARAMETERS.items())

    @property
    def questions(self) -> tuple[Question, ...]:
        """All open questions with the latest answers of this pack."""
        return self.questions_on(date.max)

    def questions_on(self, on: date) -> tuple[Question, ...]:
        """All open questions with the answers in force on a day."""
        return tuple(self._answered(question_id, row, on) for question_id, row in _QUESTIONS.items())

    def _answered(self, question_id: str, row: Mapping[str, str], on: date) -> Question:
        keys = tuple(key for key, known in PARAMETERS.items() if known.question == question_id)
        uses = [
            self.use(key, on) for key in keys if any(value.since <= on for value in self._values.get(key, ()))
        ]
        answers = [f"{use.title}：{use.text}" for use in uses]
        reasons = [use.reason for use in uses]
        if question_id in self._decisions:
            answer, reason = self._decisions[question_id]
            answers.append(answer)
            reasons.append(reason)
        return Question(question_id, row["cite"], row["question"], "；".join(answers), _once(reasons), keys)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the pack's canonical JSON: names and titles of the system do not enter, values do."""
        data = {
            "name": self.name,
            "values": {key: [_plain(value) for value in values] for key, values in self._values.items()},
            "decisions": {key: list(pair) for key, pair in self._decisions.items()},
        }
        canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8")).hexdigest()

    def with_values(self, changes: Mapping[str, tuple[Any, date, str, str]], name: str = "") -> Pack:
        """A new pack in which each key has one more value: (value, from, source, reason).

        A value from the same day is replaced; earlier and later ones stay. Raises `PackError`.
        """
        values = dict(self._values)
        for key, (value, since, source, reason) in changes.items():
            row = {"from": since, "source": source, "reason": reason}
            row |= {"none": True} if value is None else {"value": value}
            added = _read_value("新的参数值", key, row)
            kept = [old for old in values.get(key, ()) if old.since != since]
            values[key] = tuple(sorted([*kept, added], key=lambda each: each.since))
        return Pack(name or self.name, values, self._decisions)

    def dumps(self) -> str:
        """The pack as TOML; `Pack.loads` gives a pack with the same hash."""
        lines = [f"name = {_toml(self.name)}", "", "[values]"]
        for key in (key for key in PARAMETERS if key in self._values):
            lines += [f"{key} = [", *(f"  {_toml_value(value)}," for value in self._values[key]), "]"]
        lines += ["", "[decisions]"]
        for key, (answer, reason) in self._decisions.items():
            lines.append(f"{key} = {{ answer = {_toml(answer)}, reason = {_toml(reason)} }}")
        return "\n".join(lines) + "\n"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pack) and self.hash == other.hash

    def __hash__(self) -> int:
        return int(self.hash[:15], 16)


@lru_cache(maxsize=1)
def default_pack() -> Pack:
    """The pack with which the system is delivered: the notice's own numbers and a default for every open question."""
    text = resources.files("duban.mechanism").joinpath("packs/default.toml").read_text(encoding="utf-8")
    return Pack.loads(text, "packs/default.toml")


def _once(texts: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(texts))


def _table(name: str, data: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    table = data.get(part, {})
    if not isinstance(table, dict):
        raise PackError(f"{name}：“{part}”应为一个表")
    return table


def _read_values(name: str, key: str, rows: Any) -> tuple[Value, ...]:
    if not isinstance(rows, list) or not rows:
        raise PackError(f"{name}：参数“{key}”应为至少一个带日期的值")
    values = tuple(_read_value(name, key, row) for row in rows)
    for earlier, later in pairwise(values):
        if later.since <= earlier.since:
            raise PackError(f"{name}：参数“{key}”的生效日期没有先后顺序（{earlier.since}、{later.since}）")
    return values


def _read_value(name: str, key: str, row: Any) -> Value:
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
        if not _is_text(row.get(field)):
            raise PackError(f"{name}：参数“{key}”自{since}的值缺少{label}")
    if ("value" in row) == (row.get("none") is True):
        raise PackError(f"{name}：参数“{key}”自{since}应有一个值，或者写明 none = true")
    value = row.get("value")
    wrong = PARAMETERS[key].wrong(value)
    if wrong:
        raise PackError(f"{name}：参数“{key}”自{since}的值不对，{wrong}")
    return Value(since, tuple(value) if isinstance(value, list) else value, row["source"], row["reason"])


def _read_decision(name: str, key: str, row: Any) -> tuple[str, str]:
    if key not in _QUESTIONS:
        raise PackError(f"{name}：不认识的未定事项“{key}”")
    if (
        not isinstance(row, dict)
        or set(row) != {"answer", "reason"}
        or not all(_is_text(each) for each in row.values())
    ):
        raise PackError(f"{name}：未定事项“{key}”应写明答案（answer）和理由（reason）")
    return row["answer"], row["reason"]


def _plain(value: Value) -> list[Any]:
    plain = value.value.isoformat() if isinstance(value.value, date) else value.value
    return [value.since.isoformat(), plain, value.source, value.reason]


def _toml_value(value: Value) -> str:
    own = "none = true" if value.value is None else f"value = {_toml(value.value)}"
    return (
        f"{{ from = {value.since}, {own}, source = {_toml(value.source)}, reason = {_toml(value.reason)} }}"
    )


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""A pack: the values of all parameters, dated and cited, as one immutable, hashed thing."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from duban.mechanism import tables
from duban.mechanism.parameters.definitions import (
    PARAMETERS,
    QUESTIONS,
    NoValueInForce,
    PackError,
    Parameter,
    Question,
    Use,
    Value,
    parameter,
)
from duban.mechanism.parameters.reading import read_decision, read_value, read_values, table


@dataclass(frozen=True, eq=False)
class Pack:
    """A set of values under one name. Two packs with the same hash judge every case alike."""

    name: str
    _values: Mapping[str, tuple[Value, ...]]
    _decisions: Mapping[str, tuple[str, str]]

    def __post_init__(self) -> None:
        """Close the pack: nobody who holds it can change a value in it."""
        object.__setattr__(self, "_values", MappingProxyType(dict(self._values)))
        object.__setattr__(self, "_decisions", MappingProxyType(dict(self._decisions)))

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
            _values={key: read_values(name, key, rows) for key, rows in table(name, data, "values").items()},
            _decisions={
                key: read_decision(name, key, row) for key, row in table(name, data, "decisions").items()
            },
        )

    def get(self, key: str, on: date) -> Any:
        """The value in force on a day; lists are tuples. Raises `UnknownParameter` or `NoValueInForce`."""
        return self._in_force(key, on).value

    def use(self, key: str, on: date) -> Use:
        """The value in force on a day, in words and with its source, for a reason or a page."""
        known, value = parameter(key), self._in_force(key, on)
        return Use(
            key=key,
            title=known.title,
            value=value.value,
            text=known.text(value.value),
            clauses=known.clauses,
            question=known.question,
            source=value.source,
            since=value.since,
            reason=value.reason,
            words=known.words,
        )

    def _in_force(self, key: str, on: date) -> Value:
        known = parameter(key)
        found = self._found(key, on)
        if found is None:
            raise NoValueInForce(
                f"参数“{known.title}”（{key}）在{on.year}年{on.month}月{on.day}日没有生效的值"
            )
        return found

    def _found(self, key: str, on: date) -> Value | None:
        return next((value for value in reversed(self._dated(key)) if value.since <= on), None)

    def _dated(self, key: str) -> tuple[Value, ...]:
        """The values of a key; of a parameter that came later than this pack, what was meant before it came."""
        return self._values.get(key, parameter(key).before)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter with its values in this pack, in the order of the notice."""
        return tuple(replace(known, values=self._dated(key)) for key, known in PARAMETERS.items())

    @property
    def absent(self) -> tuple[str, ...]:
        """The parameters that came later than this pack, in the order of the notice."""
        return tuple(key for key in PARAMETERS if key not in self._values)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All open questions with the latest answers of this pack."""
        return self.questions_on(date.max)

    def questions_on(self, on: date) -> tuple[Question, ...]:
        """All open questions with the answers in force on a day."""
        return tuple(self._answered(question_id, row, on) for question_id, row in QUESTIONS.items())

    def _answered(self, question_id: str, row: Mapping[str, str], on: date) -> Question:
        keys = tuple(key for key, known in PARAMETERS.items() if known.question == question_id)
        uses = [self.use(key, on) for key in keys if any(value.since <= on for value in self._dated(key))]
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
            added = read_value("新的参数值", key, row)
            kept = [old for old in self._dated(key) if old.since != since]
            values[key] = tuple(sorted([*kept, added], key=lambda each: each.since))
        return Pack(name or self.name, values, self._decisions)

    def with_answers(self, answers: Mapping[str, tuple[str, str]]) -> Pack:
        """A new pack in which open questions have other answers: question to (answer, reason). Raises `PackError`."""
        read = {
            key: read_decision("新的答案", key, {"answer": answer, "reason": reason})
            for key, (answer, reason) in answers.items()
        }
        return Pack(self.name, self._values, {**self._decisions, **read})

    def answer(self, question_id: str) -> tuple[str, str] | None:
        """The answer to an open question that no parameter holds, with its reason; None where there is none."""
        return self._decisions.get(question_id)

    def settled(self, on: date, since: date) -> Pack:
        """A new pack with one value a key: the one in force on a day, as if it had always held."""
        values = {
            key: (replace(found, since=since),)
            for key in self._values
            if (found := self._found(key, on)) is not None
        }
        return Pack(self.name, values, self._decisions)

    def dumps(self) -> str:
        """The pack as TOML; `Pack.loads` gives a pack with the same hash."""
        lines = [f"name = {tables.as_toml(self.name)}", "", "[values]"]
        for key in (key for key in PARAMETERS if key in self._values):
            lines += [f"{key} = [", *(f"  {_toml_value(value)}," for value in self._values[key]), "]"]
        lines += ["", "[decisions]"]
        for key, (answer, reason) in self._decisions.items():
            lines.append(
                f"{key} = {{ answer = {tables.as_toml(answer)}, reason = {tables.as_toml(reason)} }}"
            )
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


def _plain(value: Value) -> list[Any]:
    return [value.since.isoformat(), tables.plain(value.value), value.source, value.reason]


def _toml_value(value: Value) -> str:
    own = "none = true" if value.value is None else f"value = {tables.as_toml(value.value)}"
    return f"{{ from = {value.since}, {own}, source = {tables.as_toml(value.source)}, reason = {tables.as_toml(value.reason)} }}"

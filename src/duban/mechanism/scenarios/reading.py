"""Reads scenario files strictly: what cannot be understood is refused with its place, never guessed (七)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from duban.mechanism.consequences.history import Event, Measure, Override
from duban.mechanism.parameters import Pack, default_pack
from duban.mechanism.scenarios.events import Reader
from duban.mechanism.scenarios.faults import Notes, ScenarioFault, ScenarioFaults
from duban.mechanism.scenarios.parameters import note_mismatches, pack_with, read_parameters

SUBJECTS = ("unit", "leader", "handler", "unit+leader")
DEFAULT_KIND = "县直副科以上单位"
_KIND_WORDS = {
    "镇街党（工）委": "镇（街道）党（工）委",
    "镇街政府（办事处）": "镇（街道）人民政府（办事处）",
    "县属国企": "县属国有企业",
    "驻X单位": "驻县单位",
}
_FIELDS = {
    "id", "title", "subject", "assessment_year", "unit_kind", "subject_unit", "assessment_closed_on", "params",
    "events", "expected", "not_expected", "derivation", "certainty", "depends_on", "variant",
}  # fmt: skip


@dataclass(frozen=True)
class Variant:
    """Other parameters for a scenario, and what is expected under them."""

    params: Mapping[str, Any]
    expected: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Foreign:
    """An event of a unit that is not the one judged."""

    event: Event
    unit: str


@dataclass(frozen=True)
class Scenario:
    """One case: who is judged for which year, what happened, and under which parameters.

    `unit` is the name of the unit judged (empty where none is named), `merged` are those merged into it. `params`
    are those of the scenario over the defaults of its file.
    """

    id: str
    title: str
    subject: str
    year: int
    unit_kind: str
    unit: str
    merged: tuple[str, ...]
    closed_on: date | None
    params: Mapping[str, Any]
    unit_events: tuple[Event, ...]
    person_events: tuple[Event, ...]
    foreign: tuple[Foreign, ...]
    measures: tuple[Measure, ...]
    overrides: tuple[Override, ...]
    expected: tuple[Mapping[str, Any], ...]
    not_expected: tuple[str, ...]
    variants: tuple[Variant, ...]
    derivation: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Impossible:
    """A case that cannot be judged: its id where it has one, its place in the file, and every fault."""

    id: str
    place: str
    faults: tuple[ScenarioFault, ...]


@dataclass(frozen=True)
class Scenarios:
    """A file of scenarios with the parameters that hold unless a scenario says otherwise.

    `impossible` are the cases of a batch that cannot be judged beside those that can.
    """

    defaults: Mapping[str, Any]
    scenarios: tuple[Scenario, ...]
    impossible: tuple[Impossible, ...] = ()


def loads(
    content: str | bytes, overriding: Mapping[str, Any] | None = None, *, batch: bool = False
) -> Scenarios:
    """Read JSON text. Raises `ScenarioFaults` with every fault; see `read` for a batch."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
        data = json.loads(text, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise ScenarioFaults([ScenarioFault("", "不是 UTF-8 编码的文本")]) from None
    except json.JSONDecodeError as error:
        where = f"第{error.lineno}行第{error.colno}列"
        raise ScenarioFaults([ScenarioFault("", f"不是有效的 JSON，{where}读不下去")]) from None
    except _Twice as error:
        raise ScenarioFaults([ScenarioFault("", f"“{error}”在同一个对象里写了两次")]) from None
    except RecursionError:
        raise ScenarioFaults([ScenarioFault("", "嵌套过深")]) from None
    return read(data, overriding, batch=batch)


class _Twice(Exception):
    """A key that stands twice in one JSON object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def read(data: Any, overriding: Mapping[str, Any] | None = None, *, batch: bool = False) -> Scenarios:
    """Read one scenario or {"scenarios": […]}. Raises `ScenarioFaults` with every fault.

    `overriding` are parameters put over those of every scenario. In a `batch` a case that cannot be judged is put
    aside with its faults as long as another one can; what is wrong with the file itself is refused as ever.
    """
    notes = Notes()
    top = notes.table("", data)
    many = "scenarios" in top
    defaults = shipped_defaults()
    if many and "default_params" in top:
        defaults = {**defaults, **read_parameters(notes, "default_params", top["default_params"])}
    rows = notes.rows("scenarios", top["scenarios"]) if many else [data] if top else []
    if not rows and not notes.faults:
        notes.add("scenarios" if many else "", "没有案例")
    of_file = len(notes.faults)
    found, aside = [], []
    ids: dict[str, str] = {}
    for number, row in enumerate(rows):
        place, before = f"scenarios[{number}]" if many else "", len(notes.faults)
        one = _Scenario(notes, place, defaults, overriding or {}).read(row)
        if one is not None and one.id in ids:
            notes.add(f"{place}.id", f"“{one.id}”与{ids[one.id]}重复")
        faults = tuple(notes.faults[before:])
        if faults or one is None:
            aside.append(Impossible(_id_of(row), place, faults))
            continue
        ids[one.id] = place
        found.append(one)
    if notes.faults and not (batch and found and not of_file):
        raise ScenarioFaults(notes.faults)
    return Scenarios(MappingProxyType(dict(defaults)), tuple(found), tuple(aside))


def _id_of(row: Any) -> str:
    given = row.get("id") if isinstance(row, dict) else None
    return given if isinstance(given, str) else ""


@lru_cache(maxsize=1)
def shipped_defaults() -> Mapping[str, Any]:
    """The parameters under which the shipped scenarios stand; a scenario names only what differs."""
    notes = Notes()
    defaults = read_parameters(notes, "default_params", _shipped()["default_params"])
    if notes.faults:
        raise ScenarioFaults(notes.faults)
    return MappingProxyType(defaults)


@lru_cache(maxsize=1)
def shipped() -> Scenarios:
    """The scenarios of the product: packs are tried against them."""
    return read(_shipped())


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Any]:
    source = resources.files("duban.mechanism").joinpath("data/scenarios.json")
    data: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return data


class _Scenario:
    """Reads one scenario at its place."""

    def __init__(
        self, notes: Notes, place: str, defaults: Mapping[str, Any], overriding: Mapping[str, Any]
    ) -> None:
        self.notes = notes
        self.place = place
        self.defaults = defaults
        self.overriding = overriding

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def read(self, given: Any) -> Scenario | None:
        """The scenario; None where it cannot be taken, with its faults noted."""
        before = len(self.notes.faults)
        row = self.notes.table(self.place, given)
        if not row:
            self.notes.add(self.place, "是空的") if isinstance(given, dict) else None
            return None
        self.notes.known(self.place, row, _FIELDS)
        subject = self.notes.choice(self.place, row, "subject", SUBJECTS)
        year = self.notes.year(self.place, row, "assessment_year", required=True)
        own = read_parameters(self.notes, self._at("params"), row.get("params", {}))
        params = {**self.defaults, **own, **self.overriding}
        pack = self._pack(params, own, year)
        closed_on = self.notes.day(self.place, row, "assessment_closed_on")
        if year and closed_on and closed_on.year < year:
            self.notes.add(self._at("assessment_closed_on"), f"结账日期{closed_on}早于考核年度{year}")
        kind = self._unit_kind(row, pack)
        events = Reader(self.notes, self._at("events"), pack, subject, closed_on).read(row)
        unit = self.notes.text(self.place, row, "subject_unit")
        named = events.units(self.notes, self._at("subject_unit"), unit) if "unit" in subject else ("", ())
        texts = {
            key: self.notes.text(self.place, row, key) for key in ("id", "title", "derivation", "certainty")
        }
        told: dict[str, Any] = {
            "expected": self._expected(row, "expected", self._at("expected")),
            "not_expected": self._words(row, "not_expected"),
            "variants": self._variants(row),
            "questions": self._words(row, "depends_on"),
        }
        if len(self.notes.faults) > before or year is None:
            return None
        own_events, foreign = events.of_unit(*named)
        return Scenario(
            id=texts["id"] or self.place or "1",
            title=texts["title"],
            subject=subject,
            year=year,
            unit_kind=kind,
            unit=named[0],
            merged=named[1],
            closed_on=closed_on,
            params=MappingProxyType(params),
            unit_events=own_events,
            person_events=tuple(events.persons),
            foreign=tuple(Foreign(event, name) for event, name in foreign),
            measures=events.measures_on(named[0]),
            overrides=tuple(events.overrides),
            derivation=texts["derivation"],
            **told,
        )

    def _pack(self, params: Mapping[str, Any], own: Mapping[str, Any], year: int | None) -> Pack:
        pack = pack_with(default_pack(), params)
        if year is not None:
            note_mismatches(self.notes, self._at("params"), pack, year, own)
        return pack

    def _unit_kind(self, row: dict[str, Any], pack: Pack) -> str:
        given = self.notes.text(self.place, row, "unit_kind") or DEFAULT_KIND
        plain = given.replace("(", "（").replace(")", "）")
        kind = _KIND_WORDS.get(plain, plain)
        known = tuple(
            dict.fromkeys((*pack.get("unit_kinds", date.max), *pack.get("recommend_only_kinds", date.max)))
        )
        if kind not in known:
            self.notes.add(self._at("unit_kind"), f"没有“{given}”这种单位，应为{'、'.join(known)}之一")
        return kind

    def _expected(self, row: dict[str, Any], key: str, place: str) -> tuple[Mapping[str, Any], ...]:
        found = []
        for number, each in enumerate(self.notes.rows(place, row.get(key, []))):
            result = self.notes.table(f"{place}[{number}]", each)
            if result:
                self.notes.text(f"{place}[{number}]", result, "code", required=True)
            found.append(MappingProxyType(result))
        return tuple(found)

    def _variants(self, row: dict[str, Any]) -> tuple[Variant, ...]:
        found = []
        for number, each in enumerate(self.notes.rows(self._at("variant"), row.get("variant", []))):
            place = f"{self._at('variant')}[{number}]"
            variant = self.notes.table(place, each)
            self.notes.known(place, variant, {"params", "expected"})
            params = read_parameters(self.notes, f"{place}.params", variant.get("params", {}))
            found.append(
                Variant(MappingProxyType(params), self._expected(variant, "expected", f"{place}.expected"))
            )
        return tuple(found)

    def _words(self, row: dict[str, Any], key: str) -> tuple[str, ...]:
        rows = self.notes.rows(self._at(key), row.get(key, []))
        for number, each in enumerate(rows):
            if not isinstance(each, str):
                self.notes.add(f"{self._at(key)}[{number}]", "应为文字")
        return tuple(str(each) for each in rows)

"""The events of a scenario: decisions, measures and superior documents, each checked where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from duban.mechanism.consequences.checking import override_fault
from duban.mechanism.consequences.history import MEASURES, Event, Measure, Override
from duban.mechanism.parameters import Pack
from duban.mechanism.rulings import sanctions
from duban.mechanism.rulings.sanctions import Target
from duban.mechanism.scenarios.faults import Notes, named

UNIT, PERSON, MEASURE, OVERRIDE = "unit_accountability", "person_accountability", "measure", "override"
_TYPES = (UNIT, PERSON, MEASURE, OVERRIDE)
_REVOKED, _CHANGED, _PENDING = "revoked", "changed", "appeal_pending"
_STATUS = {"status", "revoked_on", "changed_to", "changed_on"}
_BOTH = {
    "type",
    "measure",
    "effective",
    "matter",
    "decision",
    "by",
    "unit",
    "conduct_year",
    "decided",
    "document",
    *_STATUS,
}
_FIELDS = {
    UNIT: _BOTH | {"merged_into"},
    PERSON: _BOTH | {"is_leading_cadre"},
    MEASURE: {"type", "measure", "date", "matter", "unit", "document"},
    OVERRIDE: {
        "type", "source", "target", "value", "when", "effective_from", "effective_to", "priority", "level",
    },
}  # fmt: skip


@dataclass
class Events:
    """The events of a scenario by their kind; those on units still carry the name of their unit as subject."""

    decided: list[Event] = field(default_factory=list)
    persons: list[Event] = field(default_factory=list)
    measures: list[tuple[str, Measure]] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    successors: dict[str, str] = field(default_factory=dict)

    def units(self, notes: Notes, place: str, unit: str) -> tuple[str, tuple[str, ...]]:
        """The unit that is judged, and those merged into it; noted where it cannot be told or is not there."""
        names = {str(event.subject) for event in self.decided} | set(self.successors.values())
        names.discard("")
        if unit and names and unit not in names:
            notes.add(place, f"事件里没有“{unit}”这个单位，有的是{'、'.join(sorted(names))}")
            return unit, ()
        if not unit:
            last = {self._last(name) for name in names}
            if len(last) > 1:
                notes.add(place, f"事件涉及{'、'.join(sorted(names))}，须写明评的是哪个单位")
                return "", ()
            unit = last.pop() if last else ""
        merged = {name for name in self.successors if name != unit and self.reaches(name, unit)}
        return unit, tuple(sorted(merged))

    def _last(self, name: str) -> str:
        seen = {name}
        while name in self.successors and self.successors[name] not in seen:
            name = self.successors[name]
            seen.add(name)
        return name

    def reaches(self, name: str, unit: str) -> bool:
        """Whether a unit ends up in another one, directly or by way of others."""
        seen = {name}
        while name in self.successors and name != unit:
            name = self.successors[name]
            if name in seen:
                return False
            seen.add(name)
        return name == unit

    def measures_on(self, unit: str) -> tuple[Measure, ...]:
        """The measures on a unit; those that name none are on the unit judged."""
        return tuple(measure for name, measure in self.measures if not unit or name in ("", unit))

    def of_unit(
        self, unit: str, merged: tuple[str, ...]
    ) -> tuple[tuple[Event, ...], tuple[tuple[Event, str], ...]]:
        """The events of the unit judged and of those merged into it, and those of other units with their names."""
        own, foreign = [], []
        for event in self.decided:
            name = str(event.subject)
            if name in merged or name in ("", unit):
                own.append(event if name in merged else replace(event, subject=unit))
            else:
                foreign.append((event, name))
        return tuple(own), tuple(foreign)


class Reader:
    """Reads the events of one scenario."""

    def __init__(self, notes: Notes, place: str, pack: Pack, subject: str, closed_on: date | None) -> None:
        self.notes = notes
        self.place = place
        self.pack = pack
        self.handler = subject == "handler"
        self.closed_on = closed_on
        self.found = Events()

    def read(self, row: dict[str, Any]) -> Events:
        """All events, with every fault noted."""
        if "events" not in row:
            self.notes.add(self.place, "缺少")
            return self.found
        for number, each in enumerate(self.notes.rows(self.place, row["events"])):
            place = f"{self.place}[{number}]"
            event = self.notes.table(place, each)
            if not isinstance(each, dict):
                continue
            kind = self.notes.choice(place, event, "type", _TYPES)
            if kind:
                self.notes.known(place, event, _FIELDS[kind])
                _READ[kind](self, place, event)
        return self.found

    def unit_decision(self, place: str, row: dict[str, Any]) -> None:
        """A decision on a unit."""
        event = self._decision(place, row, Target.UNIT)
        unit = self.notes.text(place, row, "unit")
        successor = self.notes.text(place, row, "merged_into")
        if successor and successor == unit:
            self.notes.add(f"{place}.merged_into", f"“{unit}”不能并入自己")
        elif successor:
            known = self.found.successors.setdefault(unit, successor)
            if known != successor:
                self.notes.add(f"{place}.merged_into", f"“{unit}”已写并入{known}，这里又写并入{successor}")
            if self.found.reaches(successor, unit):
                self.notes.add(f"{place}.merged_into", f"“{unit}”与“{successor}”互相并入")
        if event is not None:
            self.found.decided.append(replace(event, subject=unit))

    def person_decision(self, place: str, row: dict[str, Any]) -> None:
        """A decision on a person."""
        event = self._decision(place, row, Target.PERSON)
        leading = self.notes.flag(place, row, "is_leading_cadre", default=not self.handler)
        self.notes.text(place, row, "unit")
        if event is not None:
            self.found.persons.append(replace(event, leading=leading))

    def _decision(self, place: str, row: dict[str, Any], target: Target) -> Event | None:
        kind = self._kind(place, row, "measure", target)
        on = self.notes.day(place, row, "effective", required=True)
        decided = self.notes.day(place, row, "decided")
        self.notes.ordered(place, "effective", on, decided, ("生效日期", "决定日期"))
        conduct = self.notes.year(place, row, "conduct_year")
        if on and conduct and conduct > on.year:
            self.notes.add(f"{place}.conduct_year", f"行为年度{conduct}晚于决定生效的{on.year}年")
        texts = {key: self.notes.text(place, row, key) for key in ("matter", "decision", "by", "document")}
        status = self._status(place, row, on, target, kind)
        if not kind or on is None:
            return None
        return Event(
            kind=status.now or kind,
            on=on,
            matter=texts["matter"] or None,
            decision=texts["decision"] or None,
            decided_on=decided,
            conduct_year=conduct,
            pending=status.word == _PENDING,
            revoked=status.word == _REVOKED,
            revoked_on=status.revoked_on,
            was=kind if status.now else "",
            changed_on=status.changed_on,
            level=self._level(texts["by"]),
            document=texts["document"],
        )

    def _kind(self, place: str, row: dict[str, Any], key: str, target: Target) -> str:
        word = self.notes.text(place, row, key, required=True)
        if not word:
            return ""
        try:
            return sanctions.kind_of_word(word, target, self.pack).key
        except sanctions.UnknownKind as error:
            known = "、".join(one.word for one in sanctions.kinds(self.pack) if one.target is target)
            self.notes.add(f"{place}.{key}", f"{error}，应为{known}之一")
            return ""

    def _level(self, by: str) -> str:
        """The superior level that a deciding body belongs to; empty for one of the county."""
        levels: tuple[str, ...] = self.pack.get("superior_levels", date.max)
        return next((level for level in levels if by.startswith(level)), "")

    def _status(self, place: str, row: dict[str, Any], on: date | None, target: Target, kind: str) -> _Status:
        word = self.notes.choice(place, row, "status", (_REVOKED, _CHANGED, _PENDING), required=False)
        revoked_on = self.notes.day(place, row, "revoked_on")
        changed_on = self.notes.day(place, row, "changed_on")
        now = self._kind(place, row, "changed_to", target) if row.get("changed_to") is not None else ""
        for key, needed in (("revoked_on", _REVOKED), ("changed_on", _CHANGED), ("changed_to", _CHANGED)):
            if row.get(key) is not None and word != needed and "status" not in self._faulty(place):
                self.notes.add(f"{place}.{key}", f"写了这一项，status 应为 {needed}")
        if word == _CHANGED and row.get("changed_to") is None:
            self.notes.add(f"{place}.changed_to", "变更的须写明变更为什么")
        if self.closed_on and word in (_REVOKED, _CHANGED):
            key = f"{word}_on"
            if row.get(key) is None:
                self.notes.add(f"{place}.{key}", "写了结账日期，须写明这一日期，才知道在结账前还是结账后")
        self.notes.ordered(place, "revoked_on", revoked_on, on, ("撤销日期", "生效日期"))
        self.notes.ordered(place, "changed_on", changed_on, on, ("变更日期", "生效日期"))
        return _Status(word, revoked_on, changed_on, now)

    def _faulty(self, place: str) -> set[str]:
        return {
            one.place.removeprefix(f"{place}.")
            for one in self.notes.faults
            if one.place.startswith(f"{place}.")
        }

    def measure(self, place: str, row: dict[str, Any]) -> None:
        """A measure that was issued."""
        kind = self.notes.choice(place, row, "measure", MEASURES)
        on = self.notes.day(place, row, "date", required=True)
        texts = {key: self.notes.text(place, row, key) for key in ("matter", "unit", "document")}
        if kind and on:
            measure = Measure(kind, on, texts["document"], texts["matter"] or None)
            self.found.measures.append((texts["unit"], measure))

    def override(self, place: str, row: dict[str, Any]) -> None:
        """What a superior document provides otherwise."""
        if row.get("source") is None:
            self.notes.add(f"{place}.source", "缺少上级文件：没有依据的规定不能适用")
        source = self.notes.text(place, row, "source")
        target = self.notes.text(place, row, "target", required=True)
        value = True if row.get("value") is None else row["value"]
        if not isinstance(value, (bool, str)):
            self.notes.add(f"{place}.value", f"应为 true、false 或者奖次，写的是{named(value)}")
        elif target:
            told = override_fault(target, value, self.pack.get("grade_ladder", date.max))
            if told:
                key = "value" if told.startswith("的") else "target"
                self.notes.add(f"{place}.{key}", told.removeprefix("的"))
        since = self.notes.day(place, row, "effective_from")
        until = self.notes.day(place, row, "effective_to")
        self.notes.ordered(place, "effective_to", until, since, ("止期", "起期"))
        level = self.notes.choice(
            place, row, "level", self.pack.get("superior_levels", date.max), required=False
        )
        priority = self.notes.integer(place, row, "priority") if row.get("priority") is not None else None
        measures = self._when(place, row)
        written = {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
        self.found.overrides.append(
            Override(source, target, written, measures, since, until, level, priority)
        )

    def _when(self, place: str, row: dict[str, Any]) -> tuple[str, ...]:
        if row.get("when") is None:
            return ()
        when = self.notes.table(f"{place}.when", row["when"])
        self.notes.known(f"{place}.when", when, {"measure"})
        given = when.get("measure")
        words = given if isinstance(given, list) else [given]
        known = {one.word for one in sanctions.kinds(self.pack)} | set(MEASURES)
        for word in words:
            if not isinstance(word, str) or word not in known:
                self.notes.add(f"{place}.when.measure", f"没有{named(word)}这种方式")
        return tuple(word for word in words if isinstance(word, str))


@dataclass(frozen=True)
class _Status:
    """What became of a decision."""

    word: str
    revoked_on: date | None
    changed_on: date | None
    now: str


_READ = {
    UNIT: Reader.unit_decision,
    PERSON: Reader.person_decision,
    MEASURE: Reader.measure,
    OVERRIDE: Reader.override,
}

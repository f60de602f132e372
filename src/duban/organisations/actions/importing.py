"""Ledgers of units, and of people with their posts: each row held against the directory, then entered by its acts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from duban.acts.batch import Batch, BatchedWork
from duban.acts.ledgers import Fate, Intake, LedgerRow, Planned, Question, Remark, asked, faulty, planned
from duban.acts.work import permit_creation
from duban.mechanism.appointments import by_principal, by_two
from duban.mechanism.standing import Function, PostRole
from duban.organisations.actions.neighbours import Known
from duban.organisations.actions.people import CATEGORIES, alter_person, enter_person
from duban.organisations.actions.postlists import Listed, keep_rows
from duban.organisations.actions.posts import enter_post, fits
from duban.organisations.actions.shared import renew
from duban.organisations.actions.titles import role_named
from duban.organisations.actions.units import alter_unit, enter_unit
from duban.organisations.models import Person, Post, PostList, Unit
from duban.organisations.policies import COUNTY, proposing_organ
from duban.shared import memo
from duban.shared.actor import Actor
from duban.shared.script import same_in_another_script, traditional

_STEP = 10
_KEPT = {"name": "全称", "short_name": "简称", "sequence": "组织序列", "level": "规格", "side": "所属"}
_FIXED = {"kind": "单位种类", "function": "职能", "active_from": "成立日期"}
_OF_PERSON = ("name", "rank", "note", "personnel_category")
SAME, OTHER = "same", "other"


class Units:
    """Takes a ledger of units in."""

    fields: ClassVar[Mapping[str, str]] = {}

    def __init__(self, actor: Actor, decisions: Mapping[str, str]) -> None:
        self.known = Known()
        self.county = memo.versions(actor.jurisdiction_id).county
        self.last = max((unit.sequence for unit in self.known.units.values()), default=0)
        self.decisions = decisions
        self.seen: dict[str, str] = {}
        self.rows_of: dict[int, str] = {}

    def plan(self, rows: list[LedgerRow]) -> list[Planned]:
        """New units, changed ones, and those that stand in the directory as the ledger has them."""
        return [self._plan(row) for row in rows]

    def _plan(self, row: LedgerRow) -> Planned:
        values = dict(row.values)
        name = values.get("name", "")
        if not name:
            return faulty(row, "")
        if name in self.seen:
            return faulty(row, name, row.remark("name", f"与 {self.seen[name]} 重复。"))
        self.seen[name] = row.remark("name", "").address
        found = list(self.known.units_named(_spellings(name, values.get("short_name", name))))
        if not found and traditional(name):
            return self._another_script(row, name, values)
        if len(found) > 1:
            names = "、".join(unit.name for unit in found)
            return faulty(row, name, row.remark("name", f"全称和简称分别属于已登记的{names}。"))
        return self._found(row, found[0], values) if found else self._new(row, name, values)

    def _another_script(self, row: LedgerRow, name: str, values: dict[str, Any]) -> Planned:
        """A name in traditional characters: a unit on the register, or one that is really written so, as a person says."""
        key, there = f"script:{name}", self.known.units.values()
        decided = self.decisions.get(key, "")
        if decided == OTHER:
            return self._new(row, name, values)
        alike = [one for one in there if {one.name, one.short_name} & self._simplified(name, there)]
        unit = next((one for one in alike if one.ref == decided), None)
        if unit is not None:
            return self._changed(row, unit, {**values, "name": unit.name, "short_name": unit.short_name})
        options = tuple((one.ref, f"就是已登记的{one.name}") for one in alike)
        text = f"“{name}”里有繁体字“{traditional(name)}”，是哪个单位？"
        at = row.remark("name", "").address
        return asked(row, name, Question(key, at, text, (*options, (OTHER, "照原样登记为新单位"))))

    @staticmethod
    def _simplified(name: str, there: Iterable[Unit]) -> set[str]:
        names = (known for unit in there for known in (unit.name, unit.short_name))
        return {known for known in names if same_in_another_script(name, known)}

    def _found(self, row: LedgerRow, unit: Unit, values: dict[str, Any]) -> Planned:
        """What becomes of a unit on the register; one that shares only the short name is asked about."""
        name = values["name"]
        if name not in (unit.name, unit.short_name):
            decided = self.decisions.get(f"renamed:{name}", "")
            if decided == OTHER:
                text = f"简称“{unit.short_name}”是已登记的{unit.name}的，另一个单位须另有简称。"
                return faulty(row, name, row.remark("short_name", text))
            if decided != unit.ref:
                return asked(row, name, self._renamed(row, unit, name))
        again = self.rows_of.setdefault(unit.pk, row.place)
        if again != row.place:
            return faulty(row, name, row.remark("name", f"与 {again} 是同一个单位（{unit.name}）。"))
        return self._changed(row, unit, values)

    def _renamed(self, row: LedgerRow, unit: Unit, name: str) -> Question:
        options = (
            (unit.ref, f"就是{unit.name}，现改称{name}"),
            (OTHER, "是另一个单位"),
        )
        text = f"“{name}”的简称与已登记的{unit.name}相同，是不是同一个单位？"
        return Question(f"renamed:{name}", row.remark("short_name", "").address, text, options)

    def _new(self, row: LedgerRow, name: str, values: dict[str, Any]) -> Planned:
        notes = []
        if "short_name" not in values:
            values["short_name"] = name.removeprefix(f"中共{self.county}").removeprefix(self.county) or name
            notes.append(row.remark("name", f"没有简称，按全称记为“{values['short_name']}”"))
        if "sequence" not in values:
            self.last += _STEP
            values["sequence"] = self.last
            notes.append(row.remark("name", f"没有组织序列，排在最后：{self.last}"))
        return planned(row, Fate.CREATE, name, (None, values), notes=tuple(notes))

    def _changed(self, row: LedgerRow, unit: Unit, values: dict[str, Any]) -> Planned:
        given = {name: value for name, value in values.items() if name in _KEPT}
        if given["name"] == unit.short_name != unit.name:
            del given["name"]
        changes = {name: value for name, value in given.items() if getattr(unit, name) != value}
        notes = [
            row.remark(name, f"{_KEPT[name]}：{getattr(unit, name) or '空'} → {changes[name] or '空'}")
            for name in changes
        ]
        notes += [
            row.remark(name, f"{label}与登记的“{getattr(unit, name) or '空'}”不同，不由台账更改")
            for name, label in _FIXED.items()
            if name in values and values[name] != getattr(unit, name)
        ]
        if not changes:
            return planned(row, Fate.SAME, unit.name, notes=tuple(notes))
        kept = {name: given.get(name, getattr(unit, name)) for name in _KEPT}
        return planned(row, Fate.UPDATE, unit.name, (unit, kept), notes=tuple(notes))

    def carry_out(self, batch: Batch, one: Planned) -> str:
        """Enter the unit, or change its entry."""
        unit, values = one.work
        if unit is None:
            with batch.act("unit.create", given=values, place=one.row.place) as work:
                made = enter_unit(work, **values, others=self.known)
            self.known.add(made)
            return made.ref
        with batch.act("unit.change", unit, given=values, place=one.row.place) as work:
            alter_unit(work, **values, others=self.known)
        return str(unit.ref)

    def finish(self, batch: Batch) -> None:
        """Make what is remembered of the directory out of date."""
        if batch.outer is not None:
            renew(batch.outer)


def _spellings(*names: str) -> set[str]:
    """Names with their brackets and digits in full width and in half width."""
    plain = {unicodedata.normalize("NFKC", name) for name in names}
    return {*names, *plain, *(name.replace("(", "（").replace(")", "）") for name in plain)}


@dataclass
class _Entry:
    """A row of the ledger of people: whom it means, and the post."""

    person: Person | None
    values: dict[str, Any]
    role: PostRole
    note: str = ""
    joins: str = ""
    changes: dict[str, Any] = field(default_factory=dict)
    post: bool = True


class People:
    """Takes a ledger of people and posts in, one post a row."""

    fields: ClassVar[Mapping[str, str]] = {}

    def __init__(self, actor: Actor, decisions: Mapping[str, str]) -> None:
        self.known, self.decisions, self.on = Known(), decisions, actor.on
        self.last = max((p.rank for p in self.known.people.values() if p.rank < 900_000), default=0)
        self.seen: dict[tuple[str, int | None, str], str] = {}
        self.new: dict[str, list[tuple[str, int | None]]] = {}
        self.made: dict[str, Person] = {}
        self.listed: list[Listed] = []

    def plan(self, rows: list[LedgerRow]) -> list[Planned]:
        """New people and posts; a name that stands in two units is asked about."""
        return [self._plan(row) for row in rows]

    def _plan(self, row: LedgerRow) -> Planned:
        values = dict(row.values)
        name, unit_id = values.get("name", ""), values.get("unit")
        label = f"{name} {values.get('title', '')}".strip()
        if row.faults or row.questions or not name:
            return planned(row, Fate.CREATE, label) if name else faulty(row, label)
        role, notes = self._role(row, values)
        if role is None:
            return faulty(row, label, row.remark("role", "没有写身份，从职务也看不出，请写明。"))
        again = self.seen.setdefault((name, unit_id, f"{role.value}{values['title']}"), row.place)
        if again != row.place:
            return faulty(row, label, row.remark("name", f"与 {again} 重复。"))
        return self._whom(row, label, values, role, notes)

    def _role(self, row: LedgerRow, values: dict[str, Any]) -> tuple[PostRole | None, list[Remark]]:
        if "role" in values:
            return PostRole(values["role"]), []
        unit = self.known.units.get(values.get("unit", 0))
        function = Function(unit.function) if unit else Function.NONE
        role = role_named(values.get("title", ""), unit is not None, function)
        said = row.remark("title", f"没有身份一列，按职务记为“{role.label}”，请核对") if role else None
        return role, [said] if said else []

    def _whom(
        self, row: LedgerRow, label: str, values: dict[str, Any], role: PostRole, notes: list[Remark]
    ) -> Planned:
        """The person meant: of this unit, as decided, or new."""
        name, unit_id = values["name"], values.get("unit")
        everybody = [
            one for one in self.known.called(name) if not values.get("note") or one.note == values["note"]
        ]
        here = [one for one in everybody if self._in(one, unit_id)]
        earlier = [(place, of) for place, of in self.new.get(name, ()) if of != unit_id or unit_id is None]
        key = (
            f"person:{name}@{row.place}"
            if unit_id is None
            else f"person:{name}@{self.known.units[unit_id].short_name}"
        )
        decided = self.decisions.get(key, "")
        if values.get("note") and not everybody:
            decided = decided or OTHER
        if len(here) == 1 and not decided:
            return self._entry(row, label, _Entry(here[0], values, role), notes)
        if decided in {one.ref for one in everybody}:
            person = next(one for one in everybody if one.ref == decided)
            return self._entry(row, label, _Entry(person, values, role), notes)
        joins = next((place for place, of in self.new.get(name, ()) if of == unit_id), "")
        if joins or (decided == SAME and earlier):
            return self._entry(row, label, _Entry(None, values, role, joins=joins or earlier[0][0]), notes)
        if (everybody or earlier) and decided != OTHER:
            return asked(row, label, self._question(row, key, name, everybody, earlier))
        return self._entry(
            row, label, _Entry(None, values, role, note=self._distinction(values, everybody, earlier)), notes
        )

    def _in(self, person: Person, unit_id: int | None) -> bool:
        return any(
            post.unit_id == unit_id and (post.ends_on is None or post.ends_on >= self.on)
            for post in self.known.held(person.pk)
        )

    def _distinction(self, values: dict[str, Any], everybody: list[Person], earlier: list[Any]) -> str:
        """What tells a namesake apart: as written, else the unit."""
        if values.get("note") or not (everybody or earlier):
            return str(values.get("note", ""))
        unit = self.known.units.get(values.get("unit", 0))
        return unit.short_name if unit else str(values.get("title", ""))[:40]

    def _question(
        self,
        row: LedgerRow,
        key: str,
        name: str,
        everybody: list[Person],
        earlier: list[tuple[str, int | None]],
    ) -> Question:
        options = [(one.ref, f"同一人：{self._described(one)}") for one in everybody]
        options += [(SAME, f"同一人：{place} 的{name}") for place, _ in earlier[:1]]
        options.append((OTHER, "另一个人，与上列的人同名"))
        there = "、".join([*(self._described(one) for one in everybody), *(place for place, _ in earlier)])
        return Question(
            key, row.remark("name", "").address, f"“{name}”已在{there}，这里是不是同一人？", tuple(options)
        )

    def _described(self, person: Person) -> str:
        posts = [
            f"{post.unit.short_name if post.unit else ''}{post.title}"
            for post in self.known.held(person.pk)
            if post.ends_on is None or post.ends_on >= self.on
        ]
        return f"{person.name}（{'、'.join([*filter(None, [person.note]), *posts]) or '无在任职务'}）"

    def _entry(self, row: LedgerRow, label: str, entry: _Entry, notes: list[Remark]) -> Planned:
        values = entry.values
        if self._waits(entry) and not (entry.person and self._holds(entry)):
            told = "联络员由单位主要领导指定，本行只登记人员" if by_principal(entry.role, self._function(entry)) else (
                "列入任职名单，附任职文件提交、由另一家确认后任职"
            )
            notes = [*notes, row.remark("title", told)]
        if entry.person is None:
            if not entry.joins:
                self.new.setdefault(values["name"], []).append((row.place, values.get("unit")))
            return planned(row, Fate.CREATE, label, entry, notes=tuple(notes))
        given = {name: values[name] for name in ("rank", "personnel_category") if name in values}
        entry.changes = {name: value for name, value in given.items() if getattr(entry.person, name) != value}
        entry.post = not self._holds(entry)
        notes += [
            row.remark(name, f"{getattr(entry.person, name)} → {value}")
            for name, value in entry.changes.items()
        ]
        fate = Fate.CREATE if entry.post else Fate.UPDATE if entry.changes else Fate.SAME
        return planned(row, fate, label, entry, notes=tuple(notes))

    def _holds(self, entry: _Entry) -> bool:
        """Whether the post stands in the directory already."""
        assert entry.person is not None  # noqa: S101 - asked of known people only
        return any(
            (post.unit_id, post.role, post.title)
            == (entry.values.get("unit"), entry.role.value, entry.values["title"])
            and (post.ends_on is None or post.ends_on >= self.on)
            for post in self.known.held(entry.person.pk)
        )

    def carry_out(self, batch: Batch, one: Planned) -> str:
        """Enter the person if new, change rank and category, and appoint."""
        entry: _Entry = one.work
        person = entry.person or self.made.get(entry.joins) or self._enter(batch, one, entry)
        if entry.changes:
            changed = {name: entry.changes.get(name, getattr(person, name)) for name in _OF_PERSON}
            with batch.act("person.change", person, given=changed, place=one.row.place) as work:
                alter_person(work, **changed, others=self.known)
        waits = entry.post and self._waits(entry)
        if waits:
            self._list(entry, person)
        elif entry.post:
            typed = {**entry.values, "person": str(person.pk), "role": entry.role.value,
                     "unit": str(entry.values.get("unit", ""))}  # fmt: skip
            with batch.act("post.appoint", given=typed, place=one.row.place) as work:
                post = self._appoint(work, entry, person)
        if entry.person is None and not self.known.knows(person):
            self.made[one.row.place] = person
            self.known.add(person)
        if entry.post and not waits:
            self.known.add(post)
        return person.ref

    def _waits(self, entry: _Entry) -> bool:
        """Whether the post is not for the ledger to give: by two organs, or by the principal of the unit."""
        function = self._function(entry)
        acting = entry.values.get("acting", False)
        return by_two(entry.role, function, acting=acting) or by_principal(entry.role, function)

    def _function(self, entry: _Entry) -> Function:
        unit = self.known.units.get(entry.values.get("unit", 0))
        return Function(unit.function) if unit else Function.NONE

    def _list(self, entry: _Entry, person: Person) -> None:
        """Keep what another organ has to confirm for the list that the whole ledger makes; a 联络员 is not on it."""
        post = self._post(entry, person)
        fits(post, self.on, self.known)
        if not by_principal(entry.role, self._function(entry)):
            self.listed.append((post, ""))

    def _enter(self, batch: Batch, one: Planned, entry: _Entry) -> Person:
        rank = entry.values.get("rank")
        typed = {
            "name": entry.values["name"], "rank": self.last + 1 if rank is None else rank, "note": entry.note,
            "personnel_category": entry.values.get("personnel_category", CATEGORIES[0]),
        }  # fmt: skip
        with batch.act("person.create", given=typed, place=one.row.place) as work:
            person = enter_person(work, **typed, others=self.known)
        self.last = max(self.last, person.rank)
        return person

    def _appoint(self, work: BatchedWork, entry: _Entry, person: Person) -> Post:
        permit_creation(work, COUNTY)
        post = self._post(entry, person)
        enter_post(work, post, others=self.known)
        return post

    def _post(self, entry: _Entry, person: Person) -> Post:
        values = entry.values
        starts_on: date = values["starts_on"]
        return Post(
            person=person,
            unit=self.known.units.get(values.get("unit", 0)),
            role=entry.role.value,
            title=values["title"],
            side=values.get("side", ""),
            starts_on=starts_on,
            ends_on=values.get("ends_on"),
            acting=values.get("acting", False),
            basis=values.get("basis", ""),
        )

    def finish(self, batch: Batch) -> None:
        """Make one list of what another organ has to confirm; what is remembered of the directory is out of date."""
        if batch.outer is None:
            return
        if self.listed:
            organ = proposing_organ(batch.actor)
            row = PostList(state="gathered", proposer=organ.value, proposed_by_id=batch.actor.person_id)
            batch.outer.create(row)
            keep_rows(batch.outer, row, self.listed)
        renew(batch.outer)


INTAKES = (Intake("units", "unit.create", Units), Intake("people", "post.appoint", People))

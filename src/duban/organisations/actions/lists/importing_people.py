"""A ledger of people with their posts: whom each row means, then entered by its acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from duban.acts.batches.batch import Batch
from duban.acts.ledgers import (
    OTHER,
    Fate,
    LedgerRow,
    Planned,
    Question,
    Remark,
    asked,
    faulty,
    planned,
    takes_in,
)
from duban.acts.work import permit_creation
from duban.mechanism.people.appointments import by_principal, by_two
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.neighbours import Known
from duban.organisations.actions.people import CATEGORIES, alter_person, enter_person
from duban.organisations.actions.posts_held.postlists import Listed, keep_rows
from duban.organisations.actions.posts_held.posts import enter_post, fits
from duban.organisations.actions.posts_held.titles import role_named
from duban.organisations.actions.shared import renew
from duban.organisations.models import Person, Post, PostList
from duban.organisations.policies import COUNTY, proposing_organ
from duban.shared.actor import Actor

_OF_PERSON = ("name", "rank", "note", "personnel_category")
SAME = "same"


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


@dataclass(frozen=True)
class _Called:
    """Everybody of a name: `known` in the directory, `here` those of the row's unit, `earlier` rows of other units.

    `joins` is the row before that means the same new person.
    """

    known: list[Person]
    here: list[Person]
    earlier: list[tuple[str, int | None]]
    joins: str


@takes_in("people", "post.appoint")
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
        """The person meant: of this unit, as decided, or new; asked where it may be somebody known."""
        called = self._called(values)
        key = self._key(row, values)
        decided = self.decisions.get(key, "")
        if values.get("note") and not called.known:
            decided = decided or OTHER
        entry = self._meant(called, decided, values, role)
        if entry is not None:
            return self._entry(row, label, entry, notes)
        if (called.known or called.earlier) and decided != OTHER:
            return asked(row, label, self._question(row, key, values["name"], called))
        note = self._distinction(values, called)
        return self._entry(row, label, _Entry(None, values, role, note=note), notes)

    def _called(self, values: dict[str, Any]) -> _Called:
        """Who has this name in the directory, here and elsewhere, and in the rows before."""
        name, unit_id, note = values["name"], values.get("unit"), values.get("note")
        known = [one for one in self.known.called(name) if not note or one.note == note]
        rows = self.new.get(name, ())
        return _Called(
            known=known,
            here=[one for one in known if self._in(one, unit_id)],
            earlier=[(place, of) for place, of in rows if of != unit_id or unit_id is None],
            joins=next((place for place, of in rows if of == unit_id), ""),
        )

    def _key(self, row: LedgerRow, values: dict[str, Any]) -> str:
        """Under what a decision on this name is kept: for a unit once, for a row without a unit by the row."""
        unit_id = values.get("unit")
        where = row.place if unit_id is None else self.known.units[unit_id].short_name
        return f"person:{values['name']}@{where}"

    def _meant(self, called: _Called, decided: str, values: dict[str, Any], role: PostRole) -> _Entry | None:
        """Somebody known or of a row before, where that is clear or decided."""
        person = next((one for one in called.known if one.ref == decided), None)
        if len(called.here) == 1 and not decided:
            person = called.here[0]
        if person is not None:
            return _Entry(person, values, role)
        if called.joins or (decided == SAME and called.earlier):
            return _Entry(None, values, role, joins=called.joins or called.earlier[0][0])
        return None

    def _in(self, person: Person, unit_id: int | None) -> bool:
        return any(
            post.unit_id == unit_id and (post.ends_on is None or post.ends_on >= self.on)
            for post in self.known.held(person.pk)
        )

    def _distinction(self, values: dict[str, Any], called: _Called) -> str:
        """What tells a namesake apart: as written, else the unit."""
        if values.get("note") or not (called.known or called.earlier):
            return str(values.get("note", ""))
        unit = self.known.units.get(values.get("unit", 0))
        return unit.short_name if unit else str(values.get("title", ""))[:40]

    def _question(self, row: LedgerRow, key: str, name: str, called: _Called) -> Question:
        options = [(one.ref, f"同一人：{self._described(one)}") for one in called.known]
        options += [(SAME, f"同一人：{place} 的{name}") for place, _ in called.earlier[:1]]
        options.append((OTHER, "另一个人，与上列的人同名"))
        there = "、".join([*(self._described(one) for one in called.known), *(place for place, _ in called.earlier)])
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
        known: dict[str, Any] = {"others": self.known}
        person = entry.person or self.made.get(entry.joins) or self._enter(batch, one, entry)
        if entry.changes:
            changed = {name: entry.changes.get(name, getattr(person, name)) for name in _OF_PERSON}
            with batch.act("person.change", person, given=changed, place=one.row.place, known=known) as work:
                alter_person(work, **changed)
        waits = entry.post and self._waits(entry)
        if waits:
            self._list(entry, person)
        elif entry.post:
            typed = {**entry.values, "person": str(person.pk), "role": entry.role.value,
                     "unit": str(entry.values.get("unit", ""))}  # fmt: skip
            known = {**known, "post": self._post(entry, person)}
            with batch.act("post.appoint", given=typed, place=one.row.place, known=known) as work:
                permit_creation(work, COUNTY)
                post = enter_post(work)
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
        known = {"others": self.known}
        with batch.act("person.create", given=typed, place=one.row.place, known=known) as work:
            person = enter_person(work, **typed)
        self.last = max(self.last, person.rank)
        return person

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

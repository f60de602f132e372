"""The directory in memory: read once per stamp of the jurisdiction, then asked without a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django_scopes import scope

from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.directory.organisations import LEADING_ORGAN
from duban.mechanism.people.standing import Function, PostRole, leader_posts
from duban.organisations.models import Leave, Person, Post, Unit
from duban.organisations.selectors.rows import Holder, LeaveRow, PersonRow, PostRow, UnitRow, held
from duban.rulebook.selectors import pack_in_force
from duban.shared.database import memo
from duban.shared.errors import NotFound

MAIN_ROLES = (PostRole.SECRETARY, PostRole.COUNTY_HEAD)
LEADER_ROLES = (*MAIN_ROLES, PostRole.COUNTY_LEADER)
_LEADING = (PostRole.PRINCIPAL, PostRole.DEPUTY)
_ROLES = {role.value: role for role in PostRole}
_POST_COLUMNS = (
    "pk", "ref", "person_id", "unit_id", "role", "title", "side", "starts_on", "ends_on", "acting"
)  # fmt: skip


@dataclass(frozen=True)
class Directory:
    """All units, people and dated posts of a jurisdiction. Units stand in 组织序列, people in 排名."""

    units: tuple[UnitRow, ...]
    people: tuple[PersonRow, ...]
    posts: tuple[PostRow, ...]
    leaves: tuple[LeaveRow, ...] = ()

    @cached_property
    def _units(self) -> dict[int, UnitRow]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _refs(self) -> dict[str, UnitRow]:
        return {unit.ref: unit for unit in self.units}

    @cached_property
    def _people(self) -> dict[int, PersonRow]:
        return {person.id: person for person in self.people}

    @cached_property
    def _posts_in(self) -> dict[int | None, list[PostRow]]:
        found: dict[int | None, list[PostRow]] = defaultdict(list)
        for post in self.posts:
            found[post.unit_id].append(post)
        return dict(found)

    @cached_property
    def _offices(self) -> dict[str, UnitRow]:
        return {
            unit.function.value: unit
            for unit in reversed(self.units)
            if unit.state in states_of("unit", "active")
        }

    @cached_property
    def _with_function(self) -> dict[Function, tuple[int, ...]]:
        found: dict[Function, tuple[int, ...]] = defaultdict(tuple)
        for unit in self.units:
            found[unit.function] += (unit.id,)
        return dict(found)

    @cached_property
    def _principals(self) -> dict[tuple[int, date], list[Holder]]:
        return {}

    # units

    def unit(self, unit_id: int) -> UnitRow:
        """The unit of this id; NotFound where the county has none."""
        try:
            return self._units[unit_id]
        except KeyError:
            raise NotFound("没有这个单位。") from None

    def unit_by_ref(self, ref: str) -> UnitRow:
        """The unit with this address; NotFound where the county has none."""
        found = self._refs.get(ref)
        if found is None:
            raise NotFound("没有这个单位。")
        return found

    def find(self, given: str) -> UnitRow | None:
        """The unit that an address bar names, by reference or by id; None where there is none."""
        return self._refs.get(given) or (self._units.get(int(given)) if given.isdecimal() else None)

    @clause("3.0")
    def office(self, function: Function) -> UnitRow:
        """The organ with this function; NotFound while the county has not entered it."""
        found = self._offices.get(function.value)
        if found is None:
            raise NotFound(f"单位与干部中还没有登记{function.label}。")
        return found

    def ever_with(self, function: Function) -> tuple[int, ...]:
        """The units that have a function, or had it until they ended; none for those without one."""
        return () if function is Function.NONE else self._with_function.get(function, ())

    def active_units(self, on: date) -> list[UnitRow]:
        """The units that exist on a day."""
        return [unit for unit in self.units if unit.active_on(on)]

    @clause("1.2")
    def successor(self, unit_id: int, on: date) -> UnitRow:
        """The unit that bears on a day what was this unit's (承继): itself, or the one it was merged into."""
        unit = self.unit(unit_id)
        while unit.merged_into_id is not None and not unit.active_on(on):
            unit = self.unit(unit.merged_into_id)
        return unit

    # people

    def person(self, person_id: int) -> PersonRow:
        """The person of this id; NotFound where the county has none."""
        try:
            return self._people[person_id]
        except KeyError:
            raise NotFound("没有这个人员。") from None

    def find_person(self, ref: str) -> PersonRow | None:
        """The person that an address bar names; None where there is none."""
        return next((person for person in self._people.values() if person.ref == ref), None)

    def leave_of(self, person_id: int, on: date) -> LeaveRow | None:
        """The leave that a person is on, if any."""
        mine = (one for one in self.leaves if one.person_id == person_id and one.starts_on <= on <= one.until)
        return next(mine, None)

    def named(self, person_id: int, on: date) -> str:
        """A person's name, with the leave that the person is on and who does what is lent for these days."""
        leave, name = self.leave_of(person_id, on), self.person(person_id).name
        if leave is None:
            return name
        lent = f"，{self.person(leave.stand_in_id).name}代办" if leave.stand_in_id else ""
        return f"{name}（{leave.words}{lent}）"

    def posts_of(self, person_id: int) -> list[PostRow]:
        """All dated posts of a person, the latest first."""
        mine = [post for post in self.posts if post.person_id == person_id]
        return sorted(mine, key=lambda post: post.starts_on, reverse=True)

    def holders(
        self,
        on: date,
        *,
        role: PostRole | Iterable[PostRole] | None = None,
        unit_id: int | None = None,
        side: str | None = None,
    ) -> list[Holder]:
        """The posts held on a day, one holder for each, in 排名; narrowed by role, unit and side."""
        roles = None if role is None else {role} if isinstance(role, PostRole) else set(role)
        posts = self.posts if unit_id is None else self._posts_in.get(unit_id, [])
        return [
            self._holder(post)
            for post in posts
            if post.held_on(on)
            and (roles is None or post.role in roles)
            and (side is None or post.side == side)
        ]

    def _holder(self, post: PostRow) -> Holder:
        person = self._people[post.person_id]
        return Holder(
            person.id,
            person.name,
            post.title,
            post.id,
            post.unit_id,
            post.role,
            post.acting,
            person.rank,
            post.side,
        )

    @clause("1.2")
    def principals(self, unit_id: int, on: date) -> list[Holder]:
        """The 主要领导 of a unit, of whom it may have several; 主持工作 fills a vacancy."""
        known = self._principals.get((unit_id, on))
        if known is None:
            own = _merged(self.holders(on, role=PostRole.PRINCIPAL, unit_id=unit_id))
            known = own or _merged(holder for holder in self.holders(on, unit_id=unit_id) if holder.acting)
            self._principals[unit_id, on] = known
        return list(known)

    @clause("1.2")
    def deputies(self, unit_id: int, on: date) -> list[Holder]:
        """The 分管领导 of a unit."""
        return _merged(self.holders(on, role=PostRole.DEPUTY, unit_id=unit_id))

    @clause("1.2")
    def handlers(self, unit_id: int, on: date) -> list[Holder]:
        """The 经办负责人 of a unit."""
        return _merged(self.holders(on, role=PostRole.HANDLER, unit_id=unit_id))

    def liaisons(self, unit_id: int, on: date) -> list[Holder]:
        """The 联络员 of a unit."""
        return _merged(self.holders(on, role=PostRole.LIAISON, unit_id=unit_id))

    def people_of(self, unit_id: int, on: date) -> list[Holder]:
        """Everybody with a post in a unit, once each."""
        return _merged(self.holders(on, unit_id=unit_id))

    def organ_leaders(self, function: Function, on: date) -> list[Holder]:
        """The leading posts (主要领导 and 分管领导) of an organ with a function."""
        return _merged(self.holders(on, role=_LEADING, unit_id=self.office(function).id))

    # the county's leaders

    @clause("3.1.2", "3.2.1", "3.2.4")
    def leaders(self, on: date) -> list[Holder]:
        """The county leaders who may approve measures, by the dated posts (A9)."""
        approving = self._approving(on)
        return [holder for holder in self.holders(on, role=LEADER_ROLES) if holder.post_id in approving]

    @clause("3.3.2", "6.2")
    def main_leaders(self, on: date) -> list[Holder]:
        """书记 and 县长."""
        return self.holders(on, role=MAIN_ROLES)

    def _approving(self, on: date) -> set[int]:
        by_person: dict[int, list[PostRow]] = defaultdict(list)
        for post in self.posts:
            if post.held_on(on):
                by_person[post.person_id].append(post)
        return {
            post.post_id
            for posts in by_person.values()
            if any(post.role in LEADER_ROLES for post in posts)
            for post in leader_posts(tuple(held(row, self._units.get(row.unit_id or 0)) for row in posts))
        }


def _merged(holders: Iterable[Holder]) -> list[Holder]:
    """One holder for each person, with the titles joined in their order."""
    found: dict[int, Holder] = {}
    for holder in holders:
        first = found.get(holder.person_id)
        if first is None:
            found[holder.person_id] = holder
        elif holder.title not in first.title.split("、"):
            found[holder.person_id] = replace(first, title=f"{first.title}、{holder.title}")
    return list(found.values())


_kept: dict[int, tuple[int, Directory]] = {}


def directory(jurisdiction_id: int) -> Directory:
    """The directory of a jurisdiction as of the stamp known to this request or act; no statement when warm."""
    stamp = memo.versions(jurisdiction_id).directory
    kept = _kept.get(jurisdiction_id)
    if kept is None or kept[0] != stamp:
        kept = _kept[jurisdiction_id] = (stamp, _read(jurisdiction_id))
    return kept[1]


@clause("1.1")
def unit_kinds(jurisdiction_id: int, on: date) -> tuple[str, ...]:
    """The kinds of units in force on a day: those of article 一, and organs that lead and are never responsible."""
    return (*pack_in_force(jurisdiction_id, on).get("unit_kinds", on), LEADING_ORGAN)


def _read(jurisdiction_id: int) -> Directory:
    with scope(jurisdiction=jurisdiction_id):
        units = [_unit_row(unit) for unit in Unit.objects.order_by("sequence", "pk")]
        people = [
            PersonRow(*row)
            for row in Person.objects.order_by("rank", "pk").values_list(
                "pk", "ref", "name", "rank", "personnel_category", "note"
            )
        ]
        posts = [
            _post_row(row)
            for row in Post.objects.exclude(state__in=states_of("post", "void"))
            .order_by("person__rank", "person", "pk")
            .values_list(*_POST_COLUMNS)
        ]
        leaves = [_leave_row(row) for row in Leave.objects.order_by("pk")]
    return Directory(tuple(units), tuple(people), tuple(posts), tuple(leaves))


def _unit_row(unit: Unit) -> UnitRow:
    return UnitRow(
        id=unit.pk,
        ref=unit.ref,
        name=unit.name,
        short_name=unit.short_name,
        kind=unit.kind,
        level=unit.level,
        sequence=unit.sequence,
        function=Function(unit.function),
        side=unit.side,
        active_from=unit.active_from,
        active_to=unit.active_to,
        merged_into_id=unit.merged_into_id,
        state=unit.state,
        version=unit.version,
    )


def _leave_row(row: Leave) -> LeaveRow:
    until = row.ends_on if row.ended_on is None else min(row.ends_on, row.ended_on - timedelta(days=1))
    return LeaveRow(row.person_id, row.kind, row.starts_on, until, row.stand_in_id)


def _post_row(row: tuple[Any, ...]) -> PostRow:
    pk, ref, person_id, unit_id, role, title, side, starts_on, ends_on, acting = row
    return PostRow(pk, ref, person_id, unit_id, _ROLES[role], title, side, starts_on, ends_on, acting)

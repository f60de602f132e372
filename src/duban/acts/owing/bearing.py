"""Who can do what is owed: an open duty stands on the desk of those who may do it now, and of nobody else.

Bearers are those whom the duty names: a person, or who holds a role in a unit. Where none of them may do the act (the
post is vacant, the same natural person did what this must be apart from, there is a relation to the case), whoever
else the act table lets do it steps in, role by role. Where there is nobody, the head of the acting office has it. What
an office owes by a role is for those of it who are not on leave (A95); what somebody owes by name stays with that one, but
that it is lent while a leave lasts for which a stand-in was named, as far as it may be passed and the stand-in may do it (A98).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.db.models import Q

from duban.acts.gate import entry
from duban.acts.gate.permits import roles_from
from duban.acts.kinds import kind_of, object_of, people
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.audit import access
from duban.audit.models import Entry
from duban.mechanism.lifecycles import ACTS, act_named
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.handing import stays_because
from duban.mechanism.people.standing import (
    OFFICE_ROLES,
    OFFICES,
    ORGAN_ROLES,
    UNIT_ROLES,
    Function,
    PostHeld,
    PostRole,
    Role,
    other_office,
)
from duban.shared import clock
from duban.shared.database import memo

_OWING = frozenset(UNIT_ROLES.values())
BEARS = {
    PostRole.PRINCIPAL: (Role.PRINCIPAL,),
    PostRole.DEPUTY: (Role.DEPUTY,),
    PostRole.HANDLER: (Role.HANDLER,),
    PostRole.LIAISON: (Role.LIAISON, Role.ASSIST),
    PostRole.INSPECTOR: (Role.INSPECTOR,),
    PostRole.CHECKER: (Role.CHECKER,),
    PostRole.OFFICE_HEAD: (Role.OFFICE_HEAD,),
    PostRole.CLERK: (Role.CLERK,),
    PostRole.SIGNATORY: (Role.SIGNATORY,),
    PostRole.SECRETARY: (Role.SECRETARY, Role.LEADER, Role.MAIN_LEADER),
    PostRole.COUNTY_HEAD: (Role.COUNTY_HEAD, Role.LEADER, Role.MAIN_LEADER),
    PostRole.COUNTY_LEADER: (Role.LEADER,),
}
BESIDE = {PostRole.HANDLER: Role.LIAISON, PostRole.SIGNATORY: Role.OFFICE_HEAD}
"""Whose duties the holder of a post finds on the desk besides, where the act is one of that post too."""
_ANYWAY = frozenset({Role.HOLDER.name, Role.HANDLER.name})
"""Roles that a person named has without a post."""
_OFFICE = frozenset(role.name for role in OFFICE_ROLES.values())


def beside(post: PostHeld) -> frozenset[str]:
    """The acts owed by the role of which the holder of a post has a share (`BESIDE`) that the holder may do too."""
    role = {**UNIT_ROLES, **OFFICE_ROLES}.get(post.role)
    return frozenset(key for key, act in ACTS.items() if role in act.roles)


def borne(post: PostHeld) -> tuple[Role, ...]:
    """The roles whose duties the holder of a post finds on the desk."""
    roles = BEARS.get(post.role, ())
    if post.function in ORGAN_ROLES and post.role is not PostRole.PRINCIPAL:
        return (*roles, ORGAN_ROLES[post.function])
    return roles


@dataclass(frozen=True)
class Bearing:
    """What differs from what the duties say: who bears one though it names others, who does not though it names them.

    `nobody` are the duties that nobody can do; they stand among what is `added` to heads.
    """

    added: Mapping[int, frozenset[int]] = field(default_factory=dict)
    excluded: Mapping[int, frozenset[int]] = field(default_factory=dict)
    nobody: frozenset[int] = frozenset()

    def given_to(self, person_id: int) -> list[int]:
        """The duties that a person bears though they name others."""
        return sorted(self.added.get(person_id, ()))

    def kept_from(self, person_id: int) -> list[int]:
        """The duties that name a person who may not do them."""
        return sorted(self.excluded.get(person_id, ()))


_kept: dict[int, tuple[tuple[Any, ...], Bearing]] = {}


def bearing(jurisdiction_id: int) -> Bearing:
    """The bearing of a county's open duties as of its last act; no statement while nothing has happened."""
    known = memo.versions(jurisdiction_id)
    if not known.last:
        rows = Entry.objects.filter(jurisdiction_id=jurisdiction_id).exclude(object_kind=access.KIND).order_by("-n")
        known = replace(known, last=rows.values_list("hash", flat=True).first() or "")
        memo.remember(jurisdiction_id, known)
    stamp = (known.last, known.directory, clock.today())
    kept = _kept.get(jurisdiction_id)
    if kept is None or kept[0] != stamp:
        kept = _kept[jurisdiction_id] = (stamp, _Reckoning(jurisdiction_id).bearing())
    return kept[1]


def colours(duty: Obligation) -> bool:
    """Whether a duty counts for the light of its unit: what nobody there can do colours no unit."""
    return duty.counts and (not duties.is_open(duty) or not vacant(duty.jurisdiction_id, duty))


def vacant(jurisdiction_id: int, duty: Obligation) -> bool:
    """Whether nobody of the unit that owes a duty holds a post in which its act could be done."""
    if duty.person_id is not None or duty.unit_id is None:
        return False
    return not _roles_in(jurisdiction_id).get(duty.unit_id, set()) & set(act_named(duty.act).roles)


def vacancies(jurisdiction_id: int) -> Q:
    """The same asked of the database: what units owe while nobody there holds a post in which it could be done."""
    filled = {unit: roles for unit, roles in _roles_in(jurisdiction_id).items() if unit is not None}
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for unit, roles in filled.items():
        alike[_beyond(frozenset(roles & _OWING))].append(unit)
    empty = ~Q(unit_id__in=sorted(filled))
    for acts, units in alike.items():
        empty |= Q(unit_id__in=units, act__in=acts)
    return Q(person_id__isnull=True, unit_id__isnull=False) & empty


@cache
def _beyond(roles: frozenset[Role]) -> tuple[str, ...]:
    """What a unit may owe that none of these roles can do."""
    return tuple(key for key, act in ACTS.items() if _OWING & set(act.roles) and not roles & set(act.roles))


_filled: dict[int, tuple[Mapping[int, Any], dict[int | None, set[Role]]]] = {}


def _roles_in(jurisdiction_id: int) -> dict[int | None, set[Role]]:
    """The roles that somebody bears in each unit today."""
    known = people(jurisdiction_id)
    kept = _filled.get(jurisdiction_id)
    if kept is None or kept[0] is not known:
        roles: dict[int | None, set[Role]] = defaultdict(set)
        for actor in known.values():
            for post in actor.posts:
                roles[post.unit_id].update(borne(post))
        kept = _filled[jurisdiction_id] = (known, dict(roles))
    return kept[1]


class _Reckoning:
    """One reading of a county's open duties: of those that the people named in them cannot all do, who can."""

    def __init__(self, jurisdiction_id: int) -> None:
        self.jurisdiction_id = jurisdiction_id
        self.people = people(jurisdiction_id)
        self.away = frozenset(key for key, actor in self.people.items() if actor.away_until is not None)
        self.lent: dict[int | None, int] = {
            key: actor.stand_in_id for key, actor in self.people.items() if actor.stand_in_id is not None
        }
        self.holders: dict[tuple[str, int | None], Named] = defaultdict(dict)
        self.beside: dict[tuple[PostRole, str, int | None], Named] = defaultdict(dict)
        self.delegates: dict[int, list[int]] = defaultdict(list)
        for person_id, actor in self.people.items():
            for post in actor.posts:
                if post.behalf_id is not None:
                    self.delegates[post.behalf_id].append(person_id)
                for role in borne(post):
                    _note(self.holders[role.name, post.unit_id], person_id, post)
                if post.role in BESIDE:
                    _note(self.beside[post.role, BESIDE[post.role].name, post.unit_id], person_id, post)
        self.earlier: dict[tuple[str, int], list[tuple[str, int | None, int | None]]] = defaultdict(list)
        self.kept_out: dict[tuple[str, int], frozenset[int]] = {}

    def bearing(self) -> Bearing:
        """The whole of it."""
        rows = self._doubted()
        self._read_around(rows)
        added: dict[int, set[int]] = defaultdict(set)
        excluded: dict[int, set[int]] = defaultdict(set)
        nobody = set()
        for row in rows:
            named = self._named(row)
            if (lent := self._lent(row)) is not None and row.person_id is not None:
                excluded[row.person_id].add(row.pk)
                added[lent].add(row.pk)
                continue
            able = self._able(row, named) - self._away(row)
            for person_id in named.keys() - able:
                excluded[person_id].add(row.pk)
            others = set() if able else self._stand_ins(row)
            if not able and not others:
                nobody.add(row.pk)
                others = self._heads(row)
            for person_id in others:
                added[person_id].add(row.pk)
        return Bearing(_frozen(added), _frozen(excluded), frozenset(nobody))

    def _doubted(self) -> list[Obligation]:
        """The open duties whose act keeps persons apart, or whose bearer has not the post that it names."""
        open_now = duties.still_open(county=self.jurisdiction_id)
        kinds = {
            line
            for line in open_now.order_by().values_list("act", "role", "unit_id", "person_id").distinct()
            if _keeps_apart(act_named(line[0])) or not self._has_post(*line) or self._touched_by_leave(*line)
        }
        rows = open_now.filter(act__in={line[0] for line in kinds}).order_by("pk") if kinds else []
        return [row for row in rows if (row.act, row.role, row.unit_id, row.person_id) in kinds]

    def _touched_by_leave(self, act: str, role: str, unit_id: int | None, person_id: int | None) -> bool:
        return person_id in self.lent or (bool(self.away) and _of_an_office(act, role, unit_id, person_id))

    def _lent(self, row: Obligation) -> int | None:
        """Who does for the time of a leave what somebody owes by name; None where it is not lent."""
        stand_in = self.lent.get(row.person_id)
        if stand_in is None or stays_because(Role[row.role], row.in_person or act_named(row.act).in_person):
            return None
        return stand_in if self._may(row, stand_in) else None

    def _away(self, row: Obligation) -> frozenset[int]:
        """Who is on leave, of what an office owes by a role: that is done by those who are there."""
        return self.away if _of_an_office(row.act, row.role, row.unit_id, row.person_id) else frozenset()

    def _has_post(self, act: str, role: str, unit_id: int | None, person_id: int | None) -> bool:
        if person_id is None:
            return bool(self._holding(act, role, unit_id))
        return role in _ANYWAY or person_id in self.holders[role, unit_id]

    def _holding(self, act: str, role: str, unit_id: int | None) -> Named:
        found = dict(self.holders[role, unit_id])
        for share, own in BESIDE.items():
            if own.name == role and set(BEARS[share]) & set(act_named(act).roles):
                found |= self.beside[share, role, unit_id]
        return found

    def _read_around(self, rows: list[Obligation]) -> None:
        """What was done before to the objects of acts that keep persons apart, and who is related to them."""
        apart = [row for row in rows if act_named(row.act).apart]
        done = Entry.objects.filter(
            object_kind__in={row.object_kind for row in apart},
            object_id__in={row.object_id for row in apart},
            act__in={key for row in apart for key in act_named(row.act).apart},
            outcome=Entry.Outcome.DONE,
        )
        read: Any = done.values_list("object_kind", "object_id", "act", "actor_id", "behalf_id")
        for kind, object_id, act, actor_id, behalf_id in read:
            self.earlier[kind, object_id].append((act, actor_id, behalf_id))
        objects: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            objects[row.act].add(row.object_id)
        for key, keys in objects.items():
            if (kept_out := kind_of(act_named(key).kind).kept_out) is not None:
                found = kept_out(act_named(key), keys)
                self.kept_out |= {(key, object_id): persons for object_id, persons in found.items()}

    def _named(self, row: Obligation) -> Named:
        """The persons whom a duty names, each with the one for whom power is exercised by delegation only."""
        if row.person_id is None:
            return self._holding(row.act, row.role, row.unit_id)
        delegates = () if row.in_person else self.delegates[row.person_id]
        return {row.person_id: None, **dict.fromkeys(delegates, row.person_id)}

    def _able(self, row: Obligation, named: Named) -> set[int]:
        """Those of the persons named who may do the act; where posts are as the duty says, judged by what was done."""
        if not self._has_post(row.act, row.role, row.unit_id, row.person_id):
            return {person_id for person_id in named if self._may(row, person_id)}
        act, key = act_named(row.act), (row.object_kind, row.object_id)
        did = {one for done, *who in self.earlier[key] if done in act.apart for one in who}
        out = (did | self.kept_out.get((row.act, row.object_id), frozenset())) - {None}
        return {
            person_id for person_id, behalf_id in named.items() if not {person_id, behalf_id} & out
        }

    def _may(self, row: Obligation, person_id: int) -> bool:
        actor = self.people.get(person_id)
        obj = object_of(row)
        if actor is None or obj is None:
            return False
        act = act_named(row.act)
        return entry.powerless(actor, act, obj, self.earlier[row.object_kind, row.object_id]) is None

    def _stand_ins(self, row: Obligation) -> set[int]:
        """Whoever else may do the act: of the roles in the table's order the first in which anybody can.

        What a unit owes is done by its own people, and what is owed in person only by others of the same role.
        """
        obj = object_of(row)
        if obj is None:
            return set()
        act, subject = act_named(row.act), kind_of(row.object_kind).subject(obj)
        others = () if row.in_person else act.roles
        own = {key: one for key, one in self.people.items() if row.unit_id in (None, *one.unit_ids)}
        for role in dict.fromkeys((Role[row.role], *others)):
            holding = (key for key, one in own.items() if role in roles_from(one, one.posts, subject))
            found = {person_id for person_id in holding if self._may(row, person_id)} - self._away(row)
            if found:
                return found
        return set()

    def _heads_of(self, office: Function) -> set[int]:
        return {
            key
            for key, one in self.people.items()
            if any(post.role is PostRole.OFFICE_HEAD and post.function is office for post in one.posts)
        }

    def _heads(self, row: Obligation) -> set[int]:
        """The head of the acting office; of the other one where the duty is the head's own, or there is none."""
        obj = object_of(row)
        office = kind_of(row.object_kind).subject(obj).office if obj is not None else OFFICES[0]
        own, other = self._heads_of(office), self._heads_of(other_office(office))
        asked = self._named(row)
        there = {person_id for person_id in own if person_id not in asked} - self.away
        return there or (other - self.away) or other or own


Named = dict[int, int | None]


def _note(held: Named, person_id: int, post: PostHeld) -> None:
    held[person_id] = None if post.behalf_id is None else held.get(person_id, post.behalf_id)


def _of_an_office(act: str, role: str, unit_id: int | None, person_id: int | None) -> bool:
    """Whether whoever holds a post of an office owes something, and nobody by name."""
    return person_id is None and role in _OFFICE


def _keeps_apart(act: Act) -> bool:
    return bool(act.apart) or kind_of(act.kind).kept_out is not None


def _frozen(found: Mapping[int, set[int]]) -> dict[int, frozenset[int]]:
    return {person_id: frozenset(keys) for person_id, keys in found.items()}

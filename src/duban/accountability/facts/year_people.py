"""The units and leading cadres of a year, in 组织序列 and 排名, with who pays them at the year's end (A8, A32)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import PostRole
from duban.organisations.selectors import Directory, PostRow

Subject = tuple[str, int]
"""("unit", id) or ("person", id)."""

_LEADING = (PostRole.PRINCIPAL, PostRole.DEPUTY)


@dataclass(frozen=True, slots=True)
class Judgeable:
    """Somebody whose year is judged. `unit_ids` are the unit itself and, of a unit, those merged into it."""

    subject: Subject
    name: str
    title: str
    rank: int
    unit_kind: str
    paying_unit_id: int | None
    merged: tuple[int, ...] = ()


@clause("1.1", "1.2", "7.2.1", "7.2.3")
def year_people(
    known: Directory, year: int, kinds: Iterable[str], recorded: Iterable[Subject] = ()
) -> list[Judgeable]:
    """Everybody whose year is judged: the units of article 一, their leading cadres, and whoever else has a record."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    extra = set(recorded)
    return [*_units(known, first, last, set(kinds), extra), *_leaders(known, first, last, set(kinds), extra)]


def _units(
    known: Directory, first: date, last: date, kinds: set[str], extra: set[Subject]
) -> list[Judgeable]:
    merged: dict[int, list[int]] = defaultdict(list)
    for unit in known.units:
        if unit.merged_into_id is not None:
            merged[unit.merged_into_id].append(unit.id)
    return [
        Judgeable(
            ("unit", unit.id),
            unit.name,
            unit.kind,
            rank,
            unit.kind,
            None,
            tuple(merged.get(unit.id, ())),
        )
        for rank, unit in enumerate(known.units)
        if ("unit", unit.id) in extra
        or (
            unit.kind in kinds
            and unit.active_from <= last
            and (unit.active_to is None or unit.active_to >= first)
        )
    ]


def _leaders(
    known: Directory, first: date, last: date, kinds: set[str], extra: set[Subject]
) -> list[Judgeable]:
    held: dict[int, list[PostRow]] = defaultdict(list)
    for post in known.posts:
        if post.starts_on <= last and (post.ends_on is None or post.ends_on >= first):
            held[post.person_id].append(post)
    unit_kind = {unit.id: unit.kind for unit in known.units}
    found = []
    for rank, person in enumerate(known.people):
        posts = held.get(person.id, ())
        leading = any(post.role in _LEADING and unit_kind.get(post.unit_id or 0) in kinds for post in posts)
        if leading or ("person", person.id) in extra:
            found.append(_leader(known, person.id, person.name, rank, posts, last))
    return found


def _leader(
    known: Directory,
    person_id: int,
    name: str,
    rank: int,
    posts: Iterable[PostRow],
    last: date,
) -> Judgeable:
    at_end = [post for post in posts if post.held_on(last)] or sorted(
        posts, key=lambda post: post.ends_on or last
    )[-1:]
    paying = next((post.unit_id for post in at_end if post.unit_id is not None), None)
    unit = known.unit(paying) if paying is not None else None
    titles = dict.fromkeys(post.title for post in at_end if post.unit_id == paying)
    own = "、".join(titles)
    place = unit.short_name if unit and not own.startswith(unit.short_name) else ""
    return Judgeable(
        ("person", person_id), name, f"{place}{own}"[:120], rank, unit.kind if unit else "", paying
    )

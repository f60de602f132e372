"""Whom a line means. Nothing is guessed: where hints do not fit, or several people fit, the line is to be checked."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import Enum

from duban.mechanism.clauses import clause
from duban.mechanism.review.lines import Line
from duban.mechanism.review.roll import Person, Roll, Unit, plain

_BIRTH = re.compile(r"(?:生于)?(\d{4})[-./年·](\d{1,2})(?:[-./月·]\d{0,2}日?)?(?:出?生)?")
_TITLES = re.compile("[、，]")
_MOST = 5


class Fit(Enum):
    """What became of a line."""

    PERSON = "person"
    UNIT = "unit"
    NOBODY = "nobody"
    SEVERAL = "several"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Match:
    """A line with whom it means: `key` for one person or unit, else the `candidates` where it is not clear.

    `alike` are others who may be meant by a name that somebody bears: theirs is read or written nearly so.
    """

    line: Line
    fit: Fit
    key: Hashable = None
    notes: tuple[str, ...] = ()
    candidates: tuple[Person, ...] = ()
    alike: tuple[Person, ...] = ()


@clause("7.1.1")
def match(line: Line, roll: Roll) -> Match:
    """Whom a line means; every hint must fit, and only one may be left."""
    notes = (line.note,) if line.note else ()
    if not line.name:
        return Match(line, Fit.OTHER, notes=notes)
    same_name = roll.people.get(line.name, [])
    if not same_name:
        unit = roll.units.get(line.name)
        if unit is not None:
            return Match(line, Fit.UNIT, unit.key, notes)
        alike = roll.alike(line.name)[:_MOST]
        told = "有读音相同或者写法相近的姓名，请核对。" if alike else "单位与干部中没有这个姓名，请核对。"
        return Match(line, Fit.NOBODY, notes=(*notes, told), candidates=alike)
    left = list(same_name)
    for hint in line.hints:
        left, said, fits = _narrowed(left, hint, roll)
        notes = (*notes, said) if said else notes
        if not fits:
            return Match(line, Fit.OTHER, None, notes, tuple(same_name))
    others = tuple(one for one in roll.alike(line.name) if all(_may_be(one, hint, roll) for hint in line.hints))
    if len(left) > 1:
        told = f"有{len(left)}个同名的人，请写明单位或职务。"
        return Match(line, Fit.SEVERAL, None, (*notes, told), tuple(left), others)
    return Match(line, Fit.PERSON, left[0].key, notes, tuple(left), others)


_Narrowed = tuple[list[Person], str, bool]


def _narrowed(people: list[Person], hint: str, roll: Roll) -> _Narrowed:
    """Those whom a hint fits, what there is to say about it, and whether it fits anybody."""
    by_note = [person for person in people if person.note and plain(person.note) == hint]
    if by_note:
        return by_note, "", True
    birth = _BIRTH.fullmatch(hint)
    if birth:
        return _born(people, f"{birth[1]}-{int(birth[2]):02d}")
    unit, title = roll.unit_in(hint)
    if unit is not None:
        return _in_unit(people, unit, title, roll)
    titled = [person for person in people if _holds(person, hint, None)]
    if titled:
        return titled, "", True
    return people, f"所填“{hint}”与登记的单位、职务不符，请核对。", False


def _may_be(person: Person, hint: str, roll: Roll) -> bool:
    """Whether a hint fits somebody of a name that is only like the one asked."""
    birth = _BIRTH.fullmatch(hint)
    if birth:
        return person.birth in ("", f"{birth[1]}-{int(birth[2]):02d}")
    unit, title = roll.unit_in(hint)
    if unit is None:
        return plain(person.note) == hint or _holds(person, hint, None)
    there = any(post.unit == unit.key for post in person.posts)
    return there and (not title or _holds(person, title, unit))


def _born(people: list[Person], month: str) -> _Narrowed:
    born = [person for person in people if person.birth == month]
    if born:
        return born, "", True
    unknown = [person for person in people if not person.birth]
    if unknown:
        return unknown, "出生年月没有登记，没有核对。", True
    return people, f"所填出生年月“{month}”与登记的不符，请核对。", False


def _in_unit(people: list[Person], unit: Unit, title: str, roll: Roll) -> _Narrowed:
    there = [person for person in people if any(post.unit == unit.key for post in person.posts)]
    if not there:
        return people, f"所填单位“{unit.short}”与登记的不符，请核对。", False
    now = [person for person in there if any(post.now and post.unit == unit.key for post in person.posts)]
    chosen = now or there
    if title:
        return _titled(chosen, there, title, unit, roll)
    return chosen, "" if now else _left(unit, chosen[0], roll), True


def _titled(chosen: list[Person], there: list[Person], title: str, unit: Unit, roll: Roll) -> _Narrowed:
    """Those of a unit whose post fits; a post of former days does not outweigh who is there now."""
    now = [person for person in chosen if _holds(person, title, unit, only_now=True)]
    if now:
        return now, "", True
    before = [person for person in there if _holds(person, title, unit)]
    if not before:
        places = "；".join(roll.place(person) for person in chosen)
        return chosen, f"所填职务“{title}”与登记的不符：{places}。", len(chosen) == 1
    if not any(post.now and post.unit == unit.key for person in chosen for post in person.posts):
        return before, _left(unit, before[0], roll), True
    either = [person for person in there if person in before or person in chosen]
    return either, f"“{title}”是以前的职务，请核对。", True


def _left(unit: Unit, person: Person, roll: Roll) -> str:
    return f"已不在{unit.short}任职，现任{roll.place(person)}。"


def _holds(person: Person, title: str, unit: Unit | None, *, only_now: bool = False) -> bool:
    """Whether a person holds or held a post of exactly this title: 镇长 is not 副镇长."""
    return any(
        title in _titles(post.title)
        for post in person.posts
        if (unit is None or post.unit == unit.key) and (post.now or not only_now)
    )


def _titles(title: str) -> Iterable[str]:
    return {plain(title), *(plain(part) for part in _TITLES.split(title))}

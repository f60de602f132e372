"""Who is meant by a line of a list: a name with what stands beside it, told apart from others of the same name (7.1.1).

Nothing is guessed: where unit or post do not fit, or several people fit, the line comes back to be checked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from duban.mechanism.clauses import clause
from duban.organisations.selectors import Directory, PersonRow, PostRow, UnitRow

_CIRCLED = re.compile(r"^\s*[①-⑳]\s*")
_NUMBERING = re.compile(r"^\s*[(（]?\d{1,4}(?:[)）.、:]|\s)\s*")
_PARTS = re.compile(r"[\t,，;；|()（）【】\[\]]+")
_BLANKS = re.compile(r"\s+")
_DOTS = re.compile(r"[·•・．‧∙.]")
_HEADS = frozenset({"姓名", "名单", "单位", "人员", "序号", "单位名称", "对象"})


class Fit(Enum):
    """What became of a line."""

    PERSON = "person"
    UNIT = "unit"
    NOBODY = "nobody"
    SEVERAL = "several"
    OTHER = "other"


@dataclass(frozen=True)
class Asked:
    """A line as it was given: its number, the text, the name and what stands beside it."""

    number: int
    text: str
    name: str
    hints: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Meant:
    """A line with whom it means: `subject` for one person or unit, `candidates` (unit and post) where it is not clear."""

    asked: Asked
    fit: Fit
    subject: tuple[str, int] | None = None
    notes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def key_of(name: str) -> str:
    """A name without blanks, in one width, with one kind of dot: 张 三 and 张三 are the same."""
    return _DOTS.sub("·", _BLANKS.sub("", unicodedata.normalize("NFKC", name)))


class Names:
    """The directory by name; made once for a list."""

    def __init__(self, known: Directory, today: date) -> None:
        self.known, self.today = known, today
        self.people: dict[str, list[PersonRow]] = defaultdict(list)
        for person in known.people:
            self.people[key_of(person.name)].append(person)
        self.units: dict[str, UnitRow] = {}
        for unit in known.units:
            for name in (unit.name, unit.short_name):
                self.units.setdefault(key_of(name), unit)
        self._posts: dict[int, list[PostRow]] = defaultdict(list)
        for post in known.posts:
            self._posts[post.person_id].append(post)

    def knows(self, name: str) -> bool:
        """Whether a name is that of a person or a unit."""
        return name in self.people or name in self.units

    def posts(self, person_id: int) -> list[PostRow]:
        """The posts of a person, those held today first, then the latest."""
        mine = self._posts.get(person_id, [])
        return sorted(mine, key=lambda post: (not post.held_on(self.today), -post.starts_on.toordinal()))

    def place(self, person: PersonRow) -> str:
        """Unit and post of a person today, with the note that tells namesakes apart."""
        held = [post for post in self.posts(person.id) if post.held_on(self.today)]
        words = "、".join(self._post(post) for post in held) or "没有在任职务"
        return f"{words}（{person.note}）" if person.note else words

    def _post(self, post: PostRow) -> str:
        unit = self.known.unit(post.unit_id).short_name if post.unit_id is not None else ""
        return post.title if post.title.startswith(unit) else f"{unit}{post.title}"

    def unit_in(self, hint: str) -> UnitRow | None:
        """The unit whose name a hint is or begins with, the longest name first."""
        if hint in self.units:
            return self.units[hint]
        found = [name for name in self.units if len(name) > 1 and hint.startswith(name)]
        return self.units[max(found, key=len)] if found else None

    def post_left(self, hint: str, unit: UnitRow) -> str:
        """What a hint says beyond the unit."""
        for name in sorted((key_of(unit.name), key_of(unit.short_name)), key=len, reverse=True):
            if hint.startswith(name):
                return hint[len(name) :]
        return ""


@clause("7.1.1")
def asked_lines(text: str, names: Names) -> list[Asked]:
    """The lines of a list that hold anything; numbering and a head line are left out."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = _NUMBERING.sub("", unicodedata.normalize("NFKC", _CIRCLED.sub("", line))).strip()
        if not bare or key_of(_PARTS.split(bare)[0]) in _HEADS:
            continue
        found.append(_asked(number, line.strip(), bare, names))
    return found


def _asked(number: int, text: str, bare: str, names: Names) -> Asked:
    parts = [part.strip() for part in _PARTS.split(bare) if part.strip()]
    if not parts:
        return Asked(number, text, "", ())
    several = [key_of(part) for part in re.split("[、/]", parts[0])]
    if len(several) > 1 and all(part in names.people for part in several):
        return Asked(number, text, "", (), "一行写了几个人，请一行写一个。")
    name, beside = _name_of(parts[0], names)
    hints = tuple(key_of(hint) for hint in (*beside, *parts[1:]) if key_of(hint))
    blank = _BLANKS.search(parts[0]) and not beside
    return Asked(number, text, name, hints, f"姓名中的空格已去掉，按“{name}”查询。" if blank else "")


def _name_of(part: str, names: Names) -> tuple[str, list[str]]:
    """The name at the start of a text whose blanks may lie inside the name or after it."""
    words = part.split()
    for count in range(len(words), 0, -1):
        name = key_of("".join(words[:count]))
        if names.knows(name):
            return name, words[count:]
    count = 1
    while count < len(words) and len(words[count - 1]) == 1 and len("".join(words[:count])) < 2:
        count += 1
    return key_of("".join(words[:count])), words[count:]


@clause("7.1.1")
def meant(asked: Asked, names: Names) -> Meant:
    """Whom a line means."""
    if not asked.name:
        return Meant(asked, Fit.OTHER, notes=(asked.note or "这一行没有姓名或单位。",))
    notes = (asked.note,) if asked.note else ()
    unit = names.units.get(asked.name)
    if unit is not None and asked.name not in names.people:
        return Meant(asked, Fit.UNIT, ("unit", unit.id), notes)
    people = names.people.get(asked.name, [])
    if not people:
        return Meant(asked, Fit.NOBODY, notes=(*notes, "单位与干部中没有这个姓名，请核对。"))
    for hint in asked.hints:
        people, said, fits = _narrowed(people, hint, names)
        if said:
            notes = (*notes, said)
        if not fits:
            return Meant(asked, Fit.OTHER, None, notes, _places(names.people[asked.name], names))
    if len(people) > 1:
        told = f"有{len(people)}个同名的人，请写明单位或职务。"
        return Meant(asked, Fit.SEVERAL, None, (*notes, told), _places(people, names))
    return Meant(asked, Fit.PERSON, ("person", people[0].id), notes)


def _places(people: Iterable[PersonRow], names: Names) -> tuple[str, ...]:
    return tuple(f"{person.name}：{names.place(person)}" for person in people)


def _narrowed(people: list[PersonRow], hint: str, names: Names) -> tuple[list[PersonRow], str, bool]:
    """Those whom a hint fits, what is to be said about it, and whether it fits anybody."""
    by_note = [person for person in people if key_of(person.note) == hint]
    if by_note:
        return by_note, "", True
    unit = names.unit_in(hint)
    if unit is not None:
        return _in_unit(people, unit, names.post_left(hint, unit), names)
    titled = [person for person in people if _holds(person, hint, names, None)]
    if titled:
        return titled, "", True
    return people, f"所填“{hint}”与登记的单位、职务不符，请核对。", False


def _in_unit(
    people: list[PersonRow], unit: UnitRow, title: str, names: Names
) -> tuple[list[PersonRow], str, bool]:
    there = [person for person in people if any(p.unit_id == unit.id for p in names.posts(person.id))]
    if not there:
        return people, f"所填单位“{unit.short_name}”与登记的不符，请核对。", False
    now = [
        person
        for person in there
        if any(p.unit_id == unit.id and p.held_on(names.today) for p in names.posts(person.id))
    ]
    chosen = now or there
    if title:
        titled = [person for person in chosen if _holds(person, title, names, unit)]
        if not titled:
            return chosen, f"所填职务“{title}”与登记的不符：{'；'.join(_places(chosen, names))}。", True
        chosen = titled
    moved = "" if now else f"已不在{unit.short_name}任职，现任{names.place(chosen[0])}。"
    return chosen, moved, True


def _holds(person: PersonRow, title: str, names: Names, unit: UnitRow | None) -> bool:
    """Whether a person holds or held a post of this title (in this unit): 镇长 is not 副镇长."""
    for post in names.posts(person.id):
        if unit is not None and post.unit_id != unit.id:
            continue
        if title in {key_of(part) for part in (post.title, *re.split("[、，]", post.title))}:
            return True
    return False

"""Units and people as ledgers name them: exactly, by 规范化简称, or with suggestions; never taken for another silently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.documents.ledgers.incoming.words import clean, distance, joined, within
from duban.organisations.selectors import Directory, PersonRow, UnitRow
from duban.shared.text.script import same_in_another_script

_BETWEEN = re.compile(r"[、，,；;/\n|]+")
_WITH_POST = re.compile(r"^(.+?)[(（【\[](.+?)[)）】\]]$")
_PART = re.compile(r"^(牵头|主办|承办|责任|配合|协办|协助|参与|主要责任)(?:单位|部门)?[:：]")
_ROLE_AFTER = re.compile(r"(牵头|主办|承办|负责|配合|协办|协助|参与)(?:落实)?$")
_ASSISTING = {"配合", "协办", "协助", "参与"}
_EVERY = re.compile(r"^(?:全县)?(?:各|其他|有关|相关)")
_SUGGESTED = 5


@dataclass(frozen=True)
class NamedInCell:
    """One name of a cell: the text, the post in brackets after it, and whether it is said to assist."""

    text: str
    post: str = ""
    assists: bool = False


def names_in(value: object) -> list[NamedInCell]:
    """The names of a cell, in its order: several with 、，；/ or line breaks, 张某（局长）, 牵头：… 配合：…."""
    found: list[NamedInCell] = []
    assists = False
    for piece in _pieces(clean(value)):
        part = joined(piece)
        if match := _PART.match(part):
            assists = match[1] in _ASSISTING
            part = part[match.end() :]
        after = _ROLE_AFTER.search(part)
        if after and len(part) > len(after[0]) + 1:
            part = part[: after.start()]
            _mark(found, after[1] in _ASSISTING)
            assists = after[1] in _ASSISTING
        if not part:
            continue
        with_post = _WITH_POST.match(part)
        found.append(NamedInCell(with_post[1], with_post[2], assists) if with_post else NamedInCell(part, "", assists))
        if after:
            assists = False
    return found


def _mark(found: list[NamedInCell], assists: bool) -> None:
    """Names before 配合 assist too, as far as nothing else was said of them."""
    if assists:
        lead = next((n for n, one in enumerate(found) if one.assists), None)
        start = 1 if lead is None and found else 0
        found[start:] = [NamedInCell(one.text, one.post, True) for one in found[start:]]


def _pieces(text: str) -> list[str]:
    """The text cut at separators that stand outside brackets."""
    depth, piece, pieces = 0, "", []
    for ch in text:
        depth += ch in "(（[【"
        depth -= ch in ")）]】"
        if depth <= 0 and _BETWEEN.match(ch):
            pieces.append(piece)
            piece, depth = "", 0
        else:
            piece += ch
    return [one for one in (*pieces, piece) if one.strip()]


def means_many(text: str) -> bool:
    """Whether a name stands for several units: 各镇（街道）, 有关部门."""
    return bool(_EVERY.match(text))


class Units:
    """The units of a county on a day, ready to be found by the names that ledgers use."""

    def __init__(self, known: Directory, on: date, county: str, short: str) -> None:
        self._leads = tuple(
            one
            for one in (f"中共{county}", county, f"{short}县", "中共县", "本县", "我县", "县", "中共")
            if one
        )
        self.units = known.active_units(on)
        self._exact: dict[str, list[UnitRow]] = defaultdict(list)
        self._plain: dict[str, list[UnitRow]] = defaultdict(list)
        for unit in self.units:
            for name in {joined(unit.name), joined(unit.short_name)}:
                self._exact[name].append(unit)
            for name in {self.plain(unit.name), self.plain(unit.short_name)}:
                self._plain[name].append(unit)
        self._longest = max(map(len, (*self._exact, *self._plain)), default=0)
        self._memo: dict[str, list[UnitRow]] = {}

    def plain(self, name: str) -> str:
        """A name without the county before it, e.g. 自然资源局 for XX县自然资源局."""
        text = joined(name)
        for lead in self._leads:
            if text.startswith(lead) and len(text) > len(lead) + 1:
                return text[len(lead) :]
        return text

    def exact(self, name: str) -> list[UnitRow]:
        """The units that bear this full name or 规范化简称."""
        return self._exact.get(joined(name), [])

    def same(self, name: str) -> list[UnitRow]:
        """The units that bear this name but for the county's name before it."""
        return self._plain.get(self.plain(name), [])

    def leading(self, text: str) -> tuple[str, str]:
        """The longest name of a unit that a text begins with, and the rest; empty where it begins with none."""
        for start in dict.fromkeys((joined(text), self.plain(text))):
            for length in range(min(len(start), self._longest), 1, -1):
                if start[:length] in self._exact or start[:length] in self._plain:
                    return start[:length], start[length:]
        return "", joined(text)

    def near(self, name: str) -> list[UnitRow]:
        """Units whose names are near: one in the other, an abbreviation, or one or two characters apart."""
        text = self.plain(name)
        if text not in self._memo:
            scored = [
                (_nearness(text, (self.plain(u.name), self.plain(u.short_name))), u) for u in self.units
            ]
            best = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], one[1].sequence))
            self._memo[text] = [unit for _, unit in best[:_SUGGESTED]]
        return self._memo[text]


def _nearness(text: str, names: Iterable[str]) -> float:
    """How near a text is to one of the names, 0 where they have nothing in common."""
    return max((_near(text, name) for name in names if name), default=0.0)


def _near(text: str, name: str) -> float:
    if len(text) < 2:
        return 0.0
    if same_in_another_script(text, name):
        return 0.95
    short, long = sorted((text, name), key=len)
    if len(short) >= 2 and short in long:
        return 0.8 + 0.2 * len(short) / len(long)
    if len(text) == len(name) == 2:
        return 0.6 if text[0] == name[0] else 0.0
    apart = distance(text, name, 2)
    if apart <= 1 + (len(short) > 4) and len(short) >= 3:
        return 0.8 - 0.1 * apart
    if len(short) >= 3 and within(short, long):
        return 0.6 + 0.1 * len(short) / len(long)
    pairs = {text[n : n + 2] for n in range(len(text) - 1)}
    others = {name[n : n + 2] for n in range(len(name) - 1)}
    shared = len(pairs & others) / max(1, min(len(pairs), len(others)))
    return 0.5 * shared if shared >= 0.5 else 0.0


class People:
    """The people of a county with where they hold posts on a day, ready to be found by name."""

    def __init__(self, known: Directory, on: date) -> None:
        self.known = known
        self._by_name: dict[str, list[PersonRow]] = defaultdict(list)
        self._units: dict[int, set[int]] = defaultdict(set)
        self._titles: dict[int, list[str]] = defaultdict(list)
        for person in known.people:
            self._by_name[joined(person.name)].append(person)
        for holder in known.holders(on):
            if holder.unit_id is not None:
                self._units[holder.person_id].add(holder.unit_id)
            place = known.unit(holder.unit_id).short_name if holder.unit_id else ""
            self._titles[holder.person_id].append(f"{place}{holder.title}")

    def called(self, name: str) -> list[PersonRow]:
        """Everybody of this name."""
        return self._by_name.get(joined(name), [])

    def in_unit(self, person: PersonRow, unit_id: int | None) -> bool:
        """Whether the person holds a post in the unit on the day."""
        return unit_id in self._units.get(person.id, ())

    def near(self, name: str) -> list[PersonRow]:
        """People whose names differ by one character."""
        text = joined(name)
        found = [
            person
            for other, people in self._by_name.items()
            if len(text) > 1 and distance(text, other, 1) == 1
            for person in people
        ]
        return sorted(found, key=lambda person: person.rank)[:_SUGGESTED]

    def describe(self, person: PersonRow) -> str:
        """A person with posts, as namesakes are told apart."""
        held = "、".join(self._titles.get(person.id, [])) or "无在任职务"
        return f"{person.name}（{'，'.join(part for part in (person.note, held) if part)}）"

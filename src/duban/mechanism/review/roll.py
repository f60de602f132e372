"""Everybody who is known, by name: made once for a list of any length."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property

from duban.mechanism.review.nearness import NearNames, Readings, as_written

_BLANKS = re.compile(r"\s+")
_DOTS = re.compile(r"[·•・．‧∙.]")


def plain(name: str) -> str:
    """A name without blanks, in one width and with one kind of dot: 张 某 and 张某 are the same name."""
    return _DOTS.sub("·", _BLANKS.sub("", unicodedata.normalize("NFKC", name)))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with both its names."""

    key: Hashable
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post that somebody holds now or has held; `unit` is the key of the unit, None for a post in no unit."""

    unit: Hashable
    title: str
    now: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `note` tells namesakes apart, `birth` is year and month (1975-03) where it is known."""

    key: Hashable
    name: str
    posts: tuple[PostHeld, ...] = ()
    note: str = ""
    birth: str = ""


class Roll:
    """People and units by their names; `readings` says how the characters of a name are read."""

    def __init__(
        self, people: Iterable[Person], units: Iterable[Unit] = (), readings: Readings = as_written
    ) -> None:
        self._readings = readings
        self.people: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self.people[plain(person.name)].append(person)
        self.units: dict[str, Unit] = {}
        self._by_key: dict[Hashable, Unit] = {}
        for unit in units:
            self._by_key[unit.key] = unit
            for name in (unit.name, unit.short):
                self.units.setdefault(plain(name), unit)
        self._lengths = sorted({len(name) for name in self.units if len(name) > 1}, reverse=True)

    def knows(self, name: str) -> bool:
        """Whether a name is that of a person or of a unit."""
        return name in self.people or name in self.units

    @cached_property
    def names(self) -> NearNames:
        """The names of people, to find those that may be meant by another one."""
        return NearNames(self.people, self._readings)

    def alike(self, name: str) -> tuple[Person, ...]:
        """The people whose names sound like this one or are one slip away from it."""
        return tuple(person for other in self.names.alike(name) for person in self.people[other])

    def unit_in(self, text: str) -> tuple[Unit | None, str]:
        """The unit with whose name a text begins, the longest first, and what follows it."""
        for length in self._lengths:
            unit = self.units.get(text[:length]) if len(text) >= length else None
            if unit is not None:
                return unit, text[length:]
        return None, text

    def place(self, person: Person) -> str:
        """Unit and post of a person now, with the note that tells namesakes apart."""
        held = "、".join(f"{self._short(post)}{post.title}" for post in person.posts if post.now)
        words = held or "没有在任职务"
        return f"{words}（{person.note}）" if person.note else words

    def _short(self, post: PostHeld) -> str:
        unit = self._by_key.get(post.unit)
        return unit.short if unit else ""

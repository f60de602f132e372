"""What an entry in the directory is held against: as it stands in the database, or as read once for many entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Protocol

from django.db.models import Q

from duban.acts.gate.asked import Asked
from duban.mechanism.lifecycles import states_of
from duban.organisations.models import Person, Post, Unit


class Neighbours(Protocol):
    """The units, people and posts that an entry must not collide with."""

    def units_named(self, names: Collection[str]) -> Iterable[Unit]:
        """The units on the register that bear one of these names, full or short."""

    def organ(self, function: str) -> Unit | None:
        """The unit on the register with a function."""

    def namesakes(self, name: str, note: str) -> Iterable[Person]:
        """The people of this name with this distinction."""

    def posts(self, role: str) -> Iterable[Post]:
        """The posts of a role that were not entered by mistake."""

    def posts_of(self, person_id: int, role: str) -> Iterable[Post]:
        """The same of one person."""

    def held(self, person_id: int) -> Iterable[Post]:
        """All posts of a person that were not entered by mistake."""


class Stored:
    """As it stands in the database, asked when needed."""

    def units_named(self, names: Collection[str]) -> Iterable[Unit]:
        return Unit.objects.filter(
            Q(name__in=names) | Q(short_name__in=names), state__in=states_of("unit", "active")
        )

    def organ(self, function: str) -> Unit | None:
        return Unit.objects.filter(function=function, state__in=states_of("unit", "active")).first()

    def namesakes(self, name: str, note: str) -> Iterable[Person]:
        return Person.objects.filter(name=name, note=note)

    def posts(self, role: str) -> Iterable[Post]:
        return (
            Post.objects.filter(role=role)
            .exclude(state__in=states_of("post", "void"))
            .select_related("person")
        )

    def posts_of(self, person_id: int, role: str) -> Iterable[Post]:
        return (
            Post.objects.filter(role=role, person_id=person_id)
            .exclude(state__in=states_of("post", "void"))
            .select_related("person")
        )

    def held(self, person_id: int) -> Iterable[Post]:
        return Post.objects.filter(person_id=person_id).exclude(state__in=states_of("post", "void"))


class Known:
    """Read once; what is entered afterwards is added by `add`."""

    def __init__(self) -> None:
        self.units: dict[int, Unit] = {}
        self.people: dict[int, Person] = {}
        self._named: dict[str, list[Unit]] = defaultdict(list)
        self._persons: dict[str, list[Person]] = defaultdict(list)
        self._held: dict[int, list[Post]] = defaultdict(list)
        self._roles: dict[str, list[Post]] = defaultdict(list)
        for unit in Unit.objects.order_by("sequence", "pk"):
            self.add(unit)
        for person in Person.objects.order_by("rank", "pk"):
            self.add(person)
        for post in Post.objects.exclude(state__in=states_of("post", "void")).order_by("pk"):
            self.add(post)

    def add(self, row: Unit | Person | Post) -> None:
        """Take note of a row."""
        if isinstance(row, Unit):
            self.units[row.pk] = row
            for name in {row.name, row.short_name}:
                self._named[name].append(row)
        elif isinstance(row, Person):
            self.people[row.pk] = row
            self._persons[row.name].append(row)
        else:
            row.person = self.people[row.person_id]
            row.unit = self.units[row.unit_id] if row.unit_id else None
            self._held[row.person_id].append(row)
            self._roles[row.role].append(row)

    def units_named(self, names: Collection[str]) -> Iterable[Unit]:
        found = {
            unit.pk: unit
            for name in names
            for unit in self._named.get(name, ())
            if unit.state in states_of("unit", "active")
        }
        return [unit for unit in found.values() if {unit.name, unit.short_name} & set(names)]

    def organ(self, function: str) -> Unit | None:
        return next(
            (
                u
                for u in self.units.values()
                if u.function == function and u.state in states_of("unit", "active")
            ),
            None,
        )

    def called(self, name: str) -> list[Person]:
        """Everybody of this name."""
        return self._persons.get(name, [])

    def knows(self, person: Person) -> bool:
        """Whether a person has been taken note of."""
        return person.pk in self.people

    def namesakes(self, name: str, note: str) -> Iterable[Person]:
        return [person for person in self.called(name) if person.note == note]

    def posts(self, role: str) -> Iterable[Post]:
        return self._roles.get(role, [])

    def posts_of(self, person_id: int, role: str) -> Iterable[Post]:
        return [post for post in self._held.get(person_id, ()) if post.role == role]

    def held(self, person_id: int) -> list[Post]:
        """All posts of a person."""
        return self._held.get(person_id, [])


STORED = Stored()


def beside(asked: Asked) -> Neighbours:
    """What the gates of an entry are held against: what an importer has read for all its rows, else what is stored."""
    others: Neighbours = asked.memo.get("others", STORED)
    return others

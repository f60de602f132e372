"""What a desk asks of the database: a statement is made once for all desks that differ in keys of persons and rows only.

Making such a statement costs several times what the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When, Window

from duban.acts.models import Obligation
from duban.acts.owing.duties import HELD, standing_so, still_open
from duban.acts.sight.visibility import visibility_of
from duban.matters.models import Matter
from duban.mechanism.lifecycles.measures import STORY
from duban.mechanism.words.messages import TO_READ
from duban.shared.conditions import Condition
from duban.shared.database.prepared import Prepared
from duban.shared.database.written import meeting
from duban.shared.pages import EXACT

SOONEST = F("due_on").asc(nulls_last=True)
WAITING_SHOWN = 8
_NEWS = 6


_COUNTY, _PERSON, _KEYS = -1, -2, -3
"""Marks in a statement: for the county, for a person, and from there downward for the keys in its conditions."""


@dataclass(frozen=True)
class AskedToday:
    """A statement with the keys of its conditions; asked with what else is open in it."""

    prepared: Prepared
    keys: tuple[Any, ...]

    def rows(self, *values: Any) -> list[Any]:
        """The rows or lines."""
        return self.prepared(*values, *self.keys)

    def count(self, *values: Any) -> int:
        """How many there are."""
        return self.prepared.count(*values, *self.keys)


def asked(make: Callable[..., Prepared], *conditions: Condition) -> AskedToday:
    """What `make` prepares for conditions, kept for all that are alike but for their keys.

    It is made anew where one of them is made of rows read for it.
    """
    if not all(one.lasting for one in conditions):
        return AskedToday(make((), *conditions), ())
    marks: dict[Any, Any] = {}

    def mark(key: Any) -> Any:
        number = _KEYS - len(marks)
        return marks.setdefault(key, number)

    alike = [one.opened(mark) for one in conditions]
    return AskedToday(_kept(make, tuple(marks.values()), *alike), tuple(marks))


@lru_cache(maxsize=1024)
def _kept(make: Callable[..., Prepared], marks: tuple[Any, ...], *conditions: Condition) -> Prepared:
    return make(marks, *conditions)


def open_duties(condition: Condition, county: int) -> QuerySet[Obligation]:
    """The open duties of a county that meet a condition."""
    return meeting(still_open(county=county), condition)


def duties(marks: tuple[Any, ...], condition: Condition, lone: Condition) -> Prepared:
    """Of the open duties of a county that meet a condition what counts and orders them, and whether `lone` holds of each."""
    alone = Case(When(lone.query(), then=1), default=0)

    def rows(county: int, *keys: Any) -> QuerySet[Any, Any]:
        every = open_duties(condition, county).order_by().annotate(lone=alone)
        return every.values_list("pk", "act", "object_ref", "due_on", "lone")

    return Prepared(rows, _COUNTY, *marks)


def of_matters() -> tuple[str, ...]:
    """The kinds on whose objects that hangs which is owed in matters."""
    return (*STORY, "attachment")


def waited_for(most: int | None, marks: tuple[Any, ...], seen: Condition, borne: Condition) -> Prepared:
    """What others owe in the matters of one person of a county, as far as that person sees it; no more than `most`."""

    def rows(county: int, person: int, *keys: Any) -> QuerySet[Any]:
        inspected = Q(jurisdiction_id=county, inspector_id=person)
        mine = Matter.objects.filter(inspected | Q(jurisdiction_id=county, handler_id=person)).values("case_id")
        there = standing_so(HELD, visibility_of("duty").meeting(seen, county, of_matters())).filter(case_id__in=mine)
        return with_total(there.exclude(borne.query()).select_related("case").order_by(SOONEST, "pk"))[:most]

    return Prepared(rows, _COUNTY, _PERSON, *marks)


waited_first = partial(waited_for, WAITING_SHOWN)
waited_whole = partial(waited_for, None)


def late_in(marks: tuple[Any, ...], units: Condition, late: Condition, seen: Condition, borne: Condition) -> Prepared:
    """What is late in some units of a county, as far as somebody sees it and does not owe it."""

    def rows(county: int, *keys: Any) -> QuerySet[Any]:
        there = still_open(visibility_of("duty").meeting(seen, county)).filter((units & late).query())
        return with_total(there.exclude(borne.query()).select_related("case").order_by("due_on", "pk"))

    return Prepared(rows, _COUNTY, *marks)


def with_total(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows of which each says how many there are without the bound that follows."""
    every: QuerySet[Any] = rows.annotate(total=Window(Count("pk")))
    return every


def deeds(marks: tuple[Any, ...], done: Condition) -> Prepared:
    """The moments of what somebody of a county did and still sees."""

    def moments(county: int, *keys: Any) -> QuerySet[Any, Any]:
        return visibility_of("deed").meeting(done, county).order_by().values_list("occurred_at")

    return Prepared(moments, _COUNTY, *marks)


def unread(marks: tuple[Any, ...], seen: Condition, read: Condition) -> Prepared:
    """The messages of a county that ask for no act, meet one condition and not the other."""

    def keys_of(county: int, *keys: Any) -> QuerySet[Any, Any]:
        return to_read(visibility_of("message").meeting(seen & ~read, county)).order_by().values_list("pk")[: EXACT + 1]

    return Prepared(keys_of, _COUNTY, *marks)


def to_read(messages: QuerySet[Any]) -> QuerySet[Any]:
    """Of messages those that ask for no act."""
    return messages.filter(kind__in=TO_READ)


def latest(marks: tuple[Any, ...], seen: Condition) -> Prepared:
    """The latest messages of a county that meet a condition, with their cases."""

    def rows(county: int, *keys: Any) -> QuerySet[Any]:
        every = visibility_of("message").meeting(seen, county)
        return every.select_related("case").order_by("-created_at", "-pk")[:_NEWS]

    return Prepared(rows, _COUNTY, *marks)

"""What somebody has to do, counted and put in order by the database: a desk reads the rows that it shows and no others.

An act on an object is one thing, however often it is owed; it is due when the first of these duties is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from duban.acts.owing.bearing import bearing
from duban.acts.owing.duties import ever_owed
from duban.acts.sight.around import owed_by
from duban.insight.selectors.work_desk.asked import AskedToday, asked, duties
from duban.shared.actor import Actor
from duban.shared.conditions import one_of

_COUNTED = "SELECT COUNT(*) FROM (SELECT DISTINCT lone, act, object_ref FROM ({}) duty) thing"
_FIGURES = """
WITH thing AS (SELECT lone, act, MIN(due_on) AS due_on FROM ({{}}) duty GROUP BY lone, act, object_ref)
SELECT lone, act, CASE WHEN due_on < %s THEN {passed} {days} END AS day, COUNT(*) FROM thing GROUP BY 1, 2, 3"""
_FIRST = """
WITH owed AS (
    SELECT pk, act, due_on, lone, COUNT(*) OVER thing - 1 AS more, ROW_NUMBER() OVER (thing ORDER BY {soonest}) AS nth,
        ROW_NUMBER() OVER (ORDER BY lone, pk DESC) AS age
    FROM ({{}}) duty WINDOW thing AS (PARTITION BY lone, act, object_ref)
), thing AS (
    SELECT pk, more, due_on, ROW_NUMBER() OVER (PARTITION BY lone, act ORDER BY {soonest}) AS place
    FROM owed WHERE nth = 1 {wanted}
)
SELECT pk, more, due_on FROM thing WHERE place <= %s
UNION ALL SELECT pk, {came}, NULL FROM owed WHERE lone = 0 AND age <= {newest}
ORDER BY 3 NULLS LAST, 1"""
_IN_LINE = """
WITH thing AS (
    SELECT act, object_ref, MIN(due_on) AS due_on, MIN(pk) AS pk FROM ({{}}) duty WHERE lone = 0 {wanted}
    GROUP BY act, object_ref
), line AS (
    SELECT act, object_ref, ROW_NUMBER() OVER (ORDER BY {soonest}) AS place, COUNT(*) OVER () AS long FROM thing
)
SELECT act, object_ref, place, long FROM line WHERE place IN (1, %s, %s)
    OR place IN (SELECT place + more.n FROM line, (SELECT -1 AS n UNION SELECT 0 UNION SELECT 1) more
        WHERE act = %s AND object_ref = %s)
ORDER BY place"""
_CAME, _NEWEST = -1, 4
_LISTED = """
WITH owed AS (
    SELECT pk, due_on, lone, act, COUNT(*) OVER thing - 1 AS more, ROW_NUMBER() OVER (thing ORDER BY {soonest}) AS nth
    FROM ({{}}) duty WINDOW thing AS (PARTITION BY lone, act, object_ref)
), thing AS (SELECT * FROM owed WHERE nth = 1 {wanted})
SELECT {chosen}"""
_PAGE = "pk, more FROM thing ORDER BY due_on NULLS LAST, pk LIMIT %s OFFSET %s"
_LENGTH = "COUNT(*) FROM thing"
PASSED = -1
"""The number of a day that has passed."""
_SOONEST = "due_on NULLS LAST, pk"


class Figure(NamedTuple):
    """How many things there are of an act that nobody can do or somebody can, due on the day of this number.

    The number is `PASSED` of a day that has passed, and None of none or a later one.
    """

    lone: bool
    act: str
    day: int | None
    things: int


class InLine(NamedTuple):
    """A thing at its place, counted from 1, in a line so long."""

    act: str
    ref: str
    place: int
    long: int


@dataclass(frozen=True)
class Things:
    """The things that the open duties of an actor make; `lone` are the duties that nobody can do."""

    asked: AskedToday
    county: int
    lone: frozenset[int]

    def count(self) -> int:
        """How many there are."""
        return int(self._within(_COUNTED)[0][0])

    def figures(self, days: Sequence[date]) -> list[Figure]:
        """How many there are by act and by day; the first day is today."""
        each = " ".join(f"WHEN due_on = %s THEN {number}" for number in range(len(days)))
        lines = self._within(_FIGURES.format(passed=PASSED, days=each), *map(_stored, (days[0], *days)))
        return [Figure(bool(lone), act, day, count) for lone, act, day, count in lines]

    def first(
        self, most: int, acts: Sequence[tuple[bool, str]], before: date | None, on: date | None
    ) -> tuple[dict[int, int], list[int]]:
        """By the key of its first duty how many more duties a thing answers, the most urgent first: `most` of an act.

        Beside it the keys of the duties that came last, whatever is wanted.

        `acts` are those wanted, each with whether nobody can do it; `before` narrows them to what was due before a day,
        `on` to what is due on one.
        """
        wanted, values = _narrowed(acts, before, on)
        around = _FIRST.format(soonest=_SOONEST, wanted=wanted, came=_CAME, newest=_NEWEST)
        lines = self._within(around, *values, most)
        more = {pk: others for pk, others, _ in lines if others != _CAME}
        return more, sorted((pk for pk, others, _ in lines if others == _CAME), reverse=True)

    def page(self, text: str, start: int, most: int) -> tuple[int, dict[int, int]]:
        """How many things a text names, all without one, and of those from `start` on the keys as `first` gives them.

        What nobody can do is named by what is owed alone: the head who sees to it need not know its case.
        """
        wanted, values = _named_by(text)
        counted = self._within(_LISTED.format(soonest=_SOONEST, wanted=wanted, chosen=_LENGTH), *values)
        rows = self._within(_LISTED.format(soonest=_SOONEST, wanted=wanted, chosen=_PAGE), *values, most, start)
        return int(counted[0][0]), dict(rows)

    def in_line(self, acts: Sequence[str], act: str, ref: str, place: int) -> list[InLine]:
        """Of the things of some acts, the most urgent first: the first, two from a place on, this one and its neighbours."""
        wanted, values = _narrowed([(False, one) for one in acts], None, None)
        around = _IN_LINE.format(soonest=_SOONEST, wanted=wanted)
        return [InLine(*one) for one in self._within(around, *values, place, place + 1, act, ref)]

    def _within(self, around: str, *values: Any) -> list[Any]:
        return self.asked.prepared.within(around, (self.county, *self.asked.keys), *values)


def things_of(actor: Actor) -> Things:
    """The things that an actor has to do; what nobody can do stands apart, with the head who must see to it."""
    lone = _lone(actor)
    return Things(asked(duties, owed_by(actor), one_of("pk", sorted(lone))), actor.jurisdiction_id, lone)


def _lone(actor: Actor) -> frozenset[int]:
    if actor.person_id is None:
        return frozenset()
    now = bearing(actor.jurisdiction_id)
    return now.nobody.intersection(now.given_to(actor.person_id))


def _narrowed(acts: Sequence[tuple[bool, str]], before: date | None, on: date | None) -> tuple[str, list[Any]]:
    each = " OR ".join(["lone = %s AND act = %s"] * len(acts))
    found, values = f" AND ({each or '1 = 0'})", [value for lone, act in acts for value in (int(lone), act)]
    for compared, day in (("<", before), ("=", on)):
        if day is not None:
            found += f" AND due_on {compared} %s"
            values.append(_stored(day))
    return found, values


def _named_by(text: str) -> tuple[str, list[Any]]:
    if not text:
        return "", []
    named = Q(case__title__icontains=text) | Q(case__code__icontains=text)
    parts, values = list[str](), list[Any]()
    for condition, alone in ((named, "lone = 0 AND "), (Q(label__icontains=text), "")):
        sql, own = ever_owed().filter(condition).order_by().values("pk").query.sql_with_params()
        parts.append(f"({alone}pk IN ({sql}))")
        values += own
    return f"AND ({' OR '.join(parts)})", values


def _stored(day: date) -> Any:
    """A day as the database keeps it."""
    return connection.ops.adapt_datefield_value(day)

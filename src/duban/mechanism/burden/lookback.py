"""回头看: which of the closed matters of a quarter are looked at again, drawn by lot (A112)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from duban.mechanism.clauses import clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.people.standing import OFFICES, Function, acting_office

QUARTERS = (1, 2, 3, 4)
QUARTER_WORDS = {1: "第一季度", 2: "第二季度", 3: "第三季度", 4: "第四季度"}
RESULTS = {"held": "属实，没有反弹", "slipped": "有反弹", "untrue": "当时没有办结"}
"""What a look again finds of a matter, in words."""
WAYS = {"spot": "到现场看", "papers": "看系统里已有的材料"}
"""How it was looked at."""
STANDS = "held"


class Closed(NamedTuple):
    """A closed matter in the lot: the address of its unit, which is its stratum, and its own number."""

    unit: str
    matter: str


@clause("3.0")
def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """The first and the last day of a quarter."""
    first = date(year, 3 * quarter - 2, 1)
    return first, months_after(first, 3) - timedelta(days=1)


@clause("3.0")
def how_many(closed: int, percent: int, least: int) -> int:
    """How many of so many are drawn: the share rounded up, at least so many, and not more than there are (A112)."""
    return min(closed, max(least, -(-closed * percent // 100)))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()


def lot_of(seed: str, year: int, quarter: int, closed: Iterable[Closed]) -> str:
    """The number by which a quarter is drawn: SHA-256 of seed, quarter and the sorted list, so that neither alone tells it."""
    return _digest(seed, f"{year}-{quarter}", *sorted(f"{one.unit} {one.matter}" for one in closed))


@clause("3.0")
def drawn(seed: str, year: int, quarter: int, closed: Sequence[Closed], percent: int, least: int) -> tuple[Closed, ...]:
    """The matters that are looked at again: every so-manieth of the list in the order of its units.

    Units, and within a unit its matters, stand in the order of SHA-256 of the lot and their names. The first is taken by
    the lot, then one in each equal step, so that each matter is as likely as any other and no unit gets more than its share.
    """
    total, wanted = len(closed), how_many(len(closed), percent, least)
    if not wanted:
        return ()
    lot = lot_of(seed, year, quarter, closed)
    rows = sorted(closed, key=lambda one: (_digest(lot, one.unit), _digest(lot, one.unit, one.matter)))
    start = int(lot, 16) % total
    return tuple(rows[(start + step * total) // wanted] for step in range(wanted))


@clause("3.0")
def visiting_office(offices: Iterable[Function], keeps: Function, unit: Function) -> Function:
    """The office that looks: the one that followed most of what was drawn of the unit, else the one that keeps the plan.

    An office that is itself the unit never does.
    """
    counts = Counter(offices)
    most = max(OFFICES, key=lambda office: (counts[office], office is keeps))
    return acting_office(most, frozenset({unit}) if unit in OFFICES else frozenset())

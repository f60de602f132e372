"""Which notice the day of a duty calls for, each told once: near, due, late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.acts.models import Message, Obligation

NEAR, DUE, LATE = 1, 2, 3


def notice_of(due_on: date, today: date, soon: date) -> int:
    """Which notice a due day calls for today: none, near, due or late."""
    if due_on < today:
        return LATE
    if due_on == today:
        return DUE
    return NEAR if due_on <= soon else 0


def once_key(row: Obligation, notice: int) -> str:
    """What the message of a notice bears (`Message.once`), so that it is told once for this day; another day is told anew."""
    return f"{row.pk}:{notice}:{row.due_on:%Y-%m-%d}"


def told_before(rows: Iterable[Obligation]) -> frozenset[str]:
    """The keys of notices that were given on some duties for the days that they have now. One statement."""
    keys = [once_key(row, notice) for row in rows if row.due_on for notice in (NEAR, DUE, LATE)]
    if not keys:
        return frozenset()
    found = Message.objects.filter(once__in=keys).values_list("once", flat=True)
    return frozenset(key for key in found if key)

"""What kind of installation this database is: live, demo, rehearsal or drill; of a drill nothing leaves the system."""

from __future__ import annotations

from functools import lru_cache

from duban.shared.models import Installation


class ClockFixed(RuntimeError):
    """The clock of a live installation cannot be moved."""


def kind() -> str:
    """`live`, `demo`, `rehearsal` or `drill`; a database without a mark is live."""
    row = Installation.objects.first()
    return row.kind if row else Installation.Kind.LIVE


@lru_cache(maxsize=1)
def settled() -> str:
    """The kind of a database in which somebody is signed in, asked once: only an empty one or a copy is ever marked."""
    return kind()


def drilled() -> bool:
    """Whether this is a copy for practice: its pages and papers say so, and nothing goes out."""
    return settled() == Installation.Kind.DRILL


def mark(kind: str) -> None:
    """Mark an empty database once; a mark is never changed afterwards."""
    row, created = Installation.objects.get_or_create(pk=1, defaults={"kind": kind})
    if not created and row.kind != kind:
        raise ClockFixed(f"数据库已标记为“{row.get_kind_display()}”，不能改作其他用途。")


def turn_into_drill() -> None:
    """Mark a copy for practice, of whatever it is a copy; the database keeps it so."""
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.Kind.DRILL})
    settled.cache_clear()


def refuse_moved_clock() -> None:
    """Raise unless the database is marked demo or rehearsal."""
    if kind() == Installation.Kind.LIVE:
        raise ClockFixed("正式系统的时钟不能移动：只有演示库和推演库可以。")

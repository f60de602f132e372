"""What kind of installation this database is: live, demo or rehearsal."""

from __future__ import annotations

from duban.shared.models import Installation


class ClockFixed(RuntimeError):
    """The clock of a live installation cannot be moved."""


def kind() -> str:
    """`live`, `demo` or `rehearsal`; a database without a mark is live."""
    row = Installation.objects.first()
    return row.kind if row else Installation.Kind.LIVE


def mark(kind: str) -> None:
    """Mark an empty database once; a mark is never changed afterwards."""
    row, created = Installation.objects.get_or_create(pk=1, defaults={"kind": kind})
    if not created and row.kind != kind:
        raise ClockFixed(f"数据库已标记为“{row.get_kind_display()}”，不能改作其他用途。")


def refuse_moved_clock() -> None:
    """Raise unless the database is marked demo or rehearsal."""
    if kind() == Installation.Kind.LIVE:
        raise ClockFixed("正式系统的时钟不能移动：只有演示库和推演库可以。")

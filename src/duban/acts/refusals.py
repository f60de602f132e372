"""What keeps an act from happening, as the actor sees it."""

from __future__ import annotations

from duban.audit.selectors import changes_since
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Change, Stale
from duban.shared.models import Kept


def stale(actor: Actor, kind: str, row: Kept, seen: int | None = None) -> Stale:
    """The error that shows what others did to the row after `seen` (default: the version in hand)."""
    version = seen if seen is not None else getattr(row, "version", 0)
    lines = changes_since(jurisdiction_id=actor.jurisdiction_id, kind=kind, object_id=row.pk, version=version)
    changes = tuple(Change(line.who, clock.text(line.at, "%m-%d %H:%M"), line.sentence) for line in lines)
    return Stale("您打开之后，情况已有变化，本次没有写入。", changes)

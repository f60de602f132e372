"""The one clock. Whoever judges a date asks here; sessions, tokens and throttles keep real time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
_moved: ContextVar[datetime | None] = ContextVar("duban_moved_clock", default=None)


def now() -> datetime:
    """The present moment with its time zone."""
    return _moved.get() or datetime.now(BEIJING)


def today() -> date:
    """The present day in the county."""
    return now().astimezone(BEIJING).date()


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Set the clock to `moment` for the block.

    Only a database marked as demo or rehearsal may live in a moved time: `shared.installation` refuses others.
    """
    from duban.shared.installation import refuse_moved_clock

    refuse_moved_clock()
    token = _moved.set(moment.astimezone(BEIJING))
    try:
        yield
    finally:
        _moved.reset(token)

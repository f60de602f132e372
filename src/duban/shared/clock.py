"""The one clock and the one calendar. Whoever judges a date asks here; sessions, tokens and throttles keep real time.

A moment is the same everywhere, but its day is the county's: moments come from the database in UTC, where the first
eight hours of a day in Beijing still belong to the day before. Days, hours and words are read off a moment here and
nowhere else; lint sees to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
_moved: ContextVar[datetime | None] = ContextVar("duban_moved_clock", default=None)


def now() -> datetime:
    """The present moment with its time zone."""
    return _moved.get() or _real()


def today() -> date:
    """The present day in the county."""
    return day_of(now())


def is_moved() -> bool:
    """Whether the clock shows another time than the real one."""
    return _moved.get() is not None


def day_of(moment: date) -> date:
    """The county's day on which a moment falls; a day is its own."""
    return _local(moment).date() if isinstance(moment, datetime) else moment


def time_of(moment: datetime) -> time:
    """The time that the county's clocks show at a moment."""
    return _local(moment).time()


def text(moment: date, shape: str) -> str:
    """A moment, or a day, in the county's words: `shape` is that of `strftime`, as "%m-%d %H:%M"."""
    return f"{_local(moment) if isinstance(moment, datetime) else moment:{shape}}"


def at(day: date, time_of_day: time = time.min) -> datetime:
    """The moment at which the county's clocks show this time on this day; without a time the day's beginning."""
    return datetime.combine(day, time_of_day, BEIJING)


def stamp(moment: datetime) -> str:
    """A moment as calendars of others write it (RFC 5545): in UTC, without separators."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def read(written: str) -> datetime:
    """The moment that is written in ISO 8601; without a zone it is the county's time.

    ValueError where it is no such text.
    """
    return _local(datetime.fromisoformat(written))


def _real() -> datetime:
    return datetime.now(BEIJING)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(BEIJING) if moment.tzinfo else moment.replace(tzinfo=BEIJING)


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Set the clock to `moment` for the block.

    Only a database marked as demo or rehearsal may live in a moved time: `shared.machine.installation` refuses others.
    """
    from duban.shared.machine.installation import refuse_moved_clock

    refuse_moved_clock()
    token = _moved.set(_local(moment))
    try:
        yield
    finally:
        _moved.reset(token)

"""Whether the clock of the machine can be believed, held against the record and against what the last sweep saw (A81).

Every limit, every deadline and 逾期 follow the clock, so an act under a wrong one is not done: a clock behind the last
entry would put what happens now before what happened; one more than a day ahead of everything that is known may have
jumped. The door stays open, since somebody has to come in to put it right; what happens there is no measure of time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import Subquery

from duban.audit.access import KIND
from duban.audit.chain import RENEWAL
from duban.audit.models import Entry, MachineTime
from duban.mechanism.lifecycles import acts_that
from duban.shared import clock
from duban.shared.errors import ActError

BEHIND = timedelta(seconds=2)
AHEAD = timedelta(days=1)
RIGHTING = "clockcheck.confirm"
ANY_TIME = acts_that("any_time")
_NOT_COUNTED = (*sorted(ANY_TIME - {RIGHTING}), RENEWAL)
_SHAPE = "%Y年%m月%d日 %H:%M:%S"


class Standing(Enum):
    """How the clock stands."""

    RIGHT = "right"
    BEHIND = "behind"
    AHEAD = "ahead"


class WrongClock(ActError):
    """The clock cannot be believed; nothing was written, and the refusal would stand under a wrong time itself."""

    logged = False


@dataclass(frozen=True)
class ClockReading:
    """What the machine's clock says, when the last entry that counts was recorded, and what the last sweep saw."""

    now: datetime
    last: datetime | None
    swept: datetime | None

    @property
    def standing(self) -> Standing:
        """Behind the last entry, ahead of everything that is known, or right; ahead only where a sweep was seen."""
        if self.last is not None and self.last - self.now > BEHIND:
            return Standing.BEHIND
        if self.swept is not None and self.now - max(self.swept, self.last or self.swept) > AHEAD:
            return Standing.AHEAD
        return Standing.RIGHT

    @property
    def known(self) -> datetime | None:
        """The later of the last entry and the last sweep, or the last entry where the clock is behind it."""
        both = [at for at in (self.last, self.swept) if at is not None]
        return self.last if self.standing is Standing.BEHIND else max(both, default=None)

    @property
    def words(self) -> str:
        """What is wrong, with both times, and how it is mended; empty where nothing is."""
        known = self.known
        if self.standing is Standing.RIGHT or known is None:
            return ""
        by = f"慢了{_stretch(known - self.now)}" if self.standing is Standing.BEHIND else f"快了{_stretch(self.now - known)}"
        beside = "最近一条记录" if known == self.last else "上次巡检"
        return (
            f"服务器时间{clock.text(self.now, _SHAPE)}，{beside}{clock.text(known, _SHAPE)}，{by}，办理暂停，查看和登录不受影响。"
            "时间不对的，请系统管理员校准服务器时间；服务器时间没有错的，由系统管理员提请校时，另一机关的第二人确认。"
        )


def _stretch(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    return f"{hours}小时{minutes % 60}分" if hours else f"{minutes}分{int(length.total_seconds()) % 60}秒"


def reading(jurisdiction_id: int, now: datetime | None = None) -> ClockReading:
    """How the clock stands to the record of a county; one statement."""
    swept = MachineTime._base_manager.filter(pk=1).values("at")[:1]
    counted = Entry._base_manager.filter(jurisdiction_id=jurisdiction_id).exclude(object_kind=KIND).exclude(act__in=_NOT_COUNTED)
    found = counted.order_by("-n").values_list("recorded_at", Subquery(swept)).first()
    last, seen = found or (None, None)
    return ClockReading(now or clock.now(), last, seen)


def refuse_wrong_clock(jurisdiction_id: int, act: str) -> None:
    """Raise WrongClock where an act would be done under a clock that cannot be believed.

    A clock that was moved on purpose is none of the machine's: only a demo or a rehearsal can have one.
    """
    if clock.is_moved() or act in ANY_TIME:
        return
    if words := reading(jurisdiction_id).words:
        raise WrongClock(words)


def note_sweep(jurisdictions: Collection[int]) -> None:
    """Keep the machine's own time as a sweep saw it, unless it cannot be believed: then what was seen before stands."""
    if clock.is_moved():
        return
    now = clock.now()
    if any(reading(one, now).standing is Standing.RIGHT for one in jurisdictions):
        MachineTime._base_manager.update_or_create(pk=1, defaults={"at": now})


def runs_back(jurisdiction_id: int) -> list[tuple[int, datetime, datetime]]:
    """The entries recorded under an earlier time than one before them, by more than acts can overtake each other.

    An entry that put the clock right may be: number, its time, and that of the entry before.
    """
    rows = Entry._base_manager.filter(jurisdiction_id=jurisdiction_id).exclude(object_kind=KIND).exclude(act__in=_NOT_COUNTED)
    found, latest = list[tuple[int, datetime, datetime]](), None
    for n, act, at in rows.order_by("n").values_list("n", "act", "recorded_at").iterator(2000):
        if latest is not None and act != RIGHTING and latest - at > _OVERTAKING:
            found.append((n, at, latest))
        latest = at if act == RIGHTING or latest is None else max(latest, at)
    return found


_OVERTAKING = timedelta(minutes=1)

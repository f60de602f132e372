"""The county of the samples: its offices, a unit, a matter and the day on which all is written."""

from __future__ import annotations

from datetime import date, datetime, time

from duban.shared import clock

PARTY, GOVERNMENT = "中共XX县委办公室", "XX县人民政府办公室"
UNIT, MATTER = "XX县住房和城乡建设局", "西片区老旧小区改造（二期）"
DAY = date(2026, 11, 23)
NAMED = "关于建立XX县重点工作督查联动机制的通知"


def at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    """A moment of that month in the county's time."""
    return clock.at(date(2026, 11, day), time(hour, minute))

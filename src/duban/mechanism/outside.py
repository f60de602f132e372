"""What may leave the system, when, and how often it is tried: no name, no content; a number, a kind, a link (A103)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from duban.mechanism.clauses import clause
from duban.mechanism.dates.workdays import Calendar, HolidaysNotPublished, is_weekday
from duban.mechanism.parameters import Pack

LINES = 20
"""So many lines has a digest at most; the rest is a number."""


class OwedLine(NamedTuple):
    """One thing owed as it may be told outside: a number of the case, a kind, how its day stands, and where it is."""

    number: str
    kind: str
    due_on: date | None
    link: str


@clause("3.0")
def in_hours(day: date, at: time, calendar: Calendar, pack: Pack) -> bool:
    """Whether a message that is not urgent may go out now: on a working day of the county, between two hours.

    Where the holidays of a year are not published yet, Monday to Friday are taken for worked.
    """
    try:
        worked = calendar.is_workday(day)
    except HolidaysNotPublished:
        worked = is_weekday(day)
    return worked and pack.get("messages_from_hour", day) <= at.hour < pack.get("messages_until_hour", day)


@clause("3.0")
def pause_after(tries: int, pack: Pack, day: date) -> timedelta | None:
    """How long to wait after so many tries that failed, each time three times as long; None where it is given up."""
    return timedelta(minutes=3 ** (tries - 1)) if tries < pack.get("message_tries", day) else None


@clause("4.3")
def digest_text(lines: Sequence[OwedLine], today: date) -> str:
    """The digest of a day: how many things, the worst first, nothing but number, kind, day and link."""
    late = sum(one.due_on is not None and one.due_on < today for one in lines)
    head = f"今天须办{len(lines)}件" + (f"，其中逾期{late}件。" if late else "。")
    told = [f"{n}. {one.kind}（{one.number}）{_stands(one.due_on, today)} {one.link}" for n, one in enumerate(lines[:LINES], 1)]
    rest = [f"另有{len(lines) - LINES}件，请登录系统查看。"] if len(lines) > LINES else []
    return "\n".join([head, *told, *rest])


@clause("4.3")
def urgent_text(line: OwedLine) -> str:
    """What is urgent, with as little."""
    return f"紧急催办：{line.kind}（{line.number}） {line.link}"


def _stands(due_on: date | None, today: date) -> str:
    if due_on is None:
        return ""
    if due_on < today:
        return f"逾期{(today - due_on).days}天"
    return "今天到期" if due_on == today else f"{due_on:%m-%d}到期"

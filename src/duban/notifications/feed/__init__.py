"""A personal calendar of what is owed (RFC 5545): off until somebody makes its address, gone when he revokes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from duban.mechanism.outside import OwedLine
from duban.notifications.models import Reach
from duban.notifications.owed import lines_of, owed_now
from duban.organisations.selectors.actors import everybody
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.machine import installation

_LONGEST = 74


def digest_of(key: str) -> str:
    """What is kept of the key of an address."""
    return hashlib.sha256(key.encode()).hexdigest()


def whose(key: str) -> Actor | None:
    """Whose feed has this key; None where nobody's has, the person holds no post today, or this is a drill."""
    if installation.drilled():
        return None
    reach = Reach.objects.filter(feed=digest_of(key)).first()
    return everybody(reach.jurisdiction_id).get(reach.person_id) if reach is not None else None


def feed_of(actor: Actor) -> str:
    """The calendar of an actor: number, kind and link of what is owed by a day."""
    return calendar_text(lines_of(owed_now(actor)), clock.now())


def calendar_text(lines: Iterable[OwedLine], now: datetime) -> str:
    """The calendar of some lines as text, folded and with the line ends of the standard."""
    stamp = clock.stamp(now)
    told = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Duban//duties//ZH", "X-WR-CALNAME:督办事项"]
    for line in lines:
        if line.due_on is not None:
            told += _event(line, line.due_on, stamp)
    return "".join(f"{part}\r\n" for one in (*told, "END:VCALENDAR") for part in _folded(one))


def _event(line: OwedLine, on: date, stamp: str) -> list[str]:
    title = _plain(f"{line.kind}（{line.number}）")
    name = hashlib.sha256(f"{line.number}{line.kind}{line.link}{on}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT", f"UID:{name}@duban", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}", f"SUMMARY:{title}", f"URL:{line.link}", "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]  # fmt: skip


def _plain(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, none of them within a sign."""
    piece, size, room = "", 0, _LONGEST
    for sign in line:
        width = len(sign.encode())
        if size + width > room:
            yield piece
            piece, size, room = " ", 1, _LONGEST
        piece, size = piece + sign, size + width
    yield piece

"""To-dos on the platform of the province or the county: the platform's list is held against what is owed now.

Nothing is remembered here of what was pushed. What is there and not owed any more is taken back, what is owed and not
there is put there, and the list is read again until the two agree: a call that was lost, in either direction, shows.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from duban.notifications.models import Channel, Reach
from duban.notifications.owed import lines_of, owed_now
from duban.notifications.wire import Letter, NotSent, Unsure, asked
from duban.organisations.selectors.actors import everybody
from duban.shared import clock

_PASSES = 8
Wanted = Mapping[str, dict[str, Any]]


def send(channel: Channel, secret: str, letter: Letter) -> None:
    """Put one to-do there and take it back: the try of a new channel."""
    name = f"test-{letter.number}"
    _call(channel, secret, "PUT", name, {"to": letter.to, "title": letter.subject, "link": ""})
    _call(channel, secret, "DELETE", name)


def wanted(county: int) -> dict[str, dict[str, Any]]:
    """Every to-do that should stand on the platform now, by a name that stays the same as long as it is owed."""
    people = everybody(county)
    accounts = Reach.objects.filter(jurisdiction_id=county).exclude(account="")
    found: dict[str, dict[str, Any]] = {}
    for person, account in accounts.values_list("person_id", "account"):
        rows = owed_now(people[person]) if person in people else []
        for row, line in zip(rows, lines_of(rows), strict=True):
            due = f"{line.due_on:%Y-%m-%d}" if line.due_on else ""
            body = {"to": account, "title": f"{line.kind}（{line.number}）", "due": due, "link": line.link}
            found[f"{county}-{row.pk}-{person}"] = body
    return found


def reconcile(channel: Channel, secret: str) -> str:
    """Bring the platform to what is owed now; says what was done, NotSent or Unsure where the two do not agree in the end."""
    asked_for, added, taken = wanted(channel.jurisdiction_id), 0, 0
    for _ in range(_PASSES):
        try:
            there = _there(channel, secret)
        except Unsure:
            continue
        stray, missing = sorted(there.keys() - asked_for), sorted(_missing(asked_for, there))
        if not stray and not missing:
            return f"新增{added}件，撤回{taken}件，现有{len(there)}件。"
        taken += sum(_lost_or_done(channel, secret, "DELETE", name, None) for name in stray)
        added += sum(_lost_or_done(channel, secret, "PUT", name, asked_for[name]) for name in missing)
    raise Unsure(f"{_PASSES}次以后仍不一致，下次再对。")


def _missing(asked_for: Wanted, there: Mapping[str, Any]) -> Iterator[str]:
    yield from (name for name, body in asked_for.items() if there.get(name) != body)


def _lost_or_done(channel: Channel, secret: str, method: str, name: str, body: Any) -> int:
    """One call; what is lost shows in the next list."""
    try:
        _call(channel, secret, method, name, body)
    except (NotSent, Unsure):
        return 0
    return 1


def _there(channel: Channel, secret: str) -> dict[str, Any]:
    answer = _call(channel, secret, "GET", f"?of={channel.jurisdiction_id}")
    listed = answer.get("todos") if isinstance(answer, dict) else None
    if not isinstance(listed, dict):
        raise Unsure("对方的清单看不懂。")
    return listed


def _call(channel: Channel, secret: str, method: str, name: str, body: Any = None) -> Any:
    at = str(int(clock.now().timestamp()))
    told = "" if body is None else json.dumps(body, ensure_ascii=False)
    signed = hmac.new(secret.encode(), f"{method}\n{name}\n{at}\n{told}".encode(), hashlib.sha256).hexdigest()
    base = channel.setting("url").rstrip("/")
    url = f"{base}{name}" if name.startswith("?") else f"{base}/{quote(name)}"
    return asked(method, url, body, {"X-Time": at, "X-Signature": signed})

"""登录和查阅记录: who signed in, failed, left, looked too far or read what is held against a person, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duban.acts.sight.visibility import visible_rows
from duban.audit.access import Access
from duban.audit.selectors import history
from duban.organisations.policies import answering
from duban.shared.actor import Actor

PAGE = 50


@dataclass(frozen=True)
class AccessLine:
    """One entry: its number, when, what, in words, from where."""

    n: int
    at: datetime
    label: str
    sentence: str
    source: str
    refused: bool


@dataclass(frozen=True)
class AccessPage:
    """A page of entries, the newest first; `older` leads on, `whose` says in words whose these are."""

    lines: tuple[AccessLine, ...]
    older: int | None
    whose: str
    which: str


def access_page(*, actor: Actor, which: str = "", before: int | None = None) -> AccessPage:
    """The entries that this actor reads, of one sort (a key of `Access`) or of all, older than an entry."""
    entries = visible_rows(actor, "access")
    known = {access.key: access.label for access in Access}
    if which in known:
        entries = entries.filter(act=which)
    if before is not None:
        entries = entries.filter(n__lt=before)
    found = history(list(entries.select_related("payload").order_by("-n")[: PAGE + 1]))
    lines = tuple(
        AccessLine(
            one.n, one.at, known.get(one.act, ""), one.sentence, str(one.payload.get("source", "")), one.refused
        )
        for one in found[:PAGE]
    )
    return AccessPage(lines, lines[-1].n if len(found) > PAGE else None, answering(actor).value, which if which in known else "")

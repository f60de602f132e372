"""Commendations and judgements that 县委组织部 keeps, each with the act that takes it back; outages with theirs (7.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import lifecycle_of, states_of
from duban.shared import clock
from duban.shared.actor import Actor

_MOST = 50
_SHAPE = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class KeptRecord:
    """A record in a line; `acts` are keys and labels of what the actor may do to it."""

    kind: str
    label: str
    on: date
    name: str
    text: str
    document: str
    ref: str
    acts: tuple[tuple[str, str], ...]


@clause("7.1.2", "7.1.3", "7.1.4")
def kept_records(*, actor: Actor) -> tuple[KeptRecord, ...]:
    """The latest commendations and judgements that stand, for 县委组织部; nothing for others."""
    found = [
        _line(actor, kind, row) for kind in ("commendation", "judgement") for row in _standing(actor, kind)
    ]
    return tuple(sorted(found, key=lambda row: row.on, reverse=True))


@dataclass(frozen=True)
class OutageRow:
    """A time in which the system was down, with what may be done to the entry."""

    text: str
    reason: str
    ref: str
    acts: tuple[tuple[str, str], ...]


@clause("5.0")
def kept_outages(*, actor: Actor) -> tuple[OutageRow, ...]:
    """The latest outages that stand, for whoever may enter one; nothing for others."""
    if not may_start(actor, "outage.register"):
        return ()
    rows = (
        visible_rows(actor, "outage")
        .filter(state__in=states_of("outage", "active"))
        .order_by("-starts_at", "-pk")[:_MOST]
    )
    return tuple(
        OutageRow(
            f"{clock.text(row.starts_at, _SHAPE)}至{clock.text(row.ends_at, _SHAPE)}",
            row.reason,
            row.ref,
            tuple((act.key, act.label) for act in open_acts(actor, "outage", row)),
        )
        for row in rows
    )


def _standing(actor: Actor, kind: str) -> Any:
    return (
        visible_rows(actor, kind).filter(state__in=states_of(kind, "active")).order_by("-on", "-pk")[:_MOST]
    )


def _line(actor: Actor, kind: str, row: Any) -> KeptRecord:
    acts = tuple((act.key, act.label) for act in open_acts(actor, kind, row))
    label = lifecycle_of(kind).label
    return KeptRecord(kind, label, row.on, row.name, row.text, row.document, row.ref, acts)

"""What several acts on measures need."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from duban.acts.gate.asked import Asked
from duban.acts.registry import performs_each
from duban.matters.actions.shared import done, unit_name
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, decide
from duban.mechanism.lifecycles.measures import NAMES, SPINES
from duban.mechanism.papers.content import days_ahead, meeting_ahead
from duban.mechanism.parameters import Pack
from duban.mechanism.people.narrowing import reads_narrowed
from duban.rulebook.selectors import pack_for
from duban.shared import clock

F = TypeVar("F", bound=Callable[..., Any])
LABELS = {kind: spine.label for kind, spine in SPINES.items()}


def spine(verb: str, *kinds: str) -> Callable[[F], F]:
    """Register one function as the action of a spine act for these kinds of measure (default: all three)."""
    return performs_each("kind", {kind: f"{kind}.{verb}" for kind in kinds or tuple(SPINES)})  # type: ignore[return-value]


def pack_of(work: Asked) -> Pack:
    """The pack that judges the act: that of its case."""
    return pack_for(work)


@clause("3.1.6", "3.2.1", "3.3.4")
def days_still_ahead(
    kind: str, deadline: date | None, planned_at: datetime | None, now: datetime
) -> Decision:
    """Do the limit and the meeting of a document still lie ahead: asked where they are typed and at each step to issue."""
    ahead = days_ahead(kind, {"deadline": deadline}, clock.day_of(now))
    if kind != "interview" or planned_at is None:
        return ahead
    when = clock.text(planned_at, "%Y-%m-%d %H:%M")
    return ahead.and_also(decide("", [meeting_ahead(planned_at > now, when)]))


def own_days_ahead(asked: Asked) -> Decision:
    """Whether the days of a draft still lie ahead: one whose days have passed is brought no further."""
    return days_still_ahead(asked.kind, asked.object.deadline, asked.object.planned_at, asked.at)


def open_to_leader(measure: Measure, leader_id: int) -> Decision:
    """Whether a leader may read the matter of a draft that is sent there: of a narrowed one only its readers."""
    readers = measure.matter.reader_ids
    return decide("送审", [reads_narrowed(leader_id in readers)] if readers else [])


def text_digest(measure: Measure) -> str:
    """The digest of what the document states: frozen at approval, compared at issue; with that of a final text."""
    final = [measure.final_digest] if measure.final_digest else []
    text = json.dumps(
        [measure.kind, measure.issuer, measure.unit_id, measure.content, measure.facts, *final],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()


__all__ = [
    "LABELS",
    "NAMES",
    "days_still_ahead",
    "done",
    "open_to_leader",
    "own_days_ahead",
    "pack_of",
    "spine",
    "text_digest",
    "unit_name",
]

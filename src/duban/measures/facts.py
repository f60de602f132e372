"""Rows of measures as the types that the mechanism judges."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.matters.escalation import Running
from duban.matters.facts import Basis, progress_of, read_basis, stored_facts
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.mechanism.ladder.gates import TRIGGERS, MatterFacts, PriorMeasure
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import MEASURES, NAMES
from duban.mechanism.parameters import Pack
from duban.shared import clock

RESTING = states_of(MEASURES, "resting")
"""Where a measure stands still."""


def prior(measure: Measure) -> PriorMeasure:
    """A measure as the ladder looks at it."""
    taken_at = measure.held_at if measure.kind == "interview" else measure.issued_at
    return PriorMeasure(
        kind=measure.kind,
        issued_on=clock.day_of(measure.issued_at) if measure.issued_at else None,
        held_on=clock.day_of(measure.held_at) if measure.held_at else None,
        state=measure.state,
        deadline=measure.deadline,
        number=measure.number,
        ended_on=clock.day_of(measure.ended_at) if measure.ended_at else None,
        order=taken_at.timestamp() if taken_at else 0.0,
        facts=tuple(measure.facts),
    )


def priors(matter: Matter) -> tuple[PriorMeasure, ...]:
    """The measures of a matter as the ladder looks at them."""
    return tuple(prior(measure) for measure in Measure.objects.filter(matter=matter).order_by("pk"))


def ladder_facts(matter: Matter, pack: Pack, as_of: date) -> MatterFacts:
    """Everything that the gates of article 三 look at."""
    measures = list(Measure.objects.filter(matter=matter).order_by("pk"))
    return facts_with(matter, read_basis(matter), measures, pack, as_of)


def facts_with(matter: Matter, basis: Basis, measures: list[Measure], pack: Pack, as_of: date) -> MatterFacts:
    """The same from rows that are read already."""
    state = progress_of(matter, basis.milestones, as_of)
    return MatterFacts(
        facts=stored_facts(matter, basis, pack, as_of),
        measures=tuple(prior(measure) for measure in measures),
        gap=state.gap,
        overdue_days=state.overdue_days,
        expected=state.expected,
        actual=state.actual,
    )


def quotable(known: MatterFacts) -> dict[str, str]:
    """The stored facts that the draft of a measure may quote, by key."""
    return {fact.key: fact.text for fact in known.facts if fact.kind in (*TRIGGERS, "unclear")}


def known_facts(measure: Measure, pack: Pack, as_of: date) -> set[str]:
    """The facts on a day that a draft on the matter may quote, with those that this one quotes."""
    return {*quotable(ladder_facts(measure.matter, pack, as_of)).values(), *measure.facts}


def same_proposals(measure: Measure) -> Any:
    """The keys of the measures that propose the same, unread: of one kind on one matter, under whatever number."""
    return Measure.objects.filter(matter=measure.matter_id, kind=measure.kind).values("pk")


def name_of(measure: Measure) -> str:
    """A measure by its number, a draft by the moment at which it was begun, e.g. 督办函稿（11-30 09:12）."""
    begun = clock.text(measure.created_at, "%m-%d %H:%M")
    return f"{NAMES[measure.kind]}{measure.number}" if measure.number else f"{NAMES[measure.kind]}稿（{begun}）"


def is_running(measure: Measure) -> bool:
    """Whether a measure has been issued and has not ended."""
    return measure.issued_at is not None and measure.state not in states_of(measure.kind, "over")


def running_of(measure: Measure) -> Running:
    """A running measure as key work looks at it: its feedback cycle and its own limit."""
    label = f"{NAMES[measure.kind]}{measure.number}"
    waits = measure.kind == "interview" and measure.held_at is None
    asks = not waits and measure.state not in RESTING
    return Running(measure.kind, label, measure.feedback_days, measure.deadline or measure.matter.due_on, asks)

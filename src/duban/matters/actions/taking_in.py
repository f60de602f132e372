"""Registration and proposal in one: for matters whose unit and requirement are settled, by hand or from a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from duban.acts.beside import Answer, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.matters.actions.handling import enter_proposal
from duban.matters.actions.planning import plan_sound
from duban.matters.actions.registration import Registration, enter_matter, source_sound
from duban.matters.actions.shared import done
from duban.matters.alike import similar_matters
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.shared.actor import Actor


@guards("同登记和拟办：来源要素齐全；责任单位属于一所列范围，且有主要领导")
def _both_sound(asked: Asked) -> Iterator[Answer]:
    yield from source_sound(asked)
    yield from plan_sound(asked)


@clause("2.0", "3.0")
@performs("matter.take_in")
def take_in(
    *,
    actor: Actor,
    lead_unit: str,
    requirement: str,
    due_on: date,
    cycle_days: int,
    assist_units: Sequence[str] = (),
    opinion: str = "",
    milestones: Sequence[Mapping[str, Any]] = (),
    tasks: Sequence[Mapping[str, Any]] = (),
    once: str | None = None,
    **registered: Any,
) -> Done:
    """Register a matter and propose its handling at once; approval is still somebody else's."""
    given = Registration(due_on=due_on, **{**registered, "readers": tuple(registered.get("readers", ()))})
    similar = similar_matters(actor, given.title)
    with act(actor, "matter.take_in", once=once) as a:
        handling = {
            "lead_unit": int(lead_unit),
            "assist_units": [int(unit) for unit in assist_units],
            "requirement": requirement,
            "due_on": due_on,
            "cycle_days": cycle_days,
            "opinion": opinion,
            "milestones": milestones,
            "tasks": tasks,
        }
        a.memo["similar"] = similar
        enter_both(a, given, handling)
    return done(a)


def enter_both(work: Work, given: Registration, handling: Mapping[str, Any]) -> Matter:
    """What registering with a proposal is, in the act that does it."""
    matter = enter_matter(work, given)
    work.memo["milestones"] = []
    enter_proposal(work, **handling)
    return matter

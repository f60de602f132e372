"""What a person finds about a matter, with the reason: the numbers only start the discussion."""

from __future__ import annotations

from collections.abc import Iterator

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, act
from duban.matters.actions.shared import done
from duban.matters.escalation import prior_measures
from duban.mechanism.behaviour import known_behaviour
from duban.mechanism.clauses import clause
from duban.mechanism.ladder.gates import effect_judgeable
from duban.proceedings.actions.sign import sign
from duban.proceedings.models import JudgedFact
from duban.rulebook.selectors import pack_for
from duban.shared.actor import Actor

FACT_WORDS = {
    "slow": "进展缓慢、落实不力",
    "serious": "进度严重滞后",
    "unclear": "整改成效仍不明显",
    "seen": "整改已见成效",
}

_OF_SUCCESS = ("unclear", "seen")


@guards("写明理由；所属情形是规定的；成效认定在措施时限以后")
def _fact_founded(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    if not given["reason"].strip():
        yield Wrong({"reason": "请写明理由和依据。"})
    if given["behaviour"]:
        yield known_behaviour(given["behaviour"], pack_for(asked), asked.today)
    if given["fact"] in _OF_SUCCESS:
        yield effect_judgeable(prior_measures(asked.object), asked.today)


@clause("3.1.1", "3.3.1")
@performs("matter.record_fact")
def record_fact(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    fact: str,
    reason: str,
    behaviour: str = "",
    once: str | None = None,
) -> Done:
    """Record what a person finds, with the reason: the numbers only start the discussion."""
    with act(actor, "matter.record_fact", ref, expect=expect, once=once) as a:
        a.create(
            JudgedFact(
                case=a.case,
                fact=fact,
                behaviour=behaviour,
                reason=reason,
                by=a.actor.name,
                on=a.today,
                at=a.at,
            )
        )
        sign(a, verdict=fact, opinion=reason)
        a.internal = True
        a.say(fact=FACT_WORDS[fact], reason=reason)
    return done(a)

"""What a person finds about a matter, with the reason: the numbers only start the discussion."""

from __future__ import annotations

from duban.acts.registry import performs
from duban.acts.work import Done, act
from duban.matters.actions.shared import done
from duban.matters.escalation import prior_measures
from duban.mechanism.behaviour import known_behaviour
from duban.mechanism.clauses import clause
from duban.mechanism.ladder import effect_judgeable
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
        if not reason.strip():
            a.refuse_input(reason="请写明理由和依据。")
        if behaviour:
            a.require(known_behaviour(behaviour, pack_for(a), a.today))
        if fact in _OF_SUCCESS:
            a.require(effect_judgeable(prior_measures(a.object), a.today))
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

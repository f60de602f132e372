"""No path through the tables reaches a ruling without evidence, clause, hearing or waiver, and a human of the organ."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from duban.mechanism import findings
from duban.mechanism.decision import Decision, Reason, decide, holds
from duban.mechanism.findings import Docket, hearing, rulings, transfer
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.people import routing
from duban.mechanism.people.standing import Role
from tests.chance.due_process import Walk, walked
from tests.chance.keeper import Broken, Keeper

STEPS, SEED = 200_000, 20260301
MILLION = 1_000_000


def reached(keeper: Keeper) -> tuple[int, int, int]:
    """How many rulings a walk recorded of either sort, and how many were confirmed."""
    return keeper.of_county, keeper.of_superior, keeper.confirmed


@pytest.mark.clause("5.0", "6.1", "6.2", "6.4")
def test_two_hundred_thousand_steps_reach_no_ruling_without_due_process() -> None:
    keeper = walked(STEPS, SEED)
    assert min(reached(keeper)) >= 20
    assert keeper.asked_again >= 5


@pytest.mark.verify
def test_a_million_steps_reach_no_ruling_without_due_process() -> None:
    assert min(reached(walked(MILLION, SEED + 1))) >= 100


def _met(*_: Any, **__: Any) -> Decision:
    return decide("", ())


def _held(*_: Any) -> Reason:
    return Reason("5.0", "", holds(True), "")


def _told(docket: Docket, addressee: str) -> bool:
    """Whether the notice names items and facts, whatever evidence there is."""
    claim = next(one for one in docket.claims if one.addressee == addressee)
    heard = docket.hearing_of(addressee)
    return heard is not None and not hearing._heavier(docket, claim, heard)


def _nothing(*_: Any) -> list[Reason]:
    return []


LEFT_OPEN = {
    "a record without due process": (findings, "recorded_in_county", _met),
    "a record of a superior decision by anybody": (findings, "recorded_of_superior", _met),
    "a check by the same body": (findings, "by_the_other", _met),
    "a check without a look": (findings, "confirm_gate", _met),
    "a decision older than its transfer": (rulings, "in_order", _nothing),
    "something added after the notice": (transfer, "nothing_added", _held),
    "evidence that nobody was told of": (hearing, "_covers", _told),
    "somebody not heard": (transfer, "heard_enough", _nothing),
    "a finding without evidence": (transfer, "_grounded", _nothing),
    "no item of article five": (transfer, "_items", _held),
    "the catch-all without a main leader": (transfer, "_route", _nothing),
    "another leader after a refusal": (routing, "may_go_to", _met),
    "a word of a leader who was not asked": (routing, "decided_by", _met),
}


@pytest.mark.parametrize("name", LEFT_OPEN)
def test_the_walk_finds_a_condition_that_was_left_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, condition, open_to_all = LEFT_OPEN[name]
    monkeypatch.setattr(where, condition, open_to_all)
    with pytest.raises(Broken):
        walked(MILLION, SEED)


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    "key",
    [
        "inquiry.record_decision", "ruling.enter_superior", "ruling.enter_own", "ruling.confirm", "ruling.rectify",
        "ruling.correct", "revision.confirm", "revision.reject",
    ],
)
def test_only_people_of_the_two_bodies_record_and_confirm(key: str) -> None:
    kind = key.partition(".")[0]
    act = next(one for one in lifecycle_of(kind).acts if one.key == key)
    assert set(act.roles) == {Role.CDI, Role.ORG_DEPT}


class Chance(RuleBasedStateMachine):
    """The same walk, led by hypothesis, so that a failure is made small."""

    @initialize(seed=st.integers(0, 2**32))
    def start(self, seed: int) -> None:
        """A new inquiry."""
        self.walk = Walk(Random(seed))

    @rule(seed=st.integers(0, 2**16), times=st.integers(1, 60))
    def go(self, seed: int, times: int) -> None:
        """Some steps by chance."""
        self.walk.random.seed(seed)
        for _ in range(times):
            self.walk.step()


TestChance = Chance.TestCase
TestChance.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)

"""The engine against a second counter that was written from the clause table alone, over random histories."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from duban.mechanism import scenarios
from tests.chance.independent_count import follows
from tests.mechanism.histories import parameter_sets, random_case

pytestmark = pytest.mark.clause(
    "7.2.1",
    "7.2.2",
    "7.2.3",
    "7.2.4",
    "7.2.5",
    "7.2.6",
    "7.2.7",
    "7.2.8",
    "7.3.1",
    "7.3.2",
    "7.1.3",
    "8",
    "9",
)


def engine(case: dict[str, Any]) -> set[tuple[str, str]]:
    """What the system says of a case, through the reader of files."""
    run = scenarios.run(scenarios.read(case).scenarios[0])
    return {(one.code, one.max_grade or one.ground) for one in run.results}


def compared(
    seed: int, number: int, sets: int
) -> list[tuple[str, set[tuple[str, str]], set[tuple[str, str]]]]:
    """The cases on which the two differ."""
    chance = random.Random(seed)
    params = parameter_sets(chance, sets)
    different = []
    for _ in range(number):
        case = random_case(chance, chance.choice(params))
        one, other = engine(case), follows(case)
        if one != other:
            different.append((json.dumps(case, ensure_ascii=False), one, other))
    return different


def test_two_counters_agree_on_two_thousand_random_histories() -> None:
    assert compared(seed=7, number=2000, sets=40) == []


@pytest.mark.verify
@pytest.mark.parametrize("seed", range(10))
def test_two_counters_agree_on_fifty_thousand_random_histories(seed: int) -> None:
    assert compared(seed=1000 + seed, number=5000, sets=200) == []


def test_the_histories_reach_every_result() -> None:
    """A comparison that never sees a result would agree about nothing."""
    chance = random.Random(7)
    params = parameter_sets(chance, 60)
    seen = {code for _ in range(600) for code, _ in follows(random_case(chance, chance.choice(params)))}
    assert seen == {
        "U_CAP", "U_NO_COLLECTIVE", "L_NO_EXCELLENT", "L_BONUS_LOWEST", "L_BONUS_CANCELLED", "L_NO_INDIVIDUAL",
        "L_ADVISE_ADJUST", "TASK_REASSESS", "NOTE_EXTERNAL_AUTHORITY", "NOTE_CHECK_SUPERIOR", "NOTE_HANDLER",
        "NOTE_PROVISIONAL", "ERROR_OVERRIDE_CONFLICT",
    }  # fmt: skip

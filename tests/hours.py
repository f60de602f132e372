"""The hour of the county's day at which a test happens, drawn from the seed of the run and the name of the test.

Offices work late and jobs run at night, and between 00:00 and 08:00 the day in Beijing is another one than in UTC. So
a test that names no hour may get any, and a green run says nothing of 09:00 alone. The seed is printed;
`DUBAN_TEST_SEED=<seed>` repeats the hours of a run, and a time of day instead of a seed gives it to every test.
"""

from __future__ import annotations

import os
import random
import re
from datetime import time

SEED = "DUBAN_TEST_SEED"
OFTEN = (time(0, 30), time(7, 30))
_FIXED = re.compile(r"\d\d:\d\d")

_drawn = {"now": time(9)}


def seed() -> str:
    """The seed of this run; drawn once, and handed on to its workers by the environment."""
    return os.environ.setdefault(SEED, str(random.SystemRandom().randrange(1_000_000)))


def draw(test: str) -> time:
    """The hour of a test: two times in three one at which a day is easily taken wrongly, else any."""
    if _FIXED.fullmatch(seed()):
        return time.fromisoformat(seed())
    chance = random.Random(f"{seed()}:{test}")
    return chance.choice((*OFTEN, time(chance.randrange(24), chance.randrange(60))))


def begin(test: str) -> None:
    """From here on it is the hour of this test."""
    _drawn["now"] = draw(test)


def current() -> time:
    """The hour of the test that runs."""
    return _drawn["now"]

"""A pytest plugin: modules in an order drawn from the seed of the run, and the tests of each too; no example is timed.

No test may live off another. A module stays together, so that what it has built once is built once. A machine that
pauses for a moment makes nothing wrong: how long things take is measured by commands.
"""

from __future__ import annotations

import random
from itertools import groupby

import pytest
from hypothesis import settings

from tests.hours import seed

settings.register_profile("untimed", parent=settings.default, deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Draw the seed before the workers start."""
    seed()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle."""
    chance = random.Random(seed())  # noqa: S311 - an order, no secret
    modules = [list(module) for _, module in groupby(items, lambda item: item.path)]
    chance.shuffle(modules)
    for module in modules:
        chance.shuffle(module)
    items[:] = [item for module in modules for item in module]

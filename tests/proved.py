"""A pytest plugin: what has passed before is not run again, so that a run that was cut off goes on where it stopped.

`DUBAN_PROVED` names the file that holds the tests that have passed, one in a line; who names it sees to it that it is
of these sources.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_file = Path(os.environ["DUBAN_PROVED"])
_fallen: set[str] = set()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has passed."""
    before = set(_file.read_text(encoding="utf-8").splitlines()) if _file.exists() else set()
    done = [item for item in items if item.nodeid in before]
    config.hook.pytest_deselected(items=done)
    items[:] = [item for item in items if item.nodeid not in before]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what has passed with all its steps; of several processes the one that hears of all of them does so."""
    if not report.passed:
        _fallen.add(report.nodeid)
    elif (
        report.when == "teardown" and report.nodeid not in _fallen and "PYTEST_XDIST_WORKER" not in os.environ
    ):
        with _file.open("a", encoding="utf-8") as file:
            file.write(f"{report.nodeid}\n")

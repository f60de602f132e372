"""A pytest plugin: the CPU that the tests of each folder and module cost, their own and that of programs they start.

    DUBAN_TEST_COST=1 tools/test apps

CPU and not seconds: what else the machine does changes it little. What a process needs before its first test (imports,
collecting) stands in a line of its own; a program that outlives its test is counted when it is waited for.
"""

from __future__ import annotations

import os
import resource
from collections import defaultdict
from collections.abc import Generator
from typing import Any

import pytest

WANTED = "DUBAN_TEST_COST"
_DEAREST = 25
_SENT = "duban_test_cost"
_BEFORE = "(before the first test, all processes)"


def cpu() -> tuple[float, float]:
    """The seconds of CPU of this process so far, and those of the programs it started and waited for."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime


class Cost:
    """Sums what the tests of this process cost, and of its workers what they report."""

    def __init__(self) -> None:
        self.own, self.others, self.tests = (defaultdict[str, float](float) for _ in range(3))
        self.first = True

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Fixtures, the test and what is undone after it."""
        before = cpu()
        if self.first:
            self.first = False
            self._add(_BEFORE, before, (0.0, 0.0), 0)
        done = yield
        self._add(item.nodeid.split("::")[0], cpu(), before, 1)
        return done

    def _add(self, module: str, now: tuple[float, float], before: tuple[float, float], tests: int) -> None:
        self.own[module] += now[0] - before[0]
        self.others[module] += now[1] - before[1]
        self.tests[module] += tests

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker hands over what it counted."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput[_SENT] = [dict(self.own), dict(self.others), dict(self.tests)]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """The process that leads the run takes it over."""
        for mine, theirs in zip((self.own, self.others, self.tests), node.workeroutput.get(_SENT, ()), strict=False):
            for module, counted in theirs.items():
                mine[module] += counted

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """By folder, and the dearest modules."""
        folders = {module: "/".join(module.split("/")[:2]) for module in self.tests}
        terminalreporter.section("CPU in seconds: whole, own, programs started, tests")
        self._lines(terminalreporter, folders, len(folders))
        terminalreporter.write_line("-- the dearest modules")
        self._lines(terminalreporter, {module: module for module in self.tests}, _DEAREST)

    def _lines(self, terminalreporter: pytest.TerminalReporter, named: dict[str, str], most: int) -> None:
        sums: dict[str, list[float]] = {"all": [0.0, 0.0, 0]}
        for module, name in named.items():
            for total in (sums["all"], sums.setdefault(name, [0.0, 0.0, 0])):
                for place, counted in enumerate((self.own, self.others, self.tests)):
                    total[place] += counted[module]
        for name, (own, others, tests) in sorted(sums.items(), key=lambda one: -one[1][0] - one[1][1])[: most + 1]:
            terminalreporter.write_line(f"{own + others:8.1f} {own:8.1f} {others:8.1f} {tests:6.0f}  {name}")


def count(config: pytest.Config) -> None:
    """Count where the environment asks for it."""
    if os.environ.get(WANTED):
        config.pluginmanager.register(Cost(), _SENT)

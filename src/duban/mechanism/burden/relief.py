"""本系统与减负规定: what the rules forbid, how the system keeps it, and which tests show it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class ReliefRule:
    """A thing that the rules forbid, where they do, how it is kept, and the tests (`file::name`) that show it."""

    forbids: str
    source: str
    kept: str
    tests: tuple[str, ...]

    @property
    def shown_by(self) -> tuple[str, ...]:
        """The tests as the sentences that they are."""
        return tuple(test.partition("::")[2].removeprefix("test_").replace("_", " ") for test in self.tests)


@cache
def relief_rules() -> tuple[ReliefRule, ...]:
    """Every rule, in the order of the file."""
    text = resources.files("duban.mechanism.data").joinpath("relief.toml").read_text("utf-8")
    rows = tomllib.loads(text)
    return tuple(ReliefRule(name, row["source"], row["kept"], tuple(row["tests"])) for name, row in rows.items())

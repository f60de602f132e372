"""A condition that closes a gate of articles 二 to 四 says who can supply what is missing, or beside which field it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src" / "duban"
GATES = ("matters", "measures", "proceedings", "acts", "mechanism/ladder")
SINGLE = ("mechanism/papers/content.py", "mechanism/key_work/sources.py")
_SAYS = {"remedies", "field"}


def _files() -> Iterator[Path]:
    for folder in GATES:
        yield from sorted((SRC / folder).rglob("*.py"))
    yield from (SRC / name for name in SINGLE)


def without_way_out(text: str) -> Iterator[int]:
    """The lines in which a condition is made that may be unmet and says nothing of what would mend it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
            always = [ast.unparse(value) for value in node.args[2:3]] == ["Outcome.MET"]
            if not always and not _SAYS & {word.arg for word in node.keywords}:
                yield node.lineno


def test_every_condition_of_a_gate_says_who_can_supply_what_is_missing() -> None:
    silent = [f"{path.relative_to(SRC)}:{line}" for path in _files() for line in without_way_out(path.read_text())]
    assert silent == []


def test_a_silent_condition_would_be_found() -> None:
    assert list(without_way_out('x = Reason("3.0", "有", holds(there), "没有。")')) == [1]
    assert list(without_way_out('x = Reason("3.0", "有", Outcome.MET, "有。")')) == []
    assert list(without_way_out('x = Reason("3.0", "有", holds(there), "没有。", field="text")')) == []

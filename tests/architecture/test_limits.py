"""No limit moves by the way: who writes one is named here, and does it before the unit has it, or by granting an extension."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from duban.mechanism.lifecycles import ACTS, act_named, lifecycle_of, states_of
from tests.architecture.test_files import SOURCE
from tests.syntax import tree_of

LIMITS = {"due_on", "deadline"}
WRITES = {"change", "move", "refresh", "change_all"}
BEFORE = {"matter.propose", *(f"{kind}.redraft" for kind in ("letter", "interview", "listing"))}
"""The acts that write a limit which nobody has yet: the writers of `BEFORE_THE_UNIT` are theirs."""
BEFORE_THE_UNIT = {"matters/actions/handling.py:enter_proposal", "measures/actions/before_issue/drafting.py:redraft"}
GRANTING = {"matters/actions/completion.py:decide_extension", "measures/actions/once_issued/extending.py:decide_extension"}
OF_DUTIES = {"measures/actions/once_issued/pausing.py", "measures/actions/once_issued/rescheduling.py"}
"""Where the days of duties are moved, with the meeting or the pause on which they hang; no limit."""


def writers(tree: ast.AST) -> Iterator[str]:
    """The functions that write a limit of a row that is there."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            calls = (one for one in ast.walk(function) if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute))
            if any(call.func.attr in WRITES and LIMITS & {k.arg for k in call.keywords} for call in calls):  # type: ignore[attr-defined]
                yield function.name


def found() -> set[str]:
    """Every writer of a limit on the floors that have limits."""
    places: set[str] = set()
    for floor in ("matters", "measures"):
        for path in sorted((SOURCE / floor / "actions").rglob("*.py")):
            where = path.relative_to(SOURCE).as_posix()
            places |= {f"{where}:{name}" for name in writers(tree_of(Path(path)))} if where not in OF_DUTIES else set()
    return places


@pytest.mark.clause("3.1.6", "3.3.8")
def test_a_limit_is_written_before_the_unit_has_it_or_by_granting_an_extension() -> None:
    assert found() == BEFORE_THE_UNIT | GRANTING


@pytest.mark.clause("3.1.6")
def test_who_writes_one_before_the_unit_has_it_cannot_do_so_later() -> None:
    for key in sorted(BEFORE):
        spec = act_named(key)
        before = {state.name for state in lifecycle_of(spec.kind).states if not state.open_to_unit}
        assert spec.sources and set(spec.sources) <= before, key


@pytest.mark.clause("3.3.8")
def test_an_extension_is_asked_for_before_the_limit_has_passed() -> None:
    asking = [act for key, act in ACTS.items() if key.endswith(".request_extension")]
    assert len(asking) == 4
    for act in asking:
        assert act.guard and all(name.endswith(".extendable") for name in act.guard)
        assert not set(act.sources) & set(states_of(act.kind, "over"))

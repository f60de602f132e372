"""What refuses an act stands at its gate, which the one sequence asks; a body only writes, and what is left is named here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from duban.acts.beside import SORTS, gates
from duban.mechanism.lifecycles import ACTS
from tests.architecture.complete import _own
from tests.architecture.test_files import MODULES, SOURCE
from tests.syntax import tree_of

ERRORS = {"Invalid", "Unmet", "NotPermitted", "WrongState"}
ASKING = {"require", "refuse_input"}
FLOORS = ("rulebook", "organisations", "documents", "proceedings", "matters", "measures", "accountability", "archive", "burden")
LEFT: dict[str, str] = {
    "proceedings/actions/deliver.py:refuse_unless_sent": "is asked on the way in, by what bars a person",
    "proceedings/actions/routing.py:refuse_unaddressed": "is asked on the way in, by what bars a person",
    "matters/actions/charges.py:pass_inspected": "refuses one line of a batch, which leaves the others as they are",
    "measures/actions/charges.py:pass_drafted": "refuses one line of a batch, which leaves the others as they are",
    "measures/actions/before_issue/drafting.py:refuse_making": "is asked on the way in, of what is to be made",
    "measures/actions/before_issue/numbering.py:take_up": "compares with a number that is read where it is locked",
}
"""Functions of the floors that are done which still refuse, each with its reason."""
TO_COME = {
    "rulebook": 32, "organisations": 19, "documents": 20, "accountability": 76, "archive": 3,
}  # fmt: skip
"""How many functions refuse in the floors that are not done; whoever takes one out to a gate lowers it."""
ELSEWHERE = 70
"""How many gates are words beside a function that refuses in the middle of what it does; the number may only fall."""


def refuses(function: ast.FunctionDef) -> bool:
    """Whether a function refuses by itself: raises what a refusal is, or asks the act in hand to."""
    return any(
        (isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr in ASKING)
        or (isinstance(one, ast.Raise) and isinstance(one.exc, ast.Call) and ast.unparse(one.exc.func) in ERRORS)
        for one in ast.walk(function)
    )


def barring(function: ast.FunctionDef) -> bool:
    """Whether it keeps a person from an act on the way in."""
    return "bars" in {ast.unparse(one) for one in function.decorator_list}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function of a module, but those that bar a person."""
    for one in ast.walk(tree_of(path)):
        if isinstance(one, ast.FunctionDef) and not barring(one):
            yield one


def of_floor(floor: str) -> list[str]:
    """Every function of a floor that refuses by itself, but those that are named; where none does, none refuses by another."""
    paths = [path for path in MODULES if path.relative_to(SOURCE).parts[0] == floor]
    every = {f"{path.relative_to(SOURCE)}:{one.name}": one for path in paths for one in functions(path)}
    return sorted(name for name, one in every.items() if refuses(one) and name not in LEFT)


def test_a_function_that_refuses_is_found() -> None:
    code = "def a(w): w.require(x)\ndef b(w): raise Invalid({})\n@bars\ndef c(w): raise Unmet(d)\ndef d(w): pass"
    found = [one for one in ast.parse(code).body if isinstance(one, ast.FunctionDef) and refuses(one) and not barring(one)]
    assert [one.name for one in found] == ["a", "b"]


def test_no_function_refuses_but_those_that_are_named_and_those_of_floors_to_come() -> None:
    found = {floor: of_floor(floor) for floor in FLOORS}
    assert {floor: names for floor, names in found.items() if len(names) > TO_COME.get(floor, 0)} == {}


def test_whoever_is_named_still_refuses() -> None:
    there = {f"{path.relative_to(SOURCE)}:{one.name}" for path in MODULES for one in functions(path) if refuses(one)}
    assert sorted(set(LEFT) - there) == []


def test_a_gate_that_the_sequence_does_not_ask_stands_on_the_way_in_or_is_counted() -> None:
    on_the_way = {_own(one) for one in SORTS["bars"].known.values()}
    within = [name for name, gate in gates.items() if gate.ask is None and _own(gate.function) not in on_the_way]
    assert len(within) <= ELSEWHERE
    assert sum(1 for act in ACTS.values() for name in act.guard if gates[name].ask is not None) >= 130

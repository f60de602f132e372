"""How an object stands is said once, in the act table: nobody above it spells the names of states to ask for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from duban.mechanism.lifecycles import LIFECYCLES, faults, states_of
from duban.mechanism.lifecycles.rows import state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.lifecycles.words import WORDS
from tests.architecture.test_files import MODULES, SOURCE
from tests.syntax import tree_of

TABLE, PLAYED = "mechanism/lifecycles/", "demo/"
"""The table itself; and the county that is played, which says by name where a story is to be."""
NAMES = [frozenset(state.name for state in lifecycle.states) for lifecycle in LIFECYCLES.values()]
ASKING, CONDITIONS = {"filter", "exclude", "get", "Q", "When"}, {"Is", "one_of"}
NO_STATE_OF_THE_TABLE = {
    "accountability/selectors/due.py": "a case is one of a matter or one of accountability",
    "insight/selectors/case_places.py": "a case is one of a matter or one of accountability",
    "acts/models.py": "a case is one of a matter or one of accountability",
    "measures/selectors.py": "what a reader chose in the filter of the register",
    "organisations/models/__init__.py": "a constraint of the database is written in the words of its migration",
}


def spelled(tree: ast.AST) -> Iterator[ast.AST]:
    """Where names of states stand: compared, asked for in a query or condition, listed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(_stands(side) for side in (node.left, *node.comparators)):
            if any(_literal(side) for side in (node.left, *node.comparators)):
                yield node
        elif isinstance(node, ast.Call) and _called(node) in ASKING:
            yield from (one.value for one in node.keywords if _of_state(one.arg or "") and _literal(one.value))
        elif isinstance(node, ast.Call) and _called(node) in CONDITIONS and len(node.args) > 1:
            column, asked = node.args[:2]
            if isinstance(column, ast.Constant) and _of_state(str(column.value)) and _literal(asked):
                yield node
        elif isinstance(node, ast.Tuple | ast.List | ast.Set) and _lists_states(node):
            yield node


def _stands(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "state" or isinstance(node, ast.Name) and node.id == "state"


def _of_state(column: str) -> bool:
    return column.removesuffix("__in").split("__")[-1] == "state"


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _literal(node: ast.AST) -> bool:
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return any(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in parts)


def _lists_states(node: ast.Tuple | ast.List | ast.Set) -> bool:
    said = {one.value for one in node.elts if isinstance(one, ast.Constant)}
    return len(said) > 1 and len(said) == len(node.elts) and any(said <= names for names in NAMES)


def test_nobody_above_the_table_spells_states() -> None:
    found = {
        str(module.relative_to(SOURCE))
        for module in MODULES
        if not str(module.relative_to(SOURCE)).startswith((TABLE, PLAYED))
        if any(spelled(tree_of(module)))
    }
    assert found == set(NO_STATE_OF_THE_TABLE)


@pytest.mark.parametrize(
    "written",
    [
        "if matter.state == 'closed': pass",
        "if row.matter.state not in ('closed', *MORE): pass",
        "rows.filter(state='draft')",
        "Q(matter__state__in=['underway'])",
        "one_of('ruling__state', ('effective',))",
        "OVER = {'closed', 'cancelled'}",
    ],
)
def test_a_state_that_is_spelled_is_found(written: str) -> None:
    assert list(spelled(ast.parse(written)))


@pytest.mark.parametrize(
    "written",
    ["a.change(row, state='closed')", "matter.state in states_of('matter', 'over')", "rows.filter(state__in=OPEN)"],
)
def test_to_ask_by_a_word_and_to_set_a_state_is_no_spelling(written: str) -> None:
    assert not list(spelled(ast.parse(written)))


def asked_words() -> Iterator[tuple[str, str]]:
    """Every pair of kind and word that is asked for in plain letters."""
    for module in MODULES:
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.Call) and _called(node) == "states_of":
                kind, word = (one.value if isinstance(one, ast.Constant) else "" for one in node.args)
                yield str(kind), str(word)


def test_every_word_that_is_asked_for_is_said_by_a_state() -> None:
    asked = {pair for pair in asked_words() if all(pair)}
    assert len(asked) > 40
    assert all(states_of(kind, word) for kind, word in asked)


def test_every_word_of_states_is_said_and_asked_for() -> None:
    said = {word for lifecycle in LIFECYCLES.values() for one in lifecycle.states for word in one.words} & set(WORDS)
    text = "".join(module.read_text() for module in MODULES if module.name != "words.py")
    assert said == set(WORDS)
    assert [word for word in WORDS if f', "{word}")' not in text and f'"{word}" in' not in text] == []


def test_a_word_that_nobody_knows_or_that_is_the_name_of_another_state_is_a_fault() -> None:
    states = (state("draft", "拟稿中", means="unheard"), state("issued", "已印发", means="draft"))
    found = list(faults([Lifecycle(kind="x", label="x", states=states, acts=())]))
    assert {"x.draft: unheard is no word of states", "x.issued: draft is no word of states"} <= set(found)


def test_a_word_that_no_state_of_a_kind_bears_is_refused() -> None:
    with pytest.raises(KeyError):
        states_of("letter", "released")

"""What is owed is asked of one selector: nobody else reads duties bare, or spells how they stand."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from duban.acts.owing.duties import _WORDS, Wanted
from duban.mechanism.lifecycles import ACTS, LIFECYCLES, duties_that, faults
from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.lifecycles.words import DUTY_WORDS
from duban.mechanism.people.standing import Role
from tests.architecture.test_files import MODULES, SOURCE
from tests.syntax import tree_of

THE_SELECTOR, WHO_ENDS = "acts/owing/duties.py", "acts/owing/owed.py"
READING = {"filter", "exclude", "get", "Q"}
STANDS = {"outcome", "outcome__in"}


def read_elsewhere(tree: ast.AST) -> Iterator[ast.AST]:
    """Where duties are read bare, or their standing is compared or asked for in a query."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager"}:
            if isinstance(node.value, ast.Name) and node.value.id == "Obligation":
                yield node
        elif isinstance(node, ast.Compare) and any(_standing(part) for part in ast.walk(node)):
            yield node
        elif isinstance(node, ast.Call) and _called(node) in READING:
            asked = (one.value for one in node.keywords if one.arg in STANDS)
            yield from (one for one in asked if any(_standing(part) for part in ast.walk(one)))


def _standing(node: ast.AST) -> bool:
    """`Obligation.Outcome.…`"""
    return isinstance(node, ast.Attribute) and ast.unparse(node).startswith("Obligation.Outcome.")


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_nobody_but_the_selector_reads_duties() -> None:
    found = {
        str(module.relative_to(SOURCE)) for module in MODULES if any(read_elsewhere(tree_of(module)))
    }
    assert found == {THE_SELECTOR, WHO_ENDS}


@pytest.mark.parametrize(
    "written",
    [
        "Obligation.objects.filter(case=case)",
        "rows.filter(outcome=Obligation.Outcome.OPEN)",
        "rows.exclude(outcome__in=[Obligation.Outcome.DONE])",
        "[row for row in rows if row.outcome == Obligation.Outcome.OPEN]",
    ],
)
def test_a_bare_question_is_found(written: str) -> None:
    assert list(read_elsewhere(ast.parse(written)))


@pytest.mark.parametrize(
    "written", ["owed.end(work, rows, Obligation.Outcome.DONE)", "rows.filter(outcome=Entry.Outcome.DONE)"]
)
def test_to_end_a_duty_is_no_question(written: str) -> None:
    assert not list(read_elsewhere(ast.parse(written)))


def test_every_word_for_what_is_wanted_can_be_asked_and_is() -> None:
    assert set(_WORDS) == set(Wanted.__annotations__)
    text = "".join(module.read_text() for module in MODULES if module.name != "duties.py")
    assert [word for word in _WORDS if f"{word}=" not in text] == []


def test_every_word_of_duties_is_said_by_an_act_that_is_owed_and_asked_for() -> None:
    text = "".join(module.read_text() for module in MODULES if module.name != "words.py")
    assert {word for one in ACTS.values() for word in one.duty} == set(DUTY_WORDS)
    assert [word for word in DUTY_WORDS if f'that="{word}"' not in text] == []
    assert all(duties_that(word) for word in DUTY_WORDS)


def test_a_word_of_duties_that_nobody_knows_is_a_fault() -> None:
    row = act(key="x.do", label="办", clause="3.0", by=Role.INSPECTOR, to="draft", says="{who}办。", duty="unheard")
    found = list(faults([Lifecycle(kind="x", label="x", states=(state("draft", "拟稿中"),), acts=(row,))]))
    assert "x.do: unheard is no word of duties" in found


def test_what_a_draft_makes_owed_is_on_paper() -> None:
    """Whoever adds a step before issue says so, or a matter is handed to the other office under its hands."""
    before = {
        duty.act
        for kind in ("letter", "interview", "listing")
        for one in LIFECYCLES[kind].states
        if not one.open_to_unit
        for duty in one.duties
    }
    assert before <= duties_that("on_paper")

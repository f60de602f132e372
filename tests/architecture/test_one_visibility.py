"""Nobody draws the lines of who sees what anew: they are declared with the kinds, and selectors ask for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from duban.acts.sight.visibility import visibilities
from tests.architecture.test_files import MODULES, SOURCE
from tests.syntax import tree_of

ASKING = {"Q", "filter", "exclude", "get"}
WHO = {"unit_ids", "posts", "person_id"}
# What a person has declared, begun, sent or is to read: chosen by who it is, of things that are the person's own.
OWN = {
    "acts/work.py:_ended_badly",
    "insight/selectors/act_page/before_form.py:already_done", "matters/briefs/reading.py:_sent_to_read",
    "insight/selectors/case_file/tabs.py:course", "proceedings/actions/deliver.py:waits_for",
}  # fmt: skip
# What the sweep looks at, what only the organs of the year's end open, and words for what will follow of an act.
NOT_FOR_READERS = {
    "accountability/selectors/due.py", "accountability/selectors/year/pages/extract.py", "insight/selectors/county/due.py",
    "accountability/briefs/effects.py",
}  # fmt: skip


def chosen_by_actor(tree: ast.AST) -> Iterator[str]:
    """The functions in which a query is narrowed by posts, units or the person of an actor."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
            if any(_name(call.func) in ASKING and _names_actor(call) for call in calls):
                yield function.name


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _names_actor(call: ast.Call) -> bool:
    parts = [node for node in ast.walk(call) if isinstance(node, ast.Attribute) and node.attr in WHO]
    return any(_name(node.value) == "actor" for node in parts)


def test_no_query_is_narrowed_by_the_posts_of_an_actor_outside_the_declarations() -> None:
    found = {
        f"{module.relative_to(SOURCE)}:{function}"
        for module in MODULES
        for function in chosen_by_actor(tree_of(module))
    }
    assert found == OWN


def reads_for_an_actor(tree: ast.AST, models: set[str]) -> bool:
    """Whether a module has a function for an actor that reads rows of these models."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return any(
        any(one.arg == "actor" for one in (*function.args.args, *function.args.kwonlyargs))
        and any(
            isinstance(node, ast.Attribute) and node.attr == "objects" and _name(node.value) in models
            for node in ast.walk(function)
        )
        for function in functions
    )


@pytest.mark.parametrize("room", ["selectors", "selectors.py"])
def test_selectors_that_read_objects_for_somebody_ask_what_may_be_seen(room: str) -> None:
    models = {one.model.__name__ for one in visibilities().values()}
    readers = [module for module in MODULES if room in module.relative_to(SOURCE).parts]
    assert readers
    found = {
        str(module.relative_to(SOURCE))
        for module in readers
        if reads_for_an_actor(tree_of(module), models) and not _asks(module)
    }
    assert found <= NOT_FOR_READERS


def test_no_selector_reads_rulings_without_saying_whether_it_wants_decisions_or_entries() -> None:
    """An entry that waits, went back or was taken back stands in no list, extract, export or count."""
    bare = []
    for module in MODULES:
        calls = [node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)]
        said = {id(one) for call in calls if _name(call.func) in ("decided", "in_hand") for one in call.args}
        bare += [module.name for call in calls if _of_rulings(call) and id(call) not in said]
    assert bare == []


def _of_rulings(call: ast.Call) -> bool:
    words = [one.value for one in call.args if isinstance(one, ast.Constant)]
    return _name(call.func) == "visible_rows" and words == ["ruling"]


def _asks(module: Path) -> bool:
    return "duban.acts.sight.visibility" in module.read_text()

"""A class name means one thing: two modules may share a plain word, and what a row is called is nothing else elsewhere."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from django.apps import apps

from tests.syntax import tree_of

SRC = Path(__file__).resolve().parents[2] / "src" / "duban"

ALSO_WITHOUT_ROWS = {
    "Attachment": "an appendix of a paper is one too",
    "Commendation": "as the year judges it",
    "Consequence": "as the year judges it",
    "Judgement": "as the year judges it",
    "Measure": "as the year judges it",
    "Notice": "as it was read",
    "Pack": "as the rules ask it",
    "Person": "as a query of records compares it",
    "Unit": "as a query of records compares it",
}
"""Rows that a floor without rows knows by the same name, since they are the same thing there."""


def homes() -> dict[str, list[str]]:
    """The modules in which each public class name stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SRC.rglob("*.py")):
        place = path.relative_to(SRC).as_posix()
        for node in tree_of(path).body if "/migrations/" not in place else ():
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(place)
    return found


def test_no_class_name_has_three_homes() -> None:
    assert {name: places for name, places in homes().items() if len(places) > 2} == {}


def test_what_a_row_is_called_is_nothing_else_elsewhere() -> None:
    rows = {model.__name__ for model in apps.get_models() if model.__module__.startswith("duban.")}
    twice = {name for name, places in homes().items() if len(places) > 1 and name in rows}
    assert twice == set(ALSO_WITHOUT_ROWS)


DOINGS = ("actions/", "briefs/", "mechanism/", "migrations/", "demo/", "web/views/", "web/presenting/")
"""Rooms in which something is done, or a rule is told by the doing that it judges."""
TERMS = {"bearing", "founding", "guarding", "hearing", "listing", "marking", "numbering", "pending", "ruling", "timekeeping"}
"""Words of the domain or of the trade, and what a piece of a paper is measured or ended by."""


def test_a_module_says_what_is_in_it_and_not_only_that_something_is_done() -> None:
    bare = {path.relative_to(SRC).as_posix() for path in SRC.rglob("*ing.py") if path.stem not in TERMS}
    assert {place for place in bare if not any(room in place for room in DOINGS)} == set()

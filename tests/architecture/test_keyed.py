"""Nothing above the act table says again, by key, what a row can say: what is left is named here, and may only fall."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain

from duban.mechanism.lifecycles import ACTS, LIFECYCLES, acts_that
from duban.mechanism.lifecycles.words import ACT_WORDS
from tests.architecture.test_files import MODULES, SOURCE
from tests.syntax import tree_of

WORDS = {*ACTS, *LIFECYCLES, *(key.partition(".")[2] for key in ACTS)}
"""What a row is called by: acts, their verbs, kinds."""
WRITTEN_OUT = {"by_act", "acts_of"}
ASKING = re.compile(r"\b(kind|verb|key|act|object_kind|of_kind)\b")
BELOW = {"mechanism/lifecycles", "demo"}
"""Where the rows are written, and who tells stories by acts."""
LEFT = {
    "is said once on the spine of the measures, or as one tuple of kinds": (
        "accountability/actions/transfer/letters.py:_RESULTS", "matters/selectors.py:STEPS",
        "mechanism/consequences/history.py:MEASURES", "mechanism/papers/content.py:ELEMENTS",
    ),
    "comes with the registration of the kind": (
        "accountability/selectors/history.py:CASE",
        "insight/selectors/taken_out/office_registers.py:KINDS",
        "insight/selectors/county/rule_files.py:_MODELS",
        "web/links.py:PLACES", "matters/actions/charges.py:CHARGES",
    ),
    "is the order, the layout or the words of one page": (
        "accountability/selectors/review/answers.py:_ASKED", "accountability/selectors/review/answers.py:_WHAT",
        "organisations/selectors/pages.py:_CREATING", "organisations/selectors/pages.py:_FOR_PERSON",
        "web/presenting/exporting.py:_SUBJECTS",
        "web/presenting/results.py:_KINDS", "web/presenting/versions.py:_EDITING", "web/presenting/versions.py:_MAIN",
    ),
    "says nothing of acts: a folder, a lease, a column, a word of the notice or of a number": (
        "archive/actions/packages.py:(_FOLDER, _LATE)", "jobs/sweep.py:(LEASE, SECONDS)",
        "matters/actions/reports/flow.py:_WORDS",
        "mechanism/words/named.py:(LETTER, INTERVIEW, LISTING, NOTICE)", "mechanism/notice/segments.py:(UNIT, LEADER)",
        "mechanism/papers/numbering.py:_USUAL_WORDS", "organisations/actions/lists/importing_people.py:_OF_PERSON",
    ),
}  # fmt: skip
"""The tables that are left, by what becomes of them; whoever adds one adds it to the row instead."""
MOST_COMPARISONS = 80
"""How many comparisons there are; whoever takes one away lowers it."""


def texts(tree: ast.AST) -> list[str]:
    """Every text in a piece of code."""
    return [
        one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def keyed_by_the_table(value: ast.expr) -> bool:
    """Whether at least half of the keys of a table, or of the members of a set, are acts, verbs or kinds."""
    called = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    if called in WRITTEN_OUT:
        return True
    dicts = [one for one in ast.walk(value) if isinstance(one, ast.Dict)]
    keys = [text for one in dicts for key in one.keys if key is not None for text in texts(key)]
    if not dicts and (isinstance(value, ast.Tuple | ast.Set | ast.List) or called in {"frozenset", "set"}):
        keys = texts(value)
    return bool(keys) and sum(key in WORDS for key in keys) >= len(keys) / 2


def tables(tree: ast.Module) -> Iterator[str]:
    """The names of a module's tables that are keyed by the act table."""
    for line in tree.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None and keyed_by_the_table(line.value):
            name = ast.unparse(line.targets[0] if isinstance(line, ast.Assign) else line.target)
            if name != "__all__":
                yield name


def comparisons(tree: ast.AST) -> list[str]:
    """Where a kind, a verb or a key is compared with a word of the table."""
    return [
        said
        for one in ast.walk(tree)
        if isinstance(one, ast.Compare) and WORDS.intersection(texts(one)) and ASKING.search(said := ast.unparse(one))
    ]


def above() -> Iterator[tuple[str, ast.Module]]:
    """Every module above the act table, by its path."""
    for path in MODULES:
        name = str(path.relative_to(SOURCE))
        if not any(name.startswith(f"{place}/") for place in BELOW):
            yield name, tree_of(path)


def test_no_table_above_the_act_table_is_keyed_by_it_but_those_that_are_known() -> None:
    keyed = {f"{name}:{table}" for name, tree in above() for table in tables(tree)}
    assert sorted(keyed - set(chain(*LEFT.values()))) == []


def test_no_comparison_with_a_word_of_the_act_table_is_added() -> None:
    assert sum(len(comparisons(tree)) for _, tree in above()) <= MOST_COMPARISONS


def test_a_table_and_a_comparison_are_known_when_they_are_met() -> None:
    code = 'A = {"letter.close": 1}\nB = by_act(MEASURES, {})\nC = {"letter", "blue"}\nD = {"blue": 1}\nkind == "letter"'
    assert list(tables(ast.parse(code))) == ["A", "B", "C"]
    assert comparisons(ast.parse(code)) == ["kind == 'letter'"]


def test_every_word_of_acts_is_borne_and_asked_for() -> None:
    text = "".join(path.read_text("utf-8") for path in MODULES)
    assert {word for act in ACTS.values() for word in act.does} == set(ACT_WORDS)
    assert all(acts_that(word) for word in ACT_WORDS)
    assert [
        word for word in ACT_WORDS if f'acts_that("{word}")' not in text and not re.search(rf'"{word}" (not )?in \w+\.does', text)
    ] == []  # fmt: skip

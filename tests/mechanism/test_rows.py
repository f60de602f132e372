"""The act table is a table: short rows of named parts, and a row that does not hold together is refused where it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from duban.mechanism import lifecycles
from duban.mechanism.lifecycles import LIFECYCLES, ask, faults
from duban.mechanism.lifecycles.rows import RowFault, act, of_kind, owes, state
from duban.mechanism.lifecycles.types import Act, Lifecycle, State, Widget
from duban.mechanism.people.standing import Role
from tests.syntax import tree_of

FOLDER = Path(lifecycles.__file__).parent
WORDS = ("rows.py", "ask.py", "types.py", "__init__.py")
"""Where the words of the table are made and its rows are gathered; every other file holds rows."""
LONGEST_BUILDER = 50
MEDIAN_ROW = 6


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """The source of every file of the table."""
    for path in sorted(FOLDER.rglob("*.py")):
        yield path, tree_of(path)


def calls(of: str) -> Iterator[tuple[Path, ast.Call]]:
    """Where a word of the table is said, outside the files that make the words."""
    for path, tree in trees():
        if path.parent == FOLDER and path.name in WORDS:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == of:
                yield path, node


def lines(node: ast.expr | ast.stmt) -> int:
    """How many lines of source something takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_a_row_is_a_handful_of_lines() -> None:
    rows = [lines(call) for _, call in calls("act")]
    assert len(rows) > 200 and median(rows) <= MEDIAN_ROW


def test_no_row_is_made_by_a_long_function() -> None:
    built = [
        f"{path.relative_to(FOLDER)}: {node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and lines(node) > LONGEST_BUILDER
    ]
    assert built == []


@pytest.mark.parametrize("word", ["Act", "Duty", "State", "Field"])
def test_rows_are_written_in_the_words_of_the_table(word: str) -> None:
    assert [f"{path.name}:{call.lineno}" for path, call in calls(word)] == []


@pytest.mark.parametrize("word", ["act", "Lifecycle"])
def test_a_row_names_all_its_parts(word: str) -> None:
    assert [f"{path.name}:{call.lineno}" for path, call in calls(word) if call.args] == []


def test_a_field_says_name_and_label_and_names_the_rest() -> None:
    asked = [
        (path, node)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "ask"
    ]
    assert len(asked) > 300
    assert [f"{path.name}:{node.lineno}" for path, node in asked if len(node.args) != 2] == []


def test_there_is_a_word_for_every_way_of_filling_a_field_in() -> None:
    assert {getattr(ask, widget.value)("name", "名称").widget for widget in Widget} == set(Widget)


def test_one_value_stands_for_a_list_of_one() -> None:
    row = act(key="letter.close", label="销号", by=Role.OFFICE_HEAD, at="verified", to="closed", says="{who}同意销号。")
    assert row == Act("letter.close", "销号", ("verified",), ("closed",), (Role.OFFICE_HEAD,), "", "{who}同意销号。")


def test_a_word_that_the_table_does_not_know_is_refused_at_its_row() -> None:
    source = 'ok = 1\n\nact(key="letter.close", label="销号", by=Role.OFFICE_HEAD, says="。", claus="3.1.8")\n'
    with pytest.raises(TypeError, match="claus") as refused:
        exec(compile(source, "letter.py", "exec"), {"act": act, "Role": Role})
    place = refused.traceback[-1]
    assert (str(place.path), place.lineno + 1) == ("letter.py", 3)


NAME = ask.text("name", "名称")
HOLDS = {"key": "letter.close", "label": "销号", "by": Role.OFFICE_HEAD, "says": "{who}销号。"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"key": "close"}, "a key is `kind.verb`"),
        ({"label": ""}, "says no label"),
        ({"by": ()}, "says no roles"),
        ({"says": ""}, "says no sentence"),
        ({"says": "{who销号。"}, "its sentence"),
        ({"asks": (NAME, NAME)}, "asks twice for name"),
        ({"opens_with": "title", "asks": (NAME,)}, "opens with title, for which it does not ask"),
        ({"asks": (ask.text("why", "理由", show_when="how=other"),)}, "asks for why by how, for which it does not ask"),
    ],
)
def test_a_row_that_does_not_hold_together_is_told_with_its_place(wrong: dict[str, object], told: str) -> None:
    act(**HOLDS)
    with pytest.raises(RowFault) as refused:
        act(**HOLDS | wrong)
    key = re.escape(str((HOLDS | wrong)["key"]))
    assert re.match(rf"{key} \(.*test_rows\.py:\d+\): {re.escape(told)}", str(refused.value))


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    with pytest.raises(RowFault, match="says no label；says no sentence；asks twice for name"):
        act(**HOLDS | {"label": "", "says": "", "asks": (NAME, NAME)})


def shared_row() -> Act:
    """A row that several kinds share."""
    return act(
        key="<kind>.verify",
        label="核查<label>",
        by=Role.INSPECTOR,
        at="applied",
        to="applied",
        says="{who}核查<label>。",
        apart="<kind>.verify",
    )


def test_a_shared_row_is_told_of_its_kind() -> None:
    (row,) = of_kind("letter", "督办函", (shared_row(),))
    assert (row.key, row.label, row.sentence) == ("letter.verify", "核查督办函", "{who}核查督办函。")
    assert row.apart == ("letter.verify",) and row.sources == ("applied",)
    duty = owes("<kind>.verify", "核查<label>", by=Role.INSPECTOR, clause="3.1.8")
    (applied,) = of_kind("letter", "督办函", (state("applied", "已申请", duty),))
    assert (applied.duties[0].act, applied.duties[0].label) == ("letter.verify", "核查督办函")


def test_a_shared_row_that_is_told_of_no_kind_is_a_fault() -> None:
    lifecycle = Lifecycle("letter", "督办函", (State("applied", "已申请"),), (shared_row(),))
    assert list(faults([lifecycle])) == ["<kind>.verify: a shared row that is told of no kind"]
    assert not any("told of no kind" in fault for fault in faults(LIFECYCLES.values()))

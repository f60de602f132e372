"""Messages are kinds with named values: the sentence is made where it is shown, the label names nobody."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from duban.mechanism.words.messages import MESSAGES, sentence
from duban.mechanism.words.named import USUAL_WORDS
from tests.syntax import tree_of

SOURCES = Path(__file__).resolve().parents[2] / "src" / "duban"
TELLING = frozenset({"tell", "tell_all", "tell_subject", "tell_addressee", "_tell_office", "_tell_inspector"})


def calls() -> list[tuple[Path, ast.Call]]:
    """Every call in the sources that tells something."""
    found = []
    for path in sorted(SOURCES.rglob("actions/**/*.py")):
        for node in ast.walk(tree_of(path)):
            name = getattr(getattr(node, "func", None), "attr", "") or getattr(
                getattr(node, "func", None), "id", ""
            )
            if isinstance(node, ast.Call) and name in TELLING:
                found.append((path, node))
    return found


def test_every_kind_of_message_is_told_by_some_act() -> None:
    everything = "".join(path.read_text() for path in SOURCES.rglob("actions/**/*.py"))
    revised = {f"revision_{what}" for what in ("corrected", "void", "changed", "revoked")}
    assert [key for key in MESSAGES if f'"{key}"' not in everything and key not in revised] == []


def test_no_act_tells_a_sentence_of_its_own() -> None:
    named = [
        (path, one.value) for path, call in calls() for one in call.args if isinstance(one, ast.Constant)
    ]
    assert len(named) > 60
    assert [(str(path), kind) for path, kind in named if kind not in MESSAGES] == []


@pytest.mark.parametrize("key", MESSAGES)
def test_what_is_said_of_a_message_outside_is_short_and_has_no_values(key: str) -> None:
    kind = MESSAGES[key]
    assert 2 <= len(kind.label) <= 8
    assert not set("{}‹›") & set(kind.label)


@pytest.mark.parametrize("key", MESSAGES)
def test_a_sentence_holds_all_that_a_message_names(key: str) -> None:
    values = {name: f"<{name}>" for name in MESSAGES[key].names}
    said = USUAL_WORDS.say(sentence(key, values))
    assert all(value in said for value in values.values())
    assert not set("{}‹›") & set(said)


def test_a_message_with_a_value_missing_or_too_many_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="assigned is told with"):
        sentence("assigned", {"title": "一"})
    with pytest.raises(ValueError, match="told with"):
        sentence("referred", {"title": "一"})

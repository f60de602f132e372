"""The table is complete: each act has its action and its consequences, each kind its page, visibility and words."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from duban.acts.beside import SORTS, Gate
from duban.acts.kinds import Kind
from duban.mechanism.lifecycles import ACTS, LIFECYCLES, acts_of, by_act
from duban.mechanism.lifecycles.types import Act, Lifecycle
from tests.architecture.complete import PARTS, House, as_built, given, holes, names_of
from tests.architecture.test_files import MODULES, SOURCE, UPSTAIRS, name_of
from tests.syntax import tree_of

STARTED = """
import django
django.setup()
from duban.acts.kinds import kinds
from duban.acts.registry import performed
from duban.mechanism.lifecycles import ACTS, LIFECYCLES
print(sorted(set(ACTS) ^ set(performed())), sorted(set(LIFECYCLES) ^ set(kinds())))
"""
READING = [*UPSTAIRS, *(path for path in MODULES if path.relative_to(SOURCE).parts[0] == "insight")]


@pytest.fixture(scope="module")
def house() -> House:
    return as_built()


def without(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != name}


def with_act(house: House, key: str, **values: Any) -> House:
    lifecycle = house.table[ACTS[key].kind]
    acts = tuple(replace(act, **values) if act.key == key else act for act in lifecycle.acts)
    return replace(house, table={**house.table, lifecycle.kind: replace(lifecycle, acts=acts)})


# ---- complete ----


def test_nothing_is_missing_and_nothing_is_there_for_nothing(house: House) -> None:
    assert list(holes(house)) == []


def test_every_act_and_kind_is_registered_when_the_system_has_started() -> None:
    started = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    assert started.stdout.strip() == "[] []"


# ---- whatever is taken away is named ----


def test_an_action_taken_away_is_named(house: House) -> None:
    for key in ACTS:
        assert list(holes(replace(house, actions=without(house.actions, key)))) == [f"{key}: no action"]


def test_an_action_of_no_act_is_named(house: House) -> None:
    stray = {**house.actions, "letter.forget": house.actions["letter.close"]}
    assert list(holes(replace(house, actions=stray))) == ["letter.forget: action for nothing"]


@pytest.mark.parametrize("sort", SORTS)
def test_a_function_beside_an_action_taken_away_is_named_with_every_row_that_names_it(house: House, sort: str) -> None:
    assert house.named[sort]
    for name in house.named[sort]:
        left = replace(house, named={**house.named, sort: without(house.named[sort], name)})
        rows: dict[str, Act | Lifecycle] = {**house.table, **house.acts}
        named = [key for key, row in rows.items() if name in names_of(getattr(row, sort, ()))]
        assert named
        assert list(holes(left)) == [f"{key}: no {sort} {name}" for key in named]


@pytest.mark.parametrize("sort", SORTS)
def test_a_function_beside_an_action_that_no_row_names_is_named(house: House, sort: str) -> None:
    stray = {**house.named[sort], "forgetting": next(iter(house.named[sort].values()))}
    assert list(holes(replace(house, named={**house.named, sort: stray}))) == [f"{sort} forgetting for nothing"]


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_whatever_of_a_kind_is_taken_away_is_named(house: House, kind: str) -> None:
    known: Kind = house.kinds[kind]
    glossary = house.glossary.replace(f"`{kind}`", "").replace(f"`{kind}.", "")
    nameless = {**house.table, kind: replace(house.table[kind], label="")}
    taken = {
        f"{kind}: no registration": replace(house, kinds=without(house.kinds, kind)),
        f"{kind}: no place": replace(house, places=without(house.places, kind)),
        f"{kind}: no label": replace(house, table=nameless),
        f"{kind}: no entry in the glossary": replace(house, glossary=glossary),
    }
    for part in PARTS:
        spoilt_kind = replace(known, **{part: None})
        taken[f"{kind}: no {part}"] = replace(house, kinds={**house.kinds, kind: spoilt_kind})
    for named, spoilt in taken.items():
        assert list(holes(spoilt)) == [named]


def test_a_page_that_is_gone_is_named(house: House) -> None:
    places = {**house.places, "inquiry": replace(house.places["inquiry"], page="nowhere")}
    assert list(holes(replace(house, places=places))) == ["inquiry: no page nowhere"]


def test_the_name_of_a_state_taken_away_is_named(house: House) -> None:
    letter = house.table["letter"]
    states = tuple(replace(one, label="") if one.name == "draft" else one for one in letter.states)
    spoilt = replace(house, table={**house.table, "letter": replace(letter, states=states)})
    assert list(holes(spoilt)) == ["letter.draft: no label"]


def test_a_field_taken_away_is_named(house: House) -> None:
    unnoticed = []
    for key, act in ACTS.items():
        for field in act.fields:
            left = tuple(one for one in act.fields if one is not field)
            if f"{key}: nothing asks for {field.name}" not in given(with_act(house, key, fields=left)):
                unnoticed.append(f"{key} {field.name}")
    assert unnoticed == []


def test_a_field_that_no_action_takes_is_named(house: House) -> None:
    act = ACTS["matter.rate"]
    more = (*act.fields, replace(act.fields[0], name="mood"))
    assert list(holes(with_act(house, act.key, fields=more))) == ["matter.rate: takes no mood"]


def test_a_guard_that_is_prose_is_named(house: House) -> None:
    guarded = with_act(house, "matter.remind", guard=("天气晴好",))
    assert list(holes(guarded)) == ["matter.remind: no gate 天气晴好"]


def test_a_gate_that_the_act_never_asks_is_named(house: House) -> None:
    astray = "documents.attachments.refuse_the_uploader"
    assert list(holes(with_act(house, "matter.remind", guard=(astray,)))) == [f"matter.remind: nothing asks {astray}"]


def test_a_gate_taken_away_is_named_with_every_row_that_names_it(house: House) -> None:
    for name in house.gates:
        named = [f"{key}: no gate {name}" for key, act in house.acts.items() if name in act.guard]
        assert named
        assert list(holes(replace(house, gates=without(house.gates, name)))) == named


def test_a_gate_that_refuses_nothing_or_that_no_row_names_is_named(house: House) -> None:
    idle = {**house.gates, "matters.weather": Gate("天气晴好", without, without)}
    assert list(holes(replace(house, gates=idle))) == ["matters.weather refuses nothing", "gate matters.weather for nothing"]


# ---- no accident of a verb ----


def test_a_verb_stands_only_for_the_kinds_that_are_named() -> None:
    assert by_act(("letter", "matter"), {"assign": 1, "close": 2}) == {
        "matter.assign": 1,
        "letter.close": 2,
        "matter.close": 2,
    }
    with pytest.raises(ValueError, match="forget"):
        acts_of(("letter", "matter"), "close", "forget")


def bare_verbs(tree: ast.AST) -> list[int]:
    """Where a key is cut at its dot to ask by the verb alone."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"split", "partition", "rsplit", "rpartition"}
        and [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)] == ["."]
        and isinstance(node.func.value, ast.Attribute | ast.Name)
        and getattr(node.func.value, "attr", getattr(node.func.value, "id", "")) in {"key", "act"}
    ]


def test_what_is_read_and_shown_never_asks_for_an_act_by_its_verb() -> None:
    assert bare_verbs(ast.parse('verb = act.key.split(".", 1)[1]')) == [1]
    found = [
        f"{name_of(path)}:{line}"
        for path in READING
        for line in bare_verbs(tree_of(path))
    ]
    assert found == []


def unknown_acts(tree: ast.AST) -> list[str]:
    """Texts that look like an act of a kind of the table, and are none."""
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    parted = [(text, text.partition(".")) for text in texts]
    return [
        text for text, (kind, dot, verb) in parted if dot and kind in LIFECYCLES and verb.isidentifier() and text not in ACTS
    ]  # fmt: skip


def test_what_is_read_and_shown_names_no_act_that_the_table_does_not_have() -> None:
    assert unknown_acts(ast.parse('go("letter.forget")')) == ["letter.forget"]
    found = {name_of(path): unknown_acts(tree_of(path)) for path in READING}
    assert {name: texts for name, texts in found.items() if texts} == {}


def measures_named(value: Any) -> set[str]:
    return {key for key in value if isinstance(key, str)} & {"letter", "interview", "listing"}


def test_a_table_that_tells_measures_apart_knows_all_three() -> None:
    partial = [
        f"{module}.{name}: {sorted(measures_named(value))}"
        for module, loaded in sorted(sys.modules.items())
        if module.startswith("duban.")
        for name, value in vars(loaded).items()
        if isinstance(value, dict) and not name.startswith("__") and len(measures_named(value)) == 2
    ]
    assert partial == []


# ---- one sequence ----

SEQUENCE = {
    "refuse_unless_holding",
    "refuse_unless_state",
    "refuse_unless_apart",
    "refuse_unless_holding_somewhere",
}
ENTRY, PERMITS = SOURCE / "acts/gate/entry.py", SOURCE / "acts/gate/permits.py"


def names_used(tree: ast.AST) -> set[str]:
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return imported | asked


def test_role_state_and_person_are_asked_in_one_place_only() -> None:
    assert names_used(ast.parse("permits.refuse_unless_state(act, kind, state)")) & SEQUENCE
    elsewhere = [
        name_of(path)
        for path in MODULES
        if path not in (ENTRY, PERMITS)
        and "refuse_unless_" in (text := path.read_text("utf-8"))
        and names_used(ast.parse(text)) & SEQUENCE
    ]
    assert elsewhere == []


def test_every_act_made_on_another_object_names_its_kind_and_states() -> None:
    made_on: dict[str, Act] = {act.key: act for act in ACTS.values() if act.on}
    measures = {"letter.propose", "interview.propose", "listing.propose"}
    assert set(made_on) == measures | {"instruction.write", "reopening.propose"}
    assert {made_on[key].on_states for key in measures} == {("underway", "applied")}
    assert set(made_on["instruction.write"].on_states) == {one.name for one in LIFECYCLES["matter"].states} - {"cancelled"}

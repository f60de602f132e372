"""Whatever one body recorded and the other confirmed, no act of one person undoes: over the whole act table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from duban.mechanism.lifecycles import ACTS, LIFECYCLES
from duban.mechanism.lifecycles.types import Act, Lifecycle
from duban.mechanism.people.standing import Role

PRINTED = Path(__file__).resolve().parents[2] / "docs" / "acts.md"
BODIES = {Role.CDI, Role.ORG_DEPT}


def confirmed_states(lifecycle: Lifecycle) -> set[str]:
    """The states of a kind that stand by the word of both bodies: what others then see of it."""
    own = {state for act in lifecycle.acts if act.other_body for state in act.targets}
    moved = {state for state, key in lifecycle.moved_by if ACTS[key].other_body} if own else set()
    return {state for state in own | moved if lifecycle.state(state).open_to_unit or state == "void"}


def undone_by_one(lifecycles: Iterable[Lifecycle]) -> Iterator[str]:
    """Acts that lead away from such a state and need one person only, and acts elsewhere that do."""
    for lifecycle in lifecycles:
        stand = confirmed_states(lifecycle)
        for act in lifecycle.acts:
            if stand & set(act.sources) and _leads_away(act) and not act.other_body:
                yield act.key
        if stand:
            yield from (key for _, key in lifecycle.moved_by if not ACTS[key].other_body)


def _leads_away(act: Act) -> bool:
    return bool(set(act.targets)) and set(act.roles) != {Role.SYSTEM}


@pytest.mark.clause("6.4")
def test_nothing_that_both_bodies_confirmed_is_undone_by_one_person() -> None:
    assert list(undone_by_one(LIFECYCLES.values())) == []
    assert confirmed_states(LIFECYCLES["ruling"]) == {"effective", "changed", "revoked", "void"}
    assert confirmed_states(LIFECYCLES["revision"]) == {"applied"}


@pytest.mark.clause("6.4")
def test_a_table_that_let_one_person_change_a_ruling_is_found() -> None:
    ruling = LIFECYCLES["ruling"]
    alone = tuple(
        replace(act, targets=("changed", "revoked")) if act.key == "ruling.correct" else act for act in ruling.acts
    )
    assert list(undone_by_one([replace(ruling, acts=alone)])) == ["ruling.correct"]
    elsewhere = replace(ruling, moved_by=(*ruling.moved_by, ("revoked", "appeal.answer")))
    assert list(undone_by_one([elsewhere])) == ["appeal.answer"]


@pytest.mark.clause("6.4")
def test_the_acts_of_the_other_body_are_those_that_say_so() -> None:
    say_so = set(re.findall(r"^\| \S+ `(\S+)` .*\| 由另一家机关[^|]*\|$", PRINTED.read_text("utf-8"), re.M))
    assert {key for key, act in ACTS.items() if act.other_body} == say_so
    assert all(set(ACTS[key].roles) == BODIES for key in say_so)

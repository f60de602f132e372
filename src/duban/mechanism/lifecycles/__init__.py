"""The one act table: every act of every kind of object.

Buttons, forms, the permission matrix, transition diagrams, history sentences and handbook tables come from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.lifecycles import (
    accountability,
    bulletins,
    documents,
    ledgers,
    matters,
    measures,
    organisations,
    papers,
    rulebook,
    yearly,
)
from duban.mechanism.lifecycles.types import Act, Lifecycle

LIFECYCLES: dict[str, Lifecycle] = {
    lifecycle.kind: lifecycle
    for lifecycle in (
        *rulebook.LIFECYCLES,
        *organisations.LIFECYCLES,
        *ledgers.LIFECYCLES,
        *documents.LIFECYCLES,
        *papers.LIFECYCLES,
        *matters.LIFECYCLES,
        *measures.LIFECYCLES,
        *bulletins.LIFECYCLES,
        *accountability.LIFECYCLES,
        *yearly.LIFECYCLES,
    )
}
ACTS: dict[str, Act] = {act.key: act for lifecycle in LIFECYCLES.values() for act in lifecycle.acts}


def lifecycle_of(kind: str) -> Lifecycle:
    """The lifecycle of a kind of object; KeyError where the table has none."""
    return LIFECYCLES[kind]


def act_named(key: str) -> Act:
    """The act of this key; KeyError where the table has none."""
    return ACTS[key]


def state_label(kind: str, state: str) -> str:
    """The Chinese name of a state."""
    return LIFECYCLES[kind].state(state).label


def faults(lifecycles: Iterable[Lifecycle]) -> Iterator[str]:
    """What does not hold together in a table: unknown states, clauses, acts; states that nothing reaches."""
    lifecycles = list(lifecycles)
    keys = {act.key for lifecycle in lifecycles for act in lifecycle.acts}
    for lifecycle in lifecycles:
        names = {state.name for state in lifecycle.states}
        for act in lifecycle.acts:
            for state in (*act.sources, *act.targets):
                if state != "*" and state not in names:
                    yield f"{act.key}: unknown state {state}"
            if act.clause and act.clause not in CLAUSES:
                yield f"{act.key}: unknown clause {act.clause}"
            if act.on:
                yield from _faults_of_place(act, lifecycles)
            for other in (*act.apart, *act.also):
                if other not in keys:
                    yield f"{act.key}: unknown act {other}"
        for state_of in lifecycle.states:
            for duty in state_of.duties:
                if duty.act not in keys:
                    yield f"{lifecycle.kind}.{state_of.name}: owes unknown act {duty.act}"
        for act_key in lifecycle.born_of:
            if act_key not in keys:
                yield f"{lifecycle.kind}: born of unknown act {act_key}"
        reached = {target for act in lifecycle.acts for target in act.targets}
        if lifecycle.born_of:
            reached.add(lifecycle.states[0].name)
        for name in names - reached:
            yield f"{lifecycle.kind}.{name}: no act leads here"


def _faults_of_place(act: Act, lifecycles: list[Lifecycle]) -> Iterator[str]:
    places = [lifecycle for lifecycle in lifecycles if lifecycle.kind == act.on]
    if not places or not act.creates:
        yield f"{act.key}: cannot be made on {act.on}"
    names = {state.name for lifecycle in places for state in lifecycle.states}
    for state in act.on_states:
        if places and state not in names:
            yield f"{act.key}: unknown state {state}"

"""The one act table: every act of every kind of object.

Buttons, forms, the permission matrix, transition diagrams, history sentences and handbook tables come from here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.former import ACT_NAMES
from duban.mechanism.lifecycles import accountability, bulletins, burden, matters, measures, rulebook, yearly
from duban.mechanism.lifecycles.directory import (
    appointments,
    channels,
    clockchecks,
    handovers,
    leaves,
    organisations,
    resets,
)
from duban.mechanism.lifecycles.files import documents, ledgers, papers, series
from duban.mechanism.lifecycles.types import Act, Lifecycle
from duban.mechanism.lifecycles.words import ACT_WORDS, DUTY_WORDS, WORDS

T = TypeVar("T")
LIFECYCLES: dict[str, Lifecycle] = {
    lifecycle.kind: lifecycle
    for lifecycle in (
        *rulebook.LIFECYCLES,
        *organisations.LIFECYCLES,
        *appointments.LIFECYCLES,
        *resets.LIFECYCLES,
        *leaves.LIFECYCLES,
        *handovers.LIFECYCLES,
        *clockchecks.LIFECYCLES,
        *channels.LIFECYCLES,
        *ledgers.LIFECYCLES,
        *documents.LIFECYCLES,
        *papers.LIFECYCLES,
        *matters.LIFECYCLES,
        *measures.LIFECYCLES,
        *bulletins.LIFECYCLES,
        *burden.LIFECYCLES,
        *series.LIFECYCLES,
        *accountability.LIFECYCLES,
        *yearly.LIFECYCLES,
    )
}
ACTS: dict[str, Act] = {act.key: act for lifecycle in LIFECYCLES.values() for act in lifecycle.acts}


def lifecycle_of(kind: str) -> Lifecycle:
    """The lifecycle of a kind of object; KeyError where the table has none."""
    return LIFECYCLES[kind]


def act_named(key: str) -> Act:
    """The act of this key, or of what is called so now; KeyError where the table has none."""
    return ACTS[ACT_NAMES.present(key)]


def by_act(kinds: Collection[str], by_verb: Mapping[str, T]) -> dict[str, T]:
    """What holds for the same verb of several kinds, by act: what an act is called on another kind decides nothing.

    ValueError for a verb that none of these kinds has.
    """
    table = {
        f"{kind}.{verb}": value
        for kind in kinds
        for verb, value in by_verb.items()
        if f"{kind}.{verb}" in ACTS
    }
    known = {key.split(".", 1)[1] for key in table}
    if strays := set(by_verb) - known:
        raise ValueError(f"no act of {'、'.join(kinds)}: {'、'.join(sorted(strays))}")
    return table


def acts_of(kinds: Collection[str], *verbs: str) -> frozenset[str]:
    """The acts of these verbs on these kinds; ValueError for a verb that none of them has."""
    return frozenset(by_act(kinds, dict.fromkeys(verbs)))


def starting(*kinds: str) -> tuple[str, ...]:
    """The acts that make an object of these kinds, kind by kind in the order of the table."""
    return tuple(act.key for kind in kinds for act in LIFECYCLES[kind].acts if act.creates)


@cache
def states_of(kinds: str | tuple[str, ...], word: str) -> tuple[str, ...]:
    """The states of which a word of the table holds, for one kind or for several that are kept together.

    A word is a state's own name, what it `means`, or `over`; KeyError for a word that no state of these kinds bears.
    """
    asked = (kinds,) if isinstance(kinds, str) else kinds
    found = tuple(dict.fromkeys(state.name for kind in asked for state in LIFECYCLES[kind].states if word in state.words))
    if not found:
        raise KeyError(f"{'、'.join(asked)}: {word}")
    return found


@cache
def duties_that(word: str) -> frozenset[str]:
    """The acts of which, where they are owed, a word of `DUTY_WORDS` holds; KeyError for a word that no act bears."""
    found = frozenset(key for key, act in ACTS.items() if word in act.duty)
    if not found:
        raise KeyError(word)
    return found


@cache
def acts_that(word: str) -> frozenset[str]:
    """The acts of which a word of `ACT_WORDS` holds; KeyError for a word that no act bears."""
    found = frozenset(key for key, act in ACTS.items() if word in act.does)
    if not found:
        raise KeyError(word)
    return found


def acts_asking(name: str) -> frozenset[str]:
    """The acts that have a field of this name."""
    return frozenset(key for key, act in ACTS.items() if act.asks_for(name))


def soft_acts() -> frozenset[str]:
    """The acts whose day may pass without anybody being late."""
    return frozenset(key for key, act in ACTS.items() if act.soft)


def inner_acts() -> frozenset[str]:
    """The acts that leave their object where the unit does not see it: what was done there is not told to it either."""
    return frozenset(
        act.key for lifecycle in LIFECYCLES.values() for act in lifecycle.acts if _inner(lifecycle, act)
    )


def _inner(lifecycle: Lifecycle, act: Act) -> bool:
    ends = act.targets or act.sources
    return bool(ends) and "*" not in ends and not any(lifecycle.state(name).open_to_unit for name in ends)


@cache
def reasoned_acts() -> frozenset[str]:
    """The acts that give a reason or lead back: whoever owes something by them is told their words."""
    return frozenset(
        act.key
        for lifecycle in LIFECYCLES.values()
        for act in lifecycle.acts
        if any(field.name == "reason" for field in act.fields) or _leads_back(lifecycle, act)
    )


def _leads_back(lifecycle: Lifecycle, act: Act) -> bool:
    place = {state.name: number for number, state in enumerate(lifecycle.states)}
    froms = [place[name] for name in act.sources if name in place]
    return any(place[name] < min(froms) for name in act.targets if name in place) if froms else False


def state_label(kind: str, state: str) -> str:
    """The Chinese name of a state."""
    return LIFECYCLES[kind].state(state).label


def faults(lifecycles: Iterable[Lifecycle]) -> Iterator[str]:
    """What does not hold together in a table: unknown states, clauses, acts; states that nothing reaches."""
    lifecycles = list(lifecycles)
    keys = {act.key for lifecycle in lifecycles for act in lifecycle.acts}
    for lifecycle in lifecycles:
        for act in lifecycle.acts:
            yield from _faults_of_act(act, {state.name for state in lifecycle.states}, keys)
            if act.on:
                yield from _faults_of_place(act, lifecycles)
        yield from _faults_of_states(lifecycle, keys)


def _faults_of_act(act: Act, states: set[str], keys: set[str]) -> Iterator[str]:
    for state in (*act.sources, *act.targets):
        if state != "*" and state not in states:
            yield f"{act.key}: unknown state {state}"
    for cited in (act.clause, *act.quotes):
        if cited and cited not in CLAUSES:
            yield f"{act.key}: unknown clause {cited}"
    for other in (*act.apart, *act.discharges, *act.instead, *filter(None, (act.confirmed_by,))):
        if other not in keys:
            yield f"{act.key}: unknown act {other}"
    yield from (f"{act.key}: {word} is no word of duties" for word in act.duty if word not in DUTY_WORDS)
    yield from (f"{act.key}: {word} is no word of acts" for word in act.does if word not in ACT_WORDS)
    if any("<" in words for words in (act.key, act.label, act.sentence)):
        yield f"{act.key}: a shared row that is told of no kind"


def _faults_of_states(lifecycle: Lifecycle, keys: set[str]) -> Iterator[str]:
    for state in lifecycle.states:
        for duty in state.duties:
            if duty.act not in keys:
                yield f"{lifecycle.kind}.{state.name}: owes unknown act {duty.act}"
    for act_key in (*lifecycle.born_of, *(act for _, act in lifecycle.moved_by)):
        if act_key not in keys:
            yield f"{lifecycle.kind}: born of or moved by unknown act {act_key}"
    reached = {target for act in lifecycle.acts for target in act.targets}
    reached |= {state for state, _ in lifecycle.moved_by}
    if lifecycle.born_of:
        reached.add(lifecycle.states[0].name)
    names = {state.name for state in lifecycle.states}
    for name in names - reached:
        yield f"{lifecycle.kind}.{name}: no act leads here"
    for state in lifecycle.states:
        for word in state.means:
            if word not in WORDS or word in names:
                yield f"{lifecycle.kind}.{state.name}: {word} is no word of states"


def _faults_of_place(act: Act, lifecycles: list[Lifecycle]) -> Iterator[str]:
    places = [lifecycle for lifecycle in lifecycles if lifecycle.kind == act.on]
    if not places or not act.creates:
        yield f"{act.key}: cannot be made on {act.on}"
    names = {state.name for lifecycle in places for state in lifecycle.states}
    for state in act.on_states:
        if places and state not in names:
            yield f"{act.key}: unknown state {state}"

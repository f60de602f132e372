"""The gates that the row of an act names, asked in the one sequence: by a page, an act alone and an act in a batch.

They are asked once somebody is in and before anything is written, all of them, and everything that is missing is told
at once: conditions first, with their clauses and who can supply what, then what does not fit its field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from duban.acts.beside import Answer, Wrong, gates
from duban.acts.gate import entry
from duban.acts.gate.asked import Asked
from duban.mechanism.decision import Decision, Outcome, Reason
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, Unmet

_handed: ContextVar[tuple[str, Mapping[str, Any]] | None] = ContextVar("handed", default=None)


@contextmanager
def handed(key: str, values: Mapping[str, Any]) -> Iterator[None]:
    """While an action runs, what was given to it once every value has been judged."""
    token = _handed.set((key, values))
    try:
        yield
    finally:
        _handed.reset(token)


def given_to_action(key: str) -> Mapping[str, Any] | None:
    """What was given to the action of this act, None where it is none that runs."""
    held = _handed.get()
    return held[1] if held is not None and held[0] == key else None


def foretold(
    actor: Actor,
    act: Act,
    obj: Any,
    standing: entry.Standing = (frozenset(), None),
    given: Mapping[str, Any] | None = None,
) -> ActError | None:
    """What is known to be missing of an act that is about to be done, on an object if it has one, by somebody who may.

    With the values that are `given`, once they fit their fields, it is what the act itself would be refused for.
    """
    roles, behalf_id = standing
    case = getattr(obj, "case", None)
    asked = Asked(actor, act, clock.now(), act.kind, obj, case, roles, behalf_id, given)
    return refusal_of(act, answers(asked))


def refusal(actor: Actor, act: Act, ref: str = "") -> ActError | None:
    """Why this actor may not do this act on the object of this address, as far as it is known beforehand."""
    if act.creates and not act.on:
        return entry.refusal(actor, act) or foretold(actor, act, None)
    try:
        obj = entry.load(actor, act.on or act.kind, ref)
        return foretold(actor, act, obj, entry.enter(actor, act, obj))
    except ActError as error:
        return error


def answers(asked: Asked) -> list[Answer]:
    """What every gate of the act says."""
    named = (gates[name] for name in asked.spec.guard)
    return [one for gate in named if gate.ask is not None for one in gate.ask(asked)]


def refuse_unasked(act: Act, asked: bool) -> None:
    """An act that names gates cannot end before they were asked: a programming error."""
    if act.guard and not asked:
        raise RuntimeError(f"nobody asked the gates of {act.key}")


def refusal_of(act: Act, said: list[Answer]) -> ActError | None:
    """Everything that is missing in one refusal; None where nothing is."""
    unmet = [one for one in said if isinstance(one, Decision) and not one.allowed]
    wrong = {name: text for one in said if isinstance(one, Wrong) for name, text in one.fields.items()}
    if not unmet:
        return Invalid(wrong) if wrong else None
    first, *others = unmet
    for other in (*others, *([_as_conditions(act, wrong)] if wrong else ())):
        first = first.and_also(other)
    return Unmet(first)


def _as_conditions(act: Act, wrong: Mapping[str, str]) -> Decision:
    labels = {field.name: field.label for field in act.fields}
    found = (
        Reason(act.clause, labels.get(name, act.label), Outcome.NOT_MET, text, field=name) for name, text in wrong.items()
    )
    return Decision(act.label, tuple(found))

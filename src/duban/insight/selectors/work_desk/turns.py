"""第 1 件，共 3 件: from one thing under a heading of the desk to the next, without going back to the desk."""

from __future__ import annotations

from dataclasses import dataclass

from duban.insight.selectors.work_desk.things import InLine, things_of
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import ACTS
from duban.shared.actor import Actor

_LONGEST = 40


@dataclass(frozen=True)
class Turn:
    """Where a thing stands among those under its heading, and which come before and after it."""

    heading: str
    place: int
    long: int
    before: InLine | None
    after: InLine | None


def turn(actor: Actor, heading: str, act: str, ref: str) -> Turn | None:
    """Where this thing stands; None where it does not stand under this heading of the actor's desk."""
    line = _line(actor, heading, act, ref, 1)
    here = next((one for one in line if (one.act, one.ref) == (act, ref)), None)
    if here is None:
        return None
    beside = {one.place: one for one in line}
    return Turn(heading, here.place, here.long, beside.get(here.place - 1), beside.get(here.place + 1))


@clause("3.0")
def onward(actor: Actor, heading: str, place: int, done: tuple[str, str]) -> InLine | None:
    """What comes after the thing that was done at a place: it has moved up there, or the line begins anew; None at the end."""
    line = [one for one in _line(actor, heading, *done, place) if (one.act, one.ref) != done]
    return next((one for one in line if one.place >= place), line[0] if line else None)


def _line(actor: Actor, heading: str, act: str, ref: str, place: int) -> list[InLine]:
    acts = [key for key, one in ACTS.items() if one.heading == heading] if len(heading) <= _LONGEST else []
    return things_of(actor).in_line(acts, act, ref, place) if acts else []

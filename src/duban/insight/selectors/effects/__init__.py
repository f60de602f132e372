"""What a grave act will do, to whom, under which clause: shown before it is confirmed. One entry for each such act."""

from __future__ import annotations

from typing import Any

from duban.insight.selectors.effects import accountability, records, rules, story
from duban.insight.selectors.effects.kind import Effect, Effects
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor

__all__ = ["EFFECTS", "Effect", "effects_of"]

EFFECTS: Effects = {**rules.EFFECTS, **records.EFFECTS, **story.EFFECTS, **accountability.EFFECTS}


def effects_of(actor: Actor, act: Act, obj: Any) -> tuple[Effect, ...]:
    """Everything that follows from a grave act, in the order in which it happens; () for any other act."""
    return tuple(EFFECTS[act.key](actor, obj)) if act.grave else ()

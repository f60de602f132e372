"""What hangs together among the values given to an act: judged with its fields, so that all that is wrong is told at once.

The action itself goes on refusing what its floor refuses, whoever calls it; a judge only brings the answers forward
to the round in which the fields are judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from duban.acts.gate.choices import Asking
from duban.mechanism.decision import Decision, told
from duban.mechanism.lifecycles import act_named


@dataclass(frozen=True)
class Objections:
    """What is wrong by field, and the conditions of the notice that rest on what was typed.

    The conditions are asked only where something else is wrong: alone they are the action's to decide and to record.
    """

    faults: Mapping[str, str] = field(default_factory=dict)
    conditions: Callable[[], Iterable[Decision]] = tuple


Judge = Callable[[Asking, Mapping[str, Any]], Objections]
_judges: dict[str, Judge] = {}


def judges(*keys: str) -> Callable[[Judge], Judge]:
    """Register a function for some acts: it gets whoever asks and the values that fit their fields by themselves."""

    def register(judge: Judge) -> Judge:
        for key in keys:
            act_named(key)
            if _judges.setdefault(key, judge) is not judge:
                raise ValueError(f"two judges for {key}")
        return judge

    return register


def hanging_faults(asking: Asking, typed: Mapping[str, Any], faults: Mapping[str, str]) -> dict[str, str]:
    """What is wrong among values that are each right: by field, for fields that have no fault of their own yet."""
    judge = _judges.get(asking.act.key)
    if judge is None:
        return {}
    judged = judge(asking, {name: value for name, value in typed.items() if name not in faults})
    found = {name: text for name, text in judged.faults.items() if name not in faults}
    if not faults and not found:
        return {}
    for decision in judged.conditions():
        for reason in decision.missing:
            if reason.field and reason.field not in faults:
                found.setdefault(reason.field, told(reason))
    return found

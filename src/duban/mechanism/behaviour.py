"""The kinds of behaviour that the mechanism is set up against (前言)."""

from __future__ import annotations

from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, decide, holds
from duban.mechanism.parameters import Pack


@clause("0.2")
def known_behaviour(kind: str, pack: Pack, on: date) -> Decision:
    """Is a behaviour that a person names one of those of the notice; it is offered wherever a fact is recorded."""
    kinds = pack.get("behaviour_kinds", on)
    return decide(
        "认定表现",
        [
            Reason(
                "0.2",
                "属于通知所列的表现",
                holds(kind in kinds),
                f"“{kind}”。通知所列：{'、'.join(kinds)}。",
                params=("behaviour_kinds",),
                field="behaviour",
            )
        ],
    )

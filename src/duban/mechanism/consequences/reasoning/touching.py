"""What one decision touches of a year's results: what follows from it alone, and what it is counted toward."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from duban.mechanism.clauses import clause
from duban.mechanism.consequences import codes
from duban.mechanism.consequences.history import Event, History, YearSubject
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.results import Consequence
from duban.mechanism.consequences.rules import Rules

_MANY = 9
"""As many times as no county asks for."""
_BONUSES = (codes.L_BONUS_LOWEST, codes.L_BONUS_CANCELLED)
_APPLIED = {
    "7.2.1": (codes.U_CAP,),
    "7.2.3": (codes.L_NO_EXCELLENT, *_BONUSES),
    "7.2.4": (codes.L_NO_EXCELLENT, *_BONUSES, codes.L_NO_INDIVIDUAL),
    "7.3.1": (codes.U_NO_COLLECTIVE,),
    "7.3.2": (codes.L_NO_EXCELLENT, codes.L_NO_INDIVIDUAL),
}
"""By the clause under which a notice goes to a unit, the results that this unit applies."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The results in their own words, each with its clause: those that follow, and those whose count goes up."""

    follows: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


@clause("7.2.1", "7.2.3", "7.2.4", "7.2.5", "7.3.1", "7.3.2")
def touched(rules: Rules, subject: YearSubject, events: Iterable[Event], applied: str) -> Touched:
    """What a decision (its kinds as events) touches of what is applied under a clause, whatever else was decided.

    What it is counted toward is what would follow if the same were decided again and again.
    """
    own = tuple(events)
    alone = judge(rules, subject, History(own)).consequences
    again = [replace(one, decision=("again", n), matter=("again", n)) for one in own for n in range(_MANY)]
    many = judge(rules, subject, History(tuple(again))).consequences
    known, wanted = {one.code for one in alone}, _APPLIED.get(applied, ())
    return Touched(
        _words(one for one in alone if one.code in wanted),
        _words(replace(one, max_grade="") for one in many if one.code in wanted and one.code not in known),
    )


def _words(found: Iterable[Consequence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{one.label}（{one.cite}）" for one in found))

"""Article 七 for a unit: the cap on its grade, and the collective honour."""

from __future__ import annotations

from duban.mechanism.clauses import clause
from duban.mechanism.consequences import codes
from duban.mechanism.consequences.counting import Count, Tally, count
from duban.mechanism.consequences.results import Consequence
from duban.mechanism.consequences.rules import Rules

NO_GRADE = "无（各档均不得评）"


@clause("7.2.1", "7.2.2")
def barred(rules: Rules, times: int) -> int:
    """How many of the top grades are barred by a number of times: 2 bars the first, 3 the first two."""
    first, second = rules.caps
    if times >= second:
        return 2
    return 1 if times >= first else 0


def best_left(rules: Rules, bars: int) -> str:
    """The highest grade still allowed when some of the top are barred."""
    return rules.grades[bars] if bars < len(rules.grades) else NO_GRADE


@clause("7.2.1", "7.2.2", "7.3.1")
def of_unit(rules: Rules, tally: Tally) -> list[Consequence]:
    """The results of a unit, before any superior document."""
    if not tally.in_year:
        return []
    found = []
    counted: Count = count(rules, tally)
    bars = barred(rules, counted.times)
    if bars:
        found.append(
            Consequence(
                codes.U_CAP,
                "7.2.2" if bars == 2 else "7.2.1",
                counted.events,
                max_grade=best_left(rules, bars),
            )
        )
    found.append(Consequence(codes.U_NO_COLLECTIVE, "7.3.1", tuple(tally.in_year)))
    return found

"""What has been reached, in the unit of the target: stated at completion, found at verification, carried into the matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from duban.acts.beside import Answer, Wrong
from duban.acts.gate.asked import Asked
from duban.acts.work import Work
from duban.matters.models import Matter
from duban.matters.projection import milestones_of
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.rating import completion_fault, quantity_fault


def number(value: Decimal | None) -> float | None:
    """A stored quantity as the mechanism reckons with it."""
    return float(value) if value is not None else None


@clause("3.0", "3.1.8", "3.3.8")
def completion_stated(asked: Asked, matter: Matter, *, whole: bool) -> Iterator[Answer]:
    """Completion states the reached value where there is a target; of the `whole` matter what lacks is explained."""
    if asked.given is None:
        return
    target, value = number(matter.target_value), number(asked.given["value"])
    explained = bool(asked.given["explanation"].strip())
    fault = completion_fault(value, target, explained or not whole)
    fault = fault or quantity_fault(value, number(matter.value), target, explained)
    if fault:
        yield Wrong({"value": fault})


def take_over(work: Work, matter: Matter, value: Decimal | None) -> None:
    """Carry what two persons have found into the matter and its points."""
    if value is not None:
        reach(work, value)
        work.change(matter, value=value)


def reach(work: Work, value: Decimal | None, chosen: Sequence[int] = (), on: date | None = None) -> None:
    """Note as reached today, or on the day on which it was said, the points named, and those whose value has been
    attained; what fell back is open again."""
    rows = milestones_of(work)
    fallen = [row for row in rows if row.reached_on and row.pk not in chosen and _above(row.target, value)]
    work.change_all(fallen, reached_on=None)
    reached = [
        row
        for row in rows
        if row.reached_on is None
        and (row.pk in chosen or (value is not None and row.target is not None and value >= row.target))
    ]
    work.change_all(reached, reached_on=on or work.today)


def _above(target: Decimal | None, value: Decimal | None) -> bool:
    return target is not None and value is not None and value < target

"""Terms of duties: working days by the county's calendar and parameters; both come from the rulebook's hook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duban.acts.work import Work

_reckon: list[Callable[[Work, str | int], tuple[date, bool]]] = []


def register_reckoning(reckon: Callable[[Work, str | int], tuple[date, bool]]) -> None:
    """Take the function that turns working days, or the parameter that holds them, into a day."""
    _reckon[:] = [reckon]


def due(work: Work, days: str | int) -> tuple[date, bool]:
    """The day on which a term ends, and whether it is provisional since that year's holidays are unpublished."""
    return _reckon[0](work, days)

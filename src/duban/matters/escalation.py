"""What the floor of the measures tells the floor of key work: which measures run, and what a report then entails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duban.acts.work import Work
    from duban.matters.models import Matter
    from duban.proceedings.models import Report


@dataclass(frozen=True)
class Running:
    """An issued, unfinished measure on a matter, with the cycle of its feedback and its own limit."""

    kind: str
    label: str
    feedback_days: int
    limit_on: date


_running: list[Callable[[Work, Matter], list[Running]]] = []
_on_report: list[Callable[[Work, Matter, Report], None]] = []


def register(
    running: Callable[[Work, Matter], list[Running]], on_report: Callable[[Work, Matter, Report], None]
) -> None:
    """Take the functions of the floor above; called once, by its hooks."""
    _running[:], _on_report[:] = [running], [on_report]


def running_measures(work: Work, matter: Matter) -> list[Running]:
    """The measures running on a matter."""
    return _running[0](work, matter) if _running else []


def report_submitted(work: Work, matter: Matter, report: Report) -> None:
    """Let the floor above present a report where a measure asks for it."""
    for follow in _on_report:
        follow(work, matter, report)

"""What the floor of the measures tells the floor of key work: which measures run, and what a report then entails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duban.acts.gate.asked import Asked
    from duban.acts.work import Work
    from duban.matters.models import Matter
    from duban.mechanism.ladder.gates import PriorMeasure
    from duban.proceedings.models import Report


@dataclass(frozen=True)
class Running:
    """An issued, unfinished measure on a matter, with the cycle of its feedback and its own limit.

    `asks` tells whether it asks for feedback yet: an interview does once it was held.
    """

    kind: str
    label: str
    feedback_days: int
    limit_on: date
    asks: bool = True


@dataclass(frozen=True)
class Limit:
    """A limit of a matter: its own, or that of a running measure."""

    label: str
    on: date


def limits_of(due_on: date, running: Iterable[Running]) -> dict[str, Limit]:
    """The limits of a matter by the word under which a form chooses one."""
    own = {"matter": Limit("办理时限", due_on)}
    return own | {f"{one.kind}-{one.limit_on}": Limit(f"{one.label}时限", one.limit_on) for one in running}


_running: list[Callable[[Asked, Matter], list[Running]]] = []
_priors: list[Callable[[Matter], tuple[PriorMeasure, ...]]] = []
_settle: list[Callable[[Work, Matter, str], None]] = []
_on_report: list[Callable[[Work, Matter, Report], None]] = []


def register(
    running: Callable[[Asked, Matter], list[Running]],
    priors: Callable[[Matter], tuple[PriorMeasure, ...]],
    settle: Callable[[Work, Matter, str], None],
    on_report: Callable[[Work, Matter, Report], None],
) -> None:
    """Take the functions of the floor above; called once, by its hooks."""
    _running[:], _priors[:], _settle[:], _on_report[:] = [running], [priors], [settle], [on_report]


def running_measures(work: Asked, matter: Matter) -> list[Running]:
    """The measures running on a matter."""
    return _running[0](work, matter) if _running else []


def prior_measures(matter: Matter) -> tuple[PriorMeasure, ...]:
    """Every measure on a matter, as the ladder looks at it."""
    return _priors[0](matter) if _priors else ()


def settle_drafts(work: Work, matter: Matter, why: str) -> None:
    """Let the floor above withdraw what was drafted on a matter that comes to its end."""
    for settle in _settle:
        settle(work, matter, why)


def report_submitted(work: Work, matter: Matter, report: Report) -> None:
    """Let the floor above present a report where a measure asks for it."""
    for follow in _on_report:
        follow(work, matter, report)

"""The order of days: no step of a case lies before one that must precede it, and none lies ahead (六)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, holds

_CONDITION = "日期先后相符"


@dataclass(frozen=True)
class TermStep:
    """A step with its day, None where the case does not have it; `field` is where a form asks for the day."""

    label: str
    on: date | None
    field: str = ""


@clause("6.4")
def in_order(steps: Sequence[TermStep], as_of: date) -> tuple[Reason, ...]:
    """The steps in the order in which they must follow each other: one reason for each that comes too early, with both
    days, and for each that lies after today; one reason that is met where all is well."""
    had = [(step, step.on) for step in steps if step.on is not None]
    wrong, latest = [], None
    for step, on in had:
        if latest is not None and on < latest[1]:
            before, day = latest
            wrong.append(_wrong(step, before, f"{_said(step, on)}，早于{_said(before, day)}。"))
        else:
            latest = (step, on)
        if on > as_of:
            wrong.append(_wrong(step, step, f"{_said(step, on)}，晚于今天（{as_of:%Y-%m-%d}）。"))
    return tuple(wrong) or (_reason(True, f"{'，'.join(_said(*one) for one in had)}。", ""),)


def _said(step: TermStep, on: date) -> str:
    return f"{step.label} {on:%Y-%m-%d}"


def _wrong(step: TermStep, before: TermStep, finding: str) -> Reason:
    return _reason(False, finding, step.field or before.field)


def _reason(right: bool, finding: str, field: str) -> Reason:
    return Reason(
        "6.4",
        _CONDITION,
        holds(right),
        finding,
        remedies=(Remedy("登记的人", label="对照决定书改正"),),
        field=field,
    )

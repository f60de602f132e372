"""What stands beside the quantities of a form: target, last value, what the plan asks for now, what the unit stated."""

from __future__ import annotations

from typing import Any

from duban.matters.facts import progress_of, read_basis
from duban.matters.models import Matter
from duban.mechanism.key_work.rating import Progress
from duban.mechanism.lifecycles.matters.fields import FOUND_VALUE
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.words.wording import plain
from duban.proceedings.actions.limits import current_application
from duban.shared import clock


def beside(act: Act, obj: Any, matter: Matter) -> dict[str, str]:
    """What is said beside the value that an act asks for; empty where the matter has no target."""
    if matter.target_value is None:
        return {}
    if FOUND_VALUE in act.fields:
        row = current_application(act.kind, obj)
        stated = "单位没有报数量" if row is None or row.value is None else f"单位报 {plain(row.value)}"
        return {"value": f"{stated} {matter.target_unit}，目标 {plain(matter.target_value)} {matter.target_unit}"}
    if not act.asks_for("explanation"):
        return {}
    last = f"，上次 {plain(matter.value)}" if matter.value is not None else ""
    state = progress_of(matter, read_basis(matter).milestones, clock.today())
    return {"value": f"目标 {plain(matter.target_value)} {matter.target_unit}{last}{_planned(matter, state)}"}


def _planned(matter: Matter, state: Progress) -> str:
    if state.expected is None or matter.target_value is None:
        return ""
    return f"，按序时应 {float(matter.target_value) * state.expected / 100:.1f} {matter.target_unit}"

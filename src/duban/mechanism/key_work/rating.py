"""The rating of article 四: proposed from data, given by the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.parameters import Pack


@dataclass(frozen=True)
class Point:
    """A milestone on the plan: by when, which cumulated value, and when it was reached (None: not yet)."""

    title: str
    due_on: date
    target: float | None
    reached_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """Expected and actual progress in percent of the target, and the gap in percentage points.

    `overdue_days` are natural days since `late_since`, the earliest day that was missed, for `late_what`.
    """

    expected: float | None
    actual: float | None
    gap: float | None
    overdue_days: int
    missed: tuple[Point, ...]
    late_since: date | None = None
    late_what: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A proposed rating: its place in the three values, the word of the pack, and why."""

    index: int
    value: str
    why: str


@clause("4.3")
def quantity_fault(value: float | None, last: float | None, target: float | None, explained: bool) -> str:
    """Why a total needs a word of explanation: it falls back behind the last one, or goes beyond the target."""
    if value is None or explained:
        return ""
    if last is not None and value < last:
        return f"累计完成不能少于上次的 {last:g}；确有核减的，请在数量说明中写明。"
    if target is not None and value > target:
        return f"累计完成 {value:g} 超过目标 {target:g}；确实超额的，请在数量说明中写明。"
    return ""


@clause("3.0", "3.1.8")
def completion_fault(value: float | None, target: float | None, explained: bool) -> str:
    """What is wrong with the value stated at completion: where there is a target it is stated, and what lacks is explained."""
    if target is None:
        return ""
    if value is None:
        return f"请填写已完成的数量（目标 {target:g}）。"
    if value < target and not explained:
        return f"完成 {value:g}，目标 {target:g}，没有全部完成；目标确有调整的，请在数量说明中写明依据。"
    return ""


@clause("3.0", "3.1.8", "3.3.8")
def verified_fault(value: float | None, stated: float | None, passed: bool) -> str:
    """What is wrong with the value found at a verification: it is stated where the unit stated one, and passed if they agree."""
    if stated is None:
        return ""
    if value is None:
        return f"请填写核实的数量（单位报 {stated:g}）。"
    if passed and value != stated:
        return f"核实 {value:g}，单位报 {stated:g}，不一致的不能通过。"
    return ""


@clause("4.3")
def point_fault(due_on: date, outcome: str, limit: date, today: date) -> str:
    """What is wrong with a point as it is typed, empty where nothing is.

    A day that is over is taken in as history, with its outcome (done or missed); what lies ahead has none yet.
    """
    if due_on > limit:
        return f"日期晚于办理时限 {limit:%Y-%m-%d}。"
    if due_on < today and not outcome:
        return f"{due_on:%Y-%m-%d} 已经过去，请写明当时完成情况；它只作经过记入，不作为待办。"
    if due_on >= today and outcome:
        return f"{due_on:%Y-%m-%d} 还没有到，不填当时完成情况。"
    return ""


def expected_value(start: date, points: tuple[Point, ...], due_on: date, target: float, as_of: date) -> float:
    """The value that the plan asks for on a day: straight lines from point to point (序时)."""
    known = [(point.due_on, point.target) for point in points if point.target is not None]
    path = [(start, 0.0), *sorted(known), (max(due_on, start), target)]
    for (from_on, from_value), (to_on, to_value) in zip(path, path[1:], strict=False):
        if as_of <= to_on:
            days = (to_on - from_on).days
            share = (as_of - from_on).days / days if days > 0 else 1.0
            return from_value + (to_value - from_value) * max(0.0, min(1.0, share))
    return target


@clause("4.3", "4.4")
def progress(
    start: date,
    points: tuple[Point, ...],
    due_on: date,
    target: float | None,
    actual: float | None,
    finished_on: date | None,
    as_of: date,
) -> Progress:
    """Where a matter stands on a day; without a target only missed points and the limit speak.

    Nothing runs on once the unit has reported the matter done, and no point that fell due before `start` was missed.
    """
    as_of = min(as_of, finished_on or as_of)
    missed = tuple(point for point in points if point.reached_on is None and start <= point.due_on < as_of)
    late = [(point.due_on, f"节点“{point.title}”") for point in missed]
    if finished_on is None and due_on < as_of:
        late.append((due_on, "办理时限"))
    late_since, late_what = min(late, default=(None, ""))
    overdue = (as_of - late_since).days if late_since else 0
    if not target or actual is None:
        return Progress(None, None, None, overdue, missed, late_since, late_what)
    expected = 100 * expected_value(start, points, due_on, target, as_of) / target
    done = 100 * actual / target
    return Progress(expected, done, max(0.0, expected - done), overdue, missed, late_since, late_what)


@clause("4.4")
def suggested_rating(state: Progress, pack: Pack, as_of: date) -> Suggestion:
    """The rating that the data propose: lagging from the line of A13 that A46 names, well where ahead of plan."""
    values = pack.get("evaluation_values", as_of)
    line = pack.get("evaluation_thresholds", as_of)
    gap, days = pack.get(f"{line}_gap", as_of), pack.get(f"{line}_days", as_of)
    why = _why(state)
    if (state.gap is not None and state.gap >= gap) or state.overdue_days >= days:
        return Suggestion(2, values[2], f"{why}；提示线 {gap} 个百分点或逾期 {days} 天")
    return Suggestion(0, values[0], why) if _ahead(state, gap / 2) else Suggestion(1, values[1], why)


def _ahead(state: Progress, margin: float) -> bool:
    """Whether the matter is done, or ahead of its plan by the margin in percentage points, with no point missed."""
    if state.actual is None or state.expected is None or state.missed:
        return False
    return state.actual >= 100 or state.actual - state.expected >= margin


def _why(state: Progress) -> str:
    parts = []
    if state.actual is not None and state.expected is not None:
        parts.append(f"完成 {state.actual:.0f}%，序时 {state.expected:.0f}%")
    parts.append(f"逾期 {state.overdue_days} 天" if state.overdue_days else "无逾期节点")
    return "，".join(parts)

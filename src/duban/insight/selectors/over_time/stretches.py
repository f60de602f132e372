"""A matter over time: limits, points, measures and reports as stretches, each with its first limit beside the present one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.insight.selectors.case_file.tab_rows import Stretch
from duban.insight.selectors.over_time.sorts import issued_measures
from duban.matters.models import Matter, Milestone
from duban.matters.selectors import MatterFilter, found_matters
from duban.measures.facts import name_of
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.proceedings.models import Report
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.pages import Page, bounds, counted


def _is_late(limit: date | None, ended: date | None, today: date) -> bool:
    return limit is not None and (ended or today) > limit


def of_matter(row: Matter, today: date, marks: tuple[tuple[date, str], ...] = ()) -> Stretch:
    """From its registration to its limit; what was stopped or withdrawn is not late."""
    open_now = row.state in states_of("matter", "running")
    late = (open_now or row.finished_on is not None) and _is_late(row.due_on, row.finished_on, today)
    return Stretch(
        "办理时限", row.title, row.registered_on, row.original_due_on, row.due_on, row.finished_on, late,
        state_label("matter", row.state), row.case.ref, marks,
    )  # fmt: skip


def of_measure(row: Measure, today: date) -> Stretch:
    """From its issue to its limit (整改时限)."""
    ended = clock.day_of(row.ended_at) if row.ended_at else None
    over = row.state in states_of(row.kind, "over")
    late = _is_late(row.deadline, ended, today) and (ended is not None or not over)
    begins = clock.day_of(row.issued_at) if row.issued_at else None
    label = state_label(row.kind, row.state)
    return Stretch("督办措施", name_of(row), begins, row.original_deadline, row.deadline, ended, late, label)


def of_point(row: Milestone, today: date, history: bool) -> Stretch:
    """A point of the plan; one from before the unit had the matter is not late."""
    late = not history and _is_late(row.due_on, row.reached_on, today)
    standing = "已完成" if row.reached_on else "交办以前的" if history else "逾期未完成" if late else "未到期"
    return Stretch("节点", row.title, None, row.original_due_on, row.due_on, row.reached_on, late, standing)


def of_report(row: Report, today: date) -> Stretch:
    """A report: when it was due, when it was handed in."""
    sent = clock.day_of(row.submitted_at) if row.submitted_at else None
    late = row.late if sent else _is_late(row.due_on, None, today)
    return Stretch("报告", f"第 {row.period} 期", None, row.due_on, row.due_on, sent, late, row.get_stage_display())


@clause("2.0", "4.4")
def matters_over_time(*, actor: Actor, where: MatterFilter, number: int = 1, size: int = 25) -> Page[Stretch]:
    """The matters of a list, each with the points of its plan and the issue of its measures: three statements."""
    number, size, start = bounds(number, size)
    rows = found_matters(actor, where)
    total, beyond = counted(rows)
    shown = list(rows.select_related("case")[start : start + size + 1])
    marks = _marks(actor, shown[:size])
    stretches = tuple(of_matter(row, clock.today(), tuple(marks.get(row.case_id, ()))) for row in shown[:size])
    return Page(stretches, number, size, total, beyond, more=len(shown) > size)


def _marks(actor: Actor, matters: Iterable[Matter]) -> dict[int, list[tuple[date, str]]]:
    found: dict[int, list[tuple[date, str]]] = {}
    cases = [row.case_id for row in matters]
    points = Milestone.objects.filter(case_id__in=cases, dropped_at=None).order_by("due_on", "pk")
    for case, day, title in points.values_list("case_id", "due_on", "title"):
        found.setdefault(case, []).append((day, f"节点：{title}"))
    for row in issued_measures(actor, besides="annulled").filter(case_id__in=cases).order_by("issued_at", "pk"):
        found.setdefault(row.case_id, []).append((clock.day_of(row.issued_at), name_of(row)))
    return found

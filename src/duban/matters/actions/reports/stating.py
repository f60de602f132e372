"""Whether a report, a supplement or a rating may be given, and what it must say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked
from duban.acts.models import Case
from duban.acts.owing import owed
from duban.matters.actions.quantities import number
from duban.matters.facts import progress_of
from duban.matters.models import Matter
from duban.matters.projection import milestones_of
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import due_after_workdays
from duban.mechanism.decision import Decision, Remedy
from duban.mechanism.key_work.rating import Suggestion, quantity_fault, suggested_rating
from duban.mechanism.key_work.reporting import return_gate
from duban.proceedings.models import Rating, Report
from duban.rulebook.selectors import calendar, pack_for
from duban.shared import clock

_INSIDE = (Report.Stage.REVIEW, Report.Stage.CONFIRM)


def latest(asked: Asked) -> list[Report]:
    """The last two reports that were not handed back, inside the unit or by the office."""
    gone = (Report.Stage.BACK, Report.Stage.RETURNED, Report.Stage.CORRECTED)
    rows = Report.objects.filter(case=asked.case).exclude(stage__in=gone)
    return asked.once_read("latest_reports", lambda: list(rows.order_by("-pk")[:2]))


def report_before(asked: Asked) -> Report | None:
    """The last report that reached the office, while none is on its way inside the unit."""
    return next((row for row in latest(asked) if row.stage == Report.Stage.SUBMITTED), None)


def last_report(matter: Matter) -> Report | None:
    """The last report that reached the office."""
    reached = Report.objects.filter(case_id=matter.case_id, stage=Report.Stage.SUBMITTED)
    return reached.order_by("-period").first()


def last_of(asked: Asked) -> Report | None:
    """The same for an act, read once."""
    return asked.once_read("last_report", lambda: last_report(asked.object))


def returned_report(case: Case | None) -> Report | None:
    """The report that was handed back and has not been supplemented yet."""
    last = Report.objects.filter(case=case, stage__in=(Report.Stage.SUBMITTED, Report.Stage.RETURNED)).order_by("-pk")
    row = last.first()
    return row if row is not None and row.stage == Report.Stage.RETURNED else None


def returned_of(asked: Asked) -> Report | None:
    """The same for an act, read once."""
    return asked.once_read("returned_report", lambda: returned_report(asked.case))


def supplement_owed(asked: Asked) -> bool:
    """Whether the unit owes a supplement to a report that was handed back."""
    return bool(owed.open_duties(asked, "matter", asked.object, act="matter.supplement"))


def none_waits(asked: Asked, rows: Sequence[Report]) -> Iterator[Decision]:
    """One report at a time is on its way inside the unit."""
    inside = next((row for row in rows if row.stage in _INSIDE), None)
    if inside is not None:
        review = inside.stage == Report.Stage.REVIEW
        remedy = (
            Remedy("分管领导", "matter.vet_report", "审核")
            if review
            else Remedy("主要领导", "matter.confirm_report", "确认")
        )
        yield lacking(asked.spec, "上一份报告已在单位内部办完", "上一份报告还在单位内部审核，请先办完。", remedy)


@clause("4.3")
def quantity(asked: Asked, last: Report | None) -> Iterator[Answer]:
    """A total that falls back or goes beyond the target asks for a word of explanation."""
    given = asked.given or {}
    before, target = number(last.value if last else None), number(asked.object.target_value)
    if fault := quantity_fault(number(given["value"]), before, target, bool(given["explanation"].strip())):
        yield Wrong({"value": fault})


def _points(asked: Asked, given: Mapping[str, Any]) -> Iterator[Answer]:
    if not {int(key) for key in given["reached"]} <= {row.pk for row in milestones_of(asked)}:
        yield Wrong({"reached": "所选节点不属于本事项。"})


def no_supplement(asked: Asked) -> Iterator[Decision]:
    """No report that was handed back waits for its supplement."""
    if supplement_owed(asked):
        remedy = Remedy("责任单位", "matter.supplement", "补报")
        yield lacking(asked.spec, "没有待补报的报告", "上一份报告已退回补报，请先补报。", remedy)


@guards("没有在单位内部办理的、待补报的报告；写明进展，没有变化的与上次一致；核减、超额的写明原因")
def _reportable(asked: Asked) -> Iterator[Answer]:
    yield from none_waits(asked, latest(asked))
    yield from no_supplement(asked)
    given, last = asked.given, report_before(asked)
    if given is None:
        return
    yield from _points(asked, given)
    if given["no_change"]:
        yield from _unchanged(given, last)
    elif not given["progress"].strip():
        yield Wrong({"progress": "请填写进展；没有变化时可点“本期无新进展”。"})
    else:
        yield from quantity(asked, last)


def _unchanged(given: Mapping[str, Any], last: Report | None) -> Iterator[Answer]:
    """无变化 stands for the last report; whatever else was typed beside it is not dropped without a word."""
    if last is None:
        yield Wrong({"no_change": "这是第一次报送，请填写进展。"})
        return
    typed = {name: given[name] for name in ("progress", "problems", "needs", "value")}
    other = [name for name, value in typed.items() if value not in ("", None, getattr(last, name))]
    if other:
        text = "勾选了“本期无新进展”，这一项却与上次不同；请取消勾选，或照上次填写。"
        yield Wrong(dict.fromkeys(other, text))


@guards("有退回补报的报告")
def _report_returned(asked: Asked) -> Iterator[Answer]:
    if returned_of(asked) is None:
        yield lacking(asked.spec, "有退回补报的报告", "没有退回补报的报告。")
        return
    newest = Report.objects.filter(case=asked.case).order_by("-pk")[:1]
    yield from none_waits(asked, asked.once_read("newest_report", lambda: list(newest)))
    given = asked.given
    if given is None:
        return
    yield from _points(asked, given)
    if not given["progress"].strip():
        yield Wrong({"progress": "请填写进展。"})
    else:
        yield from quantity(asked, last_of(asked))


@guards("报告在规定的工作日以内，还没有评价")
def _report_returnable(asked: Asked) -> Iterator[Answer]:
    report = last_of(asked)
    days = pack_for(asked).get("report_return_workdays", asked.today)
    submitted = report.submitted_at if report is not None else None
    known = calendar(asked.jurisdiction_id)
    last = due_after_workdays(clock.day_of(submitted), days, known).on if submitted else None
    rated = report is not None and Rating.objects.filter(report=report).exists()
    waits = returned_of(asked) is not None
    yield return_gate(None if waits else last, rated, asked.today)


def waiting_inside(asked: Asked, stage: Report.Stage) -> Report | None:
    """The report that waits in the unit at a step, read once."""
    return asked.once_read("inside", lambda: Report.objects.filter(case=asked.case, stage=stage).first())


@guards("本单位设有分管审核环节，且有待审的报告")
def _waits_for_review(asked: Asked) -> Iterator[Answer]:
    if waiting_inside(asked, Report.Stage.REVIEW) is None:
        yield lacking(asked.spec, "有待审核的报告", "没有待您办理的进展报告。")


@guards("本单位设有主要领导确认环节，且有待确认的报告")
def _waits_for_confirmation(asked: Asked) -> Iterator[Answer]:
    if waiting_inside(asked, Report.Stage.CONFIRM) is None:
        yield lacking(asked.spec, "有待确认的报告", "没有待您办理的进展报告。")


def suggestion(asked: Asked) -> Suggestion:
    """What the data say of how the matter goes."""
    return suggested_rating(
        progress_of(asked.object, milestones_of(asked), asked.today), pack_for(asked), asked.today
    )


@guards("是规定的评价之一，与数据建议不同的写明理由")
def _rating_founded(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    values, value = pack_for(asked).get("evaluation_values", asked.today), asked.given["value"]
    if value not in values:
        yield Wrong({"value": "评价只能是" + "、".join(values) + "之一。"})
        return
    told = suggestion(asked)
    if value != told.value and not asked.given["reason"].strip():
        yield Wrong({"reason": f"数据建议“{told.value}”（{told.why}），评价不同请写明理由。"})

"""Periodic reports, their way through the unit, the office's rating, and what follows: one report, one cycle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from duban.acts.beside import guards
from duban.acts.kinds import Bearer
from duban.acts.models import Case
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.documents.files.keeping import keep_uploads
from duban.matters.actions.quantities import number, reach
from duban.matters.actions.reports.report_days import cycle_of, settle
from duban.matters.actions.shared import done, unit_name
from duban.matters.escalation import report_submitted
from duban.matters.facts import progress_of, steps_of
from duban.matters.models import Matter
from duban.matters.policies import bearer_of
from duban.matters.projection import milestones_of
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.rating import Suggestion, quantity_fault, suggested_rating
from duban.mechanism.people.standing import Role
from duban.proceedings.models import Rating, Report
from duban.rulebook.selectors import pack_for
from duban.shared.actor import Actor


@clause("3.1.8", "3.2.9", "3.3.7", "4.3")
@performs("matter.report")
def report(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    progress: str = "",
    no_change: bool = False,
    value: Decimal | None = None,
    explanation: str = "",
    problems: str = "",
    needs: str = "",
    reached: Sequence[str] = (),
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Report progress; 无变化 repeats the last report. With steps set by the unit it waits for them first."""
    with act(actor, "matter.report", ref, expect=expect, once=once) as a:
        last = _last_if_none_waits(a)
        if supplement_owed(a):
            a.refuse_input(form="上一份报告已退回补报，请先补报。")
        if no_change:
            if last is None:
                a.refuse_input(no_change="这是第一次报送，请填写进展。")
            _refuse_other(a, last, progress=progress, problems=problems, needs=needs, value=value)
            given = Given(last.progress, last.value, last.explanation, last.problems, last.needs, reached)
        else:
            if not progress.strip():
                a.refuse_input(progress="请填写进展；没有变化时可点“本期无新进展”。")
            given = Given(progress, value, explanation, problems, needs, reached)
            refuse_quantity(a, last, given)
        send(a, draft_of(a, (last.period if last else 0) + 1, given, no_change=no_change), file)
    return done(a)


@dataclass(frozen=True)
class Given:
    """What a report says."""

    progress: str
    value: Decimal | None
    explanation: str
    problems: str
    needs: str
    reached: Sequence[str]


def send(work: Work, draft: Report, file: Any) -> None:
    """Bring a report to the office, or to the first step that the unit has set, with what proves it."""
    stage = _next_stage(work, "")
    if stage is Report.Stage.SUBMITTED:
        _submit(work, draft)
    else:
        work.create(draft)
        _await(work, draft, stage)
    keep_uploads(work, file, internal=False, label=f"第{draft.period}期佐证材料")
    _say_report(work, draft)


def supplement_owed(work: Work) -> bool:
    """Whether the unit owes a supplement to a report that was handed back."""
    return bool(owed.open_duties(work, "matter", work.object, act="matter.supplement"))


def returned_report(case: Case | None) -> Report | None:
    """The report that was handed back and has not been supplemented yet."""
    last = Report.objects.filter(case=case, stage__in=(Report.Stage.SUBMITTED, Report.Stage.RETURNED)).order_by("-pk")
    row = last.first()
    return row if row is not None and row.stage == Report.Stage.RETURNED else None


def _refuse_other(work: Work, last: Report, **given: Any) -> None:
    """无变化 stands for the last report; whatever else was typed beside it is not dropped without a word."""
    other = [name for name, value in given.items() if value not in ("", None, getattr(last, name))]
    if other:
        work.refuse_input(
            **dict.fromkeys(other, "勾选了“本期无新进展”，这一项却与上次不同；请取消勾选，或照上次填写。")
        )


def _last_if_none_waits(work: Work) -> Report | None:
    """The last report that reached the office; refused while one is still on its way inside the unit."""
    rows = Report.objects.filter(case=work.case).exclude(stage__in=(Report.Stage.BACK, Report.Stage.RETURNED))
    latest = list(rows.order_by("-pk")[:2])
    refuse_waiting(work, latest)
    return next((row for row in latest if row.stage == Report.Stage.SUBMITTED), None)


def refuse_waiting(work: Work, rows: Sequence[Report]) -> None:
    """One report at a time is on its way inside the unit."""
    if any(row.stage in (Report.Stage.REVIEW, Report.Stage.CONFIRM) for row in rows):
        work.refuse_input(form="上一份报告还在单位内部审核，请先办完。")


def last_report(matter: Matter) -> Report | None:
    """The last report that reached the office."""
    return (
        Report.objects.filter(case_id=matter.case_id, stage=Report.Stage.SUBMITTED)
        .order_by("-period")
        .first()
    )


@clause("4.3")
def refuse_quantity(work: Work, last: Report | None, given: Given) -> None:
    """A total that falls back or goes beyond the target asks for a word of explanation."""
    target = work.object.target_value
    fault = quantity_fault(
        number(given.value), number(last.value if last else None), number(target), bool(given.explanation.strip())
    )
    if fault:
        work.refuse_input(value=fault)


def draft_of(work: Work, period: int, given: Given, *, no_change: bool = False) -> Report:
    """A report as it is drafted, for the due day that is open."""
    known = {row.pk for row in milestones_of(work)}
    chosen = [int(key) for key in given.reached]
    if not set(chosen) <= known:
        work.refuse_input(reached="所选节点不属于本事项。")
    cycle = cycle_of(work, work.object)
    return Report(
        case=work.case,
        stage=Report.Stage.REVIEW,
        period=period,
        serves=cycle.source,
        clause=cycle.clause,
        due_on=_due(work),
        no_change=no_change,
        value=given.value,
        explanation=given.explanation,
        progress=given.progress,
        problems=given.problems,
        needs=given.needs,
        reached=chosen,
        drafted_by=work.actor.name,
        drafted_at=work.at,
    )


def _due(work: Work) -> date | None:
    duties = owed.open_duties(work, "matter", work.object, act="matter.report")
    return min((duty.due_on for duty in duties if duty.due_on), default=None)


def _next_stage(work: Work, after: str) -> Report.Stage:
    steps = steps_of(work.jurisdiction_id, work.object.lead_unit_id)
    if "review" in steps and after == "":
        return Report.Stage.REVIEW
    if "confirm" in steps and after in ("", Report.Stage.REVIEW):
        return Report.Stage.CONFIRM
    return Report.Stage.SUBMITTED


def _await(work: Work, draft: Report, stage: Report.Stage) -> None:
    work.change(draft, stage=stage)
    role, key, label = (
        (Role.DEPUTY, "matter.review_report", "审核本单位进展报告")
        if stage is Report.Stage.REVIEW
        else (Role.PRINCIPAL, "matter.confirm_report", "确认本单位进展报告")
    )
    work.owe(key, Bearer(role, work.object.lead_unit_id), label, "1.2", due_on=draft.due_on)


def _submit(work: Work, draft: Report) -> None:
    """Bring a report to the office: server time says whether it is late; a supplement is as timely as what it mends."""
    matter: Matter = work.object
    mended = returned_report(work.case) if supplement_owed(work) else None
    if mended is not None:
        due_on, late = mended.due_on, mended.late
        work.discharge("matter.supplement")
    else:
        due_on = settle(work, matter)
        late = due_on is not None and work.today > due_on
    values = {
        "due_on": due_on,
        "stage": Report.Stage.SUBMITTED,
        "submitted_at": work.at,
        "submitted_by": work.actor.name,
        "late": late,
    }
    if draft.pk:
        work.change(draft, **values)
    else:
        for name, value in values.items():
            setattr(draft, name, value)
        work.create(draft)
    reach(work, draft.value, draft.reached)
    work.change(
        matter,
        value=draft.value if draft.value is not None else matter.value,
        progress=draft.progress,
        problems=draft.problems or matter.problems,
        reported_on=work.today,
    )
    if not owed.open_duties(work, "matter", matter, act="matter.rate"):
        work.owe(
            "matter.rate",
            bearer_of(matter, Role.INSPECTOR),
            f"评价第{draft.period}期进展",
            "4.4",
            days="rate_workdays",
        )
    report_submitted(work, matter, draft)


def _say_report(work: Work, draft: Report) -> None:
    submitted = draft.stage == Report.Stage.SUBMITTED
    work.internal = not submitted
    timely = (
        ("逾期" if draft.late else "按期" if draft.due_on else "另行") if submitted else "内部拟稿，待审核："
    )
    amount = ""
    if draft.value is not None and work.object.target_unit:
        amount = f"累计{work.object.target_name}{draft.value.normalize():f}{work.object.target_unit}。"
    if not submitted and work.spec.key == "matter.supplement":
        amount = "内部拟稿，待审核。"
    work.say(
        unit=unit_name(work, work.object.lead_unit_id),
        timely=timely,
        period=draft.period,
        nochange="（本期无新进展）" if draft.no_change else "",
        progress=amount,
    )


def _waiting(work: Work, stage: Report.Stage) -> Report:
    draft = Report.objects.filter(case=work.case, stage=stage).first()
    if draft is None:
        work.refuse_input(form="没有待您办理的进展报告。")
    return draft


def _decide_inside(work: Work, stage: Report.Stage, verdict: str, opinion: str) -> None:
    draft = _waiting(work, stage)
    work.discharge(work.spec.key)
    work.internal = True
    if verdict == "back":
        work.change(draft, stage=Report.Stage.BACK)
        work.tell(
            "report_returned_inside",
            To(unit_id=work.object.lead_unit_id),
            period=draft.period,
            opinion=opinion,
        )
    else:
        following = _next_stage(work, stage)
        if following is Report.Stage.SUBMITTED:
            _submit(work, draft)
            work.internal = False
        else:
            _await(work, draft, following)
    work.say(period=draft.period, verdict="同意报送" if verdict == "pass" else f"退回修改。{opinion}")


@clause("1.2")
@performs("matter.review_report")
@guards("本单位设有分管审核环节，且有待审的报告")
def review_report(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    verdict: str,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """The leader in charge looks at the unit's report, where the unit set this step."""
    with act(actor, "matter.review_report", ref, expect=expect, once=once) as a:
        _decide_inside(a, Report.Stage.REVIEW, verdict, opinion)
    return done(a)


@clause("1.2")
@performs("matter.confirm_report")
@guards("本单位设有主要领导确认环节，且有待确认的报告")
def confirm_report(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    verdict: str,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """The principal leader confirms the unit's report, where the unit set this step."""
    with act(actor, "matter.confirm_report", ref, expect=expect, once=once) as a:
        _decide_inside(a, Report.Stage.CONFIRM, verdict, opinion)
    return done(a)


@clause("4.3", "4.4")
@performs("matter.rate")
def rate(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    value: str,
    problems: str = "",
    suggestions: str = "",
    reason: str = "",
    once: str | None = None,
) -> Done:
    """Rate progress with one of the three values; the data propose, the office decides and says why if it differs."""
    with act(actor, "matter.rate", ref, expect=expect, once=once) as a:
        matter: Matter = a.object
        index, suggestion = _judged(a, matter, value, reason)
        a.create(
            Rating(
                case=a.case,
                report=last_report(matter),
                index=index,
                value=value,
                problems=problems,
                suggestions=suggestions,
                reason=reason,
                suggested=suggestion.value,
                suggested_why=suggestion.why,
                by=a.actor.name,
                at=a.at,
            )
        )
        a.discharge("matter.rate")
        a.change(matter, rating_index=index, rated_on=a.today, problems=problems, suggestions=suggestions)
        differs = f"（数据建议“{suggestion.value}”，理由：{reason}）"
        a.say(value=value, differs=differs if value != suggestion.value else f"：{suggestion.why}")
    return done(a)


def _judged(work: Work, matter: Matter, value: str, reason: str) -> tuple[int, Suggestion]:
    """The place of a rating among the values, and what the data suggest; refused where it differs without a reason."""
    pack = pack_for(work)
    values = pack.get("evaluation_values", work.today)
    if value not in values:
        work.refuse_input(value="评价只能是" + "、".join(values) + "之一。")
    suggestion = suggested_rating(progress_of(matter, milestones_of(work), work.today), pack, work.today)
    if value != suggestion.value and not reason.strip():
        work.refuse_input(reason=f"数据建议“{suggestion.value}”（{suggestion.why}），评价不同请写明理由。")
    return values.index(value), suggestion

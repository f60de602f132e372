"""Periodic reports, their way through the unit, the office's rating, and what follows: one report, one cycle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from duban.acts.gate.asked import found
from duban.acts.kinds import Bearer
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.documents.files.kept import keep_uploads
from duban.matters.actions.quantities import reach
from duban.matters.actions.reports.report_days import cycle_of, settle
from duban.matters.actions.reports.stating import (
    last_of,
    report_before,
    returned_of,
    suggestion,
    supplement_owed,
    waiting_inside,
)
from duban.matters.actions.shared import done, unit_name
from duban.matters.escalation import report_submitted
from duban.matters.facts import steps_of
from duban.matters.models import Matter
from duban.matters.policies import bearer_of
from duban.mechanism.clauses import clause
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
        last = report_before(a)
        given = GivenReport(progress, value, explanation, problems, needs, reached)
        if no_change and last is not None:
            given = GivenReport(last.progress, last.value, last.explanation, last.problems, last.needs, reached)
        send(a, draft_of(a, (last.period if last else 0) + 1, given, no_change=no_change), file)
    return done(a)


@dataclass(frozen=True)
class GivenReport:
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
        submit(work, draft)
    else:
        work.create(draft)
        _await(work, draft, stage)
    keep_uploads(work, file, internal=False, label=f"第{draft.period}期佐证材料")
    _say_report(work, draft)


def draft_of(work: Work, period: int, given: GivenReport, *, no_change: bool = False) -> Report:
    """A report as it is drafted, for the due day that is open."""
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
        reached=[int(key) for key in given.reached],
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
        (Role.DEPUTY, "matter.vet_report", "审核本单位进展报告")
        if stage is Report.Stage.REVIEW
        else (Role.PRINCIPAL, "matter.confirm_report", "确认本单位进展报告")
    )
    work.owe(key, Bearer(role, work.object.lead_unit_id), label, "1.2", due_on=draft.due_on)


def submit(work: Work, draft: Report) -> None:
    """Bring a report to the office: server time says whether it is late, of one that was given by telephone or on paper
    the day on which it was given; a supplement is as timely as what it mends."""
    matter: Matter = work.object
    on = draft.given_on or work.today
    mended = returned_of(work) if supplement_owed(work) else None
    if mended is not None:
        due_on, late = mended.due_on, mended.late
        work.discharge("matter.supplement")
    else:
        due_on = settle(work, matter, on)
        late = due_on is not None and on > due_on
    values = {
        "due_on": due_on,
        "stage": Report.Stage.SUBMITTED,
        "submitted_at": work.at,
        "submitted_by": draft.said_by or work.actor.name,
        "late": late,
    }
    if draft.pk:
        work.change(draft, **values)
    else:
        for name, value in values.items():
            setattr(draft, name, value)
        work.create(draft)
    bring_forward(work, draft, on)
    if not owed.open_duties(work, "matter", matter, act="matter.rate"):
        work.owe(
            "matter.rate",
            bearer_of(matter, Role.INSPECTOR),
            f"评价第{draft.period}期进展",
            "4.4",
            days="rate_workdays",
        )
    report_submitted(work, matter, draft)


def bring_forward(work: Work, draft: Report, on: date) -> None:
    """What a report says becomes what stands of the matter."""
    matter: Matter = work.object
    reach(work, draft.value, draft.reached, on)
    work.change(
        matter,
        value=draft.value if draft.value is not None else matter.value,
        progress=draft.progress,
        problems=draft.problems or matter.problems,
        reported_on=on,
    )


def amount_told(matter: Matter, value: Decimal | None) -> str:
    """What has been reached in all, as a sentence; empty where there is nothing to count."""
    if value is None or not matter.target_unit:
        return ""
    return f"累计{matter.target_name}{value.normalize():f}{matter.target_unit}。"


def _say_report(work: Work, draft: Report) -> None:
    submitted = draft.stage == Report.Stage.SUBMITTED
    work.internal = not submitted
    timely = (
        ("逾期" if draft.late else "按期" if draft.due_on else "另行") if submitted else "内部拟稿，待审核："
    )
    amount = amount_told(work.object, draft.value)
    if not submitted and work.spec.key == "matter.supplement":
        amount = "内部拟稿，待审核。"
    work.say(
        unit=unit_name(work, work.object.lead_unit_id),
        timely=timely,
        period=draft.period,
        nochange="（本期无新进展）" if draft.no_change else "",
        progress=amount,
    )


def _decide_inside(work: Work, stage: Report.Stage, verdict: str, opinion: str) -> None:
    draft = found(waiting_inside(work, stage))
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
            submit(work, draft)
            work.internal = False
        else:
            _await(work, draft, following)
    work.say(period=draft.period, verdict="同意报送" if verdict == "pass" else f"退回修改。{opinion}")


@clause("1.2")
@performs("matter.vet_report")
def vet_report(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    verdict: str,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """The leader in charge looks at the unit's report, where the unit set this step."""
    with act(actor, "matter.vet_report", ref, expect=expect, once=once) as a:
        _decide_inside(a, Report.Stage.REVIEW, verdict, opinion)
    return done(a)


@clause("1.2")
@performs("matter.confirm_report")
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
        index, told = pack_for(a).get("evaluation_values", a.today).index(value), suggestion(a)
        a.create(
            Rating(
                case=a.case,
                report=last_of(a),
                index=index,
                value=value,
                problems=problems,
                suggestions=suggestions,
                reason=reason,
                suggested=told.value,
                suggested_why=told.why,
                by=a.actor.name,
                at=a.at,
            )
        )
        a.discharge("matter.rate")
        good = matter.good_ratings + 1 if index == 0 else 0
        told_of = {"problems": problems, "suggestions": suggestions, "good_ratings": good}
        a.change(matter, rating_index=index, rated_on=a.today, **told_of)
        differs = f"（数据建议“{told.value}”，理由：{reason}）"
        a.say(value=value, differs=differs if value != told.value else f"：{told.why}")
    return done(a)

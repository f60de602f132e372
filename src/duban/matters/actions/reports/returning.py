"""退回补报: the office hands a report back with what is missing, the unit supplements it; what came in time stays in time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from duban.acts.beside import guards
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.reports.reporting import (
    Given,
    draft_of,
    last_report,
    refuse_quantity,
    refuse_waiting,
    returned_report,
    send,
)
from duban.matters.actions.shared import done, unit_name
from duban.matters.models import Matter
from duban.matters.policies import bearer_of
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import due_after_workdays
from duban.mechanism.key_work.reporting import return_gate
from duban.mechanism.people.standing import Role
from duban.proceedings.actions.sign import sign
from duban.proceedings.models import Rating, Report
from duban.rulebook.selectors import calendar, pack_for
from duban.shared import clock
from duban.shared.actor import Actor


@clause("3.1.8", "4.3")
@performs("matter.return_report")
def return_report(
    *, actor: Actor, ref: str, expect: int | None = None, missing: str, once: str | None = None
) -> Done:
    """Hand the last report back within the term; the unit owes a supplement, and its rating is no longer owed."""
    with act(actor, "matter.return_report", ref, expect=expect, once=once) as a:
        matter: Matter = a.object
        report = last_report(matter)
        _require_returnable(a, report)
        if report is None:
            raise RuntimeError("the gate lets no report that is not there be returned")
        a.change(report, stage=Report.Stage.RETURNED)
        owed.end(a, owed.open_duties(a, "matter", matter, act="matter.rate"), Obligation.Outcome.CANCELLED)
        duty = a.owe(
            "matter.supplement",
            bearer_of(matter, Role.LIAISON),
            f"补报第{report.period}期进展",
            "3.1.8",
            days="report_supplement_workdays",
            counts=True,
        )
        sign(a, verdict="back", opinion=missing)
        a.tell("report_returned", To(unit_id=matter.lead_unit_id), period=report.period, missing=missing)
        a.say(unit=unit_name(a, matter.lead_unit_id), period=report.period, due=f"{duty.due_on:%m-%d}", missing=missing)
    return done(a)


@guards("报告在规定的工作日以内，还没有评价")
def _require_returnable(work: Work, report: Report | None) -> None:
    days = pack_for(work).get("report_return_workdays", work.today)
    submitted = report.submitted_at if report is not None else None
    last = (
        due_after_workdays(clock.day_of(submitted), days, calendar(work.jurisdiction_id)).on
        if submitted
        else None
    )
    rated = report is not None and Rating.objects.filter(report=report).exists()
    waits = returned_report(work.case) is not None
    work.require(return_gate(None if waits else last, rated, work.today))


@clause("3.1.8")
@performs("matter.supplement")
@guards("有退回补报的报告")
def supplement(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    progress: str = "",
    value: Decimal | None = None,
    explanation: str = "",
    problems: str = "",
    needs: str = "",
    reached: Sequence[str] = (),
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Make a returned report anew: the same period, the same due day, and as timely as it was."""
    with act(actor, "matter.supplement", ref, expect=expect, once=once) as a:
        returned = returned_report(a.case)
        if returned is None:
            a.refuse_input(form="没有退回补报的报告。")
        refuse_waiting(a, list(Report.objects.filter(case=a.case).order_by("-pk")[:1]))
        if not progress.strip():
            a.refuse_input(progress="请填写进展。")
        given = Given(progress, value, explanation, problems, needs, reached)
        refuse_quantity(a, last_report(a.object), given)
        send(a, draft_of(a, returned.period, given), file)
    return done(a)

"""退回补报: the office hands a report back with what is missing, the unit supplements it; what came in time stays in time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from duban.acts.gate.asked import found
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, act
from duban.matters.actions.reports.reporting import GivenReport, draft_of, send
from duban.matters.actions.reports.stating import last_of, returned_of
from duban.matters.actions.shared import done, unit_name
from duban.matters.models import Matter
from duban.matters.policies import bearer_of
from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import Role
from duban.proceedings.actions.sign import sign
from duban.proceedings.models import Report
from duban.shared.actor import Actor


@clause("3.1.8", "4.3")
@performs("matter.return_report")
def return_report(
    *, actor: Actor, ref: str, expect: int | None = None, missing: str, once: str | None = None
) -> Done:
    """Hand the last report back within the term; the unit owes a supplement, and its rating is no longer owed."""
    with act(actor, "matter.return_report", ref, expect=expect, once=once) as a:
        matter: Matter = a.object
        report = found(last_of(a))
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


@clause("3.1.8")
@performs("matter.supplement")
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
        given = GivenReport(progress, value, explanation, problems, needs, reached)
        send(a, draft_of(a, found(returned_of(a)).period, given), file)
    return done(a)

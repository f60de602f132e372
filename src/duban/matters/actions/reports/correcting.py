"""更正: a report is made anew with a reason while it is not rated; as timely as it was, and what stood before stays (A105)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
from duban.acts.registry import performs
from duban.acts.work import Done, act
from duban.matters.actions.reports.reporting import GivenReport, amount_told, bring_forward, draft_of
from duban.matters.actions.reports.stating import last_of, latest, none_waits, quantity
from duban.matters.actions.shared import done, unit_name
from duban.matters.escalation import report_submitted
from duban.matters.facts import steps_of
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.reporting import correction_gate
from duban.mechanism.people.standing import Role
from duban.proceedings.models import Rating, Report
from duban.shared.actor import Actor

_SAID = ("value", "explanation", "progress", "problems", "needs")


def _before(asked: Asked) -> Report | None:
    """The report before the one that is corrected."""
    last = found(last_of(asked))
    rows = Report.objects.filter(case=asked.case, stage=Report.Stage.SUBMITTED, period__lt=last.period)
    return asked.once_read("report_before_it", lambda: rows.order_by("-period").first())


@guards("还没有评价，有改动；设有审核、确认环节的由末一环节更正")
def _correctable(asked: Asked) -> Iterator[Answer]:
    last = last_of(asked)
    rated = last is not None and Rating.objects.filter(report=last).exists()
    steps = steps_of(asked.jurisdiction_id, asked.object.lead_unit_id)
    role = Role.PRINCIPAL if "confirm" in steps else Role.DEPUTY if "review" in steps else None
    yield correction_gate(last is not None, rated, role is None or role in asked.roles)
    yield from none_waits(asked, latest(asked))
    given = asked.given
    if given is None or last is None:
        return
    if not given["progress"].strip():
        yield Wrong({"progress": "请填写进展。"})
    elif all((given[name] or None) == (getattr(last, name) or None) for name in _SAID):
        yield Wrong({"progress": "和原来的报告一样，没有改动。"})
    else:
        yield from quantity(asked, _before(asked))


@clause("3.1.8", "4.4")
@performs("matter.correct_report")
def correct_report(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    progress: str = "",
    value: Decimal | None = None,
    explanation: str = "",
    problems: str = "",
    needs: str = "",
    once: str | None = None,
) -> Done:
    """Make the last report anew: same period, same due day, as timely as it was; the former one stays beside it."""
    with act(actor, "matter.correct_report", ref, expect=expect, once=once) as a:
        last = found(last_of(a))
        a.change(last, stage=Report.Stage.CORRECTED)
        row = draft_of(a, last.period, GivenReport(progress, value, explanation, problems, needs, last.reached))
        row.stage, row.correction = Report.Stage.SUBMITTED, reason
        row.submitted_at, row.submitted_by = a.at, a.actor.name
        for name in ("serves", "clause", "due_on", "late"):
            setattr(row, name, getattr(last, name))
        a.create(row)
        bring_forward(a, row, a.today)
        report_submitted(a, a.object, row)
        unit = unit_name(a, a.object.lead_unit_id)
        a.say(unit=unit, period=row.period, reason=reason, progress=amount_told(a.object, value))
    return done(a)

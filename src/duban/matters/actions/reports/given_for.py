"""代报: a report given by telephone or on paper is entered by the office, counts from its day, and may be objected to (A105)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
from duban.acts.registry import performs
from duban.acts.work import Done, To, act
from duban.documents.files.kept import keep_uploads
from duban.matters.actions.reports.reporting import GivenReport, amount_told, draft_of, submit
from duban.matters.actions.reports.stating import (
    last_of,
    latest,
    no_supplement,
    none_waits,
    quantity,
    report_before,
)
from duban.matters.actions.shared import done, unit_name
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import due_after_workdays
from duban.mechanism.key_work.reporting import given_fault, objection_gate
from duban.rulebook.selectors import calendar, pack_for
from duban.shared import clock
from duban.shared.actor import Actor


@guards("没有在单位内部办理的、待补报的报告；报来日期在上一期以后，不在今天以后")
def _givable(asked: Asked) -> Iterator[Answer]:
    yield from none_waits(asked, latest(asked))
    yield from no_supplement(asked)
    if asked.given is None:
        return
    last, matter = report_before(asked), asked.object
    sent = clock.day_of(last.submitted_at) if last is not None and last.submitted_at else None
    since = sent or matter.assigned_on or matter.registered_on
    if fault := given_fault(asked.given["given_on"], since, asked.today):
        yield Wrong({"given_on": fault})
    yield from quantity(asked, last)


@clause("3.1.8")
@performs("matter.report_for")
def report_for(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    how: str,
    said_by: str,
    given_on: date,
    progress: str,
    value: Decimal | None = None,
    explanation: str = "",
    problems: str = "",
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Enter a report that the unit gave by telephone or on paper; the unit is told of it and may object."""
    with act(actor, "matter.report_for", ref, expect=expect, once=once) as a:
        matter, last = a.object, report_before(a)
        draft = draft_of(a, (last.period if last else 0) + 1, GivenReport(progress, value, explanation, problems, "", ()))
        draft.given_on, draft.given_how, draft.said_by = given_on, how, said_by
        submit(a, draft)
        keep_uploads(a, file, internal=False, label=f"第{draft.period}期纸质报告")
        unit, day = unit_name(a, matter.lead_unit_id), f"{given_on:%m-%d}"
        until = _until(a, a.today)
        a.tell(
            "reported_for",
            To(unit_id=matter.lead_unit_id),
            said=f"{said_by}{day}{how}",
            period=draft.period,
            title=matter.title,
            day=f"{until:%m-%d}",
        )
        a.say(
            unit=unit,
            how=how,
            period=draft.period,
            said_by=said_by,
            given=day,
            timely="逾期" if draft.late else "按期" if draft.due_on else "另行",
            progress=amount_told(matter, value),
        )
    return done(a)


def _until(asked: Asked, told_on: date) -> date:
    """The last day on which the unit may object to what was entered for it on a day."""
    days = pack_for(asked).get("report_objection_workdays", asked.today)
    return due_after_workdays(told_on, days, calendar(asked.jurisdiction_id)).on


@guards("上一份报告是代报的，在异议期以内，没有提出过")
def _objectionable(asked: Asked) -> Iterator[Answer]:
    report = last_of(asked)
    entered = report is not None and report.given_on is not None and report.submitted_at is not None
    until = _until(asked, clock.day_of(report.submitted_at)) if entered else None  # type: ignore[union-attr, arg-type]
    yield objection_gate(until, report is not None and bool(report.objection), asked.today)


@clause("3.1.8")
@performs("matter.object_report")
def object_report(*, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None) -> Done:
    """Object to what was entered: it stands with the report, and the office is told."""
    with act(actor, "matter.object_report", ref, expect=expect, once=once) as a:
        matter: Matter = a.object
        report, unit = found(last_of(a)), unit_name(a, a.object.lead_unit_id)
        a.change(report, objection=text, objected_by=a.actor.name, objected_at=a.at)
        to = To(person_id=matter.inspector_id)
        a.tell("report_objected", to, unit=unit, period=report.period, title=matter.title, text=text)
        a.say(unit=unit, period=report.period, text=text)
    return done(a)

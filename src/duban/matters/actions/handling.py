"""What the office does with a matter: 拟办, approval, assignment, ruling, suspension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from duban.acts.beside import Answer, guards
from duban.acts.gate.asked import Asked
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.narrowing import hands_left
from duban.matters.actions.reports.report_days import begin_reports
from duban.matters.actions.shared import done, freeze_responsible, functions_of, name_units
from duban.matters.models import Milestone, Task
from duban.matters.projection import milestones_of
from duban.mechanism.clauses import clause
from duban.mechanism.decision import decide
from duban.mechanism.ladder.steps import recipients_known
from duban.mechanism.people.standing import Function, acting_office
from duban.organisations.selectors import directory
from duban.proceedings.actions.sign import sign
from duban.shared.actor import Actor


@clause("1.1", "3.0")
@performs("matter.propose")
def propose(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    lead_unit: str,
    requirement: str,
    due_on: date,
    cycle_days: int,
    assist_units: Sequence[str] = (),
    opinion: str = "",
    milestones: Sequence[Mapping[str, Any]] = (),
    tasks: Sequence[Mapping[str, Any]] = (),
    once: str | None = None,
) -> Done:
    """Propose who leads, who assists, what is asked, by when, in which steps."""
    with act(actor, "matter.propose", ref, expect=expect, once=once) as a:
        enter_proposal(
            a,
            lead_unit=int(lead_unit),
            requirement=requirement,
            due_on=due_on,
            cycle_days=cycle_days,
            assist_units=[int(unit) for unit in assist_units],
            opinion=opinion,
            milestones=milestones,
            tasks=tasks,
        )
    return done(a)


def enter_proposal(
    work: Work,
    *,
    lead_unit: int,
    requirement: str,
    due_on: date,
    cycle_days: int,
    assist_units: Sequence[int] = (),
    opinion: str = "",
    milestones: Sequence[Mapping[str, Any]] = (),
    tasks: Sequence[Mapping[str, Any]] = (),
) -> None:
    """What proposing is, in the act that does it."""
    known = directory(work.jurisdiction_id)
    lead = known.unit(lead_unit)
    assist = [known.unit(unit) for unit in assist_units]
    functions = frozenset(unit.function for unit in (lead, *assist)) - {Function.NONE}
    office = acting_office(Function(work.object.office), functions)
    changed_office = office.value != work.object.office
    work.change_all(list(milestones_of(work)), dropped_at=work.at)
    if work.object.lead_unit_id:  # proposed before: its tasks give way as well
        former = Task.objects.filter(case=work.case, dropped_at=None)
        work.change_all(list(former), dropped_at=work.at)
    _plan_rows(work, milestones, tasks)
    name_units(work, work.object, lead.id, [unit.id for unit in assist])
    sign(work, verdict="propose", opinion=opinion)
    work.move(
        lead_unit_id=lead.id,
        unit_rank=lead.sequence,
        responsible_functions=functions_of((lead, *assist)),
        office=office.value,
        requirement=requirement,
        due_on=due_on,
        original_due_on=due_on,
        cycle_days=cycle_days,
        inspector_id=None if changed_office else work.object.inspector_id,
    )
    work.say(lead=lead.short_name, due=due_on.isoformat())


def _plan_rows(
    work: Work, milestones: Sequence[Mapping[str, Any]], tasks: Sequence[Mapping[str, Any]]
) -> None:
    work.create_all(
        [
            Milestone(
                case=work.case,
                title=row["title"],
                due_on=row["due_on"],
                original_due_on=row["due_on"],
                target=row.get("target"),
                reached_on=row["due_on"] if row.get("outcome") == "done" else None,
            )
            for row in milestones
        ]
    )
    work.create_all(
        [
            Task(case=work.case, unit_id=int(row["unit"]), title=row["title"], due_on=row["due_on"])
            for row in tasks
        ]
    )


@performs("matter.send_back")
def send_back(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Hand the proposal back for another one."""
    with act(actor, "matter.send_back", ref, expect=expect, once=once) as a:
        sign(a, verdict="back", opinion=reason)
        a.move()
        a.say(reason=reason)
    return done(a)


@clause("3.0")
@performs("matter.approve")
def approve(
    *, actor: Actor, ref: str, expect: int | None = None, opinion: str = "", once: str | None = None
) -> Done:
    """Approve that the matter is followed; never by whoever proposed it."""
    with act(actor, "matter.approve", ref, expect=expect, once=once) as a:
        sign(a, verdict="agree", opinion=opinion)
        a.move()
        a.say(opinion=opinion)
    return done(a)


@guards("责任单位有主要领导；缩小范围的，须办理的人在所列人员中")
def _assignable(asked: Asked) -> Iterator[Answer]:
    known, matter = directory(asked.jurisdiction_id), asked.object
    lead = known.unit(matter.lead_unit_id)
    yield decide("交办", [recipients_known(lead.short_name, len(known.principals(lead.id, asked.today)))])
    if matter.narrowed:
        yield hands_left(asked, matter.reader_ids, opened=True)


@clause("1.2", "3.0")
@performs("matter.assign")
def assign(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Hand the matter to its units; the three responsible roles are frozen as they stand today."""
    with act(actor, "matter.assign", ref, expect=expect, once=once) as a:
        lead = directory(a.jurisdiction_id).unit(a.object.lead_unit_id)
        freeze_responsible(a, "matter", a.object, a.object)
        a.move(assigned_on=a.today)
        told: dict[str, Any] = {"title": a.object.title, "due": f"{a.object.due_on:%Y-%m-%d}"}
        a.tell("assigned", To(unit_id=lead.id), **told)
        a.tell_all("assisting_assigned", [To(unit_id=unit_id) for unit_id in sorted(a.object.assist_unit_ids)], **told)
        a.say(lead=lead.short_name)
    return done(a)


@performs("matter.rule")
def rule(
    *, actor: Actor, ref: str, expect: int | None = None, ruling: str, reason: str, once: str | None = None
) -> Done:
    """Rule on a return: uphold the assignment for good, or take it back to 拟办."""
    with act(actor, "matter.rule", ref, expect=expect, once=once) as a:
        upheld = {"uphold": True, "reassign": False}[ruling]
        sign(a, verdict=ruling, opinion=reason)
        a.move(
            "assigned" if upheld else "registered", upheld=upheld, **({} if upheld else {"assigned_on": None})
        )
        a.tell(
            "return_ruled",
            To(unit_id=a.object.lead_unit_id),
            ruling="维持交办" if upheld else "退回成立",
            reason=reason,
        )
        a.say(ruling="维持交办，不得再退回" if upheld else "退回成立，重新拟办", reason=reason)
    return done(a)


@clause("4.2")
@performs("matter.reschedule")
def reschedule(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    milestones: Sequence[Mapping[str, Any]],
    reason: str,
    once: str | None = None,
) -> Done:
    """Set the points that lie ahead anew; points already due stay as they were."""
    with act(actor, "matter.reschedule", ref, expect=expect, once=once) as a:
        enter_points(a, milestones=milestones, reason=reason)
    return done(a)


def enter_points(work: Work, *, milestones: Sequence[Mapping[str, Any]], reason: str) -> None:
    """What setting the points ahead anew is, in the act that does it."""
    ahead = [row for row in milestones_of(work) if row.reached_on is None and row.due_on >= work.today]
    wanted = {_point(row["title"], row["due_on"], row.get("target")): row for row in milestones}
    standing = {_point(row.title, row.due_on, row.target) for row in ahead}
    gone = [row for row in ahead if _point(row.title, row.due_on, row.target) not in wanted]
    work.change_all(gone, dropped_at=work.at)
    _plan_rows(work, [row for point, row in wanted.items() if point not in standing], ())
    work.say(reason=reason)


def _point(title: str, due_on: date, target: Decimal | None) -> tuple[str, date, Decimal | None]:
    return title, due_on, target


@performs("matter.suspend")
def suspend(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Suspend a matter that has no measure running."""
    with act(actor, "matter.suspend", ref, expect=expect, once=once) as a:
        _end_reports(a)
        a.move()
        a.say(reason=reason)
    return done(a)


def _end_reports(work: Work) -> None:
    owed.end(
        work, owed.open_duties(work, "matter", work.object, act="matter.report"), Obligation.Outcome.CANCELLED
    )


@performs("matter.resume")
def resume(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take a suspended matter up again; its reports are due again."""
    with act(actor, "matter.resume", ref, expect=expect, once=once) as a:
        a.move()
        begin_reports(a, a.object)
        a.say(reason=reason)
    return done(a)


@performs("matter.cancel")
def cancel(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Strike out a registration that was never assigned."""
    with act(actor, "matter.cancel", ref, expect=expect, once=once) as a:
        a.move()
        a.say(reason=reason)
    return done(a)

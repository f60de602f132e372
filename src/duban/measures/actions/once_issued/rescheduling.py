"""An interview that cannot be held at its hour is put off on the convener's word; no new approval (3.2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from duban.acts.beside import Answer, guards
from duban.acts.gate.asked import Asked
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.measures.actions.before_issue.papers import issue_reply
from duban.measures.actions.shared import days_still_ahead, done
from duban.measures.models import Measure, Rescheduling
from duban.measures.papers import replies
from duban.mechanism.clauses import clause
from duban.mechanism.ladder.steps import rescheduling_gate
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import Holder, directory
from duban.shared import clock
from duban.shared.actor import Actor


def _convener(asked: Asked, convener: str, day: date) -> Holder | None:
    leaders = directory(asked.jurisdiction_id).leaders(day)
    return next((one for one in leaders if str(one.person_id) == convener), None)


@guards("‹约谈›还没有举行，新的时间在现在以后、整改时限以前；不再审批")
def _may_be_put_off(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    planned_at, day = asked.given["planned_at"], clock.day_of(asked.given["planned_at"])
    leader = _convener(asked, asked.given["convener"], day)
    gate = rescheduling_gate(leader is not None, day, asked.object.deadline)
    yield gate.and_also(days_still_ahead("interview", None, planned_at, asked.at))


@clause("3.2.1", "3.2.6", "3.2.8")
@performs("interview.reschedule")
def reschedule(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    planned_at: datetime,
    place: str,
    convener: str,
    reason: str,
    means: str,
    told: str = "",
    once: str | None = None,
) -> Done:
    """Put an interview off: unit and bodies are told, and what is due before it moves with it."""
    with act(actor, "interview.reschedule", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        leader = _convener(a, convener, clock.day_of(planned_at))
        row = Rescheduling(
            case=a.case,
            measure=measure,
            old_at=measure.planned_at or a.at,
            new_at=planned_at,
            place=place,
            convener=f"{leader.title}{leader.name}" if leader else "",
            reason=reason,
            means=means,
            told=told,
            by=a.actor.name,
            at=a.at,
        )
        _put_off(a, row, leader)
        _tell(a, row, _announced(a, row))
    return done(a)


def _put_off(work: Work, row: Rescheduling, leader: Holder | None) -> None:
    measure: Measure = work.object
    work.create(row)
    work.change(
        measure,
        planned_at=row.new_at,
        content={**measure.content, "planned_at": row.new_at.isoformat(), "place": row.place},
        convener=row.convener,
        convener_id=leader.person_id if leader else None,
    )
    moved = owed.open_duties(work, "interview", measure, that="before_meeting")
    work.change_all(moved, due_on=clock.day_of(row.new_at), stage=0)


def _announced(work: Work, row: Rescheduling) -> str:
    if row.means == Rescheduling.Means.PHONE:
        return f"电话通知，{row.told}"
    before = replies(work.object, "change").count() - 1
    return f"补充通知{issue_reply(work, 'change', row, before)}"


def _tell(work: Work, row: Rescheduling, means: str) -> None:
    before, after = (clock.text(moment, "%m-%d %H:%M") for moment in (row.old_at, row.new_at))
    told = {"moment": after, "place": row.place, "title": work.object.matter.title}
    known = directory(work.jurisdiction_id)
    bodies: list[Any] = [known.office(body).id for body in (Function.CDI, Function.ORG_DEPT)]
    for unit_id in (work.object.answering_unit_id, *bodies):
        work.tell("interview_put_off", To(unit_id=unit_id), **told)
    work.say(convener=row.convener, before=before, after=after, means=means, reason=row.reason)

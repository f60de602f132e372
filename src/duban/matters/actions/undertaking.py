"""What the unit does on receipt: sign for it, return it, pass it on inside, contribute as an assisting unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.documents.files.kept import keep_uploads
from duban.matters.actions.reports.report_days import begin_reports
from duban.matters.actions.shared import done, own_unit, unit_name
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import due_after_workdays
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.organisations.selectors import directory
from duban.proceedings.models import InnerStep, Part
from duban.rulebook.selectors import calendar, pack_for
from duban.shared.actor import Actor


@clause("1.2")
@performs("matter.receive")
def receive(
    *, actor: Actor, ref: str, expect: int | None = None, handler: str = "", once: str | None = None
) -> Done:
    """Sign for the assignment and name who handles it; the first report falls due a cycle later."""
    with act(actor, "matter.receive", ref, expect=expect, once=once) as a:
        known = directory(a.jurisdiction_id)
        handlers = known.handlers(a.object.lead_unit_id, a.today)
        handler_id = int(handler) if handler else (handlers[0].person_id if handlers else None)
        a.move(handler_id=handler_id)
        begin_reports(a, a.object)
        a.say(unit=unit_name(a, a.object.lead_unit_id))
    return done(a)


@guards("在退回期限内，且未经裁定维持")
def _returnable(asked: Asked) -> Iterator[Answer]:
    matter, window = asked.object, pack_for(asked).get("return_window_workdays", asked.today)
    last = due_after_workdays(matter.assigned_on, window, calendar(asked.jurisdiction_id)).on
    instead = (Remedy("责任单位", "matter.receive", "签收后申请延期或请求协调"),)
    yield decide(
        "退回交办",
        [
            Reason(
                "3.0",
                "未经裁定维持",
                holds(not matter.upheld),
                "办公室已裁定维持交办，不得再退回。" if matter.upheld else "尚未裁定。",
                remedies=instead,
            ),
            Reason(
                "3.0",
                "在退回期限内",
                holds(asked.today <= last),
                f"交办于 {matter.assigned_on:%Y-%m-%d}，退回至迟 {last:%Y-%m-%d}。",
                params=("return_window_workdays",),
                remedies=instead,
            ),
        ],
    )


@clause("3.0")
@performs("matter.return")
def return_matter(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Return the assignment with reasons, within the window and only before a ruling upheld it."""
    with act(actor, "matter.return", ref, expect=expect, once=once) as a:
        a.move()
        a.say(unit=unit_name(a, a.object.lead_unit_id), reason=reason)
    return done(a)


@clause("1.2")
@performs("matter.inner_step")
def inner_step(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    step: str,
    opinion: str,
    to_person: str = "",
    once: str | None = None,
) -> Done:
    """Record a step inside the unit (收文, 拟办, 批示, 承办); only the unit sees it."""
    with act(actor, "matter.inner_step", ref, expect=expect, once=once) as a:
        to = int(to_person) if to_person else None
        passed_inside(a, step, opinion, to)
        if to is not None:
            a.tell("passed_inside", To(person_id=to), step=step, title=a.object.title)
    return done(a)


def passed_inside(work: Work, step: str, opinion: str, to: int | None) -> None:
    """A step inside the unit, which 承办 makes the handler of the matter."""
    known, unit_id = directory(work.jurisdiction_id), own_unit(work, work.object)
    work.create(
        InnerStep(
            case=work.case,
            unit_id=unit_id,
            step=step,
            opinion=opinion,
            by=work.actor.name,
            post=work.actor.title,
            to_person=known.person(to).name if to is not None else "",
            at=work.at,
        )
    )
    if step == "承办" and to is not None:
        work.change(work.object, handler_id=to)
    work.internal = True
    work.say(unit=unit_name(work, unit_id), step=step, opinion=opinion)


@guards("有不同意见的写明")
def _dispute_told(asked: Asked) -> Iterator[Answer]:
    if asked.given and asked.given["disputed"] and not asked.given["dispute"].strip():
        yield Wrong({"dispute": "请写明不同意见。"})


@performs("matter.contribute")
def contribute(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    text: str,
    disputed: bool = False,
    dispute: str = "",
    once: str | None = None,
) -> Done:
    """An assisting unit's part for the lead unit; a disagreement is visible to everyone who sees the case."""
    with act(actor, "matter.contribute", ref, expect=expect, once=once) as a:
        unit_id = own_unit(a, a.object)
        a.create(
            Part(
                case=a.case,
                unit_id=unit_id,
                text=text,
                disputed=disputed,
                dispute=dispute,
                by=a.actor.name,
                at=a.at,
            )
        )
        a.tell(
            "assisting_reported",
            To(unit_id=a.object.lead_unit_id),
            unit=unit_name(a, unit_id),
            title=a.object.title,
        )
        a.say(unit=unit_name(a, unit_id), disputed=f"不同意见：{dispute}" if disputed else "")
    return done(a)


@clause("3.1.8")
@performs("matter.attach")
def attach(
    *, actor: Actor, ref: str, expect: int | None = None, file: Any, label: str, once: str | None = None
) -> Done:
    """Hand in material on a matter: photographs, evidence, papers of a meeting."""
    with act(actor, "matter.attach", ref, expect=expect, once=once) as a:
        kept = keep_uploads(a, file, internal=False, label=label)
        unit = next((post.unit_id for post in a.actor.posts if post.unit_id), None)
        names = "、".join(row.name for row in kept[:3]) + ("等" if len(kept) > 3 else "")
        a.say(unit=unit_name(a, unit), label=label, count=len(kept), names=names)
    return done(a)

"""Receipt, plan and feedback on a measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from duban.acts.beside import Answer, bars, guards, worded
from duban.acts.gate.asked import Asked
from duban.acts.owing.duties import Wanted
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.documents.files.kept import keep_upload
from duban.matters.actions.quantities import completion_stated
from duban.measures.actions.before_issue.issuing import owe_plan
from duban.measures.actions.once_issued.ending import let_proposal_fall
from duban.measures.actions.shared import LABELS, done, spine, unit_name
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act
from duban.proceedings.actions import deliver, limits, plans, routing
from duban.proceedings.actions.sign import acting_post
from duban.proceedings.models import Receipt
from duban.shared.actor import Actor

SIGNED_FOR = (Receipt.What.ORIGINAL, Receipt.What.COPY, Receipt.What.CIRCULATION)


def refuse_person(actor: Actor, act: Act, measure: Measure, behalf_id: int | None) -> None:
    """Raise Unmet where another leader was asked."""
    routing.refuse_unaddressed(actor, act, measure)


@bars
@worded("有送达而未签收的件")
def _sent_here(actor: Actor, act: Act, measure: Measure, behalf_id: int | None) -> None:
    """Raise NotPermitted where nothing is there for this actor to sign for."""
    deliver.refuse_unless_sent(actor, act, measure, *SIGNED_FOR)


@clause("3.1.4", "3.1.5", "3.3.5")
@spine("receive")
def receive(*, actor: Actor, kind: str, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Sign for what was sent to the actor's unit or in person; a letter's plan is owed from the unit's receipt on."""
    with act(actor, f"{kind}.receive", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        rows = deliver.pending(a, *SIGNED_FOR, kind=kind, object_id=measure.pk)
        deliver.acknowledge(a, rows)
        for row in rows:
            _discharge_receipt(a, row)
        by_unit = any(
            row.what == Receipt.What.ORIGINAL and row.unit_id == measure.answering_unit_id for row in rows
        )
        if by_unit and a.spec.targets and measure.state in states_of(kind, "issued"):
            a.refresh(measure, state=a.spec.targets[0])
            owe_plan(a, measure, measure.answering_unit_id)
        a.say(recipient="、".join(row.name for row in rows), number=measure.number)
    return done(a)


def _discharge_receipt(work: Work, row: Receipt) -> None:
    to: Wanted = {"person": row.person_id} if row.person_id else {"person": None, "unit": row.unit_id}
    work.discharge(f"{work.kind}.receive", **to)


@guards("承诺日期不超过措施时限")
def _committed_in_time(asked: Asked) -> Iterator[Answer]:
    yield from plans.committed_in_time(asked, asked.object.deadline)


@clause("3.1.7", "3.2.6", "3.2.7")
@spine("plan")
def plan(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    text: str,
    committed_on: date,
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Draft the rectification plan in the unit; the principal leader then confirms it in person."""
    with act(actor, f"{kind}.plan", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        plans.draft_plan(a, unit_id=measure.answering_unit_id, text=text, committed_on=committed_on)
        if file:
            keep_upload(a, file, internal=False, label="整改方案附件")
        a.internal = True
        a.say(unit=unit_name(a, measure.answering_unit_id), committed_on=f"{committed_on:%Y-%m-%d}")
    return done(a)


@guards("有待确认的方案，须主要领导本人")
def _plan_waits(asked: Asked) -> Iterator[Answer]:
    yield from plans.plan_waits(asked)


@clause("3.1.7", "3.2.6", "3.2.7")
@spine("confirm_plan")
def confirm_plan(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, once: str | None = None
) -> Done:
    """The principal leader confirms plan and commitment in person."""
    with act(actor, f"{kind}.confirm_plan", ref, expect=expect, once=once) as a:
        row = plans.confirm_plan(a)
        a.discharge(f"{kind}.confirm_plan")
        a.say(post=acting_post(a), committed_on=f"{row.committed_on:%Y-%m-%d}")
    return done(a)


@guards("有已确认的方案")
def _plan_stands(asked: Asked) -> Iterator[Answer]:
    yield from plans.plan_stands(asked)


@spine("return_plan")
def return_plan(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """The office hands a plan back; it is owed again."""
    with act(actor, f"{kind}.return_plan", ref, expect=expect, once=once) as a:
        plans.return_plan(a, reason)
        owe_plan(a, a.object, a.object.answering_unit_id)
        a.tell("plan_returned", To(unit_id=a.object.answering_unit_id), paper=LABELS[kind], reason=reason)
        a.say(reason=reason)
    return done(a)


@guards("整改方案已由主要领导确认")
def _rectified_by_plan(asked: Asked) -> Iterator[Answer]:
    yield plans.plan_confirmed(asked, SPINES[asked.kind].plan)
    yield from completion_stated(asked, asked.object.matter, whole=False)


@clause("3.1.8")
@performs("letter.apply")
def apply_letter(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    text: str,
    value: Decimal | None = None,
    explanation: str = "",
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Report a letter's rectification as finished."""
    return _apply(actor, "letter", ref, expect, Finished(text, value, explanation), file, once)


@clause("3.2.9")
@performs("interview.apply")
def apply_interview(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    text: str,
    value: Decimal | None = None,
    explanation: str = "",
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Report an interview's rectification as finished."""
    return _apply(actor, "interview", ref, expect, Finished(text, value, explanation), file, once)


@dataclass(frozen=True)
class Finished:
    """What a unit reports as finished: in words, in the unit of the target, and why where the number needs it."""

    text: str
    value: Decimal | None
    explanation: str


def state_finished(work: Work, finished: Finished, file: Any) -> None:
    """Keep what the unit reports as finished on a measure, with its evidence."""
    let_proposal_fall(work, work.object)
    limits.apply(work, text=finished.text, value=finished.value, explanation=finished.explanation)
    if file:
        keep_upload(work, file, internal=False, label="佐证材料")


def _apply(
    actor: Actor, kind: str, ref: str, expect: int | None, finished: Finished, file: Any, once: str | None
) -> Done:
    with act(actor, f"{kind}.apply", ref, expect=expect, once=once) as a:
        state_finished(a, finished, file)
        a.move()
        a.say(unit=unit_name(a, a.object.answering_unit_id))
    return done(a)

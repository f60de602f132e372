"""Issue: number, seal, recipients, copies, circulation and the duties that begin, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.kinds import Bearer
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.reports.report_days import begin_reports
from duban.matters.actions.shared import freeze_responsible
from duban.measures.actions.before_issue.papers import issue_papers_later
from duban.measures.actions.once_issued.ending import end_measure, highest_step
from duban.measures.actions.shared import (
    LABELS,
    days_still_ahead,
    done,
    pack_of,
    spine,
    text_digest,
    unit_name,
)
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.ladder.steps import recipients_known
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import directory
from duban.proceedings.actions import deliver
from duban.proceedings.actions.sign import sign
from duban.rulebook.selectors import in_force
from duban.shared import clock
from duban.shared.actor import Actor

COPIES = "县纪委监委、县委组织部"


@guards("县领导已同意，印发的就是同意的文稿；时限和时间还没有过；责任单位有主要领导")
def _issuable(asked: Asked) -> Iterator[Answer]:
    measure, known = asked.object, directory(asked.jurisdiction_id)
    unit = known.unit(measure.matter.lead_unit_id or 0)
    held_plan = (asked.given or {}).get("held_plan")
    led = recipients_known(unit.short_name, len(known.principals(unit.id, asked.today)))
    ahead = days_still_ahead(asked.kind, measure.deadline, held_plan or measure.planned_at, asked.at)
    yield in_force(asked.jurisdiction_id, asked.today)
    yield decide("印发", [*_approved(asked, measure), led]).and_also(ahead)
    if measure.final_digest and held_plan is not None and held_plan != measure.planned_at:
        yield Wrong({"held_plan": "定稿已写明‹约谈›时间，印发时不能再改；要改，请退回修改后重新上传定稿。"})


@clause("3.1.3", "3.1.4", "3.1.5", "3.2.4", "3.3.3", "3.3.5", "3.3.7")
@spine("issue")
def issue(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    number_by: str,
    seal_keeper: str,
    copies_printed: int,
    given_number: str = "",
    held_plan: datetime | None = None,
    once: str | None = None,
) -> Done:
    """Number, seal and issue an approved document to the unit and its principal leaders, with its fixed copies."""
    with act(actor, f"{kind}.issue", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        unit = directory(a.jurisdiction_id).unit(measure.matter.lead_unit_id or 0)
        number = a.numbers.choose(
            measure, issuer=measure.issuer, kind=kind, number_by=number_by, given_number=given_number
        )
        sign(
            a,
            verdict="issue",
            opinion=number,
            label="编号、用印",
            note=f"用印 {seal_keeper}，印 {copies_printed} 份",
        )
        deliver.address(a, f"{LABELS[kind]}{number}", unit)
        freeze_responsible(a, kind, measure, measure.matter)
        a.move(
            number=number,
            issued_at=a.at,
            seal_keeper=seal_keeper,
            copies_printed=copies_printed,
            unit_id=unit.id,
            planned_at=held_plan if kind == "interview" else measure.planned_at,
        )
        issue_papers_later(a, *SPINES[kind].parts)
        _begin(a, measure)
        a.say(number=number, unit=unit.short_name, copies=COPIES, issuer=Function(measure.issuer).label)
    return done(a)


def _approved(work: Asked, measure: Measure) -> list[Reason]:
    same = text_digest(measure) == measure.text_digest
    again = (Remedy("督查员、办公室主任", f"{work.kind}.withdraw", "撤回，另行起草"),)
    return [
        Reason(
            SPINES[work.kind].approval,
            "县领导已同意",
            holds(bool(measure.approved_by)),
            f"{measure.approved_by}已同意。" if measure.approved_by else "尚未同意。",
            words="同意",
            remedies=(Remedy("县领导", f"{work.kind}.approve", "同意"),),
        ),
        Reason(
            SPINES[work.kind].approval,
            "印发的就是同意的文稿",
            holds(same),
            "摘要一致。" if same else "文稿在同意后被改动。",
            remedies=again,
        ),
    ]


def _begin(work: Work, measure: Measure) -> None:
    """The duties that begin with issue: receipts, plan, one report on the shortest cycle, and what each kind adds."""
    label = LABELS[measure.kind]
    unit_id = measure.matter.lead_unit_id or 0
    work.owe(f"{measure.kind}.receive", Bearer(Role.LIAISON, unit_id), f"签收{label}{measure.number}", "3.1.4",
             days="receipt_workdays", counts=True)  # fmt: skip
    for holder in directory(work.jurisdiction_id).principals(unit_id, work.today):
        work.owe(f"{measure.kind}.receive", Bearer(Role.PRINCIPAL, unit_id, holder.person_id),
                 f"本人签收{label}{measure.number}", "3.1.4", days="receipt_workdays", counts=True, in_person=True)  # fmt: skip
    if measure.kind == "interview":
        _before_interview(work, measure, unit_id)
    else:
        begin_reports(work, measure.matter)
    if measure.kind == "listing":
        _list(work, measure, unit_id)
    work.refresh(measure.matter, step=highest_step(work, measure.matter))


@clause("3.2.6", "3.2.7", "3.2.8")
def _before_interview(work: Work, measure: Measure, unit_id: int) -> None:
    day = clock.day_of(measure.planned_at) if measure.planned_at else None
    work.owe("interview.confirm_plan", Bearer(Role.PRINCIPAL, unit_id), "‹约谈›前制定整改方案并承诺时限（本人确认）",
             "3.2.6", due_on=day, counts=True, in_person=True)  # fmt: skip
    work.owe(
        "interview.hand_report",
        Bearer(Role.PRINCIPAL, unit_id),
        "‹约谈›时提交书面报告（本人）",
        "3.2.8",
        due_on=day,
        counts=True,
        in_person=True,
    )


@clause("3.3.3", "3.3.5", "3.3.7")
def _list(work: Work, measure: Measure, unit_id: int) -> None:
    """挂牌 starts at issue: circulated to every active unit, put before 书记 and 县长, plan owed."""
    label = f"‹立项挂牌督办通知书›{measure.number}"
    known = directory(work.jurisdiction_id)
    bodies = {known.office(body).id for body in (Function.CDI, Function.ORG_DEPT)}
    deliver.circulate(work, f"‹挂牌督办›通报：{unit_name(work, unit_id)}", frozenset({unit_id} | bodies))
    deliver.present(work, label, kind="listing", object_id=measure.pk, copies=False)
    owe_readings(work, label)
    owe_plan(work, measure, unit_id)


def owe_readings(work: Work, label: str) -> None:
    """Let the two main leaders find on their desks what was put before them."""
    for holder in directory(work.jurisdiction_id).main_leaders(work.today):
        work.owe(
            "matter.read", Bearer(Role.LEADER, None, holder.person_id), f"阅：{label}"[:120], "3.3.7",
            obj=_matter_of(work), kind="matter",
        )  # fmt: skip


def _matter_of(work: Work) -> object:
    return getattr(work.object, "matter", work.object)


@clause("3.1.7")
def owe_plan(work: Work, measure: Measure, unit_id: int) -> None:
    """The plan is owed within the term of A12, confirmed by the principal leader in person."""
    days = pack_of(work).get("plan_due_workdays", work.today)
    work.owe(f"{measure.kind}.confirm_plan", Bearer(Role.PRINCIPAL, unit_id), "制定整改方案（本人确认）",
             SPINES[measure.kind].plan, days=days, counts=True, in_person=True)  # fmt: skip


@spine("void")
def void(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Void an issued document: its number stays visible and is never used again; its duties end."""
    with act(actor, f"{kind}.void", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        a.numbers.void(measure.number, reason)
        sign(a, verdict="void", opinion=reason, label="作废")
        a.move(ended_at=a.at, ended_how=f"作废：{reason}"[:120])
        end_measure(a, measure, void=True)
        a.tell(
            "measure_voided",
            To(unit_id=measure.answering_unit_id),
            paper=LABELS[kind],
            number=measure.number,
            reason=reason,
        )
        a.say(number=measure.number, reason=reason)
    return done(a)

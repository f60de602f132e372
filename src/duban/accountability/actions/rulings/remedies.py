"""Remedies: appeals are entered, accepted, answered on their dates, and undo what they find wrong everywhere (六)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from duban.accountability.actions.rulings.checking import handle_ruling, tell_subject
from duban.accountability.actions.rulings.revising import numbers_of, propose_change
from duban.accountability.actions.shared import attach, done, pack_of
from duban.accountability.actions.transfer.handling import organ_label
from duban.accountability.facts import ruling_kinds
from duban.accountability.models import Appeal, Ruling, RulingKind
from duban.accountability.policies import body
from duban.acts.beside import worded
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.findings import NewDocument, accept_appeal, change_gate, filed_gate
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.mechanism.rulings.remedies import Clock
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_OUTCOMES = {"upheld": "维持", "changed": "变更（拟），待另一家核对", "revoked": "撤销（拟），待另一家核对"}


@clause("6.4")
@performs("ruling.appeal")
def appeal(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    stage: str,
    organ: str = "",
    text: str = "",
    file: Any = None,
    once: str | None = None,
) -> Done:
    """The subject appeals with its own account, today; execution goes on, and nothing becomes heavier by it."""
    with act(actor, "ruling.appeal", ref, expect=expect, once=once) as a:
        _enter(a, stage, a.today, organ, text, file, own=True)
    return done(a)


@clause("6.4")
@performs("ruling.enter_appeal")
@worded("早于今天的提出日期有邮戳或者收件登记")
def enter_appeal(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    stage: str,
    filed_on: date,
    filed_proof: str = "",
    organ: str = "",
    text: str = "",
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Enter an appeal that the subject handed in on paper, of the day that its postmark or the register proves."""
    with act(actor, "ruling.enter_appeal", ref, expect=expect, once=once) as a:
        a.require(filed_gate(filed_on, filed_proof, a.today))
        _enter(a, stage, filed_on, organ, text, file, own=False, filed_proof=filed_proof)
    return done(a)


def _enter(
    work: Work, stage: str, filed_on: date, organ: str, text: str, file: Any, *, own: bool, filed_proof: str = ""
) -> Appeal:
    ruling: Ruling = work.object
    earlier = list(Appeal.objects.filter(ruling=ruling).order_by("pk"))
    if any(row.state in states_of("appeal", "open") for row in earlier):
        raise Invalid({"": "已有一件申诉没有答复。"})
    clock = _clock_of(work, ruling, earlier, stage)
    if not clock.begins_on <= filed_on <= work.today:
        work.refuse_input(filed_on=f"应在{clock.begins_on:%Y-%m-%d}以后、今天以前。")
    late = clock.apply_by is not None and filed_on > clock.apply_by
    row = work.create(
        Appeal(
            case=ruling.case,
            ruling=ruling,
            state="entered",
            office=ruling.office,
            unit_id=ruling.unit_id,
            person_id=ruling.person_id,
            stage=stage,
            organ=organ or clock.stage.organ,
            text=text,
            filed_on=filed_on,
            file_by=clock.apply_by,
            filed_proof=filed_proof,
            late=late,
            own=own,
            entered_by=work.actor.name,
            attachment_ref=attach(work, file, "申诉材料", internal=False) if file else "",
        )
    )
    bearer = body(work.jurisdiction_id, Function.CDI)
    work.owe("appeal.accept", bearer, "受理申诉或说明不予受理的理由", "6.4", obj=row, kind="appeal", days=5)
    work.tell("appeal_waits", To(unit_id=bearer.unit_id))
    work.say(
        organ=organ_label(work),
        subject=ruling.subject_name,
        number=ruling.number,
        stage=clock.stage.label,
        late="（已过期限）" if late else "",
    )
    return row


def current_kinds(ruling: Ruling) -> list[str]:
    """The kinds of a ruling that hold now."""
    rows = RulingKind.objects.filter(ruling=ruling, replaced_on=None).order_by("pk")
    return list(rows.values_list("kind", flat=True))


@clause("6.4")
def _clock_of(work: Work, ruling: Ruling, earlier: list[Appeal], stage: str) -> Clock:
    """The stage on its dates: from service, or from the answer of the stage before."""
    if ruling.served_on is None:
        work.refuse_input(form="决定还没有登记送达，救济期限没有起算，请先登记送达。")
    answered = {row.stage: row.answered_on for row in earlier if row.answered_on is not None}
    open_now = ruling_kinds.clocks(current_kinds(ruling), ruling.served_on, answered, work.today, pack_of(work))
    clock = next((one for one in open_now if one.stage.key == stage), None)
    if clock is None:
        work.refuse_input(stage="不是这一决定现在可以提出的救济：前一环节还没有答复，或者已经办过。")
    return clock


@clause("6.4")
@performs("appeal.accept")
@worded("参与原决定的人员不得办理；超过期限受理的写明理由")
def accept(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    accepted_on: date,
    late_reason: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record that an appeal was accepted; the answer is owed on its day."""
    with act(actor, "appeal.accept", ref, expect=expect, once=once) as a:
        row: Appeal = a.object
        handle_ruling(a, row.ruling, recusal)
        if not row.filed_on <= accepted_on <= a.today:
            a.refuse_input(accepted_on=f"应在提出之日（{row.filed_on:%Y-%m-%d}）以后、今天（{a.today:%Y-%m-%d}）以前。")
        a.require(accept_appeal(row.late, late_reason))
        answer_by = ruling_kinds.answer_by(row.stage, accepted_on, pack_of(a))
        a.discharge("appeal.accept")
        a.move(accepted_on=accepted_on, answer_by=answer_by, late_reason=late_reason if row.late else "")
        a.owe("appeal.answer", body(a.jurisdiction_id, Function.CDI), "答复申诉", "6.4", due_on=answer_by)
        a.say(
            organ=organ_label(a),
            accepted_on=f"{accepted_on:%Y-%m-%d}",
            stage=ruling_kinds.stage_label(row.stage, pack_of(a)),
            late=f"（超过期限，理由：{late_reason}）" if row.late else "",
        )
        tell_subject(a, row.ruling, "appeal_accepted")
    return done(a)


@clause("6.4")
@performs("appeal.refuse")
def refuse(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record that an appeal was not accepted, with the reason."""
    with act(actor, "appeal.refuse", ref, expect=expect, once=once) as a:
        row: Appeal = a.object
        handle_ruling(a, row.ruling, recusal)
        a.discharge("appeal.accept")
        a.move(refused=reason)
        tell_subject(a, row.ruling, "appeal_refused")
        a.say(organ=organ_label(a), stage=ruling_kinds.stage_label(row.stage, pack_of(a)), reason=reason)
    return done(a)


@clause("6.4")
@performs("appeal.withdraw")
def withdraw(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """The subject takes the appeal back, or the bodies record that it did."""
    with act(actor, "appeal.withdraw", ref, expect=expect, once=once) as a:
        _end_duties(a, Obligation.Outcome.CANCELLED)
        a.move(refused=reason)
        a.say(stage=ruling_kinds.stage_label(a.object.stage, pack_of(a)), reason=reason)
    return done(a)


def _end_duties(work: Work, outcome: Obligation.Outcome) -> None:
    rows = owed.open_duties(work, "appeal", work.object, act={"appeal.accept", "appeal.answer"})
    owed.end(work, rows, outcome)


@clause("6.4", "6.5")
@performs("appeal.answer")
@worded("不因申诉加重；变更或撤销的，另一家核对以前为拟变更，核对以后逐家撤回结果")
def answer(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    outcome: str,
    answered_on: date,
    number: str,
    text: str,
    kinds: Sequence[Mapping[str, Any]] = (),
    file: Any = None,
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record the answer: upheld at once; a change or revocation stands as 拟变更 until the other body confirmed it."""
    with act(actor, "appeal.answer", ref, expect=expect, once=once) as a:
        row: Appeal = a.object
        handle_ruling(a, row.ruling, recusal)
        if row.accepted_on is None or not row.accepted_on <= answered_on <= a.today:
            accepted = f"{row.accepted_on:%Y-%m-%d}" if row.accepted_on else "未受理"
            a.refuse_input(answered_on=f"应在受理之日（{accepted}）以后、今天（{a.today:%Y-%m-%d}）以前。")
        document = NewDocument(
            organ=row.organ, number=number.strip(), on=answered_on, decided_on=row.ruling.decided_on, of_decider=True,
            filed=bool(file), original=original, used=numbers_of(row.ruling),
        )  # fmt: skip
        _end_duties(a, Obligation.Outcome.DONE)
        if outcome == "upheld":
            _uphold(a, document, text, file)
        else:
            propose_change(a, row.ruling, outcome, document, kinds, text=text, file=file, appeal=row)
            a.move("confirming")
        a.say(organ=organ_label(a), stage=ruling_kinds.stage_label(row.stage, pack_of(a)), outcome=_OUTCOMES[outcome])
    return done(a)


def _uphold(work: Work, document: NewDocument, text: str, file: Any) -> None:
    """The decision stands as it was; the answer needs its document like any other."""
    work.require(change_gate(document, (), work.today))
    work.move(
        "answered",
        outcome="upheld",
        answered_on=document.on,
        answer_number=document.number,
        answer_text=text,
        answer_ref=attach(work, file, "申诉答复文书") if file else "",
    )
    tell_subject(work, work.object.ruling, "appeal_answered")

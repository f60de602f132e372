"""Remedies: appeals are entered, accepted, answered on their dates, and undo what they find wrong everywhere (六)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from duban.accountability.actions.consequences import take_back
from duban.accountability.actions.handling import organ_label
from duban.accountability.actions.recording import keep_kinds, kinds_of
from duban.accountability.actions.ruling import handle_ruling, tell_subject
from duban.accountability.actions.shared import attach, done, pack_of
from duban.accountability.facts import ladders
from duban.accountability.models import Appeal, Ruling, RulingKind
from duban.accountability.policies import body
from duban.acts import owed
from duban.acts.models import Obligation
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
from duban.mechanism.findings import not_heavier
from duban.mechanism.remedies import Clock
from duban.mechanism.standing import Function
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

OPEN = ("entered", "accepted")
_OUTCOMES = {"upheld": "维持", "changed": "变更", "revoked": "撤销"}


@clause("6.4")
@performs("ruling.appeal")
def appeal(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    stage: str,
    filed_on: date,
    organ: str = "",
    text: str = "",
    file: Any = None,
    once: str | None = None,
) -> Done:
    """The subject appeals with its own account; execution goes on, and nothing becomes heavier by it."""
    with act(actor, "ruling.appeal", ref, expect=expect, once=once) as a:
        _enter(a, stage, filed_on, organ, text, file, own=True)
    return done(a)


@clause("6.4")
@performs("ruling.enter_appeal")
def enter_appeal(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    stage: str,
    filed_on: date,
    organ: str = "",
    text: str = "",
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Enter an appeal that the subject handed in on paper."""
    with act(actor, "ruling.enter_appeal", ref, expect=expect, once=once) as a:
        _enter(a, stage, filed_on, organ, text, file, own=False)
    return done(a)


def _enter(work: Work, stage: str, filed_on: date, organ: str, text: str, file: Any, *, own: bool) -> Appeal:
    ruling: Ruling = work.object
    earlier = list(Appeal.objects.filter(ruling=ruling).order_by("pk"))
    if any(row.state in OPEN for row in earlier):
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
            late=late,
            own=own,
            entered_by=work.actor.name,
            attachment_ref=attach(work, file, "申诉材料", internal=False) if file else "",
        )
    )
    bearer = body(work.jurisdiction_id, Function.CDI)
    work.owe("appeal.accept", bearer, "受理申诉或说明不予受理的理由", "6.4", obj=row, kind="appeal", days=5)
    work.tell("有一件申诉待受理。", unit_id=bearer.unit_id)
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
    open_now = ladders.clocks(current_kinds(ruling), ruling.served_on, answered, work.today, pack_of(work))
    clock = next((one for one in open_now if one.stage.key == stage), None)
    if clock is None:
        work.refuse_input(stage="不是这一决定现在可以提出的救济：前一环节还没有答复，或者已经办过。")
    return clock


@clause("6.4")
@performs("appeal.accept")
def accept(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    accepted_on: date,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record that an appeal was accepted; the answer is owed on its day."""
    with act(actor, "appeal.accept", ref, expect=expect, once=once) as a:
        row: Appeal = a.object
        handle_ruling(a, row.ruling, recusal)
        if not row.filed_on <= accepted_on <= a.today:
            a.refuse_input(accepted_on="应在提出之日以后、今天以前。")
        answer_by = ladders.answer_by(row.stage, accepted_on, pack_of(a))
        a.discharge("appeal.accept")
        a.move(accepted_on=accepted_on, answer_by=answer_by)
        a.owe("appeal.answer", body(a.jurisdiction_id, Function.CDI), "答复申诉", "6.4", due_on=answer_by)
        a.say(
            organ=organ_label(a),
            accepted_on=f"{accepted_on:%Y-%m-%d}",
            stage=ladders.stage_label(row.stage, pack_of(a)),
        )
        tell_subject(a, row.ruling, "您的申诉已受理。" if row.person_id else "本单位的申诉已受理。")
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
        tell_subject(a, row.ruling, "申诉不予受理，理由见系统内。")
        a.say(organ=organ_label(a), stage=ladders.stage_label(row.stage, pack_of(a)), reason=reason)
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
        a.say(stage=ladders.stage_label(a.object.stage, pack_of(a)), reason=reason)
    return done(a)


def _end_duties(work: Work, outcome: Obligation.Outcome) -> None:
    rows = owed.open_duties(work, "appeal", work.object, act={"appeal.accept", "appeal.answer"})
    owed.end(work, rows, outcome)


@clause("6.4", "6.5")
@performs("appeal.answer")
def answer(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    outcome: str,
    answered_on: date,
    number: str,
    text: str,
    file: Any,
    kinds: Sequence[Mapping[str, Any]] = (),
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record the answer: upheld, changed from the start, or revoked; what was applied is taken back everywhere."""
    with act(actor, "appeal.answer", ref, expect=expect, once=once) as a:
        row: Appeal = a.object
        handle_ruling(a, row.ruling, recusal)
        if row.accepted_on is None or not row.accepted_on <= answered_on <= a.today:
            a.refuse_input(answered_on="应在受理之日以后、今天以前。")
        kept = attach(a, file, "申诉答复文书")
        _apply(a, row.ruling, outcome, answered_on, kinds, row)
        _end_duties(a, Obligation.Outcome.DONE)
        a.move(
            outcome=outcome,
            answered_on=answered_on,
            answer_number=number,
            answer_text=text,
            answer_ref=kept,
        )
        tell_subject(a, row.ruling, "申诉已答复。")
        a.say(
            organ=organ_label(a), stage=ladders.stage_label(row.stage, pack_of(a)), outcome=_OUTCOMES[outcome]
        )
    return done(a)


@clause("6.4")
@performs("ruling.correct")
def correct(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    outcome: str,
    answered_on: date,
    number: str,
    text: str,
    file: Any,
    kinds: Sequence[Mapping[str, Any]] = (),
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record that the competent organ corrected its decision by itself, with its document."""
    with act(actor, "ruling.correct", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        handle_ruling(a, ruling, recusal)
        if not ruling.decided_on <= answered_on <= a.today:
            a.refuse_input(answered_on="应在原决定之日以后、今天以前。")
        attach(a, file, "纠正文书")
        _apply(a, ruling, outcome, answered_on, kinds, None, note=f"{number}：{text}")
        tell_subject(a, ruling, f"处理决定已{_OUTCOMES[outcome]}。")
        a.say(organ=organ_label(a), number=ruling.number, outcome=_OUTCOMES[outcome])
    return done(a)


@clause("6.5")
def _apply(
    work: Work,
    ruling: Ruling,
    outcome: str,
    on: date,
    rows: Sequence[Mapping[str, Any]],
    appealed: Appeal | None,
    note: str = "",
) -> None:
    """Change or revoke a ruling from its start, and take its consequences back from every holder (A33)."""
    if outcome == "changed":
        _change_kinds(work, ruling, on, rows)
    if outcome == "upheld":
        return
    state = "revoked" if outcome == "revoked" else "changed"
    end = {"revoked_on": on} if outcome == "revoked" else {"ended_on": None}
    if work.object is ruling:
        work.move(state, note=note, **end)
    else:
        work.change(ruling, state=state, **end)
    take_back(work, ruling, outcome, appealed)


def _change_kinds(work: Work, ruling: Ruling, on: date, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put new kinds in the place of the old ones, from the day on which the ruling took effect; none is heavier."""
    kinds = kinds_of(work, rows)
    new = [kind for kind, _ in kinds]
    work.require(_still_fits(work, ruling, new))
    old = list(RulingKind.objects.filter(ruling=ruling, replaced_on=None).order_by("pk"))
    work.require(not_heavier(ladders.heavier([row.kind for row in old], new, pack_of(work)), len(new)))
    keep_kinds(work, ruling, kinds)
    work.change_all(old, replaced_on=on)


def _still_fits(work: Work, ruling: Ruling, kinds: list[str]) -> Decision:
    return ladders.fitting(
        kinds,
        person=ruling.person_id is not None,
        category=ruling.category,
        level=ruling.level,
        issuer=ruling.issuer,
        pack=pack_of(work),
    )

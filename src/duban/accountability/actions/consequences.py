"""Where a result goes, and how it is taken back: each holder acknowledges both."""

from __future__ import annotations

from duban.accountability.actions.shared import done
from duban.accountability.models import Appeal, Consequence, Ruling, Withdrawal
from duban.accountability.registry import reassess
from duban.acts import owed
from duban.acts.models import Obligation
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, decide, holds
from duban.mechanism.lifecycles.accountability.ruling import UNDONE
from duban.mechanism.standing import Function
from duban.organisations.selectors import UnitRow, directory
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_WHY = {"changed": "变更", "revoked": "撤销", "corrected": "更正登记", "void": "注销登记"}


@clause("7.3.1")
def send_result(
    work: Work, ruling: Ruling, holder: UnitRow, what: str, year: int | None = None
) -> Consequence:
    """Send the result of a ruling to a unit that applies it; it signs for it."""
    row = work.create(
        Consequence(
            case=ruling.case,
            ruling=ruling,
            state="sent",
            office=ruling.office,
            holder_id=holder.id,
            holder=holder.short_name,
            what=what[:120],
            year=year,
            sent_at=work.at,
        )
    )
    owed.enter_state(work, "consequence", row)
    work.tell("收到一份结果运用通知，请签收。", unit_id=holder.id)
    return row


@clause("7.2.1", "7.2.4", "7.3.1")
def send_to_fixed_holders(work: Work, ruling: Ruling) -> list[Consequence]:
    """Send a confirmed ruling to the appraisal office and 县委组织部, that on a person also to the paying unit."""
    known = directory(work.jurisdiction_id)
    rows = []
    for function, what in (
        (Function.APPRAISAL, "年度绩效考核"),
        (Function.ORG_DEPT, "干部识别、年度考核和评优评先"),
    ):
        try:
            holder = known.office(function)
        except NotFound:
            continue
        rows.append(send_result(work, ruling, holder, what, ruling.effective_on.year))
    if ruling.person_id is not None and ruling.answering_unit_id is not None:
        unit = known.unit(ruling.answering_unit_id)
        rows.append(send_result(work, ruling, unit, "年度考核和奖金", ruling.effective_on.year))
    return rows


@clause("6.4", "7.2.1", "7.2.3", "7.3.1")
def take_back(work: Work, ruling: Ruling, outcome: str, appeal: Appeal | None = None) -> list[Withdrawal]:
    """Take the consequences back from every holder; a closed year is never rewritten, it opens a task (A33)."""
    held = Consequence.objects.filter(ruling=ruling).exclude(withdrawals__why__in=UNDONE).order_by("pk")
    rows = [_withdrawal(work, ruling, row, outcome, appeal) for row in held]
    Withdrawal.objects.bulk_create(rows)
    for row in rows:
        work.vouch(row)
        owed.enter_state(work, "withdrawal", row)
        work.tell(row.text, unit_id=row.holder_id)
    reassess(work, ruling, outcome)
    return rows


def _withdrawal(
    work: Work, ruling: Ruling, row: Consequence, outcome: str, appeal: Appeal | None
) -> Withdrawal:
    then = "" if outcome in UNDONE else f"，按{_WHY[outcome]}后的内容办理"
    return Withdrawal(
        jurisdiction_id=work.jurisdiction_id,
        created_at=work.at,
        case=ruling.case,
        consequence=row,
        ruling=ruling,
        appeal=appeal,
        state="sent",
        office=row.office,
        holder_id=row.holder_id,
        holder=row.holder,
        why=outcome,
        text=f"处理决定已{_WHY[outcome]}，请撤回按原来的内容运用的结果（{row.what}）{then}，并回告。",
        sent_at=work.at,
    )


def _of_holder(work: Work, row: Consequence | Withdrawal) -> None:
    mine = row.holder_id in work.actor.unit_ids
    reason = Reason(
        work.spec.clause,
        "由收到通知的单位办理",
        holds(mine),
        f"送{row.holder}。",
    )
    work.require(decide(work.spec.label, [reason]))


@clause("7.3.1")
@performs("consequence.receive")
def receive(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """The holder signs for a result."""
    with act(actor, "consequence.receive", ref, expect=expect, once=once) as a:
        row: Consequence = a.object
        _of_holder(a, row)
        a.move(received_at=a.at, received_by=f"{a.actor.name}（{a.actor.title}）"[:60])
        a.say(holder=row.holder)
    return done(a)


@clause("7.3.1")
@performs("withdrawal.acknowledge")
def acknowledge(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None
) -> Done:
    """The holder says how the result was taken back and what was restored."""
    with act(actor, "withdrawal.acknowledge", ref, expect=expect, once=once) as a:
        row: Withdrawal = a.object
        _of_holder(a, row)
        a.move(acknowledged_at=a.at, acknowledged_by=f"{a.actor.name}（{a.actor.title}）"[:60], done=text)
        receipts = [
            duty
            for duty in owed.duties_of_case(a)
            if duty.outcome == Obligation.Outcome.OPEN
            and (duty.object_kind, duty.object_id) == ("consequence", row.consequence_id)
        ]
        owed.end(a, receipts, Obligation.Outcome.CANCELLED)
        a.say(holder=row.holder, text=text)
    return done(a)

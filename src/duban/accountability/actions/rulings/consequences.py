"""Where a result goes, and how it is taken back: each holder acknowledges both."""

from __future__ import annotations

from duban.accountability.actions.shared import done
from duban.accountability.actions.transfer.letters import issue_results_later
from duban.accountability.models import Appeal, Consequence, Ruling, Withdrawal
from duban.accountability.papers import WHY
from duban.accountability.policies import in_body
from duban.accountability.registry import reassess
from duban.acts.batches.many import create_numbered
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import UnitRow, directory
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

RESULTS = frozenset({"kinds", "effective_on", "decided_on", "conduct_year"})
"""What of an entry decides about results: where a correction leaves these, every result is what it was."""


@clause("7.3.1")
def send_result(work: Work, row: Consequence) -> None:
    """Send the result of a ruling to a unit that applies it; it signs for it."""
    send_all(work, [row], Function(row.ruling.recorded_organ))
    work.tell("result_sent", To(unit_id=row.holder_id))


@clause("7.2.4", "7.2.5", "7.3.1")
def send_all(work: Work, rows: list[Consequence], issuer: Function) -> None:
    """Send the notices of one act, numbered in their order; the units are told by whoever sends them."""
    if not rows:
        return
    create_numbered(work, rows, issuer=issuer.value, kind="result", of="consequence")
    issue_results_later(work, "consequence", rows)
    for row in rows:
        owed.enter_state(work, "consequence", row)


def result_row(
    work: Work, ruling: Ruling, holder: UnitRow, what: str, clause_id: str, year: int | None
) -> Consequence:
    """The row of a result that goes to a holder."""
    return Consequence(
        case=work.case if work.case is not None and work.case.pk == ruling.case_id else ruling.case,
        ruling=ruling,
        state="sent",
        office=ruling.office,
        holder_id=holder.id,
        holder=holder.short_name,
        what=what[:120],
        clause=clause_id,
        year=year,
        sent_at=work.at,
    )


@clause("7.2.1", "7.2.4", "7.3.1")
def send_to_fixed_holders(work: Work, ruling: Ruling) -> list[Consequence]:
    """Send a confirmed ruling to the appraisal office and 县委组织部, that on a person also to the paying unit."""
    known, person = directory(work.jurisdiction_id), ruling.person_id is not None
    year = ruling.effective_on.year
    rows = []
    for function, what, clause_id in (
        (Function.APPRAISAL, "年度绩效考核", "7.2.3" if person else "7.2.1"),
        (Function.ORG_DEPT, "干部识别、年度考核和评优评先", "7.3.2" if person else "7.3.1"),
    ):
        try:
            holder = known.office(function)
        except NotFound:
            continue
        rows.append(result_row(work, ruling, holder, what, clause_id, year))
    if person and ruling.answering_unit_id is not None:
        unit = known.unit(ruling.answering_unit_id)
        rows.append(result_row(work, ruling, unit, "年度考核和奖金", "7.2.4", year))
    send_all(work, rows, Function(ruling.recorded_organ))
    for row in rows:
        work.tell("result_sent", To(unit_id=row.holder_id))
    return rows


@clause("6.4", "7.2.1", "7.2.3", "7.3.1")
def take_back(work: Work, ruling: Ruling, outcome: str, appeal: Appeal | None = None) -> list[Withdrawal]:
    """Take the consequences back from every holder that signed; one that did not owes no receipt any more.

    A closed year is never rewritten, it opens a task (A33).
    """
    held = (
        Consequence.objects.filter(ruling=ruling)
        .exclude(withdrawals__why__in=states_of("ruling", "undone"))
        .exclude(state__in=states_of("consequence", "recalled"))
    )
    signed: list[Consequence] = []
    unsigned: list[Consequence] = []
    for row in held.select_related("case", "ruling").order_by("pk"):
        (signed if row.received_at else unsigned).append(row)
    rows = [_withdrawal(ruling, row, outcome, appeal, work) for row in signed]
    if rows:
        issuer = in_body(work.actor) or Function(ruling.recorded_organ)
        create_numbered(work, rows, issuer=issuer.value, kind="result", of="withdrawal")
        issue_results_later(work, "withdrawal", rows)
    for back in rows:
        owed.enter_state(work, "withdrawal", back)
        kind = "result_withdrawn" if outcome in states_of("ruling", "undone") else "result_changed"
        work.tell(kind, To(unit_id=back.holder_id), why=WHY[outcome], what=back.consequence.what)
    for row in unsigned:
        _recall(work, ruling, row, outcome)
    reassess(work, ruling, outcome)
    return rows


def _recall(work: Work, ruling: Ruling, row: Consequence, outcome: str) -> None:
    """A notice that nobody signed for is taken back itself; where something still follows, it is sent anew."""
    work.change(row, state="recalled")
    owed.end(work, owed.open_duties(work, "consequence", row), Obligation.Outcome.CANCELLED)
    work.tell("result_recalled", To(unit_id=row.holder_id), why=WHY[outcome])
    if outcome not in states_of("ruling", "undone"):
        holder = directory(work.jurisdiction_id).unit(row.holder_id)
        send_result(work, result_row(work, ruling, holder, row.what, row.clause or "7.3.1", row.year))


def _withdrawal(
    ruling: Ruling, row: Consequence, outcome: str, appeal: Appeal | None, work: Work
) -> Withdrawal:
    then = "" if outcome in states_of("ruling", "undone") else f"，按{WHY[outcome]}后的内容办理"
    return Withdrawal(
        case=ruling.case,
        consequence=row,
        ruling=ruling,
        appeal=appeal,
        state="sent",
        office=row.office,
        holder_id=row.holder_id,
        holder=row.holder,
        why=outcome,
        text=f"处理决定已{WHY[outcome]}，请撤回按原来的内容运用的结果（{row.what}）{then}，并回告。",
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
        a.say(holder=row.holder, text=text)
    return done(a)

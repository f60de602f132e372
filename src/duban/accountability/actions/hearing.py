"""The notice to the unit and to each person named, what they say to it, and what is made of it (A24)."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.accountability.actions.recusing import hold_against
from duban.accountability.actions.shared import attach, declare, done, handle, pack_of
from duban.accountability.facts import Dossier, addressee_of
from duban.accountability.models import Hearing, Inquiry, Outage, Statement
from duban.accountability.policies import addressee
from duban.acts import owed
from duban.acts.models import Obligation
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.deadlines import Deadline
from duban.mechanism.findings import (
    Claim,
    may_handle,
    serve_gate,
    statement_due,
    statement_gate,
    waiver_gate,
)
from duban.organisations.selectors import directory
from duban.rulebook.selectors import calendar
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_ADOPTED = {"yes": "采纳", "partly": "部分采纳", "no": "不采纳"}
_RIGHT = "可以就告知的事实和情形提交说明"


@clause("5.0")
@performs("inquiry.serve")
def serve(
    *, actor: Actor, ref: str, expect: int | None = None, recusal: str = "", once: str | None = None
) -> Done:
    """Notify the unit and, separately, each person named of facts and intended items; the period begins anew."""
    with act(actor, "inquiry.serve", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        docket = dossier.docket(with_findings=False)
        a.require(serve_gate(docket))
        due = _period(a, inquiry)
        turn = max((row.round for row in dossier.hearings), default=0) + 1
        covered = {heard.addressee: heard for heard in docket.heard}
        served = [
            _serve_one(a, dossier, claim, turn, due)
            for claim in docket.claims
            if (heard := covered.get(claim.addressee)) is None
            or not (claim.grounds <= heard.grounds and docket.facts <= heard.facts)
        ]
        a.move()
        a.internal = True
        a.say(round=turn, count=len(served), due=f"{due.on:%Y-%m-%d}")
    return done(a)


def _period(work: Work, inquiry: Inquiry) -> Deadline:
    """The last day for statements, counted from today."""
    days = int(pack_of(work).get("statement_workdays", work.today))
    return statement_due(work.today, days, (), calendar(work.jurisdiction_id))


def _serve_one(work: Work, dossier: Dossier, claim: Claim, turn: int, due: Deadline) -> Hearing:
    inquiry = dossier.inquiry
    person = next((row for row in dossier.named if f"person:{row.person_id}" == claim.addressee), None)
    unit = directory(work.jurisdiction_id).successor(inquiry.unit_id, work.today)
    hearing = work.create(
        Hearing(
            case=work.case,
            inquiry=inquiry,
            state="served",
            round=turn,
            unit_id=None if person else inquiry.unit_id,
            person_id=person.person_id if person else None,
            answering_unit_id=unit.id,
            name=person.name if person else unit.name,
            title=person.title if person else "",
            grounds=sorted(claim.grounds),
            facts=[{"id": line.id, "text": line.text} for line in dossier.of("fact")],
            served_on=work.today,
            due_on=due.on,
            provisional=due.provisional,
        )
    )
    _end_earlier(work, dossier, claim.addressee)
    _make_known(work, hearing, due)
    return hearing


def _end_earlier(work: Work, dossier: Dossier, addressee_key: str) -> None:
    earlier = {row.pk for row in dossier.hearings if addressee_of(row) == addressee_key}
    cancel_hearings(work, earlier)


def cancel_hearings(work: Work, hearings: set[int] | None = None) -> None:
    """End what waits on notices of the case (default: on all of them)."""
    rows = [
        row
        for row in owed.duties_of_case(work)
        if row.object_kind == "hearing"
        and row.outcome == Obligation.Outcome.OPEN
        and row.act in ("hearing.state", "hearing.receive")
        and (hearings is None or row.object_id in hearings)
    ]
    owed.end(work, rows, Obligation.Outcome.CANCELLED)


def _make_known(work: Work, hearing: Hearing, due: Deadline) -> None:
    bearer = addressee(hearing)
    work.owe("hearing.receive", bearer, "签收告知书", "5.0", obj=hearing, kind="hearing", days="receipt_workdays",
             in_person=hearing.person_id is not None)  # fmt: skip
    work.owe("hearing.state", bearer, _RIGHT, "5.0", obj=hearing, kind="hearing", due_on=due.on,
             provisional=due.provisional, in_person=hearing.person_id is not None)  # fmt: skip
    tell_addressee(work, hearing, f"有一份告知书，{_RIGHT}，期限到{due.on:%Y-%m-%d}。")


def tell_addressee(work: Work, hearing: Hearing, text: str) -> None:
    """Tell the unit, or the person alone; the text names nobody."""
    if hearing.person_id is not None:
        work.tell(text, person_id=hearing.person_id)
    else:
        work.tell(text, unit_id=hearing.answering_unit_id)


def _who(work: Work, hearing: Hearing) -> str:
    return (
        hearing.name
        if hearing.person_id
        else directory(work.jurisdiction_id).unit(hearing.answering_unit_id).short_name
    )


def _finish_waiting(work: Work, *acts: str) -> None:
    for key in acts:
        work.discharge(key)


@clause("5.0")
@performs("hearing.receive")
def receive(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Sign for a notice."""
    with act(actor, "hearing.receive", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        if hearing.received_at is not None:
            raise Invalid({"": "已经签收。"})
        a.refresh(hearing, received_at=a.at, received_by=f"{a.actor.name}（{a.actor.title}）"[:60])
        _finish_waiting(a, "hearing.receive")
        a.say(recipient=_who(a, hearing))
    return done(a)


@clause("5.0")
@performs("hearing.state")
def state(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, file: Any = None, once: str | None = None
) -> Done:
    """Hand in a statement; after the period it is still taken until the proposal is submitted, marked as late."""
    with act(actor, "hearing.state", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        a.require(statement_gate(hearing.inquiry.state))
        late = a.today > hearing.due_on
        kept = attach(a, file, "说明附件") if file else ""
        _keep(a, hearing, text=text, attachment_ref=kept, late=late, received_on=a.today, waiver=False)
        _finish_waiting(a, "hearing.receive", "hearing.state")
        a.move(
            received_at=hearing.received_at or a.at,
            stated=hearing.stated + 1,
            unanswered=hearing.unanswered + 1,
        )
        _tell_inspector(a, hearing, "收到一份说明，待答复采纳与否。")
        a.say(addressee=_who(a, hearing), late="（逾期）" if late else "")
    return done(a)


def _keep(work: Work, hearing: Hearing, **columns: Any) -> Statement:
    return work.create(Statement(case=work.case, hearing=hearing, by=work.actor.name, at=work.at, **columns))


def _tell_inspector(work: Work, hearing: Hearing, text: str) -> None:
    if hearing.inquiry.inspector_id:
        work.tell(f"{hearing.inquiry.title}：{text}", person_id=hearing.inquiry.inspector_id)


@clause("5.0")
@performs("hearing.waive")
def waive(
    *, actor: Actor, ref: str, expect: int | None = None, file: Any = None, once: str | None = None
) -> Done:
    """Waive the statement in writing, in person."""
    with act(actor, "hearing.waive", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        a.require(waiver_gate(bool(file)))
        kept = attach(a, file, "放弃说明书")
        _finish_waiting(a, "hearing.receive", "hearing.state")
        a.move(waived_on=a.today, waiver_ref=kept, received_at=hearing.received_at or a.at)
        _tell_inspector(a, hearing, "一个被告知对象书面放弃说明。")
        a.say(addressee=_who(a, hearing))
    return done(a)


@clause("5.0")
@performs("hearing.request_recusal")
def request_recusal(
    *, actor: Actor, ref: str, expect: int | None = None, person: str, reason: str, once: str | None = None
) -> Done:
    """Ask that somebody who handles the case be recused; nothing is transferred before this was decided."""
    with act(actor, "hearing.request_recusal", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        a.require(statement_gate(hearing.inquiry.state))
        hold_against(
            a,
            hearing.inquiry,
            int(person),
            relation="被申请",
            text=reason,
            raised_by="单位" if hearing.person_id is None else "被告知人",
        )
        a.say(addressee=_who(a, hearing))
    return done(a)


@clause("5.0")
@performs("hearing.enter_paper")
def enter_paper(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    what: str,
    received_on: date,
    text: str,
    scan: Any,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Enter a statement or waiver handed in on paper, with its scan; a second person compares it."""
    with act(actor, "hearing.enter_paper", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        _handled(a, hearing, recusal)
        a.require(statement_gate(hearing.inquiry.state))
        if not hearing.served_on <= received_on <= a.today:
            a.refuse_input(received_on="应在告知之日以后、今天以前。")
        kept = attach(a, scan, "书面说明原件", field="scan")
        waiver = what == "waiver"
        _keep(
            a,
            hearing,
            text=text,
            attachment_ref=kept,
            late=received_on > hearing.due_on,
            received_on=received_on,
            paper=True,
            waiver=waiver,
        )
        a.move(entered=hearing.entered + 1)
        a.internal = True
        a.say(
            addressee=_who(a, hearing),
            received_on=f"{received_on:%Y-%m-%d}",
            what="放弃说明" if waiver else "说明",
        )
    return done(a)


def _handled(work: Work, hearing: Hearing, recusal: str) -> None:
    """Let a person of the office do a step on a notice."""
    inquiry = hearing.inquiry
    in_unit = inquiry.unit_id in work.actor.unit_ids
    brief = Dossier(inquiry).brief()
    work.require(may_handle(brief, work.actor.person_id or 0, in_unit, recusal, work.spec.clause))
    declare(work, inquiry)


@clause("5.0")
@performs("hearing.compare_paper")
def compare_paper(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    same: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """A second person holds the entry against the original; only then it counts."""
    with act(actor, "hearing.compare_paper", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        _handled(a, hearing, recusal)
        waiting = Statement.objects.filter(hearing=hearing, paper=True, void=False, compared_at=None)
        paper = waiting.order_by("-pk")[0]
        if same == "same":
            a.change(paper, compared_by=a.actor.name, compared_at=a.at)
            _counts(a, hearing, paper)
        else:
            a.change(paper, compared_by=a.actor.name, compared_at=a.at, void=True)
            a.move(_before(hearing), entered=0)
        a.internal = True
        a.say(outcome="相符" if same == "same" else "不相符，代录作废")
    return done(a)


def _counts(work: Work, hearing: Hearing, paper: Statement) -> None:
    _finish_waiting(work, "hearing.receive", "hearing.state")
    if paper.waiver:
        work.move("waived", entered=0, waived_on=paper.received_on, waiver_ref=paper.attachment_ref)
    else:
        said = {"stated": hearing.stated + 1, "unanswered": hearing.unanswered + 1}
        work.move("stated", entered=0, **said)
    tell_addressee(work, hearing, "书面材料已收到并登记。")


def _before(hearing: Hearing) -> str:
    """The state that a notice returns to when an entered paper proved different from its original."""
    if hearing.unanswered:
        return "stated"
    return "answered" if hearing.stated else "served"


@clause("5.0")
@performs("hearing.answer")
def answer(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    adopted: str,
    reasons: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Answer what was stated: adopted, partly or not, with the reasons; the addressee reads it."""
    with act(actor, "hearing.answer", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        _handled(a, hearing, recusal)
        rows = Statement.objects.filter(hearing=hearing, void=False, adopted="", waiver=False)
        answered = {"answered_by": a.actor.name, "answered_at": a.at}
        a.change_all(list(rows), adopted=adopted, reasons=reasons, **answered)
        a.move(unanswered=0)
        tell_addressee(a, hearing, "提交的说明已答复。")
        a.say(addressee=_who(a, hearing), adopted=_ADOPTED[adopted], reasons=reasons)
    return done(a)


def lost_days(outages: list[Outage]) -> set[date]:
    """The days, in the county's time, on which the system was down at any moment."""
    days: set[date] = set()
    for outage in outages:
        day = clock.day_of(outage.starts_at)
        last = clock.day_of(outage.ends_at)
        while day <= last:
            days.add(day)
            day = date.fromordinal(day.toordinal() + 1)
    return days

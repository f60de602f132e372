"""What the unit and each person named say to their notices, and what is made of it (A24)."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.accountability.actions.inquiries.recusing import hold_against
from duban.accountability.actions.inquiries.serving import (
    as_received,
    begin_period,
    finish_waiting,
    tell_addressee,
    who,
)
from duban.accountability.actions.shared import attach, done, handle_hearing
from duban.accountability.facts import Dossier
from duban.accountability.models import Hearing, Statement
from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.findings import may_confirm, statement_gate, unit_voice_gate, waiver_gate
from duban.mechanism.lifecycles import states_of
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_ADOPTED = {"yes": "采纳", "partly": "部分采纳", "no": "不采纳"}


@clause("5.0")
@performs("hearing.state")
@worded("移交意见提交以前；期满以后提交的仍然接收，标明逾期")
def state(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    text: str,
    file: Any = None,
    meeting: str = "",
    once: str | None = None,
) -> Done:
    """Hand in a statement; a unit's waits for its principal, unless he hands it in or a meeting agreed to it.

    After the period it is still taken until the proposal is submitted, marked as late.
    """
    with act(actor, "hearing.state", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        a.require(statement_gate(hearing.inquiry.state))
        awaiting = _awaits_principal(a, hearing, meeting)
        late = _late(hearing, a.today)
        kept = attach(a, file, "说明附件") if file else ""
        own = "" if awaiting or hearing.person_id or meeting else a.actor.name
        _keep(a, hearing, text=text, attachment_ref=kept, late=late, received_on=a.today, waiver=False,
              awaiting=awaiting, confirmed_by=own, meeting=meeting)  # fmt: skip
        finish_waiting(a, "hearing.state")
        received = as_received(a, hearing, a.today)
        if awaiting:
            a.move("unconfirmed", **received)
        else:
            a.move("stated", **received, **_said(hearing))
            _tell_inspector(a, hearing, "statement_received")
        waits = "（待主要领导确认）" if awaiting else ""
        a.say(addressee=who(a, hearing), late=f"{'（逾期）' if late else ''}{waits}")
    return done(a)


def _said(hearing: Hearing) -> dict[str, int]:
    return {"stated": hearing.stated + 1, "unanswered": hearing.unanswered + 1}


@clause("5.0")
def _awaits_principal(work: Work, hearing: Hearing, meeting: str) -> bool:
    """Whether a unit's word waits for its principal; where all of them are named, a meeting must have agreed (A59)."""
    if hearing.person_id is not None:
        return False
    free = free_principals(work, hearing)
    work.require(unit_voice_gate(bool(free), meeting))
    return bool(free) and work.actor.person_id not in free


def free_principals(work: Work, hearing: Hearing) -> frozenset[int]:
    """The principals of the answering unit who are not themselves named."""
    known = directory(work.jurisdiction_id).principals(hearing.answering_unit_id, work.today)
    return frozenset(holder.person_id for holder in known) - Dossier(hearing.inquiry).brief().named


@clause("5.0")
@performs("hearing.confirm")
@worded("移交意见提交以前；本人没有被列明")
def confirm(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    verdict: str,
    reason: str = "",
    once: str | None = None,
) -> Done:
    """The principal makes the unit's statement its own, or hands it back."""
    with act(actor, "hearing.confirm", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        a.require(statement_gate(hearing.inquiry.state))
        a.require(may_confirm(a.actor.person_id in free_principals(a, hearing)))
        row = Statement.objects.filter(hearing=hearing, awaiting=True, void=False).order_by("-pk")[0]
        if verdict == "confirm":
            a.change(row, awaiting=False, confirmed_by=a.actor.name)
            a.move("stated", **_said(hearing))
            _tell_inspector(a, hearing, "statement_received")
        else:
            a.change(row, awaiting=False, void=True)
            a.move(_before(hearing))
            tell_addressee(a, hearing, "statement_returned", reason=reason)
        outcome = "确认本单位的说明" if verdict == "confirm" else f"退回本单位的说明：{reason}"
        a.say(addressee=who(a, hearing), outcome=outcome)
    return done(a)


def _late(hearing: Hearing, on: date) -> bool:
    """Whether the period has passed; before receipt none runs."""
    return hearing.due_on is not None and on > hearing.due_on


def _keep(work: Work, hearing: Hearing, **columns: Any) -> Statement:
    return work.create(Statement(case=work.case, hearing=hearing, by=work.actor.name, at=work.at, **columns))


def _tell_inspector(work: Work, hearing: Hearing, kind: str) -> None:
    if hearing.inquiry.inspector_id:
        work.tell(kind, To(person_id=hearing.inquiry.inspector_id), title=hearing.inquiry.title)


@clause("5.0")
@performs("hearing.waive")
def waive(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    file: Any = None,
    meeting: str = "",
    once: str | None = None,
) -> Done:
    """Waive the statement in writing, in person; somebody of the office looks at the original before it counts."""
    with act(actor, "hearing.waive", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        a.require(waiver_gate(bool(file)))
        if hearing.person_id is None:
            a.require(unit_voice_gate(a.actor.person_id in free_principals(a, hearing), meeting))
        kept = attach(a, file, "放弃说明书")
        finish_waiting(a, "hearing.state")
        a.move(waived_on=a.today, waiver_ref=kept, **as_received(a, hearing, a.today))
        _tell_inspector(a, hearing, "statement_waived")
        a.say(addressee=who(a, hearing))
    return done(a)


@clause("5.0")
@performs("hearing.check_waiver")
@worded("尚未查看")
def check_waiver(
    *, actor: Actor, ref: str, expect: int | None = None, valid: str, recusal: str = "", once: str | None = None
) -> Done:
    """Somebody of the office looks at a waiver; one that is none is void, and the period goes on."""
    with act(actor, "hearing.check_waiver", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        handle_hearing(a, hearing, recusal)
        if hearing.waiver_seen_by:
            raise Invalid({"": f"{hearing.waiver_seen_by}已经看过。"})
        a.discharge("hearing.check_waiver")
        if valid == "yes":
            a.move("waived", waiver_seen_by=a.actor.name)
        else:
            a.move("answered" if hearing.stated else "served", waived_on=None, waiver_ref="")
            begin_period(a, hearing)
        a.internal = True
        a.say(addressee=who(a, hearing), outcome="有效" if valid == "yes" else "不是有效的书面放弃，作废")
    return done(a)


@clause("5.0")
@performs("hearing.request_recusal")
@worded("移交意见提交以前；未作决定的，不得移交")
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
        a.say(addressee=who(a, hearing))
    return done(a)


@clause("5.0")
@performs("hearing.enter_paper")
@worded("在告知之日以后；签名、公章齐全")
def enter_paper(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    what: str,
    received_on: date,
    text: str,
    scan: Any,
    signed: bool,
    meeting: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Enter a statement or waiver handed in on paper, with its scan; a second person compares it.

    The original is signed by whoever speaks, that of a unit by its principal and under its seal.
    """
    with act(actor, "hearing.enter_paper", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        handle_hearing(a, hearing, recusal)
        a.require(statement_gate(hearing.inquiry.state))
        if not hearing.served_on <= received_on <= a.today:
            a.refuse_input(received_on="应在告知之日以后、今天以前。")
        if not signed:
            a.refuse_input(signed="没有签名（单位的须有主要领导签名和公章），请退回补正。")
        if hearing.person_id is None:
            a.require(unit_voice_gate(bool(free_principals(a, hearing)), meeting))
        kept = attach(a, scan, "书面说明原件", field="scan")
        waiver = what == "waiver"
        _keep(
            a,
            hearing,
            text=text,
            attachment_ref=kept,
            late=_late(hearing, received_on),
            received_on=received_on,
            paper=True,
            waiver=waiver,
            meeting=meeting,
        )
        a.move(entered=hearing.entered + 1)
        a.internal = True
        a.say(
            addressee=who(a, hearing),
            received_on=f"{received_on:%Y-%m-%d}",
            what="放弃说明" if waiver else "说明",
        )
    return done(a)


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
        handle_hearing(a, hearing, recusal)
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
    finish_waiting(work, "hearing.state")
    received = as_received(work, hearing, paper.received_on)
    if paper.waiver:
        work.move(
            "waived",
            entered=0,
            waived_on=paper.received_on,
            waiver_ref=paper.attachment_ref,
            waiver_seen_by=work.actor.name,
            **received,
        )
        work.discharge("hearing.check_waiver")
    else:
        work.move("stated", entered=0, **_said(hearing), **received)
    tell_addressee(work, hearing, "papers_received")


def _before(hearing: Hearing) -> str:
    """The state to which a notice returns when what was handed in does not count after all."""
    if hearing.unanswered:
        return "stated"
    if hearing.stated:
        return "answered"
    return "waived" if hearing.waived_on else "served"


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
        handle_hearing(a, hearing, recusal)
        rows = Statement.objects.filter(hearing=hearing, void=False, adopted="", waiver=False, awaiting=False)
        answered = {"answered_by": a.actor.name, "answered_at": a.at}
        a.change_all(list(rows), adopted=adopted, reasons=reasons, **answered)
        a.move("unconfirmed" if hearing.state in states_of("hearing", "unconfirmed") else "answered", unanswered=0)
        tell_addressee(a, hearing, "statement_answered")
        a.say(addressee=who(a, hearing), adopted=_ADOPTED[adopted], reasons=reasons)
    return done(a)

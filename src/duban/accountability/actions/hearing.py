"""What the unit and each person named say to their notices, and what is made of it (A24)."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.accountability.actions.recusing import hold_against
from duban.accountability.actions.serving import as_received, finish_waiting, tell_addressee, who
from duban.accountability.actions.shared import attach, done, handle_notice
from duban.accountability.models import Hearing, Statement
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.findings import statement_gate, waiver_gate
from duban.shared.actor import Actor

_ADOPTED = {"yes": "采纳", "partly": "部分采纳", "no": "不采纳"}


@clause("5.0")
@performs("hearing.state")
def state(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, file: Any = None, once: str | None = None
) -> Done:
    """Hand in a statement; after the period it is still taken until the proposal is submitted, marked as late."""
    with act(actor, "hearing.state", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        a.require(statement_gate(hearing.inquiry.state))
        late = _late(hearing, a.today)
        kept = attach(a, file, "说明附件") if file else ""
        _keep(a, hearing, text=text, attachment_ref=kept, late=late, received_on=a.today, waiver=False)
        finish_waiting(a, "hearing.state")
        received = as_received(a, hearing, a.today)
        a.move(**received, stated=hearing.stated + 1, unanswered=hearing.unanswered + 1)
        _tell_inspector(a, hearing, "收到一份说明，待答复采纳与否。")
        a.say(addressee=who(a, hearing), late="（逾期）" if late else "")
    return done(a)


def _late(hearing: Hearing, on: date) -> bool:
    """Whether the period has passed; before receipt none runs."""
    return hearing.due_on is not None and on > hearing.due_on


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
        finish_waiting(a, "hearing.state")
        a.move(waived_on=a.today, waiver_ref=kept, **as_received(a, hearing, a.today))
        _tell_inspector(a, hearing, "一个被告知对象书面放弃说明。")
        a.say(addressee=who(a, hearing))
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
        a.say(addressee=who(a, hearing))
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
        handle_notice(a, hearing, recusal)
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
            late=_late(hearing, received_on),
            received_on=received_on,
            paper=True,
            waiver=waiver,
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
        handle_notice(a, hearing, recusal)
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
            "waived", entered=0, waived_on=paper.received_on, waiver_ref=paper.attachment_ref, **received
        )
    else:
        said = {"stated": hearing.stated + 1, "unanswered": hearing.unanswered + 1}
        work.move("stated", entered=0, **said, **received)
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
        handle_notice(a, hearing, recusal)
        rows = Statement.objects.filter(hearing=hearing, void=False, adopted="", waiver=False)
        answered = {"answered_by": a.actor.name, "answered_at": a.at}
        a.change_all(list(rows), adopted=adopted, reasons=reasons, **answered)
        a.move(unanswered=0)
        tell_addressee(a, hearing, "提交的说明已答复。")
        a.say(addressee=who(a, hearing), adopted=_ADOPTED[adopted], reasons=reasons)
    return done(a)

"""The transfer (六): proposal, 核稿, the main leader's approval (also on paper), 签发, number and seal, both bodies."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from duban.accountability.actions.inquiries.serving import cancel_hearings
from duban.accountability.actions.shared import attach, chosen, done, handle, pack_of
from duban.accountability.actions.transfer.letters import issue_letter_later
from duban.accountability.facts import Dossier, same_proposals
from duban.accountability.models import Inquiry
from duban.accountability.policies import bearer_of, body
from duban.acts.beside import worded
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.findings import Docket, issue_gate, take_back_gate, transfer_gate
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import directory
from duban.proceedings.actions import deliver, routing
from duban.proceedings.actions.sign import compare_paper, sign, waiting_paper
from duban.proceedings.models import Receipt
from duban.shared.actor import Actor

_ROUTES = {"a": "按协同督查工作机制", "b": "报经县委或县政府主要领导同意"}
_TO = (Function.CDI, Function.ORG_DEPT)


def text_digest(dossier: Dossier) -> str:
    """The digest of what is transferred: frozen when it was checked, compared at approval and issue."""
    inquiry = dossier.inquiry
    text = json.dumps(
        [
            [(line.kind, line.key, line.text) for line in dossier.of("ground", "fact", "evidence")],
            [(line.id, line.key) for line in dossier.of("leader", "person")],
            [(key, row.met, row.text, row.evidence) for key, row in sorted(dossier.findings.items())],
            [inquiry.route, inquiry.route_quote, inquiry.conclusion_title, inquiry.opinion],
        ],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()


@clause("6.1", "6.2")
@performs("inquiry.propose_transfer")
@worded(
    "至少一项情形；附结论或核查结果；途径只选一条；五（五）须主要领导同意；"
    "说明已听取并答复；不同意过的，送原领导或者按规则送其上"
)
def propose_transfer(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    conclusion_kind: str,
    conclusion_title: str = "",
    conclusion_file: Any = None,
    verification: str = "",
    route: str,
    opinion: str,
    route_quote: str = "",
    approver: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Propose the transfer with conclusion or verification and one route; statements are taken until now."""
    with act(actor, "inquiry.propose_transfer", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        title, kept = _conclusion(a, dossier, conclusion_kind, verification) or (
            conclusion_title,
            attach(a, conclusion_file, "督查结论", "conclusion_file") if conclusion_file else "",
        )
        docket = _proposed(dossier.docket(), conclusion_kind, title if kept else "", route, route_quote)
        a.require(transfer_gate(docket, pack_of(a), a.today))
        asked = _approver(a, route, approver)
        held = {line.text.strip() for line in dossier.of("fact", "ground")}
        for answer in routing.may_be_sent(a, asked, same_proposals(inquiry), lambda: held, pack_of(a)):
            a.require(answer)
        routing.send_to(a, asked, same_proposals(inquiry))
        a.move(
            conclusion_kind=conclusion_kind,
            conclusion_title=title,
            conclusion_ref=kept,
            route=route,
            route_quote=docket.quote,
            opinion=opinion,
            approver_id=asked,
            approved_by="",
            approved_on=None,
            text_digest="",
        )
        cancel_hearings(a)
        sign(a, verdict="agree", opinion=opinion, label="拟稿")
        a.internal = True
        a.say(route=_ROUTES[route])
    return done(a)


def _proposed(docket: Docket, kind: str, conclusion: str, route: str, quote: str) -> Docket:
    """The docket as it would be transferred; the quotation belongs to the route to the one body only."""
    return replace(
        docket,
        conclusion=conclusion,
        conclusion_kind=kind,
        route=route,
        quote=quote if route == "a" else "",
        approved_by_main_leader=False,
    )


def _conclusion(work: Work, dossier: Dossier, kind: str, verification: str) -> tuple[str, str] | None:
    """A verification is a piece of the evidence, of which the parties were told; None for a conclusion of the office."""
    if kind != "verification":
        return None
    row = chosen(
        work, "verification", [one for one in dossier.evidence if one.excluded_at is None], verification
    )
    return row.title, row.attachment_ref


def _approver(work: Work, route: str, approver: str) -> int | None:
    if route != "b":
        return None
    main = {str(holder.person_id) for holder in directory(work.jurisdiction_id).main_leaders(work.today)}
    if approver not in main:
        work.refuse_input(approver="须请县委书记或县长审批（六）。")
    return int(approver)


@clause("6.1")
@performs("inquiry.check")
def check(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    opinion: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """核稿 by another person; what was checked is frozen."""
    with act(actor, "inquiry.check", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        sign(a, verdict="agree", opinion=opinion, label="核稿")
        a.move("approving" if inquiry.route == "b" else "signing", text_digest=text_digest(dossier))
        if inquiry.route == "a":
            owe_transfer(a, a.today)
        a.internal = True
        a.say(opinion=opinion)
    return done(a)


@clause("6.3")
def owe_transfer(work: Work, approved_on: date) -> None:
    """The transfer is owed within the term after approval (A30)."""
    work.owe(
        "inquiry.issue",
        bearer_of(work.object, Role.CLERK),
        "移交函编号、用印、移交",
        "6.3",
        days="transfer_workdays",
    )


def _transfer_not_owed(work: Work) -> None:
    rows = owed.open_duties(work, "inquiry", work.object, act="inquiry.issue")
    owed.end(work, rows, Obligation.Outcome.CANCELLED)


@clause("6.1")
@performs("inquiry.send_back")
def send_back(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Hand a proposal back to whoever wrote it."""
    with act(actor, "inquiry.send_back", ref, expect=expect, once=once) as a:
        handle(a, a.object, recusal)
        _back(a, reason)
    return done(a)


@clause("6.3")
@performs("inquiry.take_back")
@worded("待编号的随时可以；送领导审批中的，文稿与核稿时不一致才退回")
def take_back(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """The head of the office hands a proposal back that was agreed to, or that no longer is what was checked."""
    with act(actor, "inquiry.take_back", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        a.require(
            take_back_gate(
                inquiry.state in states_of("inquiry", "numbering"),
                text_digest(dossier) == inquiry.text_digest,
            )
        )
        paper = waiting_paper("inquiry", inquiry)
        if paper is not None:
            compare_paper(a, paper, same=False, text="文稿已退回修改")
        if inquiry.approved_on is not None and inquiry.approver_id is not None:
            a.tell("proposal_taken_back", To(person_id=inquiry.approver_id))
        _back(a, reason)
    return done(a)


def _back(work: Work, reason: str) -> None:
    """A proposal goes back to whoever wrote it: what was checked and agreed to counts no more."""
    sign(work, verdict="back", opinion=reason, label="退回")
    _transfer_not_owed(work)
    work.move(text_digest="", approved_by="", approved_on=None)
    if work.object.inspector_id:
        work.tell("proposal_returned", To(person_id=work.object.inspector_id))
    work.internal = True
    work.say(reason=reason)


@clause("6.3")
@performs("inquiry.sign_out")
@worded("签发的就是核定的文稿，移交的条件现在仍然具备")
def sign_out(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    opinion: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """签发 by the head of the office, who neither drafted nor approved."""
    with act(actor, "inquiry.sign_out", ref, expect=expect, once=once) as a:
        _require_as_checked(a, handle(a, a.object, recusal))
        sign(a, verdict="agree", opinion=opinion or "发", label="签发")
        a.move()
        a.internal = True
        a.say(opinion=opinion)
    return done(a)


@clause("6.2", "6.3")
@performs("inquiry.issue")
@worded("文稿与同意的一致，移交的条件现在仍然具备；同时送两家")
def issue(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    number_by: str,
    seal_keeper: str,
    copies_printed: Any,
    given_number: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Number, seal and transfer to both bodies, with the index of evidence and two receipts."""
    with act(actor, "inquiry.issue", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        _require_as_checked(a, dossier)
        number = a.numbers.choose(
            inquiry, issuer=inquiry.office, kind="transfer", number_by=number_by, given_number=given_number
        )
        sign(a, verdict="issue", opinion=number, label="编号、用印", note=f"用印 {seal_keeper}"[:120])
        _address(a, number)
        a.discharge("inquiry.issue")
        a.move(
            number=number,
            transferred_at=a.at,
            seal_keeper=seal_keeper,
            copies_printed=copies_printed,
            returned="",
        )
        issue_letter_later(a)
        a.say(number=number, issuer=Function(inquiry.office).label, count=len(dossier.of("evidence")))
    return done(a)


@clause("6.2", "6.3")
def _require_as_checked(work: Work, dossier: Dossier) -> None:
    """Refuse what is not what was checked and agreed to, or what today's program would not let be proposed (A94)."""
    inquiry = dossier.inquiry
    gone = inquiry.route == "a" or inquiry.approved_on is not None
    same = text_digest(dossier) == inquiry.text_digest
    conditions = transfer_gate(dossier.docket(), pack_of(work), work.today)
    work.require(issue_gate(inquiry.route, gone, same, conditions))


@clause("6.3")
def _address(work: Work, number: str) -> None:
    """One letter to both bodies: each signs for its own (A29)."""
    known = directory(work.jurisdiction_id)
    label = f"移交函{number}"
    work.create_all(
        [deliver.receipt(work, Receipt.What.ORIGINAL, label, unit=known.office(one)) for one in _TO]
    )
    for one in _TO:
        bearer = body(work.jurisdiction_id, one)
        work.owe("inquiry.receive", bearer, f"签收{label}", "6.3", days="receipt_workdays")
        work.tell("transfer_arrived", To(unit_id=bearer.unit_id), number=number)

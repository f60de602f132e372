"""A main leader's word on a transfer (六（二）): in person or on paper, and 转批 to the other main leader."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.accountability.actions.shared import done, handle, pack_of
from duban.accountability.actions.transfer.transferring import owe_transfer, text_digest
from duban.accountability.facts import Dossier, held_facts, same_proposals
from duban.accountability.models import Considered, Inquiry
from duban.accountability.policies import bearer_of
from duban.accountability.selectors.inquiry_page.held import held_rows
from duban.acts.beside import worded
from duban.acts.gate.entry import refuse_same_person
from duban.acts.kinds import Bearer
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.documents.files.kept import keep_upload
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, decide
from duban.mechanism.findings import as_checked, may_handle
from duban.mechanism.people.standing import Role
from duban.organisations.selectors import directory
from duban.proceedings.actions import routing
from duban.proceedings.actions.sign import acting_post, compare_paper, enter_paper, sign, waiting_paper
from duban.proceedings.models import PaperApproval
from duban.shared.actor import Actor
from duban.shared.errors import Invalid


@clause("6.2")
@performs("inquiry.approve")
@worded("县委书记或县长本人")
def approve(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    opinion: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """书记 or 县长 agrees in person to the transfer of exactly what was checked."""
    with act(actor, "inquiry.approve", ref, expect=expect, once=once) as a:
        dossier = handle(a, a.object, recusal)
        routing.act_for_addressee(a)
        a.require(_unchanged(dossier))
        sign(a, verdict="agree", opinion=opinion or "同意", label="主要领导同意")
        _considered(a, dossier, a.actor.person_id or 0, agreed=True)
        _approved(a, f"{acting_post(a)}{a.actor.name}", a.actor.person_id)
        a.internal = True
        a.say(post=acting_post(a), opinion=opinion)
    return done(a)


def _unchanged(dossier: Dossier) -> Decision:
    same = text_digest(dossier) == dossier.inquiry.text_digest
    return decide("审批", [as_checked("6.2", "文稿与核稿时一致", same)])


def _approved(work: Work, by: str, person_id: int | None) -> None:
    work.move("signing", approved_by=by[:120], approver_id=person_id, approved_on=work.today)
    owe_transfer(work, work.today)


def _considered(work: Work, dossier: Dossier, leader_id: int, *, agreed: bool) -> None:
    """Keep the papers as they stood before the leader who decided: what that leader may read ever after."""
    rows = [list(pair) for pair in held_rows(dossier)]
    work.create(
        Considered(
            case=work.case,
            inquiry=work.object,
            person_id=leader_id,
            agreed=agreed,
            rows=rows,
            by=work.actor.name,
            at=work.at,
        )
    )


@clause("6.2")
@performs("inquiry.disapprove")
def disapprove(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """The leader does not agree: back to the findings, with the reason."""
    with act(actor, "inquiry.disapprove", ref, expect=expect, once=once) as a:
        dossier = handle(a, a.object, recusal)
        routing.act_for_addressee(a)
        sign(a, verdict="disagree", opinion=reason, label="不同意")
        a.say(post=acting_post(a), reason=reason)
        _disapproved(a, dossier, a.actor.person_id or 0, a.today, reason)
        a.internal = True
    return done(a)


def _disapproved(work: Work, dossier: Dossier, leader_id: int, on: date, reason: str) -> None:
    _considered(work, dossier, leader_id, agreed=False)
    routing.keep_refusal(work, leader_id, on, reason, held_facts(same_proposals(work.object)))
    work.move("concluded", text_digest="", approver_id=leader_id)


@clause("6.2")
@performs("inquiry.refer")
@worded("由送请审批的领导本人转请；不同意过的，按不同意以后的规则")
def refer(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    leader: str,
    opinion: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """转批: the main leader to whom it was sent hands it to the other one."""
    with act(actor, "inquiry.refer", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        to = routing.refer(a, leader, same_proposals(inquiry), lambda: held_facts([inquiry.pk]), pack_of(a))
        a.require(may_handle(dossier.brief(), to.person, False, "none", "6.2"))
        sign(a, verdict="refer", opinion=opinion, label="转请审批", note=f"转请{to.called}"[:120])
        a.internal = True
        a.say(post=acting_post(a), leader=to.called, opinion=opinion)
    return done(a)


@clause("6.2")
@performs("inquiry.enter_paper")
def enter(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    leader: str,
    decided_on: date,
    verdict: str,
    opinion: str,
    scan: Any,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """代录: enter a main leader's approval given on paper, with its scan, for a second person to compare."""
    with act(actor, "inquiry.enter_paper", ref, expect=expect, once=once) as a:
        handle(a, a.object, recusal)
        if waiting_paper("inquiry", a.object) is not None:
            raise Invalid({"": "已有一份代录待比对。"})
        _refuse_not_main(a, leader, decided_on)
        routing.refuse_other_leader(a, leader, decided_on)
        scanned = keep_upload(a, scan, internal=True, label="批示件扫描件", field="scan")
        paper = enter_paper(
            a,
            leader_id=int(leader),
            decided_on=decided_on,
            agreed=verdict == "agree",
            opinion=opinion,
            scan_ref=scanned.ref,
        )
        clerk = bearer_of(a.object, Role.CLERK)
        a.owe("inquiry.compare_paper", Bearer(Role.CLERK, clerk.unit_id), "比对代录的纸面审批", "6.2", days=2,
              state_bound=True)  # fmt: skip
        a.tell("paper_approval_entered", To(person_id=paper.leader_id), day=f"{decided_on:%m-%d}")
        a.internal = True
        a.say(
            leader=paper.leader_name,
            decided_on=f"{decided_on:%m-%d}",
            verdict="同意" if paper.agreed else "不同意",
        )
    return done(a)


def _refuse_not_main(work: Work, leader: str, on: date) -> None:
    main = {str(holder.person_id) for holder in directory(work.jurisdiction_id).main_leaders(on)}
    if leader not in main:
        work.refuse_input(leader="须县委或县政府主要领导同意（六），所选领导当日不是。")


@clause("6.2")
@performs("inquiry.compare_paper")
@worded("有待比对的代录")
def compare(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    same: str,
    text: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """A second person holds the entry against the scan; only then the leader's word counts."""
    with act(actor, "inquiry.compare_paper", ref, expect=expect, once=once) as a:
        dossier = handle(a, a.object, recusal)
        paper = waiting_paper("inquiry", a.object)
        if paper is None:
            raise Invalid({"": "没有待比对的代录。"})
        _refuse_leader_involved(a, dossier, paper)
        compare_paper(a, paper, same=same == "same", text=text)
        a.discharge("inquiry.compare_paper")
        a.internal = True
        if same != "same":
            a.say(outcome="不相符，代录作废")
        elif paper.agreed:
            a.require(_unchanged(dossier))
            _considered(a, dossier, paper.leader_id, agreed=True)
            _approved(a, f"{paper.leader_post}{paper.leader_name}", paper.leader_id)
            a.say(outcome=f"相符，{paper.leader_post}{paper.leader_name}已同意（纸批代录）")
        else:
            _disapproved(a, dossier, paper.leader_id, paper.decided_on, paper.opinion)
            a.say(outcome=f"相符，{paper.leader_name}不同意")
    return done(a)


def _refuse_leader_involved(work: Work, dossier: Dossier, paper: PaperApproval) -> None:
    leader = Actor(paper.leader_id, "", work.jurisdiction_id, (), work.today)
    refuse_same_person(leader, "inquiry.approve", work.object)
    work.require(may_handle(dossier.brief(), paper.leader_id, False, "none", "6.2"))

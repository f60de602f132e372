"""A main leader's word on a transfer (六（二）): in person or on paper, and 转批 to the other main leader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from duban.accountability.actions.shared import done, handle, pack_of
from duban.accountability.actions.transfer.transferring import owe_transfer, text_digest
from duban.accountability.facts import Dossier, dossier_of, held_facts, same_proposals
from duban.accountability.models import Considered, Inquiry
from duban.accountability.policies import bearer_of
from duban.accountability.selectors.inquiry_page.held import held_rows
from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
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
from duban.proceedings.actions.sign import (
    acting_post,
    compare_paper,
    enter_paper,
    paper_enterable,
    paper_of,
    paper_waits,
    sign,
)
from duban.shared.actor import Actor


@guards("县委书记或县长本人")
def _approvable(asked: Asked) -> Iterator[Answer]:
    yield from routing.addressee_apart(asked)
    yield _unchanged(dossier_of(asked.object))


@guards("不同意的人没有起草、核稿")
def _addressee_apart(asked: Asked) -> Iterator[Answer]:
    yield from routing.addressee_apart(asked)


@clause("6.2")
@performs("inquiry.approve")
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


@guards("由送请审批的领导本人转请；不同意过的，按不同意以后的规则")
def _referable(asked: Asked) -> Iterator[Answer]:
    inquiry: Inquiry = asked.object
    facts = partial(held_facts, [inquiry.pk])
    yield from routing.may_be_referred(asked, same_proposals(inquiry), facts, pack_of(asked))
    if asked.given is not None:
        yield may_handle(dossier_of(asked.object).brief(), int(asked.given["leader"]), False, "none", "6.2")


@clause("6.2")
@performs("inquiry.refer")
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
        handle(a, inquiry, recusal)
        to = routing.refer(a, leader, same_proposals(inquiry))
        sign(a, verdict="refer", opinion=opinion, label="转请审批", note=f"转请{to.called}"[:120])
        a.internal = True
        a.say(post=acting_post(a), leader=to.called, opinion=opinion)
    return done(a)


@guards("没有待比对的代录；由送请审批的主要领导在批示当日批示")
def _enterable(asked: Asked) -> Iterator[Answer]:
    yield from paper_enterable(asked)
    given = asked.given
    if given is None:
        return
    yield from routing.sent_to_this_leader(asked, given["leader"], given["decided_on"])
    main = directory(asked.jurisdiction_id).main_leaders(given["decided_on"])
    if given["leader"] not in {str(holder.person_id) for holder in main}:
        yield Wrong({"leader": "须县委或县政府主要领导同意（六），所选领导当日不是。"})


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


@guards("有待比对的代录")
def _comparable(asked: Asked) -> Iterator[Answer]:
    yield from paper_waits(asked)
    paper, given, dossier = paper_of(asked), asked.given, dossier_of(asked.object)
    if paper is None:
        return
    yield from routing.leader_apart(asked, paper.leader_id)
    yield may_handle(dossier.brief(), paper.leader_id, False, "none", "6.2")
    if paper.agreed and given is not None and given["same"] == "same":
        yield _unchanged(dossier)


@clause("6.2")
@performs("inquiry.compare_paper")
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
        paper = found(paper_of(a))
        compare_paper(a, paper, same=same == "same", text=text)
        a.discharge("inquiry.compare_paper")
        a.internal = True
        if same != "same":
            a.say(outcome="不相符，代录作废")
        elif paper.agreed:
            _considered(a, dossier, paper.leader_id, agreed=True)
            _approved(a, f"{paper.leader_post}{paper.leader_name}", paper.leader_id)
            a.say(outcome=f"相符，{paper.leader_post}{paper.leader_name}已同意（纸批代录）")
        else:
            _disapproved(a, dossier, paper.leader_id, paper.decided_on, paper.opinion)
            a.say(outcome=f"相符，{paper.leader_name}不同意")
    return done(a)

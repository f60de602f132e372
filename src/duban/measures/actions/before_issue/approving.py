"""核稿, 会签, the leader's approval (also on paper), 签发: each by another natural person where the notice wants it."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.acts.beside import worded
from duban.acts.gate.entry import refuse_same_person
from duban.acts.kinds import Bearer
from duban.acts.work import Done, To, Work, act
from duban.documents.files.kept import keep_upload
from duban.measures.actions.before_issue.drafting import concrete
from duban.measures.actions.before_issue.papers import freeze_papers
from duban.measures.actions.shared import (
    done,
    open_to_leader,
    pack_of,
    require_days_ahead,
    spine,
    text_digest,
)
from duban.measures.facts import known_facts, same_proposals
from duban.measures.models import Measure
from duban.measures.policies import bearer_of
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.people.standing import Role
from duban.proceedings.actions import routing
from duban.proceedings.actions.sign import acting_post, compare_paper, enter_paper, sign, waiting_paper
from duban.shared.actor import Actor
from duban.shared.errors import Invalid


@spine("check")
def check(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, opinion: str, once: str | None = None
) -> Done:
    """核稿: somebody other than the drafter has read the draft."""
    with act(actor, f"{kind}.check", ref, expect=expect, once=once) as a:
        a.require(concrete(a, a.object))
        a.internal = True
        require_days_ahead(a)
        sign(a, verdict="agree", opinion=opinion, label="核稿")
        _freeze(a, a.spec.targets[0])
        a.say(opinion=opinion)
    return done(a)


def _freeze(work: Work, to: str) -> None:
    digest = {"text_digest": text_digest(work.object)} if to == "approving" else {}
    work.move(to, **digest)


@spine("send_back")
def send_back(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Hand a draft back to whoever wrote it."""
    with act(actor, f"{kind}.send_back", ref, expect=expect, once=once) as a:
        a.internal = True
        sign(a, verdict="back", opinion=reason, label="退回")
        a.move(text_digest="")
        a.tell("draft_returned", To(person_id=a.object.drafter_id), paper=SPINES[kind].label, reason=reason)
        a.say(reason=reason)
    return done(a)


@clause("3.2.3")
@spine("countersign", "interview", "listing")
def countersign(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, opinion: str, once: str | None = None
) -> Done:
    """会签 by the head of the other office: an interview's opinion is put forward by both offices."""
    with act(actor, f"{kind}.countersign", ref, expect=expect, once=once) as a:
        a.internal = True
        require_days_ahead(a)
        sign(a, verdict="agree", opinion=opinion, label="会签")
        _freeze(a, "approving")
        a.say(opinion=opinion)
    return done(a)


@clause("3.1.2", "3.2.4", "3.3.2")
@spine("approve")
def approve(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """The county leader's approval, of the level that the measure asks for; what is approved is frozen."""
    with act(actor, f"{kind}.approve", ref, expect=expect, once=once) as a:
        routing.act_for_addressee(a)
        _refuse_changed_text(a)
        sign(a, verdict="agree", opinion=opinion or "同意", label="县领导同意")
        _approved(a, f"{acting_post(a)}{a.actor.name}", a.actor.person_id)
        a.say(post=acting_post(a), opinion=opinion)
    return done(a)


def _refuse_changed_text(work: Work) -> None:
    work.require(
        decide(
            "审批",
            [
                Reason(
                    work.spec.clause,
                    "文稿与送审时一致",
                    holds(text_digest(work.object) == work.object.text_digest),
                    "摘要一致。"
                    if text_digest(work.object) == work.object.text_digest
                    else "文稿在送审后被改动。",
                    remedies=(Remedy("审批领导", f"{work.kind}.disapprove", "不同意，退回重新核稿"),),
                )
            ],
        )
    )


def _approved(work: Work, by: str, person_id: int | None) -> None:
    require_days_ahead(work)
    convener = {"convener": by, "convener_id": person_id} if work.kind == "interview" else {}
    work.move("signing", approved_by=by[:120], approver_id=person_id, **convener)
    freeze_papers(work, *SPINES[work.kind].parts)


@spine("disapprove")
def disapprove(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """The leader does not agree: back to the draft, with the reason."""
    with act(actor, f"{kind}.disapprove", ref, expect=expect, once=once) as a:
        a.internal = True
        routing.act_for_addressee(a)
        sign(a, verdict="disagree", opinion=reason, label="不同意")
        _disapproved(a, a.behalf_id or a.actor.person_id or 0, a.today, reason)
        a.say(post=acting_post(a), reason=reason)
    return done(a)


def _disapproved(work: Work, leader_id: int, on: date, reason: str) -> None:
    measure: Measure = work.object
    routing.keep_refusal(work, leader_id, on, reason, known_facts(measure, pack_of(work), work.today))
    work.move("draft", text_digest="")


@spine("refer")
@worded("由送请审批的领导本人转请；不同意过的，按不同意以后的规则")
def refer(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    leader: str,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """转批: the leader to whom it was sent hands it to another one who may approve it."""
    with act(actor, f"{kind}.refer", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        a.internal = True
        to = routing.refer(a, leader, same_proposals(measure), lambda: measure.facts, pack_of(a))
        a.require(open_to_leader(measure, to.person))
        sign(a, verdict="refer", opinion=opinion, label="转请审批", note=f"转请{to.called}"[:120])
        a.say(post=acting_post(a), leader=to.called, opinion=opinion)
    return done(a)


@clause("3.1.2", "3.3.2")
@spine("enter_paper")
def enter(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    leader: str,
    decided_on: date,
    verdict: str,
    opinion: str,
    scan: Any,
    once: str | None = None,
) -> Done:
    """代录: enter an approval given on paper, with its scan, by a clerk who is not the drafter."""
    with act(actor, f"{kind}.enter_paper", ref, expect=expect, once=once) as a:
        if waiting_paper(kind, a.object) is not None:
            raise Invalid({"": "已有一份代录待比对。"})
        routing.refuse_other_leader(a, leader, decided_on)
        attachment = keep_upload(a, scan, internal=True, label="批示件扫描件", field="scan")
        paper = enter_paper(
            a,
            leader_id=int(leader),
            decided_on=decided_on,
            agreed=verdict == "agree",
            opinion=opinion,
            scan_ref=attachment.ref,
        )
        if kind == "listing":
            _refuse_not_main(a, paper.leader_id, decided_on)
        a.owe(f"{kind}.compare_paper", Bearer(Role.CLERK, bearer_of(a.object, Role.CLERK).unit_id), "比对代录的纸面审批",
              a.spec.clause, days=2, state_bound=True)  # fmt: skip
        a.internal = True
        a.tell("paper_approval_entered", To(person_id=paper.leader_id), day=f"{decided_on:%m-%d}")
        a.say(
            leader=paper.leader_name,
            decided_on=f"{decided_on:%m-%d}",
            verdict="同意" if paper.agreed else "不同意",
        )
    return done(a)


def _refuse_not_main(work: Work, leader_id: int, on: date) -> None:
    from duban.organisations.selectors import directory

    main = {holder.person_id for holder in directory(work.jurisdiction_id).main_leaders(on)}
    if leader_id not in main:
        raise Invalid({"leader": "需县委或县政府主要领导同意（三（三）），所选领导不是。"})


@clause("3.1.2")
@spine("compare_paper")
@worded("有待比对的代录")
def compare(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    same: str,
    text: str = "",
    once: str | None = None,
) -> Done:
    """A second person holds the entry against the scan; only then the leader's word counts."""
    with act(actor, f"{kind}.compare_paper", ref, expect=expect, once=once) as a:
        paper = waiting_paper(kind, a.object)
        if paper is None:
            raise Invalid({"": "没有待比对的代录。"})
        compare_paper(a, paper, same=same == "same", text=text)
        a.discharge(f"{kind}.compare_paper")
        if same != "same":
            a.internal = True
            a.say(outcome="不相符，代录作废")
        elif paper.agreed:
            _refuse_leader_involved(a, paper.leader_id)
            _approved(a, f"{paper.leader_post}{paper.leader_name}", paper.leader_id)
            a.say(outcome=f"相符，{paper.leader_post}{paper.leader_name}已同意（纸批代录）")
        else:
            a.internal = True
            _disapproved(a, paper.leader_id, paper.decided_on, paper.opinion)
            a.say(outcome=f"相符，{paper.leader_name}不同意")
    return done(a)


def _refuse_leader_involved(work: Work, leader_id: int) -> None:
    leader = Actor(leader_id, "", work.jurisdiction_id, (), work.today)
    refuse_same_person(leader, f"{work.kind}.approve", work.object)


@clause("3.1.3")
@spine("sign_out")
def sign_out(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """签发 by the head of the office, after the leader's approval and never by the same person."""
    with act(actor, f"{kind}.sign_out", ref, expect=expect, once=once) as a:
        a.internal = True
        require_days_ahead(a)
        sign(a, verdict="agree", opinion=opinion or "发", label="签发")
        a.move()
        a.say(opinion=opinion)
    return done(a)

"""核稿, 会签, the leader's approval (also on paper), 签发: each by another natural person where the notice wants it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
from duban.acts.kinds import Bearer
from duban.acts.work import Done, To, Work, act
from duban.documents.files.kept import keep_upload
from duban.measures.actions.before_issue.drafting import concrete
from duban.measures.actions.before_issue.papers import freeze_papers
from duban.measures.actions.shared import (
    done,
    open_to_leader,
    own_days_ahead,
    pack_of,
    spine,
    text_digest,
)
from duban.measures.facts import known_facts, same_proposals
from duban.measures.models import Measure
from duban.measures.policies import bearer_of
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.lifecycles.measures import SPINES
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


@guards("各部分写得具体，时限和时间还没有过")
def _checkable(asked: Asked) -> Iterator[Answer]:
    yield concrete(asked, asked.object)
    yield own_days_ahead(asked)


@guards("时限和时间还没有过")
def _days_ahead(asked: Asked) -> Iterator[Answer]:
    yield own_days_ahead(asked)


@spine("check")
def check(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, opinion: str, once: str | None = None
) -> Done:
    """核稿: somebody other than the drafter has read the draft."""
    with act(actor, f"{kind}.check", ref, expect=expect, once=once) as a:
        a.internal = True
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
    """Hand a draft back: whoever handles its matter owes the change and is told, whoever wrote it."""
    with act(actor, f"{kind}.send_back", ref, expect=expect, once=once) as a:
        a.internal = True
        sign(a, verdict="back", opinion=reason, label="退回")
        a.move(text_digest="")
        owing = a.object.matter.inspector_id or a.object.drafter_id
        a.tell("draft_returned", To(person_id=owing), paper=SPINES[kind].label, reason=reason)
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
        sign(a, verdict="agree", opinion=opinion, label="会签")
        _freeze(a, "approving")
        a.say(opinion=opinion)
    return done(a)


@guards("文稿与送审时一致，时限和时间还没有过；同意的人没有起草、核稿")
def _approvable(asked: Asked) -> Iterator[Answer]:
    yield from routing.addressee_apart(asked)
    yield _unchanged_text(asked)
    yield own_days_ahead(asked)


@guards("同意或者不同意的人没有起草、核稿")
def _addressee_apart(asked: Asked) -> Iterator[Answer]:
    yield from routing.addressee_apart(asked)


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
        sign(a, verdict="agree", opinion=opinion or "同意", label="县领导同意")
        _approved(a, f"{acting_post(a)}{a.actor.name}", a.actor.person_id)
        a.say(post=acting_post(a), opinion=opinion)
    return done(a)


def _unchanged_text(asked: Asked) -> Decision:
    same = text_digest(asked.object) == asked.object.text_digest
    return decide(
        "审批",
        [
            Reason(
                asked.spec.clause,
                "文稿与送审时一致",
                holds(same),
                "摘要一致。" if same else "文稿在送审后被改动。",
                remedies=(Remedy("审批领导", f"{asked.kind}.disapprove", "不同意，退回重新核稿"),),
            )
        ],
    )


def _approved(work: Work, by: str, person_id: int | None) -> None:
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


@guards("由送请审批的领导本人转请；不同意过的，按不同意以后的规则")
def _referable(asked: Asked) -> Iterator[Answer]:
    measure: Measure = asked.object
    yield from routing.may_be_referred(asked, same_proposals(measure), lambda: measure.facts, pack_of(asked))
    if asked.given is not None:
        yield open_to_leader(measure, int(asked.given["leader"]))


@spine("refer")
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
        to = routing.refer(a, leader, same_proposals(measure))
        sign(a, verdict="refer", opinion=opinion, label="转请审批", note=f"转请{to.called}"[:120])
        a.say(post=acting_post(a), leader=to.called, opinion=opinion)
    return done(a)


@guards("没有待比对的代录；由送请审批的领导在批示当日批示")
def _enterable(asked: Asked) -> Iterator[Answer]:
    yield from paper_enterable(asked)
    given = asked.given
    if given is None:
        return
    yield from routing.sent_to_this_leader(asked, given["leader"], given["decided_on"])
    if SPINES[asked.kind].approver is Role.MAIN_LEADER:
        main = directory(asked.jurisdiction_id).main_leaders(given["decided_on"])
        if int(given["leader"]) not in {holder.person_id for holder in main}:
            yield Wrong({"leader": "需县委或县政府主要领导同意（三（三）），所选领导不是。"})


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
        attachment = keep_upload(a, scan, internal=True, label="批示件扫描件", field="scan")
        paper = enter_paper(
            a,
            leader_id=int(leader),
            decided_on=decided_on,
            agreed=verdict == "agree",
            opinion=opinion,
            scan_ref=attachment.ref,
        )
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


@guards("有待比对的代录")
def _comparable(asked: Asked) -> Iterator[Answer]:
    yield from paper_waits(asked)
    paper, given = paper_of(asked), asked.given
    if paper is not None and paper.agreed and given is not None and given["same"] == "same":
        yield from routing.leader_apart(asked, paper.leader_id)
        yield own_days_ahead(asked)


@clause("3.1.2")
@spine("compare_paper")
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
        paper = found(paper_of(a))
        compare_paper(a, paper, same=same == "same", text=text)
        a.discharge(f"{kind}.compare_paper")
        if same != "same":
            a.internal = True
            a.say(outcome="不相符，代录作废")
        elif paper.agreed:
            _approved(a, f"{paper.leader_post}{paper.leader_name}", paper.leader_id)
            a.say(outcome=f"相符，{paper.leader_post}{paper.leader_name}已同意（纸批代录）")
        else:
            a.internal = True
            _disapproved(a, paper.leader_id, paper.decided_on, paper.opinion)
            a.say(outcome=f"相符，{paper.leader_name}不同意")
    return done(a)


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
        sign(a, verdict="agree", opinion=opinion or "发", label="签发")
        a.move()
        a.say(opinion=opinion)
    return done(a)

"""Accountability in the demo: expired listings become candidates, are heard, transferred, decided and appealed.

One goes the whole way to a decision that is later revoked, one ends with a justified reason, one rests as a candidate;
a decision of a superior body is entered with its document. Everything is done through the acts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.accountability.facts import Dossier
from duban.accountability.models import (
    Appeal,
    Consequence,
    Hearing,
    Inquiry,
    Revision,
    Ruling,
    Withdrawal,
)
from duban.demo.lives.measures import main_role
from duban.demo.papers import scanned
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.shared import clock
from duban.shared.actor import Actor

FREE = {"recusal": "none"}
AGAINST = {"shown": "title", "kind": "", "bearing": "against", "party": "", "bearing_reason": ""}
CHECKED = {"agrees": ["number", "day", "subject", "kinds", "effect"], **FREE}
_ENDINGS = ("revoked", "justified", "appealing")
_WAIT = 2


def accountability_life(world: World, begins: date) -> Life:
    """From the first expired listing on: each candidate that the sweep brings gets a life of its own."""
    endings = iter(_ENDINGS)
    seen: set[str] = set()
    yield world.at(begins, 10)
    while True:
        for inquiry in Inquiry.objects.filter(state="candidate").order_by("pk"):
            ending = None if inquiry.ref in seen else next(endings, None)
            if ending is not None:
                world.start(_life(InquiryLife(world, inquiry.ref, ending)))
            seen.add(inquiry.ref)
        yield world.after(_WAIT, 10)


@dataclass(frozen=True)
class InquiryLife:
    """One inquiry and how it ends."""

    world: World
    ref: str
    ending: str

    @property
    def row(self) -> Inquiry:
        """The inquiry as it stands."""
        return Inquiry.objects.get(ref=self.ref)

    @property
    def office(self) -> Function:
        """The office that handles it."""
        return Function(self.row.office)

    @property
    def unit(self) -> str:
        """The key of the unit in the world."""
        return next(key for key, row in self.world.units.items() if row.id == self.row.unit_id)

    def by(self, key: str, actor: Actor, **given: Any) -> None:
        """An act on the inquiry by somebody who declares to be free of relations."""
        self.world.do(actor, f"inquiry.{key}", ref=self.ref, **FREE, **given)

    def inspector(self) -> Actor:
        """The inspector of the office."""
        return self.world.person(self.office, PostRole.INSPECTOR, 1)

    def checker(self) -> Actor:
        """Who checks the draft of the transfer."""
        return self.world.person(self.office, PostRole.CHECKER)

    def hearings(self) -> list[Hearing]:
        """The notices that count."""
        return list(Dossier(self.row).latest.values())


def _life(case: InquiryLife) -> Life:
    world = case.world
    yield world.after(2)
    case.by("take_up", case.inspector())
    yield from examined(case)
    yield from heard(case)
    yield world.after(1)
    if case.ending == "justified":
        concluded(case, "yes")
        return
    concluded(case, "no")
    yield from _transferred(case)
    yield from _decided(case)
    yield from _appealed(case)


def examined(case: InquiryLife) -> Iterator[datetime]:
    world = case.world
    yield world.after(1)
    case.by("add_evidence", case.inspector(), title="现场核查记录",
            number=f"核查〔{clock.today().year}〕1号", document_on=clock.today(),
            file=scanned("现场核查记录", "到期之日剩余工程量没有完成。", "调度会议没有召开记录。"), **AGAINST)  # fmt: skip
    principal = world.person(case.unit, PostRole.PRINCIPAL)
    case.by(
        "name_person",
        case.inspector(),
        person=str(principal.person_id),
        role="principal",
        leading="yes",
        authority="county",
        grounds=["5.1"],
    )
    yield world.after(1)
    case.by("serve", case.inspector())


def heard(case: InquiryLife) -> Iterator[datetime]:
    """The unit and the principal leader state separately; each statement is answered with reasons."""
    world = case.world
    yield world.after(2)
    own = case.ending == "justified"
    for hearing in case.hearings():
        text = (
            "征地红线在上级调整规划后变更，五月以后才具备施工条件，已附批复文件。"
            if own
            else "承诺的节点没有兑现，主要是施工力量组织不到位，现已增加班组，请求酌情处理。"
        )
        said(case, hearing, text)
    yield world.after(6)
    for hearing in case.hearings():
        world.do(
            case.inspector(),
            "hearing.answer",
            ref=hearing.ref,
            adopted="yes" if own else "partly",
            reasons="批复文件属实，工期顺延有据。" if own else "已增加班组属实；组织不力的责任不因此免除。",
            **FREE,
        )


def said(case: InquiryLife, hearing: Hearing, text: str) -> None:
    """Whoever was notified says so; for the unit its liaison, by leave of a meeting where its principals are all named."""
    world = case.world
    named = {row.person_id for row in Dossier(case.row).named}
    principals = {holder.person_id for holder in world.holders(case.unit, PostRole.PRINCIPAL)}
    meeting = "" if hearing.person_id or principals - named else "单位党组专题会议"
    world.do(addressee(case, hearing), "hearing.state", ref=hearing.ref, text=text, meeting=meeting)


def addressee(case: InquiryLife, hearing: Hearing) -> Actor:
    """Who answers a notice: the liaison of the unit, or the person."""
    world = case.world
    if hearing.person_id is None:
        return world.person(case.unit, PostRole.LIAISON)
    leaders = (world.person(case.unit, role) for role in (PostRole.PRINCIPAL, PostRole.DEPUTY))
    return next(one for one in leaders if one.person_id == hearing.person_id)


def concluded(case: InquiryLife, justified: str) -> None:
    """It is found on each person named, and on the unit."""
    made = findings(case, justified)
    own = {name: value for name, value in made.items() if not name.startswith("impact")}
    for row in Dossier(case.row).named:
        case.by("find_person", case.inspector(), named=str(row.pk), **own)
    case.by("conclude", case.inspector(), **made)


def findings(case: InquiryLife, justified: str) -> dict[str, Any]:
    evidence = [str(row.pk) for row in Dossier(case.row).evidence if row.excluded_at is None]
    reason = (
        "规划调整由上级批准，非该单位所能控制，有正当理由。"
        if justified == "yes"
        else "施工力量组织属本单位职责。"
    )
    return {
        "breach": "yes", "behaviour": "不作为", "breach_text": "到期没有完成整改，没有采取补救措施。",
        "breach_evidence": evidence, "impact": "yes", "impact_text": "影响全县重点工作年度目标。",
        "impact_evidence": evidence, "justified": justified, "justified_text": reason, "justified_evidence": evidence,
    }  # fmt: skip


def proposed(case: InquiryLife) -> None:
    """The transfer is proposed to 书记 or 县长, on the result of a verification."""
    leader = case.world.leader(main_role(case.office))
    case.by(
        "propose_transfer", case.inspector(), conclusion_kind="verification", verification=_verified(case), route="b",
        route_quote="", approver=str(leader.person_id), opinion="到期仍未完成整改，无正当理由，建议移交。",
    )  # fmt: skip


def _verified(case: InquiryLife) -> str:
    """The piece of evidence that the transfer rests on, as forms send it."""
    told = [row for row in Dossier(case.row).evidence if row.excluded_at is None and not row.party]
    return str(next((row for row in told if "核查" in row.title), told[0]).pk)


def sent_over(case: InquiryLife) -> Iterator[datetime]:
    """From the proposal to the letter of transfer: checked, approved, signed out, issued."""
    world, office = case.world, case.office
    yield world.after(1)
    proposed(case)
    yield world.after(1)
    case.by("check", case.checker(), opinion="事实清楚，依据充分")
    yield world.after(1)
    case.by("approve", world.leader(main_role(office)), opinion="同意移交")
    yield world.later(120)
    case.by("sign_out", world.person(office, PostRole.OFFICE_HEAD))
    yield world.later(60)
    clerk = world.person(office, PostRole.CLERK)
    case.by("issue", clerk, number_by="own", seal_keeper=clerk.name, copies_printed=4)


def _transferred(case: InquiryLife) -> Iterator[datetime]:
    world = case.world
    yield from sent_over(case)
    yield world.after(1)
    for body in (Function.CDI, Function.ORG_DEPT):
        world.do(world.person(body, PostRole.LIAISON), "inquiry.receive", ref=case.ref)
    yield world.after(2)
    case.by("accept", world.person(Function.CDI, PostRole.DEPUTY))
    yield world.after(10)


def _decided(case: InquiryLife) -> Iterator[datetime]:
    """One decision on the principal leader and one on the unit, each confirmed by the other body."""
    world = case.world
    recorder, confirmer = (
        world.person(Function.CDI, PostRole.DEPUTY),
        world.person(Function.ORG_DEPT, PostRole.DEPUTY),
    )
    row = case.row
    person = Dossier(row).named[0].person_id
    subjects = (
        {"subject_kind": "person", "person": str(person), "kinds": one_kind("CIRCULAR")},
        {"subject_kind": "unit", "unit_kinds": one_kind("U_CIRCULAR")},
    )
    today = clock.today()
    for turn, subject in enumerate(subjects, 1):
        case.by(
            "record_decision", recorder, issuer="县纪委监委", **subject,
            number=f"X纪问〔{today.year}〕{row.pk * 2 + turn}号", decided_on=today, effective_on=today,
            served_on=today, conduct_year=today.year,
            facts="挂牌督办到期没有完成整改，组织推进不力。", basis="通知五（一）、六；问责条例。",
            file=scanned("问责决定", "经研究，决定予以通报。"), defence="heard", despite_same="no",
        )  # fmt: skip
    yield world.after(1)
    for ruling in Ruling.objects.filter(inquiry=row, state="recorded").order_by("pk"):
        world.do(confirmer, "ruling.confirm", ref=ruling.ref, **CHECKED)
    yield world.after(2)
    for ruling in Ruling.objects.filter(inquiry=row, state="effective").order_by("pk"):
        for sent in Consequence.objects.filter(ruling=ruling, received_at=None):
            acknowledged(world, sent)


def one_kind(kind: str) -> list[dict[str, Any]]:
    """One kind with its usual effect, as a form lists it."""
    return [{"kind": kind, "effect_until": None}]


def change_confirmed(world: World, ruling: str, by: Function, *, original: bool = False) -> None:
    """The other body holds a proposed change against its document, and it holds."""
    waiting = Revision.objects.get(ruling__ref=ruling, state="proposed")
    world.do(world.person(by, PostRole.DEPUTY), "revision.confirm", ref=waiting.ref, original=original, **CHECKED)


def acknowledged(world: World, sent: Consequence | Withdrawal) -> None:
    """The liaison of the holder signs for a result, or says that it was taken back."""
    holder = next((key for key, row in world.units.items() if row.id == sent.holder_id), None)
    if holder is None:
        return
    liaison = world.person(holder, PostRole.LIAISON)
    if isinstance(sent, Withdrawal):
        world.do(liaison, "withdrawal.acknowledge", ref=sent.ref, text="已撤下，相应结果不再使用。")
    else:
        world.do(liaison, "consequence.receive", ref=sent.ref)


def _appealed(case: InquiryLife) -> Iterator[datetime]:
    """The principal leader appeals; in one case the answer is a revocation, in the other it is still awaited."""
    world = case.world
    yield world.after(3)
    ruling = Ruling.objects.filter(inquiry=case.row, person_id__isnull=False).first()
    if ruling is None:
        return
    principal = world.person(case.unit, PostRole.PRINCIPAL)
    world.do(
        principal, "ruling.appeal", ref=ruling.ref, stage="accountability",
        text="整改滞后有客观原因，请求复核责任划分。",
    )  # fmt: skip
    appeal = Appeal.objects.get(ruling=ruling)
    handler = world.person(Function.CDI, PostRole.LIAISON)
    yield world.after(1)
    world.do(handler, "appeal.accept", ref=appeal.ref, accepted_on=clock.today(), **FREE)
    if case.ending == "appealing":
        return
    yield world.after(5)
    world.do(
        handler, "appeal.answer", ref=appeal.ref, outcome="revoked", answered_on=clock.today(),
        number=f"X纪申〔{clock.today().year}〕1号", text="经复核，本人到任不满三个月，责任划分不当，予以撤销。", kinds=[],
        file=scanned("申诉答复", "经复核，予以撤销。"), **FREE,
    )  # fmt: skip
    yield world.after(1)
    change_confirmed(world, ruling.ref, Function.ORG_DEPT)
    yield world.after(1)
    for back in Withdrawal.objects.filter(ruling=ruling, acknowledged_at=None):
        acknowledged(world, back)

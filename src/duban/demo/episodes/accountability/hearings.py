"""Due process in its less usual turns: on paper, waived, a recusal asked for, and a transfer that is refused twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from duban.accountability.facts import Dossier
from duban.accountability.models import Declaration
from duban.demo.episodes.accountability.inquiries import PARTY, opened
from duban.demo.lives.inquiries import FREE, InquiryLife, concluded, proposed
from duban.demo.lives.measures import main_role
from duban.demo.papers import scanned
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.shared import clock


def a_case_on_paper(world: World) -> Life:
    """Statement and approval come on paper; what others manage can only be recommended; the case ends, and goes on."""
    case = opened(world, "consequences", "b2")
    yield world.after(1)
    case.by("take_up", case.inspector())
    principal = world.person(case.unit, PostRole.PRINCIPAL)
    case.by("name_person", case.inspector(), person=str(principal.person_id), role="principal", leading="yes",
            authority="city", grounds=["5.4"])  # fmt: skip
    yield world.after(1)
    case.by("serve", case.inspector())
    yield from _heard(case)
    concluded(case, "no")
    yield from _refused(case)
    yield from _agreed_on_paper(case)
    yield from _with_the_bodies(case)


def _heard(case: InquiryLife) -> Iterator[datetime]:
    """The principal leader waives in writing; the unit's statement comes on paper and asks for another checker."""
    world = case.world
    unit, person = _notices(case)
    yield world.after(2)
    waiver = scanned("放弃说明", "本人对告知的事实没有异议，放弃说明。")
    world.do(world.person(case.unit, PostRole.PRINCIPAL), "hearing.waive", ref=person, file=waiver)
    world.do(case.inspector(), "hearing.check_waiver", ref=person, valid="yes", **FREE)
    liaison, checker = world.person(case.unit, PostRole.LIAISON), world.person(PARTY, PostRole.CHECKER)
    world.do(
        liaison, "hearing.request_recusal", ref=unit, person=str(checker.person_id), reason="曾在本单位任职。"
    )
    yield world.later(200)
    world.do(checker, "inquiry.answer_relation", ref=case.ref, text="十年前在该单位工作，早已没有往来。")
    yield world.after(1)
    asked = Declaration.objects.get(inquiry__ref=case.ref, related=True, verdict="")
    world.do(
        world.person(PARTY, PostRole.OFFICE_HEAD), "inquiry.decide_recusal", ref=case.ref, declaration=str(asked.pk),
        verdict="continues", opinion="任职已满十年，不影响公正。", replacement="",
    )  # fmt: skip
    yield world.after(1)
    scan = scanned("书面说明", "积水系连续强降雨所致，已组织排涝。")
    world.do(
        world.person(PARTY, PostRole.CLERK), "hearing.enter_paper", ref=unit, what="statement",
        received_on=clock.today(), text="积水系连续强降雨所致，已组织排涝。", scan=scan, signed=True,
        meeting="单位党组专题会议", **FREE,
    )  # fmt: skip
    yield world.later(45)
    world.do(checker, "hearing.compare_paper", ref=unit, same="same", **FREE)
    yield world.after(6)
    world.do(
        case.inspector(), "hearing.answer", ref=unit, adopted="no", reasons="强降雨前管网应已建成。", **FREE
    )
    yield world.after(1)


def _notices(case: InquiryLife) -> tuple[str, str]:
    """The notice to the unit and the one to its principal leader."""
    latest = Dossier(case.row).latest
    return latest["unit"].ref, next(row.ref for key, row in latest.items() if key != "unit")


def _refused(case: InquiryLife) -> Iterator[datetime]:
    """The checker sends the proposal back, and 书记 does not agree at first."""
    world, checker = case.world, case.world.person(PARTY, PostRole.CHECKER)
    yield world.after(1)
    proposed(case)
    yield world.after(1)
    case.by("send_back", checker, reason="请附灾情损失评估。")
    yield world.after(1)
    proposed(case)
    yield world.after(1)
    case.by("check", checker, opinion="事实清楚，依据充分")
    yield world.after(1)
    secretary, magistrate = world.leader(PostRole.SECRETARY), world.leader(PostRole.COUNTY_HEAD)
    case.by("refer", secretary, leader=str(magistrate.person_id), opinion="请从防汛角度审一审。")
    yield world.after(1)
    case.by("refer", magistrate, leader=str(secretary.person_id), opinion="防汛责任属实，请审定。")
    yield world.later(60)
    case.by("disapprove", world.leader(main_role(PARTY)), reason="先听取该单位整改汇报。")
    yield world.after(4)


def _agreed_on_paper(case: InquiryLife) -> Iterator[datetime]:
    """书记 agrees on paper: entered by the clerk, compared by another person; taken back once, then it goes out."""
    world = case.world
    yield from _signed_out(case)
    case.by("take_back", world.person(PARTY, PostRole.OFFICE_HEAD), reason="移交意见中工程名称与台账不一致，请改正。")
    yield world.later(60)
    yield from _signed_out(case)
    clerk = world.person(PARTY, PostRole.CLERK)
    case.by("issue", clerk, number_by="own", seal_keeper=clerk.name, copies_printed=4)


def _signed_out(case: InquiryLife) -> Iterator[datetime]:
    """From the proposal to the head's signature, with the word of 书记 on paper."""
    world = case.world
    proposed(case)
    yield world.after(1)
    case.by("check", world.person(PARTY, PostRole.CHECKER), opinion="事实清楚，依据充分")
    yield world.after(1)
    leader, clerk = world.leader(main_role(PARTY)), world.person(PARTY, PostRole.CLERK)
    scan = scanned("审批件", "同意移交。")
    case.by("enter_paper", clerk, leader=str(leader.person_id), decided_on=clock.today(), verdict="agree",
            opinion="同意移交", scan=scan)  # fmt: skip
    yield world.later(60)
    case.by("compare_paper", world.person(PARTY, PostRole.INSPECTOR, 2), same="same", text="")
    yield world.later(60)
    case.by("sign_out", world.person(PARTY, PostRole.OFFICE_HEAD))
    yield world.later(40)


def _with_the_bodies(case: InquiryLife) -> Iterator[datetime]:
    """县纪委监委 accepts, notes, recommends to the city, finishes, and takes it up once more."""
    world, deputy = case.world, case.world.person(Function.CDI, PostRole.DEPUTY)
    yield world.after(1)
    for body in (Function.CDI, Function.ORG_DEPT):
        world.do(world.person(body, PostRole.LIAISON), "inquiry.receive", ref=case.ref)
    yield world.after(1)
    case.by("accept", deputy)
    yield world.after(2)
    world.do(deputy, "inquiry.set_status", ref=case.ref, status="核实")
    world.do(deputy, "inquiry.note", ref=case.ref, text="已约见该单位分管领导。")
    yield world.after(8)
    person = Dossier(case.row).named[0].person_id
    case.by(
        "recommend", deputy, subject=f"person:{person}", addressee="中共××市委组织部", number=f"X纪函〔{clock.today().year}〕3号",
        dated_on=clock.today(), text="建议予以诫勉。", file=scanned("处理建议", "建议予以诫勉。"),
    )  # fmt: skip
    yield world.after(1)
    case.by("finish", deputy, outcome="recommended")
    yield world.after(5)
    case.by("resume", deputy, reason="市里要求补充材料。")
    yield world.after(4)
    case.by("finish", deputy, outcome="recommended")


EPISODES = ((68, a_case_on_paper),)

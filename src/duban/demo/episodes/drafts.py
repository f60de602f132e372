"""Measures that do not go smoothly: changed, sent back, refused, agreed to on paper, withdrawn, put off, made void."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from duban.demo.lives import measures
from duban.demo.lives.stories import Story
from duban.demo.papers import edited, scanned
from duban.demo.plot import GOV, PARTY, finished, printed, story, underway
from duban.demo.world import Life, World
from duban.insight.selectors.case_file.papers import paper
from duban.mechanism.people.standing import PostRole, other_office
from duban.shared import clock
from duban.shared.actor import Actor


@dataclass
class Draft:
    """A measure on its way, with the people of its office."""

    told: Story
    kind: str
    ref: str
    limit: datetime

    @property
    def world(self) -> World:
        """The world in which it is on its way."""
        return self.told.world

    @property
    def leader(self) -> Actor:
        """The county leader who decides on it."""
        return measures.approver(self.told, main=self.kind == "listing")

    def by(self, actor: Actor, key: str, **given: Any) -> None:
        """An act on it."""
        self.world.do(actor, f"{self.kind}.{key}", ref=self.ref, **given)

    def office(self, role: PostRole, key: str, **given: Any) -> None:
        """An act on it by somebody of its office."""
        self.by(self.world.person(self.told.office, role), key, **given)

    def unit(self, key: str, **given: Any) -> None:
        """An act on it by the unit's liaison."""
        self.by(self.world.person(self.told.work.unit, PostRole.LIAISON), key, **given)


def a_letter_with_troubles(world: World) -> Life:
    """A 督办函 that is changed, refused, agreed to on paper, put off, and in the end void: its facts were wrong."""
    told = story(world, "社区矫正中心规范化建设", "b5", office=PARTY, days=330)
    told.pace = 0.5
    yield from underway(told)
    yield world.after(15)
    draft = _drafted(told, "letter")
    yield from _troubles(draft)
    yield from _put_off(draft)
    yield from _void(draft)
    yield from finished(told)


def an_interview_with_troubles(world: World) -> Life:
    """A 联席约谈 through the same, with a body excused; 县长 decides on an examination before the government's meeting."""
    told = story(world, "文体设施提档升级", "b13", office=GOV, days=340)
    told.pace = 0.5
    yield from underway(told)
    yield world.after(12)
    draft = _drafted(told, "interview")
    yield from _troubles(draft)
    draft.by(draft.leader, "excuse", organ="cdi", reason="县纪委监委当日另有专案")
    yield world.after(1)
    draft.by(
        told.inspector(), "reschedule", planned_at=clock.at(clock.day_of(world.after(4)), time(15)),
        place="县政府二楼会议室", convener=str(draft.leader.person_id), reason="召集人当日参加市里会议。", means="paper",
    )  # fmt: skip
    yield world.at(clock.day_of(world.after(4)), 16)
    measures.hold(told, draft.ref, cdi=False)
    yield world.after(1)
    text = "会议指出问题，明确整改要求和期限；书面报告已当场提交。"
    draft.by(told.inspector(), "write_minutes", text=text)
    printed(told, draft.ref, "minutes")
    yield world.after(1)
    secretary, head = world.leader(PostRole.SECRETARY), world.leader(PostRole.COUNTY_HEAD)
    draft.by(secretary, "decide_party_meeting", decision="no")
    draft.by(head, "decide_gov_meeting", decision="yes", opinion="向县政府常务会议作出检查。")
    yield world.after(6, 16)
    measures.examined(told, draft.ref, "gov")
    yield from _put_off(draft)
    yield from _void(draft)
    yield from finished(told)


def a_listing_with_troubles(world: World) -> Life:
    """A 挂牌督办 through the same; its release is asked for too early, recalled, refused, and the notice made void."""
    told = story(world, "产业集聚区污水管网补短板", "h3", office=PARTY, days=260)
    told.pace = 0.4
    yield from underway(told)
    yield world.after(15)
    yield from measures.letter(told, finish=False)
    yield world.after(10)
    yield from measures.interview(told)
    yield world.after(10)
    draft = _drafted(told, "listing")
    yield from _troubles(draft)
    yield from measures.publicity(told, draft.ref)
    yield from _put_off(draft)
    for recalled in (True, False):
        yield world.after(2)
        draft.unit(
            "apply_release", text="挂牌事项已全部整改到位。", value=told.state(), file=scanned("验收材料", "已验收。")
        )
        yield world.later(100)
        if recalled:
            draft.unit("recall_release", reason="验收材料不全，补齐后再报。")
    draft.by(world.person(told.work.unit, PostRole.PRINCIPAL), "confirm_release")
    yield from measures.verified(told, "listing", draft.ref)
    yield world.after(1)
    draft.by(draft.leader, "refuse_release", reason="群众仍有反映，继续整改。")
    yield from _void(draft)
    yield from measures.settled(told)
    yield from finished(told)


def _drafted(told: Story, kind: str) -> Draft:
    """The draft stands; before it another one was withdrawn, and this one is changed once."""
    world, limit = told.world, clock.now() + timedelta(days=75)
    measures.find(told, kind)
    values = measures.content(told, kind, limit)
    if kind == "interview":
        values["planned_at"] = world.after(25, 15)
    first = world.do(told.inspector(), f"{kind}.propose", matter=told.matter, **values).ref
    world.do(told.inspector(), f"{kind}.withdraw", ref=first, reason="与责任单位沟通后暂缓")
    ref = world.do(told.inspector(), f"{kind}.propose", matter=told.matter, **values).ref
    basis = f"{values['basis']}经核对台账属实。"
    world.do(told.inspector(), f"{kind}.redraft", ref=ref, **{**values, "basis": basis})
    return Draft(told, kind, ref, limit)


def _troubles(draft: Draft) -> Iterator[datetime]:
    """Handed in and taken back as a final text, sent back, refused, agreed to on paper; issued, received, planned."""
    world, told = draft.world, draft.told
    text = paper(actor=world.reader(told.office, PostRole.INSPECTOR), ref=draft.ref).paper
    draft.by(told.inspector(), "upload_final", file=edited(text, "你单位", "经查，你单位"))
    yield world.later(40)
    draft.by(told.inspector(), "drop_final")
    _submit(draft)
    yield world.after(1)
    draft.office(PostRole.CHECKER, "send_back", reason="附件与正文数据不一致。")
    yield from _checked(draft)
    yield from _handed_on(draft)
    draft.by(draft.leader, "disapprove", reason="再给一周时间，视进展再议。")
    yield world.after(5)
    yield from _checked(draft)
    scan = scanned("审批件", "同意印发。")
    leader = {"leader": str(draft.leader.person_id), "decided_on": clock.today(), "verdict": "agree"}
    draft.office(PostRole.CLERK, "enter_paper", **leader, opinion="同意", scan=scan)
    yield world.later(90)
    draft.office(PostRole.CHECKER, "compare_paper", same="same", text="")
    yield from measures.issued(told, draft.kind, draft.ref)
    yield from measures.received(told, draft.kind, draft.ref)
    yield from measures.planned(told, draft.kind, draft.ref, draft.limit)


def _handed_on(draft: Draft) -> Iterator[datetime]:
    """The leader asks the other side's main leader, who leaves it to the one in charge."""
    world, leader = draft.world, draft.leader
    main = next(
        one
        for role in (PostRole.COUNTY_HEAD, PostRole.SECRETARY)
        if (one := world.leader(role)).person_id != leader.person_id
    )
    draft.by(leader, "refer", leader=str(main.person_id), opinion="涉及面较广，请审定。")
    yield world.after(1)
    draft.by(main, "refer", leader=str(leader.person_id), opinion="按分工由您审定。")
    yield world.later(90)


def _submit(draft: Draft) -> None:
    draft.by(draft.told.inspector(), "submit", approver=str(draft.leader.person_id))


def _checked(draft: Draft) -> Iterator[datetime]:
    """From the desk of the inspector to that of the leader."""
    world = draft.world
    yield world.after(1)
    _submit(draft)
    yield world.later(150)
    draft.office(PostRole.CHECKER, "check", opinion="事实与附件相符")
    if draft.kind != "letter":
        yield world.after(1)
        head = world.person(other_office(draft.told.office), PostRole.OFFICE_HEAD)
        draft.by(head, "countersign", opinion="同意")
    yield world.after(1)


def _put_off(draft: Draft) -> Iterator[datetime]:
    """The plan is returned and made anew; the limit is moved once."""
    world = draft.world
    yield world.after(1)
    draft.by(draft.told.inspector(), "return_plan", reason="措施太空，未明确到人到天。")
    yield from measures.planned(draft.told, draft.kind, draft.ref, draft.limit)
    yield world.after(2)
    later = clock.day_of(draft.limit) + timedelta(days=10)
    draft.unit("request_extension", new_due=later, reason="设备到货延迟，申请顺延10天。")
    yield world.after(1)
    draft.by(draft.leader, "decide_extension", verdict="grant", opinion="同意。")


def _void(draft: Draft) -> Iterator[datetime]:
    yield draft.world.after(3)
    draft.office(PostRole.OFFICE_HEAD, "void", reason="所依据的台账数据有误，经核实予以作废。")
    draft.told.running = [measure for measure in draft.told.running if measure.ref != draft.ref]
    draft.told.pace = 1.15


EPISODES = (
    (20, a_letter_with_troubles),
    (24, an_interview_with_troubles),
    (28, a_listing_with_troubles),
)

"""The three measures as people take them in the demo, step by step through the acts."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from duban.demo.papers import scanned
from duban.mechanism.people.standing import Function, PostRole, other_office
from duban.shared import clock

if TYPE_CHECKING:
    from duban.demo.lives.stories import Story
    from duban.shared.actor import Actor


_ASKS = 0.4
"""The share of letters with a request for a later limit."""
_FINDINGS = {
    "letter": (("slow", "截至{day}，{name}{left}，序时进度落后。"),),
    "interview": (("slow", "截至{day}，督办函到期未整改到位，{name}{left}。"),),
    "listing": (
        ("serious", "截至{day}，承诺期限到期未兑现，{name}{left}，序时差距大。"),
        ("unclear", "截至{day}，经多次督办，{name}{left}，整改成效仍不明显。"),
    ),
}


@dataclass(frozen=True)
class Running:
    """A letter or an interview under way."""

    kind: str
    ref: str


def main_role(office: Function) -> PostRole:
    """Which main leader decides for an office."""
    return PostRole.SECRETARY if office is Function.PARTY_OFFICE else PostRole.COUNTY_HEAD


def approver(story: Story, *, main: bool) -> Actor:
    """The county leader who decides on a measure: 书记 or 县长 on a listing, else the one in charge of the office."""
    if main:
        return story.world.leader(main_role(story.office))
    nth = 2 if story.office is Function.PARTY_OFFICE else 1
    return story.world.leader(PostRole.COUNTY_LEADER, nth)


def find(story: Story, kind: str) -> None:
    """The inspector records what he finds before he drafts."""
    for fact, reason in _FINDINGS[kind]:
        words = reason.format(day=_day(clock.today()), name=story.work.target_name, left=_left(story))
        story.world.do(story.inspector(), "matter.record_fact", ref=story.matter, fact=fact, reason=words)


def _left(story: Story) -> str:
    """How much of the target is done, e.g. 12公里（目标46公里）."""
    from duban.matters.models import Matter

    matter = Matter.objects.get(ref=story.matter)
    of = matter.target_unit
    return f"{int(matter.value or 0)}{of}（目标{int(matter.target_value or 0)}{of}）"


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _responsible(story: Story) -> str:
    """The unit, its principal and whoever handles the matter, by name."""
    unit, world = story.work.unit, story.world
    principal = world.person(unit, PostRole.PRINCIPAL)
    handler = world.reporter(unit)
    return f"{world.units[unit].name}；主要领导{principal.name}；事项经办负责人{handler.name}"


def content(story: Story, kind: str, limit: datetime) -> dict[str, Any]:
    """What the draft of a measure states."""
    from duban.insight.selectors.act_page.of_matter import quotable_facts

    world, title, until = story.world, story.work.title, _day(clock.day_of(limit))
    unit, left = world.units[story.work.unit].name, f"{story.work.target_name}{_left(story)}"
    common = {
        "issuer": story.office.value, "deadline": clock.day_of(limit),
        "facts": quotable_facts(world.jurisdiction_id, story.matter),
    }  # fmt: skip
    own: dict[str, dict[str, Any]] = {
        "letter": {
            "basis": "进展缓慢，落实不力，需要督办。", "goals": [f"{until}前追上序时进度"], "feedback_days": 15,
            "matters": [f"{until}前补齐“{title}”滞后的实物工作量", f"逐项解决制约进度的突出问题（现{left}）"],
            "again": "前一件督办函以后进度仍未追上" if story.lettered else "",
        },
        "interview": {
            "basis": "督办函到期未整改到位。", "feedback_days": 10, "planned_at": world.after(8, 15),
            "opinion_text": f"{unit}承办的“{title}”现{left}，建议由县领导召集联席约谈，督促其在{until}前整改到位。",
            "place": "县委大院一楼会议室",
            "materials": ["整改方案（含整治期限承诺）", "书面报告"],
        },
        "listing": {
            "basis": "进度严重滞后，经多次督办整改成效仍不明显。", "name": title, "feedback_days": 7,
            "responsible": _responsible(story),
            "main_facts": f"截至{_day(clock.today())}，{left}，进度严重滞后；经督办函、联席约谈等多次督办，整改成效仍不明显。",
            "requirements": [f"{until}前完成全部剩余任务并通过验收", "主要领导牵头，每周调度一次"],
            "release_method": "书面申请，由责任单位主要领导本人确认，附验收材料",
            "release_procedure": "责任单位申请，督办办公室两人核查，县委书记或县长同意，印发解除通知，范围与本通知相同",
        },
    }  # fmt: skip
    return {**common, **own[kind]}


def _proposed(story: Story, kind: str, limit: datetime) -> Generator[datetime, None, str]:
    """Draft to plan: found, drafted, checked, countersigned, approved, issued, received; returns the reference."""
    world = story.world
    find(story, kind)
    values = content(story, kind, limit)
    ref: str = world.do(story.inspector(), f"{kind}.propose", matter=story.matter, **values).ref
    leader = approver(story, main=kind == "listing")
    world.do(story.inspector(), f"{kind}.submit", ref=ref, approver=str(leader.person_id))
    yield world.later(180)
    world.do(story.checker(), f"{kind}.check", ref=ref, opinion="事实与附件相符")
    if kind != "letter":
        yield world.after(1)
        head = world.person(other_office(story.office), PostRole.OFFICE_HEAD)
        world.do(head, f"{kind}.countersign", ref=ref, opinion="同意")
    yield world.after(1)
    world.do(leader, f"{kind}.approve", ref=ref, opinion="同意")
    yield from issued(story, kind, ref)
    yield from received(story, kind, ref)
    yield from planned(story, kind, ref, limit)
    return ref


def issued(story: Story, kind: str, ref: str) -> Iterator[datetime]:
    """The head signs it out, the clerk numbers, seals and issues it."""
    world = story.world
    yield world.after(1)
    world.do(story.signer(), f"{kind}.sign_out", ref=ref, opinion="发")
    yield world.later(50)
    clerk = world.person(story.office, PostRole.CLERK)
    planned_at = {"held_plan": world.after(4, 15)} if kind == "interview" else {}
    world.do(
        clerk,
        f"{kind}.issue",
        ref=ref,
        number_by="own",
        seal_keeper=clerk.name,
        copies_printed=12,
        **planned_at,
    )
    if kind != "listing":
        story.running.append(Running(kind, ref))


def received(story: Story, kind: str, ref: str) -> Iterator[datetime]:
    """Receipts of the unit, its principal leaders and the two bodies."""
    world, unit = story.world, story.work.unit
    yield world.after(1, 9)
    world.do(world.person(unit, PostRole.LIAISON), f"{kind}.receive", ref=ref)
    for nth in range(len(world.holders(unit, PostRole.PRINCIPAL))):
        yield world.later(35)
        world.do(world.person(unit, PostRole.PRINCIPAL, nth), f"{kind}.receive", ref=ref)
    for body in (Function.CDI, Function.ORG_DEPT):
        yield world.later(20)
        world.do(world.person(body, PostRole.LIAISON), f"{kind}.receive", ref=ref)


def planned(story: Story, kind: str, ref: str, limit: datetime) -> Iterator[datetime]:
    """The plan, drafted by the liaison and confirmed by the principal leader in person."""
    world, unit = story.world, story.work.unit
    yield world.after(world.chance.choice((1, 2, 3)))
    world.do(
        world.person(unit, PostRole.LIAISON),
        f"{kind}.plan",
        ref=ref,
        text="一、倒排工期，增加班组；二、每周调度，主要领导牵头；三、明确到人，逐项销号。",
        committed_on=clock.day_of(limit) - timedelta(days=3),
    )
    yield world.later(120)
    world.do(world.person(unit, PostRole.PRINCIPAL), f"{kind}.confirm_plan", ref=ref)


def _extended(story: Story, ref: str, limit: datetime) -> Iterator[datetime]:
    """Now and then a unit asks for a later limit; some get it, others not."""
    by_title = Random(story.work.title)  # noqa: S311 - which ones must not depend on what the others do
    if by_title.random() < _ASKS:
        world = story.world
        yield world.after(2)
        world.do(
            world.person(story.work.unit, PostRole.LIAISON),
            "letter.request_extension",
            ref=ref,
            new_due=clock.day_of(limit) + timedelta(days=10),
            reason="汛期连续降雨，室外作业停工，申请顺延10天。",
        )
        yield world.after(1)
        granted = by_title.random() < 0.5
        world.do(
            approver(story, main=False),
            "letter.decide_extension",
            ref=ref,
            verdict="grant" if granted else "refuse",
            opinion="同意，抓紧追赶进度。" if granted else "请增加力量，按原时限完成。",
        )


def verified(story: Story, kind: str, ref: str) -> Iterator[datetime]:
    """The inspector in charge looks on the spot, a second person confirms."""
    world = story.world
    yield world.after(4)
    world.do(
        story.inspector(),
        f"{kind}.verify",
        ref=ref,
        method="现场",
        result="pass",
        text="现场核查，整改事项已完成。",
        value=story.stated,
    )
    yield world.after(1)
    world.do(story.second(), f"{kind}.confirm_verification", ref=ref, agree="agree", text="核查属实")


def settled(story: Story) -> Iterator[datetime]:
    """Each letter and interview under way comes to its end: reported done, verified by two, crossed off."""
    world = story.world
    story.pace = max(story.pace, 1.08)
    while story.running:
        measure = story.running.pop()
        liaison = world.person(story.work.unit, PostRole.LIAISON)
        text = "责令整改事项已全部完成，进度已追上序时。"
        world.do(liaison, f"{measure.kind}.apply", ref=measure.ref, text=text, value=story.state())
        yield from verified(story, measure.kind, measure.ref)
        yield world.after(1)
        head = world.person(story.office, PostRole.OFFICE_HEAD)
        world.do(head, f"{measure.kind}.close", ref=measure.ref, opinion="同意销号")
        yield world.after(1)


def letter(story: Story, *, finish: bool) -> Iterator[datetime]:
    """A 督办函, from the facts to its receipt and plan; with `finish` to its end."""
    world = story.world
    limit = clock.now() + timedelta(days=30 if finish else 24)
    ref = yield from _proposed(story, "letter", limit)
    story.lettered = True
    if not finish:
        return
    story.pace = max(story.pace, 1.08)
    yield from _extended(story, ref, limit)
    yield world.at(world.before(clock.day_of(limit), 3), 10)
    yield from settled(story)


def interview(story: Story) -> Iterator[datetime]:
    """A 联席约谈: opinion of both offices, notice, plan, the interview with both bodies, minutes."""
    world = story.world
    ref = yield from _proposed(story, "interview", clock.now() + timedelta(days=40))
    text = "滞后原因、整改措施和期限承诺详见附件。"
    world.do(world.person(story.work.unit, PostRole.LIAISON), "interview.draft_report", ref=ref, text=text)
    yield world.later(90)
    world.do(world.person(story.work.unit, PostRole.PRINCIPAL), "interview.hand_report", ref=ref, text=text)
    yield world.after(2, 16)
    hold(story, ref)
    yield world.after(2)
    world.do(
        story.inspector(),
        "interview.write_minutes",
        ref=ref,
        text="会议指出问题，明确整改要求和期限；责任单位主要领导作表态，书面报告已当场提交。",
    )
    if world.chance.random() < 0.4:
        yield from _self_criticism(story, ref)


def _self_criticism(story: Story, ref: str) -> Iterator[datetime]:
    """书记 decides whether the unit answers for itself before the standing committee."""
    world = story.world
    yield world.later(60)
    yes = world.chance.choice(("yes", "no"))
    world.do(world.leader(PostRole.SECRETARY), "interview.decide_party_meeting", ref=ref, decision=yes)
    if yes == "yes":
        yield world.after(6, 16)
        examined(story, ref, "party")


def examined(story: Story, ref: str, meeting: str) -> None:
    """The leaders of the unit have answered for themselves before a meeting of the county."""
    world, unit = story.world, story.work.unit
    people = (*world.holders(unit, PostRole.PRINCIPAL), *world.holders(unit, PostRole.DEPUTY))
    world.do(
        story.inspector(),
        "interview.record_self_criticism",
        ref=ref,
        meeting=meeting,
        held_on=clock.today(),
        persons=[str(person.person_id) for person in people],
        text="对督办事项推进不力作出检查，明确整改责任和期限。",
    )


def hold(story: Story, ref: str, *, cdi: bool = True) -> None:
    """The interview takes place, with 县纪委监委 unless the convener has excused it."""
    world, unit = story.world, story.work.unit
    people = [world.person(unit, PostRole.PRINCIPAL), world.person(unit, PostRole.DEPUTY)]
    watching = [world.person(Function.CDI, PostRole.DEPUTY)] if cdi else []
    world.do(
        story.inspector(),
        "interview.hold",
        ref=ref,
        held_at=clock.now() - timedelta(minutes=50),
        convener=str(approver(story, main=False).person_id),
        cdi_people=[str(person.person_id) for person in watching],
        org_people=[str(world.person(Function.ORG_DEPT, PostRole.DEPUTY).person_id)],
        unit_people=[str(person.person_id) for person in people],
        report_handed="yes" if world.chance.random() < 0.85 else "no",
    )


def listing(story: Story, days: int) -> Generator[datetime, None, str]:
    """A 挂牌督办 for so many days: three findings, 书记 or 县长, circulation, and half of them before the public."""
    ref = yield from _proposed(story, "listing", clock.now() + timedelta(days=days))
    story.listed = ref
    if story.world.chance.random() < 0.5:
        yield from publicity(story, ref)
    return ref


def publicity(story: Story, ref: str) -> Iterator[datetime]:
    """The listing is put before the public: proposed, looked at for secrets, decided on by a main leader, published."""
    world = story.world
    yield world.after(1)
    world.do(
        story.inspector(),
        "listing.propose_publicity",
        ref=ref,
        fields=["事项名称", "整改要求", "办理时限"],
        channel="县融媒体中心",
        reason="群众关注度高",
    )
    yield world.later(200)
    world.do(
        world.person(story.office, PostRole.CHECKER),
        "listing.clear_secrecy",
        ref=ref,
        verdict="pass",
        opinion="不涉密，可以公开",
    )
    yield world.after(1)
    leader = approver(story, main=True)
    world.do(leader, "listing.decide_publicity", ref=ref, verdict="publish", opinion="同意公开")
    yield world.after(1)
    world.do(
        world.person(story.office, PostRole.CLERK),
        "listing.record_publication",
        ref=ref,
        published_on=clock.today(),
        place="县融媒体中心公告栏",
    )
    story.published = True


def release(story: Story) -> Iterator[datetime]:
    """The unit applies, its principal leader confirms, two verify, 书记 or 县长 agrees; what ran below ends with it."""
    world, unit, ref = story.world, story.work.unit, story.listed
    story.pace = 9.0
    world.do(
        world.person(unit, PostRole.LIAISON),
        "listing.apply_release",
        ref=ref,
        text="挂牌事项已全部整改到位，附验收材料。",
        value=story.state(),
        file=scanned("验收材料"),
    )
    yield world.later(150)
    world.do(world.person(unit, PostRole.PRINCIPAL), "listing.confirm_release", ref=ref)
    yield from verified(story, "listing", ref)
    yield world.after(1)
    world.do(approver(story, main=True), "listing.approve_release", ref=ref, opinion="同意解除")
    yield world.after(1)
    world.do(world.person(story.office, PostRole.OFFICE_HEAD), "listing.sign_release", ref=ref)
    yield world.later(45)
    clerk = world.person(story.office, PostRole.CLERK)
    world.do(
        clerk, "listing.issue_release", ref=ref, number_by="own", seal_keeper=clerk.name, copies_printed=12
    )
    story.listed = ""
    story.running = []
    if story.published:
        yield world.after(2)
        world.do(clerk, "listing.record_publication", ref=ref, published_on=clock.today())

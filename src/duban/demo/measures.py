"""The three measures as people take them in the demo, step by step through the acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from duban.mechanism.standing import Function, PostRole, other_office
from duban.shared import clock

if TYPE_CHECKING:
    from duban.demo.stories import Story


_ASKS = 0.4
"""The share of letters with a request for a later limit."""


def _facts(story: Story) -> list[str]:
    from duban.insight.selectors.schedule import quotable_facts

    return quotable_facts(story.world.jurisdiction_id, story.matter)


def _find(story: Story, fact: str, reason: str) -> None:
    story.world.do(story.inspector(0), "matter.record_fact", ref=story.matter, fact=fact, reason=reason)


def _leader(story: Story) -> Any:
    nth = 2 if story.office is Function.PARTY_OFFICE else 1
    return story.world.leader(PostRole.COUNTY_LEADER, nth)


def _through(story: Story, kind: str, ref: str, *, main: bool, countersigned: bool) -> Iterator[datetime]:
    """Draft to issue: checked, countersigned, approved, signed out, numbered."""
    world = story.world
    role = PostRole.SECRETARY if story.office is Function.PARTY_OFFICE else PostRole.COUNTY_HEAD
    leader = world.leader(role) if main else _leader(story)
    world.do(story.inspector(0), f"{kind}.submit", ref=ref, approver=str(leader.person_id))
    yield world.later(180)
    world.do(world.person(story.office, PostRole.CHECKER), f"{kind}.check", ref=ref, opinion="事实与附件相符")
    if countersigned:
        yield world.after(1)
        head = world.person(other_office(story.office), PostRole.OFFICE_HEAD)
        world.do(head, f"{kind}.countersign", ref=ref, opinion="同意")
    yield world.after(1)
    leader = world.leader(role) if main else _leader(story)
    world.do(leader, f"{kind}.approve", ref=ref, opinion="同意")
    yield world.after(1)
    world.do(world.person(story.office, PostRole.OFFICE_HEAD), f"{kind}.sign_out", ref=ref, opinion="发")
    yield world.later(50)
    clerk = world.person(story.office, PostRole.CLERK)
    planned = {"held_plan": world.after(4, 15)} if kind == "interview" else {}
    world.do(
        clerk, f"{kind}.issue", ref=ref, number_by="own", seal_keeper=clerk.name, copies_printed=12, **planned
    )


def _received(story: Story, kind: str, ref: str) -> Iterator[datetime]:
    """Receipts of the unit, its principal leaders and the two bodies."""
    world, unit = story.world, story.work.unit
    yield world.after(1, 9)
    world.do(world.person(unit, PostRole.LIAISON), f"{kind}.receive", ref=ref)
    count = 2 if unit.startswith("t") else 1
    for nth in range(count):
        yield world.later(35)
        world.do(world.person(unit, PostRole.PRINCIPAL, nth), f"{kind}.receive", ref=ref)
    for body in (Function.CDI, Function.ORG_DEPT):
        yield world.later(20)
        world.do(world.person(body, PostRole.LIAISON), f"{kind}.receive", ref=ref)


def _plan(story: Story, kind: str, ref: str, limit: datetime) -> Iterator[datetime]:
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
            _leader(story),
            "letter.decide_extension",
            ref=ref,
            verdict="grant" if granted else "refuse",
            opinion="同意，抓紧追赶进度。" if granted else "请增加力量，按原时限完成。",
        )


def _verified(story: Story, kind: str, ref: str) -> Iterator[datetime]:
    world = story.world
    yield world.after(4)
    world.do(
        story.inspector(0),
        f"{kind}.verify",
        ref=ref,
        method="现场",
        result="pass",
        text="现场核查，整改事项已完成。",
    )
    yield world.after(1)
    world.do(story.inspector(1), f"{kind}.confirm_verification", ref=ref, agree="agree", text="核查属实")


def letter(story: Story, *, finish: bool) -> Iterator[datetime]:
    """A 督办函, from the facts to its receipt and plan; with `finish` to its end."""
    world = story.world
    _find(story, "slow", "序时进度落后，实物工作量不足，部分节点未完成。")
    days = 30 if finish else 24
    limit = clock.now() + timedelta(days=days)
    done = world.do(
        story.inspector(0),
        "letter.propose",
        matter=story.matter,
        issuer=story.office.value,
        basis="进展缓慢，落实不力，需要督办。",
        facts=_facts(story),
        matters=["补齐滞后的实物工作量", "解决制约进度的突出问题"],
        deadline=clock.day_of(limit),
        goals=["在整改时限内追上序时进度"],
        feedback_days=15,
    )
    yield from _through(story, "letter", done.ref, main=False, countersigned=False)
    yield from _received(story, "letter", done.ref)
    yield from _plan(story, "letter", done.ref, limit)
    if not finish:
        return
    story.pace = max(story.pace, 1.02)
    yield from _extended(story, done.ref, limit)
    yield world.at(world.before(clock.day_of(limit), 3), 10)
    world.do(
        world.person(story.work.unit, PostRole.LIAISON),
        "letter.apply",
        ref=done.ref,
        text="责令整改事项已全部完成，进度已追上序时。",
    )
    yield from _verified(story, "letter", done.ref)
    yield world.after(1)
    world.do(
        world.person(story.office, PostRole.OFFICE_HEAD), "letter.close", ref=done.ref, opinion="同意销号"
    )


def interview(story: Story, *, finish: bool) -> Iterator[datetime]:
    """A 联席约谈: opinion of both offices, notice, plan, the interview with both bodies, minutes."""
    world, unit = story.world, story.work.unit
    limit = clock.now() + timedelta(days=40)
    done = world.do(
        story.inspector(0),
        "interview.propose",
        matter=story.matter,
        issuer=story.office.value,
        basis="督办函到期未整改到位。",
        facts=_facts(story),
        opinion_text="建议由县领导召集联席约谈，督促责任单位限期整改。",
        planned_at=world.after(8, 15),
        place="县委大院一楼会议室",
        materials=["整改方案（含整治期限承诺）", "书面报告"],
        deadline=clock.day_of(limit),
        feedback_days=10,
    )
    yield from _through(story, "interview", done.ref, main=False, countersigned=True)
    yield from _received(story, "interview", done.ref)
    yield from _plan(story, "interview", done.ref, limit)
    world.do(
        world.person(unit, PostRole.LIAISON),
        "interview.hand_report",
        ref=done.ref,
        text="滞后原因、整改措施和期限承诺详见附件。",
    )
    yield world.after(2, 16)
    _hold(story, done.ref)
    yield world.after(2)
    world.do(
        story.inspector(0),
        "interview.write_minutes",
        ref=done.ref,
        text="会议指出问题，明确整改要求和期限；责任单位主要领导作表态，书面报告已当场提交。",
    )
    if world.chance.random() < 0.4:
        yield world.later(60)
        yes = world.chance.choice(("yes", "no"))
        world.do(
            world.leader(PostRole.SECRETARY), "interview.decide_party_meeting", ref=done.ref, decision=yes
        )
        if yes == "yes":
            yield world.after(6, 16)
            people = [
                world.person(unit, PostRole.PRINCIPAL, nth) for nth in range(2 if unit.startswith("t") else 1)
            ]
            world.do(
                story.inspector(0),
                "interview.record_self_criticism",
                ref=done.ref,
                meeting="party",
                held_on=clock.today(),
                persons=[str(person.person_id) for person in (*people, world.person(unit, PostRole.DEPUTY))],
                text="对督办事项推进不力作出检查，明确整改责任和期限。",
            )
    if finish:
        story.pace = max(story.pace, 0.8)
        yield world.at(world.before(clock.day_of(limit), 6), 10)
        world.do(
            world.person(unit, PostRole.LIAISON), "interview.apply", ref=done.ref, text="约谈事项整改完毕。"
        )
        yield from _verified(story, "interview", done.ref)
        yield world.after(1)
        world.do(
            world.person(story.office, PostRole.OFFICE_HEAD),
            "interview.close",
            ref=done.ref,
            opinion="同意销号",
        )


def _hold(story: Story, ref: str) -> None:
    world, unit = story.world, story.work.unit
    people = [world.person(unit, PostRole.PRINCIPAL), world.person(unit, PostRole.DEPUTY)]
    world.do(
        story.inspector(0),
        "interview.hold",
        ref=ref,
        held_at=clock.now() - timedelta(minutes=50),
        convener=str(_leader(story).person_id),
        cdi_people=[str(world.person(Function.CDI, PostRole.DEPUTY).person_id)],
        org_people=[str(world.person(Function.ORG_DEPT, PostRole.DEPUTY).person_id)],
        unit_people=[str(person.person_id) for person in people],
        report_handed="yes" if world.chance.random() < 0.85 else "no",
    )


def listing(story: Story, *, release: bool, short: bool) -> Iterator[datetime]:
    """A 挂牌督办: three findings, 书记 or 县长, circulation, weekly reports; released, running or expired."""
    world = story.world
    _find(story, "serious", "序时差距大，承诺期限到期未兑现。")
    _find(story, "unclear", "多次督办后月均进度未见提高，整改成效仍不明显。")
    limit = clock.now() + timedelta(days=20 if short else 45)
    units = world.units[story.work.unit]
    done = world.do(
        story.inspector(0),
        "listing.propose",
        matter=story.matter,
        issuer=story.office.value,
        basis="进度严重滞后，经多次督办整改成效仍不明显。",
        facts=_facts(story),
        name=story.work.title,
        responsible=f"{units.name}及其主要领导、分管领导、事项经办负责人",
        main_facts=f"{story.work.title}进度严重滞后，经多次督办整改成效仍不明显。",
        requirements=["完成全部剩余任务并通过验收", "每周调度一次，主要领导牵头"],
        deadline=clock.day_of(limit),
        release_method="书面申请，由责任单位主要领导本人确认，附验收材料",
        release_procedure="责任单位申请，督办办公室两人核查，县委书记或县长同意，印发解除通知，范围与本通知相同",
        feedback_days=7,
    )
    yield from _through(story, "listing", done.ref, main=True, countersigned=True)
    story.listed = True
    yield from _received(story, "listing", done.ref)
    yield from _plan(story, "listing", done.ref, limit)
    published = world.chance.random() < 0.5
    if published:
        yield from _publicity(story, done.ref)
    if release:
        yield from _release(story, done.ref, limit, published)


def _publicity(story: Story, ref: str) -> Iterator[datetime]:
    world = story.world
    role = PostRole.SECRETARY if story.office is Function.PARTY_OFFICE else PostRole.COUNTY_HEAD
    yield world.after(1)
    world.do(
        story.inspector(0),
        "listing.propose_publicity",
        ref=ref,
        fields=["事项名称", "整改要求", "办理时限"],
        channel="县融媒体中心",
        reason="群众关注度高",
    )
    yield world.later(200)
    world.do(
        world.person(story.office, PostRole.CHECKER),
        "listing.review_secrecy",
        ref=ref,
        verdict="pass",
        opinion="不涉密，可以公开",
    )
    yield world.after(1)
    world.do(world.leader(role), "listing.decide_publicity", ref=ref, verdict="publish", opinion="同意公开")
    yield world.after(1)
    world.do(
        world.person(story.office, PostRole.CLERK),
        "listing.record_publication",
        ref=ref,
        published_on=clock.today(),
        place="县融媒体中心公告栏",
    )


def _release(story: Story, ref: str, limit: datetime, published: bool) -> Iterator[datetime]:
    world, unit = story.world, story.work.unit
    role = PostRole.SECRETARY if story.office is Function.PARTY_OFFICE else PostRole.COUNTY_HEAD
    yield world.at(world.before(clock.day_of(limit), 8), 10)
    story.pace = 9.0
    world.do(
        world.person(unit, PostRole.LIAISON),
        "listing.apply_release",
        ref=ref,
        text="挂牌事项已全部整改到位，附验收材料。",
    )
    yield world.later(150)
    world.do(world.person(unit, PostRole.PRINCIPAL), "listing.confirm_release", ref=ref)
    yield from _verified(story, "listing", ref)
    yield world.after(1)
    world.do(world.leader(role), "listing.approve_release", ref=ref, opinion="同意解除")
    yield world.after(1)
    world.do(world.person(story.office, PostRole.OFFICE_HEAD), "listing.sign_release", ref=ref)
    yield world.later(45)
    clerk = world.person(story.office, PostRole.CLERK)
    world.do(
        clerk, "listing.issue_release", ref=ref, number_by="own", seal_keeper=clerk.name, copies_printed=12
    )
    if published:
        yield world.after(2)
        world.do(clerk, "listing.record_publication", ref=ref, published_on=clock.today())

"""What the office meets in handling matters: returned, sent back, put off, suspended, struck out, split from a meeting."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from duban.demo.lives.stories import (
    Story,
    approve,
    assign,
    propose,
    rate,
    receive,
    register,
    report,
    reporting_life,
)
from duban.demo.papers import scanned
from duban.demo.plot import GOV, PARTY, finished, story, underway
from duban.demo.world import Life, World
from duban.matters.models import Matter
from duban.mechanism.people.standing import PostRole
from duban.shared import clock


def _head(told: Story, key: str, **given: Any) -> None:
    told.world.do(
        told.world.person(told.office, PostRole.OFFICE_HEAD), f"matter.{key}", ref=told.matter, **given
    )


def _unit(told: Story, key: str, **given: Any) -> None:
    told.world.do(told.world.reporter(told.work.unit), f"matter.{key}", ref=told.matter, **given)


def _handed_over(told: Story) -> Life:
    """From a registration that stands to the unit, without its receipt."""
    propose(told)
    yield told.world.after(1)
    approve(told)
    yield told.world.later(80)
    assign(told)
    yield told.world.after(1)


def returned_and_upheld(world: World) -> Life:
    """A unit returns what it was given; the head of the office rules that it stays there."""
    told = story(world, "河湖管护长效机制建设", "b3", days=330)
    register(told)
    yield world.after(1)
    yield from _handed_over(told)
    _unit(told, "return", reason="主要职责在县水务局，请改交该局。")
    yield world.after(1)
    _head(told, "rule", ruling="uphold", reason="部门职责清单已明确由该单位牵头。")
    yield world.after(1)
    receive(told)
    world.start(reporting_life(told))
    yield from finished(told)


def returned_and_given_to_another(world: World) -> Life:
    """A unit returns what is not its own; the proposal is made anew with another unit."""
    told = story(world, "公共法律服务站点建设", "b13", office=GOV, days=340)
    register(told)
    yield world.after(1)
    yield from _handed_over(told)
    _unit(told, "return", reason="属司法行政部门职责。")
    yield world.after(1)
    _head(told, "rule", ruling="reassign", reason="退回成立，改由县司法局牵头。")
    told.moved_to("b5")
    yield world.after(1)
    yield from _handed_over(told)
    receive(told)
    world.start(reporting_life(told))
    yield from finished(told)


def a_rough_proposal(world: World) -> Life:
    """A proposal is too coarse and made again; later its points are moved, the unit is urged, and asks for more time."""
    told = story(world, "退役军人服务保障体系建设", "b15", days=280)
    register(told)
    yield world.after(1)
    propose(told)
    yield world.after(1)
    _head(told, "send_back", reason="节点太粗，请细化到季度。")
    yield world.later(60)
    readers = [world.person(told.office, role, nth) for role in (PostRole.INSPECTOR, PostRole.CLERK) for nth in (0, 1)]
    readers += [told.inspector(), world.person(told.office, PostRole.CHECKER)]
    named = sorted({str(person.person_id) for person in readers})
    _head(told, "narrow", readers=named, reason="涉及安置对象个人情况，节点定下以前只限经办人员。")
    yield world.after(1)
    _head(told, "widen", reason="个人情况已从附件中移去，恢复共享。")
    yield world.later(60)
    yield from _handed_over(told)
    receive(told)
    world.start(reporting_life(told))
    yield world.after(8)
    ahead = {"title": "累计完成任务9项", "due_on": clock.today() + timedelta(days=60), "target": Decimal(9)}
    world.do(
        told.inspector(),
        "matter.reschedule",
        ref=told.matter,
        milestones=[ahead],
        reason="与上级部署的节点一致",
    )
    yield world.after(20)
    world.do(told.inspector(), "matter.remind", ref=told.matter, text="请于本周内报送招标进展。")
    world.do(told.inspector(), "matter.phone", ref=told.matter, text="经办负责人接听，答应本周报送。")
    _head(told, "press", ground="express", text="招标文件明天到期，请今天报送。")
    yield world.after(2)
    yield from _supplemented(told)
    yield world.after(10)
    later = told.due + timedelta(days=30)
    _unit(told, "request_extension", new_due=later, reason="汛期连续降雨，室外作业停工。")
    yield world.after(2)
    _head(told, "decide_extension", verdict="grant", opinion="同意，抓紧追赶进度。")
    told.due = later
    yield from finished(told)


def _supplemented(told: Story) -> Life:
    """A report leaves out what matters; the office hands it back, and the unit supplements it."""
    world = told.world
    report(told)
    yield world.later(180)
    missing = "没有写明存在问题，也没有附招标公告。"
    world.do(told.inspector(), "matter.return_report", ref=told.matter, missing=missing)
    yield world.after(1)
    world.do(
        world.reporter(told.work.unit), "matter.supplement", ref=told.matter, value=told.progress(),
        progress="招标公告已发布，附后。", problems="部分点位用地未落实。", file=scanned("招标公告"),
    )  # fmt: skip
    yield world.later(120)
    rate(told)


def suspended_and_resumed(world: World) -> Life:
    """A matter rests while the province looks at it again, and is taken up afterwards."""
    told = story(world, "统计基层基础规范化建设", "b19", days=330)
    yield from underway(told)
    yield world.after(10)
    other = world.person(GOV, PostRole.INSPECTOR, told.start.toordinal())
    _head(told, "hand_over", inspector=str(other.person_id), reason="本办公室一名督查员脱产培训、一名休假，人手不够。")
    told.office = GOV
    yield world.after(1)
    _head(told, "suspend", reason="省里统一暂停，待新标准印发。")
    yield world.after(15)
    _head(told, "resume", reason="新标准已印发，恢复推进。")
    world.start(reporting_life(told))
    yield from finished(told)


def registered_twice(world: World) -> Life:
    """The same thing was registered by mistake and is struck out."""
    told = story(world, "医保经办服务下沉", "b20", office=GOV)
    register(told)
    yield world.after(2)
    _head(told, "cancel", reason="与县委办公室登记的同一事项重复。")


def a_meeting_is_split(world: World) -> Life:
    """What a meeting decided is split, one thing one matter."""
    due = world.before(clock.today() + timedelta(days=320), 0)
    rows = [
        {"title": "审计查出问题整改", "words": "审计查出的问题年底前整改到位。", "due_on": due},
        {"title": "城投公司存量资产盘活", "words": "清查存量资产，逐宗处置。", "due_on": due},
    ]
    done = world.do(
        world.person(GOV, PostRole.INSPECTOR), "source.split", office=GOV.value, source_title="县政府常务会议",
        source_number=f"{clock.today().year}年第6次", source_date=clock.today() - timedelta(days=3), rows=rows,
    )  # fmt: skip
    for unit, matter in zip(
        ("b17", "o0"), Matter.objects.filter(source__ref=done.ref).order_by("pk"), strict=True
    ):
        told = story(world, matter.title, unit, office=GOV)
        told.matter, told.case, told.due = matter.ref, matter.case.ref, due
        yield world.after(1)
        yield from _handed_over(told)
        receive(told)
        world.start(reporting_life(told))
        world.start(finished(told))


def an_instruction_is_answered(world: World) -> Life:
    """书记 has given an instruction: it is registered and proposed at once, done, and its result laid before him."""
    leader = world.leader(PostRole.SECRETARY)
    told = story(world, "群众身边突出问题办理", "p1", days=75)
    done = world.do(
        told.inspector(), "matter.take_in", title=told.work.title, office=PARTY.value, source_class="2.3",
        kind_23="指示批示", source_title="县委主要领导批示件", source_date=clock.today() - timedelta(days=1),
        leader=str(leader.person_id), words="请认真研究，限期办结，结果报我。", readers=[str(leader.person_id)],
        lead_unit=str(world.units["p1"].id), requirement="逐件办结，结果反馈群众。", due_on=told.due, cycle_days=30,
        target_name="办结问题", target_value=Decimal(20), target_unit="件",
    )  # fmt: skip
    told.matter, told.case = done.ref, done.case_ref
    yield world.after(1)
    approve(told)
    yield world.later(40)
    assign(told)
    yield world.later(60)
    world.do(leader, "matter.read", ref=told.matter, opinion="按此办理。")
    yield world.after(1)
    receive(told)
    world.start(reporting_life(told))
    yield from finished(told)
    yield world.after(1)
    world.do(told.inspector(), "matter.present_result", ref=told.matter, text="20件问题全部办结，群众满意。")
    yield world.after(2)
    world.do(leader, "matter.read", ref=told.matter, opinion="好。")


EPISODES = (
    (10, returned_and_upheld),
    (14, returned_and_given_to_another),
    (18, a_rough_proposal),
    (22, suspended_and_resumed),
    (26, registered_twice),
    (32, a_meeting_is_split),
    (36, an_instruction_is_answered),
)

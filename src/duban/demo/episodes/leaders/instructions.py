"""批示: what leaders write on matters, and what comes of it: worked on, answered at once, taken back, still waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from duban.acts.background.jobs import job_named
from duban.demo.lives.stories import Story
from duban.demo.plot import finished, story, underway
from duban.demo.world import Life, World
from duban.matters.actions.instructions import JOB
from duban.matters.models import Instruction, Matter
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function, PostRole
from duban.shared import clock


def _written(told: Story, by: PostRole, words: str, **given: Any) -> str:
    return told.world.do(told.world.leader(by), "instruction.write", matter=told.matter, words=words, **given).ref


def _reported(told: Story, ref: str, outcome: str, text: str) -> None:
    head = told.world.person(told.office, PostRole.OFFICE_HEAD)
    told.world.do(head, "instruction.report", ref=ref, outcome=outcome, text=text)
    key = Instruction.objects.get(ref=ref).pk
    job_named(JOB)(jurisdiction_id=told.world.jurisdiction_id, instruction_id=key)


def leaders_write_on_a_matter(world: World) -> Life:
    """One 批示 is worked on and read, one is answered by the director at once, one is taken back by who wrote it."""
    told = story(world, "农贸市场升级改造", "b9", days=300)
    yield from underway(told)
    yield world.after(6)
    due = world.before(clock.today() + timedelta(days=14), 0)
    ref = _written(told, PostRole.COUNTY_HEAD, "群众反映摊位安置慢，请查明原因，提出办法。", due_on=due)
    yield world.after(1)
    way = {"way": "follow", "inspector": str(told.inspector().person_id), "note": "到现场看一次，听商户怎么说。"}
    world.do(world.person(told.office, PostRole.OFFICE_HEAD), "instruction.take", ref=ref, **way)
    yield world.after(4)
    text = "已安置商户46户，余下9户等待消防验收。\n已商定消防验收提前到本月下旬，验收后三日内全部安置。"
    world.do(told.inspector(), "instruction.draft", ref=ref, text=text)
    yield world.later(90)
    _reported(told, ref, "under", text)
    yield world.after(1)
    world.do(world.leader(PostRole.COUNTY_HEAD), "instruction.read", ref=ref, opinion="抓紧验收。")
    yield world.after(5)
    asked = _written(told, PostRole.SECRETARY, "新市场的停车位够不够？")
    yield world.after(1)
    _reported(told, asked, "none", "设计停车位126个，按规范不少于110个，已含在施工图中，不需另行办理。")
    yield world.after(2)
    world.do(world.leader(PostRole.SECRETARY), "instruction.read", ref=asked)
    mistaken = _written(told, PostRole.COUNTY_HEAD, "请报今年的招商情况。")
    yield world.later(20)
    world.do(world.leader(PostRole.COUNTY_HEAD), "instruction.withdraw", ref=mistaken, reason="写错了事项。")
    yield from finished(told)


def some_wait(world: World) -> Life:
    """At the end one waits for the director, one is with an inspector, and one report waits to be read."""
    yield world.at(world.back(6), 10)
    rows = Matter.objects.filter(state__in=states_of("matter", "measurable"), office=Function.PARTY_OFFICE.value)
    first, second, third = rows.exclude(lead_unit=None).order_by("due_on", "pk")[:3]
    head, inspector = (world.person(Function.PARTY_OFFICE, role) for role in (PostRole.OFFICE_HEAD, PostRole.INSPECTOR))
    leader = world.leader(PostRole.SECRETARY)

    def written(on: Matter, words: str) -> str:
        return world.do(leader, "instruction.write", matter=on.ref, words=words).ref

    read, given = written(first, "进度还是慢，卡在哪里？"), written(second, "请到现场看一看，要实情。")
    yield world.after(1)
    way = {"way": "ask", "inspector": str(inspector.person_id), "note": "三天内请单位报告。"}
    world.do(head, "instruction.take", ref=given, **way)
    world.do(head, "instruction.report", ref=read, outcome="under", text="卡在用地手续，已商定本月内办结，本周内再报进度。")
    yield world.at(world.back(1), 11)
    written(third, "这件事群众盯着，务必按期。")


EPISODES = ((30, leaders_write_on_a_matter), (80, some_wait))

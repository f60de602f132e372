"""What people say about the burden: suggestions and complaints to the heads of the offices, and their answers."""

from __future__ import annotations

from typing import Any

from duban.demo.plot import GOV, PARTY
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.shared.actor import Actor


def _written(world: World, author: Actor, office: Function, sort: str, text: str, **given: Any) -> str:
    return world.do(author, "complaint.submit", sort=sort, office=office.value, text=text, **given).ref


def people_write_to_the_heads(world: World) -> Life:
    """One signs, one does not, one complains of a head, whom the other head answers; the last still waits."""
    first, second = world.person("t甲", PostRole.LIAISON), world.person("b3", PostRole.LIAISON)
    party, gov = world.person(PARTY, PostRole.OFFICE_HEAD), world.person(GOV, PostRole.OFFICE_HEAD)
    signed = _written(world, first, PARTY, "建议", "月底和季末的反馈能否只报一次，数字是同一个。", signed=True)
    yield world.after(4)
    world.do(party, "complaint.answer", ref=signed, answer="有道理。季末当月不再另要月报，下月起执行。")
    inspector = world.person(PARTY, PostRole.INSPECTOR)
    late = _written(
        world, second, PARTY, "工作时间以外", "星期六晚上打电话催报材料，报的内容星期五已经在系统里。",
        about=str(inspector.person_id),
    )
    yield world.after(6)
    world.do(party, "complaint.answer", ref=late, answer="已提醒有关同志：系统里有的不再电话催要，工作时间以外只办突发事件。")
    yield world.after(20)
    of_head = _written(
        world, first, GOV, "办理方式", "同一件事主任在两个会上分别要一套汇报材料。", about=str(gov.person_id)
    )
    yield world.after(5)
    world.do(party, "complaint.answer", ref=of_head, answer="已与县政府办公室商定合并为一次汇报，用系统里的材料，不另写。")


def one_waits_for_an_answer(world: World) -> Life:
    """At the end a suggestion waits on the desk of a head."""
    yield world.at(world.back(3), 15)
    _written(world, world.person("b6", PostRole.LIAISON), GOV, "系统使用", "附件名称太长时在手机上看不全。")


EPISODES = ((45, people_write_to_the_heads), (74, one_waits_for_an_answer))

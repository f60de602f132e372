"""What lightens reporting: a unit says in time that it will be late, and the office answers."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from duban.demo.lives.stories import Story, assigned
from duban.demo.plot import finished, story, underway
from duban.demo.world import Life, World
from duban.matters.models import Matter
from duban.shared import clock

_UNIT, _TELEPHONED = "b9", "b4"


def a_delay_that_was_foreseen(world: World) -> Life:
    """Three words of a unit before its limit, each answered in another way; the limit stays where it is."""
    told = story(world, "县城老旧电梯更新改造", _UNIT, days=210)
    yield from underway(told)
    yield world.after(20)
    _forewarned(told, "coordinate", "电梯设备到货晚一个月。", "由县政府办公室协调厂家分批供货。")
    yield world.after(15)
    _forewarned(told, "on_time", "雨季影响井道施工。", "")
    yield world.after(10)
    _forewarned(told, "extend", "一处井道须重新设计。", "请附设计变更说明。")
    yield from finished(told)


def _forewarned(told: Story, answer: str, why: str, opinion: str) -> None:
    """The unit says it in a line, the office answers the same day."""
    world, due = told.world, Matter.objects.get(ref=told.matter).due_on
    expected = due + timedelta(days=30)
    world.do(world.reporter(_UNIT), "matter.forewarn", ref=told.matter, of="matter", expected_on=expected, why=why)
    world.do(told.inspector(), "matter.answer_forewarning", ref=told.matter, answer=answer, opinion=opinion)


def a_report_by_telephone(world: World) -> Life:
    """A unit telephones what it has done; the office enters it, the unit objects to a figure and corrects it."""
    told = story(world, "农村公益性公墓提升", _TELEPHONED, days=150)
    yield from assigned(told)
    yield world.after(8)
    liaison, inspector = world.reporter(_TELEPHONED), told.inspector()
    said = {"how": "电话", "said_by": f"{liaison.name}（联络员）", "given_on": clock.today()}
    progress = "累计完成5项，道路硬化正在施工。"
    world.do(inspector, "matter.report_for", ref=told.matter, value=Decimal(5), progress=progress, **said)
    yield world.after(1)
    world.do(liaison, "matter.object_report", ref=told.matter, text="电话里说的是6项。")
    yield world.later(20)
    right = {"value": Decimal(6), "progress": "累计完成6项，道路硬化正在施工。", "reason": "代录时听错一项。"}
    world.do(liaison, "matter.correct_report", ref=told.matter, **right)
    yield world.after(1)
    world.do(inspector, "matter.rate", ref=told.matter, value="较好推进", reason="按现场情况")
    yield from finished(told)


EPISODES = ((30, a_delay_that_was_foreseen), (44, a_report_by_telephone))

"""What goes on inside the units: steps that a unit sets for its own reports, and what assisting units send."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from duban.demo.lives.stories import Story, assigned
from duban.demo.plot import finished, story, underway
from duban.demo.world import Life, World
from duban.matters.models import UnitFlow
from duban.mechanism.people.standing import PostRole

_UNIT = "s2"


def steps_inside_a_unit(world: World) -> Life:
    """A unit has its reports reviewed and confirmed before they leave; after half a year it does without."""
    liaison = world.person(_UNIT, PostRole.LIAISON)
    world.do(liaison, "flow.set", steps=["review", "confirm"])
    yield world.after(1)
    told = story(world, "气象灾害预警站网建设", _UNIT, days=120)
    yield from assigned(told)
    yield world.later(30)
    step = {"step": "收文", "opinion": "送主要领导阅示"}
    world.do(world.reporter(_UNIT), "matter.inner_step", ref=told.matter, **step)
    for value, verdicts in ((5, ("back", "pass")), (9, ("pass",))):
        yield world.after(8)
        for verdict in verdicts:
            _report(told, value)
            yield world.later(90)
            _decide(told, "review", PostRole.DEPUTY, verdict)
        yield world.later(60)
        _decide(told, "confirm", PostRole.PRINCIPAL, "pass")
        yield world.after(1)
        rate = {"value": "较好推进", "reason": "按现场情况"}
        world.do(told.inspector(), "matter.rate", ref=told.matter, **rate)
    flow = UnitFlow.objects.get(unit_id=world.units[_UNIT].id)
    world.do(liaison, "flow.change", ref=flow.ref, steps=[])
    yield from finished(told)


def _report(told: Story, value: int) -> None:
    told.world.do(
        told.world.reporter(_UNIT), "matter.report", ref=told.matter, value=Decimal(value),
        progress=f"累计建成站点{value}个，设备调试正常。",
    )  # fmt: skip


def _decide(told: Story, step: str, role: PostRole, verdict: str) -> None:
    opinion = "数字请再核对" if verdict == "back" else "同意报送"
    by = told.world.person(_UNIT, role)
    told.world.do(by, f"matter.{step}_report", ref=told.matter, verdict=verdict, opinion=opinion)


def an_assisting_unit(world: World) -> Life:
    """The unit that assists sends what it has done, and says where it sees the duty elsewhere."""
    told = story(world, "农村集中供水水质提升", "h0", days=330)
    told.assist = ("b17",)
    yield from underway(told)
    yield world.after(12)
    _contribute(told, text="已完成水质检测资金审计，出具意见。")
    yield world.after(20)
    _contribute(told, text="后续管护资金不在本局职责内。", disputed=True, dispute="管护经费由县财政局统筹。")
    yield from finished(told)


def _contribute(told: Story, **given: Any) -> None:
    told.world.do(told.world.person("b17", PostRole.LIAISON), "matter.contribute", ref=told.matter, **given)


EPISODES = ((12, steps_inside_a_unit), (28, an_assisting_unit))

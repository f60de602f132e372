"""通报 and 专报 in the demo: two circulars since summer, the second on what changed since the first, a report under way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole

_FIRST, _SECOND, _REPORT = 185, 275, 3
OFFICE = Function.PARTY_OFFICE


def bulletins_life(world: World, start: date) -> Life:
    """A circular in summer, one in autumn, and in the last days a report that waits for its approver."""
    for days in (_FIRST, _SECOND):
        yield world.at(start + timedelta(days=days))
        ref = _drafted(world, "circular", subject="重点工作推进情况")
        yield world.after(1)
        _checked(world, "circular", ref)
        yield world.after(1)
        world.do(world.leader(PostRole.COUNTY_LEADER), "circular.approve", ref=ref, opinion="同意")
        yield world.later(120)
        clerk = world.person(OFFICE, PostRole.CLERK)
        world.do(clerk, "circular.issue", ref=ref, number_by="own", copies_printed=90)
    yield world.at(world.back(_REPORT), 10)
    ref = _drafted(world, "special_report", source_class="2.3", subject="县委县政府决定事项")
    yield world.after(1)
    _checked(world, "special_report", ref)


def _drafted(world: World, kind: str, **given: Any) -> str:
    inspector = world.person(OFFICE, PostRole.INSPECTOR)
    ref = world.do(inspector, f"{kind}.draft", office=OFFICE.value, span="since", **given).ref
    world.do(inspector, f"{kind}.submit", ref=ref)
    return ref


def _checked(world: World, kind: str, ref: str) -> None:
    world.do(world.person(OFFICE, PostRole.CHECKER), f"{kind}.check", ref=ref, opinion="数据与台账相符。")

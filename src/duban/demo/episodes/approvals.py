"""通报 and 专报 that are changed, sent back, refused and withdrawn before one of each goes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from duban.demo.plot import GOV
from duban.demo.world import Life, World
from duban.measures.models import Bulletin
from duban.mechanism.people.standing import PostRole


def a_circular_of_the_government(world: World) -> Life:
    """The government's office prepares a circular; the leader does not agree to it and it is withdrawn."""
    ref = _drafted(world, "circular", subject="重点工作推进情况")
    yield from _revised(world, "circular", ref)
    leader = world.leader(PostRole.COUNTY_LEADER, 1)
    world.do(leader, "circular.disapprove", ref=ref, reason="先约谈后通报。")
    yield world.after(1)
    inspector = world.person(GOV, PostRole.INSPECTOR)
    world.do(inspector, "circular.withdraw", ref=ref, reason="改为专报报送。")


def a_report_of_the_government(world: World) -> Life:
    """A special report is changed, refused once, agreed to and issued; another one is withdrawn."""
    ref = _drafted(world, "special_report", source_class="2.3", subject="县委县政府决定事项")
    yield from _revised(world, "special_report", ref)
    head = world.person(GOV, PostRole.OFFICE_HEAD)
    world.do(head, "special_report.disapprove", ref=ref, reason="请补充下一步建议。")
    yield world.after(1)
    yield from _checked(world, "special_report", ref)
    world.do(head, "special_report.approve", ref=ref, opinion="同意报送")
    yield world.later(60)
    world.do(world.person(GOV, PostRole.CLERK), "special_report.issue", ref=ref, copies_printed=20)
    yield world.after(3)
    again = _drafted(world, "special_report", source_class="2.1", subject="上级部署落实情况")
    yield world.after(1)
    inspector = world.person(GOV, PostRole.INSPECTOR)
    world.do(inspector, "special_report.withdraw", ref=again, reason="与上一期内容重复。")


def _drafted(world: World, kind: str, **given: Any) -> str:
    inspector = world.person(GOV, PostRole.INSPECTOR)
    return world.do(inspector, f"{kind}.draft", office=GOV.value, span="since", **given).ref


def _revised(world: World, kind: str, ref: str) -> Iterator[datetime]:
    """Changed by hand, sent back by the checker once, and then on the desk of whoever decides."""
    inspector = world.person(GOV, PostRole.INSPECTOR)
    row = Bulletin.objects.get(ref=ref)
    text = {"title": row.title, "to": row.to, "text": f"{row.text}\n下一步，请各单位对照台账逐项落实。"}
    world.do(inspector, f"{kind}.edit", ref=ref, **text)
    world.do(inspector, f"{kind}.submit", ref=ref)
    yield world.after(1)
    checker = world.person(GOV, PostRole.CHECKER)
    world.do(checker, f"{kind}.send_back", ref=ref, reason="标题请按规范改写。")
    yield from _checked(world, kind, ref)


def _checked(world: World, kind: str, ref: str) -> Iterator[datetime]:
    yield world.after(1)
    world.do(world.person(GOV, PostRole.INSPECTOR), f"{kind}.submit", ref=ref)
    yield world.later(120)
    world.do(world.person(GOV, PostRole.CHECKER), f"{kind}.check", ref=ref, opinion="数据与台账相符。")
    yield world.after(1)


EPISODES = ((60, a_circular_of_the_government), (75, a_report_of_the_government))

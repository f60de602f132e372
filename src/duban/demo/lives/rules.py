"""The county's rules in the demo: a version that came into force, another one under way, a superior document."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources
from typing import Any

from duban.demo.papers import scanned
from duban.demo.world import Life, World
from duban.documents.files.uploads import Upload
from duban.mechanism.people.standing import Function, PostRole
from duban.mechanism.versions.changing import first_day
from duban.rulebook.actions.checking import go_through
from duban.shared import clock

_MINUTES = "县委常委会会议纪要〔{year}〕{number}号"
_AMENDED = "《关于修订重点工作督查联动机制的通知》（X委办字〔{year}〕{number}号）"
_FIRST, _SECOND = 75, 300
"""In working days, when the other changes of the rules are over; in days from the start."""


NUMBER = "X委办字〔{year}〕{n}号"
_PRINTED = ("X委办字〔2026〕3号", "2026年1月5日")


def notice_file(issued: date, number: str) -> Upload:
    """The county's notice, as the office has it: with the number and the day under which it was issued."""
    text = resources.files("duban.mechanism").joinpath("data/demo_notice.txt").read_text(encoding="utf-8")
    day = f"{issued.year}年{issued.month}月{issued.day}日"
    for printed, stated in zip(_PRINTED, (number, day), strict=True):
        text = text.replace(printed, stated)
    return Upload("关于实行重点工作督查联动机制的通知.txt", text.encode())


def rules_life(world: World, start: date) -> Life:
    """A version confirmed in spring, a superior document, and in autumn a draft that waits for its head."""
    yield world.after(_FIRST, 10)
    inspector = world.person(Function.PARTY_OFFICE, PostRole.INSPECTOR)
    values = {"min_group": 8, "remind_before_workdays": 2, "lookback_least": 5}
    first = _draft(world, "排名提示、到期提醒和回头看的调整", 20, values, 4)
    yield world.after(1)
    world.do(world.person(Function.PARTY_OFFICE, PostRole.OFFICE_HEAD), "packdraft.agree", ref=first)
    yield world.after(1)
    world.do(world.leader(PostRole.COUNTY_HEAD), "packdraft.confirm", ref=first)
    document = world.do(inspector, "override.register", **_superior(clock.today()))
    yield world.after(1)
    world.do(world.person(Function.PARTY_OFFICE, PostRole.OFFICE_HEAD), "override.confirm", ref=document.ref)
    yield world.at(start + timedelta(days=_SECOND), 10)
    _draft(world, "县委常委会会议议定的参数调整", 80, {"unit_cap_first_count": 1, "many_times": 3}, 19)


def _draft(world: World, title: str, days: int, values: dict[str, Any], number: int) -> str:
    """A draft with its changes, tried and submitted; it is to hold so many days from now."""
    inspector = world.person(Function.PARTY_OFFICE, PostRole.INSPECTOR)
    since = max(first_day(key, clock.today() + timedelta(days=days)) for key in values)
    reason = "一年运行下来，基层反映的问题由县委常委会会议议定。"
    ref = world.do(inspector, "packdraft.open", title=title, effective_on=since, reason=reason).ref
    fixed = "unit_cap_first_count" in values
    source = (_AMENDED if fixed else _MINUTES).format(year=clock.today().year, number=number)
    for key, value in values.items():
        world.do(
            inspector,
            "packdraft.set",
            ref=ref,
            parameter=key,
            value=value,
            source=source,
            reason="常委会会议议定",
            file=scanned("修订后的通知", "将有关次数修改如下。") if fixed else None,
        )
    world.do(inspector, "packdraft.check", ref=ref)
    go_through(jurisdiction_id=world.jurisdiction_id, ref=ref)
    return world.do(inspector, "packdraft.submit", ref=ref).ref


def _superior(today: date) -> dict[str, Any]:
    return {
        "title": "关于做好年度考核工作的通知",
        "number": f"X组通〔{today.year}〕12号",
        "body": "中共XX市委组织部",
        "level": "市",
        "words": "当年受到诫勉的，年度考核不得确定为优秀等次。",
        "target_kind": "result",
        "target": "L_NO_EXCELLENT",
        "value": "true",
        "measures": ["诫勉"],
        "since": today,
        "file": scanned("关于做好年度考核工作的通知", "当年受到诫勉的，年度考核不得确定为优秀等次。"),
    }

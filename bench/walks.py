"""The pages and acts that are measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from typing import Any

from bench.costs import Costs, costs

_ORDERS = ("unit", "-unit", "due", "-due", "code", "next")
_FILTERS = ("light=red", "light=green", "state=open", "step=letter", "rating=2", "source=2.3", "office=party_office")
_TABS = ("facts", "documents", "sheets", "feedback", "time", "history")


def pages(world: Any, rounds: int) -> dict[str, Costs]:
    """Pages as an inspector, and those of a unit as its liaison."""
    return {
        f"{name}，{'单位' if who == 'jialian' else '督查'}": costs(asking(who, address), rounds)
        for who, every in (("weiducha", _inspector(world)), ("jialian", _unit()))
        for name, address in every.items()
    }


def asking(who: str, address: str) -> Callable[[], Any]:
    """A page as somebody opens it."""
    from django.test import Client

    from duban.organisations.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=who))
    status = client.get(address).status_code
    if status != 200:
        raise SystemExit(f"{address}: {status}")

    def ask() -> None:
        answer = client.get(address)
        if answer.streaming:
            list(answer)

    return ask


def _inspector(world: Any) -> dict[str, str]:
    from django_scopes import scope

    from duban.matters.models import Matter

    with scope(jurisdiction=world.jurisdiction_id):
        matter = Matter.objects.filter(step="listing", office="party_office").select_related("case").latest("pk")
    words = {"两字": "改造", "题名": matter.title[:12], "编号": matter.case.code, "无": "没有这样的事"}
    return {
        "空页": "/-/empty",
        "工作台": "/",
        "驾驶舱": "/cockpit/",
        "分项统计": "/cockpit/lines/",
        "近 12 个月": "/cockpit/months/",
        "年度和季度": "/cockpit/quarters/",
        "与上月同日比": "/cockpit/then/",
        "日历": "/calendar/",
        "日历，一周": "/calendar/?view=week",
        "重点工作，时间图": "/matters/time/",
        "检索，两字": "/search/?q=改造",
        "检索，四字": f"/search/?q={matter.title[:4]}",
        **{f"重点工作，排序 {one}": f"/matters/?sort={one}" for one in _ORDERS},
        **{f"重点工作，{one}": f"/matters/?{one}" for one in _FILTERS},
        **{f"重点工作，查找{name}": f"/matters/?text={word}" for name, word in words.items()},
        **{f"事项，{one}": f"/cases/{matter.case.ref}/?tab={one}" for one in _TABS},
        "督办函库": "/registry/letter/",
        "督办函库，截止期限": "/registry/letter/?sort=deadline",
        "督办函库，查找": f"/registry/letter/?text={matter.title[:6]}",
        "督办函库，当时": "/registry/letter/?at=2026-06-01T09:00",
        "追责案件": "/accountability/",
        "导出 csv": "/exports/matters.csv",
    }


def _unit() -> dict[str, str]:
    return {"工作台": "/", "重点工作": "/matters/", "督办函库": "/registry/letter/"}


def acts(world: Any, rounds: int) -> dict[str, Costs]:
    """Registering a matter, and what is done to ones that run, each time to another."""
    from django_scopes import scope

    with scope(jurisdiction=world.jurisdiction_id):
        return {name: costs(does, rounds) for name, does in _acts(world, rounds + 3).items()}


def _acts(world: Any, times: int) -> dict[str, Callable[[], Any]]:
    from duban.acts.registry import action_for
    from duban.matters.models import Matter
    from duban.mechanism.people.standing import Function, PostRole

    running = Matter.objects.filter(step="letter", state="underway", office="party_office").order_by("-pk")
    matters, inspector = list(running[:times]), world.person(Function.PARTY_OFFICE, PostRole.INSPECTOR)
    if len(matters) < times:
        raise SystemExit(f"only {len(matters)} matters to act on; ask for fewer rounds")

    def each(key: str, actor: Callable[[Any], Any], given: Callable[[Any], dict[str, Any]]) -> Callable[[], Any]:
        left: Iterator[Any] = iter(matters)

        def does() -> None:
            matter = next(left)
            action_for(key)(actor=actor(matter), ref=matter.ref, once=f"bench-{key}-{matter.ref}", **given(matter))

        return does

    chance, serial = Random(1), count()  # noqa: S311 - drawn, not secret
    return {
        "登记": lambda: _register(world, inspector, chance, next(serial)),
        "反馈": each(
            "matter.report", lambda one: _liaison(world, one.lead_unit_id),
            lambda one: {"progress": "新增进展。", "value": one.target_value},
        ),  # fmt: skip
        "评价": each("matter.rate", lambda _: inspector, lambda _: {"value": "正常推进", "reason": "现场调度有效"}),
        "记录事实": each("matter.record_fact", lambda _: inspector, lambda _: {"fact": "slow", "reason": "序时落后"}),
    }


def _register(world: Any, inspector: Any, chance: Random, serial: int) -> None:
    from datetime import timedelta

    from duban.acts.registry import action_for
    from duban.demo.works import works
    from duban.shared import clock

    today = clock.today()
    action_for("matter.register")(
        actor=inspector, title=f"{works(1, chance)[0].title}（第{serial}批）", office="party_office", source_class="2.3",
        kind_23="会议", source_title="县委常委会会议", source_number="第9期", source_date=today,
        due_on=today + timedelta(days=90), distinct_reason="不是同一件",
    )  # fmt: skip


def _liaison(world: Any, unit_id: int) -> Any:
    from duban.organisations.selectors import directory
    from duban.shared import clock

    return world.acting(directory(world.jurisdiction_id).liaisons(unit_id, clock.today())[0])

"""Whether a plan is sound: who leads and who assists, the limit, the points and the tasks before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.gate.choices import Asking
from duban.acts.gate.objections import Objections, judges
from duban.matters.actions.registration import judge_registration
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.key_work.rating import point_fault
from duban.mechanism.ladder.steps import recipients_known
from duban.organisations.selectors import UnitRow, directory
from duban.rulebook.selectors import pack_for
from duban.shared import clock


@guards("责任单位属于一所列范围，且有主要领导")
def plan_sound(asked: Asked) -> Iterator[Answer]:
    """Whether the units that are named may be, and the days hang together."""
    given = asked.given
    if given is None:
        return
    known = directory(asked.jurisdiction_id)
    lead, assist = known.unit(int(given["lead_unit"])), [known.unit(int(unit)) for unit in given["assist_units"]]
    rows = (given["milestones"], given["tasks"])
    if wrong := _plan_faults(lead, [unit.id for unit in assist], given["due_on"], *rows, asked.today):
        yield Wrong(wrong)
    led = recipients_known(lead.short_name, len(known.principals(lead.id, asked.today)))
    yield decide("拟办", [*_in_scope(asked, [lead, *assist]), led])


@guards("新的节点不早于今天，不晚于办理时限")
def _points_ahead(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    rows = asked.given["milestones"]
    if any(row["due_on"] < asked.today for row in rows):
        yield Wrong({"milestones": "新的节点不能早于今天。"})
    elif wrong := _plan_faults(None, (), asked.object.due_on, rows, (), asked.today).get("milestones"):
        yield Wrong({"milestones": wrong})


def _in_scope(asked: Asked, units: list[UnitRow]) -> list[Reason]:
    kinds = pack_for(asked).get("unit_kinds", asked.today)
    return [
        _belongs(unit.short_name, unit.kind, unit.kind in kinds, unit.active_on(asked.today)) for unit in units
    ]


@lru_cache(maxsize=1024)
def _belongs(name: str, kind: str, of_kind: bool, active: bool) -> Reason:
    return Reason(
        "1.1",
        f"{name}属于适用范围",
        holds(of_kind and active),
        f"类别“{kind}”" + ("，今日存续。" if active else "，今日不存续。"),
        words="本机制适用于",
        remedies=(Remedy("登记人", "", "改选单位"),),
        params=("unit_kinds",),
        field="lead_unit",
    )


def _plan_faults(
    lead: UnitRow | None,
    assist_units: Sequence[int],
    due_on: date | None,
    milestones: Sequence[Mapping[str, Any]],
    tasks: Sequence[Mapping[str, Any]],
    today: date,
) -> dict[str, str]:
    """What is wrong with a plan, by field: a lead that assists itself, a limit gone by, rows after the limit."""
    wrong: dict[str, str] = {}
    if lead is not None and lead.id in assist_units:
        wrong["assist_units"] = f"{lead.short_name}是牵头单位，不同时列为协办单位，请去掉。"
    if due_on is None:
        return wrong
    if due_on < today:
        wrong["due_on"] = f"办理时限已经过去，应在 {today:%Y-%m-%d} 以后。"
    points = [point_fault(row["due_on"], row.get("outcome", ""), due_on, today) for row in milestones]
    late = f"日期晚于办理时限 {due_on:%Y-%m-%d}。"
    parts = [late if row["due_on"] > due_on else "" for row in tasks]
    for name, faults in (("milestones", points), ("tasks", parts)):
        if told := _by_row(faults):
            wrong[name] = told
    return wrong


def _by_row(faults: Sequence[str]) -> str:
    """What is wrong with the rows of a table, the rows with the same fault together."""
    rows: dict[str, list[str]] = {}
    for number, fault in enumerate(faults, 1):
        if fault:
            rows.setdefault(fault, []).append(str(number))
    return "".join(f"第 {'、'.join(numbers)} 行：{fault}" for fault, numbers in rows.items())


def _planned_faults(asking: Asking, values: Mapping[str, Any]) -> dict[str, str]:
    chosen = values.get("lead_unit")
    lead = directory(asking.actor.jurisdiction_id).unit(int(chosen)) if chosen else None
    assist = [int(unit) for unit in values.get("assist_units") or ()]
    rows = (values.get("milestones") or (), values.get("tasks") or ())
    return _plan_faults(lead, assist, values.get("due_on"), *rows, clock.today())


@judges("matter.propose")
def judge_proposal(asking: Asking, values: Mapping[str, Any]) -> Objections:
    """Units and days of a plan, all in one answer with the fields."""
    return Objections(_planned_faults(asking, values))


@judges("matter.take_in")
def judge_both(asking: Asking, values: Mapping[str, Any]) -> Objections:
    """The same for registering with a proposal."""
    registered = judge_registration(asking, values)
    return Objections({**_planned_faults(asking, values), **registered.faults}, registered.conditions)

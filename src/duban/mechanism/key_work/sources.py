"""What key work is (二): four classes, each with the source facts that it must show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Outcome, Reason, Remedy, decide, holds

CLASSES = ("2.1", "2.2", "2.3", "2.4")


def _given(clause_id: str, field: str, what: str, value: Any, words: str = "") -> Reason:
    return _written(clause_id, field, what, bool(value), words)


@lru_cache(maxsize=256)
def _written(clause_id: str, field: str, what: str, there: bool, words: str) -> Reason:
    return Reason(
        clause_id,
        f"写明{what}",
        holds(there),
        "已写明。" if there else f"缺“{what}”。",
        words=words,
        remedies=(Remedy("登记人"),),
        field=field,
    )


@clause("2.0", "2.1", "2.2", "2.3", "2.4")
def source_complete(source: Mapping[str, Any], leader_is_main: bool | None) -> Decision:
    """Does a registration carry what its class asks for.

    `leader_is_main`: whether the named leader held the post of 书记 or 县长 on the day of the source; None where
    no leader was named.
    """
    chosen = source.get("source_class")
    reasons = [
        _given("2.0", "source_class", "来源类别", chosen in CLASSES),
        _given("2.0", "source_title", "来源文件或会议", source.get("source_title")),
        _given("2.0", "source_date", "来源日期", source.get("source_date")),
    ]
    specific = {"2.1": _superior, "2.2": _target, "2.3": _county, "2.4": _assigned}
    if chosen in specific:
        reasons += specific[chosen](source, leader_is_main)
    return decide("登记重点工作", reasons)


def _superior(source: Mapping[str, Any], leader_is_main: bool | None) -> list[Reason]:
    reasons = [
        _given("2.1", "level", "来源层级（中央、省、市）", source.get("level") in ("中央", "省", "市")),
        _given("2.1", "kind_21", "事项种类", source.get("kind_21")),
    ]
    if source.get("kind_21") == "指示批示":
        reasons.append(_given("2.1", "superior_leader", "作出指示批示的领导", source.get("superior_leader")))
        reasons.append(_given("2.1", "words", "批示原文", source.get("words")))
    return reasons


def _target(source: Mapping[str, Any], leader_is_main: bool | None) -> list[Reason]:
    reasons = [_given("2.2", "kind_22", "事项种类", source.get("kind_22"))]
    if source.get("kind_22") == "约束性指标硬任务":
        reasons.append(
            _given("2.2", "target_value", "目标值（数字）", source.get("target_value"), "约束性指标")
        )
        reasons.append(_given("2.2", "due_on", "完成日期", source.get("due_on")))
    elif source.get("kind_22"):
        reasons.append(_given("2.2", "assessor", "考核或挂牌机关", source.get("assessor")))
    return reasons


def _county(source: Mapping[str, Any], leader_is_main: bool | None) -> list[Reason]:
    reasons = [_given("2.3", "kind_23", "事项种类", source.get("kind_23"))]
    if source.get("kind_23") == "指示批示":
        reasons.append(_main_leader("2.3", leader_is_main))
        reasons.append(_given("2.3", "words", "批示原文", source.get("words")))
    return reasons


def _assigned(source: Mapping[str, Any], leader_is_main: bool | None) -> list[Reason]:
    return [
        _main_leader("2.4", leader_is_main),
        _given("2.4", "words", "交办内容", source.get("words"), "交办"),
    ]


def _main_leader(clause_id: str, leader_is_main: bool | None) -> Reason:
    finding = {
        True: "来源当日在任。",
        False: "所选领导在来源当日不是县委书记或县长。",
        None: "尚未选定领导。",
    }[leader_is_main]
    return Reason(
        clause_id,
        "由县委、县政府主要领导批示或交办",
        holds(bool(leader_is_main)),
        finding,
        words="主要领导",
        remedies=(Remedy("登记人"),),
        field="leader",
    )


def likes_told(similar: Sequence[object], difference: str) -> Decision:
    """查重 across both offices: what was like at registration and how it differs is told and kept, and refuses nothing."""
    said = f"；登记人说明：{difference.strip()}" if difference.strip() else "；登记人没有写明不同之处"
    found = "相近事项：" + "；".join(map(str, similar)) + said if similar else "没有相近事项。"
    return decide("查重", [Reason("3.0", "两办已登记的相近事项已经列出", Outcome.MET, found)])


@clause("2.0")
def dates_in_order(source_date: date | None, due_on: date | None, today: date) -> dict[str, str]:
    """Messages for dates that cannot be: source in the future, limit before the source or already past.

    A date that is not given yet is left out.
    """
    wrong: dict[str, str] = {}
    if source_date is not None and source_date > today:
        wrong["source_date"] = f"来源日期不能在今天以后，今天是 {today:%Y-%m-%d}。"
    if due_on is not None and source_date is not None and due_on < source_date:
        wrong["due_on"] = f"办理时限不能早于来源日期 {source_date:%Y-%m-%d}。"
    elif due_on is not None and due_on < today:
        wrong["due_on"] = f"办理时限已经过去，应在 {today:%Y-%m-%d} 以后。"
    return wrong

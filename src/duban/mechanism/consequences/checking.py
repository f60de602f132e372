"""Whether the parameters of articles 七 to 九 go together: each may be well formed and the whole still make no sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from duban.mechanism.clauses import clause
from duban.mechanism.consequences.codes import CODES, U_CAP
from duban.mechanism.consequences.rules import PACK_YEAR
from duban.mechanism.parameters import Pack
from duban.mechanism.rulings import sanctions
from duban.mechanism.rulings.sanctions import SanctionKind, Scale, Target

_SCALES = (("party_ladder", Scale.PARTY), ("gov_ladder", Scale.GOV), ("org_measures", Scale.ORG_MEASURE))


_MOST_YEARS = 10


@dataclass(frozen=True)
class Mismatch:
    """A parameter that does not go with another one, and why."""

    key: str
    text: str


@clause("7.2.1", "7.2.5", "9")
@lru_cache(maxsize=256)
def mismatches(pack: Pack, on: date) -> tuple[Mismatch, ...]:
    """Everything that keeps a pack from being applied on a day; empty if nothing does."""
    kinds = sanctions.kinds(pack, on)
    return (
        *_dates(pack, on),
        *_counts(pack, on),
        *_words(pack, on, kinds),
        *_scales(pack, on, kinds),
        *_overrides(pack, on, kinds),
    )


def _dates(pack: Pack, on: date) -> Iterator[Mismatch]:
    since, until = pack.get("effective_from", on), pack.get("effective_to", on)
    if since is not None and until is not None and until < since:
        yield Mismatch("effective_to", f"试行到期日期{until}早于施行日期{since}")
    if since is None and pack.get("count_window", on) == PACK_YEAR:
        yield Mismatch("count_window", "按施行之日起的年度计算，须写明施行日期")


def _counts(pack: Pack, on: date) -> Iterator[Mismatch]:
    first, second = pack.get("unit_cap_first_count", on), pack.get("unit_cap_second_count", on)
    if second < first:
        yield Mismatch("unit_cap_second_count", f"第二档次数{second}小于第一档次数{first}")
    for key in ("unit_cap_first_count", "circular_once_count", "circular_cancel_count", "count_years"):
        if pack.get(key, on) < 1:
            yield Mismatch(key, "应不小于1")
    if pack.get("count_years", on) > _MOST_YEARS:
        yield Mismatch("count_years", f"应不大于{_MOST_YEARS}")
    if not pack.get("grade_ladder", on):
        yield Mismatch("grade_ladder", "没有写明奖次")


def _words(pack: Pack, on: date, kinds: tuple[SanctionKind, ...]) -> Iterator[Mismatch]:
    persons = {one.word for one in kinds if one.target is Target.PERSON}
    units = {one.word for one in kinds if one.target is Target.UNIT}
    for key, known in (
        ("circular_kinds", persons),
        ("count_kinds", persons),
        ("cancel_org_kinds", persons),
        ("unit_accountability_kinds", units),
    ):
        for word in pack.get(key, on):
            if word not in known:
                yield Mismatch(key, f"没有“{word}”这种处理方式")


def _scales(pack: Pack, on: date, kinds: tuple[SanctionKind, ...]) -> Iterator[Mismatch]:
    for key, scale in _SCALES:
        own = tuple(one.level for one in sanctions.scale_of(scale, pack, on))
        if own != pack.get(key, on):
            yield Mismatch(key, f"与处理方式一览不一致（{'、'.join(own)}）")
    labels = {one.scale.label for one in kinds}
    for name in pack.get("cancel_gov_ladders", on):
        if name not in labels:
            yield Mismatch("cancel_gov_ladders", f"没有“{name}”这一类别")
    for key, scale in (("cancel_party_from", Scale.PARTY), ("cancel_gov_from", Scale.GOV)):
        level = pack.get(key, on)
        if level not in {one.level for one in kinds if one.scale is scale}:
            yield Mismatch(key, f"{scale.label}没有“{level}”这一档")


def _overrides(pack: Pack, on: date, kinds: tuple[SanctionKind, ...]) -> Iterator[Mismatch]:
    grades, levels = pack.get("grade_ladder", on), pack.get("superior_levels", on)
    words = {one.word for one in kinds}
    for row in pack.get("overrides", on):
        told = override_fault(row["target"], row.get("value", "true"), grades)
        if told:
            yield Mismatch("overrides", f"“{row['source']}”{told}")
        if row["level"] not in levels:
            yield Mismatch("overrides", f"“{row['source']}”的层级“{row['level']}”不在上级层级以内")
        for word in row.get("measures", ()):
            if word not in words:
                yield Mismatch("overrides", f"“{row['source']}”：没有“{word}”这种处理方式")
        if row.get("since") and row.get("until") and row["until"] < row["since"]:
            yield Mismatch("overrides", f"“{row['source']}”的止期早于起期")


def override_fault(target: str, value: Any, grades: tuple[str, ...]) -> str:
    """Why a superior document cannot change a result to a value, in Chinese; empty if it can."""
    code = CODES.get(target)
    if code is None or not code.open_to_override:
        known = "、".join(one.code for one in CODES.values() if one.open_to_override)
        return f"没有“{target}”这一结果，或者不能由上级文件改变。可改变的：{known}"
    if isinstance(value, bool) or value in ("true", "false"):
        return ""
    if target != U_CAP:
        return "的值应为 true 或 false"
    return "" if value in grades else f"的奖次“{value}”不在{'、'.join(grades)}以内"

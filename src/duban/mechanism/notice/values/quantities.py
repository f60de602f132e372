"""Every number with a unit that stands in a notice, and the parameter that it sets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from duban.mechanism.notice.saying import words_with, written
from duban.mechanism.notice.segments import Phrase, Sentence
from duban.mechanism.notice.values.numerals import number_of
from duban.mechanism.parameters import PARAMETERS

_N = "[0-9]{1,4}|[一二两三四五六七八九十百]{1,5}"
_UNIT = (
    "个?工作日|个?自然日|天|日(?!常|益|前|后)|个?星期|周(?!期|知|边|密|全)|旬|个月|个?季度|年(?!度|底|初|终)|"
    "次(?!性|日|序|要)|名(?!义|称|录|单|次)|位(?!次|置|于)|%|％|个百分点|分(?=以?[下上]|，|。|；|的)|小时|万元|元|倍|起|人次|人(?=以)"
)
_QUANTITY = re.compile(
    rf"(?P<every>每隔?|按|逐)?(?P<beyond>(?<!不)超过|多于|不少于|达到|满|达)?(?P<last>倒数|最后|末|后)?[前第]?(?<![0-9〔])"
    rf"(?P<n>{_N})(?P<unit>{_UNIT})(?P<tail>（不?含[^）]*）)?(?P<above>(?:及|含|或)?以[上内下])?(?P<tail2>（不?含[^）]*）)?"
)
_HALF = re.compile("(?P<every>每隔?)?(?P<half>半个?月|半年)")
_EVERY = re.compile("(?P<every>每|逐|按)(?P<unit>周(?!期)|旬|月|季度?|日(?!常)|天)(?:度)?")
_MANY = re.compile(
    r"(?<![第前0-9])(?P<n>[2-9]|1[0-9]|[二两三四五六七八九十]{1,2})(?:个方面|个?(?:大类|类|种|项(?!目)|条|个|档|级|本|张|家))"
    "(?!办公室|工作日|月|季度|百分点|奖|以上)"
)
_NONE = re.compile(
    "第[0-9一二两三四五六七八九十百]+(?:条|款|项|章|节|部分)|(?:反馈|报告|报送|汇报|报|召开|更新|通报|调度)一次|一一|逐一"
)
_CN = "[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    "[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|"
    f"[〇零一二三四五六七八九○]{{4}}年(?:{_CN}月(?:{_CN}日)?)?"
)
_DAYS = {
    "天": 1,
    "日": 1,
    "自然日": 1,
    "个自然日": 1,
    "周": 7,
    "星期": 7,
    "个星期": 7,
    "旬": 10,
    "个月": 30,
    "月": 30,
}
_FARTHER = 0.6
_HALF_A_YEAR, _HALF_A_MONTH = 6, 15


@dataclass(frozen=True)
class Quantity:
    """A number with its unit. `kind` is time, times, rank, percent, years, months, quarter, date, many or other.

    `value` is in the smallest unit that the text allows: working days where it counts those, days otherwise.
    """

    kind: str
    value: int | None
    workdays: bool
    every: bool
    months: bool
    text: str
    after: str
    sentence: Sentence
    index: int
    start: int
    end: int

    @property
    def part(self) -> Phrase:
        """The part of the sentence in which it stands."""
        return self.sentence.parts[self.index]


@dataclass(frozen=True)
class QuantityRule:
    """Which number sets a parameter; see data/quantities.toml."""

    key: str
    clause: str
    unit: str
    near: re.Pattern[str] | None
    never: re.Pattern[str] | None
    about: str
    every: bool
    at: str
    not_before: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    source = resources.files("duban.mechanism").joinpath("data/quantities.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def rules(named: tuple[tuple[str, str], ...]) -> tuple[QuantityRule, ...]:
    """The rules with a county's own names in their patterns."""
    words = words_with(named)

    def read(row: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
        return written(row[name], words) if name in row else None

    return tuple(
        QuantityRule(
            key=key,
            clause=row["clause"],
            unit=row["unit"],
            near=read(row, "near"),
            never=read(row, "never"),
            about=row.get("about", ""),
            every=row.get("every", False),
            at=row.get("at", ""),
            not_before=read(row, "not_before"),
        )
        for key, row in _data().items()
    )


def quantities(read: Sequence[Sentence]) -> tuple[Quantity, ...]:
    """Every number with a unit, in the order of the text; dates are one each, 一项 and 第一条 are none."""
    return tuple(each for sentence in read for each in _in_sentence(sentence))


def _in_sentence(sentence: Sentence) -> Iterator[Quantity]:
    for index, part in enumerate(sentence.parts):
        taken: list[tuple[int, int]] = []
        for pattern, make in (
            (_NONE, _date),
            (_DATE, _date),
            (_HALF, _half),
            (_QUANTITY, _counted),
            (_EVERY, _each),
            (_MANY, _many),
        ):
            for found in pattern.finditer(part.text):
                if any(first < found.end() and found.start() < last for first, last in taken):
                    continue
                taken.append(found.span())
                if pattern is _NONE:
                    continue
                kind, value, workdays, every, months = make(found)
                start, end = part.span(*found.span())
                after = part.text[found.end() :]
                yield Quantity(
                    kind, value, workdays, every, months, found.group(), after, sentence, index, start, end
                )


_Read = tuple[str, int | None, bool, bool, bool]


def _date(found: re.Match[str]) -> _Read:
    return "date", None, False, False, False


def _half(found: re.Match[str]) -> _Read:
    if found.group("half") == "半年":
        return "months", _HALF_A_YEAR, False, bool(found.group("every")), True
    return "time", _HALF_A_MONTH, False, bool(found.group("every")), True


def _each(found: re.Match[str]) -> _Read:
    unit = found.group("unit")
    return "time", _DAYS.get(unit, 91), False, True, unit in ("月", "季", "季度")


def _many(found: re.Match[str]) -> _Read:
    return "many", number_of(found.group("n")), False, False, False


def _counted(found: re.Match[str]) -> _Read:
    number, unit = number_of(found.group("n")), found.group("unit")
    every = bool(found.group("every"))
    if unit.endswith("工作日"):
        return "time", number, True, every, False
    if unit in _DAYS:
        kind = "months" if unit == "个月" and not every else "time"
        value = number if kind == "months" or number is None else number * _DAYS[unit]
        return kind, value, False, every, unit == "个月"
    if unit == "次":
        said = found.group()
        beyond = "不含" in said or found.group("beyond") in ("超过", "多于")
        return "times", number + 1 if number is not None and beyond else number, False, every, False
    if unit in ("名", "位"):
        return ("rank" if found.group("last") else "other"), number, False, False, False
    kinds = {
        "年": "years",
        "季度": "quarter",
        "个季度": "quarter",
        "%": "percent",
        "％": "percent",
        "个百分点": "percent",
    }
    return kinds.get(unit, "other"), number, False, every, False


def fits(rule: QuantityRule, quantity: Quantity) -> float:
    """How well a number suits a parameter: 0 not at all, the more the surer."""
    if not _unit_fits(rule, quantity) or rule.every != quantity.every:
        return 0.0
    part, half = quantity.part.text, quantity.sentence.half(quantity.part.half)
    if rule.not_before and rule.not_before.search(quantity.after):
        return 0.0
    score, said = 1.0, half
    if rule.near is not None:
        score = 1.0 if rule.near.search(part) else _FARTHER if rule.near.search(half) else 0.0
        said = part if score == 1.0 else half
    if rule.never and rule.never.search(said):
        return 0.0
    if rule.about == "none":
        return score if not quantity.sentence.topic else 0.0
    if rule.about:
        return score * (1.2 if quantity.sentence.topic == rule.about else 0.0)
    return score


def _unit_fits(rule: QuantityRule, quantity: Quantity) -> bool:
    if rule.unit == "time" and quantity.kind == "months":
        return True
    return rule.unit == quantity.kind


def value_for(key: str, quantity: Quantity) -> tuple[int | None, str]:
    """The value of a parameter that a number gives, or none and why a person must say it."""
    counts_workdays = "工作日" in PARAMETERS[key].unit
    if quantity.value is None:
        return None, "写法不能换算为数字"
    if quantity.kind not in ("time", "months"):
        return quantity.value, ""
    if counts_workdays != quantity.workdays and PARAMETERS[key].unit not in ("年", "个月"):
        return None, f"原文“{quantity.text}”与参数的单位“{PARAMETERS[key].unit}”不同"
    if quantity.months and PARAMETERS[key].unit == "天" and not quantity.every:
        return None, f"原文“{quantity.text}”按月计，参数按天计"
    return quantity.value, ""

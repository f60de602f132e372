"""The numbers and lists that a notice's text fixes, each with its clause and the parameter that it sets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from duban.mechanism.notice.binding import Binding, Passage, bind
from duban.mechanism.notice.numerals import number_of
from duban.mechanism.notice.reading import Notice
from duban.mechanism.notice.shadow import shadow_of

_N = "(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_RATINGS = 3
_MEASURES = "停职检查|调整职务|责令辞职|引咎辞职|免职|降职|平职调整"


@dataclass(frozen=True)
class Found:
    """A number or list found in the text: the parameter it sets, its value, the words, and their offsets.

    `value` is None where the words cannot be turned into a value of the parameter; `note` says why.
    """

    key: str
    clause: str
    value: Any
    text: str
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True)
class _Sought:
    """What to look for in the passage of a clause; `required` numbers are missed when they are not there."""

    key: str
    clause: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Any]
    required: bool = False


def _count(found: re.Match[str]) -> int | None:
    return number_of(found.group("n"))


def _times(found: re.Match[str]) -> int | None:
    """A number of times; 不含 and 超过 leave the number itself out."""
    number = number_of(found.group("n"))
    beyond = "不含" in found.group() or "超过" in found.group()
    return number + 1 if number is not None and beyond else number


def _years(found: re.Match[str]) -> int | None:
    return None if found.group("unit").endswith("月") else number_of(found.group("n"))


def _days(found: re.Match[str]) -> int | None:
    named = {"周": 7, "旬": 10, "半月": 15, "半个月": 15, "月": 30, "天": 1, "日": 1, "个月": 30}
    number = number_of(found.group("n") or "一")
    unit = named[found.group("unit")]
    return number * unit if number is not None else None


def _three(found: re.Match[str]) -> tuple[str, ...] | None:
    """The three ratings, from good to bad; the rules know no other number of them."""
    items = tuple(re.split("[／、]", found.group("list")))
    return items if len(items) == _RATINGS else None


def _measures(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(_MEASURES, found.group())))


def _words(found: re.Match[str]) -> str:
    return found.group("words")


def _sought(
    key: str, clause_id: str, written: str, read: Callable[[re.Match[str]], Any], required: bool = False
) -> _Sought:
    return _Sought(key, clause_id, re.compile(written), read, required)


_TIMES = f"(?:超过|达到|达)?{_N}次(?:（不?含[^）]*）)?"
_SPAN = "(?:每隔?(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})?(?P<unit>半个?月|个月|天|日|周|旬|月))"
_WORKDAYS = f"{_N}个工作日"

_SOUGHT = (
    _sought("plan_due_workdays", "3.1.7", _WORKDAYS, _count),
    _sought("feedback_interval_days_letter", "3.1.8", _SPAN, _days),
    _sought("feedback_interval_days_interview", "3.2.9", _SPAN, _days),
    _sought("many_times", "3.3.1", f"{_N}次(?=（|以上|及以上|督|下达)", _count),
    _sought(
        "evaluation_values", "4.4", "（(?P<list>[^）、／]+(?:[、／][^）、／]+)+)）", _three, required=True
    ),
    _sought("bottom_n", "5.3", f"(?:倒数|后|末)[前第]?{_N}[名位]?", _count, required=True),
    _sought("cooperation_mechanism", "6.2", "(?P<words>《[^》]+》(?:（[^（）]*号）)?)", _words),
    _sought("transfer_workdays", "6.3", _WORKDAYS, _count),
    _sought("count_years", "7.2.1", f"{_N}年(?:之|以)?内", _count),
    _sought("unit_cap_first_count", "7.2.1", _TIMES, _times, required=True),
    _sought("unit_cap_second_count", "7.2.2", _TIMES, _times, required=True),
    _sought("circular_once_count", "7.2.3", _TIMES, _times, required=True),
    _sought("circular_cancel_count", "7.2.5", _TIMES, _times, required=True),
    _sought(
        "cancel_party_from",
        "7.2.6",
        "(?P<words>严重警告|警告|撤销党内职务|留党察看)(?:及其?|或者)?以上",
        _words,
    ),
    _sought("cancel_gov_from", "7.2.7", "(?P<words>记大过|记过|警告|降级|撤职)(?:及其?|或者)?以上", _words),
    _sought(
        "cancel_org_kinds",
        "7.2.8",
        f"(?:{_MEASURES})(?:、(?:{_MEASURES}))*(?:[和或](?:{_MEASURES}))?",
        _measures,
    ),
    _sought("trial_years", "9", f"(?<![0-9]){_N}(?P<unit>年|个月)(?![0-9])", _years, required=True),
)

REQUIRED = tuple((each.key, each.clause) for each in _SOUGHT if each.required)
"""The numbers that every notice of this kind fixes: parameter and clause."""


def numbers(notice: Notice | Binding) -> tuple[Found, ...]:
    """Every number and list that the text fixes, in Chinese or Arabic numerals, in the order of the clauses."""
    binding = bind(notice) if isinstance(notice, Notice) else notice
    found = (_find(binding, each) for each in _SOUGHT)
    return tuple(each for each in found if each is not None)


def _find(binding: Binding, sought: _Sought) -> Found | None:
    passage = binding.passages.get(sought.clause)
    if passage is None:
        return None
    start, end = _stretch(binding, passage)
    shadow = shadow_of(binding.notice.text, start, end)
    found = sought.pattern.search(shadow.text)
    if found is None:
        return None
    first, last = shadow.span(found.start(), found.end())
    value = sought.read(found)
    note = "" if value is not None else "原文的写法不能换算为这一参数，请人工确认"
    return Found(sought.key, sought.clause, value, binding.notice.text[first:last], first, last, note)


def _stretch(binding: Binding, passage: Passage) -> tuple[int, int]:
    """The passage with the bracket that follows it, if one does: 以上 and （不含）often stand there."""
    text, end = binding.notice.text, passage.end
    if text[end : end + 1] in ("（", "("):
        end = max(text.find("）", end), text.find(")", end), end) + 1
    return passage.start, min(end, len(text))

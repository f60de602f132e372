"""The numbers, lists and names that a notice's text fixes, each with its clause and the parameter that it sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.mechanism.notice.binding import Binding, Passage, bind
from duban.mechanism.notice.numerals import number_of
from duban.mechanism.notice.reading import Notice
from duban.mechanism.notice.shadow import shadow_of
from duban.mechanism.parameters import default_pack

_N = "(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_RATINGS = 3
_MEASURES = "停职检查|调整职务|责令辞职|引咎辞职|免职|降职|平职调整"
_HALF_A_YEAR = 6
_ENDS = "。；\n"


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
    """What to look for in the passage of a clause; `required` numbers are missed when they are not there.

    `near` also looks in the rest of the sentence, as far as no other clause has its words there.
    """

    key: str
    clause: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Any]
    required: bool = False
    near: bool = False


def _count(found: re.Match[str]) -> int | None:
    return number_of(found.group("n"))


def _times(found: re.Match[str]) -> int | None:
    """A number of times; 不含 and 超过 leave the number itself out."""
    number = number_of(found.group("n"))
    beyond = "不含" in found.group() or "超过" in found.group()
    return number + 1 if number is not None and beyond else number


def _months(found: re.Match[str]) -> int | None:
    return _HALF_A_YEAR if found.group() == "半年" else number_of(found.group("n"))


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


def _behaviours(found: re.Match[str]) -> tuple[str, ...]:
    """The kinds that are named; 等 leaves room for others."""
    return (*found.group("list").split("、"), "其他")


def _window(found: re.Match[str]) -> str:
    return "calendar_year" if "年度" in found.group() else "rolling_12m"


def _words(found: re.Match[str]) -> str:
    return found.group("words")


def _from_level(ladder: str) -> Callable[[re.Match[str]], str | None]:
    """The level from which on something follows; 不含本级 begins with the next one."""

    def read(found: re.Match[str]) -> str | None:
        levels = default_pack().get(ladder, date.max)
        place = levels.index(found.group("words")) + ("不含" in found.group())
        return str(levels[place]) if place < len(levels) else None

    return read


def _sought(
    key: str,
    clause_id: str,
    written: str,
    read: Callable[[re.Match[str]], Any],
    required: bool = False,
    near: bool = False,
) -> _Sought:
    return _Sought(key, clause_id, re.compile(written), read, required, near)


_TIMES = f"(?:超过|达到|达)?{_N}次(?:（不?含[^）]*）)?"
_SPAN = "(?:每隔?(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})?(?P<unit>半个?月|个月|天|日|周|旬|月))"
_WORKDAYS = f"{_N}个工作日"
_ABOVE = "(?:及其?|或者)?(?:（[^）]*）)?以上(?:（[^）]*）)?"
_LISTED = "(?:[，。；]有?|有)(?P<list>[^，。；、]{2,8}(?:、[^，。；、等]{2,8}){1,9})等"

_SOUGHT = (
    _sought("plan_due_workdays", "3.1.7", _WORKDAYS, _count, near=True),
    _sought("feedback_interval_days_letter", "3.1.8", _SPAN, _days),
    _sought("feedback_interval_days_interview", "3.2.9", _SPAN, _days),
    _sought("many_times", "3.3.1", f"{_N}次(?=（|以上|及以上|督|下达)", _count),
    _sought("max_extensions", "3.3.4", f"(?:延期|延长)[^，。；]{{0,6}}?{_N}次", _count, near=True),
    _sought("feedback_interval_days_listing", "3.3.7", _SPAN, _days),
    _sought("verify_workdays", "3.3.8", f"{_WORKDAYS}(?:以?内)?[^，。；]{{0,6}}核查", _count, near=True),
    _sought(
        "evaluation_values", "4.4", "（(?P<list>[^）、／]+(?:[、／][^）、／]+)+)）", _three, required=True
    ),
    _sought("statement_workdays", "5.0", f"{_WORKDAYS}(?:以?内)?[^，。；]{{0,10}}说明", _count, near=True),
    _sought("bottom_n", "5.3", f"(?:倒数|后|末)[前第]?{_N}[名位]?", _count, required=True),
    _sought("behaviour_kinds", "5.4", _LISTED, _behaviours),
    _sought("cooperation_mechanism", "6.2", "(?P<words>《[^》]+》(?:（[^（）]*号）)?)", _words),
    _sought("transfer_workdays", "6.3", _WORKDAYS, _count),
    _sought(
        "count_window",
        "7.2.1",
        "(?:连续|任意)(?:十二|12)个月|(?:自然|公历|考核)年度(?:之|以)?内",
        _window,
    ),
    _sought("count_years", "7.2.1", f"{_N}年(?:之|以)?内", _count),
    _sought("unit_cap_first_count", "7.2.1", _TIMES, _times, required=True),
    _sought("unit_cap_second_count", "7.2.2", _TIMES, _times, required=True),
    _sought("circular_once_count", "7.2.3", _TIMES, _times, required=True),
    _sought("circular_cancel_count", "7.2.5", _TIMES, _times, required=True),
    _sought(
        "cancel_party_from",
        "7.2.6",
        f"(?P<words>严重警告|警告|撤销党内职务|留党察看){_ABOVE}",
        _from_level("party_ladder"),
    ),
    _sought(
        "cancel_gov_from",
        "7.2.7",
        f"(?P<words>记大过|记过|警告|降级|撤职){_ABOVE}",
        _from_level("gov_ladder"),
    ),
    _sought(
        "cancel_org_kinds",
        "7.2.8",
        f"(?:{_MEASURES})(?:、(?:{_MEASURES}))*(?:[和或](?:{_MEASURES}))?",
        _measures,
    ),
    _sought("trial_years", "9", f"(?<![0-9]){_N}年(?![0-9度])", _count, required=True),
    _sought("trial_months", "9", f"(?<![0-9])(?:{_N}个月|半年)", _months),
)

REQUIRED = tuple((each.key, each.clause) for each in _SOUGHT if each.required)
"""The numbers that every notice of this kind fixes: parameter and clause."""
INSTEAD = {"trial_years": "trial_months"}
"""A required number that another one may stand for."""


def numbers(notice: Notice | Binding) -> tuple[Found, ...]:
    """Every number, list and name that the text fixes, in Chinese or Arabic numerals, in the order of the clauses."""
    binding = bind(notice) if isinstance(notice, Notice) else notice
    found = (_find(binding, each) for each in _SOUGHT)
    return (*(each for each in found if each is not None), *_grades(binding), *_organs(binding))


def _find(binding: Binding, sought: _Sought) -> Found | None:
    passage = binding.passages.get(sought.clause)
    if passage is None:
        return None
    stretches = [_stretch(binding, passage)]
    if sought.near:
        stretches.append(_beyond(binding, passage))
    for start, end in stretches:
        shadow = shadow_of(binding.notice.text, start, end)
        found = sought.pattern.search(shadow.text)
        if found is not None:
            first, last = shadow.span(found.start(), found.end())
            return _found(binding, sought.key, sought.clause, sought.read(found), first, last)
    return None


def _found(binding: Binding, key: str, clause: str, value: Any, start: int, end: int) -> Found:
    note = "" if value is not None else "原文的写法不能换算为这一参数，请人工确认"
    return Found(key, clause, value, binding.notice.text[start:end], start, end, note)


def _stretch(binding: Binding, passage: Passage) -> tuple[int, int]:
    """The passage with the bracket that follows it, if one does: 以上 and （不含）often stand there."""
    text, end = binding.notice.text, passage.end
    if text[end : end + 1] in ("（", "("):
        end = max(text.find("）", end), text.find(")", end), end) + 1
    return passage.start, min(end, len(text))


def _beyond(binding: Binding, passage: Passage) -> tuple[int, int]:
    """The rest of the passage's sentence, up to the words of the next clause."""
    text = binding.notice.text
    end = next((at for at in range(passage.end, len(text)) if text[at] in _ENDS), len(text))
    later = [each.start for each in binding.passages.values() if passage.end <= each.start < end]
    return passage.end, min([end, *later])


_GRADE = "不[得能](?:被)?(?:评定|评|定|确定)为(?P<words>[^，。；、及]{{1,8}}?)(?:等次|等级|档次|奖次)?{}"
_FIRST_GRADE = re.compile(_GRADE.format("(?=$|[，。；的])"))
_SECOND_GRADE = re.compile(_GRADE.format("(?:及|和|或)其?以上"))


def _grades(binding: Binding) -> Iterator[Found]:
    """The grades by the county's own names: the two from which a unit is barred, and what lies below them."""
    first, second = _in(binding, "7.2.1", _FIRST_GRADE), _in(binding, "7.2.2", _SECOND_GRADE)
    if first is None or second is None:
        return
    known = default_pack().get("grade_ladder", date.max)
    named = (first[0].group("words"), second[0].group("words"))
    value = known if named == known[:2] else (*named, f"{named[1]}以下")
    yield _found(binding, "grade_ladder", "7.2.1", value, *first[1])


def _in(
    binding: Binding, clause: str, wanted: re.Pattern[str]
) -> tuple[re.Match[str], tuple[int, int]] | None:
    passage = binding.passages.get(clause)
    if passage is None:
        return None
    shadow = shadow_of(binding.notice.text, *_stretch(binding, passage))
    found = wanted.search(shadow.text)
    return (found, shadow.span(found.start(), found.end())) if found else None


_COUNTY = "县"
_OWN_NAME = re.compile("([县市区旗])委办公室")
_NAMED = (
    "leader_roles",
    "main_leader_roles",
    "issuers",
    "copy_organs",
    "self_criticism_meetings",
    "sharing_organs",
)
_NAMED_AT = ("3.1.2", "3.3.2", "3.1.3", "3.1.5", "3.2.5", "4.5")


def _organs(binding: Binding) -> Iterator[Found]:
    """The names of the organs where the notice is not that of a county: 区委书记, 市政府办公室 …"""
    names = _OWN_NAME.findall("".join(binding.notice.text.split()))
    own = max(names, key=names.count, default=_COUNTY)
    if own == _COUNTY:
        return
    for key, clause in zip(_NAMED, _NAMED_AT, strict=True):
        passage = binding.passages.get(clause)
        if passage is not None:
            value = tuple(each.replace(_COUNTY, own) for each in default_pack().get(key, date.max))
            yield _found(binding, key, clause, value, passage.start, passage.end)

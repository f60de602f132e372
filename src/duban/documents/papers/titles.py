"""Titles broken by meaning: no word, name, 《…》 or number with its unit is split, and the lines form a shape.

The standard asks for 梯形 or 菱形 (GB/T 9704-2012, 7.3.1). Without a dictionary, the places where a title may be
broken are told by its joints: after 的 and 关于…, around conjunctions, before the verbs that official titles use,
and at the borders of what is quoted.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence

_OPENING, _CLOSING = "《“‘（〔【", "》”’）〕】"
_NEVER_FIRST = frozenset("，。、；：？！》”’）〕】的了着")
_NEVER_LAST = frozenset("《“‘（〔【")
_AFTER = ("的", "、", "，", "：", "》", "”", "）", "关于", "对", "将", "向", "把")
_BEFORE = (
    "印发", "转发", "开展", "推进", "实施", "解除", "进行", "加强", "做好", "落实", "整改", "挂牌", "督办",
    "督查", "约谈", "问题", "处理", "治理", "整治", "修复", "化解", "清理", "提升", "保障", "管理", "供水", "配套",
    "情况", "通知", "通报", "报告", "方案", "意见", "建设", "改造", "项目", "工作", "工程", "《", "“", "（",
)  # fmt: skip
_ENDING = frozenset("区县镇乡村市局委厅所站院厂渠期号科化性率额")
"""Characters that end words more often than they begin them."""
_JOINING = ("和", "与", "及", "暨", "并", "以及")
_UNITS = r"(?:年度|年|月|日|号|期|个|项|件|人|户|天|周|季度|亿元|万元|元|亩|公里|米|吨|度|%|％)+"
_KEPT = (
    re.compile(r"[0-9０-９.,]+\s*" + _UNITS),
    re.compile(r"第[0-9一二三四五六七八九十百]+[一-鿿]?"),
    re.compile(r"[0-9A-Za-z.\-/]+"),
    re.compile(r"[一-鿿]{1,4}(?:某某|某)"),
    re.compile(r"[A-ZＡ-Ｚ]{1,3}(?:县|市|区|镇|乡|村)|[甲乙丙丁戊己庚辛](?:县|市|区|镇|乡|村|街道)"),
)
_IMPOSSIBLE, _WORD = 1e9, 30.0
_SLACK, _CHOICES = 9, 8


def broken(title: Sequence[str], width: float, names: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a title at most `width` characters wide; several lines given are kept where they fit.

    `names` are units and persons that must not be split. What fits nowhere is broken between any two characters.
    """
    if len(title) > 1 and all(breadth(line) <= width for line in title):
        return tuple(title)
    text = "".join(title)
    if breadth(text) <= width:
        return (text,)
    costs = _costs(text, names)
    least = math.ceil(breadth(text) / width)
    best = min(
        (found for count in (least, least + 1) for found in _ways(text, costs, count, width)),
        default=(0.0, ()),
    )
    return tuple(_cut(text, best[1])) if best[1] else tuple(_hard(text, width))


def breadth(text: str) -> float:
    """Width of a text in Chinese characters; ASCII counts half."""
    return sum(0.5 if ord(char) < 0x2000 else 1.0 for char in text)


def _costs(text: str, names: Sequence[str]) -> list[float]:
    """What it costs to break before each position of the text."""
    costs = _by_joints(text)
    for start, end in _kept(text, names):
        for place in range(start + 1, end):
            costs[place] = max(costs[place], _IMPOSSIBLE)
    for start, end in _quoted(text):
        for place in range(start + 1, end):
            costs[place] += 15.0 if text[start] == "“" else 90.0
    return costs


def _by_joints(text: str) -> list[float]:
    """Costs by joints alone. Most words have two characters: an odd distance from the last joint costs more."""
    costs, last = [], 0
    for place in range(len(text) + 1):
        cost = _joint(text, place)
        if cost < _WORD or (0 < place <= len(text) and text[place - 1] in _NEVER_LAST):
            last = place
        if cost == _WORD:
            cost += _WORD / 2 * ((place - last) % 2) + _WORD * (text[place] in _ENDING)
        costs.append(cost)
    return costs


def _joint(text: str, place: int) -> float:
    before, after = text[:place], text[place:]
    if not before or not after or after[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST:
        return _IMPOSSIBLE
    if before.endswith(_AFTER):
        return 12.0 if before == "关于" else 2.0 if before.endswith(("关于", "对", "将", "向", "把")) else 0.0
    if after.startswith(_JOINING) and len(after) > 2:
        return 6.0
    return 8.0 if after.startswith(_BEFORE) else _WORD


def _kept(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    for pattern in _KEPT:
        for match in pattern.finditer(text):
            yield match.span()
    for name in names:
        for match in re.finditer(re.escape(name), text) if name else ():
            yield match.span()


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Spans of 《…》, “…” and （…）: a break inside costs dearly, but a span may be longer than a line."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in _OPENING:
            opened.append(place)
        elif char in _CLOSING and opened:
            yield opened.pop(), place + 1


def _ways(text: str, costs: list[float], count: int, width: float) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Every sensible way to break into `count` lines with its cost."""
    even = len(text) / count
    choices = [_near(costs, even * line, len(text)) for line in range(1, count)]
    for places in itertools.product(*choices):
        if any(second <= first for first, second in itertools.pairwise(places)):
            continue
        widths = [breadth(line) for line in _cut(text, places)]
        if max(widths) <= width:
            yield sum(costs[place] for place in places) + _shape(widths) + 6.0 * count, places


def _near(costs: list[float], wanted: float, length: int) -> list[int]:
    """The cheapest places near a wanted one."""
    window = range(max(1, round(wanted) - _SLACK), min(length, round(wanted) + _SLACK + 1))
    open_places = (place for place in window if costs[place] < _IMPOSSIBLE)
    return sorted(open_places, key=lambda place: (costs[place] + abs(place - wanted), place))[:_CHOICES]


def _shape(widths: list[float]) -> float:
    """Cost of the outline: even is good, an hourglass or a short word left over is not."""
    mean = sum(widths) / len(widths)
    uneven = sum(abs(one - mean) for one in widths) * 0.8
    waist = sum(
        5.0 + (min(above, below) - middle)
        for above, middle, below in zip(widths, widths[1:], widths[2:], strict=False)
        if middle < above and middle < below
    )
    box = 1.5 if len(set(widths)) == 1 else 0.0
    stub = 40.0 * any(one < 4 for one in widths[:-1]) + 15.0 * (widths[-1] < 4)
    return uneven + waist + box + stub


def _cut(text: str, places: tuple[int, ...]) -> list[str]:
    edges = [0, *places, len(text)]
    return [text[start:end] for start, end in itertools.pairwise(edges)]


def _hard(text: str, width: float) -> Iterator[str]:
    """Lines filled to the width, for a text that no joint allows to break."""
    line = ""
    for char in text:
        if line and breadth(line + char) > width:
            yield line
            line = ""
        line += char
    yield line

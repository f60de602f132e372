"""Numbers that Word keeps in styles and lists, written out as they are printed: 一、 （一） 1. （1）."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_DIGITS = "零一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_COUNTED = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
    "ideographDigital", "japaneseDigitalTenThousand", "chineseLegalSimplified",
}  # fmt: skip
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def chinese(number: int) -> str:
    """A number from 0 to 9999 as it is counted: 十一, 二十, 一百零五."""
    if number <= 10:
        return "十" if number == 10 else _DIGITS[number]
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") else out


def written(number: int, form: str) -> str:
    """A number in one of Word's number forms; digits for a form that is not known here."""
    if form in _COUNTED:
        counted = chinese(number) if number < 10_000 else str(number)
        return counted.translate(_LEGAL) if form == "chineseLegalSimplified" else counted
    if form == "decimalZero":
        return f"{number:02d}"
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalFullWidth":
        return str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        letter = chr(ord("A") + number - 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    if form == "ideographZodiac" and 1 <= number <= 12:
        return _BRANCHES[number - 1]
    return "" if form in ("none", "bullet") else str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out


@dataclass(frozen=True)
class Level:
    """One level of a list: first number, form, text with %1 for the number of level 1, and what restarts it."""

    start: int
    form: str
    text: str
    restart: int
    digits_only: bool
    style: str


class Numbering:
    """The lists of a file, counted on as paragraphs go by."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract in root.iter(qn("w:abstractNum")):
            self._read(abstract)
        for one in root.iter(qn("w:num")):
            self._list(one)

    def _read(self, abstract: Any) -> None:
        key = str(abstract.get(qn("w:abstractNumId")))
        levels = {}
        for level in abstract.iter(qn("w:lvl")):
            depth = int(level.get(qn("w:ilvl"), "0"))
            levels[depth] = Level(
                int(value_of(level, "w:start") or 1),
                value_of(level, "w:numFmt") or "decimal",
                value_of(level, "w:lvlText"),
                int(value_of(level, "w:lvlRestart") or -1),
                level.find(qn("w:isLgl")) is not None,
                value_of(level, "w:pStyle"),
            )
        self._levels[key] = levels

    def _list(self, one: Any) -> None:
        key, abstract = str(one.get(qn("w:numId"))), value_of(one, "w:abstractNumId")
        starts = {
            int(part.get(qn("w:ilvl"), "0")): int(value_of(part, "w:startOverride"))
            for part in one.findall(qn("w:lvlOverride"))
            if value_of(part, "w:startOverride")
        }
        self._lists[key] = (abstract, starts)

    def depth_of(self, key: str, style: str) -> str:
        """The level of a list that belongs to a style; empty where none does."""
        levels = self._levels.get(self._lists.get(key, ("", {}))[0], {})
        return next((str(depth) for depth, level in levels.items() if level.style == style), "")

    def label(self, key: str, depth: int) -> str:
        """The number of the next paragraph of a list, written out; empty where the list has none."""
        if key not in self._lists:
            return ""
        abstract, starts = self._lists[key]
        level = self._levels.get(abstract, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts[abstract]
        self._count(key, depth, level, counts, starts)
        if level.form == "bullet":
            return "·"
        return re.sub(r"%(\d)", lambda found: self._shown(abstract, int(found[1]) - 1, level), level.text)

    def _count(
        self, key: str, depth: int, level: Level, counts: dict[int, int], starts: dict[int, int]
    ) -> None:
        if depth in starts and (key, depth) not in self._started:
            self._started.add((key, depth))
            counts[depth] = starts[depth]
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        abstract = self._lists[key][0]
        for deeper in [one for one in counts if one > depth]:
            restart = self._levels[abstract][deeper].restart
            if restart != 0 and (restart < 0 or depth < restart):
                del counts[deeper]

    def _shown(self, abstract: str, depth: int, at: Level) -> str:
        level = self._levels[abstract].get(depth)
        if level is None:
            return ""
        number = self._counts[abstract].get(depth, level.start)
        return str(number) if at.digits_only else written(number, level.form)


def value_of(element: Any, tag: str) -> str:
    """The w:val of a child element; empty where there is none."""
    found = element.find(qn(tag))
    return "" if found is None else str(found.get(qn("w:val"), ""))

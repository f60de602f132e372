"""The lines of a list: numbering, head lines and blanks inside of names are what people write around a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from duban.mechanism.review.roll import Roll, plain

_NUMBERING = re.compile(r"^\s*(?:[(（]?\d{1,4}[)）.．、:：\t ]|[①-⑳])\s*")
_PARTS = re.compile(r"[\t,，;；|()（）【】\[\]]+")
_BLANKS = re.compile(r"\s+")
_TOGETHER = re.compile("[、/]")
_HEADS = frozenset({"姓名", "名单", "单位", "人员", "序号", "单位名称", "对象"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was given: its number, its text, the name, and the hints beside it (unit, post, birth).

    `name` is empty where the line names nobody; `note` says what was done to it or what is wrong with it.
    """

    number: int
    text: str
    name: str
    hints: tuple[str, ...] = ()
    note: str = ""


def read_lines(text: str, roll: Roll) -> tuple[Line, ...]:
    """The lines that hold anything, with their numbers in the list; numbering and a head line fall away."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = _NUMBERING.sub("", unicodedata.normalize("NFKC", line).replace("\ufeff", "")).strip()
        if bare and plain(_PARTS.split(bare)[0]) not in _HEADS:
            found.append(_line(number, line.strip(), bare, roll))
    return tuple(found)


def _line(number: int, text: str, bare: str, roll: Roll) -> Line:
    parts = [part.strip() for part in _PARTS.split(bare) if part.strip()]
    if not parts:
        return Line(number, text, "", (), "这一行没有姓名或单位。")
    several = [plain(part) for part in _TOGETHER.split(parts[0])]
    if len(several) > 1 and all(name in roll.people for name in several):
        return Line(number, text, "", (), "一行写了几个人，请一行写一个。")
    name, beside = _name_of(parts[0], roll)
    hints = tuple(plain(hint) for hint in (*beside, *parts[1:]) if plain(hint))
    spaced = bool(_BLANKS.search(parts[0])) and not beside
    return Line(number, text, name, hints, f"姓名中的空格已去掉，按“{name}”查询。" if spaced else "")


def _name_of(part: str, roll: Roll) -> tuple[str, list[str]]:
    """The name at the start, whose blanks may lie inside of it or behind it: the longest name that is known.

    Of a name that nobody bears, single characters at the start belong together.
    """
    words = part.split()
    for count in range(len(words), 0, -1):
        name = plain("".join(words[:count]))
        if roll.knows(name):
            return name, words[count:]
    count = 1
    while count < len(words) and len("".join(words[:count])) < 2:
        count += 1
    return plain("".join(words[:count])), words[count:]

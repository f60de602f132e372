"""How the parts of a document are told by their words, and how those words must be written."""

from __future__ import annotations

import re

_NUMERAL = "一二三四五六七八九十百"
NUMBER = re.compile(r"^[^〔〕]+〔\d{4}〕[1-9]\d*号$")
"""发文字号 as it must be written: six-corner brackets, no 第, no leading zero."""
NUMBERISH = re.compile(r"^[^，。；]{1,30}[〔\[［【(（]\s*\d{2,4}\s*[〕\]］】)）]\s*第?\s*\d+\s*号$")
"""What is meant as a 发文字号, however written."""
ISSUE = re.compile(r"^（?第\s*[0-9一二三四五六七八九十]+\s*期）?$")
"""第n期 of minutes and reports."""
DATE = re.compile(r"^\d{4}年[1-9]\d?月[1-9]\d?日$")
"""成文日期 as it must be written."""
DATEISH = re.compile(
    r"^[\d〇○零一二三四五六七八九]{2,4}\s*[年./-]\s*[\d〇一二三四五六七八九十]{1,3}\s*[月./-]"
    r"\s*[\d〇一二三四五六七八九十]{1,3}\s*日?$"
)
"""What is meant as a date, however written."""
BLANK_DATE = re.compile(r"^[\s\u3000]*年[\s\u3000]*月[\s\u3000]*日$")
"""Room for a date that a draft does not have yet."""


def is_date(text: str) -> bool:
    """Whether a text without blanks is a date, however written, or the room for one."""
    return bool(DATEISH.match(text) or BLANK_DATE.match(text))


LISTED = re.compile(r"^附\s*件\s*[：:]\s*\S")
LISTED_NEXT = re.compile(r"^[2-9]\d*\s*[.．、]")
ATTACHMENT = re.compile(r"^附件\d*$")
ATTACHMENTISH = re.compile(r"^附\s*件\s*\d*\s*[：:.]?$")
COPIES = re.compile(r"^(抄\s*送|抄\s*报|主\s*送|分\s*送)\s*[：:]")
PRINTER = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发$|印\s*发$")
PRESENCE = re.compile(r"^(出席|请假|列席)\s*[：:]")
NOTE = re.compile(r"^（[^）]*）$")
LEVELS = (
    re.compile(rf"^[{_NUMERAL}]+、"),
    re.compile(rf"^（[{_NUMERAL}]+）"),
    re.compile(r"^\d{1,2}[.．](?!\d)"),
    re.compile(r"^（\d{1,2}）"),
)
"""一、 （一） 1. （1）"""
WRONG_YEAR = re.compile(r"[\[［【(（](?:19|20)\d{2}[\]］】)）]\s*第?\d+号")
"""A reference to a numbered document whose year stands in other brackets."""
MARKING = re.compile(r"^(特急|加急|平急|特提|内部|内部资料|绝密|机密|秘密)")
DIGITS = str.maketrans({"\u3000": "", " ": "", "\t": ""})
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def squeezed(text: str) -> str:
    """The text without blanks of any kind."""
    return "".join(text.split()).translate(DIGITS)


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return bool(_CJK.search(text))


def level_of(text: str) -> int:
    """Level 1 to 4 of a heading by its number, 0 for ordinary text."""
    return next((level for level, pattern in enumerate(LEVELS, 1) if pattern.match(text)), 0)


def short(text: str, length: int = 16) -> str:
    """The beginning of a text, to name a place."""
    plain = squeezed(text)
    return plain if len(plain) <= length else f"{plain[: length - 1]}…"


def halves(text: str) -> float:
    """Width in characters of the text; ASCII counts half."""
    return sum(0.5 if ord(char) < 0x2000 else 1.0 for char in text)

"""Words of a ledger made comparable: full-width and half-width alike, without blanks and ornament."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANK = re.compile(r"\s+")
_ASIDE = re.compile(r"[（(【\[<〔].*?[）)】\]>〕]")
_ORNAMENT = re.compile(r"[*:：、，,。.;；\-_—·•/\\\"'“”‘’\s]+")
_NUMBERED = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[）).、．]")
_FORMULA = "=+-@\t\r＝＋－＠"


def clean(value: object) -> str:
    """A cell as text: NFKC, no invisible characters, blanks folded; a whole number without its point."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _cleaned(value) if isinstance(value, str) else str(value)


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return "\n".join(_BLANK.sub(" ", line).strip() for line in plain.splitlines()).strip()


def as_written(value: object) -> str:
    """A cell as text in its own signs: only invisible characters and blanks at the ends are taken away."""
    if not isinstance(value, str):
        return clean(value)
    lines = (_BLANK.sub(" ", line).strip() for line in _INVISIBLE.sub("", value).splitlines())
    return "\n".join(lines).strip()


@lru_cache(maxsize=4096)
def joined(text: str) -> str:
    """The same without any blank: how names are compared."""
    return "".join(clean(text).split())


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """A column title as synonyms are compared: no asides in brackets, no ornament, no numbering."""
    plain = _ASIDE.sub("", joined(text)) or joined(text)
    return _ORNAMENT.sub("", _NUMBERED.sub("", plain))


def distance(one: str, other: str, most: int = 3) -> int:
    """How many characters to change, add or take away; beyond `most` it answers `most + 1`."""
    if abs(len(one) - len(other)) > most or len(set(one) - set(other)) > most:
        return most + 1
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
        if min(row) > most:
            return most + 1
        before = row
    return min(before[-1], most + 1)


def within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in this order: 住建局 in 住房和城乡建设局."""
    rest = iter(long)
    return all(ch in rest for ch in short)


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula."""
    return text[:1] in _FORMULA if text else False

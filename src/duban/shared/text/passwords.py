"""What makes a password easy to guess for whoever knows its owner: name, account and unit, repetition, rows of keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LEAST_VARIED = 8
"""How many characters must be left when whatever only goes on (aaaa, 1234, qwer) is left out."""
LEAST_DIFFERENT = 5
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LATIN, _CHINESE = 4, 2
_BLOCK = re.compile(r"(.+?)\1+")


def easy_to_guess(password: str, names: Iterable[str]) -> str:
    """Why a password is easy to guess, in Chinese; `names` are the owner's name, account and units. Empty if it is not."""
    plain = _plain(password)
    if any(word in plain for name in names for word in known_words(name)):
        return "密码含有本人姓名、账号或者单位名称（包括拼音），请换一个。"
    if len(set(plain)) < LEAST_DIFFERENT or varied(plain) < LEAST_VARIED or _BLOCK.fullmatch(plain):
        return "密码里重复、连续的字符太多（如 aaaa、1234、qwer），请换一个。"
    return ""


def known_words(name: str) -> frozenset[str]:
    """The spellings of a name that others would try: as written, in pinyin, and the initials where these are long enough."""
    # Its dictionary takes a quarter of a second to load, and few programs see a password.
    from pypinyin import lazy_pinyin

    plain = _plain(name)
    syllables = [_plain(one) for one in lazy_pinyin(plain)]
    latin = {plain if plain.isascii() else "", "".join(syllables), "".join(one[:1] for one in syllables)}
    chinese = {plain} if not plain.isascii() and len(plain) >= _CHINESE else set()
    return frozenset(word for word in latin if len(word) >= _LATIN) | frozenset(chinese)


def varied(plain: str) -> int:
    """How many characters do more than go on as the two before them did: again the same, or the next of a row."""
    steps = [_step(first, then) for first, then in zip(plain, plain[1:], strict=False)]
    going_on = sum(
        step is not None and step == before for before, step in zip(steps, steps[1:], strict=False)
    )
    return len(plain) - going_on


def _step(first: str, then: str) -> int | None:
    """0 for the same character, 1 or -1 for neighbours in a row, None for others."""
    if first == then:
        return 0
    for row in _ROWS:
        if first + then in row:
            return 1
        if then + first in row:
            return -1
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()

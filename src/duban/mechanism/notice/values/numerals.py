"""Chinese and Arabic numerals."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


def number_of(numeral: str) -> int | None:
    """The number that a numeral means: 3, ３, 三, 两, 十五, 二十, 一百二十, 二〇二六. None if it is no numeral."""
    if not numeral:
        return None
    if numeral.isdecimal():
        return int(numeral)
    if any(char not in _DIGITS and char not in _UNITS for char in numeral):
        return None
    if not any(char in _UNITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = digit = 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit

"""Sentences put together from words that people wrote, which bring their own marks along."""

from __future__ import annotations

import re
from decimal import Decimal

_TWO = re.compile(r"([。；，！？])[。；，]+")
_ENDS = re.compile(r"[；，]+(?=[。！？])")


def one_mark(sentence: str) -> str:
    """The sentence with one mark where two met: the first stands, but what ends a sentence goes before a comma.

    >>> one_mark("退回修改：请改。。"), one_mark("现更正。；序时落后。")
    ('退回修改：请改。', '现更正。序时落后。')
    """
    return _TWO.sub(r"\1", _ENDS.sub("", sentence))


def plain(value: Decimal) -> str:
    """A number without trailing zeros.

    >>> plain(Decimal("120.500"))
    '120.5'
    """
    return f"{value.normalize():f}"

"""A notice's text as patterns see it: line wraps and spaces gone, widths of signs levelled, offsets kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_LEVEL = _WIDE | str.maketrans(",;:()/[]", "，；：（）／〔〕")
_WRAPPED_FROM = 20
_STOPS = "。；：！？"
_MARKER = re.compile(r"\s*([（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第.{1,3}条)")


@dataclass(frozen=True)
class Shadow:
    """The levelled characters of a span and, for each, its offset in the notice's text."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the notice of a span of the shadow; break marks at its edges left out."""
        while end - start > 1 and self.text[start] == "\n":
            start += 1
        while end - start > 1 and self.text[end - 1] == "\n":
            end -= 1
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=256)
def shadow_of(text: str, start: int, end: int) -> Shadow:
    """The shadow of a span. A line break stays only where it ends a line on purpose, not where a line is wrapped."""
    chars: list[str] = []
    offsets: list[int] = []
    line_from = text.rfind("\n", 0, start) + 1
    for at in range(start, end):
        char = text[at]
        if char == "\n":
            if _on_purpose(text, line_from, at, end) and chars and chars[-1] != "\n":
                chars.append("\n")
                offsets.append(at)
            line_from = at + 1
        elif not char.isspace():
            chars.append(char.translate(_LEVEL))
            offsets.append(at)
    return Shadow("".join(chars), tuple(offsets))


def _on_purpose(text: str, line_from: int, at: int, end: int) -> bool:
    line = text[line_from:at].strip()
    following = text[at + 1 : end]
    wrapped = len(line) >= _WRAPPED_FROM and line[-1] not in _STOPS
    return not wrapped or following.startswith("\n") or bool(_MARKER.match(following))


@lru_cache(maxsize=512)
def pattern(written: str) -> re.Pattern[str]:
    """Compile a pattern of the clause table.

    县 stands for 县/市/区/旗, 政府 also for 人民政府; no excluding class crosses a line that ends on purpose.
    """
    spelled = re.sub(r"县(?=[委政直级府里领主域内])", "[县市区旗]", written)
    spelled = spelled.replace("政府", "(?:人民)?政府")
    return re.compile(re.sub(r"\[\^", r"[^\\n", spelled))

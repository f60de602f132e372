"""Which fonts may stand for a role in a finished file: the configured ones and their usual names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from duban.documents.papers.fonts import configured

NAMES: Mapping[str, str] = MappingProxyType(
    {"title": "小标宋", "body": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}
)
"""The roles."""

_USUAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong", "FZXBSJW", "FZXBSK"),
        "body": ("仿宋_GB2312", "仿宋", "FangSong", "FZFSJW", "FZFSK", "STFangsong"),
        "kai": ("楷体_GB2312", "楷体", "KaiTi", "FZKTJW", "FZKTK", "STKaiti"),
        "hei": ("黑体", "SimHei", "FZHTJW", "FZHTK", "STHeiti"),
        "song": ("宋体", "SimSun", "NSimSun", "新宋体", "FZSSJW", "STSong"),
    }
)


def allowed(role: str) -> tuple[str, ...]:
    """Names that stand for a role: the configured Word name and families, then the usual ones."""
    known = configured().by_key[role]
    return (known.word, *(family for family, _ in known.families), *_USUAL[role])


def is_role(role: str, name: str, *, exact: bool = False) -> bool:
    """Whether a font name belongs to a role; names of PDF fonts are compared from their beginning."""
    plain = _plain(name)
    if exact:
        return any(plain == _plain(one) for one in allowed(role))
    return any(plain.startswith(_plain(one)) for one in allowed(role))


def role_of(name: str) -> str:
    """The first role that a font name belongs to, "" for none."""
    return next((role for role in NAMES if is_role(role, name)), "")


def is_fallback(name: str) -> bool:
    """Whether a font is one of those configured for rare characters."""
    return any(_plain(name).startswith(_plain(family)) for family in _fallbacks())


def _fallbacks() -> tuple[str, ...]:
    return tuple(re.sub(r"\s+(SC|TC|JP|KR)$", "", family) for family in configured().fallback)


def is_rare(char: str) -> bool:
    """Whether a character lies outside GB 2312, so that a font made for it may lack it."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", name.rpartition("+")[2]).lower()

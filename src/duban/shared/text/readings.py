"""How a name is read: for each character the syllables that it may have, without tones."""

from __future__ import annotations

from functools import lru_cache


def readings(name: str) -> tuple[frozenset[str], ...]:
    """The possible syllables of each character of a name, without tones; what has no reading stands for itself."""
    return tuple(_syllables(character) for character in name)


@lru_cache(maxsize=30_000)
def _syllables(character: str) -> frozenset[str]:
    # Its dictionary takes a quarter of a second to load, and few programs read names.
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])

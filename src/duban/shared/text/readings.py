"""How a name is read: for each character the syllables that it may have, without tones."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

_WAYS = 16
"""So many ways to read one name are told; few names have more than four."""


def readings(name: str) -> tuple[frozenset[str], ...]:
    """The possible syllables of each character of a name, without tones; what has no reading stands for itself."""
    return tuple(_syllables(character) for character in name)


@lru_cache(maxsize=30_000)
def _syllables(character: str) -> frozenset[str]:
    # Its dictionary takes a quarter of a second to load, and few programs read names.
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=30_000)
def initials(name: str) -> tuple[frozenset[str], ...]:
    """The letters with which each character of a name may begin when it is read, small."""
    return tuple(frozenset(syllable[:1].lower() for syllable in each) for each in readings(name))


def begins(name: str, letters: str) -> bool:
    """Whether small letters are the initials of characters that stand side by side in a name.

    >>> begins("住房和城乡建设局", "jsj")
    True
    """
    own = initials(name)
    return any(
        all(letter in one for letter, one in zip(letters, own[start:], strict=False))
        for start in range(len(own) - len(letters) + 1)
    )


@lru_cache(maxsize=10_000)
def spoken(name: str) -> str:
    """The initials of a name as it may be read, one way after the other, so that letters typed can be looked for.

    >>> spoken("单某")
    'cm dm sm'
    """
    ways = product(*(sorted(each) for each in initials(name)))
    return " ".join("".join(way) for way in islice(ways, _WAYS))

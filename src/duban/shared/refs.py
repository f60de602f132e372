"""Public references: random, unguessable, without look-alike characters."""

from __future__ import annotations

import secrets
from itertools import product

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_PAIRS = ["".join(pair) for pair in product(_ALPHABET, repeat=2)]
_COUNT = 6
_ALL = len(_PAIRS) ** _COUNT


def spelled(number: int, letters: int) -> str:
    """The lowest part of a number in so many letters of references."""
    found = []
    for _ in range(letters):
        number, place = divmod(number, len(_ALPHABET))
        found.append(_ALPHABET[place])
    return "".join(found)


def new_ref() -> str:
    """A fresh reference of 12 characters (about 59 bits), as it stands in an address."""
    rest, pairs = secrets.randbelow(_ALL), []
    for _ in range(_COUNT):
        rest, pair = divmod(rest, len(_PAIRS))
        pairs.append(_PAIRS[pair])
    return "".join(pairs)

"""Public references: random, unguessable, without look-alike characters."""

from __future__ import annotations

import secrets
from itertools import product

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_PAIRS = ["".join(pair) for pair in product(_ALPHABET, repeat=2)]
_COUNT = 6
_ALL = len(_PAIRS) ** _COUNT


def new_ref() -> str:
    """A fresh reference of 12 characters (about 59 bits), as it stands in an address."""
    rest, pairs = secrets.randbelow(_ALL), []
    for _ in range(_COUNT):
        rest, pair = divmod(rest, len(_PAIRS))
        pairs.append(_PAIRS[pair])
    return "".join(pairs)

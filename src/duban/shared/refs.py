"""Public references: random, unguessable, without look-alike characters."""

from __future__ import annotations

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 12
_ALL = len(_ALPHABET) ** _LENGTH


def new_ref() -> str:
    """A fresh reference of 12 characters (about 59 bits), as it stands in an address."""
    rest, signs = secrets.randbelow(_ALL), []
    for _ in range(_LENGTH):
        rest, sign = divmod(rest, len(_ALPHABET))
        signs.append(_ALPHABET[sign])
    return "".join(signs)

"""Public references: random, unguessable, without look-alike characters."""

from __future__ import annotations

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_ref() -> str:
    """A fresh reference of 12 characters (about 59 bits), as it stands in an address."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))

"""How long a program of a test may take: long on a loaded machine, and short where it is to be given up."""

from __future__ import annotations

LONG, SHORT = 60, 1


def seconds_for(program: str) -> int:
    """The limit for a program by its text: one that only sleeps will not end in time."""
    return SHORT if "sleep(" in program else LONG

"""What the year's end answers to the cases below it: which closed years would say something else now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_reassess: list[Callable[[Any, Any, str], frozenset[int]]] = []


def register_reassessment(open_tasks: Callable[[Any, Any, str], frozenset[int]]) -> None:
    """Take the function that opens the correction of closed years inside the act that changes a ruling."""
    _reassess[:] = [open_tasks]


def reassess(work: Any, ruling: Any, why: str) -> frozenset[int]:
    """Open corrections where closed years would say something else now; returns the years that were looked at."""
    return _reassess[0](work, ruling, why) if _reassess else frozenset()

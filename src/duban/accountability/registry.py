"""What the floor above the cases answers: whether the results of a year are closed for a subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Subject = tuple[str, int]
"""("unit", id) or ("person", id)."""

_closed: list[Callable[[int, Subject, tuple[int, ...]], tuple[int, ...]]] = []


def register_year_closed(closed: Callable[[int, Subject, tuple[int, ...]], tuple[int, ...]]) -> None:
    """Take the function that tells, for a jurisdiction and a subject, which of some years are closed."""
    _closed[:] = [closed]


def years_closed(jurisdiction_id: int, subject: Subject, years: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the years whose results are closed for the subject; none while nobody closes years."""
    return _closed[0](jurisdiction_id, subject, years) if _closed else ()


_reassess: list[Callable[[Any, Any, str], frozenset[int]]] = []


def register_reassessment(open_tasks: Callable[[Any, Any, str], frozenset[int]]) -> None:
    """Take the function that opens the correction of closed years inside the act that changes a ruling."""
    _reassess[:] = [open_tasks]


def reassess(work: Any, ruling: Any, why: str) -> frozenset[int]:
    """Open corrections where closed years would say something else now; returns the years that were looked at."""
    return _reassess[0](work, ruling, why) if _reassess else frozenset()

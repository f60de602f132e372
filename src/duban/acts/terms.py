"""What the county's rulebook says for an act: terms of duties in working days, and its words; all from its hook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from duban.mechanism.words.named import USUAL_WORDS, Vocabulary

if TYPE_CHECKING:
    from duban.acts.work import Work

_reckon: list[Callable[[Work, str | int], tuple[date, bool]]] = []
_version: list[Callable[[Work], str]] = []
_vocabulary: list[Callable[[Work], Vocabulary]] = []


def register_reckoning(reckon: Callable[[Work, str | int], tuple[date, bool]]) -> None:
    """Take the function that turns working days, or the parameter that holds them, into a day."""
    _reckon[:] = [reckon]


def due(work: Work, days: str | int) -> tuple[date, bool]:
    """The day on which a term ends, and whether it is provisional since that year's holidays are unpublished."""
    known: dict[tuple[str, str | int], tuple[date, bool]] = work.memo.setdefault("terms", {})
    key = (work.case.pack_hash if work.case is not None else "", days)
    if key not in known:
        known[key] = _reckon[0](work, days)
    return known[key]


def register_version(version: Callable[[Work], str]) -> None:
    """Take the function that names the version of the rules by which an act is judged."""
    _version[:] = [version]


def version_of(work: Work) -> str:
    """The hash of the version of the rules that judges an act: its case's own, else the one in force on the day.

    An act that brings in a new version is judged by the one before: whoever asks first in an act settles it.
    """
    if "version" not in work.memo:
        work.memo["version"] = _version[0](work) if _version else ""
    return str(work.memo["version"])


def register_vocabulary(vocabulary: Callable[[Work], Vocabulary]) -> None:
    """Take the function that says what the county of an act calls its measures and papers."""
    _vocabulary[:] = [vocabulary]


def vocabulary_of(work: Work) -> Vocabulary:
    """What the measures and papers are called in an act: by the version of the rules that judges it."""
    if "vocabulary" not in work.memo:
        work.memo["vocabulary"] = _vocabulary[0](work) if _vocabulary else USUAL_WORDS
    found: Vocabulary = work.memo["vocabulary"]
    return found

"""What the floors above do for the rulebook: say which past results would change, keep the documents it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from duban.mechanism.parameters import Pack


@dataclass(frozen=True)
class Difference:
    """A result of a past year that another version of the rules would have changed.

    `subject` is the public reference of a unit or a person, `code` that of the result; `before` and `after` say in
    words what follows, empty where nothing does. `because` holds the keys of the parameters that make the difference,
    `clauses` the ids of the clauses behind it; `together` says that no parameter does so alone. What is `reserved` is
    for 县委组织部 only (7.1.3).
    """

    subject: str
    label: str
    year: int
    code: str
    before: str
    after: str
    because: tuple[str, ...]
    clauses: tuple[str, ...]
    together: bool = False
    reserved: bool = False


@dataclass(frozen=True)
class JudgedTwice:
    """A past year judged twice: how many subjects had anything on record, and whose results differ."""

    subjects: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Evaluator:
    """Judges past years again.

    `years(jurisdiction_id)` are those with anything on record; `judge(jurisdiction_id, year, before, after)` judges one
    of them under two packs. Both read only.
    """

    years: Callable[[int], Iterable[int]]
    judge: Callable[[int, int, Pack, Pack], JudgedTwice]


_evaluators: list[Evaluator] = []


def register_what_if(evaluator: Evaluator) -> None:
    """Take the evaluator of past years; a later one replaces it."""
    _evaluators[:] = [evaluator]


def what_if() -> Evaluator | None:
    """The evaluator of past years; None while no floor has brought one."""
    return _evaluators[0] if _evaluators else None


_filing: list[Callable[[Any, Any, str], None]] = []


def register_filing(keep: Callable[[Any, Any, str], None]) -> None:
    """Take the function that keeps a file on the object of an act, under a label."""
    _filing[:] = [keep]


def file_document(work: Any, file: Any, label: str) -> None:
    """Keep the document on which a change of the rules rests, with the object of the act."""
    _filing[0](work, file, label)

"""What is owed: one selector, in words for what is wanted, asked of the database or of rows in hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db.models import QuerySet

from duban.acts.models import Obligation
from duban.mechanism.lifecycles import duties_that
from duban.shared.conditions import EVERYTHING, Blank, Condition, Is, either, one_of

_OUTCOME = Obligation.Outcome
OPEN: Condition = Is("outcome", _OUTCOME.OPEN)
PAUSED: Condition = Is("outcome", _OUTCOME.PAUSED)
HELD: Condition = one_of("outcome", (_OUTCOME.OPEN, _OUTCOME.PAUSED))
"""Still on the books: to be done, or standing still. What passes to another, or ends with its object, is all of it."""
DISCHARGED: Condition = Is("outcome", _OUTCOME.DONE)
MET_OR_DUE: Condition = one_of("outcome", (_OUTCOME.OPEN, _OUTCOME.DONE))
"""Its day counts: neither does it stand still, nor has it come to nothing."""
REMEMBERED: Condition = either((HELD, Is("counts", True)))
"""What a case still asks for, and what has coloured it."""


class Wanted(TypedDict, total=False):
    """What may be wanted of duties; several values of one word are alternatives, None is a column without a value.

    `of` is the object on which it is owed, with its kind, `of_any` one of some by key; `that` a word of the act table
    (see `DUTY_WORDS`); `due_by` and `due_before` a day; `told_below` the stage of notices that was not reached; `bound`
    whether leaving the state ends it; `counting` whether it colours the matter; `dated` whether it has a day, `personal`
    whether one person owes it.
    """

    county: int
    case: int | None | Collection[int]
    of: tuple[str, Any]
    of_any: tuple[str, Collection[int]]
    of_kind: str | Collection[str]
    act: str | Collection[str]
    label: str | Collection[str]
    clause: str
    that: str
    unit: int | None | Collection[int]
    person: int | None | Collection[int]
    due_on: date
    due_by: date
    due_before: date
    told_below: int
    bound: bool
    counting: bool
    dated: bool
    personal: bool


def _column(name: str) -> Callable[[Any], Condition]:
    def asked(value: Any) -> Condition:
        if value is None:
            return Blank(name)
        several = isinstance(value, Collection) and not isinstance(value, str)
        return one_of(name, value) if several else Is(name, value)

    return asked


def _compared(name: str, lookup: str) -> Callable[[Any], Condition]:
    return lambda value: Is(name, value, lookup)


def _filled(name: str) -> Callable[[bool], Condition]:
    return lambda value: ~Blank(name) if value else Blank(name)


_WORDS: dict[str, Callable[[Any], Condition]] = {
    "county": _column("jurisdiction_id"),
    "case": _column("case_id"),
    "of": lambda of: Is("object_kind", of[0]) & Is("object_id", of[1].pk),
    "of_any": lambda of: Is("object_kind", of[0]) & one_of("object_id", of[1]),
    "of_kind": _column("object_kind"),
    "act": _column("act"),
    "label": _column("label"),
    "clause": _column("clause"),
    "that": lambda word: one_of("act", sorted(duties_that(word))),
    "unit": _column("unit_id"),
    "person": _column("person_id"),
    "due_on": _column("due_on"),
    "due_by": _compared("due_on", "lte"),
    "due_before": _compared("due_on", "lt"),
    "told_below": _compared("stage", "lt"),
    "bound": _column("state_bound"),
    "counting": _column("counts"),
    "dated": _filled("due_on"),
    "personal": _filled("person_id"),
}


def wanted(standing: Condition, words: Wanted) -> Condition:
    """Duties that stand so and meet every word."""
    found = standing
    for word, value in words.items():
        found = found & _WORDS[word](value)
    return found


def standing_so(
    standing: Condition, rows: QuerySet[Obligation] | None = None, **words: Unpack[Wanted]
) -> QuerySet[Obligation]:
    """The duties that stand so (`DISCHARGED`, `REMEMBERED` …) and meet every word, of all or of some rows."""
    base = Obligation.objects.all() if rows is None else rows
    return base.filter(wanted(standing, words).query())


def still_open(
    rows: QuerySet[Obligation] | None = None, **words: Unpack[Wanted]
) -> QuerySet[Obligation]:
    """The open duties that meet every word, of all or of some rows."""
    return standing_so(OPEN, rows, **words)


def among(standing: Condition, rows: Iterable[Obligation], **words: Unpack[Wanted]) -> list[Obligation]:
    """Of rows in hand those that stand so and meet every word."""
    asked = wanted(standing, words)
    return [row for row in rows if asked.holds(row)]


def open_among(rows: Iterable[Obligation], **words: Unpack[Wanted]) -> list[Obligation]:
    """Of rows in hand the open duties that meet every word."""
    return among(OPEN, rows, **words)


def ever_owed(**words: Unpack[Wanted]) -> QuerySet[Obligation]:
    """Everything that is or was owed and meets every word."""
    return standing_so(EVERYTHING, **words)


def is_open(row: Obligation) -> bool:
    """Whether it is still to be done."""
    return OPEN.holds(row)


def is_paused(row: Obligation) -> bool:
    """Whether it stands still."""
    return PAUSED.holds(row)

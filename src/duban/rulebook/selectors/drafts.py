"""A drafted version: its changes, the pack that follows from them, and the packs that it is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.mechanism.clauses import clause
from duban.mechanism.parameters import PARAMETERS, Pack, default_pack, typed
from duban.mechanism.versions.changing import as_if, candidate
from duban.rulebook.models import DraftChange, PackDraft
from duban.rulebook.selectors.book import book


def open_changes(draft: PackDraft) -> list[DraftChange]:
    """The changes that hold in a draft, in the order in which they were made."""
    return list(DraftChange.objects.filter(draft=draft, ended_at=None).order_by("pk"))


def base_of(jurisdiction_id: int, effective_on: date) -> Pack:
    """The version that a draft changes: the one that would be in force on its day without it."""
    entry = book(jurisdiction_id).on(effective_on)
    return entry[1] if entry else default_pack()


def value_of(change: DraftChange) -> Any:
    """The value of a changed parameter as its parameter takes it."""
    return typed(PARAMETERS[change.key], change.value)[0]


def values_of(changes: Iterable[DraftChange]) -> dict[str, tuple[Any, str, str]]:
    """The changed parameters: value, source, reason."""
    return {row.key: (value_of(row), row.source, row.reason) for row in changes if not row.answers}


def changed_by(pack: Pack, draft: PackDraft, changes: Iterable[DraftChange]) -> Pack:
    """A pack with a draft's changes from its day on."""
    rows = list(changes)
    answers = {row.key: (str(row.value), row.source, row.reason) for row in rows if row.answers}
    return candidate(pack, values_of(rows), answers, draft.effective_on)


def candidate_of(draft: PackDraft, changes: Iterable[DraftChange]) -> Pack:
    """The pack that would be in force from the draft's day on."""
    return changed_by(base_of(draft.jurisdiction_id, draft.effective_on), draft, changes)


@clause("9")
def had_it_been(draft: PackDraft, changes: Iterable[DraftChange], year: int) -> tuple[Pack, Pack]:
    """The version that judged a past year, and the same with the draft's values, as if they had been in force then."""
    last = date(year, 12, 31)
    entry = book(draft.jurisdiction_id).on(last)
    judged_by = entry[1] if entry else base_of(draft.jurisdiction_id, draft.effective_on)
    return judged_by, as_if(judged_by, values_of(changes), last)

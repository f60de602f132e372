"""Removing files of which no row speaks: what was sent and never kept, what an act that failed had put in place."""

from __future__ import annotations

from itertools import islice

from duban.documents.files import store
from duban.documents.files.held import HOURS
from duban.documents.files.integrity import keepers

_AT_ONCE = 500


def sweep_files() -> int:
    """Remove them; returns how many."""
    removed = store.sweep_held(HOURS * 3600)
    places = store.unspoken()
    while batch := list(islice(places, _AT_ONCE)):
        removed += store.remove(set(batch) - spoken(batch))
    return removed


def spoken(places: list[str]) -> set[str]:
    """Those of these places of which a row of any jurisdiction speaks."""
    known: set[str] = set()
    for model, place in keepers():
        rows = model._base_manager.filter(**{f"{place}__in": places})
        known |= set(rows.values_list(place, flat=True))
    return known

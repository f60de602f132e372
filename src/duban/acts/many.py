"""Thousands of new rows of one act: keyed before, inserted in one prepared statement, each vouched for."""

from __future__ import annotations

from collections.abc import Sequence

from duban.acts.work import Work
from duban.shared import bulk
from duban.shared.models import Kept, Versioned


def create_many(work: Work, rows: Sequence[Kept]) -> None:
    """Insert rows of one model now; they get their keys, so that others may refer to them."""
    keys = bulk.Keys()
    for row in rows:
        row.pk = keys.take(type(row))
        row.jurisdiction_id = work.jurisdiction_id
        if isinstance(row, Versioned):
            row.created_at = work.at
    bulk.insert(rows)
    for row in rows:
        work.vouch(row)


def write_now(work: Work) -> None:
    """Write what waits, so that what the act reads from here on sees it."""
    for row in work.pending.write(work._lost):
        work.vouch(row)

"""Thousands of new rows of one act: keyed before, inserted in one prepared statement, each vouched for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.shared.database import bulk
from duban.shared.models import Kept


def create_many(work: Work, rows: Sequence[Kept]) -> None:
    """Insert rows of one model now; they get their keys, so that others may refer to them."""
    keys = bulk.Keys()
    for row in rows:
        row.pk = keys.take(type(row))
        work.stamp(row)
    bulk.insert(rows)
    for row in rows:
        work.vouch(row)


@clause("3.1.3")
def create_numbered(work: Work, rows: Sequence[Any], *, issuer: str, kind: str, of: str) -> None:
    """Insert rows of one model, each with the next number of a series in its column `number`."""
    numbers = work.numbers.reserve(len(rows), issuer=issuer, kind=kind, of=of)
    for row, number in zip(rows, numbers, strict=True):
        row.number = number.text
    for row in rows:
        work.stamp(row)
    type(rows[0])._base_manager.bulk_create(rows)
    for row, number in zip(rows, numbers, strict=True):
        work.vouch(row)
        number.object_id = row.pk
    work.create_all(numbers)


def write_now(work: Work) -> None:
    """Write what waits, so that what the act reads from here on sees it."""
    for row in work.pending.write(work._lost):
        work.vouch(row)

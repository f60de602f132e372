"""Many readers of one story: each finds it as it was told, whatever the reader before has left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction
from django_scopes import scope

from duban.shared.database import memo
from tests.personas import TODAY, County

T = TypeVar("T")


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is gone afterwards, and what was remembered of it too."""
    memo.forget()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    memo.forget()


@contextmanager
def told(county: County, blocker: Any, tell: Callable[[County], T]) -> Iterator[T]:
    """For a fixture of a module: a story told once, on `TODAY` at the hour of its first reader, and undone after all.

    Each reader works in a transaction of its own inside; none of them may ask for real ones.
    """
    with blocker.unblock(), transaction.atomic():
        memo.forget()
        before = county.copy()
        with county.on(TODAY), scope(jurisdiction=county.jurisdiction_id):
            made = tell(county)
        memo.forget()
        with blocker.block():
            yield made
        county.persons, county.units = before.persons, before.units
        transaction.set_rollback(True)
    memo.forget()

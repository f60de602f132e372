"""Many readers of one story: each finds it as it was told, whatever the reader before has left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from duban.shared import memo


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is gone afterwards, and what was remembered of it too."""
    memo.forget()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    memo.forget()

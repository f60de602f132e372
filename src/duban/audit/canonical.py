"""Canonical text and digests: the same value gives the same bytes before and after a trip to the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import models

ALGORITHM = "duban1-sha256"
GENESIS = "0" * 64


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def dumps(data: Any) -> str:
    """JSON with sorted keys and no spare white space."""
    return _ENCODER.encode(data)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"{type(value).__name__} has no canonical form")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


@lru_cache(maxsize=1024)
def moment(value: datetime) -> str:
    """A moment in UTC with microseconds."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def link_hash(previous: str, columns: dict[str, Any]) -> str:
    """The hash of an entry: algorithm, hash of the entry before, and all its own columns."""
    return sha256("\n".join((ALGORITHM, previous, dumps(columns))))


def payload_hash(salt: str, text: str) -> str:
    """The hash that stands in the entry for a payload; without the salt it tells nothing."""
    return sha256(f"{salt}\n{text}")


def row_digest(row: models.Model) -> str:
    """The digest of a row: every column but those that the model leaves out."""
    return sha256(dumps(row_values(row)))


def row_values(row: models.Model) -> dict[str, Any]:
    """What the digest of a row covers, column by column."""
    return {name: plain(getattr(row, name)) for name, plain in _digested(type(row))}


@lru_cache(maxsize=256)
def _digested(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """The columns that a digest covers, with what makes their values plain."""
    undigested: frozenset[str] = getattr(model, "undigested", frozenset())
    return tuple(
        (field.attname, _made_plain(field))
        for field in model._meta.concrete_fields
        if field.attname not in undigested
    )


def _made_plain(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """What the database would give back for a value; text, whole numbers, yes and no, and nothing are plain already."""
    if isinstance(field, models.CharField | models.TextField):
        return lambda value: value if type(value) is str or value is None else field.to_python(value)
    if isinstance(field, models.BooleanField):
        return lambda value: value if type(value) is bool or value is None else field.to_python(value)
    if isinstance(field, models.IntegerField):
        return lambda value: value if type(value) is int or value is None else field.to_python(value)
    return lambda value: None if value is None else field.to_python(value)


def rows_hash(digests: dict[tuple[str, int], str]) -> str:
    """What an entry keeps of the rows that its act wrote."""
    return sha256(dumps([[table, row_id, digest] for (table, row_id), digest in sorted(digests.items())]))

"""Canonical text and digests: the same value gives the same bytes before and after a trip to the database."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

ALGORITHM = "duban1-sha256"
GENESIS = "0" * 64


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def dumps(data: Any) -> str:
    """JSON with sorted keys and no spare white space."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"{type(value).__name__} has no canonical form")


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
    undigested: frozenset[str] = getattr(row, "undigested", frozenset())
    values = {
        field.attname: field.to_python(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in undigested
    }
    return sha256(dumps(values))


def rows_hash(digests: dict[tuple[str, int], str]) -> str:
    """What an entry keeps of the rows that its act wrote."""
    return sha256(dumps([[table, row_id, digest] for (table, row_id), digest in sorted(digests.items())]))

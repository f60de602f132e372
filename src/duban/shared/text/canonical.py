"""Canonical text: the same value gives the same bytes before and after a trip to the database."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson

_AS_JSON = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def dumps(data: Any) -> str:
    """JSON with sorted keys and no spare white space."""
    try:
        return orjson.dumps(data, default=_plain, option=_AS_JSON).decode()
    except TypeError:  # keys that are no text, whole numbers beyond 64 bits
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"{type(value).__name__} has no canonical form")


@lru_cache(maxsize=1024)
def moment(value: datetime) -> str:
    """A moment in UTC with microseconds."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")

"""Digests: of rows, of payloads, and the link of each entry to the one before."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db import models

from duban.shared.text.canonical import dumps, sha256

ALGORITHM = "duban1-sha256"
GENESIS = "0" * 64
BLOCK = 64
_NOTHING: frozenset[str] = frozenset()


def link_hash(previous: str, columns: dict[str, Any]) -> str:
    """The hash of an entry: algorithm, hash of the entry before, and all its own columns."""
    return sha256("\n".join((ALGORITHM, previous, dumps(columns))))


def payload_hash(salt: str, text: str) -> str:
    """The hash that stands in the entry for a payload; without the salt it tells nothing."""
    return sha256(f"{salt}\n{text}")


def row_digest(row: models.Model, undigested: frozenset[str] | None = None) -> str:
    """The digest of a row: every column but those that the model, or the caller, leaves out."""
    return sha256(dumps(row_values(row, undigested)))


def row_values(row: models.Model, undigested: frozenset[str] | None = None) -> dict[str, Any]:
    """What the digest of a row covers, column by column."""
    held = row.__dict__
    left_out: frozenset[str] = getattr(row, "undigested", _NOTHING) if undigested is None else undigested
    values = {}
    for name, kind, plain in _digested(type(row), left_out):
        value = held[name] if name in held else getattr(row, name)
        values[name] = value if value is None or type(value) is kind else plain(value)
    return values


def digested_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that the digest of a row covers; but for names, their values are plain as the database gives them back."""
    return tuple(name for name, _, _ in _digested(model, getattr(model, "undigested", _NOTHING)))


@lru_cache(maxsize=256)
def _digested(
    model: type[models.Model], left_out: frozenset[str]
) -> tuple[tuple[str, type | None, Callable[[Any], Any]], ...]:
    """The columns that a digest covers: the type of value that is plain already, and what makes others plain."""
    fields = sorted(model._meta.concrete_fields, key=lambda field: field.attname)
    return tuple(
        (field.attname, _plain_type(field), field.to_python)
        for field in fields
        if field.attname not in left_out
    )


def _plain_type(field: models.Field[Any, Any]) -> type | None:
    """The type in which the database gives back a value of a field of text, yes and no, or whole numbers."""
    if isinstance(field, models.CharField | models.TextField):
        return str
    if isinstance(field, models.BooleanField):
        return bool
    return int if isinstance(field, models.IntegerField | models.ForeignKey) else None


def rows_hash(digests: dict[tuple[str, int], str]) -> str:
    """What an entry keeps of the rows that its act wrote."""
    return sha256(dumps([[table, row_id, digest] for (table, row_id), digest in sorted(digests.items())]))


def block_of(key: tuple[str, int]) -> tuple[str, int]:
    """The block of a row: `BLOCK` numbers of its table that follow each other."""
    table, row_id = key
    return table, row_id // BLOCK


def blocks_of(digests: dict[tuple[str, int], str]) -> dict[tuple[str, int], str]:
    """The hash of each block of rows, so that a few of very many rows can be shown without all the others."""
    blocks: dict[tuple[str, int], dict[tuple[str, int], str]] = {}
    for key, digest in digests.items():
        blocks.setdefault(block_of(key), {})[key] = digest
    return {block: rows_hash(rows) for block, rows in blocks.items()}

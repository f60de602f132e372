"""Kept files held against the rows that speak of them: bytes that are missing, or no longer those of the digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import models

from duban.documents.files import store

PLACES = {"stored_as": "sha256", "pdf_as": "pdf_sha256", "word_as": "word_sha256"}
"""Where a row says that its bytes lie, and which column holds their digest."""
_CHUNK = 500


@dataclass(frozen=True)
class FileFault:
    """A file that is not as its row says."""

    table: str
    row_id: int
    what: str


def keepers() -> Iterator[tuple[type[models.Model], str]]:
    """Every model whose rows speak of kept files, with the column of the place."""
    for model in apps.get_models():
        names = {column.name for column in model._meta.concrete_fields}
        yield from ((model, place) for place in PLACES if place in names)


def file_faults(jurisdiction_id: int, read: Callable[[int], None]) -> Iterator[FileFault]:
    """What is wrong with the files of a county; `read` is told of the bytes of each."""
    for model, place in keepers():
        rows = model._base_manager.filter(jurisdiction_id=jurisdiction_id).exclude(**{place: ""})
        told = rows.order_by("pk").values_list("pk", place, PLACES[place])
        for row_id, relative, digest in told.iterator(_CHUNK):
            if wrong := _wrong(store.root() / relative, digest, read):
                table = model._meta.db_table
                yield FileFault(table, row_id, f"{table} 第 {row_id} 行的文件 {relative} {wrong}")


def _wrong(path: Path, digest: str, read: Callable[[int], None]) -> str:
    try:
        with path.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
            read(file.tell())
    except FileNotFoundError:
        return "不在了：绕过系统删除"
    except OSError as error:
        return f"读不出来：{error.strerror}"
    return "" if now == digest else "与登记的摘要不符：绕过系统改动"

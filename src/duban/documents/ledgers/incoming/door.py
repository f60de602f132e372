"""The one door for ledgers and lists: scanned, looked into and opened in the guarded process, before anything is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from duban.acts.beside import worded
from duban.documents.files.kept import MarkedInput
from duban.documents.files.uploads import Upload
from duban.documents.inspection.formats.plain import open_text
from duban.documents.inspection.shapes import MB
from duban.documents.inspection.verdicts import Level, Refused
from duban.documents.intake import Marked, apart, examine
from duban.documents.intake.limits import limits
from duban.documents.intake.scanner import refuse_infected
from duban.documents.ledgers.incoming.book import LARGEST, SUFFIXES, Book, unpacked
from duban.shared.errors import Invalid

MEMORY = 1024 * MB
"""A ledger may have as many cells as no other file: what opening it may cost, in bytes."""


def looked_through(file: Upload) -> Book:
    """A ledger opened and looked through; Invalid on the file with the reason."""
    with _refusing():
        scanned = refuse_infected(file.name, file.content)
        return replace(_opened(file.name, file.content), scanned=scanned)


def kept_book(name: str, content: bytes) -> Book:
    """A ledger that was taken before; without sheets, and with the reason as its note, where it is no longer taken."""
    try:
        return _opened(name, content)
    except Refused as error:
        return Book(name, (), (error.message,))


@lru_cache(maxsize=2)
def _opened(name: str, content: bytes) -> Book:
    shape = limits().shape(SUFFIXES, LARGEST, MEMORY)
    found, rows = apart.rows_apart(name, content, shape)
    blocked = [finding for finding in found.findings if finding.level is Level.BLOCK]
    if blocked:
        raise Marked("文件", blocked[0])
    return unpacked(rows)


def text_looked_through(file: Upload) -> str:
    """A plain text read and looked through; Invalid on the file with the reason."""
    name = file.name if file.name.lower().endswith(".txt") else f"{file.name}.txt"
    with _refusing():
        return open_text(file.name, examine(Upload(name, file.content), accept=(".txt",)).content)


@contextmanager
@worded("选“全部成功才写入”的，没有一行有错或者待确认")
def _refusing() -> Iterator[None]:
    try:
        yield
    except Marked as error:
        raise MarkedInput("file", error) from error
    except Refused as error:
        raise Invalid({"file": error.message}) from error

"""The one door for ledgers and lists: scanned and looked through for what may not be in the system, before anything is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from duban.documents.actions import MarkedInput
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import Marked, examine_text
from duban.documents.intake.scanning import refuse_infected
from duban.documents.ledgers.opening import Book, Unreadable, open_book, words_of
from duban.documents.uploads import Upload
from duban.mechanism.notice import NoticeUnreadable, decode
from duban.shared.errors import Invalid


def looked_through(file: Upload) -> Book:
    """A ledger opened and looked through; Invalid on the file with the reason."""
    with _refusing(file):
        book = open_book(file.name, file.content)
        for where, text in words_of(book, file.content):
            examine_text(text, where)
    return book


def text_looked_through(file: Upload) -> str:
    """A plain text read and looked through; Invalid on the file with the reason."""
    with _refusing(file):
        text = decode(file.content)
        examine_text(text, f"“{file.name}”")
    return text


@contextmanager
def _refusing(file: Upload) -> Iterator[None]:
    try:
        refuse_infected(file.name, file.content)
        yield
    except Unreadable as error:
        raise Invalid({"file": str(error)}) from error
    except NoticeUnreadable as error:
        raise Invalid({"file": f"{file.name}：{error}。"}) from error
    except Marked as error:
        raise MarkedInput("file", error) from error
    except Refused as error:
        raise Invalid({"file": error.message}) from error

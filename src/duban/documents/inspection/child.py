"""The process in which one file is looked into: it reads the file from standard input and answers in JSON.

It limits its own time and memory before it touches the file, and may write none. Only rule, level and place of a
finding leave it, of a ledger its rows, of a text its paragraphs, and of an edited document how it reads; and that
document itself with number and date.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from duban.documents.inspection.formats.packed import Packed
from duban.documents.inspection.marking import PlacedText
from duban.documents.inspection.one_file import found_in, inspect
from duban.documents.inspection.shapes import Shape, refuse_by_outside
from duban.documents.inspection.verdicts import Inspected, Refused


def main() -> int:
    """Look into the file on standard input; the first line says its name and what is taken."""
    order = json.loads(sys.stdin.buffer.readline())
    shape = Shape.of(order["shape"])
    resource.setrlimit(resource.RLIMIT_CPU, (shape.seconds, shape.seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (shape.memory, shape.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    task = str(order.get("read") or ("rows" if order["rows"] else "inspect"))
    answer, kept = _answer(str(order["name"]), content, shape, task, str(order.get("given", "")))
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n" + kept)
    return 0


def _answer(name: str, content: bytes, shape: Shape, task: str, given: str) -> tuple[dict[str, Any], bytes]:
    try:
        found = TASKS[task](name, content, shape, given)
    except Refused as error:
        return {"refused": [error.rule, error.message]}, b""
    except (MemoryError, RecursionError):
        return {
            "refused": [
                "costly",
                f"“{name}”过于复杂，在限定的内存内检查不完，没有接收。请拆开或另存后再上传。",
            ]
        }, b""
    told = asdict(found)
    kept = told.pop("content")
    return {"found": told, "kept": kept is not None}, kept or b""


def inspect_ledger(name: str, content: bytes, shape: Shape) -> Inspected:
    """A ledger looked into like every file and cell by cell; its rows are the content handed back."""
    from duban.documents.ledgers.incoming.book import packed
    from duban.documents.ledgers.incoming.sheets import open_book, refuse_far, words_of

    if refuse_by_outside(name, content, shape) == ".xlsx":
        Packed(name, content, shape)
        refuse_far(name, content)
    found = inspect(name, content, shape)
    book = open_book(name, content)
    book = replace(book, notes=(*found.notes, *book.notes))
    cells = [PlacedText("typed", where, text) for where, text in words_of(book, content)]
    findings = (*found.findings, *found_in(cells, shape))
    return replace(found, findings=findings, content=packed(book))


def paragraphs_of(name: str, content: bytes) -> bytes:
    """The paragraphs of a text as JSON; Refused where it cannot be read."""
    from duban.documents.reading.paragraphs import paragraphs

    with _readable():
        return json.dumps(paragraphs(name, content), ensure_ascii=False).encode()


def edited_of(name: str, content: bytes, draft: str) -> bytes:
    """An edited document as JSON, read like its draft; Refused where it cannot be read."""
    from duban.documents.final_text.edited import opened

    with _readable():
        return opened(name, content, draft)


def filled_of(name: str, content: bytes, given: str) -> bytes:
    """An edited document with the number and the day that are given as JSON; Refused where it has no place for them."""
    from duban.documents.final_text.number_and_date import filled

    number, day = json.loads(given)
    with _readable():
        return filled(name, content, number, date.fromisoformat(day))


def printed_of(name: str, content: bytes, font_roles: str) -> bytes:
    """What a PDF that was made here says and is made of, as JSON; Refused where it cannot be read."""
    from duban.documents.final_text.printed import printed
    from duban.documents.papers import fonts

    if not fonts.known():
        fonts.look_in(lambda: fonts.Places((), Path(font_roles)))
    with _readable():
        return printed(name, content)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise Refused("unreadable", str(error)) from error


def _only(content: bytes) -> Inspected:
    """What was inspected before and is only read here."""
    return Inspected("", "", content=content)


TASKS: dict[str, Callable[[str, bytes, Shape, str], Inspected]] = {
    "inspect": lambda name, content, shape, given: inspect(name, content, shape),
    "rows": lambda name, content, shape, given: inspect_ledger(name, content, shape),
    "paragraphs": lambda name, content, shape, given: _only(paragraphs_of(name, content)),
    "edited": lambda name, content, shape, given: _only(edited_of(name, content, given)),
    "filled": lambda name, content, shape, given: _only(filled_of(name, content, given)),
    "printed": lambda name, content, shape, given: _only(printed_of(name, content, given)),
}
"""What may be asked of a file, each with the name, the bytes, the limits, and what else is given."""


if __name__ == "__main__":
    raise SystemExit(main())

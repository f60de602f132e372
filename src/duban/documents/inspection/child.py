"""The process in which one file is looked into: it reads the file from standard input and answers in JSON.

It limits its own time and memory before it touches the file, and may write none. Only rule, level and place of a
finding leave it, and of a ledger its rows.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict, replace
from typing import Any

from duban.documents.inspection.looking import found_in, inspect
from duban.documents.inspection.marking import Passage
from duban.documents.inspection.packed import Packed
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
    answer, kept = _answer(str(order["name"]), content, shape, rows=bool(order["rows"]))
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n" + kept)
    return 0


def _answer(name: str, content: bytes, shape: Shape, *, rows: bool) -> tuple[dict[str, Any], bytes]:
    try:
        found = inspect_ledger(name, content, shape) if rows else inspect(name, content, shape)
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
    from duban.documents.ledgers.book import packed
    from duban.documents.ledgers.opening import open_book, refuse_far, words_of

    if refuse_by_outside(name, content, shape) == ".xlsx":
        Packed(name, content, shape)
        refuse_far(name, content)
    found = inspect(name, content, shape)
    book = open_book(name, content)
    book = replace(book, notes=(*found.notes, *book.notes))
    cells = [Passage("typed", where, text) for where, text in words_of(book, content)]
    findings = (*found.findings, *found_in(cells, shape))
    return replace(found, findings=findings, content=packed(book))


if __name__ == "__main__":
    raise SystemExit(main())

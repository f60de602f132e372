"""Ledgers made for tests: workbooks as offices keep them, an Excel 97-2003 workbook, and containers that are none."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import xlsxwriter

from duban.documents.files.uploads import Upload
from duban.documents.inspection import child
from duban.documents.inspection.child import inspect_ledger
from duban.documents.inspection.shapes import Shape
from duban.documents.inspection.verdicts import Inspected, Level
from duban.documents.intake import apart
from duban.documents.ledgers.incoming.book import LARGEST, SUFFIXES, Book, unpacked

Rows = Sequence[Sequence[Any]]
_SECTOR = 512
_OLD_ERRORS = {"#REF!": 0x17, "#N/A": 0x2A, "#DIV/0!": 0x07}
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def workbook(
    *sheets: tuple[str, Rows],
    merged: Iterable[tuple[str, str]] = (),
    name: str = "台账.xlsx",
    hidden: Iterable[str] = (),
) -> Upload:
    """A workbook; dates as dates, numbers as numbers, everything else as text. `merged` is sheet and area."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for title, rows in sheets:
        page = book.add_worksheet(title)
        if title in hidden:
            page.hide()
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(r, c, value, day)
                elif isinstance(value, int | float):
                    page.write_number(r, c, value)
                elif value:
                    page.write_string(r, c, value)
        page.merge.extend(_area(area) for sheet, area in merged if sheet == title)
    book.close()
    return Upload(name, target.getvalue())


def _area(area: str) -> list[int]:
    from xlsxwriter.utility import xl_cell_to_rowcol

    (top, left), (bottom, right) = (xl_cell_to_rowcol(part) for part in area.split(":"))
    return [top, left, bottom, right]


def comma(rows: Rows, encoding: str = "utf-8-sig", name: str = "台账.csv") -> Upload:
    """A .csv in an encoding."""
    text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    return Upload(name, text.encode(encoding))


def container(**streams: bytes) -> bytes:
    """An OLE container with these streams, each padded so that it needs no small sectors."""
    padded = {
        name: body.ljust(max(4096, -(-len(body) // _SECTOR) * _SECTOR), b"\0")
        for name, body in streams.items()
    }
    chains: list[int] = []
    starts: dict[str, int] = {}
    position = 1 + -(-(len(padded) + 1) // 4)
    for name, body in padded.items():
        starts[name] = position
        count = len(body) // _SECTOR
        chains += [*range(position + 1, position + count), _END]
        position += count
    folders = [*range(2, 1 + -(-(len(padded) + 1) // 4)), _END]
    fat = [_FAT, *folders, *chains]
    assert len(fat) <= 128
    fat += [_FREE] * (128 - len(fat))
    head = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096,
        _END, 0, _END, 0,
    )  # fmt: skip
    head += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    entries = _entry("Root Entry", 5, _END, 0, child=1 if padded else _FREE)
    for n, (name, body) in enumerate(padded.items(), 1):
        entries += _entry(name, 2, starts[name], len(body), right=n + 1 if n < len(padded) else _FREE)
    entries = entries.ljust(-(-len(entries) // _SECTOR) * _SECTOR, b"\0")
    return head.ljust(_SECTOR, b"\0") + struct.pack("<128I", *fat) + entries + b"".join(padded.values())


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text), kind, 1, _FREE, right, child, b"", 0, 0, 0, start, size
    )  # fmt: skip


def old_workbook(
    rows: Rows, merged: Sequence[tuple[int, int, int, int]] = (), name: str = "台账.xls"
) -> Upload:
    """An Excel 97-2003 workbook of one sheet with text and numbers; `merged` is first row, last row, first and last column."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, int | float):
                sheet += _record(0x0203, struct.pack("<HHHd", r, c, 0, float(value)))
            elif value in _OLD_ERRORS:
                sheet += _record(0x0205, struct.pack("<HHHBB", r, c, 0, _OLD_ERRORS[value], 1))
            elif value:
                text = str(value)
                sheet += _record(
                    0x0204, struct.pack("<HHHHB", r, c, 0, len(text), 1) + text.encode("utf-16-le")
                )
    if merged:
        sheet += _record(
            0x00E5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *one) for one in merged)
        )
    sheet += _record(0x000A, b"")
    title = "台账"
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    page = _record(0x0042, struct.pack("<H", 1200))
    length = len(begin) + len(page) + 4 + 8 + 2 * len(title) + 4
    bound = _record(0x0085, struct.pack("<IBBBB", length, 0, 0, len(title), 1) + title.encode("utf-16-le"))
    return Upload(name, container(Workbook=begin + page + bound + _record(0x000A, b"") + sheet))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


IN_EARNEST = apart.rows_apart
"""Opening in a process of its own, before the tests put the function below in its place."""


READ_IN_EARNEST = apart.read_apart
"""The same of texts and edited documents."""


def read_here(task: str, name: str, content: bytes, shape: Shape, given: str = "") -> bytes:
    """What the guarded process reads in a text or an edited document, worked out in this one."""
    return child.TASKS[task](name, content, shape, given).content or b""


def opened_here(name: str, content: bytes, shape: Shape) -> tuple[Inspected, bytes]:
    """What the guarded process answers of a ledger, worked out in this one."""
    found = inspect_ledger(name, content, shape)
    return replace(found, content=None), found.content or b""


def open_book(name: str, content: bytes) -> Book:
    """A ledger as the one door opens it; Refused where it is none."""
    found, rows = opened_here(name, content, limits_of_ledgers())
    assert found.level is not Level.BLOCK
    return unpacked(rows)


def limits_of_ledgers() -> Shape:
    """What a ledger may be, on an ordinary day."""
    return Shape(accept=SUFFIXES, largest=LARGEST, day="2026-03-02")

"""Opening a ledger that was looked into: its sheets as plain data. It runs in the guarded process only."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

import python_calamine as calamine

from duban.documents.inspection.formats.plain import delimiter, open_text
from duban.documents.inspection.verdicts import Refused
from duban.documents.ledgers.incoming.book import COLUMNS_MOST, ROWS_MOST, Book, Raw, Sheet
from duban.documents.ledgers.incoming.broken import Broken, broken_cells, old_broken_cells
from duban.documents.ledgers.incoming.unseen import farthest, hidden_parts, old_hidden_parts, sheet_parts

_ZIP = b"PK\x03\x04"
_TAG = re.compile(r"<[^>]*>")


class UnreadableLedger(Refused):
    """A file that is no ledger; the message says what is wrong and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__("ledger", message)


def open_book(name: str, content: bytes) -> Book:
    """Open .xlsx, .xls or .csv that was inspected before; Refused with a message in Chinese for what is no ledger."""
    if PurePath(name).suffix.lower() == ".csv":
        return _filled(Book(name, (_csv(name, content),)))
    return _filled(_workbook(name, content))


def refuse_far(name: str, content: bytes) -> None:
    """Refuse a workbook whose sheet reaches too far, before anything makes room for it; what is damaged is no concern here."""
    try:
        parts = sheet_parts(content)
    except Exception:  # noqa: BLE001 - the inspection after this says what is wrong with it
        return
    for title, text in parts.items():
        _refuse_far(name, title, *farthest(text))


def _workbook(name: str, content: bytes) -> Book:
    try:
        new = content.startswith(_ZIP)
        parts = sheet_parts(content) if new else {}
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        kinds = {one.name: one for one in book.sheets_metadata}
        broken = broken_cells(parts) if new else old_broken_cells(content)
        sheets = [
            _sheet(
                book.get_sheet_by_name(one),
                kinds[one].visible is not calamine.SheetVisibleEnum.Visible,
                broken.get(one, {}),
                name,
            )
            for one in book.sheet_names
            if kinds[one].typ is calamine.SheetTypeEnum.WorkSheet
        ]
        shown = {one.name for one in sheets if not one.hidden}
        unseen = hidden_parts(parts) if new else old_hidden_parts(content)
    except (KeyboardInterrupt, SystemExit, MemoryError, Refused):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the library is no Exception
        raise UnreadableLedger(f"“{name}”已损坏，读不出工作表。请用原文件重新保存后再导入。") from error
    return Book(name, tuple(sheets), tuple(told for title, told in unseen.items() if title in shown))


def _sheet(sheet: calamine.CalamineSheet, hidden: bool, broken: Broken, name: str) -> Sheet:
    merged = tuple(
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sorted(sheet.merged_cell_ranges or ())
        if bottom - top < ROWS_MOST and right - left < COLUMNS_MOST
    )
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    height = max(height, *(row + 1 for row in broken), 0)
    width = max(width, *(column + 1 for cells in broken.values() for column, _ in cells), 0)
    _refuse_far(name, sheet.name, height, width)
    return Sheet(sheet.name, hidden, height, width, merged, list(_rows(sheet, height, broken)))


def _rows(sheet: calamine.CalamineSheet, height: int, broken: Broken) -> Iterator[list[Raw]]:
    lead: list[Raw] = [""] * (sheet.start or (0, 0))[1]
    number = -1
    for number, row in enumerate(sheet.iter_rows()):
        yield _with_broken(lead + row, broken.get(number, ()))
    for further in range(number + 1, height):
        yield _with_broken([], broken.get(further, ()))


def _with_broken(row: list[Raw], broken: list[tuple[int, str]] | tuple[()]) -> list[Raw]:
    """The row with a word in each cell that has no value to read."""
    for column, word in broken:
        row += [""] * (column + 1 - len(row))
        row[column] = word
    return row


def _csv(name: str, content: bytes) -> Sheet:
    text = open_text(name, content)
    rows: list[list[Raw]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=False):
            rows.append(list(row))
            if len(rows) > ROWS_MOST + COLUMNS_MOST:
                raise UnreadableLedger(_too_many(name, f"{len(rows)} 行以上"))
    except csv.Error as error:
        raise UnreadableLedger(f"“{name}”第 {len(rows) + 1} 行读不出来（{error}）。") from error
    width = max((len(row) for row in rows), default=0)
    title = PurePath(name).stem[:31] or "CSV"
    _refuse_far(name, title, len(rows), width)
    return Sheet(title, False, len(rows), width, (), rows)


def _refuse_far(name: str, title: str, height: int, width: int) -> None:
    """A sheet that reaches farther than any ledger, before a cell of it is made room for."""
    if height > ROWS_MOST + COLUMNS_MOST:
        raise UnreadableLedger(_too_many(name, f"{height} 行（工作表“{title}”）"))
    if width > COLUMNS_MOST:
        raise UnreadableLedger(
            f"“{name}”的工作表“{title}”有 {width} 列，最多 {COLUMNS_MOST} 列，请删去多余的列。"
        )


def _too_many(name: str, found: str) -> str:
    return f"“{name}”有 {found}，一次最多导入 {ROWS_MOST} 行，请删去多余的行或者分成几份。"


def _says(cell: Raw) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _filled(book: Book) -> Book:
    """The book without sheets that nobody sees and sheets in which nothing stands; Unreadable if none is left."""
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden and sheet.height]
    shown = tuple(sheet for sheet in book.sheets if not sheet.hidden and sheet.height)
    if not shown or not any(_says(cell) for sheet in shown for row in sheet.source for cell in row):
        raise UnreadableLedger(f"“{book.name}”里没有内容：各工作表都是空的。")
    more = (f"隐藏的工作表不导入：{'、'.join(hidden)}。",) if hidden else ()
    return Book(book.name, shown, (*book.notes, *more))


def words_of(book: Book, content: bytes) -> Iterator[tuple[str, str]]:
    """Everything written in a ledger, by where it stands: names of sheets, cells, and in .xlsx comments and margins."""
    yield "文件名和工作表名", "\n".join((book.name, *(sheet.name for sheet in book.sheets)))
    for sheet in book.sheets:
        cells = (cell for row in sheet.source for cell in row if isinstance(cell, str) and cell)
        yield f"工作表“{sheet.name}”", "\n".join(dict.fromkeys(cells))
    if content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            beside = [_beside(entry.filename, packed.read(entry)) for entry in packed.infolist()]
        yield "批注、页眉页脚和文件属性", "\n".join(text for text in beside if text)


def _beside(name: str, content: bytes) -> str:
    """What a part of a workbook says beside its cells."""
    if not name.endswith(".xml") or name == "xl/sharedStrings.xml":
        return ""
    if name.startswith("xl/worksheets/"):
        content = content.rpartition(b"</sheetData>")[2]
    return html.unescape(_TAG.sub("\n", content.decode("utf-8", "replace")))

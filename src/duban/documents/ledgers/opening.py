"""Opening a ledger: what is hostile or damaged is refused before a library touches it, with what and where."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any

import python_calamine as calamine

from duban.documents.ledgers.broken import Broken, broken_cells, old_broken_cells

Raw = str | float | int | bool | date | datetime | time | timedelta
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0."""

LARGEST = 20 * 1024 * 1024
SUFFIXES = (".xlsx", ".xls", ".csv")
ROWS_MOST = 20_000
COLUMNS_MOST = 200
_UNPACKED = 200 * 1024 * 1024
_ENTRIES = 2_000
_RATIO, _RATIO_FROM = 100, 10 * 1024 * 1024
_CHUNK = 1 << 20
_TAG = re.compile(r"<[^>]*>")

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO_NAMES = (".xlsm", ".xltm", ".xlam", ".xlsb")
_SAVE_AS = "请在 WPS 或 Excel 中另存为 .xlsx 后再导入。"


class Unreadable(Exception):
    """A file that is not taken; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first on, with empty ones, and its merged areas."""

    name: str
    hidden: bool
    height: int
    width: int
    merged: tuple[Area, ...]
    source: Any = field(repr=False)
    broken: Broken = field(default_factory=dict, repr=False)

    def rows(self) -> Iterator[list[Raw]]:
        """Every row as it stands in the file, top left cell first; merged cells hold their value only once."""
        if isinstance(self.source, list):
            yield from self.source
            return
        lead: list[Raw] = [""] * (self.source.start or (0, 0))[1]
        number = -1
        for number, row in enumerate(self.source.iter_rows()):
            yield self._with_broken(number, lead + row)
        for further in range(number + 1, self.height):
            yield self._with_broken(further, [])

    def _with_broken(self, number: int, row: list[Raw]) -> list[Raw]:
        """The row with a word in each cell that has no value to read."""
        for column, word in self.broken.get(number, ()):
            row += [""] * (column + 1 - len(row))
            row[column] = word
        return row


@dataclass(frozen=True)
class Book:
    """A ledger in hand. `notes` say what of it is not read: links to other files, hidden sheets."""

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def open_book(name: str, content: bytes) -> Book:
    """Open .xlsx, .xls or .csv; Unreadable with a message in Chinese for whatever is not taken."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _MACRO_NAMES:
        raise Unreadable(f"“{name}”是可带宏的工作簿（{suffix}），不收带宏的文件。{_SAVE_AS}")
    if suffix not in SUFFIXES:
        raise Unreadable(f"不收“{suffix or '无后缀'}”文件，可用：{' '.join(SUFFIXES)}。")
    if not content:
        raise Unreadable(f"“{name}”是空文件。")
    if len(content) > LARGEST:
        raise Unreadable(
            f"“{name}”有 {len(content) / 1048576:.1f} MB，超过 {LARGEST // 1048576} MB，请分成几份。"
        )
    _refuse_wrong_suffix(name, suffix, content)
    if suffix == ".csv":
        return _filled(Book(name, (_csv(name, content),)))
    notes = _refuse_hostile_zip(name, content) if suffix == ".xlsx" else _refuse_hostile_ole(name, content)
    return _filled(_workbook(name, content, notes))


def _refuse_wrong_suffix(name: str, suffix: str, content: bytes) -> None:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = (
        "Excel 2007 以后的压缩格式" if content.startswith(_ZIP)
        else "Excel 97-2003 或加密的格式" if content.startswith(_OLE)
        else "网页（HTML 或 XML）" if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta"))
        else "文本" if _is_text(content)
        else "不认识的格式"
    )  # fmt: skip
    wanted = {".xlsx": "Excel 2007 以后的压缩格式", ".xls": "Excel 97-2003 或加密的格式", ".csv": "文本"}
    if suffix == ".xlsx" and content.startswith(_OLE) and _holds(content, "EncryptedPackage"):
        raise Unreadable(f"“{name}”加了打开密码，系统不能读取。请去掉密码后再导入。")
    if found != wanted[suffix]:
        raise Unreadable(f"“{name}”的内容与后缀不符：后缀是 {suffix}，内容是{found}。{_SAVE_AS}")


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in content and _decoded(content) is not None


def _holds(content: bytes, name: str) -> bool:
    """Whether an OLE container names a stream or storage."""
    return name.encode("utf-16-le") in content


def _refuse_hostile_ole(name: str, content: bytes) -> tuple[str, ...]:
    if _holds(content, "EncryptedPackage") or _holds(content, "EncryptionInfo"):
        raise Unreadable(f"“{name}”加了打开密码，系统不能读取。请去掉密码后再导入。")
    if _holds(content, "_VBA_PROJECT"):
        raise Unreadable(f"“{name}”带有宏，不收带宏的文件。{_SAVE_AS}")
    return ()


def _refuse_hostile_zip(name: str, content: bytes) -> tuple[str, ...]:
    """Sizes and names from the central directory first, then every entry once through its checksum."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            notes = _refuse_entries(name, packed, len(content))
            for entry in packed.infolist():
                with packed.open(entry) as stream:
                    while stream.read(_CHUNK):
                        pass
    except Unreadable:
        raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise Unreadable(
            f"“{name}”已损坏，读不完整（{_where(error)}）。请用原文件重新保存后再导入。"
        ) from error
    except RuntimeError as error:  # zipfile says so of an encrypted entry
        raise Unreadable(f"“{name}”里有加密的部分，系统不能读取。请去掉密码后再导入。") from error
    except Exception as error:  # noqa: BLE001 - zlib.error and whatever a broken stream brings
        raise Unreadable(
            f"“{name}”已损坏，读不完整（{_where(error)}）。请用原文件重新保存后再导入。"
        ) from error
    return notes


def _where(error: Exception) -> str:
    return type(error).__name__


def _refuse_entries(name: str, packed: zipfile.ZipFile, size: int) -> tuple[str, ...]:
    entries = packed.infolist()
    names = {entry.filename.lower() for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRIES:
        raise Unreadable(f"“{name}”里有 {len(entries)} 个部件，超过 {_ENTRIES} 个，不像台账，没有打开。")
    if unpacked > _UNPACKED:
        raise Unreadable(
            f"“{name}”解开后有 {unpacked / 1048576:.0f} MB，超过 {_UNPACKED // 1048576} MB，没有打开。"
        )
    if unpacked > _RATIO_FROM and unpacked > size * _RATIO:
        raise Unreadable(
            f"“{name}”的压缩比为 {unpacked // size} 倍，超过 {_RATIO} 倍，疑似压缩炸弹，没有打开。"
        )
    if any(entry.filename.startswith("/") or ".." in PurePath(entry.filename).parts for entry in entries):
        raise Unreadable(f"“{name}”里有越出文件夹的路径，没有打开。")
    if any("vbaproject" in one or one.startswith("xl/macrosheets/") for one in names):
        raise Unreadable(f"“{name}”带有宏，不收带宏的文件。{_SAVE_AS}")
    if "xl/workbook.xml" not in names:
        raise Unreadable(f"“{name}”里没有工作簿，可能是改了后缀的其他文件。{_SAVE_AS}")
    linked = any(one.startswith("xl/externallinks/") for one in names)
    return ("文件里有到其他文件或程序的链接，链接不读取，只用已存下的数值。",) if linked else ()


def _workbook(name: str, content: bytes, notes: tuple[str, ...]) -> Book:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        kinds = {one.name: one for one in book.sheets_metadata}
        broken = broken_cells(content) if content.startswith(_ZIP) else old_broken_cells(content)
        sheets = [
            _sheet(
                book.get_sheet_by_name(one),
                kinds[one].visible is not calamine.SheetVisibleEnum.Visible,
                broken.get(one, {}),
            )
            for one in book.sheet_names
            if kinds[one].typ is calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError as error:
        raise Unreadable(f"“{name}”加了打开密码，系统不能读取。请去掉密码后再导入。") from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the library is no Exception
        if "password" in str(error).lower():
            raise Unreadable(f"“{name}”加了打开密码，系统不能读取。请去掉密码后再导入。") from error
        raise Unreadable(f"“{name}”已损坏，读不出工作表。请用原文件重新保存后再导入。") from error
    return Book(name, tuple(sheets), notes)


def _sheet(sheet: calamine.CalamineSheet, hidden: bool, broken: Broken) -> Sheet:
    merged = tuple(
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sorted(sheet.merged_cell_ranges or ())
        if bottom - top < ROWS_MOST and right - left < COLUMNS_MOST
    )
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    height = max(height, *(row + 1 for row in broken), 0)
    width = max(width, *(column + 1 for cells in broken.values() for column, _ in cells), 0)
    return Sheet(sheet.name, hidden, height, width, merged, sheet, broken)


def _decoded(content: bytes) -> str | None:
    codecs = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for codec in codecs:
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _csv(name: str, content: bytes) -> Sheet:
    text = _decoded(content)
    if text is None:
        raise Unreadable(f"“{name}”的编码不是 UTF-8 或 GB18030，读不出文字。")
    head = text[:8192]
    mark = max(",\t;，", key=head.count)
    rows: list[list[Raw]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=False):
            rows.append(list(row))
            if len(rows) > ROWS_MOST + COLUMNS_MOST:
                raise Unreadable(_too_many(name, f"{len(rows)} 行以上"))
    except csv.Error as error:
        raise Unreadable(f"“{name}”第 {len(rows) + 1} 行读不出来（{error}）。") from error
    width = max((len(row) for row in rows), default=0)
    title = PurePath(name).stem[:31] or "CSV"
    return Sheet(title, False, len(rows), width, (), rows)


def _too_many(name: str, found: str) -> str:
    return f"“{name}”有 {found}，一次最多导入 {ROWS_MOST} 行，请分成几份。"


def _says(cell: Raw) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _filled(book: Book) -> Book:
    """The book without sheets that nobody sees and sheets in which nothing stands; Unreadable if none is left."""
    for sheet in book.sheets:
        if sheet.height > ROWS_MOST + COLUMNS_MOST:
            raise Unreadable(_too_many(book.name, f"{sheet.height} 行（工作表“{sheet.name}”）"))
        if sheet.width > COLUMNS_MOST:
            raise Unreadable(
                f"“{book.name}”的工作表“{sheet.name}”有 {sheet.width} 列，最多 {COLUMNS_MOST} 列，请删去多余的列。"
            )
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden and sheet.height]
    shown = tuple(sheet for sheet in book.sheets if not sheet.hidden and sheet.height)
    if not shown or not any(_says(cell) for sheet in shown for row in sheet.rows() for cell in row):
        raise Unreadable(f"“{book.name}”里没有内容：各工作表都是空的。")
    more = (f"隐藏的工作表不导入：{'、'.join(hidden)}。",) if hidden else ()
    return Book(book.name, shown, (*book.notes, *more))


def words_of(book: Book, content: bytes) -> Iterator[tuple[str, str]]:
    """Everything written in a ledger, by where it stands: names of sheets, cells, and in .xlsx comments and margins."""
    yield "文件名和工作表名", "\n".join((book.name, *(sheet.name for sheet in book.sheets)))
    for sheet in book.sheets:
        cells = (cell for row in sheet.rows() for cell in row if isinstance(cell, str) and cell)
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


def column_letters(column: int) -> str:
    """The name of a column counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address of a cell counted from 0, e.g. C7."""
    return f"{column_letters(column)}{row + 1}"

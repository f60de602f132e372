"""What a sheet says beside its values: how far it reaches, and which rows and columns nobody sees."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping

import xlrd
from defusedxml.ElementTree import fromstring

from duban.documents.ledgers.incoming.book import COLUMNS_MOST, ROWS_MOST, column_letters

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]{1,7})(\d{1,9})[\"'][^>]*(?<!/)>")
_AT = re.compile(rb"\br=[\"'](\d{1,9})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_BOUND = re.compile(rb"\b(min|max)=[\"'](\d{1,5})[\"']")
_TOLD = 8


def sheet_parts(content: bytes) -> dict[str, bytes]:
    """The XML of each sheet of an .xlsx by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        held = set(packed.namelist())
        links = {
            link.get("Id"): link.get("Target", "")
            for link in fromstring(packed.read("xl/_rels/workbook.xml.rels"))
        }
        parts = {
            sheet.get("name", ""): posixpath.normpath(posixpath.join("/xl", links[sheet.get(_ID)]))[1:]
            for sheet in fromstring(packed.read("xl/workbook.xml")).iter()
            if sheet.tag.endswith("}sheet") and sheet.get(_ID) in links
        }
        return {name: packed.read(part) for name, part in parts.items() if part in held}


def farthest(text: bytes) -> tuple[int, int]:
    """How many rows and columns a sheet claims by its cells that hold anything; it stops where that is too far."""
    height = width = 0
    for match in _CELL.finditer(text):
        letters, number = match.groups()
        height, width = max(height, int(number)), max(width, _column(letters))
        if height > ROWS_MOST + COLUMNS_MOST or width > COLUMNS_MOST:
            break
    return height, width


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column


def hidden_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """By name of the sheet, its hidden rows and columns in words; nothing of a sheet that hides none."""
    told = {name: _said(name, _hidden_rows(text), _hidden_columns(text)) for name, text in parts.items()}
    return {name: text for name, text in told.items() if text}


def old_hidden_parts(content: bytes) -> dict[str, str]:
    """The same of an Excel 97-2003 workbook."""
    book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), formatting_info=True)
    told = {}
    for sheet in book.sheets():
        rows = [number + 1 for number, info in sheet.rowinfo_map.items() if info.hidden]
        columns = [number + 1 for number, info in sheet.colinfo_map.items() if info.hidden]
        told[sheet.name] = _said(sheet.name, rows, columns)
    return {name: text for name, text in told.items() if text}


def _hidden_rows(text: bytes) -> list[int]:
    if b"hidden" not in text:
        return []
    found, number = [], 0
    for attributes in _ROW.findall(text):
        at = _AT.search(attributes)
        number = int(at[1]) if at else number + 1
        if _HIDDEN.search(attributes):
            found.append(number)
    return found


def _hidden_columns(text: bytes) -> list[int]:
    found: list[int] = []
    for attributes in _COLUMN.findall(text[: text.find(b"sheetData") + 1]):
        bounds = {name: int(value) for name, value in _BOUND.findall(attributes)}
        if _HIDDEN.search(attributes) and len(bounds) == 2:
            found += range(bounds[b"min"], min(bounds[b"max"], COLUMNS_MOST) + 1)
    return found


def _said(name: str, rows: Iterable[int], columns: Iterable[int]) -> str:
    parts = []
    if rows_told := _spans(sorted(rows), str):
        parts.append(f"第 {rows_told} 行")
    if columns_told := _spans(sorted(columns), lambda one: column_letters(one - 1)):
        parts.append(f"{columns_told} 列")
    return f"工作表“{name}”隐藏着{'和'.join(parts)}，同样读取，请核对。" if parts else ""


def _spans(numbers: list[int], shown: Callable[[int], str]) -> str:
    """Numbers in order as 3、5～7, the first few of them."""
    spans: list[list[int]] = []
    for one in dict.fromkeys(numbers):
        if spans and one == spans[-1][1] + 1:
            spans[-1][1] = one
        else:
            spans.append([one, one])
    told = [shown(a) if a == b else f"{shown(a)}～{shown(b)}" for a, b in spans[:_TOLD]]
    return "、".join(told) + ("等" if len(spans) > _TOLD else "")

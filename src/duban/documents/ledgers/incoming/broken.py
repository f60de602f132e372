"""Cells of a workbook that hold no value although something stands in them: errors, formulas never worked out."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import xlrd

Broken = dict[int, list[tuple[int, str]]]
"""By row the columns of such cells, both counted from 0, with what is read in their place."""

UNSAVED = "#公式未存结果"
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
REASONS = {
    UNSAVED: "单元格是公式，文件里没有存下它的结果，请在 WPS 或 Excel 中打开、保存后再导入，或改成数值",
    **{error: f"单元格是公式错误 {error}，请改成数值" for error in _ERRORS},
}
"""Why such a cell cannot be taken, by what is read in its place."""

_CELL = re.compile(rb"<c\s([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<v[^>/]*>([^<]+)</v>")


def broken_cells(parts: Mapping[str, bytes]) -> dict[str, Broken]:
    """By name of the sheet, such cells of an .xlsx from its parts; `REASONS` says what is wrong with them."""
    found = {name: _of_sheet(text) for name, text in parts.items()}
    return {name: cells for name, cells in found.items() if cells}


def old_broken_cells(content: bytes) -> dict[str, Broken]:
    """The same of an Excel 97-2003 workbook: cells with an error. Such a file always holds the results of formulas."""
    book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    found = {name: _of_old_sheet(book.sheet_by_name(name)) for name in book.sheet_names()}
    return {name: cells for name, cells in found.items() if cells}


def _of_old_sheet(sheet: xlrd.sheet.Sheet) -> Broken:
    found: Broken = {}
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                read = xlrd.error_text_from_code.get(sheet.cell_value(row, column), "#N/A")
                found.setdefault(row, []).append((column, read))
    return found


def _of_sheet(text: bytes) -> Broken:
    if b't="e"' not in text and b"<f" not in text:
        return {}
    found: Broken = {}
    for attributes, inside in _CELL.findall(text):
        at, value = _AT.search(attributes), _VALUE.search(inside)
        if at is None:
            continue
        if b't="e"' in attributes:
            read = value[1].decode() if value else "#N/A"
            _keep(found, at, read if read in REASONS else "#N/A")
        elif b"<f" in inside and value is None and b't="str"' not in attributes:
            _keep(found, at, UNSAVED)
    return found


def _keep(found: Broken, at: re.Match[bytes], read: str) -> None:
    column = 0
    for letter in at[1]:
        column = column * 26 + letter - 64
    found.setdefault(int(at[2]) - 1, []).append((column - 1, read))

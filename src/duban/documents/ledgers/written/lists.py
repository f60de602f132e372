"""Lists as files: .xlsx written row by row into a workbook laid out for A3, and .csv for whoever reads on with a tool."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from duban.documents.ledgers.incoming.book import column_letters
from duban.documents.ledgers.incoming.words import could_be_formula
from duban.documents.ledgers.written.tables import Cell, Table
from duban.shared import clock

Told = Callable[[int], None]
_TOLD_EVERY = 500
_LONGEST = 32_700
_EPOCH = date(1899, 12, 30).toordinal()
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"(?=_x[0-9A-Fa-f]{4}_)")
_A3 = 8
_OPTIONS: dict[str, Any] = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "long": {},
    "middle": {"align": "center"},
    "date": {"align": "center", "num_format": "yyyy-mm-dd"},
    "number": {"align": "right"},
}


class _Streamed(Worksheet):  # type: ignore[misc]
    """A sheet whose body is written as it is read: one row of text at a time into the file that becomes its data."""

    def stream(self, first: int, rows: Iterable[Sequence[Cell]], looks: list[Format], told: Told) -> int:
        """Write rows from row `first` on, counted from 0; nothing may be written to the sheet afterwards."""
        self._write_single_row(first)
        opened = [f' s="{look._get_xf_index()}"' for look in looks]
        ways = [(f'<c r="{column_letters(n)}', style) for n, style in enumerate(opened)]
        row = first
        for values in rows:
            row += 1
            self.fh.write(_row(row, values, ways))
            if not (row - first) % _TOLD_EVERY:
                told(row - first)
        self.dim_rowmax = row - 1
        told(row - first)
        return row - first


def _row(number: int, values: Sequence[Cell], ways: list[tuple[str, str]]) -> str:
    parts = [f'<row r="{number}">']
    for value, (opened, style) in zip(values, ways, strict=True):
        if value is None or value == "":
            parts.append(f'{opened}{number}"{style}/>')
        elif isinstance(value, str):
            parts.append(
                f'{opened}{number}"{style} t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
            )
        else:
            parts.append(f'{opened}{number}"{style}><v>{_number(value)}</v></c>')
    parts.append("</row>")
    return "".join(parts)


def _text(value: str) -> str:
    text = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    if "_x" in text:
        text = _ESCAPED.sub("_x005F", text)
    return escape(_ILLEGAL.sub("", text))


def _number(value: int | float | Decimal | date) -> str:
    if isinstance(value, date):
        return str(clock.day_of(value).toordinal() - _EPOCH)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else repr(value)


def write_xlsx(target: IO[bytes], table: Table, head: Sequence[str], told: Told = lambda done: None) -> int:
    """Write a list as a workbook: title, the lines of `head`, the columns, the rows; returns how many rows.

    Frozen and repeated head, widths, filters, A3 landscape. Text stays text, whatever it begins with.
    """
    book = Workbook(target, _OPTIONS)
    looks = {name: book.add_format({**_FONT, **look}) for name, look in _LOOKS.items()}
    page = book.add_worksheet(_sheet_name(table.title), _Streamed)
    top = _laid_out(book, page, table, head)
    count: int = page.stream(top + 1, table.rows, [looks[column.look] for column in table.columns], told)
    page.autofilter(top, 0, max(top + count, top), len(table.columns) - 1)
    book.close()
    return count


def _sheet_name(title: str) -> str:
    return "".join("_" if ch in "[]:*?/\\" else ch for ch in title)[:31] or "表"


def _laid_out(book: Workbook, page: Worksheet, table: Table, head: Sequence[str]) -> int:
    """The lines above the rows, and how the sheet looks and prints; returns the row of the column heads."""
    title = book.add_format(
        {"font_name": "方正小标宋简体", "font_size": 16, "align": "center", "valign": "vcenter"}
    )
    line = book.add_format({"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True})
    heads = book.add_format({**_FONT, "bold": True, "align": "center", "bg_color": "#F2F2F2"})
    last, top = len(table.columns) - 1, len(head) + 1
    for number, column in enumerate(table.columns):
        page.set_column(number, number, column.width)
    page.set_landscape()
    page.set_paper(_A3)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.center_horizontally()
    page.set_footer("&C第 &P 页，共 &N 页")
    page.repeat_rows(0, top)
    page.freeze_panes(top + 1, min(2, last))
    page.set_row(0, 28)
    _across(page, 0, last, table.title, title)
    for number, text in enumerate(head, 1):
        _across(page, number, last, text, line)
    for number, column in enumerate(table.columns):
        page.write_string(top, number, column.label, heads)
    return top


def _across(page: Worksheet, row: int, last: int, text: str, look: Format) -> None:
    if last > 0:
        page.merge_range(row, 0, row, last, "", look)
    page.write_string(row, 0, text, look)


def write_csv(target: IO[bytes], table: Table, told: Told = lambda done: None, first_line: str = "") -> int:
    """Write a list as .csv in UTF-8 with its mark; text that a spreadsheet might take for a formula is guarded."""
    wrapped = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(wrapped)
    if first_line:
        writer.writerow([first_line])
    writer.writerow([column.label for column in table.columns])
    count = 0
    for count, row in enumerate(table.rows, 1):  # noqa: B007 - counted for the caller
        writer.writerow([_plain(value) for value in row])
        if not count % _TOLD_EVERY:
            told(count)
    wrapped.flush()
    wrapped.detach()
    told(count)
    return count


def _plain(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if could_be_formula(value) else value
    if isinstance(value, datetime):
        return clock.text(value, "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value

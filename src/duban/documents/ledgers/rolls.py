"""Lists of names: a table of people or units as the lines that somebody would have typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath

from duban.documents.files.uploads import Upload
from duban.documents.ledgers.incoming.book import SUFFIXES, Book, Raw, Sheet
from duban.documents.ledgers.incoming.door import looked_through, text_looked_through
from duban.shared.errors import Invalid

_BLANKS = re.compile(r"\s+")
_NAMES = ("姓名", "单位名称", "对象", "名称", "单位")
_HINTS = ("单位", "职务", "岗位", "出生", "部门")
_HEAD_WITHIN = 10
_NAMELESS = "（）"


def lines_in(file: Upload) -> str:
    """The lines of a list, a table or a plain text, looked through as every file; Invalid on the file in Chinese."""
    return _table_lines(file) if PurePath(file.name).suffix.lower() in SUFFIXES else text_looked_through(file)


def _table_lines(file: Upload) -> str:
    """The rows of a table as lines of text, the name first and what tells namesakes apart behind it.

    A line stands where its row stands in the table, so that a number said of one is right for the other. Where the
    table has a head, only the columns of names, units, posts and births are read.
    """
    sheet = _only_sheet(looked_through(file))
    rows = [[_written(cell) for cell in row] for row in sheet.rows()]
    head = next((at for at, row in enumerate(rows[:_HEAD_WITHIN]) if _name_column(row) is not None), None)
    if head is None:
        return "\n".join(_line(row) for row in rows)
    columns = _columns(rows[head])
    below = ([row[column] if column < len(row) else "" for column in columns] for row in rows[head + 1 :])
    return "\n".join([*[""] * (head + 1), *map(_below_head, below)])


def _below_head(cells: Sequence[str]) -> str:
    """A line whose first cell is the name; what stands beside an empty one is not taken for it."""
    return _line(cells) if cells[0] or not any(cells) else _NAMELESS


def _only_sheet(book: Book) -> Sheet:
    filled = [sheet for sheet in book.sheets if any(_written(cell) for row in sheet.rows() for cell in row)]
    if len(filled) > 1:
        names = "、".join(sheet.name for sheet in filled)
        said = f"“{book.name}”有 {len(filled)} 张有内容的工作表（{names}），请只留名单这一张。"
        raise Invalid({"file": said})
    return filled[0]


def _written(cell: Raw) -> str:
    """A cell as people write it, on one line: whole numbers without a point, a date with its day."""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _BLANKS.sub(" ", str(cell)).strip()


def _name_column(row: Sequence[str]) -> int | None:
    """The column under whose head the names stand; a head line has at least that one cell."""
    heads = [_BLANKS.sub("", cell) for cell in row]
    return next((heads.index(name) for name in _NAMES if name in heads), None)


def _columns(head: Sequence[str]) -> list[int]:
    first = _name_column(head) or 0
    heads = [_BLANKS.sub("", cell) for cell in head]
    beside = [at for at, cell in enumerate(heads) if at != first and any(hint in cell for hint in _HINTS)]
    return [first, *beside]


def _line(cells: Sequence[str]) -> str:
    return "\t".join(cell for cell in cells if cell)

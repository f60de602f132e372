"""The text of a bulletin as it is edited: one paragraph a line, headings by their numbers, tables with |, 【图1】.

The same text becomes the blocks of the document. A fault is named with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from duban.documents.papers.model import Block, Cell, Heading, Paragraph, Table

_LEVEL1 = re.compile(r"^[一二三四五六七八九十]+、")
_LEVEL2 = re.compile(r"^（[一二三四五六七八九十]+）")
_PICTURE = re.compile(r"^【图(\d+)】\s*(.*)$")
_CAPTION = re.compile(r"^表\d+\s")
_HEADING_MOST = 40


class BadText(ValueError):
    """A text that cannot become a document; the message says in Chinese which line and why."""


def blocks(text: str, picture: Callable[[int, str], Block]) -> tuple[Block, ...]:
    """The blocks of a text; `picture` gives the chart of a number, with its caption, or raises KeyError."""
    return tuple(_blocks([line.strip() for line in text.splitlines()], picture))


def _blocks(lines: Sequence[str], picture: Callable[[int, str], Block]) -> Iterator[Block]:
    place = 0
    while place < len(lines):
        line = lines[place]
        rows = _table_rows(lines, place + bool(_CAPTION.match(line)))
        if rows:
            captioned = bool(_CAPTION.match(line))
            yield _table(rows, line if captioned else "", place + captioned + 1)
            place += len(rows) + captioned
            continue
        if line:
            yield _block(line, place + 1, picture)
        place += 1


def _table_rows(lines: Sequence[str], start: int) -> list[str]:
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append(line)
    return rows


def _block(line: str, place: int, picture: Callable[[int, str], Block]) -> Block:
    shown = _PICTURE.match(line)
    if shown:
        try:
            return picture(int(shown[1]), shown[2])
        except KeyError:
            raise BadText(f"第 {place} 行：没有图{shown[1]}。") from None
    if _LEVEL1.match(line) and len(line) <= _HEADING_MOST:
        return Heading(level=1, text=line)
    if _LEVEL2.match(line):
        head, stop, rest = line.partition("。")
        if len(head) <= _HEADING_MOST:
            return Heading(level=2, text=head + stop, run_in=rest.strip())
    return Paragraph(text=line)


def _table(rows: Sequence[str], caption: str, place: int) -> Table:
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    wide = len(cells[0])
    for count, row in enumerate(cells):
        if len(row) != wide:
            raise BadText(f"第 {place + count} 行：表头有 {wide} 列，这一行有 {len(row)} 列。")
    if len(cells) < 2:
        raise BadText(f"第 {place} 行：表只有表头，没有内容。")
    longest = [max(len(row[column]) for row in cells) for column in range(wide)]
    body = tuple(
        tuple(Cell(text=text, align="left" if longest[at] > 8 else "center") for at, text in enumerate(row))
        for row in cells[1:]
    )
    return Table(
        head=tuple(cells[0]),
        rows=body,
        widths=tuple(float(min(max(one, 3), 14)) for one in longest),
        caption=caption,
    )


def row(*cells: object) -> str:
    """A row of a table as it stands in the text."""
    return "|" + "|".join(str(cell).replace("|", "／").replace("\n", " ") for cell in cells) + "|"

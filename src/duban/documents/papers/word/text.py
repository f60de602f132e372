"""The blocks of the text: headings in their fonts, paragraphs, tables that repeat their head, pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from duban.documents.papers import layout
from duban.documents.papers.model import Block, Cell, Heading, Paragraph, Picture, Table
from duban.documents.papers.typeset import heading_role
from duban.documents.papers.word.xml import CLOSER, WIDTH, Type, mm, node, paragraph, run

INDENT = {"w:firstLineChars": 200, "w:firstLine": 630}
_SMALL = Type(size=14)
_TABLE_ROW = round(layout.number("table_pitch") * 20)
_NO_GRID = {"w:val": 0}
_SPACE = 120


def blocks(document: Document, content: tuple[Block, ...], *, keep_last: bool = False) -> Iterator[Any]:
    """The blocks as paragraphs and tables; `keep_last` binds the last one to what follows it."""
    for index, block in enumerate(content):
        keep = keep_last and index == len(content) - 1
        match block:
            case Heading():
                yield _heading(block, keep)
            case Paragraph():
                yield _paragraph(block, keep)
            case Table():
                yield from _table(block)
            case Picture():
                yield from _picture(document, block)


def _kept(keep: bool) -> dict[str, Any]:
    return {"keepNext": {"w:val": 1}} if keep else {}


def _heading(block: Heading, keep: bool) -> Any:
    style = Type(heading_role(block.level), 16, CLOSER)
    words = [run(block.text, style), *([run(block.run_in)] if block.run_in else [])]
    return paragraph(
        *words,
        pStyle={"w:val": f"OfficialHeading{block.level}"},
        snapToGrid=_NO_GRID,
        ind=INDENT,
        jc={"w:val": "both"},
        **_kept(keep or not block.run_in),
    )


def _paragraph(block: Paragraph, keep: bool) -> Any:
    indent: dict[str, Any] = {} if block.flat else {"ind": INDENT}
    return paragraph(
        run(block.text),
        pStyle={"w:val": "OfficialText"},
        snapToGrid=_NO_GRID,
        jc={"w:val": "both"},
        **indent,
        **_kept(keep),
    )


def _table(block: Table) -> Iterator[Any]:
    if block.caption:
        caption = run(block.caption, Type("hei", 16))
        yield paragraph(caption, snapToGrid=_NO_GRID, jc={"w:val": "center"}, keepNext={"w:val": 1})
    grid = _widths(block.widths)
    yield paragraph(row=_SPACE, snapToGrid=_NO_GRID, keepNext={"w:val": 1})
    yield node("w:tbl", None, _table_properties(), _grid(grid), *_rows(block, grid))
    yield paragraph(row=_SPACE, snapToGrid=_NO_GRID)
    if block.note:
        yield paragraph(run(block.note, _SMALL), row=_TABLE_ROW, snapToGrid=_NO_GRID)


def _widths(shares: tuple[float, ...]) -> list[int]:
    total = sum(shares)
    return [round(WIDTH * share / total) for share in shares]


def _table_properties() -> Any:
    line = {
        "w:val": "single",
        "w:sz": round(layout.number("table_line") * 8),
        "w:space": 0,
        "w:color": "000000",
    }
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    pad = {"w:w": mm(layout.number("table_pad")), "w:type": "dxa"}
    return node(
        "w:tblPr",
        None,
        node("w:tblW", {"w:w": WIDTH, "w:type": "dxa"}),
        node("w:jc", {"w:val": "center"}),
        node("w:tblBorders", None, *(node(f"w:{side}", line) for side in sides)),
        node("w:tblLayout", {"w:type": "fixed"}),
        node("w:tblCellMar", None, *(node(f"w:{side}", pad) for side in ("left", "right"))),
    )


def _grid(widths: list[int]) -> Any:
    return node("w:tblGrid", None, *(node("w:gridCol", {"w:w": width}) for width in widths))


def _rows(block: Table, grid: list[int]) -> Iterator[Any]:
    if block.head:
        properties = node("w:trPr", None, node("w:cantSplit"), node("w:tblHeader"))
        cells = (
            _cell(Cell(text=text, label=True), [width]) for text, width in zip(block.head, grid, strict=True)
        )
        yield node("w:tr", None, properties, *cells)
    for index, row in enumerate(block.rows):
        least = block.heights[index] if index < len(block.heights) else 0.0
        yield node("w:tr", None, *_row_properties(least), *_cells(row, grid))


def _row_properties(least: float) -> list[Any]:
    height = [node("w:trHeight", {"w:val": mm(least), "w:hRule": "atLeast"})] if least else []
    return [node("w:trPr", None, node("w:cantSplit"), *height)]


def _cells(row: tuple[Cell, ...], grid: list[int]) -> Iterator[Any]:
    start = 0
    for cell in row:
        yield _cell(cell, grid[start : start + cell.span])
        start += cell.span


def _cell(cell: Cell, widths: list[int]) -> Any:
    properties = node("w:tcPr", None, node("w:tcW", {"w:w": sum(widths), "w:type": "dxa"}))
    if cell.span > 1:
        properties.append(node("w:gridSpan", {"w:val": cell.span}))
    properties.append(node("w:vAlign", {"w:val": "center"}))
    style = Type("hei" if cell.label else "body", layout.number("table_size"))
    lines = [
        paragraph(
            run(line, style),
            row=_TABLE_ROW,
            pStyle={"w:val": "OfficialTable"},
            snapToGrid=_NO_GRID,
            jc={"w:val": cell.align},
        )
        for line in cell.text.split("\n")
    ]
    return node("w:tc", None, properties, *lines)


def _picture(document: Document, block: Picture) -> Iterator[Any]:
    holder = paragraph(row=240, snapToGrid=_NO_GRID, jc={"w:val": "center"}, keepNext={"w:val": 1})
    spacing = holder.pPr.find(f"{{{holder.nsmap['w']}}}spacing")
    spacing.set(f"{{{holder.nsmap['w']}}}lineRule", "auto")
    shape = (
        WordParagraph(holder, document._body)
        .add_run()
        .add_picture(io.BytesIO(block.png), width=Mm(block.width_mm))
    )
    shape._inline.docPr.set("descr", block.alt or block.caption)
    yield holder
    if block.caption:
        yield paragraph(
            run(block.caption, _SMALL), row=_TABLE_ROW, snapToGrid=_NO_GRID, jc={"w:val": "center"}
        )

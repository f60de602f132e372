"""What follows the text: 附件说明, attendance, names and date with the place of the seal, 附注, 版记."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from duban.documents.papers import layout
from duban.documents.papers.model import Form, Paper
from duban.documents.papers.titles import breadth
from duban.documents.papers.typeset import Signatory, attachment_lines, long_date, signatory
from duban.documents.papers.word.text import INDENT
from duban.documents.papers.word.xml import (
    CHAR,
    CLOSER,
    WIDTH,
    Rectangles,
    Type,
    empty,
    mm,
    node,
    paragraph,
    run,
)

_NO_GRID = {"w:val": 0}
_KEEP = {"w:val": 1}
_SMALL = Type(size=14)
_COLOPHON_ROW = round(layout.number("colophon_pitch") * 20)
_FULL = 320


def listed(paper: Paper) -> Iterator[Any]:
    """附件： with the names hanging under each other (7.3.4)."""
    lines = attachment_lines(paper) if paper.attachments else ()
    if lines:
        yield _kept_row()
    for index, (count, name) in enumerate(lines):
        label = "附件：" if index == 0 else ""
        wide = 5 * CHAR + (round(1.25 * CHAR) if count else 0)
        hang = wide - 2 * CHAR if label else wide - 5 * CHAR
        text = f"{label}{count.strip()}\t{name}" if count else f"{label}{name}"
        yield paragraph(
            run(text),
            keepNext=_KEEP,
            snapToGrid=_NO_GRID,
            ind={"w:left": wide, "w:hanging": hang},
            jc={"w:val": "both"},
        )


def attendance(paper: Paper) -> Iterator[Any]:
    """出席, 请假 and 列席: label in 黑体, names hanging after the colon (10.3)."""
    if paper.attendance:
        yield empty()
    for row in paper.attendance:
        label = f"{row.label}："
        hang = round(breadth(label) * _FULL)
        yield paragraph(
            run(label, Type("hei")), run(row.names), snapToGrid=_NO_GRID,
            ind={"w:left": 2 * CHAR + hang, "w:hanging": hang},
        )  # fmt: skip


def signature(paper: Paper) -> Iterator[Any]:
    """Places to sign by hand, the names, the date and the note."""
    if paper.hand:
        yield _kept_row()
    for label in paper.hand:
        yield paragraph(
            run(label), run("　" * 6, Type(spacing=CLOSER, underlined=True)), keepNext=_KEEP, snapToGrid=_NO_GRID,
            ind={"w:left": WIDTH - 16 * CHAR},
        )  # fmt: skip
    block = signatory(paper)
    if block is not None:
        blank = layout.number("seal_rows" if block.sealed else "unsealed_rows")
        yield from (_kept_row() for _ in range(int(blank)))
        yield from _names(block)
    if paper.note:
        yield paragraph(run(f"（{paper.note}）"), snapToGrid=_NO_GRID, ind=INDENT)


def _names(block: Signatory) -> Iterator[Any]:
    if not block.sealed or not block.rows:
        yield from _unsealed(block)
    elif len(block.rows) == 1 and len(block.rows[0]) == 1:
        yield from _one_seal(block.rows[0][0], block.date)
    else:
        yield from _several_seals(block)


def _one_seal(name: str, date: str) -> Iterator[Any]:
    """The date four characters from the right, the name centred over it (7.3.5.1)."""
    name_width, date_width = breadth(name) * CHAR, breadth(date) * CHAR
    right = 4 * _FULL
    middle = right + date_width / 2
    name_right = round(middle - name_width / 2)
    if name_right < 0:
        right, name_right = round(name_width / 2 - date_width / 2), 0
    yield paragraph(
        run(name), keepNext=_KEEP, snapToGrid=_NO_GRID, ind={"w:right": name_right}, jc={"w:val": "right"}
    )
    yield _date(date, right)


def _date(date: str, right: int) -> Any:
    indent = {"w:rightChars": 400, "w:right": right} if right == 4 * _FULL else {"w:right": right}
    return paragraph(run(date), snapToGrid=_NO_GRID, ind=indent, jc={"w:val": "right"})


def _unsealed(block: Signatory) -> Iterator[Any]:
    """Names two characters from the right, the date two characters to the right of their first (7.3.5.2)."""
    names = [name for row in block.rows for name in row]
    widest = max((breadth(name) for name in names), default=0.0) * CHAR
    limit = WIDTH - 2 * CHAR
    left = max(0, round(min(limit - widest, limit - breadth(block.date) * CHAR - 2 * CHAR)))
    for name in names:
        yield paragraph(run(name), keepNext=_KEEP, snapToGrid=_NO_GRID, ind={"w:left": left})
    yield paragraph(run(block.date), snapToGrid=_NO_GRID, ind={"w:left": left + 2 * CHAR})


def _several_seals(block: Signatory) -> Iterator[Any]:
    """Names in rows as even as the seals will stand; the date under the last one (7.3.5.1)."""
    last = WIDTH - 4 * _FULL - breadth(block.date) * CHAR / 2
    for index, names in enumerate(block.rows):
        if index:
            yield from (_kept_row() for _ in range(int(layout.number("joint_rows"))))
        middles = [round(last - (len(names) - 1 - place) * block.step * CHAR) for place in range(len(names))]
        tabs = node("w:tabs", None, *(node("w:tab", {"w:val": "center", "w:pos": one}) for one in middles))
        words = run("".join(f"\t{name}" for name in names))
        yield paragraph(words, keepNext=_KEEP, snapToGrid=_NO_GRID, tabs=tabs)
    yield _date(block.date, 4 * _FULL)


def _kept_row() -> Any:
    return paragraph(keepNext=_KEEP, snapToGrid=_NO_GRID)


def colophon(paper: Paper, shapes: Rectangles) -> Iterator[Any]:
    """The 版记 in a frame at the bottom of the 版心; its lines are rectangles at fixed places, for a letter none (7.4)."""
    found = paper.colophon
    if found is None:
        return
    pad = mm(layout.millimetres("colophon_pad"))
    hang = 3 * 280
    copies = f"抄送：{found.copies}" if found.copies else ""
    rows = _copy_rows(copies)
    printed = bool(found.printer) and paper.form is not Form.LETTER
    if copies:
        yield _framed(
            run(copies, _SMALL),
            ind={"w:left": pad + hang, "w:right": pad, "w:hanging": hang},
            jc={"w:val": "both"},
        )
    if printed:
        tabs = node("w:tabs", None, node("w:tab", {"w:val": "right", "w:pos": WIDTH - pad}))
        words = run(f"{found.printer}\t{long_date(found.printed_on)}印发", _SMALL)
        yield _framed(words, tabs=tabs, ind={"w:left": pad, "w:right": pad})
    lines = [] if paper.form is Form.LETTER else _lines(rows, printed, shapes)
    yield paragraph(iter(lines), row=20, snapToGrid=_NO_GRID)


def _copy_rows(copies: str) -> int:
    """Rows that the copies take: their width against the line between the blanks at both sides."""
    if not copies:
        return 0
    room = layout.number("body_width") * layout.POINT / 14 - 2 - 3
    return math.ceil((breadth(copies) - 3) / math.floor(room))


def _framed(words: Iterator[Any], **rest: Any) -> Any:
    frame = {
        "w:w": WIDTH,
        "w:hSpace": 0,
        "w:wrap": "around",
        "w:vAnchor": "margin",
        "w:hAnchor": "margin",
        "w:xAlign": "center",
        "w:yAlign": "bottom",
    }
    return paragraph(words, row=_COLOPHON_ROW, framePr=frame, snapToGrid=_NO_GRID, **rest)


def _lines(rows: int, printed: bool, shapes: Rectangles) -> list[Any]:
    outer, inner = layout.number("colophon_outer"), layout.number("colophon_inner")
    left, width = layout.number("left"), layout.number("body_width")
    bottom = layout.number("top") + layout.number("body_height")
    row = _COLOPHON_ROW / 20 / layout.POINT
    height = (rows + printed) * row
    made = [
        shapes.at(left, bottom - height - outer, width, outer),
        shapes.at(left, bottom - outer, width, outer),
    ]
    if rows and printed:
        made.insert(1, shapes.at(left, bottom - row - inner / 2, width, inner))
    return made

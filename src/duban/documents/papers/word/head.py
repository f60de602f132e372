"""The head of the first page in each form: mark, number, red line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duban.documents.papers import layout
from duban.documents.papers.model import Form, Paper
from duban.documents.papers.typeset import Mark, ems, issue_row, mark_of
from duban.documents.papers.word.furniture import MARK_INK, MARK_RISE, letter_rule_top, rules_height
from duban.documents.papers.word.xml import CHAR, ROW, WIDTH, Type, borders, empty, mm, node, paragraph, run

NUMBER_ROW = 400
"""Height of the row of the number in a letter; close to the type, so that its place under the line is exact."""

_LETTER_NUMBER_RISE = 1.4
_RULE_SPACE = 9
_NO_GRID = {"w:val": 0}

_JOINT_SLACK = 0.98
"""Names of a joint mark are set a little smaller than fits, since a cell of a table breaks what is a hair too wide."""


def head(paper: Paper) -> Iterator[Any]:
    """The paragraphs above the title."""
    mark = mark_of(paper)
    if mark is None:
        yield _marks(paper)[0] if paper.urgency or paper.marking else empty()
    elif paper.form is Form.LETTER:
        yield from _letter(paper)
    else:
        yield from _with_mark(paper, mark)


def _marks(paper: Paper) -> list[Any]:
    return [
        paragraph(run(one, Type("hei")), snapToGrid=_NO_GRID) for one in (paper.urgency, paper.marking) if one
    ]


def _letter(paper: Paper) -> Iterator[Any]:
    """The number at the right under the upper line, marks in a frame at the left of the same row (10.1)."""
    row = letter_rule_top(paper) + rules_height() + layout.number("letter_number_gap")
    marks = [one for one in (paper.urgency, paper.marking) if one]
    for index, one in enumerate(marks):
        yield _at_left(one, row - _LETTER_NUMBER_RISE + index * layout.PITCH / layout.POINT)
    before = mm(row - layout.number("top") - _LETTER_NUMBER_RISE)
    yield paragraph(
        run(paper.number), row=NUMBER_ROW, before=before, snapToGrid=_NO_GRID, jc={"w:val": "right"}
    )
    yield from (empty() for _ in marks[1:])
    yield empty()
    yield empty(ROW + ROW - NUMBER_ROW - mm(_LETTER_NUMBER_RISE) // 2)


def _at_left(text: str, y: float) -> Any:
    frame = {
        "w:w": (len(text) + 1) * 320,
        "w:wrap": "around",
        "w:vAnchor": "page",
        "w:hAnchor": "page",
        "w:x": mm(layout.number("left")),
        "w:y": mm(y),
    }
    return paragraph(run(text, Type("hei")), row=NUMBER_ROW, framePr=frame, snapToGrid=_NO_GRID)


def _with_mark(paper: Paper, mark: Mark) -> Iterator[Any]:
    """Three rows for 份号, 密级 and 紧急程度, then the mark at its place, the number and the red line (7.2)."""
    marks = _marks(paper)
    yield from marks
    yield from (empty() for _ in range(3 - len(marks)))
    reached = 3 * ROW / 20 / layout.POINT
    offset = layout.number("file_mark_top") - layout.number("top") - reached
    before = mm(offset - mark.size * MARK_RISE / layout.POINT)
    if len(mark.lines) == 1:
        yield _mark_line(mark.lines[0], mark, before)
    else:
        yield from _joint(mark, before)
    rest = ROW - round(mark.size * (1.2 - MARK_RISE - MARK_INK) * 20)
    if paper.form is Form.FILE:
        yield empty(max(rest, 20))
        yield empty()
        yield _ruled(run(paper.number), jc={"w:val": "center"})
    else:
        yield empty(max(rest, 20))
        yield paragraph(run(paper.number), snapToGrid=_NO_GRID, jc={"w:val": "center"})
        organs, day = issue_row(paper)
        for organ in organs[:-1]:
            yield paragraph(run(f"　{organ}"), snapToGrid=_NO_GRID)
        yield _ruled(run(f"　{organs[-1] if organs else ''}\t{day}"), tabs=_right_tab())
    yield empty()
    yield empty()


def _right_tab() -> Any:
    return node("w:tabs", None, node("w:tab", {"w:val": "right", "w:pos": WIDTH - CHAR}))


def _ruled(words: Iterator[Any], **rest: Any) -> Any:
    """The row above the red line, which is the lower border of its paragraph, 4 mm below the type (7.2.7)."""
    line = {
        "w:val": "single",
        "w:sz": round(layout.number("rule_width") * layout.POINT * 8),
        "w:space": _RULE_SPACE,
        "w:color": layout.RED,
    }
    return paragraph(words, snapToGrid=_NO_GRID, pBdr=borders(bottom=line), **rest)


def _mark_line(text: str, mark: Mark, before: int) -> Any:
    style = Type("title", mark.size, 0.0, layout.RED, mark.scale)
    return paragraph(
        run(text + mark.suffix, style),
        row=round(mark.size * 1.2 * 20),
        before=before,
        snapToGrid=_NO_GRID,
        jc={"w:val": "center"},
    )


def _joint(mark: Mark, before: int) -> Iterator[Any]:
    """Names one under the other, as wide as the widest, 文件 at the right in their middle (7.2.4)."""
    size = mark.size * _JOINT_SLACK
    row = round(size * layout.number("file_mark_pitch") * 20)
    right = round((len(mark.suffix) + 0.3) * size * 20)
    widest = max(ems(line) for line in mark.lines)
    names = []
    for line in mark.lines:
        apart = (widest - ems(line)) * size / max(len(line) - 1, 1)
        style = Type("title", size, apart, layout.RED, mark.scale)
        names.append(paragraph(run(line, style), row=row, snapToGrid=_NO_GRID, jc={"w:val": "left"}))
    suffix = run(mark.suffix, Type("title", size, 0.0, layout.RED, mark.scale))
    yield empty(max(before - round(0.08 * size * 20), 20))
    yield _unruled_table(
        (WIDTH - right, names),
        (right, [paragraph(suffix, row=row, snapToGrid=_NO_GRID, jc={"w:val": "right"})]),
    )


def _unruled_table(*columns: tuple[int, list[Any]]) -> Any:
    no_margins = (node(f"w:{side}", {"w:w": 0, "w:type": "dxa"}) for side in ("left", "right"))
    properties = node(
        "w:tblPr",
        None,
        node("w:tblW", {"w:w": WIDTH, "w:type": "dxa"}),
        node("w:tblLayout", {"w:type": "fixed"}),
        node("w:tblCellMar", None, *no_margins),
    )
    grid = node("w:tblGrid", None, *(node("w:gridCol", {"w:w": width}) for width, _ in columns))
    return node("w:tbl", None, properties, grid, node("w:tr", None, *(_cell(*column) for column in columns)))


def _cell(width: int, content: list[Any]) -> Any:
    properties = node(
        "w:tcPr", None, node("w:tcW", {"w:w": width, "w:type": "dxa"}), node("w:vAlign", {"w:val": "center"})
    )
    return node("w:tc", None, properties, *content)

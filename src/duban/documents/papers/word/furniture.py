"""What stands outside the text: page numbers, the head of a letter with its double lines, the stamp of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document

from duban.documents.papers import layout
from duban.documents.papers.model import Form, Imprint, Paper
from duban.documents.papers.typeset import mark_of
from duban.documents.papers.word.xml import Rectangles, Type, borders, mm, node, paragraph, run

FOOTER_MM = 25.1
"""Distance of the footer from the lower edge of the page, so that the dash stands 7 mm below the 版心."""

MARK_RISE = 0.184
"""Part of the size of a mark by which its ink begins below the top of its row."""

MARK_INK = 0.925
"""Height of the ink of a mark in its size."""

_PAGE_NUMBER = Type("song", 14)


def put(document: Document, paper: Paper, imprint: Imprint, shapes: Rectangles) -> None:
    """Headers and footers of the only section."""
    section = document.sections[0]
    side = mm(layout.millimetres("page_number_side"))
    _fill(section.footer, _page_number("right", {"w:right": side}))
    _fill(section.even_page_footer, _page_number("left", {"w:left": side}))
    letter = paper.form is Form.LETTER
    if letter:
        _fill(section.first_page_header, *_letter_head(paper, shapes), *_marks(imprint.stamp, imprint.banner))
        _fill(section.first_page_footer, _tiny(_lower_lines(shapes)))
    if marks := list(_marks("" if letter else imprint.stamp, imprint.banner)):
        _fill(section.header, *marks)
        _fill(section.even_page_header, *_marks("" if letter else imprint.stamp, imprint.banner))


def leave_blank(section: Any) -> None:
    """A section without page numbers (7.5: neither a blank page before the 版记 nor that of the 版记 has one)."""
    for footer in (section.footer, section.even_page_footer):
        _fill(footer, paragraph())


def _fill(part: Any, *paragraphs: Any) -> None:
    part.is_linked_to_previous = False
    holder = part._element
    for old in list(holder):
        holder.remove(old)
    holder.extend(paragraphs)


def _page_number(side: str, indent: dict[str, int]) -> Any:
    return paragraph(
        run("— ", _PAGE_NUMBER), _field("PAGE"), run(" —", _PAGE_NUMBER),
        row=mm(7), snapToGrid={"w:val": 0}, ind=indent, jc={"w:val": side},
    )  # fmt: skip


def _field(name: str) -> Iterator[Any]:
    for kind in ("begin", "", "separate", "1", "end"):
        piece = next(run("1" if kind == "1" else "", _PAGE_NUMBER))
        if kind in ("begin", "separate", "end"):
            piece.append(node("w:fldChar", {"w:fldCharType": kind}))
        elif not kind:
            words = node("w:instrText", {"xml:space": "preserve"})
            words.text = f" {name} "
            piece.append(words)
        yield piece


def letter_rule_top(paper: Paper) -> float:
    """Where the upper double line of a letter begins, in millimetres from the top of the page."""
    mark = mark_of(paper)
    size = mark.size if mark else 0.0
    return (
        layout.number("letter_mark_top")
        + size * MARK_INK / layout.POINT
        + layout.number("letter_rule_gap_above")
    )


def rules_height() -> float:
    """Height of a double line with the space in it."""
    return sum(map(layout.number, ("letter_rule_thick", "letter_rule_space", "letter_rule_thin")))


def _letter_head(paper: Paper, shapes: Rectangles) -> Iterator[Any]:
    mark = mark_of(paper)
    if mark is None:
        return
    row = round(mark.size * 1.2 * 20)
    top = layout.number("letter_mark_top") - mark.size * MARK_RISE / layout.POINT
    frame = {
        "w:w": mm(layout.number("letter_rule_width")),
        "w:h": row,
        "w:hRule": "exact",
        "w:wrap": "around",
        "w:vAnchor": "page",
        "w:hAnchor": "page",
        "w:x": mm((layout.number("page_width") - layout.number("letter_rule_width")) / 2),
        "w:y": mm(top),
    }
    style = Type("title", mark.size, 0.0, layout.RED, mark.scale)
    yield paragraph(
        run(mark.lines[0], style), row=row, framePr=frame, snapToGrid={"w:val": 0}, jc={"w:val": "center"}
    )
    thick, thin = layout.number("letter_rule_thick"), layout.number("letter_rule_thin")
    yield _tiny(_double(shapes, letter_rule_top(paper), thick, thin))


def _lower_lines(shapes: Rectangles) -> list[Any]:
    top = layout.number("page_height") - layout.number("letter_rule_bottom") - rules_height()
    return _double(shapes, top, layout.number("letter_rule_thin"), layout.number("letter_rule_thick"))


def _double(shapes: Rectangles, top: float, first: float, second: float) -> list[Any]:
    width = layout.number("letter_rule_width")
    left = (layout.number("page_width") - width) / 2
    lower = top + first + layout.number("letter_rule_space")
    return [
        shapes.at(left, top, width, first, layout.RED),
        shapes.at(left, lower, width, second, layout.RED),
    ]


def _tiny(runs: list[Any]) -> Any:
    """A paragraph of one point that only anchors shapes."""
    return paragraph(iter(runs), row=20, snapToGrid={"w:val": 0})


def _marks(stamp: str, banner: str) -> Iterator[Any]:
    """The stamp at the right of the head of a page, the banner at its left."""
    if banner:
        yield _framed(banner, mm(layout.number("left")))
    if stamp:
        yield _framed(stamp, mm(layout.number("page_width") - layout.RIGHT) - _breadth(stamp))
    if stamp or banner:
        yield _tiny([])


def _breadth(text: str) -> int:
    return mm(len(text) * 16 / layout.POINT + 4)


def _framed(text: str, x: int) -> Any:
    line = {"w:val": "single", "w:sz": 4, "w:space": 2, "w:color": "000000"}
    frame = {
        "w:w": _breadth(text),
        "w:wrap": "around",
        "w:vAnchor": "page",
        "w:hAnchor": "page",
        "w:x": x,
        "w:y": mm(layout.number("stamp_top")),
    }
    return paragraph(
        run(text, Type("hei", 16)), row=400, framePr=frame, snapToGrid={"w:val": 0},
        pBdr=borders(top=line, left=line, bottom=line, right=line), jc={"w:val": "center"},
    )  # fmt: skip

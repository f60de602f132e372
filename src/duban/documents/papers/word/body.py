"""The parts of a paper in their order: head, title, addressee, text, attachments, names and date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document

from duban.documents.papers import layout
from duban.documents.papers.model import Paper
from duban.documents.papers.titles import broken
from duban.documents.papers.typeset import attachment_label, title_lines
from duban.documents.papers.word.end_parts import attendance, listed, signature
from duban.documents.papers.word.head import head
from duban.documents.papers.word.text import blocks
from duban.documents.papers.word.xml import ROW, Type, empty, paragraph, run

TITLE = Type("title", 22)


def parts(document: Document, paper: Paper) -> Iterator[Any]:
    """Every paragraph and table of the body but the 版记."""
    yield from head(paper)
    yield title(title_lines(paper))
    yield empty()
    if paper.to:
        yield paragraph(run(f"{paper.to}："), snapToGrid={"w:val": 0}, jc={"w:val": "both"})
    tail = bool(paper.signed_by or paper.attachments)
    yield from blocks(document, paper.blocks, keep_last=tail)
    yield from listed(paper)
    yield from attendance(paper)
    yield from signature(paper)
    yield from _attachments(document, paper)


def title(lines: tuple[str, ...], *, row: int = round(layout.number("title_pitch") * 20)) -> Any:
    """The title: one paragraph, its lines broken by meaning."""
    return paragraph(
        run("\n".join(lines), TITLE),
        row=row,
        pStyle={"w:val": "OfficialTitle"},
        keepNext={"w:val": 1},
        snapToGrid={"w:val": 0},
        jc={"w:val": "center"},
    )


def _attachments(document: Document, paper: Paper) -> Iterator[Any]:
    room = int(layout.number("body_width") * layout.POINT / layout.number("title_size"))
    for index, one in enumerate(paper.attachments):
        if not one.blocks:
            continue
        label = attachment_label(paper, index)
        yield paragraph(
            run(label, Type("hei")), row=ROW, pageBreakBefore={"w:val": 1}, snapToGrid={"w:val": 0}
        )
        yield empty()
        yield title(broken((one.title,), room, paper.issuers))
        yield empty()
        yield from blocks(document, one.blocks)

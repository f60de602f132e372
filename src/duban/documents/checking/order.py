"""That a finished file says everything its content says, in the same order."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from duban.documents.checking.report import Gauge
from duban.documents.checking.words import short, squeezed
from duban.documents.papers.model import Block, Heading, Paper, Paragraph, Picture, Table


def hold_order(gauge: Gauge, paper: Paper, text: str) -> None:
    """Every piece of the content stands in the text after the one before it, and no character is lost.

    Cells of tables are held by their characters only, since their rows run beside each other on the page.
    """
    said, place = squeezed(text), 0
    for piece in map(squeezed, _pieces(paper)):
        found = said.find(piece, place)
        there = "次序不对" if piece in said else "没有找到"
        gauge.hold("text.order", "全文", found >= 0, f"“{short(piece)}”{there}", "内容完整，次序不变")
        place = found + len(piece) if found >= 0 else place
    wanted = Counter("".join(map(squeezed, (*_pieces(paper), *_cells(paper)))))
    lost = "".join(sorted((wanted - Counter(said)).keys()))
    gauge.hold("text.order", "全文", not lost, f"少了“{lost[:20]}”", "一字不少")


def _pieces(paper: Paper) -> Iterator[str]:
    yield from (paper.number, paper.name) if paper.number else (paper.name,)
    if paper.to:
        yield f"{paper.to}："
    yield from _texts(paper.blocks)
    yield from (attachment.title for attachment in paper.attachments)
    for one in paper.attendance:
        yield f"{one.label}：{one.names}"
    yield from paper.hand
    yield from paper.signed_by
    if paper.note:
        yield f"（{paper.note}）"
    for attachment in paper.attachments:
        if attachment.blocks:
            yield attachment.title
            yield from _texts(attachment.blocks)
    if paper.colophon is not None and paper.colophon.copies:
        yield f"抄送：{paper.colophon.copies}"


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield block.text + block.run_in
            case Paragraph():
                yield block.text
            case Picture() | Table():
                yield block.caption


def _cells(paper: Paper) -> Iterator[str]:
    for block in itertools.chain(paper.blocks, *(one.blocks for one in paper.attachments)):
        if isinstance(block, Table):
            yield from block.head
            yield from (cell.text for row in block.rows for cell in row)

"""Papers that are written block by block for the page, as official documents: the same words in Word and in print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duban.documents.content import Block as PageBlock
from duban.documents.content import Paper as PagePaper
from duban.documents.official.kinds.base import numbered
from duban.documents.official.model import Block, Cell, Form, Heading, Paper, Paragraph, Seal, Table


def official(page: PagePaper, kind: str, *, marking: str = "") -> Paper:
    """The official document of a paper: a letter where it has a head, else a plain one."""
    return Paper(
        kind=kind,
        form=Form.LETTER if page.head else Form.PLAIN,
        issuers=(page.head,) if page.head else tuple(page.sign),
        number=page.number,
        marking=marking,
        title=(page.title,),
        to=page.to,
        blocks=tuple(_blocks(page)),
        signers=tuple(page.sign),
        seal=Seal.SEALED if page.head else Seal.UNSEALED,
        dated=page.date,
    )


def _blocks(page: PagePaper) -> Iterator[Block]:
    for block in page.blocks:
        yield from _block(block)


def _block(block: PageBlock) -> Iterator[Block]:
    match block.kind:
        case "heading":
            yield Heading(level=1, text=block.text)
        case "list":
            yield from numbered(str(line) for line in block.rows)
        case "items":
            for name, text in block.rows:
                yield Heading(level=3, text=f"{name}：", run_in=str(text))
        case "table":
            yield _table(block)
        case _:
            yield Paragraph(text=block.text, flat=block.kind == "flat")


def _table(block: PageBlock) -> Table:
    """A table whose columns are as wide as their longest text asks for, within reason."""
    lines: list[tuple[Any, ...]] = [tuple(row) for row in block.rows]
    columns = len(block.head) or max((len(line) for line in lines), default=1)
    longest = [
        max((len(str(line[at])) for line in (block.head, *lines) if len(line) > at), default=1)
        for at in range(columns)
    ]
    rows = tuple(
        tuple(
            Cell(text=str(text), align="left" if longest[at] > 8 else "center")
            for at, text in enumerate(line)
        )
        for line in lines
    )
    return Table(
        head=tuple(block.head), rows=rows, widths=tuple(float(min(max(one, 2), 12)) for one in longest)
    )

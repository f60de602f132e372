"""An edited .docx read back as a paper: what its page shows and what is held against the notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from duban.documents.checking.word.roles import ParaRole, PlacedPara, roles
from duban.documents.papers.model import (
    Attachment,
    Block,
    Cell,
    Colophon,
    Heading,
    Paper,
    Paragraph,
    Table,
)
from duban.documents.reading import Unreadable
from duban.documents.reading.word.model import Para, WordFile

_LEVELS = {ParaRole.LEVEL1: 1, ParaRole.LEVEL2: 2}
_TEXT = (ParaRole.TEXT, ParaRole.LEVEL3, ParaRole.LEVEL4)
_LISTED = re.compile(r"^(附\s*件\s*[：:])?\s*(\d+\s*[.．、]\s*)?")
_ENDS = ("。", "：")


@dataclass(frozen=True)
class Reading:
    """A .docx as read: its paper, the words of its copies, and everything it says."""

    paper: Paper
    copies: str
    text: str


def read(name: str, file: WordFile, like: Paper) -> Reading:
    """Read an edited .docx; what it does not say itself (issuer, form, mark) is as in the draft `like`. Unreadable."""
    placed = {id(one.para): one for one in roles(file.paras)}
    if not any(one.role is ParaRole.TITLE for one in placed.values()):
        raise Unreadable(f"“{name}”里找不到标题，不能作为定稿。")
    main, annexes = _Parts(file, placed).blocks()
    copies = "".join(one.para.text for one in placed.values() if one.role is ParaRole.COPIES)
    paper = replace(
        like,
        title=_title(placed.values(), like),
        to=_text_of(placed.values(), ParaRole.ADDRESSEE).rstrip("：:") or like.to,
        blocks=tuple(main),
        attachments=tuple(_attachments(placed.values(), annexes)),
        signers=_signers(placed.values(), like),
        note=_text_of(placed.values(), ParaRole.NOTE).strip("（）"),
        colophon=_colophon(copies, like),
    )
    return Reading(paper, copies, "\n".join(para.text for para in file.paras))


def _text_of(placed: Any, role: ParaRole) -> str:
    return next((one.para.text.strip() for one in placed if one.role is role), "")


def _title(placed: Any, like: Paper) -> tuple[str, ...]:
    lines = [line.strip() for one in placed if one.role is ParaRole.TITLE for line in one.para.text.split("\n")]
    said = tuple(line for line in lines if line)
    return like.title if "".join(said) == like.name else said


def _signers(placed: Any, like: Paper) -> tuple[str, ...]:
    names = [name.strip() for one in placed if one.role is ParaRole.SIGNER for name in one.para.text.split("\t")]
    said = tuple(name for name in names if name and "年" not in name)
    return like.signers if not said or said == like.signed_by else said


def _colophon(copies: str, like: Paper) -> Colophon | None:
    said = re.sub(r"^抄送[：:]", "", copies.strip())
    if like.colophon is None:
        return Colophon(copies=said) if said else None
    return replace(like.colophon, copies=said)


def _attachments(placed: Any, annexes: Sequence[tuple[str, list[Block]]]) -> Iterator[Attachment]:
    """The listed names, each with the pages that bear its title; pages without a listed name come last."""
    named = [_LISTED.sub("", one.para.text.strip()).strip() for one in placed if one.role is ParaRole.LISTED]
    left = list(annexes)
    for name in named:
        found = next((one for one in left if one[0] == name), None)
        if found is not None:
            left.remove(found)
        yield Attachment(title=name, blocks=tuple(found[1]) if found else ())
    for title, blocks in left:
        yield Attachment(title=title, blocks=tuple(blocks))


class _Parts:
    """Sorts the paragraphs and tables of a file into the text and its attachments."""

    def __init__(self, file: WordFile, placed: dict[int, PlacedPara]) -> None:
        self.file, self.placed = file, placed

    def blocks(self) -> tuple[list[Block], list[tuple[str, list[Block]]]]:
        """The blocks of the text, and those of each attachment with its title."""
        main: list[Block] = []
        annexes: list[tuple[str, list[Block]]] = []
        for role, block in self._walk():
            if role is ParaRole.LABEL:
                annexes.append(("", []))
            elif role is ParaRole.ATTACHMENT_TITLE and annexes and isinstance(block, Paragraph):
                annexes[-1] = (annexes[-1][0] + block.text, annexes[-1][1])
            elif block is not None:
                (annexes[-1][1] if annexes else main).append(block)
        return main, annexes

    def _walk(self) -> Iterator[tuple[ParaRole, Block | None]]:
        done: list[Any] = []
        for para in self.file.paras:
            found = self.placed.get(id(para))
            table = _table_of(para.element) if para.in_table else None
            if table is not None and not any(table is one for one in done):
                done.append(table)
                if found is None or found.role is ParaRole.TABLE:
                    yield ParaRole.TABLE, self._table(table)
            elif table is None and found is not None:
                yield found.role, _block(found)

    def _table(self, table: Any) -> Table | None:
        rows = [tuple(map(self._cell, row.findall(qn("w:tc")))) for row in table.findall(qn("w:tr"))]
        wide = max((sum(cell.span for cell in row) for row in rows), default=0)
        if not wide:
            return None
        first = table.find(qn("w:tr"))
        marked = first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        head = tuple(cell.text for cell in rows[0]) if marked and len(rows[0]) == wide else ()
        return Table(head=head, rows=tuple(rows[1:] if head else rows), widths=(1.0,) * wide)

    def _cell(self, cell: Any) -> Cell:
        texts = [para.text for para in self.file.paras if para.in_table and _within(para.element, cell)]
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        wide = int(span.get(qn("w:val"))) if span is not None else 1
        return Cell(text="\n".join(texts).strip(), span=wide)


def _table_of(element: Any) -> Any:
    """The outermost table of a paragraph."""
    return [parent for parent in element.iterancestors() if parent.tag == qn("w:tbl")][-1]


def _within(element: Any, cell: Any) -> bool:
    return any(parent is cell for parent in element.iterancestors())


def _block(one: PlacedPara) -> Block | None:
    """The block of a paragraph of the text; None for the parts that a paper has fields for."""
    text = one.para.text.strip()
    if one.role in _LEVELS:
        head, rest = _split(one.para)
        level = _LEVELS[one.role]
        return Heading(level=level, text=head, run_in=rest)  # type: ignore[arg-type]
    if one.role in _TEXT:
        return Paragraph(
            text=text, flat=not (one.para.indent or one.para.left or one.para.text[:1] == "\u3000")
        )
    if one.role is ParaRole.CENTRED:
        return Paragraph(text=text, flat=True)
    return Paragraph(text=text) if one.role is ParaRole.ATTACHMENT_TITLE else None


def _split(para: Para) -> tuple[str, str]:
    """A heading and what follows it in the same paragraph, told by its first run."""
    spoken = [run.text for run in para.runs if run.text.strip()]
    if len(spoken) > 1 and spoken[0].rstrip().endswith(_ENDS):
        return spoken[0].strip(), "".join(spoken[1:]).strip()
    return para.text.strip(), ""

"""What both renderers need to know of a paper before either lays it out: lines, sizes and the order of the parts."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.documents.papers import layout
from duban.documents.papers.model import Block, Form, Heading, Paper, Paragraph, Picture, Seal, Table
from duban.documents.papers.titles import breadth, broken

_LATIN, _GAP = 0.76, 0.25
_NAMES = re.compile("[，、；]|及其?")
_HEADINGS = {1: "hei", 2: "kai", 3: "body", 4: "body"}


@dataclass(frozen=True)
class Mark:
    """The 发文机关标志: its lines, what stands at the right of them (文件), its size in points and its width in %."""

    lines: tuple[str, ...]
    suffix: str
    size: float
    scale: float


@dataclass(frozen=True)
class Signatory:
    """The signature block: rows of names, whether seals go on it, the date, the characters between two middles."""

    rows: tuple[tuple[str, ...], ...]
    sealed: bool
    date: str
    step: float


def mark_of(paper: Paper) -> Mark | None:
    """The mark of the form, fitted to its line: first smaller, then narrower (7.2.4, 10.1)."""
    if paper.form is Form.PLAIN:
        return None
    if paper.form is Form.LETTER:
        return _fitted((paper.mark or paper.issuers[0],), "", "letter_mark_size", "letter_rule_width")
    if paper.form is Form.FILE and len(paper.issuers) > 1 and not paper.mark:
        return _fitted(paper.issuers, "文件", "file_mark_size", "body_width")
    lead = paper.issuers[0] if paper.issuers else ""
    name = paper.mark or (f"{lead}文件" if paper.form is Form.FILE else lead)
    return _fitted((name,), "", "file_mark_size", "body_width")


def _fitted(lines: tuple[str, ...], suffix: str, size: str, width: str) -> Mark:
    room = layout.number(width) * layout.POINT
    widest = max(ems(line) for line in lines) + (ems(suffix) + 0.3 if suffix else 0.0)
    wanted = min(layout.number(size), room / widest)
    if len(lines) > 1:
        wanted = min(wanted, layout.number(size) * 2 / len(lines))
    chosen = max(wanted, min(layout.number("mark_least_size"), layout.number(size)))
    return Mark(lines, suffix, round(chosen, 2), round(min(100.0, 100 * room / (widest * chosen)), 1))


def ems(text: str) -> float:
    """Width of a line of a mark in its own size: Latin letters as wide as they get, a gap where they meet Chinese."""
    latin = [ord(char) < 0x2000 for char in text]
    gaps = sum(one != other for one, other in itertools.pairwise(latin))
    return sum(_LATIN if one else 1.0 for one in latin) + _GAP * gaps


def title_lines(paper: Paper) -> tuple[str, ...]:
    """The lines of the title (7.3.1); names of issuers and addressees are not split."""
    return _title(paper.title, (*paper.issuers, *(name for name in _NAMES.split(paper.to) if len(name) > 2)))


@functools.lru_cache(maxsize=512)
def _title(title: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    room = layout.number("body_width") * layout.POINT / layout.number("title_size")
    return broken(title, int(room), names)


def attachment_lines(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The rows of the 附件说明 after “附件：”: the number, none for a single one, and the name (7.3.4)."""
    titles = [attachment.title for attachment in paper.attachments]
    if len(titles) == 1:
        return (("", titles[0]),)
    return tuple((f"{n}. ", title) for n, title in enumerate(titles, 1))


def attachment_label(paper: Paper, index: int) -> str:
    """附件 for the only one, 附件1 and so on for several (7.3.7)."""
    return "附件" if len(paper.attachments) == 1 else f"附件{index + 1}"


def signatory(paper: Paper) -> Signatory | None:
    """The signature block; None where neither names nor date stand under the text.

    Seals side by side must not touch, so that the middles of the names keep the width of a seal apart (7.3.5.1).
    """
    names = paper.signed_by
    if paper.seal is Seal.NONE:
        return None
    longest = max((breadth(name) for name in names), default=0.0)
    two, three = layout.number("joint_two"), layout.number("joint_three")
    across = 1 if paper.seal is Seal.UNSEALED or longest >= two else 2 if longest >= three else 3
    rows = tuple(tuple(names[start : start + across]) for start in range(0, len(names), across))
    step = {1: 0.0, 2: two, 3: three}[across]
    return Signatory(rows, paper.seal is Seal.SEALED, long_date(paper.dated), step)


def long_date(day: date | None) -> str:
    """2026年11月23日 without leading zeros; room for it where a draft has none yet."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　　　年　　月　　日"


def issue_row(paper: Paper) -> tuple[tuple[str, ...], str]:
    """Organs and day above the red line of minutes and reports; organs that do not fit beside the day stand in rows."""
    if paper.form not in (Form.MINUTES, Form.REPORT):
        return ((), "")
    day = long_date(paper.dated)
    line = "　".join(paper.issuers)
    fits = breadth(line) + breadth(day) + 4 <= layout.number("columns")
    return ((line,) if fits else paper.issuers, day)


def texts_by_role(paper: Paper, *, stamp: str = "", code: str = "") -> dict[str, str]:
    """All text that a printed copy shows, by the role of the font that draws it."""
    parts: dict[str, list[str]] = {key: [] for key in ("title", "body", "kai", "hei", "song")}
    if (mark := mark_of(paper)) is not None:
        parts["title"] += [*mark.lines, mark.suffix]
    parts["title"] += paper.title
    parts["hei"] += [paper.urgency, paper.marking, stamp]
    parts["song"] += ["0123456789—"]
    parts["body"] += [
        paper.number,
        paper.to,
        *issue_row(paper)[0],
        issue_row(paper)[1],
        paper.note,
        *paper.hand,
        code,
    ]
    if paper.to:
        parts["body"].append("：")
    parts["body"] += ["附件：" + "".join(line) for line in attachment_lines(paper)]
    if (block := signatory(paper)) is not None:
        parts["body"] += [*itertools.chain(*block.rows), block.date]
    for presence in paper.attendance:
        parts["hei"].append(f"{presence.label}：")
        parts["body"].append(presence.names)
    if paper.colophon is not None:
        shown = (
            paper.colophon.copies,
            paper.colophon.printer,
            long_date(paper.colophon.printed_on),
            "抄送：印发",
        )
        parts["body"] += shown
    for role, text in _of_blocks(paper.blocks):
        parts[role].append(text)
    for index, attachment in enumerate(paper.attachments):
        if attachment.blocks:
            parts["hei"].append(attachment_label(paper, index))
            parts["title"].append(attachment.title)
        for role, text in _of_blocks(attachment.blocks):
            parts[role].append(text)
    return {key: "".join(found) for key, found in parts.items()}


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case Heading():
                yield heading_role(block.level), block.text
                yield "body", block.run_in
            case Paragraph():
                yield "body", block.text
            case Picture():
                yield "body", block.caption
            case Table():
                yield "hei", block.caption + "".join(block.head)
                yield "body", block.note
                for cell in itertools.chain(*block.rows):
                    yield "hei" if cell.label else "body", cell.text


def heading_role(level: int) -> str:
    """一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋 (7.3.3)."""
    return _HEADINGS[level]

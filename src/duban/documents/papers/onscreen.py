"""A paper as a page shows it: the same content as in Word and in print, without the measures of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from duban.documents.papers.model import Block, Form, Paper, Presence
from duban.documents.papers.typeset import (
    Mark,
    attachment_label,
    attachment_lines,
    ems,
    issue_row,
    long_date,
    mark_of,
    title_lines,
)


@dataclass(frozen=True)
class Annex:
    """An attachment with its own text."""

    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class OnScreen:
    """The parts of a paper in their order, as texts and blocks; `mark_room` is the width that its mark needs."""

    name: str
    form: str
    mark: tuple[str, ...]
    suffix: str
    mark_room: int
    number: str
    organs: tuple[str, ...]
    issued: str
    marks: tuple[str, ...]
    title: tuple[str, ...]
    to: str
    blocks: tuple[Block, ...]
    listed: tuple[str, ...]
    attendance: tuple[Presence, ...]
    hand: tuple[str, ...]
    signers: tuple[str, ...]
    date: str
    note: str
    copies: str
    printed: tuple[str, str]
    annexes: tuple[Annex, ...]


ROOMS = (8, 12, 16, 20, 26, 36)
"""Widths of a mark for which the page has a size of its own, in characters."""


def _room(mark: Mark) -> int:
    """The least of these widths in which every line of a mark stands without a break; the greatest where none is enough."""
    widest = max(ems(line) for line in mark.lines) + ems(mark.suffix)
    return next((room for room in ROOMS if widest <= room), ROOMS[-1])


def on_screen(paper: Paper) -> OnScreen:
    """What the page of a paper shows."""
    mark, colophon = mark_of(paper), paper.colophon
    organs, issued = issue_row(paper)
    signed = bool(paper.signed_by)
    printer = colophon.printer if colophon and paper.form is not Form.LETTER else ""
    return OnScreen(
        name=paper.name,
        form=paper.form.value,
        mark=mark.lines if mark else (),
        suffix=mark.suffix if mark else "",
        mark_room=_room(mark) if mark else 0,
        number=paper.number,
        organs=organs,
        issued=issued if paper.dated else "",
        marks=tuple(one for one in (paper.urgency, paper.marking) if one),
        title=title_lines(paper),
        to=paper.to,
        blocks=paper.blocks,
        listed=tuple("".join(line) for line in attachment_lines(paper)) if paper.attachments else (),
        attendance=paper.attendance,
        hand=paper.hand,
        signers=paper.signed_by,
        date=long_date(paper.dated) if signed and paper.dated else "",
        note=paper.note,
        copies=colophon.copies if colophon else "",
        printed=(printer, f"{long_date(colophon.printed_on)}印发")
        if colophon and printer and colophon.printed_on
        else ("", ""),
        annexes=tuple(
            Annex(attachment_label(paper, index), one.title, one.blocks)
            for index, one in enumerate(paper.attachments)
            if one.blocks
        ),
    )

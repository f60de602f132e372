"""What a director takes to a meeting: 督查台账 of a list, and one page on a matter. Working papers, to be edited in Word.

They bear neither number nor seal and are kept nowhere: what is said in the meeting is said by whoever edits them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.ledgers.written.exports import take
from duban.documents.official import in_hand
from duban.documents.official.in_hand import PaperFile
from duban.documents.official.kinds.base import (
    OPEN,
    cell,
    day,
    in_words,
    label,
    numbered,
    paragraphs,
    quoted,
    register,
    section,
    text,
)
from duban.documents.papers.model import Block, Form, Paper, Seal, Table
from duban.shared.actor import Actor

_HEAD = ("事项名称", "责任单位", "办理时限", "工作进展", "存在问题", "评价", "督办")
_WIDTHS = (2.7, 1.6, 2.2, 2.4, 2.5, 1.3, 1.3)


_EDITABLE = "docx"


@dataclass(frozen=True)
class ForMeeting:
    """A paper for a meeting, and how it stands on record that it was taken: what, of which filter, how many rows."""

    paper: Paper
    what: str
    label: str
    filters: str
    rows: int


def hand_over(actor: Actor, taken: ForMeeting) -> PaperFile:
    """The file in Word, after it was recorded who takes it."""
    take(actor=actor, what=taken.what, label=taken.label, form=_EDITABLE, filters=taken.filters, rows=taken.rows)
    return in_hand.made(taken.paper, _EDITABLE)


@dataclass(frozen=True, kw_only=True)
class LedgerFacts:
    """A list as it is narrowed (`scope`, in words) on a day: a row as `_HEAD` says, and how many stand red and yellow."""

    scope: str
    on: date
    rows: Sequence[Sequence[object]]
    red: int
    yellow: int


@document_block("4.3", "4.4")
def ledger(facts: LedgerFacts) -> Paper:
    """督查台账: what is in it and of which day, then the table."""
    told = f"截至{day(facts.on)}，共{len(facts.rows)}件，其中红灯{facts.red}件、黄灯{facts.yellow}件。"
    rows = [[_said(one, facts.on.year) for one in row] for row in facts.rows]
    return _working("督查台账", (text(f"范围：{facts.scope}。{told}"), register(_HEAD, rows, _WIDTHS)))


def _said(value: object, year: int) -> str:
    """A value as a narrow column says it: a day of the same year without the year."""
    if isinstance(value, date):
        return f"{value.month}月{value.day}日" if value.year == year else day(value)
    return in_words(str(value)) if value else ""


@dataclass(frozen=True, kw_only=True)
class OnePageFacts:
    """A matter as somebody sees it: pairs of what is known, lines of the rest."""

    title: str
    on: date
    known: tuple[tuple[str, str], ...]
    progress: str = ""
    problems: str = ""
    measures: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    suggestions: str = ""


@document_block("4.3")
def one_page(facts: OnePageFacts) -> Paper:
    """一页纸: what it is, how it stands, what stands in the way, what was done, and what the meeting is asked."""
    blocks: list[Block] = [
        Table(
            rows=tuple((label(name), cell(in_words(said), left=True)) for name, said in facts.known if said),
            widths=(1.2, 5.0),
        ),
        section(1, "工作进展"),
        *paragraphs(facts.progress),
        section(2, "存在问题"),
        *(paragraphs(facts.problems) if facts.problems else (text("责任单位没有报告存在问题。"),)),
        section(3, "督办情况"),
        *(numbered(facts.measures) if facts.measures else (text("没有采取督办措施。"),)),
        *((text(f"正在等待：{'；'.join(facts.waiting)}。"),) if facts.waiting else ()),
        section(4, "提请研究"),
        *(paragraphs(facts.suggestions) if facts.suggestions else (text(OPEN),)),
    ]
    return _working(f"{quoted(facts.title)}情况（截至{day(facts.on)}）", tuple(blocks))


def _working(title: str, blocks: tuple[Block, ...]) -> Paper:
    return Paper(
        kind="working_paper", form=Form.PLAIN, issuers=(), title=(title,), marking="内部资料", blocks=blocks, seal=Seal.NONE
    )

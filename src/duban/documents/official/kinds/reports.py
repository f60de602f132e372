"""督查通报 and 督查专报: what the offices circulate, and what they put before the leaders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import (
    OPEN,
    Facts,
    by,
    copied,
    filled,
    full_stop,
    numbered,
    paragraphs,
    register,
    section,
    text,
)
from duban.documents.official.kinds.listing import TO_ALL
from duban.documents.papers.model import Attachment, Block, Form, Paper, Picture, Seal


@dataclass(frozen=True, kw_only=True)
class RatedRow:
    """One row of the table of a circular: unit, matter, how it stands, its rating, what is wrong."""

    unit: str
    matter: str
    progress: str
    rating: str
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Circular(Facts):
    """督查通报: the period, what it shows at large, the rated matters, causes and what is asked.

    `attach` puts the table on a page of its own where it is long.
    """

    period: str = ""
    subject: str = "全县重点工作推进情况"
    to: str = TO_ALL
    overview: str = ""
    rows: tuple[RatedRow, ...] = ()
    good: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    charts: tuple[Picture, ...] = ()
    attach: bool = True


def circular(facts: Circular) -> Paper:
    """The circular to towns and units."""
    table = _rated(facts)
    attached = (
        (Attachment(title=f"{facts.period}重点工作推进情况评价表", blocks=table),) if facts.attach else ()
    )
    return Paper(
        kind="circular",
        form=Form.FILE,
        issuers=facts.issuers,
        number=facts.number,
        urgency=facts.urgency,
        title=(f"关于{facts.period}{facts.subject}的督查通报",),
        to=facts.to,
        blocks=(*_circulated(facts), *(() if facts.attach else table), *_next(facts)),
        attachments=attached,
        dated=facts.dated,
        colophon=copied(facts),
    )


@document_block("3.0", "4.2")
def _circulated(facts: Circular) -> tuple[Block, ...]:
    parts: list[Block] = [
        text(
            f"{by(facts, '3.0')}，县委办公室、县政府办公室对{facts.period}{facts.subject}进行了跟踪督办，现将有关情况通报如下。"
        ),
        section(1, "总体情况"),
        *paragraphs(facts.overview),
        *facts.charts,
    ]
    if facts.good:
        parts += [section(2, "推进较好的工作"), *numbered(facts.good)]
    place = 3 if facts.good else 2
    parts += [section(place, "存在的问题"), *numbered(facts.problems)]
    if facts.causes:
        parts += [section(place + 1, "主要原因"), *numbered(facts.causes)]
    return tuple(parts)


def _next(facts: Circular) -> tuple[Block, ...]:
    place = 3 + bool(facts.good) + bool(facts.causes)
    return (section(place, "下一步要求"), *numbered(facts.requirements))


@document_block("4.3", "4.4")
def _rated(facts: Circular) -> tuple[Block, ...]:
    """The table of units and ratings; no person stands in it."""
    if not facts.rows:
        return (text(OPEN),)
    rows = ((row.unit, row.matter, row.progress, row.rating, row.problem) for row in facts.rows)
    return (register(("责任单位", "事项名称", "进展", "评价", "存在问题"), rows, (2.6, 3.2, 3.4, 2.3, 2.8)),)


@dataclass(frozen=True, kw_only=True)
class ReportSection:
    """A part of a report: its heading and its blocks."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class SpecialReport(Facts):
    """督查专报: an issue of a series, put before the leaders; `number` is 第n期."""

    subject: str
    summary: str = ""
    parts: tuple[ReportSection, ...] = ()
    problems: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    copies: str = ""
    on: date | None = None


@document_block("4.1", "4.3")
def special_report(facts: SpecialReport) -> Paper:
    """The report under a masthead of its own: 报头, issue, organ and day, red line, text, 版记."""
    return Paper(
        kind="special_report",
        form=Form.REPORT,
        mark="督查专报",
        issuers=facts.issuers,
        number=facts.number,
        marking="内部资料",
        title=(facts.subject,),
        blocks=tuple(_reported(facts)),
        attachments=facts.attachments,
        seal=Seal.NONE,
        dated=facts.dated or facts.on,
        colophon=copied(facts, facts.copies),
    )


def _reported(facts: SpecialReport) -> Iterator[Block]:
    yield text(full_stop(filled(facts.summary)))
    place = 0
    for place, part in enumerate(facts.parts, 1):
        yield section(place, part.heading)
        yield from part.blocks
    for heading, lines in (("存在的问题", facts.problems), ("工作建议", facts.suggestions)):
        if lines:
            place += 1
            yield section(place, heading)
            yield from numbered(lines)

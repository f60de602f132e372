"""The document of a bulletin: its text as blocks, in the form of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from duban.documents.official.kinds import write
from duban.documents.official.kinds.base import Facts
from duban.documents.official.kinds.reports import Circular, SpecialReport
from duban.documents.papers.charts import Chart, picture
from duban.documents.papers.fonts import NoPdf
from duban.documents.papers.model import Block, Paper, Paragraph, Picture
from duban.measures.bulletin.plain_text import blocks
from duban.measures.models import Bulletin
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.lifecycles.bulletins import BULLETINS
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.rulebook.selectors import vocabulary_of_case
from duban.shared import clock

NAMES = {kind: lifecycle_of(kind).label for kind in BULLETINS}
TO_ALL = "各镇（街道）、各单位"
_ISSUED_TO = "县委、县政府主要领导"


def paper_of(row: Bulletin) -> Paper:
    """The document as its row stands. BadText where the text cannot become one."""
    written = write(row.kind, _facts(row), draft=True)
    return replace(
        written,
        title=(row.title,),
        to=row.to if row.kind == "circular" else "",
        blocks=blocks(row.text, _pictures(row)),
        attachments=(),
    )


def _facts(row: Bulletin) -> Facts:
    issuer = directory(row.jurisdiction_id).office(Function(row.office)).name
    day = issued_on(row)
    common: dict[str, Any] = {"issuers": (issuer,), "number": row.number, "dated": day}
    common["vocabulary"] = vocabulary_of_case(row.jurisdiction_id, "", day or clock.today())
    if row.kind == "circular":
        return Circular(**common, period=row.period, to=row.to, attach=False)
    return SpecialReport(**common, subject=row.title, copies=row.to)


def issued_on(row: Bulletin) -> date | None:
    """The day of issue, None before."""
    return clock.day_of(row.issued_at) if row.issued_at else None


def _pictures(row: Bulletin) -> Callable[[int, str], Block]:
    """The chart of a number; where it cannot be drawn, a line that says so and leaves the table to speak."""

    def drawn(count: int, caption: str) -> Block:
        if not 1 <= count <= len(row.charts):
            raise KeyError(count)
        chart = Chart.of_data(row.charts[count - 1])
        try:
            made: Picture = picture(chart, caption)
        except NoPdf:
            return Paragraph(text=f"（{caption or chart.caption}：缺少字体，没有画出，数据见表。）")
        return made

    return drawn


def to_of(kind: str) -> str:
    """Whom a bulletin of a kind goes to at first: a circular to all, a report to the main leaders."""
    return TO_ALL if kind == "circular" else f"{_ISSUED_TO}。"


def title_of(kind: str, period: str, subject: str) -> str:
    """The title that a bulletin begins with."""
    return f"关于{period}{subject}的督查通报" if kind == "circular" else f"{period}{subject}督查情况"

"""发文稿纸: every name, opinion and time of an outgoing document on one printable form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import Facts, cell, day, filled, label, moment
from duban.documents.papers.model import Cell, Form, Paper, Seal, Table


@dataclass(frozen=True, kw_only=True)
class Signing:
    """One step: what it is, the opinion, who gave it in which post, when, and by which means if not in the system."""

    title: str
    opinion: str = ""
    name: str = ""
    post: str = ""
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SignOffSheet(Facts):
    """The sheet of one document: what it is about, to whom it goes, and the steps in their order."""

    document: str = ""
    subject: str = ""
    to: str = ""
    copies: str = ""
    deadline: date | None = None
    first: str = ""
    printed: int | None = None
    seal_keeper: str = ""
    steps: tuple[Signing, ...] = ()


def sign_off_sheet(facts: SignOffSheet) -> Paper:
    """拟稿 → 核稿 → 会签 → 县领导同意 → 签发 → 编号、用印, as they were given."""
    about, steps = tuple(_about(facts)), tuple(_steps(facts))
    heights = (*(10.0 for _ in about), *(20.0 for _ in steps))
    return Paper(
        kind="sign_off_sheet",
        form=Form.PLAIN,
        issuers=facts.issuers,
        title=(f"{'　'.join(facts.issuers)}发文稿纸",),
        blocks=(Table(rows=(*about, *steps), widths=(2.5, 4.0, 2.2, 5.3), heights=heights),),
        seal=Seal.NONE,
    )


def _about(facts: SignOffSheet) -> Iterator[tuple[Cell, ...]]:
    yield (label("文种"), cell(filled(facts.document)), label("文号"), cell(facts.number or "（未编号）"))
    yield (label("标题"), cell(filled(facts.subject), span=3, left=True))
    yield (label("主送"), cell(filled(facts.to), span=3, left=True))
    yield (label("抄送"), cell(facts.copies or "无", span=3, left=True))
    yield (
        label("时限"),
        cell(f"{day(facts.deadline)}{f'（{facts.first}）' if facts.first else ''}" if facts.deadline else "无"),
        label("印制"),
        cell(f"{facts.printed} 份" if facts.printed else "（未印）"),
    )
    yield (
        label("用印"),
        cell(facts.seal_keeper or "（未用印）"),
        label("印发日期"),
        cell(day(facts.dated) if facts.dated else "（未印发）"),
    )


@document_block("3.1.2", "3.2.4", "3.3.2")
def _steps(facts: SignOffSheet) -> Iterator[tuple[Cell, ...]]:
    """One row a step, so that the approval of the leader stands beside its time."""
    for step in facts.steps:
        signed = "　".join(
            part for part in (f"{step.post}{step.name}", moment(step.at) if step.at else "") if part
        )
        lines = [step.opinion, signed, step.note]
        yield (label(step.title), cell("\n".join(line for line in lines if line), span=3, left=True))

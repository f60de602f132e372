"""批示办理情况报告: what came of a leader's 批示, for him alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import Facts, day, ended, filled, paragraphs, quoted, section, text
from duban.documents.papers.model import Block, Form, Paper, Seal


@dataclass(frozen=True, kw_only=True)
class InstructionReport(Facts):
    """批示办理情况报告: an issue of a series of the office; `words` as they were written, `report` what was done."""

    matter: str
    leader: str
    words: str = ""
    written_on: date | None = None
    unit: str = ""
    limit: date | None = None
    outcome: str = ""
    report: str = ""


def instruction_report(facts: InstructionReport) -> Paper:
    """The report under a masthead of its own, addressed to the leader who wrote."""
    return Paper(
        kind="instruction_report",
        form=Form.REPORT,
        mark="批示办理情况",
        issuers=facts.issuers,
        number=facts.number,
        marking="内部资料",
        title=(f"关于{quoted(facts.matter)}批示办理情况的报告",),
        to=facts.leader,
        blocks=(*_written(facts), *_done(facts)),
        seal=Seal.NONE,
        dated=facts.dated,
    )


@document_block("3.0")
def _written(facts: InstructionReport) -> tuple[Block, ...]:
    return (
        section(1, "批示内容"),
        text(f"{day(facts.written_on)}，{facts.leader}批示：{quoted(' '.join(facts.words.split()).rstrip('。'))}。"),
    )


@document_block("3.0")
def _done(facts: InstructionReport) -> tuple[Block, ...]:
    unit = f"由{facts.unit}牵头，" if facts.unit else ""
    return (
        section(2, "办理情况"),
        text(ended(f"该事项{unit}办理时限为{day(facts.limit)}，批示事项{filled(facts.outcome)}")),
        *paragraphs(facts.report),
    )

"""What a unit hands to an office: 整改方案, 整改情况报告, 书面报告, 解除申请. Plain papers under the unit's own name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import (
    OfUnit,
    cell,
    day,
    filled,
    full_stop,
    numbered,
    paragraphs,
    quoted,
    section,
    text,
)
from duban.documents.papers.model import Attachment, Block, Form, Paper, Seal, Table

HAND = "主要领导（签名）："


@dataclass(frozen=True, kw_only=True)
class AnswerLetter(OfUnit):
    """What every answer has: to which office and which document, who confirms it in person."""

    to: str = "县委办公室、县政府办公室"
    document: str = ""
    confirmed_by: str = ""


def _paper(
    kind: str, facts: AnswerLetter, title: str, blocks: tuple[Block, ...], *, attached: tuple[str, ...] = ()
) -> Paper:
    return Paper(
        kind=kind,
        form=Form.PLAIN,
        issuers=facts.issuers or (facts.unit,),
        number=facts.number,
        title=(title,),
        to=facts.to,
        blocks=blocks,
        attachments=tuple(Attachment(title=name) for name in attached),
        hand=(HAND,),
        seal=Seal.SEALED,
        dated=facts.dated,
    )


def _answering(facts: AnswerLetter) -> str:
    return f"（{facts.document}）" if facts.document else ""


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    """One step of a plan: what is done, who answers for it, by when."""

    measure: str
    owner: str
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class RectificationPlan(AnswerLetter):
    """整改方案: problems, measures with owner and day, the commitment of the principal leader."""

    problems: tuple[str, ...] = ()
    plan: str = ""
    steps: tuple[PlanStep, ...] = ()
    goals: tuple[str, ...] = ()
    committed_on: date | None = None


def rectification_plan(facts: RectificationPlan) -> Paper:
    """The plan that the principal leader makes in person (三（一）, 三（二）)."""
    return _paper(
        "rectification_plan",
        facts,
        f"关于{quoted(facts.matter)}的整改方案",
        (*_planned(facts), *_committed(facts)),
    )


@document_block("3.1.7", "3.2.6")
def _planned(facts: RectificationPlan) -> tuple[Block, ...]:
    parts: list[Block] = [
        text(
            f"针对重点工作{quoted(facts.matter)}督办要求{_answering(facts)}，"
            f"我单位主要领导{facts.confirmed_by}亲自研究，制定整改方案如下。"
        ),
    ]
    place = 1
    if facts.problems:
        parts += [section(place, "存在的问题"), *numbered(facts.problems)]
        place += 1
    parts += [section(place, "整改措施"), *(paragraphs(facts.plan) if facts.plan or not facts.steps else ())]
    if facts.steps:
        rows = tuple(
            (cell(n), cell(one.measure, left=True), cell(one.owner), cell(day(one.due)))
            for n, one in enumerate(facts.steps, 1)
        )
        parts.append(
            Table(head=("序号", "措施", "责任人", "完成时间"), rows=rows, widths=(1.1, 5.8, 1.8, 3.3))
        )
    if facts.goals:
        parts += [section(place + 1, "整改目标"), *numbered(facts.goals)]
    return tuple(parts)


@document_block("3.2.7", "3.1.6")
def _committed(facts: RectificationPlan) -> tuple[Block, ...]:
    place = 2 + bool(facts.problems) + bool(facts.goals)
    return (
        section(place, "整改承诺"),
        text(f"我单位承诺于{day(facts.committed_on)}前整改完毕，并按要求定期反馈整改情况。"),
    )


@dataclass(frozen=True, kw_only=True)
class RectificationReport(AnswerLetter):
    """整改情况报告: one period of the feedback until everything is done."""

    period: int | None = None
    until: date | None = None
    progress: str = ""
    problems: str = ""
    needs: str = ""
    next_steps: tuple[str, ...] = ()
    no_change: bool = False


def rectification_report(facts: RectificationReport) -> Paper:
    """The periodic feedback."""
    period = f"（第{facts.period}期）" if facts.period else ""
    return _paper(
        "rectification_report", facts, f"关于{quoted(facts.matter)}整改情况的报告{period}", _progress(facts)
    )


@document_block("3.1.8", "3.2.9", "3.3.7")
def _progress(facts: RectificationReport) -> tuple[Block, ...]:
    until = f"截至{day(facts.until)}，" if facts.until else ""
    unchanged = (text("本期工作无新进展。"),) if facts.no_change else ()
    parts: list[Block] = [
        text(f"按照督办要求{_answering(facts)}，现将重点工作{quoted(facts.matter)}{until}整改情况报告如下。"),
        section(1, "整改进展"),
        *unchanged,
        *paragraphs(facts.progress),
        section(2, "存在的问题"),
        *(paragraphs(facts.problems) if facts.problems.strip() else (text("无。"),)),
    ]
    place = 3
    for heading, blocks in (
        ("下一步安排", numbered(facts.next_steps) if facts.next_steps else ()),
        ("需要协调的事项", paragraphs(facts.needs) if facts.needs.strip() else ()),
    ):
        if blocks:
            parts += [section(place, heading), *blocks]
            place += 1
    return tuple(parts)


@dataclass(frozen=True, kw_only=True)
class WrittenReport(AnswerLetter):
    """书面报告 handed in at the interview: why it came to this, what is done, the commitment."""

    facts: str = ""
    causes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    committed_on: date | None = None


@document_block("3.2.6", "3.2.7", "3.2.8")
def written_report(facts: WrittenReport) -> Paper:
    """The report that the principal leader hands in at the interview (三（二）)."""
    blocks: list[Block] = [
        text(f"按照‹联席约谈›要求{_answering(facts)}，现就重点工作{quoted(facts.matter)}有关情况报告如下。"),
        section(1, "有关情况"),
        *paragraphs(facts.facts),
    ]
    if facts.causes:
        blocks += [section(2, "原因分析"), *numbered(facts.causes)]
    blocks += [
        section(2 + bool(facts.causes), "整改措施"),
        *numbered(facts.measures),
        section(3 + bool(facts.causes), "整改承诺"),
        text(f"我单位主要领导{facts.confirmed_by}承诺于{day(facts.committed_on)}前整改完毕。"),
    ]
    return _paper("written_report", facts, f"关于{quoted(facts.matter)}推进情况的书面报告", tuple(blocks))


@dataclass(frozen=True, kw_only=True)
class ReleaseApplication(AnswerLetter):
    """解除申请: which listing, what is done, on what evidence."""

    listed_on: date | None = None
    done: str = ""
    evidence: tuple[str, ...] = ()


@document_block("3.3.4", "3.3.8")
def release_application(facts: ReleaseApplication) -> Paper:
    """The application of the unit, confirmed by its principal leader, to be released from a listing."""
    since = f"{day(facts.listed_on)}以" if facts.listed_on else "以"
    blocks: tuple[Block, ...] = (
        text(
            f"{since}{filled(facts.document)}对我单位牵头负责的重点工作{quoted(facts.matter)}实施‹挂牌督办›。"
            "经整改，现已完成整改任务，申请解除‹挂牌督办›。"
        ),
        section(1, "整改完成情况"),
        *paragraphs(facts.done),
        section(2, "申请事项"),
        text(
            f"请予核查并解除‹挂牌督办›。{full_stop('我单位主要领导' + facts.confirmed_by + '已对上述情况本人确认')}"
        ),
    )
    return _paper(
        "release_application",
        facts,
        f"关于解除{quoted(facts.matter)}‹挂牌督办›的申请",
        blocks,
        attached=facts.evidence,
    )

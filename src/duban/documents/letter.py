"""督办函: what it must state, in the order of the notice (三（一）)."""

from __future__ import annotations

from duban.documents.claims import document_block
from duban.documents.content import (
    COPIES,
    Block,
    Paper,
    Source,
    addressees,
    heading,
    joined,
    listed,
    long_date,
    paragraph,
)
from duban.mechanism.content import PERSONAL_PLAN


def letter(source: Source) -> Paper:
    """The letter to the unit and its principal leaders, with its fixed copies."""
    return Paper(
        title=f"关于“{source.matter}”的督办函",
        head=source.issuer,
        number=source.number,
        to=addressees(source),
        blocks=(*_why(source), *_ordered(source), *_personal_plan(source), *_feedback(source)),
        sign=(source.issuer,),
        date=source.issued_on,
        back=_copies(),
        stamp=source.stamp,
    )


@document_block("3.1.1", "3.1.2")
def _why(source: Source) -> tuple[Block, ...]:
    """The stored facts, and whose approval stands behind the letter."""
    facts = joined(source.facts) or "（未引用事实）"
    return (
        paragraph(f"你单位牵头负责的重点工作“{source.matter}”进展缓慢、落实不力：{facts}。"),
        paragraph(f"经{source.approver or '县委或县政府领导'}同意，现予督办。"),
    )


@document_block("3.1.6")
def _ordered(source: Source) -> tuple[Block, ...]:
    """责令整改事项, 整改时限, 整改目标."""
    return (
        heading("一、责令整改事项"),
        listed(source.content.get("matters")),
        heading("二、整改时限"),
        paragraph(f"{long_date(source.deadline)}前整改完毕。"),
        heading("三、整改目标"),
        listed(source.content.get("goals")),
    )


@document_block("3.1.7")
def _personal_plan(source: Source) -> tuple[Block, ...]:
    """The fixed sentence: the principal leader makes the plan in person."""
    return (
        paragraph(
            f"{PERSONAL_PLAN}。整改方案由主要领导本人确认，于收到本函后{source.plan_days}个工作日内报我办。"
        ),
    )


@document_block("3.1.8")
def _feedback(source: Source) -> tuple[Block, ...]:
    """Feedback at the stated interval until everything is done."""
    return (paragraph(f"收到本函后，请每{source.feedback_days}天向我办反馈一次整改情况，直至整改完毕。"),)


@document_block("3.1.5")
def _copies() -> tuple[str, ...]:
    """The two bodies that cannot be removed."""
    return (COPIES,)

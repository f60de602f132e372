"""联席约谈通知书 and 约谈纪要 (三（二）)."""

from __future__ import annotations

from datetime import datetime

from duban.documents.claims import document_block
from duban.documents.content import (
    COPIES,
    Block,
    Paper,
    Source,
    addressees,
    heading,
    joined,
    lines,
    listed,
    long_date,
    paragraph,
)
from duban.shared.clock import BEIJING

_BODIES = {"cdi": "县纪委监委", "org_dept": "县委组织部", "unit": "责任单位"}


def interview_notice(source: Source) -> Paper:
    """The notice to the unit: why, when and where, what to bring, what must be ready before."""
    return Paper(
        title="联席约谈通知书",
        head=source.issuer,
        number=source.number,
        to=addressees(source),
        blocks=(*_opinion(source), *_meeting(source), *_before(source), *_afterwards(source)),
        sign=(source.issuer,),
        date=source.issued_on,
        back=(COPIES,),
        stamp=source.stamp,
    )


@document_block("3.2.3", "3.2.4")
def _opinion(source: Source) -> tuple[Block, ...]:
    facts = joined(source.facts) or source.basis.rstrip("。")
    return (
        paragraph(
            f"你单位牵头负责的重点工作“{source.matter}”有关情况如下：{facts}。"
            f"经{source.approver or '县委或县政府领导'}同意，决定对你单位实施联席约谈。"
        ),
        heading("一、约谈事由"),
        paragraph(lines(source.content.get("opinion_text"))),
    )


@document_block("3.2.1", "3.2.2")
def _meeting(source: Source) -> tuple[Block, ...]:
    when = _moment(source.planned_at)
    return (
        heading("二、时间、地点和参加人员"),
        Block(
            "items",
            rows=(
                ("时间", when),
                ("地点", lines(source.content.get("place"))),
                ("召集人", source.convener or "县委或县政府领导"),
                ("参加", "县纪委监委、县委组织部有关领导"),
                ("约谈对象", "责任单位主要领导，分管领导和事项经办负责人随同"),
            ),
        ),
    )


@document_block("3.2.6", "3.2.7", "3.2.8")
def _before(source: Source) -> tuple[Block, ...]:
    return (
        heading("三、约谈前和约谈时须提交"),
        paragraph("请你单位主要领导在约谈前亲自制定整改方案，对整治期限作出承诺，并在约谈时提交书面报告。"),
        listed(source.content.get("materials")),
        paragraph(f"整改时限：{long_date(source.deadline)}前，承诺的期限不得晚于这一日。"),
    )


@document_block("3.2.9")
def _afterwards(source: Source) -> tuple[Block, ...]:
    return (
        paragraph(
            f"约谈后，请每{source.feedback_days}天向县委办公室、县政府办公室反馈一次整改情况，直至整改完毕。"
        ),
    )


def interview_minutes(source: Source) -> Paper:
    """The minutes: who was there, what was said, whether the report was handed in, and what is still to come."""
    number = f"第{source.minutes_no}期" if source.minutes_no else ""
    return Paper(
        title=f"关于“{source.matter}”的联席约谈纪要",
        head="联席约谈纪要",
        number=number,
        blocks=(*_said(source), *_present(source), *_criticism(source)),
        sign=(source.issuer,),
        date=source.held_at.astimezone(BEIJING).date() if source.held_at else None,
        stamp=source.stamp,
    )


@document_block("3.2.8")
def _said(source: Source) -> tuple[Block, ...]:
    handed = (
        "责任单位主要领导已当场提交书面报告。" if source.report_handed else "责任单位未在约谈时提交书面报告。"
    )
    return (*(paragraph(text) for text in source.minutes.splitlines() if text.strip()), paragraph(handed))


@document_block("3.2.1", "3.2.2")
def _present(source: Source) -> tuple[Block, ...]:
    rows = [("时间", _moment(source.held_at)), ("召集人", source.convener)]
    rows += [(_BODIES.get(organ, organ), "、".join(names)) for organ, names in source.attended.items()]
    rows += [("经召集人准许缺席", text) for text in source.excused]
    return (heading("出席"), Block("items", rows=tuple(rows)))


@document_block("3.2.5")
def _criticism(source: Source) -> tuple[Block, ...]:
    if not source.self_criticisms:
        return ()
    return (heading("检查"), listed(source.self_criticisms))


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return "（未填）"
    local = moment.astimezone(BEIJING)
    return f"{long_date(local)} {local:%H:%M}"

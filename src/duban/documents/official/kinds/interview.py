"""联席约谈通知书 and 约谈纪要 (三（二）)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import (
    OfUnit,
    addressed,
    by,
    copied,
    day,
    filled,
    joined,
    moment,
    numbered,
    paragraphs,
    point,
    quoted,
    section,
    text,
)
from duban.documents.papers.model import Block, Colophon, Form, Heading, Paper, Presence, Seal
from duban.shared import clock

_BODIES = {"cdi": "县纪委监委", "org_dept": "县委组织部", "unit": "责任单位"}


@dataclass(frozen=True, kw_only=True)
class InterviewNotice(OfUnit):
    """联席约谈通知书: why, when, where, with whom, what to bring and what must be ready before."""

    facts: tuple[str, ...] = ()
    approver: str = ""
    opinion: str = ""
    planned_at: datetime | None = None
    place: str = ""
    convener: str = ""
    materials: tuple[str, ...] = ()
    deadline: date | None = None
    feedback_days: int | None = None


def interview_notice(facts: InterviewNotice) -> Paper:
    """The notice to the unit."""
    return Paper(
        kind="interview_notice",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        urgency=facts.urgency,
        title=("‹联席约谈›通知书",),
        to=addressed(facts),
        blocks=(*_opinion(facts), *_meeting(facts), *_before(facts), *_afterwards(facts)),
        dated=facts.dated,
        colophon=_notice_copies(facts),
    )


@document_block("3.2.3", "3.2.4")
def _opinion(facts: InterviewNotice) -> tuple[Block, ...]:
    return (
        text(
            f"你单位牵头负责的重点工作{quoted(facts.matter)}有关情况如下：{joined(facts.facts)}。"
            f"{by(facts, '3.2.4')}，经{facts.approver or '县委或县政府领导'}同意，"
            "决定对你单位实施‹联席约谈›，现将有关事项通知如下。"
        ),
        section(1, "‹约谈›事由"),
        *paragraphs(facts.opinion),
    )


@document_block("3.2.1", "3.2.2")
def _meeting(facts: InterviewNotice) -> tuple[Block, ...]:
    return (
        section(2, "时间、地点和参加人员"),
        point(1, "时间：", f"{moment(facts.planned_at)}。"),
        point(2, "地点：", f"{filled(facts.place)}。"),
        point(3, "召集人：", f"{facts.convener or '县委或县政府领导'}。"),
        point(4, "参加人员：", "县纪委监委、县委组织部有关领导。"),
        point(5, "‹约谈›对象：", "责任单位主要领导，分管领导和事项经办负责人随同。"),
    )


def with_time(paper: Paper, planned_at: datetime | None) -> Paper:
    """The notice with the hour that is settled only when it is issued."""
    asked = point(1, "时间：", f"{moment(planned_at)}。")
    blocks = (
        asked if isinstance(block, Heading) and block.text == asked.text else block for block in paper.blocks
    )
    return replace(paper, blocks=tuple(blocks))


@document_block("3.2.6", "3.2.7", "3.2.8")
def _before(facts: InterviewNotice) -> tuple[Block, ...]:
    return (
        section(3, "‹约谈›前和‹约谈›时须提交的材料"),
        text("请你单位主要领导在‹约谈›前亲自制定整改方案，对整治期限作出承诺，并在‹约谈›时提交书面报告。"),
        *numbered(facts.materials),
        text(f"整改时限为{day(facts.deadline)}，承诺的期限不得晚于这一日。"),
    )


@document_block("3.2.9")
def _afterwards(facts: InterviewNotice) -> tuple[Block, ...]:
    return (
        section(4, "‹约谈›后的反馈"),
        text(
            f"‹约谈›后，请每{filled(facts.feedback_days)}天向县委办公室、县政府办公室反馈一次整改情况，直至整改完毕。"
        ),
    )


@document_block("3.2.2")
def _notice_copies(facts: InterviewNotice) -> Colophon:
    """The two bodies whose leaders take part."""
    return copied(facts)


@dataclass(frozen=True, kw_only=True)
class InterviewChange(OfUnit):
    """联席约谈补充通知: which notice, the old and the new hour, the place, on whose word, why."""

    notice_number: str = ""
    old_at: datetime | None = None
    new_at: datetime | None = None
    place: str = ""
    convener: str = ""
    reason: str = ""


def interview_change(facts: InterviewChange) -> Paper:
    """The supplement to the notice: a new hour, everything else as it was."""
    return Paper(
        kind="interview_change",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        title=("关于调整‹联席约谈›时间的补充通知",),
        to=addressed(facts),
        blocks=_changed(facts),
        dated=facts.dated,
        colophon=copied(facts),
    )


@document_block("3.2.1", "3.2.6", "3.2.8")
def _changed(facts: InterviewChange) -> tuple[Block, ...]:
    return (
        text(
            f"《‹联席约谈›通知书》（{filled(facts.notice_number)}）定于{moment(facts.old_at)}就重点工作"
            f"{quoted(facts.matter)}对你单位实施‹联席约谈›。因{filled(facts.reason).rstrip('。')}，"
            f"经召集人{filled(facts.convener)}决定，‹约谈›时间调整到{moment(facts.new_at)}，"
            f"地点为{filled(facts.place)}。"
        ),
        text("请你单位主要领导在调整后的‹约谈›时间以前制定整改方案并作出承诺，‹约谈›时提交书面报告。"),
        text("参加人员、整改时限和其他要求不变。"),
    )


@dataclass(frozen=True, kw_only=True)
class InterviewMinutes(OfUnit):
    """约谈纪要: who was there, what was said and committed to, whether the report was handed in.

    `attended` maps bodies to names; `excused` and `self_criticisms` are sentences.
    """

    held_at: datetime | None = None
    place: str = ""
    convener: str = ""
    words: str = ""
    commitment: str = ""
    committed_on: date | None = None
    report_handed: bool | None = None
    attended: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excused: tuple[str, ...] = ()
    self_criticisms: tuple[str, ...] = ()


def interview_minutes(facts: InterviewMinutes) -> Paper:
    """The minutes: no seal, no addressee; who was there stands below the text (GB/T 9704, 10.3)."""
    held = clock.day_of(facts.held_at) if facts.held_at else None
    return Paper(
        kind="interview_minutes",
        form=Form.MINUTES,
        mark="‹联席约谈›纪要",
        issuers=facts.issuers,
        number=facts.number,
        title=(f"关于{quoted(facts.matter)}的‹联席约谈›纪要",),
        blocks=(*_held(facts), *_said(facts), *_committed(facts), *_criticism(facts)),
        attendance=_present(facts),
        seal=Seal.NONE,
        dated=facts.dated or held,
        colophon=_minutes_copies(facts),
    )


@document_block("3.2.1")
def _held(facts: InterviewMinutes) -> tuple[Block, ...]:
    place = f"在{facts.place}" if facts.place else ""
    return (
        text(
            f"{moment(facts.held_at)}，{filled(facts.convener)}{place}召集‹联席约谈›，"
            f"就重点工作{quoted(facts.matter)}推进不力问题对{facts.unit}实施‹约谈›。纪要如下。"
        ),
    )


@document_block("3.2.3")
def _said(facts: InterviewMinutes) -> tuple[Block, ...]:
    return (section(1, "‹约谈›情况"), *paragraphs(facts.words))


@document_block("3.2.6", "3.2.7", "3.2.8")
def _committed(facts: InterviewMinutes) -> tuple[Block, ...]:
    handed = {
        True: "责任单位主要领导已当场提交书面报告。",
        False: "责任单位未在‹约谈›时提交书面报告。",
        None: "书面报告提交情况：（未填）。",
    }[facts.report_handed]
    limit = f"责任单位主要领导承诺于{day(facts.committed_on)}前整改完毕。" if facts.committed_on else ""
    promised = paragraphs(facts.commitment) if facts.commitment else ()
    return (section(2, "承诺和书面报告"), *promised, text(f"{limit}{handed}"))


@document_block("3.2.5")
def _criticism(facts: InterviewMinutes) -> tuple[Block, ...]:
    if not facts.self_criticisms:
        return ()
    return (section(3, "作出检查"), *numbered(facts.self_criticisms))


@document_block("3.2.2")
def _present(facts: InterviewMinutes) -> tuple[Presence, ...]:
    """出席 and 请假, body by body."""
    rows = [f"{_BODIES.get(body, body)}　{'、'.join(names)}" for body, names in facts.attended.items()]
    if facts.convener:
        rows.insert(0, facts.convener)
    present = (Presence(label="出席", names="\n".join(rows)),) if rows else ()
    excused = (Presence(label="请假", names="\n".join(facts.excused)),) if facts.excused else ()
    return (*present, *excused)


@document_block("3.2.2")
def _minutes_copies(facts: InterviewMinutes) -> Colophon:
    return copied(facts, f"县纪委监委、县委组织部，{facts.unit}。")

"""What somebody must have before the eyes in an act of accountability."""

from __future__ import annotations

from typing import Any

from duban.accountability.facts import Dossier, held_facts, same_proposals
from duban.accountability.models import Appeal, Hearing, Inquiry, Revision, Ruling, RulingKind
from duban.accountability.selectors import (
    held_rows,
    inquiry_brief,
    like_cases,
    pairs_of,
    period_of,
    sanction_kinds,
)
from duban.accountability.selectors.inquiry_tabs import statement_row
from duban.insight.selectors.reading import refused_before
from duban.insight.selectors.report_reading import Passage
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles import acts_of, states_of
from duban.mechanism.lifecycles.types import Act
from duban.proceedings.models import PaperApproval
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_WEIGHED = acts_of(
    ("inquiry",), "find_person", "conclude", "propose_transfer", "check", "approve", "disapprove", "refer", "sign_out",
    "issue", "accept", "return", "close", "reconsider", "record_decision", "serve",
)  # fmt: skip
_APPROVING = acts_of(("inquiry",), "approve", "disapprove", "refer", "sign_out")
_RECUSING = acts_of(("inquiry",), "answer_relation", "decide_recusal")
_SAID = acts_of(("hearing",), "answer", "compare_paper", "enter_paper", "confirm", "check_waiver")


def inquiry_passages(actor: Actor, act: Act, obj: Any) -> tuple[Passage, ...]:
    """The texts that belong to an act on an inquiry, a notice, a ruling or an appeal; () for other objects."""
    if isinstance(obj, Inquiry) and act.key in _RECUSING:
        return _asked(actor, obj)
    if isinstance(obj, Inquiry):
        whole = (*_refused(obj), _held(obj)) if act.key in _WEIGHED else ()
        if act.key in _APPROVING and obj.state in states_of("inquiry", "with_leader"):
            return (*whole, *_likes(actor, obj))
        return (*whole, *_paper(obj)) if act.key == "inquiry.compare_paper" else whole
    if isinstance(obj, Hearing):
        said = (_said(obj),) if act.key in _SAID else ()
        return (_notified(obj), *said)
    if isinstance(obj, Ruling):
        return (_ruled(actor, obj),)
    if isinstance(obj, Revision):
        return (_ruled(actor, obj.ruling), _revised(obj))
    if isinstance(obj, Appeal):
        return (_ruled(actor, obj.ruling), _appealed(obj))
    return ()


def _asked(actor: Actor, inquiry: Inquiry) -> tuple[Passage, ...]:
    """The relations that wait: whose, in which part of the case, who asked, why, and the answer; nothing of the case else."""
    brief = inquiry_brief(actor=actor, ref=inquiry.ref)
    about = Passage(
        brief.title, _rows(("责任单位", brief.unit), ("列明人员", "、".join(brief.named) or "没有"))
    )
    waiting = (
        Passage(
            f"{row.name}的回避事项",
            _rows(
                ("在本件中", row.part),
                ("提出", f"{row.raised_by}，{clock.text(row.at, '%m-%d %H:%M')}"),
                ("关系", row.relation),
                ("理由", row.text),
                ("本人答复", row.answer or "还没有答复"),
            ),
        )
        for row in brief.relations
        if row.waiting
    )
    return (about, *waiting)


def _refused(inquiry: Inquiry) -> tuple[Passage, ...]:
    found = refused_before("inquiry", same_proposals(inquiry), held_facts([inquiry.pk]))
    return (found,) if found else ()


def _likes(actor: Actor, inquiry: Inquiry) -> tuple[Passage, ...]:
    """Like cases without action, where the actor is the approver of this very case; they create nothing."""
    try:
        found = like_cases(actor=actor, ref=inquiry.ref)
    except NotFound:
        return ()
    rows = tuple(
        (f"{row.unit}，{row.since:%Y-%m-%d}", f"{row.title}（{row.what}，{row.state}）{row.reason}")
        for row in found
    )
    title = "一年内同类而未追究的（只有审批人可见，供比照，不产生任何案件）"
    return (Passage(title, rows or (("没有", "一年内没有同类而未追究的。"),)),)


def _rows(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in rows if text)


def _held(inquiry: Inquiry) -> Passage:
    """What is held, how it was answered, and what was found."""
    dossier = Dossier(inquiry)
    warned = "\n".join(text for row in dossier.grounds for text in row.warnings)
    return Passage(inquiry.title, (*held_rows(dossier), *_rows(("提示", warned))))


def _notified(hearing: Hearing) -> Passage:
    return Passage(
        f"告知书（{hearing.served_on:%Y-%m-%d}）",
        _rows(
            ("给", f"{hearing.name}{f'（{hearing.title}）' if hearing.title else ''}"),
            ("拟认定的情形", "、".join(cite(item) for item in hearing.grounds)),
            ("事实", "\n".join(f"{no}. {fact['text']}" for no, fact in enumerate(hearing.facts, 1))),
            ("证据", "\n".join(f"{no}. {one['text']}" for no, one in enumerate(hearing.evidence, 1))),
            ("说明期限", period_of(hearing)),
        ),
    )


def _said(hearing: Hearing) -> Passage:
    rows = [statement_row(row) for row in hearing.statements.filter(void=False).order_by("pk")]
    latest = rows[-1] if rows else None
    links = (("打开原件", "file", latest.attachment_ref),) if latest and latest.attachment_ref else ()
    return Passage("说明", _rows(*((row.by, row.text or "书面放弃说明") for row in rows)), links)


def _paper(inquiry: Inquiry) -> tuple[Passage, ...]:
    paper = PaperApproval.objects.filter(
        object_kind="inquiry", object_id=inquiry.pk, state=PaperApproval.State.ENTERED
    ).first()
    if paper is None:
        return ()
    rows = _rows(
        ("批示领导", f"{paper.leader_post}{paper.leader_name}"),
        ("批示日期", f"{paper.decided_on:%Y-%m-%d}"),
        ("批示", "同意" if paper.agreed else "不同意"),
        ("批示原文", paper.opinion),
        ("代录", f"{paper.entered_by}，{clock.text(paper.entered_at, '%m-%d %H:%M')}"),
    )
    return (Passage("代录的纸面审批", rows, (("打开扫描件", "file", paper.scan_ref),)),)


def _ruled(actor: Actor, ruling: Ruling) -> Passage:
    labels = dict(sanction_kinds(actor=actor))
    kinds = RulingKind.objects.filter(ruling=ruling, replaced_on=None).order_by("pk")
    named = [
        f"{labels.get(row.kind, row.kind)}{f'（影响期到 {row.effect_until:%Y-%m-%d}）' if row.effect_until else ''}"
        for row in kinds
    ]
    return Passage(
        f"{ruling.issuer}{ruling.number}",
        _rows(
            ("对象", f"{ruling.subject_name}{f'（{ruling.subject_title}）' if ruling.subject_title else ''}"),
            ("方式", "、".join(named)),
            ("作出、生效", f"{ruling.decided_on:%Y-%m-%d}，{ruling.effective_on:%Y-%m-%d}"),
            ("送达", f"{ruling.served_on:%Y-%m-%d}" if ruling.served_on else "未送达"),
            ("认定的事实", ruling.facts),
            ("适用的条款", ruling.basis),
            ("提示", "\n".join(ruling.warnings)),
        ),
        _scan(ruling.attachment_ref),
    )


def _scan(ref: str) -> tuple[tuple[str, str, str], ...]:
    """The signed document, opened beside what is held against it."""
    return (("打开文书", "file", ref),) if ref else ()


def _revised(row: Revision) -> Passage:
    """A change with its document, the old and the new side by side."""
    return Passage(
        "拟变更",
        _rows(
            ("文书", f"{row.organ}{row.number}"),
            ("理由", row.text),
            *((label, f"原来：{before}\n改为：{after}") for label, before, after in pairs_of(row.before, row.after)),
        ),
        _scan(row.attachment_ref),
    )


def _appealed(appeal: Appeal) -> Passage:
    return Passage(
        "申诉",
        _rows(
            ("受理机关", appeal.organ),
            ("提出", f"{appeal.filed_on:%Y-%m-%d}"),
            ("请求和理由", appeal.text),
            ("受理", f"{appeal.accepted_on:%Y-%m-%d}" if appeal.accepted_on else ""),
            ("应答复", f"{appeal.answer_by:%Y-%m-%d}" if appeal.answer_by else ""),
        ),
    )

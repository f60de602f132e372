"""What somebody must have before the eyes in an act of accountability."""

from __future__ import annotations

from typing import Any

from duban.accountability.facts import Dossier, held_facts, same_proposals
from duban.accountability.facts.materials import notices
from duban.accountability.models import Appeal, Hearing, Inquiry, Revision, Ruling, RulingKind
from duban.accountability.selectors import like_cases, pairs_of, sanction_kinds
from duban.accountability.selectors.inquiry_tabs import statement_row
from duban.insight.selectors.reading import refused_before
from duban.insight.selectors.report_reading import Passage
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles import acts_of
from duban.mechanism.lifecycles.types import Act
from duban.organisations.selectors import directory
from duban.proceedings.models import PaperApproval
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_WEIGHED = acts_of(
    ("inquiry",), "find_person", "conclude", "propose_transfer", "check", "approve", "disapprove", "refer", "sign_out",
    "issue", "accept", "return", "close", "reconsider", "record_decision", "serve",
)  # fmt: skip
_APPROVING = acts_of(("inquiry",), "approve", "disapprove", "refer", "sign_out")
_SAID = acts_of(("hearing",), "answer", "compare_paper", "enter_paper", "confirm", "check_waiver")
_OUTCOME = {True: "成立", False: "不成立"}


def inquiry_passages(actor: Actor, act: Act, obj: Any) -> tuple[Passage, ...]:
    """The texts that belong to an act on an inquiry, a notice, a ruling or an appeal; () for other objects."""
    if isinstance(obj, Inquiry):
        whole = (*_refused(obj), _held(actor, obj)) if act.key in _WEIGHED else ()
        if act.key in _APPROVING and obj.state in ("approving", "signing"):
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


def _held(actor: Actor, inquiry: Inquiry) -> Passage:
    """What is held, how it was answered, and what was found."""
    dossier = Dossier(inquiry)
    unit = directory(actor.jurisdiction_id).unit(inquiry.unit_id)
    heard = [line for hearing in notices(dossier) for line in _heard(dossier, hearing)]
    return Passage(
        inquiry.title,
        _rows(
            ("责任单位", unit.name),
            ("情形", "\n".join(f"{cite(row.clause)}　{row.text}" for row in dossier.grounds)),
            ("提示", "\n".join(text for row in dossier.grounds for text in row.warnings)),
            ("事实", "\n".join(f"{no}. {row.text}" for no, row in enumerate(dossier.facts, 1))),
            ("证据", "；".join(row.title for row in dossier.evidence if row.excluded_at is None)),
            ("列明人员", "、".join(f"{row.name}（{row.title}）" for row in dossier.named)),
            ("说明和答复", "\n".join(heard)),
            *((dossier.label_of(row), f"{_OUTCOME[row.met]}。{row.text}") for row in dossier.findings.values()),
            ("结论或核查结果", inquiry.conclusion_title),
            ("移交意见", inquiry.opinion),
            ("同意", inquiry.approved_by),
        ),
    )


def _heard(dossier: Dossier, hearing: Hearing) -> list[str]:
    """Everything that was said to a notice, each with its answer; what was said in earlier rounds too."""
    whose = f"{hearing.name}（第{hearing.round}次告知）"
    said = [statement_row(row) for row in dossier.statements if row.hearing_id == hearing.pk and not row.waiver]
    lines = [
        f"{whose}：{row.text}（{'，'.join(filter(None, [row.voice, row.adopted]))}{'：' + row.reasons if row.reasons else ''}）"
        for row in said
    ]
    if hearing.waived_on:
        lines.append(f"{whose}：书面放弃说明")
    return lines or [f"{whose}：{_period(hearing)}，还没有说明"]


def _period(hearing: Hearing) -> str:
    return f"说明期到 {hearing.due_on:%Y-%m-%d}（当日有效）" if hearing.due_on else "还没有签收，说明期自收到之日次日起算"


def _notified(hearing: Hearing) -> Passage:
    return Passage(
        f"告知书（{hearing.served_on:%Y-%m-%d}）",
        _rows(
            ("给", f"{hearing.name}{f'（{hearing.title}）' if hearing.title else ''}"),
            ("拟认定的情形", "、".join(cite(item) for item in hearing.grounds)),
            ("事实", "\n".join(f"{no}. {fact['text']}" for no, fact in enumerate(hearing.facts, 1))),
            ("证据", "\n".join(f"{no}. {one['text']}" for no, one in enumerate(hearing.evidence, 1))),
            ("说明期限", _period(hearing)),
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

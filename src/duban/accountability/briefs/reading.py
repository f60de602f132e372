"""What somebody must have before the eyes in an act of accountability."""

from __future__ import annotations

from duban.accountability.facts import Dossier, held_facts, same_proposals
from duban.accountability.models import Appeal, Hearing, Inquiry, Revision, Ruling, RulingKind
from duban.accountability.selectors.choices import sanction_kinds
from duban.accountability.selectors.inquiry_page.brief import inquiry_brief
from duban.accountability.selectors.inquiry_page.held import held_rows, period_of
from duban.accountability.selectors.inquiry_page.like_cases import like_cases
from duban.accountability.selectors.inquiry_page.tabs import statement_row
from duban.accountability.selectors.ruling_page.revision import pairs_of
from duban.acts.beside import ToRead, given, reads, when
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles.types import Act
from duban.proceedings.briefs import refused_before
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@reads
def _recusals(actor: Actor, act: Act, inquiry: Inquiry) -> tuple[ToRead, ...]:
    """The relations that wait: whose, in which part of the case, who asked, why, and the answer; nothing of the case else."""
    brief = inquiry_brief(actor=actor, ref=inquiry.ref)
    about = ToRead(
        brief.title, given(("责任单位", brief.unit), ("列明人员", "、".join(brief.named) or "没有"))
    )
    waiting = (
        ToRead(
            f"{row.name}的回避事项",
            given(
                ("在本件中", row.part),
                ("提出", f"{row.raised_by}，{when(row.at)}"),
                ("关系", row.relation),
                ("理由", row.text),
                ("本人答复", row.answer or "还没有答复"),
            ),
        )
        for row in brief.relations
        if row.waiting
    )
    return (about, *waiting)


@reads
def _transfer_refusals(actor: Actor, act: Act, inquiry: Inquiry) -> ToRead | None:
    return refused_before("inquiry", same_proposals(inquiry), held_facts([inquiry.pk]))


@reads
def _like_without_action(actor: Actor, act: Act, inquiry: Inquiry) -> tuple[ToRead, ...]:
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
    return (ToRead(title, rows or (("没有", "一年内没有同类而未追究的。"),)),)


@reads
def _held(actor: Actor, act: Act, inquiry: Inquiry) -> ToRead:
    """What is held, how it was answered, and what was found."""
    dossier = Dossier(inquiry)
    warned = "\n".join(text for row in dossier.grounds for text in row.warnings)
    return ToRead(inquiry.title, (*held_rows(dossier), *given(("提示", warned))))


@reads
def _notified(actor: Actor, act: Act, hearing: Hearing) -> ToRead:
    """What was notified to whom, and until when it may be answered."""
    return ToRead(
        f"告知书（{hearing.served_on:%Y-%m-%d}）",
        given(
            ("给", f"{hearing.name}{f'（{hearing.title}）' if hearing.title else ''}"),
            ("拟认定的情形", "、".join(cite(item) for item in hearing.grounds)),
            ("事实", "\n".join(f"{no}. {fact['text']}" for no, fact in enumerate(hearing.facts, 1))),
            ("证据", "\n".join(f"{no}. {one['text']}" for no, one in enumerate(hearing.evidence, 1))),
            ("说明期限", period_of(hearing)),
        ),
    )


@reads
def _statements(actor: Actor, act: Act, hearing: Hearing) -> ToRead:
    rows = [statement_row(row) for row in hearing.statements.filter(void=False).order_by("pk")]
    latest = rows[-1] if rows else None
    links = (("打开原件", "file", latest.attachment_ref),) if latest and latest.attachment_ref else ()
    return ToRead("说明", given(*((row.by, row.text or "书面放弃说明") for row in rows)), links)


@reads
def _the_ruling(actor: Actor, act: Act, ruling: Ruling) -> ToRead:
    """The ruling, as it is recorded."""
    return _ruled(actor, ruling)


def _ruled(actor: Actor, ruling: Ruling) -> ToRead:
    labels = dict(sanction_kinds(actor=actor))
    kinds = RulingKind.objects.filter(ruling=ruling, replaced_on=None).order_by("pk")
    named = [
        f"{labels.get(row.kind, row.kind)}{f'（影响期到 {row.effect_until:%Y-%m-%d}）' if row.effect_until else ''}"
        for row in kinds
    ]
    return ToRead(
        f"{ruling.issuer}{ruling.number}",
        given(
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


@reads
def _the_revision(actor: Actor, act: Act, row: Revision) -> tuple[ToRead, ...]:
    """The ruling and its change."""
    return _ruled(actor, row.ruling), _revised(row)


def _revised(row: Revision) -> ToRead:
    """A change with its document, the old and the new side by side."""
    return ToRead(
        "拟变更",
        given(
            ("文书", f"{row.organ}{row.number}"),
            ("理由", row.text),
            *((label, f"原来：{before}\n改为：{after}") for label, before, after in pairs_of(row.before, row.after)),
        ),
        _scan(row.attachment_ref),
    )


@reads
def _the_appeal(actor: Actor, act: Act, appeal: Appeal) -> tuple[ToRead, ...]:
    """The ruling and the appeal against it."""
    return _ruled(actor, appeal.ruling), _appealed(appeal)


def _appealed(appeal: Appeal) -> ToRead:
    return ToRead(
        "申诉",
        given(
            ("受理机关", appeal.organ),
            ("提出", f"{appeal.filed_on:%Y-%m-%d}"),
            ("请求和理由", appeal.text),
            ("受理", f"{appeal.accepted_on:%Y-%m-%d}" if appeal.accepted_on else ""),
            ("应答复", f"{appeal.answer_by:%Y-%m-%d}" if appeal.answer_by else ""),
        ),
    )

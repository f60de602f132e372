"""What is to be read before the acts of a procedure, whatever it is about: plan, application, verification, paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from duban.acts.beside import ToRead, given, opens, reads, when
from duban.acts.sight.visibility import visible_rows
from duban.audit.models import Entry
from duban.audit.selectors import history
from duban.documents.models import Attachment
from duban.mechanism.key_work.forewarning import ANSWERS
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.words.wording import plain
from duban.proceedings.actions.routing import standing
from duban.proceedings.models import (
    Application,
    Extension,
    Forewarning,
    PaperApproval,
    Plan,
    Signature,
    Verification,
)
from duban.shared.actor import Actor


@reads
def _paper_approval(actor: Actor, act: Act, obj: Any) -> ToRead | None:
    paper = PaperApproval.objects.filter(
        object_kind=act.kind, object_id=obj.pk, state=PaperApproval.State.ENTERED
    ).first()
    if paper is None:
        return None
    return ToRead(
        "代录的纸面审批",
        given(
            ("批示领导", f"{paper.leader_post}{paper.leader_name}"),
            ("批示日期", f"{paper.decided_on:%Y-%m-%d}"),
            ("批示", "同意" if paper.agreed else "不同意"),
            ("批示原文", paper.opinion),
            ("代录", f"{paper.entered_by}，{when(paper.entered_at)}"),
        ),
        (("打开扫描件", "file", paper.scan_ref),),
    )


@reads
def _signatures(actor: Actor, act: Act, obj: Any) -> ToRead | None:
    """Whose hands a draft has been through on its 发文稿纸, the earliest first."""
    rows = Signature.objects.filter(object_kind=act.kind, object_id=obj.pk).order_by("pk")
    said = [(row.called, f"{row.post}{row.name}，{when(row.signed_at)}") for row in rows]
    return ToRead("经手人", tuple(said)) if said else None


@reads
def _whose_hands(actor: Actor, act: Act, obj: Any) -> ToRead | None:
    """Who did, each the last time, what whoever decides must be apart from: in the words of the record."""
    entries = visible_rows(actor, "entry", [act.kind]).filter(
        outcome=Entry.Outcome.DONE, act__in=act.apart, object_kind=act.kind, object_id=obj.pk
    )
    last = {entry.act: entry for entry in sorted(entries.select_related("payload"), key=lambda entry: entry.n)}
    lines = history(last.values())
    return ToRead("经手人", tuple((when(line.at), line.sentence) for line in lines)) if lines else None


@reads
def _plan(actor: Actor, act: Act, obj: Any) -> ToRead | None:
    row = Plan.objects.filter(object_kind=act.kind, object_id=obj.pk).order_by("-pk").first()
    if row is None:
        return None
    return ToRead(
        "整改方案",
        given(
            ("整改措施", row.text),
            ("承诺完成", f"{row.committed_on:%Y-%m-%d}"),
            ("拟订", f"{row.drafted_by}，{when(row.drafted_at)}"),
            ("情况", row.get_state_display()),
            ("本人确认", f"{row.confirmed_post}{row.confirmed_by}" if row.confirmed_by else ""),
        ),
        tuple((f"附件：{file.name}", "file", file.ref) for file in _plan_files(actor, act, row)),
    )


def _plan_files(actor: Actor, act: Act, plan: Plan) -> QuerySet[Attachment]:
    """What was handed in with the plan as it stands, as far as the actor may read it."""
    on = {"object_kind": act.kind, "object_id": plan.object_id, "created_at__gte": plan.drafted_at}
    rows: QuerySet[Attachment] = visible_rows(actor, "attachment", (act.kind,))
    return rows.filter(**on, label="整改方案附件", state=Attachment.State.KEPT).order_by("pk")


@reads
def _application(actor: Actor, act: Act, obj: Any) -> ToRead | None:
    row = Application.objects.filter(object_kind=act.kind, object_id=obj.pk).order_by("-pk").first()
    if row is None:
        return None
    return ToRead(
        "单位的申请",
        given(
            ("结果", row.text),
            ("完成值", plain(row.value) if row.value is not None else ""),
            ("数量说明", row.explanation),
            ("提出", f"{row.by}，{when(row.at)}"),
            ("本人确认", f"{row.confirmed_post}{row.confirmed_by}" if row.confirmed_by else ""),
        ),
    )


@reads
def _verification(actor: Actor, act: Act, obj: Any) -> ToRead | None:
    row = Verification.objects.filter(object_kind=act.kind, object_id=obj.pk).order_by("-pk").first()
    if row is None:
        return None
    return ToRead(
        "核查结果",
        given(
            ("方式", f"{row.method}核查" if row.method in ("材料", "现场", "第三方") else row.method),
            ("结果", "通过" if row.passed else "未通过"),
            ("核实的数量", plain(row.value) if row.value is not None else ""),
            ("情况", row.text),
            ("核查人", f"{row.by}，{when(row.at)}"),
            (
                "核查确认人",
                f"{row.confirmed_by}，{'一致' if row.agreed else '不一致'}" if row.confirmed_by else "",
            ),
        ),
    )


@reads
def _forewarned(actor: Actor, act: Act, obj: Any) -> ToRead | None:
    rows = Forewarning.objects.filter(case_id=obj.case_id).order_by("pk")
    return ToRead("预计不能按期", told) if (told := tuple(map(forewarned, rows))) else None


def forewarned(row: Forewarning) -> tuple[str, str]:
    """When it was said and of which limit; why, until when, and what was answered."""
    said = f"{row.why.rstrip('。；，')}；预计 {row.expected_on:%Y-%m-%d} 完成（{row.told_by}，{when(row.told_at)}）"
    by = f"{row.answered_post}{row.answered_by}"
    answer = "还没有答复" if row.answered_at is None else f"{answer_words(row)}（{by}，{when(row.answered_at)}）"
    return f"{row.limit_label} {row.limit_on:%Y-%m-%d}", f"{said}\n答复：{answer}"


def answer_words(row: Forewarning) -> str:
    """The answer of the office in words, with what it says besides."""
    told = ANSWERS.get(row.answer, "")
    return f"{told}：{row.opinion}" if row.opinion else told


@reads
def _extension(actor: Actor, act: Act, obj: Any) -> ToRead | None:
    row = Extension.objects.filter(object_kind=act.kind, object_id=obj.pk, state=Extension.State.ASKED).first()
    if row is None:
        return None
    return ToRead(
        "延期申请",
        given(
            ("原时限", f"{row.old_due:%Y-%m-%d}"),
            ("申请延至", f"{row.new_due:%Y-%m-%d}"),
            ("理由", row.reason),
            ("提出", f"{row.asked_by}，{when(row.asked_at)}"),
        ),
    )


def refused_before(kind: str, same: Any, known: Iterable[str]) -> ToRead | None:
    """The 不同意 that stand against a proposal, and what is held now that was not known then."""
    rows = standing(kind, same)
    if not rows:
        return None
    new = [text for text in sorted(set(known)) if any(text not in row.facts for row in rows)]
    said = tuple((f"{row.post}{row.leader_name} {row.refused_on:%Y-%m-%d}", row.reason) for row in rows)
    return ToRead("此前不同意", (*said, ("当时不知道的事实", "\n".join(new) or "没有")))


@opens
def _leader_asked(actor: Actor, act: Act, obj: Any) -> dict[str, Any]:
    """代录: the leader to whom the paper was sent."""
    return {"leader": str(obj.approver_id)} if obj.approver_id else {}

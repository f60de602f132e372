"""What somebody must have before the eyes when deciding: the draft, the plan, the report, the finding at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from duban.acts.visibility import visible_rows
from duban.documents.models import Attachment
from duban.insight.selectors.report_reading import Passage, given, handed_back, owed_report, target, when
from duban.insight.selectors.tabs import stated
from duban.matters.models import Matter, Milestone, Task
from duban.matters.selectors import plain
from duban.measures.facts import same_proposals
from duban.measures.models import Measure, Publicity
from duban.mechanism.content import ELEMENTS
from duban.mechanism.lifecycles import by_act
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act
from duban.organisations.selectors import directory
from duban.proceedings.actions.routing import standing
from duban.proceedings.models import (
    Application,
    Extension,
    PaperApproval,
    Plan,
    Receipt,
    Report,
    Signature,
    Verification,
)
from duban.shared.actor import Actor


def passages_of(actor: Actor, act: Act, obj: Any) -> tuple[Passage, ...]:
    """The texts that belong to this act on this object."""
    return tuple(passage for read in _READ.get(act.key, ()) if (passage := read(actor, obj)) is not None)


def of_file(obj: Any) -> tuple[Passage, ...]:
    """A file that is to be judged: what is known of it, and where it can be opened."""
    if not isinstance(obj, Attachment) or obj.state == Attachment.State.FROZEN:
        return ()
    handed_in = f"{obj.by}，{when(obj.created_at)}"
    rows = given(("文件", obj.name), ("种类", obj.label), ("交来", handed_in), ("须看的原因", obj.why))
    return (Passage("附件", rows, (("打开看", "file", obj.ref),)),)


def _draft(actor: Actor, measure: Measure) -> Passage:
    unit = directory(actor.jurisdiction_id).unit(measure.unit_id)
    return Passage(
        f"{SPINES[measure.kind].label}{'稿' if measure.issued_at is None else measure.number}",
        given(
            ("责任单位", unit.name),
            ("起草理由", measure.basis),
            ("引用的事实", "；".join(str(text).rstrip("。；") for text in measure.facts)),
            *((element.heading, stated(measure, element.field)) for element in ELEMENTS[measure.kind]),
            ("县领导", measure.approved_by),
        ),
        (("看全文", "document", measure.ref), ("发文稿纸", "sheet", measure.ref)),
    )


def _issued(actor: Actor, measure: Measure) -> Passage:
    return Passage(
        f"{SPINES[measure.kind].label}{measure.number}",
        given(
            ("引用的事实", "；".join(str(text).rstrip("。；") for text in measure.facts)),
            *((element.heading, stated(measure, element.field)) for element in ELEMENTS[measure.kind]),
        ),
        (("看全文", "document", measure.ref),),
    )


def circulated_only(measure: Measure) -> Passage:
    """What a unit that is only notified may read: the circulated document."""
    return Passage(
        f"{SPINES[measure.kind].label}{measure.number}",
        (("事项", measure.matter.title),),
        (("看通报", "document", measure.ref),),
    )


def _paper_approval(actor: Actor, measure: Measure) -> Passage | None:
    paper = PaperApproval.objects.filter(
        object_kind=measure.kind, object_id=measure.pk, state=PaperApproval.State.ENTERED
    ).first()
    if paper is None:
        return None
    return Passage(
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


def _plan(actor: Actor, measure: Measure) -> Passage | None:
    plan = Plan.objects.filter(object_kind=measure.kind, object_id=measure.pk).order_by("-pk").first()
    if plan is None:
        return None
    return Passage(
        "整改方案",
        given(
            ("整改措施", plan.text),
            ("承诺完成", f"{plan.committed_on:%Y-%m-%d}"),
            ("拟订", f"{plan.drafted_by}，{when(plan.drafted_at)}"),
            ("情况", plan.get_state_display()),
            ("本人确认", f"{plan.confirmed_post}{plan.confirmed_by}" if plan.confirmed_by else ""),
        ),
        tuple((f"附件：{row.name}", "file", row.ref) for row in _plan_files(actor, measure, plan)),
    )


def _plan_files(actor: Actor, measure: Measure, plan: Plan) -> QuerySet[Attachment]:
    """What was handed in with the plan as it stands, as far as the actor may read it."""
    on = {"object_kind": measure.kind, "object_id": measure.pk, "created_at__gte": plan.drafted_at}
    rows: QuerySet[Attachment] = visible_rows(actor, "attachment", (measure.kind,))
    return rows.filter(**on, label="整改方案附件", state=Attachment.State.KEPT).order_by("pk")


def _application(actor: Actor, obj: Any) -> Passage | None:
    kind = "matter" if isinstance(obj, Matter) else obj.kind
    row = Application.objects.filter(object_kind=kind, object_id=obj.pk).order_by("-pk").first()
    if row is None:
        return None
    return Passage(
        "单位的申请",
        given(
            ("结果", row.text),
            ("完成值", plain(row.value) if row.value is not None else ""),
            ("数量说明", row.explanation),
            ("提出", f"{row.by}，{when(row.at)}"),
            ("本人确认", f"{row.confirmed_post}{row.confirmed_by}" if row.confirmed_by else ""),
        ),
    )


def _verification(actor: Actor, obj: Any) -> Passage | None:
    kind = "matter" if isinstance(obj, Matter) else obj.kind
    row = Verification.objects.filter(object_kind=kind, object_id=obj.pk).order_by("-pk").first()
    if row is None:
        return None
    return Passage(
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


def _extension(actor: Actor, obj: Any) -> Passage | None:
    kind = "matter" if isinstance(obj, Matter) else obj.kind
    row = Extension.objects.filter(object_kind=kind, object_id=obj.pk, state=Extension.State.ASKED).first()
    if row is None:
        return None
    return Passage(
        "延期申请",
        given(
            ("原时限", f"{row.old_due:%Y-%m-%d}"),
            ("申请延至", f"{row.new_due:%Y-%m-%d}"),
            ("理由", row.reason),
            ("提出", f"{row.asked_by}，{when(row.asked_at)}"),
        ),
    )


def _publicity(actor: Actor, measure: Measure) -> Passage | None:
    row = Publicity.objects.filter(measure=measure).order_by("-pk").first()
    if row is None:
        return None
    return Passage(
        "媒体公开",
        given(
            ("公开内容", "、".join(row.fields)),
            ("媒体", row.channel),
            ("理由", row.reason),
            ("提请", row.proposed_by),
            (
                "保密审查",
                f"{row.reviewed_by}：{row.review or row.get_state_display()}" if row.reviewed_by else "",
            ),
            ("现在", row.get_state_display()),
        ),
    )


def _matter(actor: Actor, matter: Matter) -> Passage:
    known = directory(actor.jurisdiction_id)
    points = Milestone.objects.filter(case_id=matter.case_id, dropped_at=None).order_by("due_on", "pk")
    tasks = Task.objects.filter(case_id=matter.case_id, dropped_at=None).order_by("pk")
    return Passage(
        "事项",
        given(
            ("来源", f"{matter.source.title} {matter.source.number}".strip()),
            ("原文", matter.words),
            ("责任单位", known.unit(matter.lead_unit_id).name if matter.lead_unit_id else ""),
            ("协办单位", "、".join(known.unit(unit).short_name for unit in sorted(matter.assist_unit_ids))),
            ("办理要求", matter.requirement),
            ("量化目标", target(matter)),
            ("办理时限", f"{matter.due_on:%Y-%m-%d}"),
            ("报告周期", f"{matter.cycle_days} 天" if matter.cycle_days else ""),
            ("分解节点", "；".join(_point(row) for row in points)),
            ("任务分工", "；".join(_task(known.unit(row.unit_id).short_name, row) for row in tasks)),
            ("拟办意见", last_opinion(matter, "propose")),
        ),
    )


def _point(row: Milestone) -> str:
    target = f"（累计 {plain(row.target)}）" if row.target is not None else ""
    return f"{row.due_on:%Y-%m-%d} {row.title}{target}"


def _task(unit: str, row: Task) -> str:
    return f"{unit} {row.due_on:%Y-%m-%d} 前{row.title}"


def last_opinion(matter: Matter, verdict: str) -> str:
    """What was written when a matter was last signed with a verdict, empty where it never was."""
    rows = Signature.objects.filter(object_kind="matter", object_id=matter.pk, verdict=verdict)
    last = rows.order_by("-pk").first()
    return last.opinion if last else ""


def _report(actor: Actor, matter: Matter, *stages: str) -> Passage | None:
    rows = Report.objects.filter(case_id=matter.case_id, stage__in=stages)
    row = rows.order_by("-period", "-pk").first()
    if row is None:
        return None
    sent = (
        f"{row.submitted_by}，{when(row.submitted_at)}{'，逾期' if row.late else ''}"
        if row.submitted_at
        else ""
    )
    return Passage(
        f"第 {row.period} 期进展{'（本期无新进展）' if row.no_change else ''}",
        given(
            ("累计完成", f"{plain(row.value)} {matter.target_unit}" if row.value is not None else ""),
            ("数量说明", row.explanation),
            ("进展", row.progress),
            ("存在问题", row.problems),
            ("请求协调", row.needs),
            ("拟稿", f"{row.drafted_by}，{when(row.drafted_at)}"),
            ("报送", sent),
        ),
    )


def _submitted(actor: Actor, matter: Matter) -> Passage | None:
    return _report(actor, matter, Report.Stage.SUBMITTED)


def _asked_for(actor: Actor, measure: Measure) -> Passage:
    """What the notice asks for before a listing is released."""
    content = measure.content
    return Passage(
        f"‹立项挂牌督办通知书›{measure.number}的要求",
        given(
            ("整改要求", "；".join(content.get("requirements", []))),
            ("申请解除的方式", str(content.get("release_method", ""))),
            ("申请解除的程序", str(content.get("release_procedure", ""))),
            ("办理时限", f"{measure.deadline:%Y-%m-%d}" if measure.deadline else ""),
        ),
    )


def _in_the_unit(actor: Actor, matter: Matter) -> Passage | None:
    return _report(actor, matter, Report.Stage.REVIEW, Report.Stage.CONFIRM)


def _to_read(actor: Actor, matter: Matter) -> Passage | None:
    rows = Receipt.objects.filter(
        case_id=matter.case_id, person_id=actor.person_id, what=Receipt.What.READING, received_at=None
    )
    labels = [(f"{when(row.sent_at)} 送阅", row.label) for row in rows.order_by("pk")]
    return Passage("送您阅的件", tuple(labels)) if labels else None


def refused_before(kind: str, same: Any, known: Iterable[str]) -> Passage | None:
    """The 不同意 that stand against a proposal, and what is held now that was not known then."""
    rows = standing(kind, same)
    if not rows:
        return None
    new = [text for text in sorted(set(known)) if any(text not in row.facts for row in rows)]
    said = tuple((f"{row.post}{row.leader_name} {row.refused_on:%Y-%m-%d}", row.reason) for row in rows)
    return Passage("此前不同意", (*said, ("当时不知道的事实", "\n".join(new) or "没有")))


def _refused(actor: Actor, measure: Measure) -> Passage | None:
    return refused_before(measure.kind, same_proposals(measure), measure.facts)


Read = Callable[[Actor, Any], Passage | None]
_DRAFTING: tuple[Read, ...] = (_refused, _draft)
_READ: dict[str, tuple[Read, ...]] = {
    **by_act(
        SPINES,
        {
            **dict.fromkeys(
                (
                    "submit",
                    "check",
                    "countersign",
                    "approve",
                    "disapprove",
                    "refer",
                    "send_back",
                    "sign_out",
                    "issue",
                    "enter_paper",
                    "withdraw",
                ),
                _DRAFTING,
            ),
            **dict.fromkeys(("receive", "plan", "hold", "hand_report", "excuse"), (_issued,)),
            "compare_paper": (_paper_approval, *_DRAFTING),
            "confirm_plan": (_plan,),
            "return_plan": (_plan,),
            "apply": (_plan,),
            "verify": (_application, _plan),
            "confirm_verification": (_verification, _application),
            "close": (_verification, _application),
            "apply_release": (_asked_for, _plan),
            "confirm_release": (_application, _asked_for),
            "recall_release": (_application,),
            "approve_release": (_application, _verification),
            "refuse_release": (_application, _verification),
            "sign_release": (_verification, _draft),
            "issue_release": (_verification, _draft),
            "decide_extension": (_extension,),
            "review_secrecy": (_publicity, _draft),
            "decide_publicity": (_publicity,),
            "record_publication": (_publicity,),
        },
    ),
    **by_act(
        ("matter",),
        {
            **dict.fromkeys(
                ("approve", "send_back", "assign", "receive", "return", "rule", "propose"), (_matter,)
            ),
            "report": (owed_report,),
            "supplement": (handed_back, owed_report),
            "return_report": (_submitted,),
            "rate": (_submitted,),
            "record_fact": (_submitted,),
            "review_report": (_in_the_unit,),
            "confirm_report": (_in_the_unit,),
            "decide_extension": (_extension, _submitted),
            "verify": (_application, _submitted),
            "confirm_verification": (_verification, _application),
            "close": (_verification, _application),
            "present_result": (_verification,),
            "read": (_to_read, _matter, _submitted),
        },
    ),
}

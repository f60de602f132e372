"""What somebody must have before the eyes in an act on a measure: the draft, what was issued, what is to be public."""

from __future__ import annotations

from duban.acts.beside import ToRead, given, reads, when
from duban.measures.facts import same_proposals
from duban.measures.models import Measure, Pause, Publicity
from duban.measures.selectors import stated
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.papers.content import ELEMENTS
from duban.organisations.selectors import directory
from duban.proceedings.briefs import refused_before
from duban.shared.actor import Actor


@reads
def _refusals(actor: Actor, act: Act, measure: Measure) -> ToRead | None:
    return refused_before(measure.kind, same_proposals(measure), measure.facts)


@reads
def _draft(actor: Actor, act: Act, measure: Measure) -> ToRead:
    unit = directory(actor.jurisdiction_id).unit(measure.unit_id)
    return ToRead(
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


@reads
def _issued(actor: Actor, act: Act, measure: Measure) -> ToRead:
    return ToRead(
        f"{SPINES[measure.kind].label}{measure.number}",
        given(
            ("引用的事实", "；".join(str(text).rstrip("。；") for text in measure.facts)),
            *((element.heading, stated(measure, element.field)) for element in ELEMENTS[measure.kind]),
        ),
        (("看全文", "document", measure.ref),),
    )


@reads
def _pause(actor: Actor, act: Act, measure: Measure) -> ToRead | None:
    row = Pause.objects.filter(measure=measure).order_by("-pk").first()
    if row is None:
        return None
    return ToRead(
        "暂缓",
        given(
            ("自行恢复的日期", f"{row.until:%Y-%m-%d}"),
            ("理由", row.reason),
            ("提请", f"{row.asked_by}，{when(row.asked_at)}"),
            ("决定", f"{row.decided_post}{row.decided_by}，{Pause.State(row.state).label}" if row.decided_by else ""),
        ),
    )


@reads
def _publicity(actor: Actor, act: Act, measure: Measure) -> ToRead | None:
    row = Publicity.objects.filter(measure=measure).order_by("-pk").first()
    if row is None:
        return None
    return ToRead(
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


@reads
def _release_asked_for(actor: Actor, act: Act, measure: Measure) -> ToRead:
    """What the notice asks for before a listing is released."""
    content = measure.content
    return ToRead(
        f"‹立项挂牌督办通知书›{measure.number}的要求",
        given(
            ("整改要求", "；".join(content.get("requirements", []))),
            ("申请解除的方式", str(content.get("release_method", ""))),
            ("申请解除的程序", str(content.get("release_procedure", ""))),
            ("办理时限", stated(measure, "deadline")),
        ),
    )


def circulated_only(measure: Measure) -> ToRead:
    """What a unit that is only notified may read: the circulated document."""
    return ToRead(
        f"{SPINES[measure.kind].label}{measure.number}",
        (("事项", measure.matter.title),),
        (("看通报", "document", measure.ref),),
    )

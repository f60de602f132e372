"""The rectification plan: drafted in the unit, confirmed by its principal leader in person (3.1.7, 3.2.6, 3.2.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from duban.acts.beside import Answer, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.ladder.steps import commitment_within
from duban.proceedings.actions.sign import acting_post
from duban.proceedings.models import Plan
from duban.shared import clock


def current_plan(kind: str, obj: Any) -> Plan | None:
    """The latest plan on a measure."""
    return Plan.objects.filter(object_kind=kind, object_id=obj.pk).order_by("-pk").first()


def plan_of(asked: Asked) -> Plan | None:
    """The latest plan on the object of an act, read once."""
    return asked.once_read("plan", lambda: current_plan(asked.kind, asked.object))


@clause("3.1.7", "3.2.6", "3.2.7")
def committed_in_time(asked: Asked, limit: date | None) -> Iterator[Answer]:
    """Whether the measure has a limit, and the commitment does not lie beyond it."""
    if limit is None:
        yield lacking(asked.spec, "本措施有时限", "本措施没有时限。")
    elif asked.given is not None:
        yield commitment_within(asked.given["committed_on"], limit, asked.today)


def draft_plan(work: Work, *, unit_id: int, text: str, committed_on: date) -> Plan:
    """Draft or redraft a plan."""
    values = {
        "text": text,
        "committed_on": committed_on,
        "drafted_by": work.actor.name,
        "drafted_at": work.at,
    }
    plan = plan_of(work)
    if plan is not None and plan.state == Plan.State.DRAFT:
        work.change(plan, **values)
        return plan
    return work.create(
        Plan(case=work.case, object_kind=work.kind, object_id=work.object.pk, unit_id=unit_id, **values)
    )


@clause("3.1.7")
def plan_waits(asked: Asked) -> Iterator[Answer]:
    """Whether a plan waits for the principal leader's word."""
    plan = plan_of(asked)
    waiting = plan is not None and plan.state == Plan.State.DRAFT
    yield decide(
        "确认整改方案",
        [
            Reason(
                "3.1.7",
                "有待确认的整改方案",
                holds(waiting),
                f"{plan.drafted_by}{clock.text(plan.drafted_at, '%m-%d')} 拟订。"
                if plan and waiting
                else "没有待确认的方案。",
                words="主要领导亲自研究制定整改方案",
                remedies=(Remedy("责任单位联络员", f"{asked.kind}.plan", "拟订整改方案"),),
            )
        ],
    )


def confirm_plan(work: Work) -> Plan:
    """The principal leader's own word on the plan in hand."""
    plan = found(plan_of(work))
    work.change(
        plan,
        state=Plan.State.CONFIRMED,
        confirmed_by=work.actor.name,
        confirmed_post=acting_post(work),
        confirmed_at=work.at,
    )
    return plan


def plan_stands(asked: Asked) -> Iterator[Answer]:
    """Whether a plan has been confirmed that may be handed back."""
    plan = plan_of(asked)
    if plan is None or plan.state != Plan.State.CONFIRMED:
        remedy = Remedy("责任单位主要领导本人", f"{asked.kind}.confirm_plan", "确认整改方案")
        yield lacking(asked.spec, "有已确认的整改方案", "没有已确认的整改方案可退。", remedy)


def return_plan(work: Work, reason: str) -> Plan:
    """The office hands a confirmed plan back with reasons."""
    plan = found(plan_of(work))
    work.change(plan, state=Plan.State.RETURNED, return_reason=reason)
    return plan


@clause("3.1.7", "3.2.6")
def plan_confirmed(asked: Asked, clause_id: str) -> Decision:
    """Is there a plan confirmed by the principal leader in person."""
    plan = plan_of(asked)
    there = plan is not None and plan.state == Plan.State.CONFIRMED
    return decide(
        "报告整改完毕",
        [
            Reason(
                clause_id,
                "整改方案由主要领导本人确认",
                holds(there),
                f"{plan.confirmed_by}已确认。" if plan and there else "整改方案尚未确认。",
                words="主要领导亲自研究制定整改方案",
                remedies=(Remedy("责任单位主要领导本人", f"{asked.kind}.confirm_plan", "确认整改方案"),),
            )
        ],
    )

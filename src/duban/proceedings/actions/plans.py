"""The rectification plan: drafted in the unit, confirmed by its principal leader in person (3.1.7, 3.2.6, 3.2.7)."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.ladder import commitment_within
from duban.proceedings.actions.sign import acting_post
from duban.proceedings.models import Plan
from duban.shared import clock
from duban.shared.errors import Invalid


def current_plan(kind: str, obj: Any) -> Plan | None:
    """The latest plan on a measure."""
    return Plan.objects.filter(object_kind=kind, object_id=obj.pk).order_by("-pk").first()


@clause("3.1.7", "3.2.6", "3.2.7")
def draft_plan(work: Work, *, unit_id: int, text: str, committed_on: date, limit: date) -> Plan:
    """Draft or redraft a plan; the commitment may not lie beyond the measure's limit."""
    work.require(commitment_within(committed_on, limit, work.today))
    values = {
        "text": text,
        "committed_on": committed_on,
        "drafted_by": work.actor.name,
        "drafted_at": work.at,
    }
    plan = current_plan(work.kind, work.object)
    if plan is not None and plan.state == Plan.State.DRAFT:
        work.change(plan, **values)
        return plan
    return work.create(
        Plan(case=work.case, object_kind=work.kind, object_id=work.object.pk, unit_id=unit_id, **values)
    )


@clause("3.1.7")
def confirm_plan(work: Work) -> Plan:
    """The principal leader's own word on the plan in hand."""
    plan = current_plan(work.kind, work.object)
    waiting = plan is not None and plan.state == Plan.State.DRAFT
    work.require(
        decide(
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
                    remedies=(Remedy("责任单位联络员", f"{work.kind}.plan", "拟订整改方案"),),
                )
            ],
        )
    )
    if plan is None:
        raise Invalid({"": "没有待确认的整改方案。"})
    work.change(
        plan,
        state=Plan.State.CONFIRMED,
        confirmed_by=work.actor.name,
        confirmed_post=acting_post(work),
        confirmed_at=work.at,
    )
    return plan


def return_plan(work: Work, reason: str) -> Plan:
    """The office hands a confirmed plan back with reasons."""
    plan = current_plan(work.kind, work.object)
    if plan is None or plan.state != Plan.State.CONFIRMED:
        raise Invalid({"": "没有已确认的整改方案可退。"})
    work.change(plan, state=Plan.State.RETURNED, return_reason=reason)
    return plan


@clause("3.1.7", "3.2.6")
def plan_confirmed(kind: str, obj: Any, clause_id: str) -> Decision:
    """Is there a plan confirmed by the principal leader in person."""
    plan = current_plan(kind, obj)
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
                remedies=(Remedy("责任单位主要领导本人", f"{kind}.confirm_plan", "确认整改方案"),),
            )
        ],
    )

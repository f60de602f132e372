"""What the forms of acts on measures open with, and what is known beforehand of their gates."""

from __future__ import annotations

from collections import Counter
from typing import Any

from duban.acts.beside import foreseen, opens, ready
from duban.matters.facts import pack_of_matter
from duban.matters.models import Matter
from duban.measures.actions.before_issue.drafting import stored_gate
from duban.measures.facts import ladder_facts, quotable
from duban.measures.models import Measure
from duban.mechanism.dates.deadlines import proposed_limit
from duban.mechanism.decision import Decision
from duban.mechanism.ladder.release import release_gate
from duban.mechanism.lifecycles.types import Act
from duban.organisations.selectors import directory
from duban.proceedings.actions.plans import current_plan
from duban.proceedings.models import Plan
from duban.shared import clock
from duban.shared.actor import Actor


@opens
def _proposed_measure(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    today = clock.today()
    pack = pack_of_matter(matter, today)
    return {
        "issuer": matter.office,
        "feedback_days": pack.get(f"feedback_interval_days_{act.kind}", today),
        "deadline": proposed_limit(today, pack.get(f"rectify_days_{act.kind}", today), matter.due_on),
        "materials": ["整改方案（含整治期限承诺）", "书面报告"],
        "name": matter.title,
        "responsible": _responsible(actor, matter),
        "release_method": "书面申请，由责任单位主要领导本人确认，附整改佐证材料",
        "release_procedure": "责任单位申请，督办办公室两人核查，报县委或县政府主要领导同意，"
        "印发解除‹挂牌督办›通知，范围与本通知相同",
    }


def _responsible(actor: Actor, matter: Matter) -> str:
    """责任主体 by name, as known today: the unit, its principal and deputy leaders, who handles the matter."""
    known, today = directory(actor.jurisdiction_id), clock.today()
    unit_id = matter.lead_unit_id or 0
    handler = known.person(matter.handler_id).name if matter.handler_id else ""
    people = (
        ("主要领导", "、".join(one.name for one in known.principals(unit_id, today))),
        ("分管领导", "、".join(one.name for one in known.deputies(unit_id, today))),
        ("事项经办负责人", handler),
    )
    return "；".join([known.unit(unit_id).name, *(f"{post}{names}" for post, names in people if names)])


@opens
def _draft_as_it_stands(actor: Actor, act: Act, measure: Measure) -> dict[str, Any]:
    matter = measure.matter
    today = clock.today()
    quoted = Counter(measure.facts)
    options = quotable(ladder_facts(matter, pack_of_matter(matter, today), today))
    return {
        **measure.content,
        "issuer": measure.issuer,
        "basis": measure.basis,
        "facts": [key for key, text in options.items() if _taken(quoted, text)],
        "deadline": measure.deadline,
        "planned_at": measure.planned_at,
        "feedback_days": measure.feedback_days,
    }


def _taken(left: Counter[str], text: str) -> bool:
    """Whether a fact of this wording is among those quoted and not yet found; two may read alike."""
    left[text] -= 1
    return left[text] >= 0


@opens
def _plan_or_former(actor: Actor, act: Act, measure: Measure) -> dict[str, Any]:
    """The plan as it stands; else that of a former measure of the matter, with its promise where that is in time."""
    own = current_plan(measure.kind, measure)
    if own is not None:
        return {"text": own.text, "committed_on": own.committed_on}
    plan = Plan.objects.filter(case_id=measure.case_id, state=Plan.State.CONFIRMED).order_by("-pk").first()
    if plan is None:
        return {}
    in_time = measure.deadline is not None and clock.today() <= plan.committed_on <= measure.deadline
    return {"text": plan.text, "committed_on": plan.committed_on if in_time else None}


@opens
def _leader_before(actor: Actor, act: Act, measure: Measure) -> dict[str, Any]:
    """The leader to whom a draft is to be sent, or on paper was sent."""
    return {"approver": str(measure.approver_id or "")}


@opens
def _numbered_here(actor: Actor, act: Act, measure: Measure) -> dict[str, Any]:
    return {
        "number_by": "own",
        "copies_printed": 10,
        "held_plan": measure.planned_at,
        "seal_keeper": actor.name,
    }


@opens
def _meeting_planned(actor: Actor, act: Act, measure: Measure) -> dict[str, Any]:
    return {
        "held_at": measure.planned_at,
        "convener": str(measure.convener_id or ""),
        "report_handed": "yes" if measure.report_text else "",
    }


@opens
def _meeting_as_planned(actor: Actor, act: Act, measure: Measure) -> dict[str, Any]:
    return {"place": measure.content.get("place", ""), "convener": str(measure.convener_id or "")}


@opens
def _drafted_report(actor: Actor, act: Act, measure: Measure) -> dict[str, Any]:
    return {"text": measure.report_text or measure.content.get("report_draft", "")}


@opens
def _minutes(actor: Actor, act: Act, measure: Measure) -> dict[str, Any]:
    return {"text": measure.minutes or _first_minutes(measure)}


def _first_minutes(measure: Measure) -> str:
    handed = "已当场提交书面报告" if measure.report_handed else "未提交书面报告"
    held = clock.day_of(measure.held_at) if measure.held_at else None
    when = f"{held.year}年{held.month}月{held.day}日" if held else ""
    return (
        f"{when}，{measure.convener}召集‹联席约谈›，就“{measure.matter.title}”‹约谈›责任单位。\n"
        f"责任单位主要领导{handed}。\n会议指出：{measure.basis}\n"
        f"责任单位承诺在{measure.deadline:%Y-%m-%d}前完成整改。"
    )


@ready
def _measure_gate(actor: Actor, act: Act, matter: Matter) -> Decision:
    return stored_gate(actor.jurisdiction_id, act.kind, matter)


@foreseen
def _release_conditions(actor: Actor, act: Act, measure: Measure) -> Decision:
    return release_gate(measure.state)

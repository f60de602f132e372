"""What a form of an act opens with: the case it is about, its facts to quote, and values known already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duban.accountability.selectors import entry_form
from duban.acts import duties, entry
from duban.acts.given import shown
from duban.acts.kinds import kind_of
from duban.acts.series import upcoming
from duban.acts.visibility import visible_rows
from duban.insight.selectors.quantities import beside
from duban.insight.selectors.reading import last_opinion
from duban.matters.actions.reporting import last_report, returned_report
from duban.matters.facts import progress_of, read_basis
from duban.matters.models import Matter, Milestone, Task
from duban.measures.facts import ladder_facts, quotable
from duban.measures.models import Measure
from duban.mechanism.deadlines import proposed_limit
from duban.mechanism.lifecycles import act_named, acts_of, by_act
from duban.mechanism.lifecycles.measures import SPINES, STORY
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.parameters import Pack
from duban.mechanism.rating import suggested_rating
from duban.organisations.selectors import directory
from duban.proceedings.actions.plans import current_plan
from duban.proceedings.models import Plan
from duban.rulebook.selectors import pack_of_case, vocabulary_of
from duban.shared import clock
from duban.shared.actor import Actor


@dataclass(frozen=True)
class FormCase:
    """The case behind a form."""

    ref: str
    title: str
    object_ref: str
    kind: str
    version: int | None
    matter_ref: str = ""
    initial: dict[str, Any] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    beside: dict[str, str] = field(default_factory=dict)
    clause: str = ""


def form_case(*, actor: Actor, act: str, ref: str) -> FormCase:
    """The case that an act is about, seen by this actor; NotFound where it is not the actor's to see."""
    spec = act_named(act)
    return case_of(actor, spec, entry.found(actor, spec.on or spec.kind, ref))


def case_of(actor: Actor, act: Act, obj: Any) -> FormCase:
    """The case that an act on this object is about; the actor is known to see the object."""
    if not isinstance(obj, Matter | Measure):
        return _plain(act, obj)
    matter = obj if isinstance(obj, Matter) else obj.matter
    return FormCase(
        ref=matter.case.ref,
        title=matter.title,
        object_ref=obj.ref,
        kind=act.kind,
        version=None if act.creates else obj.version,
        matter_ref=matter.ref,
        initial=_initial(actor, act, obj, matter) | _asked_leader(act, obj),
        notes=(*_notes(actor, act.key, matter), *_next_number(act, obj)),
        beside=beside(act, obj, matter),
        clause=_on_whose_request(matter) if act.key in _REPORTING else "",
    )


def _plain(act: Act, row: Any) -> FormCase:
    initial = _standing(act, row) | _asked_leader(act, row) | _entry(act, row)
    title = kind_of(act.kind).title(row)
    return FormCase("", title, row.ref, act.kind, row.version, initial=initial, notes=_next_number(act, row))


def _standing(act: Act, row: Any) -> dict[str, Any]:
    """What the object holds of the fields of an act, where they take a value as it stands."""
    values = {name: getattr(row, name) for name in act.opens_with}
    return {one.name: values[one.name] for one in act.fields if one.name in values and shown(one, values)}


def _asked_leader(act: Act, obj: Any) -> dict[str, Any]:
    """代录: the leader to whom the paper was sent."""
    return {"leader": str(obj.approver_id)} if act.key in _ENTERING and obj.approver_id else {}


def _entry(act: Act, obj: Any) -> dict[str, Any]:
    """An entry that is put right opens as it stands."""
    if act.key not in ("ruling.rectify", "ruling.reenter"):
        return {}
    asked = {field.name for field in act.fields}
    return {name: value for name, value in entry_form(obj).items() if name in asked}


def _next_number(act: Act, obj: Any) -> tuple[tuple[str, str], ...]:
    """The number that would be given now, before a paper is numbered and sealed."""
    if not act.asks_for("number_by"):
        return ()
    office, kind = getattr(obj, "issuer", "") or obj.office, _SERIES.get(act.key, act.kind)
    words = vocabulary_of(obj)
    text = upcoming(obj.jurisdiction_id, words, issuer=office, kind=kind, year=clock.today().year)
    return ((f"本序列下一个号是 {text}；别人先印发的，往后顺延。", "3.1.3"),)




def _pack(matter: Matter, on: date) -> Pack:
    """The pack that judges a matter: the one under which it was opened."""
    return pack_of_case(matter.jurisdiction_id, matter.case.pack_hash, on)


def _initial(actor: Actor, act: Act, obj: Any, matter: Matter) -> dict[str, Any]:
    if act.on == "matter":
        return _draft(actor, act.kind, matter)
    known = _INITIAL.get(act.key)
    return known(actor, obj) if known else {}


def _last_report(actor: Actor, matter: Matter) -> dict[str, Any]:
    last = last_report(matter)
    if last is None:
        return {}
    return {"value": last.value, "progress": last.progress, "problems": last.problems, "needs": last.needs}


def _returned_report(actor: Actor, matter: Matter) -> dict[str, Any]:
    row = returned_report(matter.case)
    if row is None:
        return {}
    return {name: getattr(row, name) for name in ("value", "explanation", "progress", "problems", "needs")}


def _planned(actor: Actor, measure: Measure) -> dict[str, Any]:
    """The plan as it stands; else that of a former measure of the matter, with its promise where that is in time."""
    own = current_plan(measure.kind, measure)
    if own is not None:
        return {"text": own.text, "committed_on": own.committed_on}
    plan = Plan.objects.filter(case_id=measure.case_id, state=Plan.State.CONFIRMED).order_by("-pk").first()
    if plan is None:
        return {}
    in_time = measure.deadline is not None and clock.today() <= plan.committed_on <= measure.deadline
    return {"text": plan.text, "committed_on": plan.committed_on if in_time else None}


def _drafted_report(actor: Actor, measure: Measure) -> dict[str, Any]:
    return {"text": measure.report_text or measure.content.get("report_draft", "")}


def _proposal(actor: Actor, matter: Matter) -> dict[str, Any]:
    days = _pack(matter, clock.today()).get("report_cycle_days", clock.today())
    return {
        "lead_unit": str(matter.lead_unit_id or ""),
        "assist_units": [str(unit) for unit in sorted(matter.assist_unit_ids)],
        "requirement": matter.requirement or matter.words,
        "cycle_days": matter.cycle_days or days,
        "due_on": matter.due_on,
        "opinion": last_opinion(matter, "propose"),
        "milestones": [
            {"title": row.title, "due_on": row.due_on, "target": row.target, "outcome": _outcome(row)}
            for row in Milestone.objects.filter(case_id=matter.case_id, dropped_at=None).order_by("due_on", "pk")
        ],
        "tasks": [
            {"unit": str(row.unit_id), "title": row.title, "due_on": row.due_on}
            for row in Task.objects.filter(case_id=matter.case_id, dropped_at=None).order_by("pk")
        ],
    }


def _outcome(row: Milestone) -> str:
    """What is known of a point whose day is over."""
    if row.due_on >= clock.today():
        return ""
    return "done" if row.reached_on else "missed"


def _rating(actor: Actor, matter: Matter) -> dict[str, Any]:
    today = clock.today()
    pack = _pack(matter, today)
    suggestion = suggested_rating(progress_of(matter, read_basis(matter).milestones, today), pack, today)
    return {"value": suggestion.value, "problems": matter.problems, "suggestions": matter.suggestions}


def _draft(actor: Actor, kind: str, matter: Matter) -> dict[str, Any]:
    today = clock.today()
    pack = _pack(matter, today)
    start: dict[str, Any] = {
        "issuer": matter.office,
        "feedback_days": pack.get(f"feedback_interval_days_{kind}", today),
        "deadline": proposed_limit(today, pack.get(f"rectify_days_{kind}", today), matter.due_on),
        "materials": ["整改方案（含整治期限承诺）", "书面报告"],
        "name": matter.title,
        "responsible": _responsible(actor, matter),
        "release_method": "书面申请，由责任单位主要领导本人确认，附整改佐证材料",
        "release_procedure": "责任单位申请，督办办公室两人核查，报县委或县政府主要领导同意，"
        "印发解除‹挂牌督办›通知，范围与本通知相同",
    }
    return start


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


def _redraft(actor: Actor, measure: Measure) -> dict[str, Any]:
    matter = measure.matter
    today = clock.today()
    quoted = Counter(measure.facts)
    options = quotable(ladder_facts(matter, _pack(matter, today), today))
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


def _minutes(measure: Measure) -> str:
    handed = "已当场提交书面报告" if measure.report_handed else "未提交书面报告"
    held = clock.day_of(measure.held_at) if measure.held_at else None
    when = f"{held.year}年{held.month}月{held.day}日" if held else ""
    return (
        f"{when}，{measure.convener}召集‹联席约谈›，就“{measure.matter.title}”‹约谈›责任单位。\n"
        f"责任单位主要领导{handed}。\n会议指出：{measure.basis}\n"
        f"责任单位承诺在{measure.deadline:%Y-%m-%d}前完成整改。"
    )


def _notes(actor: Actor, act: str, matter: Matter) -> tuple[tuple[str, str], ...]:
    if act != "matter.rate":
        return ()
    today: date = clock.today()
    pack = _pack(matter, today)
    suggestion = suggested_rating(progress_of(matter, read_basis(matter).milestones, today), pack, today)
    return ((f"数据建议：{suggestion.value}——{suggestion.why}", "4.4"),)


def _received(actor: Actor, matter: Matter) -> dict[str, Any]:
    return {"handler": str(matter.handler_id or "")}


def _reminder(actor: Actor, matter: Matter) -> dict[str, Any]:
    """What the unit owes first, in words that may go out as they stand."""
    owed = duties.still_open(visible_rows(actor, "duty", STORY), case=matter.case_id, counting=True, dated=True)
    first = owed.order_by("due_on", "pk").first()
    if first is None or first.due_on is None:
        return {}
    day, late = f"{first.due_on:%Y-%m-%d}", first.due_on < clock.today()
    return {"text": f"{first.label}已于 {day} 到期，请抓紧办理。" if late else f"{first.label}应于 {day} 前完成，请抓紧。"}


def _submitted(actor: Actor, measure: Measure) -> dict[str, Any]:
    return {"approver": str(measure.approver_id or "")}


def _issued(actor: Actor, measure: Measure) -> dict[str, Any]:
    return {
        "number_by": "own",
        "copies_printed": 10,
        "held_plan": measure.planned_at,
        "seal_keeper": actor.name,
    }


def _held(actor: Actor, measure: Measure) -> dict[str, Any]:
    return {
        "held_at": measure.planned_at,
        "convener": str(measure.convener_id or ""),
        "report_handed": "yes" if measure.report_text else "",
    }


def _put_off(actor: Actor, measure: Measure) -> dict[str, Any]:
    return {"place": measure.content.get("place", ""), "convener": str(measure.convener_id or "")}


def _on_whose_request(matter: Matter) -> str:
    """The clause for which a report is due: that of the measure which asks for it, else that of following key work."""
    rows = duties.still_open(case=matter.case_id, act="matter.report")
    return rows.order_by("due_on").values_list("clause", flat=True).first() or "3.0"


_REPORTING = acts_of(("matter",), "report", "supplement")
_SERIES = {"inquiry.issue": "transfer"}
_ENTERING = acts_of((*SPINES, "inquiry"), "enter_paper")
_REDRAFTING = acts_of(SPINES, "redraft")
_INITIAL: dict[str, Callable[[Actor, Any], dict[str, Any]]] = {
    "matter.report": _last_report,
    "matter.supplement": _returned_report,
    "matter.propose": _proposal,
    "matter.rate": _rating,
    "matter.inner_step": lambda actor, matter: {"step": "收文"},
    "matter.receive": _received,
    "matter.remind": _reminder,
    **by_act(
        SPINES, {"redraft": _redraft, "plan": _planned, "submit": _submitted, "issue": _issued, "issue_release": _issued}
    ),
    "interview.draft_report": _drafted_report,
    "interview.hand_report": _drafted_report,
    "interview.hold": _held,
    "interview.reschedule": _put_off,
    "interview.write_minutes": lambda actor, measure: {"text": measure.minutes or _minutes(measure)},
}

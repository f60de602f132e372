"""What the forms of acts on key work open with: values known already, as they stand or as data suggest them."""

from __future__ import annotations

from typing import Any

from duban.acts.beside import notes, opens
from duban.matters.actions.reports.stating import last_report, returned_report
from duban.matters.alike import Like, similar_matters
from duban.matters.briefs.choosing import unit_owes
from duban.matters.facts import pack_of_matter, plan_of, progress_of
from duban.matters.models import Instruction, Matter, Milestone, Task
from duban.matters.selectors import last_opinion
from duban.mechanism.key_work.rating import Suggestion, suggested_rating
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock
from duban.shared.actor import Actor


@opens
def _last_stated(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    last = last_report(matter)
    if last is None:
        return {}
    return {"value": last.value, "progress": last.progress, "problems": last.problems, "needs": last.needs}


@opens
def _report_to_correct(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    row = last_report(matter)
    names = ("value", "explanation", "progress", "problems", "needs")
    return {name: getattr(row, name) for name in names} if row is not None else {}


@opens
def _last_figures(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    """Whoever enters for a unit writes down what it said; only the figure of the last time is put forward, and today."""
    last = last_report(matter)
    return {"value": last.value if last is not None else None, "given_on": clock.today(), "how": "电话"}


@opens
def _report_to_supplement(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    row = returned_report(matter.case)
    if row is None:
        return {}
    return {name: getattr(row, name) for name in ("value", "explanation", "progress", "problems", "needs")}


@opens
def _undertaking(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    days = pack_of_matter(matter, clock.today()).get("report_cycle_days", clock.today())
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


def _suggestion(matter: Matter) -> Suggestion:
    today = clock.today()
    return suggested_rating(
        progress_of(matter, plan_of(matter), today), pack_of_matter(matter, today), today
    )


@opens
def _rating(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    return {"value": _suggestion(matter).value, "problems": matter.problems, "suggestions": matter.suggestions}


@notes
def _suggested(actor: Actor, act: Act, matter: Matter) -> tuple[tuple[str, str], ...]:
    found = _suggestion(matter)
    return ((f"数据建议：{found.value}——{found.why}", "4.4"),)


@notes
def _like_matters(actor: Actor, act: Act, matter: Matter) -> tuple[tuple[str, str], ...]:
    """What else both offices follow that may be the same work, and what of it the same unit is asked for; bars nothing."""
    found = similar_matters(actor, matter.title, besides=matter.case_id)
    told = "；".join(f"{one}{_asked_of(matter, one)}" for one in found)
    return ((f"两办还有相近的事项：{told}。", "3.0"),) if found else ()


def _asked_of(matter: Matter, like: Like) -> str:
    """Whom a like matter asks, where it is the unit of this one or this one has none yet, and when it reports."""
    if like.unit_id is None or matter.lead_unit_id not in (None, like.unit_id):
        return ""
    whom = f"责任单位同为{like.unit}" if matter.lead_unit_id else f"责任单位{like.unit}"
    return f"，{'，'.join(filter(None, (whom, like.asked)))}"


@opens
def _first_step(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    return {"step": "收文"}


@opens
def _handler_as_it_was(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    return {"handler": str(matter.handler_id or "")}


@opens
def _first_owed(actor: Actor, act: Act, matter: Matter) -> dict[str, Any]:
    owed = unit_owes(actor, matter)
    return {"duty": str(owed[0].pk)} if owed else {}


@opens
def _inspector_in_charge(actor: Actor, act: Act, row: Instruction) -> dict[str, Any]:
    return {"inspector": str(row.matter.inspector_id or "")}

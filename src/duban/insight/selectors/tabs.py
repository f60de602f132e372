"""What each tab of a case shows, scoped to the actor: drafts and opinions only for the inner circle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.audit.selectors import history_of_case
from duban.documents.models import Attachment
from duban.matters.models import Matter, Milestone, Task
from duban.measures.models import Attendance, Publicity, SelfCriticism
from duban.mechanism.content import ELEMENTS
from duban.mechanism.lifecycles import state_label
from duban.mechanism.standing import Role
from duban.organisations.selectors import directory
from duban.proceedings.models import (
    Application,
    Extension,
    InnerStep,
    JudgedFact,
    Part,
    Plan,
    Rating,
    Receipt,
    Report,
    ResponsiblePerson,
    Signature,
    Verification,
)
from duban.shared.actor import Actor
from duban.shared.clock import BEIJING

_RECENT = 6


@dataclass(frozen=True)
class Context:
    """Whose page it is, and what is known of the case already."""

    actor: Actor
    matter: Matter
    measures: tuple[Any, ...]
    internal: bool
    roles: frozenset[Role]
    today: date


def facts(context: Context) -> dict[str, Any]:
    """Plan, findings, ratings, responsible persons, tasks."""
    case_id = context.matter.case_id
    milestones = tuple(Milestone.objects.filter(case_id=case_id, dropped_at=None).order_by("due_on", "pk"))
    judged = tuple(JudgedFact.objects.filter(case_id=case_id).order_by("pk"))
    ratings = tuple(Rating.objects.filter(case_id=case_id).order_by("pk"))
    people = list(ResponsiblePerson.objects.filter(case_id=case_id, object_kind="matter").order_by("pk"))
    known = directory(context.actor.jurisdiction_id)
    tasks = [
        {"unit": known.unit(task.unit_id).short_name, "title": task.title, "due_on": task.due_on}
        for task in Task.objects.filter(case_id=case_id).order_by("pk")
    ]
    labels = {"principal": "主要领导", "deputy": "分管领导", "handler": "经办负责人"}
    roles = {
        label: [f"{row.name}（{row.title}）" for row in people if row.role == role]
        for role, label in labels.items()
    }
    return {
        "basis": (milestones, judged, ratings),
        "milestones": milestones,
        "judged": judged if context.internal else (),
        "ratings": ratings,
        "ratings_recent": ratings[::-1][:_RECENT],
        "ratings_earlier": ratings[::-1][_RECENT:],
        "people": roles,
        "frozen_on": people[0].frozen_on if people else None,
        "tasks": tasks,
        "suggestions": context.matter.suggestions if context.internal else "",
    }


def documents(context: Context) -> dict[str, Any]:
    """Issued documents with their receipts, plans, reports at interviews, attachments."""
    case_id = context.matter.case_id
    receipts = list(Receipt.objects.filter(case_id=case_id).order_by("pk"))
    plans = list(Plan.objects.filter(case_id=case_id).order_by("pk"))
    attachments = Attachment.objects.filter(case_id=case_id).order_by("-at", "-pk")
    own = context.actor.unit_ids & ({context.matter.lead_unit_id} | context.matter.assist_unit_ids)
    shown_plans = [plan for plan in plans if plan.state != Plan.State.DRAFT or context.internal or own]
    return {
        "measures": [_measure(view, receipts) for view in context.measures],
        "plans": shown_plans,
        "attachments": [row for row in attachments if context.internal or not row.internal],
        "receipts": [row for row in receipts if row.what in (Receipt.What.ORIGINAL, Receipt.What.COPY)],
        "readings": [row for row in receipts if row.what == Receipt.What.READING],
    }


def _measure(view: Any, receipts: list[Receipt]) -> dict[str, Any]:
    of = [row for row in receipts if (row.object_kind, row.object_id) == (view.kind, view.id)]
    circulated = [row for row in of if row.what == Receipt.What.CIRCULATION]
    return {
        "view": view,
        "state": state_label(view.kind, view.state),
        "items": [(element.heading, stated(view.measure, element.field)) for element in ELEMENTS[view.kind]],
        "received": sum(1 for row in of if row.received_at),
        "sent": len(of),
        "circulated": len(circulated),
        "circulated_received": sum(1 for row in circulated if row.received_at),
    }


def stated(measure: Any, field: str) -> str:
    """An element of a document as text."""
    if field == "deadline":
        return f"{measure.deadline:%Y-%m-%d}" if measure.deadline else ""
    if field == "feedback_days":
        return f"每 {measure.feedback_days} 天"
    value = measure.content.get(field, "")
    if field == "planned_at" and measure.planned_at:
        return f"{measure.planned_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return "；".join(value) if isinstance(value, list) else str(value)


def sheets(context: Context) -> dict[str, Any]:
    """发文稿纸: every name, opinion and time, for those who see drafts; others see who approved."""
    rows = Signature.objects.filter(case_id=context.matter.case_id).order_by("pk")
    if not context.internal:
        issued = {(view.kind, view.id) for view in context.measures}
        rows_shown = [
            row
            for row in rows
            if (row.object_kind, row.object_id) in issued and row.step.endswith((".approve", ".issue"))
        ]
    else:
        rows_shown = list(rows)
    groups = [("matter", context.matter.pk, "立项与销号", context.matter.ref)]
    groups += [(view.kind, view.id, f"{view.name}{view.number}", view.ref) for view in context.measures]
    return {
        "sheets": [
            {
                "title": title,
                "kind": kind,
                "ref": ref,
                "cells": [_cell(row) for row in rows_shown if (row.object_kind, row.object_id) == (kind, pk)],
            }
            for kind, pk, title, ref in groups
        ]
    }


def sheet_label(row: Signature) -> str:
    """What a step is called on the 发文稿纸."""
    return "拟稿" if row.step.endswith(".propose") and row.object_kind != "matter" else row.label


def _cell(row: Signature) -> dict[str, Any]:
    name = f"{row.name}（受{row.behalf_name}委托）" if row.behalf_name else row.name
    note = "，".join(part for part in (row.means if row.means != "系统" else "", row.note) if part)
    return {
        "title": sheet_label(row),
        "opinion": row.opinion or row.label,
        "name": name,
        "post": row.post,
        "at": row.signed_at,
        "note": note,
    }


def feedback(context: Context) -> dict[str, Any]:
    """Reports and ratings, parts of assisting units, extensions, applications and verification."""
    case_id = context.matter.case_id
    own = bool(context.roles & {Role.PRINCIPAL, Role.DEPUTY, Role.HANDLER, Role.LIAISON})
    reports = [
        row
        for row in Report.objects.filter(case_id=case_id).order_by("-period", "-pk")
        if row.stage == Report.Stage.SUBMITTED or own
    ]
    ratings = list(Rating.objects.filter(case_id=case_id).order_by("pk"))
    known = directory(context.actor.jurisdiction_id)
    parts = [
        {"unit": known.unit(row.unit_id).short_name, "row": row}
        for row in Part.objects.filter(case_id=case_id).order_by("-pk")
    ]
    more: list[Any] = list(Extension.objects.filter(case_id=case_id).order_by("-pk"))
    verifications = list(Verification.objects.filter(case_id=case_id).order_by("-pk"))
    return {
        "reports": [
            {"row": row, "rating": next((r for r in ratings if r.report_id == row.pk), None)}
            for row in reports
        ],
        "parts": parts,
        "extensions": more,
        "verifications": verifications,
    }


def history(context: Context) -> dict[str, Any]:
    """The whole history as sentences."""
    own = context.roles & {Role.PRINCIPAL, Role.DEPUTY, Role.HANDLER, Role.LIAISON}
    lines = history_of_case(actor=context.actor, case_id=context.matter.case_id, internal=True)
    shown = [line for line in lines if context.internal or not (line.refused or line.internal)]
    inner = (
        list(InnerStep.objects.filter(case_id=context.matter.case_id, unit_id__in=context.actor.unit_ids))
        if own
        else []
    )
    return {
        "entries": [
            {
                "at": line.at,
                "text": line.sentence,
                "clauses": " ".join(line.clauses[:3]),
                "key": line.milestone,
                "sub": "未受理" if line.refused else "",
            }
            for line in shown
        ],
        "inner": inner,
    }


CONTENT: dict[str, Callable[[Context], dict[str, Any]]] = {
    "facts": facts,
    "documents": documents,
    "sheets": sheets,
    "feedback": feedback,
    "history": history,
}


def applications(case_id: int) -> list[Application]:
    """Applications for completion and release."""
    return list(Application.objects.filter(case_id=case_id).order_by("-pk"))


def interview_rows(measure_id: int) -> dict[str, Any]:
    """Attendance and self-criticism of one interview."""
    return {
        "attendance": list(Attendance.objects.filter(measure_id=measure_id).order_by("pk")),
        "self_criticisms": list(SelfCriticism.objects.filter(measure_id=measure_id).order_by("pk")),
    }


def publicity_rows(measure_id: int) -> list[Publicity]:
    """Decisions on publicity of one listing."""
    return list(Publicity.objects.filter(measure_id=measure_id).order_by("pk"))

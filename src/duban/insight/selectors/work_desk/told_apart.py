"""What a row of the desk is about, so that no two read alike: the unit, the matter, the draft, the title of the paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from duban.acts.kinds import kind_of
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.organisations.selectors import Directory, directory
from duban.shared import clock
from duban.shared.actor import Actor

if TYPE_CHECKING:
    from duban.insight.selectors.work_desk.todos import Todo


def told_apart(actor: Actor, todos: Sequence[tuple[int | None, Todo]]) -> list[Todo]:
    """The same rows with unit and matter, and with what else tells their objects apart; a statement for each kind."""
    known = directory(actor.jurisdiction_id)
    matters = _matters({case_id for case_id, _ in todos if case_id is not None})
    objects = _objects([todo for _, todo in todos])
    rows = []
    for case_id, todo in todos:
        lead_id, ref = matters.get(case_id or 0, (None, ""))
        obj = objects.get((todo.object_kind, todo.object_ref))
        rows.append(
            replace(
                todo,
                lead=_unit(known, lead_id, todo.object_kind, obj),
                matter_ref=ref,
                about=_about(obj),
                case_title=todo.case_title if case_id or obj is None else kind_of(todo.object_kind).title(obj),
            )
        )
    return rows


def _matters(cases: set[int]) -> dict[int, tuple[int | None, str]]:
    rows = Matter.objects.filter(case_id__in=cases).values_list("case_id", "lead_unit_id", "ref")
    return {case_id: (lead, ref) for case_id, lead, ref in rows}


def _objects(todos: Sequence[Todo]) -> dict[tuple[str, str], Any]:
    """The objects of rows other than matters, by kind and reference."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for todo in todos:
        if todo.object_kind != "matter" and todo.object_ref:
            wanted[todo.object_kind].add(todo.object_ref)
    found: dict[tuple[str, str], Any] = {}
    for kind, refs in wanted.items():
        spec = kind_of(kind)
        rows: Any = spec.model._base_manager.filter(ref__in=refs, **spec.where).select_related(*spec.related)
        found |= {(kind, row.ref): row for row in rows}
    return found


def _about(obj: Any) -> str:
    """The number of a measure, or when its draft was begun: two drafts on one matter differ in it."""
    if not isinstance(obj, Measure):
        return ""
    return obj.number or f"{clock.text(obj.created_at, '%m-%d %H:%M')}起草的稿"


def _unit(known: Directory, lead_id: int | None, kind: str, obj: Any) -> str:
    """The unit that a row concerns: the lead of its matter, else that of its object, else the acting office."""
    subject = kind_of(kind).subject(obj) if obj is not None else None
    unit_id = lead_id or (subject.lead_unit if subject else None)
    if unit_id:
        return known.unit(unit_id).short_name
    return known.office(subject.office).short_name if subject else ""

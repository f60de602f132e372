"""The registry (四): one row per issued measure, a new version of it whenever an act changes what it shows."""

from __future__ import annotations

from typing import Any

from duban.acts.work import Work
from duban.matters.models import Matter
from duban.matters.projection import matter_of
from duban.measures.facts import ENDED
from duban.measures.models import Measure, RegistryRow
from duban.mechanism.clauses import clause
from duban.organisations.selectors import directory
from duban.proceedings.models import ResponsiblePerson
from duban.shared.clock import BEIJING

_QUIET = {
    "matter.read",
    "matter.remind",
    "matter.inner_step",
    "matter.contribute",
    "matter.register",
    "matter.propose",
}


@clause("4.1", "4.2", "4.3")
def refresh_registry(work: Work) -> None:
    """Write a new version of each row that an act on the case has changed."""
    matter = matter_of(work)
    if matter is None or matter.step == "matter" and not isinstance(work.object, Measure):
        return
    if work.spec.key in _QUIET:
        return
    measures = list(Measure.objects.filter(matter=matter, issued_at__isnull=False))
    if not measures:
        return
    current = {
        row.measure_id: row for row in RegistryRow.objects.filter(measure__in=measures, recorded_to=None)
    }
    people = _people(measures)
    for measure in measures:
        columns = _columns(work, matter, measure, people.get((measure.kind, measure.pk), {}))
        _version(work, measure, current.get(measure.pk), columns)


def _people(measures: list[Measure]) -> dict[tuple[str, int], dict[str, str]]:
    people: dict[tuple[str, int], dict[str, str]] = {}
    rows = ResponsiblePerson.objects.filter(
        object_kind__in=[m.kind for m in measures], object_id__in=[m.pk for m in measures]
    ).order_by("pk")
    for row in rows:
        of = people.setdefault((row.object_kind, row.object_id), {})
        of[row.role] = f"{of[row.role]}、{row.name}" if row.role in of else row.name
    return people


def _columns(work: Work, matter: Matter, measure: Measure, people: dict[str, str]) -> dict[str, Any]:
    issued = measure.issued_at.astimezone(BEIJING).date() if measure.issued_at else work.today
    return {
        "kind": measure.kind,
        "case_ref": matter.case.ref,
        "case_code": matter.case.code,
        "title": matter.title,
        "number": measure.number,
        "issued_on": issued,
        "year": issued.year,
        "office": measure.issuer,
        "unit_id": measure.unit_id,
        "unit_sequence": directory(work.jurisdiction_id).unit(measure.unit_id).sequence,
        "assist_units": matter.assist_units,
        "principals": people.get("principal", "")[:120],
        "deputies": people.get("deputy", "")[:120],
        "handlers": people.get("handler", "")[:120],
        "progress": matter.progress,
        "rating_index": matter.rating_index,
        "problems": matter.problems,
        "suggestions": matter.suggestions,
        "deadline": measure.deadline or matter.due_on,
        "state": measure.state,
        "running": measure.state not in ENDED,
        "next_due_on": matter.next_due_on,
        "behind": matter.behind,
        "caught_up": matter.caught_up,
    }


def _version(work: Work, measure: Measure, row: RegistryRow | None, columns: dict[str, Any]) -> None:
    if row is not None and all(getattr(row, name) == value for name, value in columns.items()):
        return
    if row is not None and row.recorded_from == work.at:
        work.change_all([row], **columns)
        return
    if row is not None:
        if not row.running and not columns["running"]:
            return
        work.change_all([row], recorded_to=work.at)
    work.create(RegistryRow(measure=measure, recorded_from=work.at, **columns))

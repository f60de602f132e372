"""The registry (四): one row per issued measure, a new version of it whenever an act changes what it shows."""

from __future__ import annotations

from typing import Any

from duban.acts.gate.asked import Asked
from duban.acts.work import Work
from duban.matters.models import Matter
from duban.matters.projection import matter_of
from duban.measures.models import Measure, RegistryRow
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.organisations.selectors import UnitRow, directory
from duban.proceedings.models import ResponsiblePerson
from duban.shared import clock
from duban.shared.database.prepared import Prepared

FOUND_BY = ("title", "number", "principals")
"""The columns in which a register is searched."""


@clause("4.1", "4.2", "4.3")
def refresh_registry(work: Work) -> None:
    """Write a new version of each row that an act on the case has changed."""
    matter = matter_of(work)
    if matter is None or matter.step == "matter" and not isinstance(work.object, Measure):
        return
    if not any(isinstance(row, Matter | Measure | ResponsiblePerson) for row in work.written()):
        return
    for measure in issued_measures(work, matter):
        row = _current(work, matter).get(measure.pk)
        _version(work, measure, row, _columns(work, matter, measure, _people(work, measure, row)))


_PRESENT = Prepared(
    lambda matter: RegistryRow.objects.filter(measure__matter_id=matter, recorded_to=None)
    .select_related("measure")
    .order_by("measure_id"),
    -1,
)


def _current(work: Asked, matter: Matter) -> dict[int, RegistryRow]:
    """The present rows of a matter with their measures, read once per act."""
    if "registry" not in work.memo:
        work.memo["registry"] = {row.measure_id: row for row in _PRESENT(matter.pk)}
    current: dict[int, RegistryRow] = work.memo["registry"]
    return current


def issued_measures(work: Asked, matter: Matter) -> list[Measure]:
    """The issued measures of a matter; the one that the act is about as the act leaves it."""
    if matter.step == "matter" and not isinstance(work.object, Measure):
        return []
    found = {pk: row.measure for pk, row in _current(work, matter).items() if row.measure is not None}
    if isinstance(work.object, Measure) and work.object.issued_at is not None:
        found[work.object.pk] = work.object
    for measure in found.values():
        measure.matter = matter
    return list(found.values())


def _people(work: Work, measure: Measure, row: RegistryRow | None) -> dict[str, str]:
    """The three responsible roles as they were frozen at issue; they never change afterwards."""
    if row is not None:
        return {"principal": row.principals, "deputy": row.deputies, "handler": row.handlers}
    people: dict[str, str] = {}
    for person in work.pending.waiting(ResponsiblePerson):
        if (person.object_kind, person.object_id) == (measure.kind, measure.pk):
            people[person.role] = (
                f"{people[person.role]}、{person.name}" if person.role in people else person.name
            )
    return people


def _columns(work: Work, matter: Matter, measure: Measure, people: dict[str, str]) -> dict[str, Any]:
    issued = clock.day_of(measure.issued_at) if measure.issued_at else work.today
    return {
        "kind": measure.kind,
        "case_ref": matter.case.ref,
        "case_code": matter.case.code,
        "title": matter.title,
        "number": measure.number,
        "issued_on": issued,
        "year": issued.year,
        "office": measure.issuer,
        "unit_id": measure.answering_unit_id,
        "unit_sequence": directory(work.jurisdiction_id).unit(measure.answering_unit_id).sequence,
        "principals": people.get("principal", "")[:120],
        "deputies": people.get("deputy", "")[:120],
        "handlers": people.get("handler", "")[:120],
        "progress": matter.progress,
        "rating_index": matter.rating_index,
        "problems": matter.problems,
        "suggestions": matter.suggestions,
        "deadline": measure.deadline or matter.due_on,
        "original_deadline": measure.original_deadline,
        "extensions": measure.extensions,
        "pauses": measure.pauses,
        "state": measure.state,
        "running": measure.state not in states_of(measure.kind, "over"),
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
    [new] = work.create_all([RegistryRow(measure=measure, recorded_from=work.at, **columns)])
    texts = [getattr(new, name) for name in FOUND_BY]
    if row is None or texts != [getattr(row, name) for name in FOUND_BY]:
        work.naming.say(measure.case_id, *texts)


@clause("1.2")
def pass_on_rows(work: Work, from_unit: UnitRow, into_unit: UnitRow) -> None:
    """承继: running rows of a merged unit go on under the unit into which it was merged; the past stays as it was."""
    for row in RegistryRow.objects.filter(unit_id=from_unit.id, running=True, recorded_to=None):
        kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        work.change_all([row], recorded_to=work.at)
        values = {
            "id": None,
            "recorded_from": work.at,
            "unit_id": into_unit.id,
            "unit_sequence": into_unit.sequence,
        }
        work.create_all([RegistryRow(**{**kept, "recorded_to": None, **values})])

"""The annual extract of a unit or of a person, for the four organs, the appraisal office, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from duban.accountability.selectors.lists import RulingRow, ruling_rows
from duban.accountability.selectors.scope import decided
from duban.accountability.selectors.year.pages.own import results_of
from duban.accountability.selectors.year.pages.rows import Item
from duban.acts.sight.visibility import visible_rows
from duban.matters.policies import reads_all
from duban.measures.models import RegistryRow
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.papers.extract import Extract, ExtractMeasure, annual_extract
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.proceedings.models import ResponsiblePerson
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class ExtractPage:
    """An extract with whom it is about and the years that there are."""

    subject: str
    ref: str
    extract: Extract
    years: tuple[int, ...]
    rulings: tuple[RulingRow, ...] = ()
    results: tuple[Item, ...] = ()


def may_extract(actor: Actor) -> bool:
    """Whether somebody reads the extracts of others than the own ones."""
    return reads_all(actor) or any(post.function is Function.APPRAISAL for post in actor.posts)


@clause("4.6")
def unit_extract(*, actor: Actor, ref: str, year: int | None = None) -> ExtractPage:
    """The measures taken on a unit in a year; a unit reads its own."""
    unit = directory(actor.jurisdiction_id).unit_by_ref(ref)
    if not may_extract(actor) and unit.id not in actor.unit_ids:
        raise NotFound("没有找到，或不在您的范围内。")
    rows = RegistryRow.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, unit_id=unit.id, recorded_to=None
    )
    return _page(actor, unit.name, ref, rows, year, ("unit", unit.id))


@clause("4.6")
def person_extract(*, actor: Actor, ref: str, year: int | None = None) -> ExtractPage:
    """The measures in which a person was one of the three responsible persons; everybody reads the own one."""
    known = directory(actor.jurisdiction_id)
    person = next((row for row in known.people if row.ref == ref), None)
    if person is None or not (may_extract(actor) or person.id == actor.person_id):
        raise NotFound("没有找到，或不在您的范围内。")
    measures = ResponsiblePerson.objects.filter(person_id=person.id, object_kind__in=NAMES).values(
        "object_id"
    )
    rows = RegistryRow.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, measure_id__in=measures, recorded_to=None
    )
    return _page(actor, person.name, ref, rows, year, ("person", person.id))


def _page(
    actor: Actor, name: str, ref: str, rows: QuerySet[RegistryRow], year: int | None, subject: tuple[str, int]
) -> ExtractPage:
    today = clock.today()
    values = pack_in_force(actor.jurisdiction_id, today).get("evaluation_values", today)
    taken = [
        ExtractMeasure(
            kind=NAMES[row.kind],
            title=row.title,
            number=row.number,
            issued_on=row.issued_on,
            state=state_label(row.kind, row.state),
            rating=values[row.rating_index] if row.rating_index is not None else "",
            ref=row.case_ref,
        )
        for row in rows
    ]
    years = tuple(sorted({row.issued_on.year for row in taken} | {today.year}, reverse=True))
    shown = year or today.year
    rulings = decided(visible_rows(actor, "ruling")).filter(
        effective_on__year=shown, **{f"{subject[0]}_id": subject[1]}
    )
    return ExtractPage(
        name,
        ref,
        annual_extract(taken, shown, NAMES.values()),
        years,
        tuple(ruling_rows(actor, list(rulings.select_related("inquiry").order_by("effective_on", "pk")))),
        results_of(actor=actor, subject=subject, year=shown),
    )

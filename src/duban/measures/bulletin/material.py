"""What is known at the moment of an issue and what was known at the one before, read from rows that keep their past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from duban.acts.owing import duties
from duban.matters.models import Matter
from duban.measures.models import RegistryRow
from duban.mechanism.lifecycles import state_label
from duban.mechanism.papers.changes import Late, Material, MatterNow, MeasureNow
from duban.organisations.selectors import Directory, UnitRow, directory
from duban.proceedings.models import Rating
from duban.shared import clock


@dataclass(frozen=True)
class Span:
    """What an issue covers: from one moment to another, of one office or class of source or all (empty)."""

    since: datetime
    until: datetime
    office: str = ""
    field: str = ""


def gather(jurisdiction_id: int, span: Span) -> Material:
    """Everything for one issue, in four statements; of narrowed matters (缩小范围) only what was issued."""
    known = directory(jurisdiction_id)
    every = _matters(jurisdiction_id, span)
    matters = [row for row in every if not row.narrowed]
    cases = {row.case_id: row for row in matters}
    ratings = _ratings(jurisdiction_id, span)
    return Material(
        tuple(_matter(known, row, ratings.get(row.case_id, []), span) for row in matters),
        tuple(_measures(known, jurisdiction_id, span, {row.case.ref for row in every})),
        tuple(_late(known, jurisdiction_id, span, cases)),
    )


def _matters(jurisdiction_id: int, span: Span) -> list[Matter]:
    """The matters of the scope that a unit has taken on; those ended before the span are left out."""
    rows: QuerySet[Matter] = Matter.objects.filter(
        jurisdiction_id=jurisdiction_id, lead_unit_id__isnull=False
    )
    day = clock.day_of(span.since)
    rows = rows.filter(assigned_on__isnull=False).filter(Q(finished_on=None) | Q(finished_on__gte=day))
    if span.office:
        rows = rows.filter(office=span.office)
    if span.field:
        rows = rows.filter(source__source_class=span.field)
    return list(rows.select_related("source", "case").order_by("unit_rank", "pk"))


def _ratings(jurisdiction_id: int, span: Span) -> dict[int, list[Rating]]:
    """The ratings of every case that was rated within the span, the oldest first."""
    rated = Rating.objects.filter(jurisdiction_id=jurisdiction_id, at__gt=span.since, at__lte=span.until)
    rows = Rating.objects.filter(case__in=rated.values("case"), at__lte=span.until).order_by("at", "pk")
    found: dict[int, list[Rating]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _unit(known: Directory, unit_id: int | None) -> UnitRow:
    return known.unit(unit_id or 0)


def _matter(known: Directory, row: Matter, ratings: list[Rating], span: Span) -> MatterNow:
    unit = _unit(known, row.lead_unit_id)
    before = [one.index for one in ratings if one.at <= span.since]
    last = ratings[-1] if ratings else None
    now = last.index if last else row.rating_index
    assigned = row.assigned_on
    return MatterNow(
        ref=row.case.ref,
        title=row.title,
        unit=unit.short_name,
        sequence=unit.sequence,
        office=row.office,
        field=row.source.source_class,
        rating=now,
        before=(before[-1] if before else None) if ratings else now,
        progress=row.progress,
        problems=last.problems if last else "",
        suggestions=last.suggestions if last else "",
        known_before=assigned is not None and assigned <= clock.day_of(span.since),
    )


def _measures(known: Directory, jurisdiction_id: int, span: Span, cases: set[str]) -> list[MeasureNow]:
    """Each measure of the registry: as it stood at the end of the span, against how it stood at its beginning."""
    rows = RegistryRow.objects.filter(jurisdiction_id=jurisdiction_id, recorded_from__lte=span.until)
    rows = (
        rows.filter(measure_id__isnull=False)
        .filter(Q(recorded_to=None) | Q(recorded_to__gt=span.since))
        .order_by("measure_id", "recorded_from")
    )
    first: dict[int, RegistryRow] = {}
    last: dict[int, RegistryRow] = {}
    for row in rows:
        key = row.measure_id or 0
        first.setdefault(key, row)
        last[key] = row
    return [_measure(known, first[key], last[key], span) for key in last if last[key].case_ref in cases]


def _measure(known: Directory, first: RegistryRow, last: RegistryRow, span: Span) -> MeasureNow:
    unit = _unit(known, last.unit_id)
    fresh = first.recorded_from > span.since
    return MeasureNow(
        kind=last.kind,
        number=last.number,
        title=last.title,
        unit=unit.short_name,
        sequence=unit.sequence,
        fresh=fresh,
        ended=not last.running and (fresh or first.running),
        running=last.running,
        how=state_label(last.kind, last.state),
    )


def _late(known: Directory, jurisdiction_id: int, span: Span, cases: dict[int, Matter]) -> list[Late]:
    """What responsible units owed and had not done on its day; what was done since, and stood late before, is left out."""
    since, until = (clock.day_of(moment) for moment in (span.since, span.until))
    rows = duties.ever_owed(county=jurisdiction_id, counting=True, due_before=until)
    rows = rows.filter(duties.OPEN.query() | Q(late=True, due_on__gte=since, done_at__lte=span.until))
    found = []
    for row in rows.filter(case_id__isnull=False).order_by("due_on", "pk"):
        matter = cases.get(row.case_id or 0)
        if matter is not None and row.due_on is not None:
            unit = _unit(known, row.unit_id or matter.lead_unit_id)
            due = f"{row.due_on.month}月{row.due_on.day}日"
            found.append(
                Late(unit.short_name, unit.sequence, matter.title, row.label, due, row.due_on >= since)
            )
    return found

"""A county's month day by day: what falls due, what becomes overdue, what the system does by itself, who bears how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duban.acts.kinds import kinds
from duban.acts.models import Case, Obligation
from duban.acts.owing import duties
from duban.audit.access import KIND
from duban.audit.models import Entry
from duban.audit.selectors import done_by_itself
from duban.mechanism.clauses import CLAUSES, cite
from duban.mechanism.people.standing import Role
from duban.organisations.selectors import Directory, directory
from duban.shared import clock

COUNTY = "县委、县政府"
_REPORTS = "matter.report"
_REMINDING = ".sweep"
_CANDIDATE = "inquiry"


@dataclass(frozen=True)
class DutyLine:
    """Something owed: by which unit and whom, what, on which matter, under which clause.

    `report` marks a periodic report; `outcome` is open or how it ended, `late` whether after its day.
    """

    unit: str
    who: str
    label: str
    matter: str
    code: str
    cite: str
    due_on: date
    report: bool
    outcome: str
    late: bool


def last_day_of_records(jurisdiction_id: int) -> date | None:
    """The day of the last entry; None where nothing was ever recorded."""
    last = Entry.objects.filter(jurisdiction_id=jurisdiction_id).order_by("-n").first()
    return clock.day_of(last.occurred_at) if last is not None else None


def last_entry(jurisdiction_id: int) -> int:
    """The number of the last entry."""
    last = Entry.objects.filter(jurisdiction_id=jurisdiction_id).order_by("-n").first()
    return last.n if last is not None else 0


def due_on(jurisdiction_id: int, day: date) -> tuple[DutyLine, ...]:
    """What falls due on a day, whether still open or not."""
    return _lines(jurisdiction_id, duties.standing_so(duties.MET_OR_DUE, county=jurisdiction_id, due_on=day))


def newly_overdue(jurisdiction_id: int, day: date) -> tuple[DutyLine, ...]:
    """What was due the day before and is still open: overdue from this day on."""
    return _lines(jurisdiction_id, duties.still_open(county=jurisdiction_id, due_on=day - timedelta(days=1)))


def overdue_before(jurisdiction_id: int, day: date) -> int:
    """How much is overdue already when a day begins."""
    return duties.still_open(county=jurisdiction_id, due_before=day - timedelta(days=1)).count()


@dataclass(frozen=True)
class Happened:
    """What the system did by itself: the act and its sentence; `candidate` marks a candidate of article 五."""

    act: str
    sentence: str
    candidate: bool


def happened_since(jurisdiction_id: int, after: int) -> tuple[Happened, ...]:
    """What the system itself has done since an entry, reminders left out: expiries, candidates, ends of effect."""
    found = done_by_itself(jurisdiction_id=jurisdiction_id, after=after)
    return tuple(
        Happened(line.act, line.sentence, line.object_kind == _CANDIDATE)
        for line in found
        if not line.act.endswith(_REMINDING)
    )


def units_in_order(jurisdiction_id: int) -> tuple[str, ...]:
    """The short names of the units in 组织序列, the county itself first."""
    return (COUNTY, *(unit.short_name for unit in directory(jurisdiction_id).units))


def recorded_on(jurisdiction_id: int, day: date) -> int:
    """How many acts were done on a day that is over."""
    begin = clock.at(day)
    return Entry.objects.filter(
        jurisdiction_id=jurisdiction_id,
        outcome=Entry.Outcome.DONE,
        occurred_at__gte=begin,
        occurred_at__lt=begin + timedelta(days=1),
    ).exclude(object_kind=KIND).count()


def _lines(jurisdiction_id: int, rows: Iterable[Obligation]) -> tuple[DutyLine, ...]:
    found = list(rows)
    known = directory(jurisdiction_id)
    cases = Case.objects.in_bulk({row.case_id for row in found if row.case_id})
    order = {unit.id: place for place, unit in enumerate(known.units)}
    units = {row.pk: _unit(known, row) for row in found}
    found.sort(key=lambda row: (order.get(units[row.pk], -1), row.due_on or date.max, row.pk))
    return tuple(_line(known, row, units[row.pk], cases.get(row.case_id or 0)) for row in found)


def _unit(known: Directory, row: Obligation) -> int:
    """The unit that owes, or in which the person who owes holds a post; 0 for a leader of the county."""
    if row.unit_id or not row.person_id:
        return row.unit_id or 0
    return next((post.unit_id for post in known.posts_of(row.person_id) if post.unit_id), 0)


def _line(known: Directory, row: Obligation, unit_id: int, case: Case | None) -> DutyLine:
    person = known.person(row.person_id).name if row.person_id else ""
    return DutyLine(
        unit=known.unit(unit_id).short_name if unit_id else COUNTY,
        who=person or Role[row.role].value,
        label=row.label,
        matter=case.title if case is not None else _kind(row),
        code=case.code if case is not None else "",
        cite=cite(row.clause) if row.clause in CLAUSES else "",
        due_on=row.due_on or date.max,
        report=row.act == _REPORTS,
        outcome=row.outcome,
        late=row.late,
    )


def _kind(row: Obligation) -> str:
    spec = kinds().get(row.object_kind)
    found = spec.model._base_manager.filter(pk=row.object_id).first() if spec is not None else None
    return spec.title(found) if spec is not None and found is not None else ""

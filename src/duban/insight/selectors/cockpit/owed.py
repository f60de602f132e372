"""What is counted of duties: reports in time, late and missing; in whose hands lies what is overdue; and their list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.visibility import visible_rows
from duban.insight.selectors.work_desk.todos import bearer_name
from duban.matters.figures import Frame
from duban.matters.selectors import MatterFilter, narrowed_matters
from duban.mechanism.lifecycles import soft_acts
from duban.mechanism.lifecycles.matters import MATTER
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.people.standing import OFFICE_ROLES, ORGAN_ROLES, UNIT_ROLES, Role
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.pages import Page, bounds, counted

ON = (MATTER.kind, *NAMES)
_REPORT = "matter.report"
_SUPPLEMENT = "matter.supplement"
_UNIT = {*UNIT_ROLES.values(), Role.ASSIST}
_OFFICE = {*OFFICE_ROLES.values(), Role.CO_HEAD}
_BODY = set(ORGAN_ROLES.values())
_LEADER = {Role.LEADER, Role.MAIN_LEADER, Role.SECRETARY, Role.COUNTY_HEAD, Role.CONVENER}


def _reports(frame: Frame, act: str = _REPORT) -> Q:
    return Q(act=act) & frame.in_period("due_on") & duties.MET_OR_DUE.query()


def _due(frame: Frame) -> Q:
    """What was sent, and what ought to have been sent by today; what falls due today is still in time."""
    return _reports(frame) & (duties.DISCHARGED.query() | Q(due_on__lt=frame.today))


def _late(frame: Frame, roles: set[Role]) -> Q:
    return duties.OPEN.query() & Q(due_on__lt=frame.today) & _of_roles(roles) & ~Q(act__in=soft_acts())


def _of_roles(roles: set[Role]) -> Q:
    return Q(role__in=sorted(role.name for role in roles))


def _due_then(frame: Frame) -> Q:
    """What had fallen due from the beginning of the year of a day to that day."""
    return Q(act=_REPORT) & frame.so_far("due_on") & duties.MET_OR_DUE.query()


def _missing_then(frame: Frame) -> Q:
    later = Q(done_at__gte=clock.at(frame.on + timedelta(days=1)))
    return _due_then(frame) & (duties.OPEN.query() | (duties.DISCHARGED.query() & later))


_CONDITIONS: dict[str, Callable[[Frame], Q]] = {
    "report_due": _due,
    "report_in_time": lambda frame: _due(frame) & duties.DISCHARGED.query() & Q(late=False),
    "report_late": lambda frame: _due(frame) & duties.DISCHARGED.query() & Q(late=True),
    "report_missing": lambda frame: _due(frame) & duties.OPEN.query(),
    "reported": lambda frame: _due(frame) & duties.DISCHARGED.query(),
    "sent_back": lambda frame: _reports(frame, _SUPPLEMENT),
    "then_report_due": _due_then,
    "then_report_in_time": lambda frame: _due_then(frame) & duties.DISCHARGED.query() & Q(late=False),
    "then_report_missing": _missing_then,
    "late_unit": lambda frame: _late(frame, _UNIT),
    "late_office": lambda frame: _late(frame, _OFFICE),
    "late_leader": lambda frame: _late(frame, _LEADER),
    "awaited": lambda frame: duties.OPEN.query() & _of_roles(_UNIT),
    "late_body": lambda frame: _late(frame, _BODY),
}


@dataclass(frozen=True)
class OwedFilter:
    """Which duties: those of a figure, of the matters of a filter."""

    figure: str = "report_due"
    of: MatterFilter = MatterFilter()


@dataclass(frozen=True)
class OwedRow:
    """A duty in the list: of which matter, what, whose, by when, and how it ended."""

    case_ref: str
    code: str
    title: str
    label: str
    who: str
    due_on: date | None
    done_on: date | None
    outcome: str
    late: bool


def condition(key: str, frame: Frame) -> Q:
    """The condition of a figure of duties; KeyError for one that there is not."""
    return _CONDITIONS[key](frame)


def known_figures() -> frozenset[str]:
    """The keys of all figures of duties."""
    return frozenset(_CONDITIONS)


def owed_rows(actor: Actor, of: MatterFilter) -> QuerySet[Obligation]:
    """The duties that the actor may know of, on the matters of a filter and their measures."""
    rows: QuerySet[Obligation] = visible_rows(actor, "duty", on=ON)
    cases = narrowed_matters(actor, of).order_by().values("case_id")
    return rows.filter(case_id__in=cases)


def owed(*, actor: Actor, where: OwedFilter, frame: Frame, number: int = 1, size: int = 25) -> Page[OwedRow]:
    """A page of the list of a figure, the earliest day first."""
    number, size, start = bounds(number, size)
    rows = owed_rows(actor, where.of).filter(condition(where.figure, frame))
    total, beyond = counted(rows)
    shown = list(rows.select_related("case").order_by("due_on", "pk")[start : start + size + 1])
    return Page(
        tuple(_row(actor, row) for row in shown[:size]), number, size, total, beyond, more=len(shown) > size
    )


def _row(actor: Actor, duty: Obligation) -> OwedRow:
    case = duty.case
    return OwedRow(
        case_ref=case.ref if case else "",
        code=case.code if case else "",
        title=case.title if case else "",
        label=duty.label,
        who=bearer_name(actor, duty),
        due_on=duty.due_on,
        done_on=clock.day_of(duty.done_at) if duty.done_at else None,
        outcome=duty.get_outcome_display(),
        late=duty.late or (duties.is_open(duty) and duty.due_on is not None and duty.due_on < clock.today()),
    )

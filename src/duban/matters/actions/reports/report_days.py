"""Which report of a matter is owed, and which due day a report settles; the days are reckoned by the mechanism."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duban.acts.models import Obligation
from duban.acts.owing import duties, owed
from duban.acts.work import Work
from duban.matters.escalation import Running, running_measures
from duban.matters.models import Matter
from duban.matters.policies import bearer_of
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.reporting import (
    Course,
    ReportDue,
    beside_missed,
    due_from,
    next_due,
    ordinary_cycle,
    settled_by,
)
from duban.mechanism.ladder.steps import Feedback, feedback_cycle
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Role
from duban.rulebook.selectors import calendar, pack_for
from duban.shared import clock


def asked_by(kind: str) -> tuple[str, str]:
    """What a report is called that a measure asks for, or the matter itself, and the clause."""
    spine = SPINES.get(kind)
    return (spine.reports, spine.feedback) if spine else ("报送定期进展", "3.0")


def courses_of(matter: Matter, running: Sequence[Running], pack: Pack, on: date) -> tuple[Course, ...]:
    """What asks for reports of a matter: itself until it is reported done, and each running measure."""
    measures = tuple(Course(one.kind, one.feedback_days, one.limit_on) for one in running if one.asks)
    if matter.state not in states_of("matter", "underway"):
        return measures
    return (
        Course("matter", own_cycle(matter, pack, on), matter.due_on),
        *measures,
    )


def own_cycle(matter: Matter, pack: Pack, on: date) -> int:
    """The cycle of the matter itself, as it stands after its ratings."""
    return ordinary_cycle(matter.cycle_days or pack.get("report_cycle_days", on), matter.good_ratings, pack, on)


def cycle_of(work: Work, matter: Matter) -> Feedback:
    """The cycle in force: that of the running measures, else the matter's own."""
    ordinary = own_cycle(matter, pack_for(work), work.today)
    return feedback_cycle(ordinary, [(m.kind, m.feedback_days) for m in running_measures(work, matter) if m.asks])


def _courses(work: Work, matter: Matter) -> tuple[Course, ...]:
    return courses_of(matter, running_measures(work, matter), pack_for(work), work.today)


def _open(work: Work, matter: Matter) -> list[Obligation]:
    return owed.open_duties(work, "matter", matter, act="matter.report")


@clause("3.1.8", "3.2.9", "3.3.7")
def begin_reports(work: Work, matter: Matter) -> None:
    """Let the cycles run from today; a day that was set already and comes sooner stays, what was owed is absorbed."""
    due = next_due(work.today, _courses(work, matter), calendar(work.jurisdiction_id))
    rows = _open(work, matter)
    sooner = min((row for row in rows if _day(row) >= work.today), key=_day, default=None)
    if due is not None and sooner is not None and _day(sooner) < due.on:
        due = ReportDue(_day(sooner), due.source, sooner.provisional)
    owed.end(work, rows, Obligation.Outcome.ABSORBED)
    _owe(work, matter, due)


@clause("3.1.8")
def renew_reports(work: Work, matter: Matter, *, ended: bool) -> None:
    """Reckon the next day anew from the last settled one, since a cycle has ended or a limit was moved.

    What was missed stays owed, unless the cycle that asked for it has `ended`.
    """
    last = max(_settled_days(work, matter), default=work.today)
    due = due_from(last, _courses(work, matter), calendar(work.jurisdiction_id), work.today)
    gone = [row for row in _open(work, matter) if ended or _day(row) >= work.today]
    owed.end(work, gone, Obligation.Outcome.ABSORBED)
    _owe(work, matter, due)


def _settled_days(work: Work, matter: Matter) -> list[date]:
    return [
        row.due_on
        for row in duties.among(duties.DISCHARGED, owed.duties_of_case(work), act="matter.report", of=("matter", matter))
        if row.due_on is not None
    ]


@clause("3.1.8")
def owe_beside_missed(work: Work, matter: Matter) -> list[Obligation]:
    """A missed report stays owed, and the next one is owed beside it as soon as a report can settle it."""
    rows = _open(work, matter)
    if not rows:
        return []
    newest, added = max(map(_day, rows)), []
    terms = (_courses(work, matter), _early(work), calendar(work.jurisdiction_id), work.today)
    while (due := beside_missed(newest, *terms)) is not None:
        added.append(owe_report(work, matter, due))
        newest = due.on
    return added


def _owe(work: Work, matter: Matter, due: ReportDue | None) -> None:
    if due is not None:
        owe_report(work, matter, due)


def owe_report(work: Work, matter: Matter, due: ReportDue) -> Obligation:
    """Make the report of a due day owed by the unit."""
    return work.owe(
        "matter.report",
        bearer_of(matter, Role.LIAISON),
        *asked_by(due.source),
        obj=matter,
        kind="matter",
        due_on=due.on,
        provisional=due.provisional,
        counts=True,
    )


@clause("3.1.8", "3.2.9", "3.3.7")
def settle(work: Work, matter: Matter, on: date) -> date | None:
    """The due day that a report of a day settles, with what is owed after it; None where it is an extra one."""
    rows = sorted(_open(work, matter), key=_day)
    if not rows:
        return None
    days = [_day(row) for row in rows]
    previous = _previous(work, matter, rows[0])
    day = settled_by(on, days, previous, _early(work), calendar(work.jurisdiction_id))
    if day is None:
        return None
    owed.end(work, [row for row in rows if _day(row) == day], Obligation.Outcome.DONE, on)
    owed.end(work, [row for row in rows if _day(row) < day], Obligation.Outcome.ABSORBED)
    if days[-1] <= day:
        _owe(work, matter, due_from(day, _courses(work, matter), calendar(work.jurisdiction_id), work.today))
    return day


def _day(row: Obligation) -> date:
    return row.due_on or date.min


def _early(work: Work) -> int:
    return int(pack_for(work).get("report_early_workdays", work.today))


def _previous(work: Work, matter: Matter, first: Obligation) -> date:
    """The due day before the first that is open, or the day from which it was reckoned."""
    days = [clock.day_of(first.created_at), *_settled_days(work, matter)]
    return max((day for day in days if day < _day(first)), default=date.min)

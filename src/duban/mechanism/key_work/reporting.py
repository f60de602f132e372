"""When the reports of a matter fall due, and which due day a report settles (A11, A71, A72)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import first_workday_from, remaining
from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.lifecycles.measures import STORY
from duban.mechanism.parameters import Pack

_LONGEST = 366
"""No cycle is longer, in days."""


@dataclass(frozen=True)
class Course:
    """What asks for reports: the matter or a running measure, every how many natural days, and its own limit."""

    source: str
    interval_days: int
    limit_on: date


@dataclass(frozen=True)
class ReportDue:
    """The day of a report, for whom it is (the highest that still asks), and whether that year is unpublished."""

    on: date
    source: str
    provisional: bool


@clause("3.0")
def ordinary_cycle(days: int, good: int, pack: Pack, as_of: date) -> int:
    """The cycle of a matter that no measure is on: longer after so many good ratings in a row (A88).

    `good` are the ratings of the first kind since the last other one. What a measure asks for is said in its document,
    and nothing but a document changes it.
    """
    after = pack.get("relaxed_after_ratings", as_of)
    return min(days * pack.get("relaxed_cycle_times", as_of), _LONGEST) if after and good >= after else days


@clause("3.1.8", "3.2.9", "3.3.7")
def next_due(last: date, courses: Iterable[Course], calendar: Calendar) -> ReportDue | None:
    """The due day that follows `last`: the earliest that a course asks for; None once all limits are reached.

    A course asks one cycle after `last`, on a working day, and never after its limit: its last report is due on it.
    """
    asking = [course for course in courses if course.limit_on > last]
    if not asking:
        return None
    highest = max((course.source for course in asking), key=STORY.index)
    on, provisional = min(_asked(last, course, calendar) for course in asking)
    return ReportDue(on, highest, provisional)


def _asked(last: date, course: Course, calendar: Calendar) -> tuple[date, bool]:
    cycle = first_workday_from(last + timedelta(days=course.interval_days), calendar)
    return (cycle.on, cycle.provisional) if cycle.on <= course.limit_on else (course.limit_on, False)


@clause("3.1.8", "3.2.9", "3.3.7")
def due_from(last: date, courses: Iterable[Course], calendar: Calendar, today: date) -> ReportDue | None:
    """The first due day after `last` that is not over on a day."""
    courses = tuple(courses)
    due = next_due(last, courses, calendar)
    while due is not None and due.on < today:
        due = next_due(due.on, courses, calendar)
    return due


@clause("3.1.8")
def in_reach(
    due_on: date, previous: date, reported_on: date, early_workdays: int, calendar: Calendar
) -> bool:
    """Whether a report of a day can settle a due day: so many working days before it at most, and after the previous one.

    `previous` is the due day before it, or the day from which the cycle runs. What is overdue is in reach.
    """
    return reported_on > previous and remaining(due_on, reported_on, calendar).workdays <= early_workdays


@clause("3.1.8")
def settled_by(
    reported_on: date, open_days: Iterable[date], previous: date, early_workdays: int, calendar: Calendar
) -> date | None:
    """The one due day that a report settles, the latest in reach; None where it is an extra one.

    Earlier days that are still open were missed and are taken up in it; no later day is settled.
    """
    found = None
    for day in sorted(open_days):
        if not in_reach(day, previous, reported_on, early_workdays, calendar):
            break
        found = previous = day
    return found


@clause("3.1.8")
def beside_missed(
    newest: date, courses: Iterable[Course], early_workdays: int, calendar: Calendar, today: date
) -> ReportDue | None:
    """The report owed beside the newest open one, which was missed: from the day on which a report can settle it."""
    due = next_due(newest, courses, calendar)
    if due is None or not in_reach(due.on, newest, today, early_workdays, calendar):
        return None
    return due


@clause("3.1.8", "4.3")
def return_gate(returnable_until: date | None, rated: bool, as_of: date) -> Decision:
    """May a report be handed back for a supplement: within the term after it came, and not once it is rated (A73).

    `returnable_until` is the last day of that term, None where there is no report to hand back.
    """
    there = returnable_until is not None
    in_time = there and returnable_until is not None and as_of <= returnable_until
    return decide(
        "退回补报",
        [
            Reason(
                "3.1.8",
                "有已报送的进展",
                holds(there),
                "已报送。" if there else "还没有报送，或者已经退回、等待补报。",
                words="按要求定期向县委办公室或县政府办公室反馈整改情况",
                remedies=(Remedy("责任单位", "matter.report", "报送进展"),),
            ),
            Reason(
                "4.3",
                "在退回期限以内",
                holds(in_time),
                f"至迟 {returnable_until:%Y-%m-%d} 退回。" if returnable_until else "没有可退回的报告。",
                params=("report_return_workdays",),
                remedies=(Remedy("经办督查员", "matter.rate", "评价时写明问题，请单位下一期说明"),),
            ),
            Reason(
                "4.4",
                "还没有评价",
                holds(not rated),
                "已经评价，请单位下一期说明。" if rated else "尚未评价。",
                remedies=(Remedy("经办督查员", "matter.remind", "催办，请单位下一期说明"),),
            ),
        ],
    )


@clause("3.1.8")
def given_fault(given_on: date, since: date, as_of: date) -> str:
    """What is wrong with the day on which a report is said to have been given by telephone or on paper (A105)."""
    if given_on > as_of:
        return f"报来日期不能在今天以后，今天是 {as_of:%Y-%m-%d}。"
    return f"报来日期不能早于 {since:%Y-%m-%d}，那天才交办或者才报过上一期。" if given_on < since else ""


@clause("3.1.8")
def objection_gate(until: date | None, objected: bool, as_of: date) -> Decision:
    """May the unit object to a report that was entered for it: within the term after it was told, once (A105).

    `until` is the last day of that term, None where the last report was not entered for the unit.
    """
    return decide(
        "对代报提出异议",
        [
            Reason(
                "3.1.8",
                "上一份报告是代报的，在异议期以内",
                holds(until is not None and as_of <= until),
                f"至迟 {until:%Y-%m-%d} 提出。" if until else "上一份报告不是代报的。",
                params=("report_objection_workdays",),
                remedies=(Remedy("责任单位", "matter.report", "报送新的进展"),),
            ),
            Reason("3.1.8", "还没有提出过", holds(not objected), "已经提出。" if objected else "没有。"),
        ],
    )


@clause("3.1.8", "4.4")
def correction_gate(there: bool, rated: bool, by_whoever_let_it_out: bool) -> Decision:
    """May a report be corrected: until it is rated, by whoever lets the reports of the unit out (A105)."""
    return decide(
        "更正报告",
        [
            Reason(
                "3.1.8",
                "有已报送的进展",
                holds(there),
                "已报送。" if there else "还没有报送，或者已经退回、等待补报。",
                remedies=(Remedy("责任单位", "matter.report", "报送进展"),),
            ),
            Reason(
                "4.4",
                "还没有评价",
                holds(not rated),
                "已经评价，请在下一期说明。" if rated else "尚未评价。",
                remedies=(Remedy("责任单位", "matter.report", "报送新的进展"),),
            ),
            Reason(
                "1.2",
                "由单位流程的末一环节更正",
                holds(by_whoever_let_it_out),
                "符合。" if by_whoever_let_it_out else "本单位的报告须经审核或者确认，由审核、确认的领导更正。",
                remedies=(Remedy("分管领导或者主要领导", "matter.correct_report", "更正"),),
            ),
        ],
    )

"""What stands in the calendar: each sort is one set of rows and their day; the number of a day and its list ask the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from duban.acts.kinds import kind_of
from duban.acts.owing import duties
from duban.acts.sight.visibility import visible_rows
from duban.insight.selectors.cockpit import owed
from duban.insight.selectors.work_desk.desk import open_duties
from duban.insight.selectors.work_desk.todos import bearer_name
from duban.matters.figures import running
from duban.matters.models import Milestone
from duban.matters.selectors import MatterFilter, narrowed_matters
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import NAMES
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor


@dataclass(frozen=True)
class WhoseDays:
    """Whose days: of everything that somebody sees, of the matters of a filter, or (`own`) what that person owes alone."""

    actor: Actor
    where: MatterFilter = MatterFilter()
    own: bool = False

    @property
    def scoped(self) -> bool:
        """Whether only some matters are asked about."""
        return self.where != MatterFilter()

    def matters(self) -> QuerySet[Any]:
        """Their matters."""
        return narrowed_matters(self.actor, self.where).order_by()


@dataclass(frozen=True)
class DayLine:
    """A row of a day: what, of which case, who, and the page (`place` with `ref`) that tells more."""

    on: date
    at: str
    what: str
    title: str
    who: str
    place: str
    ref: str


@dataclass(frozen=True)
class Sort:
    """A sort of entries: `rows` gives those of somebody, `column` is their day, or with `moment` the moment of it."""

    key: str
    label: str
    means: str
    rows: Callable[[WhoseDays], QuerySet[Any]]
    entry: Callable[[Actor, Any, date, str], DayLine]
    column: str = "due_on"
    moment: bool = False
    beside: tuple[str, ...] = ("case",)

    def between(self, asked: WhoseDays, first: date, last: date) -> QuerySet[Any]:
        """Those of the days from one to another, both included."""
        if self.moment:
            begin, end = clock.at(first), clock.at(last + timedelta(days=1))
            return self.rows(asked).filter(**{f"{self.column}__gte": begin, f"{self.column}__lt": end})
        return self.rows(asked).filter(**{f"{self.column}__gte": first, f"{self.column}__lte": last})

    def counts(self, asked: WhoseDays, first: date, last: date) -> Mapping[date, int]:
        """How many there are on each of the days, days without any left out."""
        day = TruncDate(self.column) if self.moment else F(self.column)
        rows = self.between(asked, first, last).order_by().annotate(of_day=day)
        return dict(rows.values_list("of_day").annotate(count=Count("pk")))

    def entries(self, asked: WhoseDays, first: date, last: date, start: int, stop: int) -> list[DayLine]:
        """Those from one place to another, in the order of their days."""
        rows = self.between(asked, first, last).select_related(*self.beside).order_by(self.column, "pk")
        return [self._entry(asked.actor, row) for row in rows[start:stop]]

    def _entry(self, actor: Actor, row: Any) -> DayLine:
        when = getattr(row, self.column)
        return self.entry(actor, row, clock.day_of(when), clock.text(when, "%H:%M") if self.moment else "")


def _due(asked: WhoseDays) -> QuerySet[Any]:
    if asked.own:
        return open_duties(asked.actor)
    if asked.scoped:
        return duties.still_open(owed.owed_rows(asked.actor, asked.where))
    return duties.still_open(visible_rows(asked.actor, "duty"))


def _limits(asked: WhoseDays) -> QuerySet[Any]:
    return asked.matters().filter(running(), finished_on=None)


def _points(asked: WhoseDays) -> QuerySet[Any]:
    of_case = asked.matters().filter(running(), case_id=OuterRef("case_id"))
    rows = Milestone._base_manager.filter(jurisdiction_id=asked.actor.jurisdiction_id, dropped_at=None, reached_on=None)
    return rows.filter(Exists(of_case))


def _deadlines(asked: WhoseDays) -> QuerySet[Any]:
    return _of_scope(asked, issued_measures(asked.actor, besides="over"))


def _interviews(asked: WhoseDays) -> QuerySet[Any]:
    return _of_scope(asked, issued_measures(asked.actor, "interview", besides="annulled"))


def issued_measures(actor: Actor, *kinds: str, besides: str) -> QuerySet[Any]:
    """The measures of some kinds, else of all three, that were issued, but those in a state of which a word holds."""
    asked = ((kind, visible_rows(actor, kind).filter(issued_at__isnull=False)) for kind in kinds or NAMES)
    return reduce(or_, (rows.exclude(state__in=states_of(kind, besides)) for kind, rows in asked))


def _of_scope(asked: WhoseDays, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(matter__in=asked.matters().values("pk")) if asked.scoped else rows


def _hearings(asked: WhoseDays) -> QuerySet[Any]:
    rows = visible_rows(asked.actor, "hearing").filter(state__in=states_of("hearing", "awaited"))
    return rows.filter(Q(pk__in=())) if asked.scoped else rows


def _of_duty(actor: Actor, row: Any, on: date, at: str) -> DayLine:
    title, ref = (row.case.title, row.case.ref) if row.case else ("", "")
    return DayLine(on, at, row.label, title, bearer_name(actor, row), "case" if ref else "", ref)


def _of_matter(actor: Actor, row: Any, on: date, at: str) -> DayLine:
    return DayLine(on, at, "办理时限", row.title, _unit(actor, row.lead_unit_id), "case", row.case.ref)


def _of_point(actor: Actor, row: Any, on: date, at: str) -> DayLine:
    return DayLine(on, at, f"节点：{row.title}", row.case.title, "", "case", row.case.ref)


def _of_measure(actor: Actor, row: Any, on: date, at: str) -> DayLine:
    what = f"{NAMES[row.kind]}{row.number}{'' if at else '整改时限'}"
    return DayLine(on, at, what, row.case.title, _unit(actor, row.unit_id), "case", row.case.ref)


def _of_hearing(actor: Actor, row: Any, on: date, at: str) -> DayLine:
    title, unit = kind_of("hearing").title(row), _unit(actor, row.answering_unit_id)
    return DayLine(on, at, "提交说明的期限", title, unit, "hearing", row.ref)


def _unit(actor: Actor, key: int | None) -> str:
    return directory(actor.jurisdiction_id).unit(key).short_name if key else ""


SORTS = (
    Sort("due", "应办到期", "还没有办的事，当天到期", _due, _of_duty),
    Sort("limit", "办理时限", "在办事项，办理时限是当天", _limits, _of_matter),
    Sort("point", "节点", "在办事项的节点，应在当天完成，还没有完成", _points, _of_point),
    Sort("deadline", "整改时限", "已印发、未结束的督办措施，整改时限是当天", _deadlines, _of_measure, "deadline"),
    Sort(
        "interview", "‹联席约谈›", "通知在当天召开的‹联席约谈›，开过的也列", _interviews, _of_measure,
        "planned_at", moment=True,
    ),
    Sort(
        "hearing", "听取说明", "追责前听取说明，提交说明的最后一天", _hearings, _of_hearing,
        beside=("case", "inquiry", "inquiry__case"),
    ),
)  # fmt: skip
OWN = SORTS[:1]


def sorts_of(asked: WhoseDays) -> tuple[Sort, ...]:
    """What a calendar has: of what somebody owes alone nothing but that."""
    return OWN if asked.own else SORTS

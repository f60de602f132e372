"""What is counted of matters: each figure is one condition, which gives the number its rows and the list the same rows.

A floor above adds the figures that it alone can tell (`register_figures`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from duban.acts.owing import duties
from duban.acts.owing.bearing import vacancies
from duban.matters.models import Milestone
from duban.mechanism.dates.months import months_after
from duban.mechanism.key_work.figures import Bands, period_of
from duban.mechanism.lifecycles import states_of
from duban.shared import clock


@dataclass(frozen=True)
class Frame:
    """In what frame a figure is counted: county, today, year or `quarter`, the day or month of a figure of one, who asks."""

    county: int
    today: date
    year: int
    on: date
    bands: Bands
    person: int | None = None
    quarter: int | None = None

    @cached_property
    def monday(self) -> date:
        """The first day of this week."""
        return self.today - timedelta(days=self.today.weekday())

    @cached_property
    def month_end(self) -> date:
        """The last day of the month of `on`, or today where that lies ahead."""
        return min(months_after(self.on.replace(day=1), 1) - timedelta(days=1), self.today)

    def ago(self, days: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days)

    @cached_property
    def period(self) -> tuple[date, date]:
        """The first and the last day of the year, or of the quarter."""
        return period_of(self.year, self.quarter)

    def in_period(self, column: str) -> Q:
        """A day of the year, or of the quarter."""
        first, last = self.period
        return Q(**{f"{column}__gte": first, f"{column}__lte": last})

    def so_far(self, column: str) -> Q:
        """A day from the beginning of its year to `on`."""
        return Q(**{f"{column}__gte": date(self.on.year, 1, 1), f"{column}__lte": self.on})


Condition = Callable[[Frame], Q]
_conditions: dict[str, Condition] = {}


def register_figures(**conditions: Condition) -> None:
    """Add figures: by key the condition that a matter meets."""
    _conditions.update(conditions)


def figure(key: str, frame: Frame) -> Q:
    """The condition of a figure; KeyError for one that nobody has told."""
    return _conditions[key](frame)


def known_figures() -> frozenset[str]:
    """The keys of all figures of matters."""
    return frozenset(_conditions)


def running() -> Q:
    """Matters that are in hand."""
    return Q(state__in=states_of("matter", "running"))


def on_books(frame: Frame) -> Q:
    """Matters in hand, and those finished in the year, of which a quarter is asked too."""
    return running() | (Q(state__in=states_of("matter", "closed")) & replace(frame, quarter=None).in_period("finished_on"))


def late_duties(frame: Frame) -> Q:
    """The responsible unit owes something whose day is over, and somebody there can do it."""
    owed = duties.still_open(county=frame.county, counting=True, due_before=frame.today)
    return Q(case_id__in=owed.exclude(vacancies(frame.county)).values("case_id"))


def _late_points(frame: Frame) -> Q:
    """Points that fell due since the unit has the matter; those of other matters are put aside before these are compared."""
    rows = Milestone._base_manager.filter(
        jurisdiction_id=frame.county, dropped_at=None, reached_on=None, due_on__lt=frame.today
    )
    began = Coalesce(OuterRef("assigned_on"), OuterRef("registered_on"))
    return Q(case_id__in=rows.values("case_id")) & Q(
        Exists(rows.filter(case_id=OuterRef("case_id"), due_on__gte=began))
    )


def _late_then(frame: Frame, end: date) -> Q:
    """Something was owed at the end of a day whose own day was over then."""
    owed = duties.standing_so(duties.MET_OR_DUE, county=frame.county, counting=True, due_before=end)
    met_later = duties.DISCHARGED.query() & Q(done_at__gte=clock.at(end + timedelta(days=1)))
    return Q(case_id__in=owed.filter(duties.OPEN.query() | met_later).values("case_id"))


def _finished(frame: Frame, limit: str) -> Q:
    """What had to be finished in the year: its day is over, or it was finished; on the day itself it is still in time."""
    over = Q(**{f"{limit}__lt": frame.today}) | Q(finished_on__isnull=False)
    first, last = frame.period
    early = Q(**{f"{limit}__gt": last}) & frame.in_period("finished_on")
    early_before = Q(finished_on__isnull=True) | Q(finished_on__gte=first)
    return _kept() & ((frame.in_period(limit) & over & early_before) | early)


def _kept() -> Q:
    """In hand or closed: neither stopped nor withdrawn."""
    return Q(state__in=(*states_of("matter", "running"), *states_of("matter", "closed")))


def _met(frame: Frame, limit: str) -> Q:
    return _finished(frame, limit) & Q(finished_on__lte=F(limit))


def _late_between(frame: Frame, least: int, most: int | None) -> Q:
    found = running() & Q(next_due_on__lte=frame.ago(least))
    return found if most is None else found & Q(next_due_on__gte=frame.ago(most))


def _quiet(frame: Frame) -> Q:
    since = frame.ago(frame.bands.quiet)

    def nothing(column: str) -> Q:
        return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__lt": since})

    return running() & Q(assigned_on__lt=since) & nothing("reported_on") & nothing("rated_on")


def _with_unit() -> Q:
    return Q(state__in=states_of("matter", "with_unit"), finished_on__isnull=True)


register_figures(
    in_hand=lambda frame: running(),
    overdue=lambda frame: running() & Q(next_due_on__lt=frame.today),
    red_rating=lambda frame: running() & Q(rating_index=2),
    red_limit=lambda frame: _with_unit() & Q(due_on__lt=frame.today),
    red_point=lambda frame: running() & Q(finished_on__isnull=True) & _late_points(frame),
    red_duty=lambda frame: running() & late_duties(frame),
    late_week=lambda frame: _late_between(frame, 1, frame.bands.short),
    late_month=lambda frame: _late_between(frame, frame.bands.short + 1, frame.bands.long),
    late_longer=lambda frame: _late_between(frame, frame.bands.long + 1, None),
    red_in_time=lambda frame: running()
    & Q(rating_index=2)
    & (Q(next_due_on__gte=frame.today) | Q(next_due_on__isnull=True)),
    due_next=lambda frame: running() & Q(next_due_on=frame.on),
    new_week=lambda frame: Q(registered_on__gte=frame.monday),
    reported_week=lambda frame: Q(reported_on__gte=frame.monday),
    rated_week=lambda frame: Q(rated_on__gte=frame.monday),
    finished_week=lambda frame: Q(finished_on__gte=frame.monday),
    quiet=_quiet,
    new_month=lambda frame: _in_month(frame, "registered_on"),
    finished_month=lambda frame: _in_month(frame, "finished_on"),
    late_month_end=lambda frame: _late_then(frame, frame.month_end),
    then_in_hand=lambda frame: _kept() & Q(assigned_on__lte=frame.on) & (Q(finished_on=None) | Q(finished_on__gt=frame.on)),
    then_late=lambda frame: _late_then(frame, min(frame.on, frame.today)),
    then_finished=lambda frame: _kept() & frame.so_far("finished_on"),
    own_word=lambda frame: Q(source__leader=frame.person or 0),
    own_inspected=lambda frame: running() & Q(inspector=frame.person or 0),
    new_period=lambda frame: frame.in_period("registered_on"),
    finished_period=lambda frame: _kept() & frame.in_period("finished_on"),
    done_due=lambda frame: _finished(frame, "due_on"),
    done_in_time=lambda frame: _met(frame, "due_on"),
    done_due_first=lambda frame: _finished(frame, "original_due_on"),
    done_in_time_first=lambda frame: _met(frame, "original_due_on"),
    extended=lambda frame: on_books(frame) & Q(due_on__gt=F("original_due_on")),
    on_books=on_books,
)


def _in_month(frame: Frame, column: str) -> Q:
    first = frame.on.replace(day=1)
    return Q(**{f"{column}__gte": first, f"{column}__lt": months_after(first, 1)})

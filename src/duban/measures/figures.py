"""What is counted of matters by the measures taken on them: how the ladder is used, and whether it works."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from django.db.models import Exists, OuterRef, Q, QuerySet

from duban.matters.figures import Frame, on_books, register_figures
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.shared import clock


def _issued(kind: str, frame: Frame) -> Q:
    rows = _of(frame).filter(_within("issued_at", frame), kind=kind)
    rows = rows.exclude(state__in=states_of(kind, "annulled"))
    return on_books(frame) & Q(pk__in=rows.values("matter"))


def _of(frame: Frame) -> QuerySet[Measure]:
    return Measure._base_manager.filter(jurisdiction_id=frame.county)


def _closed_letters(frame: Frame) -> QuerySet[Measure]:
    closed = _of(frame).filter(kind="letter", state__in=states_of("letter", "closed"))
    return closed.filter(_within("ended_at", frame))


def _within(column: str, frame: Frame) -> Q:
    first, last = frame.period
    return Q(**{f"{column}__gte": clock.at(first), f"{column}__lt": clock.at(last + timedelta(days=1))})


def _recovered(frame: Frame) -> Q:
    return Q(pk__in=_closed_letters(frame).values("matter"))


def _returned(frame: Frame) -> Q:
    later = Measure._base_manager.filter(matter=OuterRef("matter"), issued_at__gt=OuterRef("ended_at"))
    return Q(pk__in=_closed_letters(frame).filter(Exists(later)).values("matter"))


def _decided(frame: Frame) -> Q:
    mine = _of(frame).filter(approver=frame.person or 0, issued_at__isnull=False)
    return Q(pk__in=mine.values("matter"))


register_figures(
    lettered=lambda frame: _issued("letter", frame),
    interviewed=lambda frame: _issued("interview", frame),
    listed=lambda frame: _issued("listing", frame),
    recovered=_recovered,
    returned=_returned,
    own_decided=_decided,
)


@clause("3.1.8")
def days_to_recovery(matters: QuerySet[Matter], frame: Frame) -> float | None:
    """The median of natural days from the issue of a letter to its 销号, of those closed in the year; None without any."""
    spans = _closed_letters(frame).filter(matter__in=matters.order_by().values("pk"))
    found = [
        (clock.day_of(ended) - clock.day_of(issued)).days
        for issued, ended in spans.values_list("issued_at", "ended_at")
        if issued is not None and ended is not None
    ]
    return median(found) if found else None

"""What is counted of matters by looking at them again: how many were, and how many of these were taken up again."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duban.burden.models import Drawn, Reopening
from duban.matters.figures import Frame, register_figures
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of


def _looked(frame: Frame) -> QuerySet[Drawn]:
    """What two persons looked at in the year or quarter."""
    done = states_of("visit", "done")
    first, last = frame.period
    rows = Drawn._base_manager.filter(jurisdiction_id=frame.county, visit__state__in=done)
    return rows.filter(visit__looked_on__gte=first, visit__looked_on__lte=last)


@clause("3.0", "4.2")
def _reopened(frame: Frame) -> Q:
    approved = states_of("reopening", "approved")
    rows = Reopening._base_manager.filter(state__in=approved, drawn__in=_looked(frame))
    return Q(pk__in=rows.values("matter"))


register_figures(looked_again=lambda frame: Q(pk__in=_looked(frame).values("matter")), reopened=_reopened)

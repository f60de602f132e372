"""How a measure ends: its duties end, and the report goes back to the cycle that remains."""

from __future__ import annotations

from duban.acts import owed
from duban.acts.models import Obligation
from duban.acts.work import Work
from duban.matters.actions.report_days import renew_reports
from duban.matters.escalation import running_measures
from duban.matters.models import Matter
from duban.measures.models import Measure

_ORDER = ("letter", "interview", "listing")


def end_measure(work: Work, measure: Measure) -> None:
    """End what was owed on the measure and reckon the next report by the cycles that still run."""
    owed.end(work, owed.open_duties(work, measure.kind, measure), Obligation.Outcome.CANCELLED)
    matter: Matter = measure.matter
    renew_reports(work, matter, ended=True)
    work.refresh(matter, step=highest_step(work, matter))


def highest_step(work: Work, matter: Matter) -> str:
    """The highest step of the ladder on which the matter now stands: that of its highest running measure."""
    kinds = [measure.kind for measure in running_measures(work, matter)]
    return max(kinds, key=_ORDER.index, default="matter")

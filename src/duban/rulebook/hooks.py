"""What the rulebook hands down: its kinds, and how terms are reckoned."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import duban.rulebook.actions  # noqa: F401 - its functions become the actions of their acts
from duban.acts import kinds, terms
from duban.acts.kinds import Bearer, Kind
from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.mechanism.deadlines import due_after_workdays, next_report_due
from duban.mechanism.parameters import PARAMETERS, Pack
from duban.rulebook.models import CalendarYear, Notice
from duban.rulebook.policies import bearer, of_calendar, of_notice, visible
from duban.rulebook.selectors import calendar, pack_by_hash, pack_in_force


def pack_for(work: Work) -> Pack:
    """The pack that judges an act: the one that its case keeps, else the one of the day."""
    if work.case is not None and work.case.pack_hash:
        with suppress(LookupError):
            return pack_by_hash(work.jurisdiction_id, work.case.pack_hash)
    return pack_in_force(work.jurisdiction_id, work.today)


@clause("3.1.7", "3.1.8")
def reckon(work: Work, days: str | int) -> tuple[date, bool]:
    """The last day of a term from today: a number of working days, or a parameter in working or natural days."""
    known = calendar(work.jurisdiction_id)
    key = str(days)
    if key.isdecimal():
        deadline = due_after_workdays(work.today, int(key), known)
    else:
        count = int(pack_for(work).get(key, work.today))
        natural = PARAMETERS[key].unit == "天"
        deadline = (next_report_due if natural else due_after_workdays)(work.today, count, known)
    return deadline.on, deadline.provisional


def install() -> None:
    """Register everything; called when the app is ready."""
    kinds.register_kind(
        Kind(
            "notice",
            Notice,
            title=str,
            subject=of_notice,
            bearer=bearer,
            visible=visible,
            related=("jurisdiction",),
        )
    )
    kinds.register_kind(
        Kind(
            "calendar",
            CalendarYear,
            title=str,
            subject=of_calendar,
            bearer=lambda year, role: Bearer(role),
            visible=lambda actor, year, roles: True,
            related=("jurisdiction",),
        )
    )
    terms.register_reckoning(reckon)

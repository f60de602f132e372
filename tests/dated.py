"""As a program: the days of the demo of DUBAN_DATA on a day; says which duty, figure or light contradicts them.

python -m tests.dated 2026-11-30T06:30
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date

import django

django.setup()

from django_scopes import scopes_disabled  # noqa: E402

from duban.acts.models import Obligation  # noqa: E402
from duban.jobs.moments import moment  # noqa: E402
from duban.matters.actions.reports.report_days import asked_by  # noqa: E402
from duban.matters.facts import owed_days, progress_of, read_basis  # noqa: E402
from duban.matters.models import Matter  # noqa: E402
from duban.measures.models import Measure  # noqa: E402
from duban.mechanism.lifecycles.measures import SPINES  # noqa: E402
from duban.mechanism.words.named import USUAL_WORDS  # noqa: E402
from duban.shared import clock  # noqa: E402


def beyond_limits() -> Iterator[str]:
    """Reports owed after the limit of the matter or of the measure for which they are."""
    sources = {USUAL_WORDS.say(asked_by(kind)[0]): kind for kind in ("matter", *SPINES)}
    rows = Obligation.objects.filter(outcome=Obligation.Outcome.OPEN, act="matter.report").select_related(
        "case"
    )
    for row in rows:
        limit = _limit(row.case_id, sources[row.label])
        if row.due_on is None or row.due_on > limit:
            yield f"{row.case.code} {row.label} {row.due_on} after {limit}"


def _limit(case_id: int, source: str) -> date:
    if source == "matter":
        return Matter.objects.get(case_id=case_id).due_on
    running = Measure.objects.filter(case_id=case_id, kind=source, issued_at__isnull=False, ended_at=None)
    return max(row.deadline for row in running if row.deadline)


def running_on(today: date) -> Iterator[str]:
    """Finished matters that count days, miss points or still owe reports."""
    for matter in Matter.objects.filter(finished_on__isnull=False).select_related("case"):
        basis = read_basis(matter)
        state = progress_of(matter, basis.milestones, today)
        owed = [duty.label for duty in basis.duties if duty.outcome == "open" and duty.act == "matter.report"]
        if state.overdue_days or state.missed or owed:
            yield f"{matter.case.code} {matter.state}: {state.overdue_days} days, {len(state.missed)} points, {owed}"


def before_the_task(today: date) -> Iterator[str]:
    """Matters for which a day counts that fell before their unit had them."""
    for matter in Matter.objects.filter(state__in=("assigned", "returned", "underway")).select_related(
        "case"
    ):
        basis = read_basis(matter)
        since = matter.assigned_on or today
        early = [due.what for due in owed_days(matter, basis) if due.on < since]
        early += [
            point.title
            for point in progress_of(matter, basis.milestones, today).missed
            if point.due_on < since
        ]
        if early:
            yield f"{matter.case.code}: {'、'.join(early)}"


if __name__ == "__main__":
    with clock.moved_to(moment(sys.argv[1])), scopes_disabled():
        day = clock.today()
        found = [*beyond_limits(), *running_on(day), *before_the_task(day)]
        print(json.dumps({"looked at": Matter.objects.count(), "wrong": found}, ensure_ascii=False))

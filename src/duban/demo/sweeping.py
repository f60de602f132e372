"""The sweep as the demo lives through it: the same acts that the job starts."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from duban.accountability.selectors.due import acts_due
from duban.acts.registry import action_for
from duban.insight.selectors.county.due import matters_to_sweep, measures_due
from duban.measures.models import Measure
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo
from duban.shared.errors import Invalid

_DAY = timedelta(days=1)


def sweep_county(jurisdiction_id: int) -> int:
    """Do what has fallen due in one county; returns how many acts that were."""
    memo.forget()
    actor, today = system_actor(jurisdiction_id, clock.today()), clock.today()
    count = _start(actor, measures_due(actor, today))
    count += _start(actor, acts_due(actor, today))
    return count + _start(actor, [("matter.sweep", {"ref": ref}) for ref in matters_to_sweep(actor, today)])


def morning_after_limit(before: datetime) -> datetime | None:
    """The first morning from now on, and before a moment, after the last day of a listing."""
    known = Measure.objects.filter(kind="listing", deadline__gte=clock.today() - _DAY, deadline__lt=clock.day_of(before))
    days = known.values_list("deadline", flat=True).order_by("deadline")
    mornings = (clock.at(day + _DAY, time(8)) for day in days if day is not None)
    return next((morning for morning in mornings if clock.now() < morning < before), None)


def _start(actor: Actor, todo: list[tuple[str, dict[str, Any]]]) -> int:
    done = 0
    for key, values in todo:
        try:
            action_for(key)(actor=actor, **values)
            done += 1
        except Invalid:
            continue
    return done

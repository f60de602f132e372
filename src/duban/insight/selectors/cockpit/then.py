"""How it stood on a past day, as far as the record tells by its days; and beside it how it stands today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from duban.insight.selectors.cockpit import owed
from duban.insight.selectors.cockpit.overview import MATTERS, OWED, Tally, number_of
from duban.matters.figures import Frame, figure
from duban.matters.selectors import MatterFilter, frame_of, narrowed_matters
from duban.mechanism.clauses import clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.key_work.figures import DUTY_FIGURES, MATTER_FIGURES
from duban.shared.actor import Actor

_MATTERS = ("then_in_hand", "then_late", "then_finished")
_OWED = ("then_report_due", "then_report_in_time", "then_report_missing")


@dataclass(frozen=True)
class Compared:
    """A figure on a past day and today."""

    then: Tally
    now: Tally

    @property
    def more(self) -> int:
        """How much more it is today; less than nothing where it is less."""
        return self.now.count - self.then.count


@dataclass(frozen=True)
class Then:
    """A past day beside today."""

    on: date
    rows: tuple[Compared, ...]


def month_before(today: date) -> date:
    """The same day of last month, or its last day where it has no such day."""
    return months_after(today, -1)


@clause("4.2", "4.4")
def then(*, actor: Actor, where: MatterFilter, address: Mapping[str, str]) -> Then:
    """Both days by the same figures, in one statement for matters and one for duties.

    `where.on` is the past day, a day that is not past counts as today. Only what the record dates is told: who was responsible
    and what was stopped is as it is now.
    """
    frame = frame_of(actor, where)
    past, now = replace(frame, on=min(frame.on, frame.today)), replace(frame, on=frame.today)
    counts = {
        **_counted(narrowed_matters(actor, where), figure, _MATTERS, past, now),
        **_counted(owed.owed_rows(actor, where), owed.condition, _OWED, past, now),
    }
    known = {**MATTER_FIGURES, **DUTY_FIGURES}

    def tally(key: str, of: Frame) -> Tally:
        within = {**address, "on": of.on.isoformat()}
        return number_of(known[key], counts[key, of.on], OWED if key in _OWED else MATTERS, of, within)

    return Then(past.on, tuple(Compared(tally(key, past), tally(key, now)) for key in (*_MATTERS, *_OWED)))


def _counted(rows: QuerySet[Any], told: Any, keys: tuple[str, ...], *frames: Frame) -> dict[tuple[str, date], int]:
    asked = {f"{key}_{of.on:%Y%m%d}": (key, of) for key in keys for of in frames}
    counts = {name: Count("pk", filter=told(key, of)) for name, (key, of) in asked.items()}
    found = rows.order_by().aggregate(**counts)
    return {(key, of.on): found[name] for name, (key, of) in asked.items()}

"""Rows of 减负 as the mechanism is told of them."""

from __future__ import annotations

from duban.burden.models import Drawn, LookbackDraw, LookbackPlan, Reopening
from duban.matters.models import Matter
from duban.mechanism.burden.lookback import QUARTERS, STANDS, quarter_span
from duban.mechanism.lifecycles import states_of
from duban.shared import clock


def over_before(row: LookbackPlan, quarter: int) -> bool:
    """Whether a quarter was over when its seed was recorded: it is drawn by none, for its list was known."""
    return quarter_span(row.year, quarter)[1] < clock.day_of(row.created_at)


def left(row: LookbackPlan) -> list[int]:
    """The quarters that are still to be drawn."""
    there = set(LookbackDraw.objects.filter(plan=row).values_list("quarter", flat=True))
    return [one for one in QUARTERS if one not in there and not over_before(row, one)]


def fallen(matter: Matter) -> Drawn | None:
    """What two persons found of a matter last, where it does not stand and nobody has asked yet to take it up again."""
    done = states_of("visit", "done")
    last = Drawn.objects.filter(matter=matter, visit__state__in=done).order_by("-visit__looked_on", "-pk").first()
    if last is None or last.result == STANDS or Reopening.objects.filter(drawn=last).exists():
        return None
    return last

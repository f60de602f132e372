"""催办 counted by unit and month, of the matters that the reader sees."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from duban.acts.sight.visibility import visible_rows
from duban.matters.models import Reminder
from duban.shared.actor import Actor


class Reminded(NamedTuple):
    """How often a unit was urged in a month: `by_hand` by message or telephone, `urgent` at once."""

    unit_id: int
    year: int
    month: int
    by_hand: int
    urgent: int


def reminders_by_month(actor: Actor, since: date, until: date) -> list[Reminded]:
    """The reminders from one day to another, month by month and unit by unit. One statement."""
    seen = visible_rows(actor, "matter").values("case_id")
    rows = Reminder.objects.filter(case__in=seen, on__gte=since, on__lte=until)
    urgent = Q(way=Reminder.Way.URGENT)
    counted = rows.values("unit_id", year=ExtractYear("on"), month=ExtractMonth("on")).annotate(
        by_hand=Count("pk", filter=~urgent), urgent=Count("pk", filter=urgent)
    )
    return [Reminded(**row) for row in counted.order_by("year", "month", "unit_id")]

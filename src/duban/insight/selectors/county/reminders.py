"""催办 counted by unit and month, of the matters that the reader sees."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from duban.acts.sight.visibility import visible_rows
from duban.matters.models import Reminder
from duban.mechanism.key_work.reminding import GROUNDS
from duban.shared.actor import Actor


class Reminded(NamedTuple):
    """How often a unit was urged in a month: `by_hand` by message or telephone, `urgent` at once."""

    unit_id: int
    year: int
    month: int
    by_hand: int
    urgent: int


class Pressed(NamedTuple):
    """One that was urgent: when, whom, by whom, on which ground and with which words."""

    on: date
    unit_id: int
    by: str
    ground: str
    text: str
    case_ref: str


def reminders_by_month(actor: Actor, since: date, until: date) -> list[Reminded]:
    """The reminders from one day to another, month by month and unit by unit. One statement."""
    rows = _seen(actor, since, until)
    urgent = Q(way=Reminder.Way.URGENT)
    counted = rows.values("unit_id", year=ExtractYear("on"), month=ExtractMonth("on")).annotate(
        by_hand=Count("pk", filter=~urgent), urgent=Count("pk", filter=urgent)
    )
    return [Reminded(**row) for row in counted.order_by("year", "month", "unit_id")]


def pressed_between(actor: Actor, since: date, until: date) -> list[Pressed]:
    """What was urged at once from one day to another, the latest first: everybody who sees the matter may read why."""
    rows = _seen(actor, since, until).filter(way=Reminder.Way.URGENT).order_by("-on", "-pk")
    told = rows.values_list("on", "unit_id", "by", "ground", "text", "case__ref")
    return [Pressed(on, unit, by, GROUNDS[ground], text, ref) for on, unit, by, ground, text, ref in told]


def _seen(actor: Actor, since: date, until: date) -> QuerySet[Reminder]:
    seen = visible_rows(actor, "matter").values("case_id")
    return Reminder.objects.filter(case__in=seen, on__gte=since, on__lte=until)

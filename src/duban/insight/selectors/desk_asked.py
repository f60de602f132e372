"""What a desk asks of the database, each statement made once for equal conditions: every desk asks again.

Making such a statement costs several times what the database takes to answer it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from duban.acts.duties import still_open
from duban.acts.models import Obligation
from duban.acts.visibility import visibility_of
from duban.matters.models import Matter
from duban.mechanism.lifecycles.measures import STORY
from duban.shared.conditions import Condition
from duban.shared.prepared import Prepared

SOONEST = F("due_on").asc(nulls_last=True)
OF_MATTERS = (*STORY, "attachment")
_NEWS = 6


def kept(make: Any, *conditions: Condition) -> Prepared:
    """The statement for these conditions: made once for equal ones, unless one of them is made of rows read for it."""
    prepared: Prepared = (make if all(one.lasting for one in conditions) else make.__wrapped__)(*conditions)
    return prepared


def open_duties(condition: Condition, county: int) -> QuerySet[Obligation]:
    """The open duties of a county that meet a condition."""
    return still_open(county=county).filter(condition.query())


@lru_cache(maxsize=1024)
def things_to_do(condition: Condition) -> Prepared:
    """The things to do in a county by the open duties that meet a condition: every page asks, so the statement is kept."""
    return Prepared(lambda county: open_duties(condition, county).order_by().values_list("act", "object_ref").distinct(), -1)


class Brief(NamedTuple):
    """Of a duty what counts and orders it."""

    pk: int
    act: str
    object_ref: str
    due_on: date | None


@lru_cache(maxsize=1024)
def owed(condition: Condition) -> Prepared:
    """The open duties of a county that meet a condition, the most urgent first."""
    return Prepared(lambda county: open_duties(condition, county).order_by(SOONEST, "pk").values_list(*Brief._fields), -1)


@lru_cache(maxsize=1024)
def waited_for(seen: Condition, borne: Condition) -> Prepared:
    """What others owe in the matters of one person of a county, as far as that person sees it."""

    def rows(county: int, person: int) -> QuerySet[Any, Any]:
        mine = Matter.objects.filter(Q(inspector_id=person) | Q(handler_id=person)).values("case_id")
        there = still_open(visibility_of("duty").meeting(seen, county, OF_MATTERS)).filter(case_id__in=mine)
        return there.exclude(borne.query()).order_by(SOONEST, "pk").values_list("pk")

    return Prepared(rows, -1, -2)


@lru_cache(maxsize=1024)
def latest(seen: Condition) -> Prepared:
    """The latest messages of a county that meet a condition, with their cases."""

    def rows(county: int) -> QuerySet[Any]:
        every = visibility_of("message").meeting(seen, county)
        return every.select_related("case").order_by("-created_at", "-pk")[:_NEWS]

    return Prepared(rows, -1)

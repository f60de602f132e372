"""Why matters are red: each running matter whose light is red, with the rules that make it so and for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.matters.facts import owed_days, read_basis
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.lights import Due, LightRule
from duban.mechanism.lifecycles import states_of
from duban.organisations.selectors import directory
from duban.shared import clock


@dataclass(frozen=True)
class RedMatter:
    """A red matter and what makes it red; the day of a rating is the day on which it was given."""

    code: str
    title: str
    unit: str
    causes: tuple[Due, ...]


@clause("4.2", "4.3")
def red_matters(jurisdiction_id: int) -> list[RedMatter]:
    """The red matters of today by code, each with its causes, the earliest day first."""
    today, known = clock.today(), directory(jurisdiction_id)
    rows = Matter.objects.filter(
        jurisdiction_id=jurisdiction_id, state__in=states_of("matter", "running")
    ).select_related("case")
    found = []
    for row in rows.order_by("case__code"):
        causes = _causes(row, today)
        if causes:
            unit = known.unit(row.lead_unit_id).short_name if row.lead_unit_id else ""
            found.append(RedMatter(row.case.code, row.title, unit, causes))
    return found


def running_matters(jurisdiction_id: int) -> int:
    """How many matters have a light today."""
    return Matter.objects.filter(
        jurisdiction_id=jurisdiction_id, state__in=states_of("matter", "running")
    ).count()


def _causes(matter: Matter, today: date) -> tuple[Due, ...]:
    late = [due for due in owed_days(matter, read_basis(matter)) if due.on < today]
    if matter.rating_index == 2:
        late.append(Due(matter.rated_on or today, LightRule.RATING, "最近一次评价"))
    return tuple(sorted(late, key=lambda due: (due.on, due.rule.value)))

"""What somebody owes, as it may be told outside, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.around import owed_by
from duban.mechanism.dates.deadlines import due_after_workdays
from duban.mechanism.lifecycles import act_named
from duban.mechanism.outside import OwedLine
from duban.rulebook.selectors import calendar, pack_in_force
from duban.shared.actor import Actor

_VEILED = "待办事项"


def owed_now(actor: Actor) -> list[Obligation]:
    """Everything that the actor owes now, one row a thing, the worst first; things without a day come last."""
    rows = duties.still_open().filter(owed_by(actor).query()).select_related("case").order_by("due_on", "pk")
    once: dict[tuple[str, int], Obligation] = {}
    for row in rows:
        once.setdefault((row.act, row.object_id), row)
    return sorted(once.values(), key=lambda row: (row.due_on is None, row.due_on or date.max, row.pk))


def pressing(actor: Actor, today: date) -> list[Obligation]:
    """What is late, due or near of it: the rest can wait for the desk."""
    days = int(pack_in_force(actor.jurisdiction_id, today).get("remind_before_workdays", today))
    near = due_after_workdays(today, days, calendar(actor.jurisdiction_id)).on
    return [row for row in owed_now(actor) if row.due_on is not None and row.due_on <= near]


def lines_of(rows: Iterable[Obligation]) -> list[OwedLine]:
    """The same rows without a name and without content; of accountability not even the kind."""
    return [_line(row) for row in rows]


def _line(row: Obligation) -> OwedLine:
    case = row.case
    open_kind = case is not None and case.is_matter
    return OwedLine(
        number=case.code if case is not None else "",
        kind=act_named(row.act).label if open_kind else _VEILED,
        due_on=row.due_on,
        link=f"{settings.PUBLIC_ADDRESS}/cases/{case.ref}/" if case is not None else f"{settings.PUBLIC_ADDRESS}/",
    )

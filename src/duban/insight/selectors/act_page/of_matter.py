"""What somebody outside a case asks of a matter: when its report is due, what may be quoted, what is suggested."""

from __future__ import annotations

from datetime import date

from duban.acts.owing import duties
from duban.matters.facts import plan_of, progress_of
from duban.matters.models import Matter
from duban.measures.facts import ladder_facts
from duban.mechanism.key_work.rating import suggested_rating
from duban.mechanism.ladder.gates import TRIGGERS
from duban.mechanism.lifecycles import states_of
from duban.rulebook.selectors import pack_of_case
from duban.shared import clock


def report_due(jurisdiction_id: int, matter: str) -> date | None:
    """The day on which the next report of a matter is due, None where none is owed."""
    return (
        duties.still_open(county=jurisdiction_id, of_kind="matter", act="matter.report")
        .filter(object_ref=matter)
        .order_by("due_on")
        .values_list("due_on", flat=True)
        .first()
    )  # fmt: skip


def quotable_facts(jurisdiction_id: int, matter: str) -> list[str]:
    """Keys of the stored facts that a letter may quote today."""
    row = Matter.objects.select_related("case").get(jurisdiction_id=jurisdiction_id, ref=matter)
    today = clock.today()
    known = ladder_facts(row, pack_of_case(jurisdiction_id, row.case.pack_hash, today), today)
    return [fact.key for fact in known.facts if fact.kind in TRIGGERS][-3:]


def rating_suggested(jurisdiction_id: int, matter: str) -> str | None:
    """The rating that the data propose today; None where the matter can no longer be rated."""
    row = Matter.objects.select_related("case").get(jurisdiction_id=jurisdiction_id, ref=matter)
    if row.state not in states_of("matter", "received"):
        return None
    today = clock.today()
    state = progress_of(row, plan_of(row), today)
    return suggested_rating(state, pack_of_case(jurisdiction_id, row.case.pack_hash, today), today).value

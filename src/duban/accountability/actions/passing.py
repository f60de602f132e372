"""What a merger or a departure passes on, and what is still open with a unit (承继, 交接)."""

from __future__ import annotations

from duban.accountability.models import Hearing, Inquiry
from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import act_named, states_of
from duban.organisations.selectors import UnitRow


def open_inquiries(unit_id: int) -> int:
    """How many inquiries are open against a unit."""
    return Inquiry.objects.filter(unit_id=unit_id).exclude(state__in=states_of("inquiry", "over")).count()


@clause("1.2")
def pass_on(work: Work, from_unit: UnitRow, into_unit: UnitRow) -> None:
    """The successor answers notices that are open; the inquiry stays against the unit of the time (A32)."""
    rows = Hearing.objects.filter(answering_unit_id=from_unit.id, person=None).exclude(
        inquiry__state__in=states_of("inquiry", "over")
    )
    work.change_all(list(rows), answering_unit_id=into_unit.id)


def inquired(person_id: int) -> list[Inquiry]:
    """The inquiries that somebody inspects and that may still go to another inspector."""
    states = act_named("inquiry.hand_over").sources
    rows = Inquiry.objects.filter(inspector_id=person_id, state__in=states).select_related("case")
    return list(rows.order_by("opened_on", "pk"))

"""The page 投诉建议: what the reader wrote, and what he has to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from duban.acts.gate.entry import open_acts
from duban.acts.sight.visibility import visible_rows
from duban.burden.models import Complaint
from duban.burden.policies import wrote
from duban.matters.models import Matter
from duban.mechanism.burden.complaints import name_is_told
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor

MOST = 200
"""So many of the newest are shown."""


@dataclass(frozen=True)
class ComplaintLine:
    """A complaint as its reader sees it. `by` says who signed, or why that is not said."""

    ref: str
    sort: str
    office: str
    about: str
    text: str
    written_at: datetime
    due_on: date
    late: bool
    answer: str
    answered_at: datetime | None
    state_label: str
    by: str
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class ComplaintPage:
    """What the reader wrote himself, and what others wrote to him, the newest first."""

    own: tuple[ComplaintLine, ...]
    received: tuple[ComplaintLine, ...]


@clause("3.0")
def complaint_page(*, actor: Actor) -> ComplaintPage:
    """What somebody wrote, and what was written to him."""
    rows = list(visible_rows(actor, "complaint").select_related("about", "author").order_by("-created_at", "-pk")[:MOST])
    mine = wrote(actor)
    own = [row for row in rows if mine.holds(row)]
    received = [row for row in rows if row not in own]
    return ComplaintPage(
        tuple(_line(actor, row, "您" if row.author_id else "您，没有署名") for row in own),
        tuple(_line(actor, row, signature(row)) for row in received),
    )


def _line(actor: Actor, row: Complaint, by: str) -> ComplaintLine:
    return ComplaintLine(
        row.ref, row.sort, Function(row.office).label, row.about.name if row.about else "", row.text, row.created_at,
        row.due_on, row.answered_at is None and row.due_on < clock.today(), row.answer, row.answered_at,
        state_label("complaint", row.state), by, tuple(open_acts(actor, "complaint", row)),
    )  # fmt: skip


@clause("3.0")
def signature(row: Complaint) -> str:
    """Who signed, as the head who answers is told it: not where the office follows what that person's unit has in hand."""
    if row.author is None:
        return "没有署名"
    known = directory(row.jurisdiction_id)
    units = {one.unit_id for one in known.holders(clock.today()) if one.person_id == row.author_id and one.unit_id}
    running = Matter.objects.filter(state__in=states_of("matter", "running"))
    in_hand = running.filter(units__unit_id__in=units, units__until=None)
    supervising = {Function(office) for office in in_hand.values_list("office", flat=True).distinct()}
    return row.author.name if name_is_told(Function(row.office), supervising) else "已署名，姓名不显示"

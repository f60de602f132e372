"""结果运用: what a unit was sent to apply, and what is taken back of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duban.accountability.models import Appeal, Consequence, Withdrawal
from duban.accountability.selectors.lists import APPEALING
from duban.acts.gate.entry import open_acts
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor
from duban.shared.conditions import one_of


@dataclass(frozen=True)
class ResultRow:
    """A result that a unit of the actor was sent, or that is taken back from it."""

    ref: str
    kind: str
    number: str
    notice_number: str
    cite: str
    subject: str
    what: str
    year: int | None
    sent_at: datetime
    state: str
    state_label: str
    text: str
    flag: str
    acts: tuple[Act, ...]


@clause("7.3.1")
def results_for(*, actor: Actor) -> tuple[ResultRow, ...]:
    """What the actor's units hold of results that the actor may see, and what is taken back of it, the newest first."""
    of_units = one_of("holder_id", actor.unit_ids).query()
    held = visible_rows(actor, "consequence").filter(of_units).select_related("ruling")
    back = visible_rows(actor, "withdrawal").filter(of_units).select_related("ruling", "consequence")
    rows: list[Consequence | Withdrawal] = [*held.order_by("-pk")[:200], *back.order_by("-pk")[:200]]
    appealed = set(
        Appeal.objects.filter(
            ruling_id__in=[row.ruling_id for row in rows], state__in=states_of("appeal", "open")
        ).values_list("ruling_id", flat=True)
    )
    undone = {
        row.consequence_id
        for row in rows
        if isinstance(row, Withdrawal) and row.why in states_of("ruling", "undone")
    }
    shown = [_result(actor, row, row.ruling_id in appealed, row.pk in undone) for row in rows]
    return tuple(sorted(shown, key=lambda one: one.sent_at, reverse=True))


def _result(actor: Actor, row: Consequence | Withdrawal, appealing: bool, undone: bool) -> ResultRow:
    """A row of the list; a result that is taken back waits for no receipt any more."""
    back = isinstance(row, Withdrawal)
    kind = "withdrawal" if back else "consequence"
    of = row.consequence if isinstance(row, Withdrawal) else row
    return ResultRow(
        ref=row.ref,
        kind=kind,
        number=row.ruling.number,
        notice_number=row.number,
        cite=of.clause or "7.3.1",
        subject=row.ruling.subject_name,
        what=of.what,
        year=of.year,
        sent_at=row.sent_at,
        state=row.state,
        state_label="不再使用" if undone and not back else state_label(kind, row.state),
        text=row.text if isinstance(row, Withdrawal) else "",
        flag=APPEALING if appealing else "",
        acts=() if undone and not back else tuple(open_acts(actor, kind, row)),
    )

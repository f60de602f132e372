"""How the clock stands, and what two persons have said about it, for the page 校时."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import visible_rows
from duban.audit.timekeeping import ClockReading, reading
from duban.mechanism.lifecycles import state_label
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor


@dataclass(frozen=True)
class ClockLine:
    """One putting right: both times, who proposed it, why, and what came of it."""

    ref: str
    machine_at: datetime
    last_at: datetime
    swept_at: datetime | None
    by: str
    reason: str
    state_label: str
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class ClockPage:
    """How the clock stands now, the checks before, and whether the reader may propose one."""

    now: ClockReading
    lines: tuple[ClockLine, ...]
    may_propose: bool


def clock_page(*, actor: Actor) -> ClockPage:
    """The machine's time beside the record's; the checks for those who may know of them, the newest first."""
    seen = reading(actor.jurisdiction_id)
    rows = visible_rows(actor, "clockcheck").select_related("proposed_by").order_by("-pk")[:50]
    lines = [
        ClockLine(
            row.ref, row.machine_at, row.last_at, row.swept_at, row.proposed_by.name, row.reason,
            state_label("clockcheck", row.state), tuple(open_acts(actor, "clockcheck", row)),
        )  # fmt: skip
        for row in rows
    ]
    return ClockPage(seen, tuple(lines), bool(seen.words) and may_start(actor, "clockcheck.propose"))

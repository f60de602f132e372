"""交接 as its pages show it: those under way and those that were, and one with its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.organisations.models import Handover, HandoverItem
from duban.organisations.selectors.handover_list import ListedLine, lines_of, listed, shown
from duban.shared.actor import Actor


@dataclass(frozen=True)
class SignedPart:
    """Who signs the list, in which part, and when it was done; `note` says who signed instead and why."""

    part: str
    name: str
    at: datetime | None
    note: str = ""


@dataclass(frozen=True)
class HandoverLine:
    """A handover in a list of them."""

    ref: str
    giver: str
    receiver: str
    director: str
    unit: str
    cause: str
    leaves_on: date
    state_label: str
    open: bool


@dataclass(frozen=True)
class HandoverPage:
    """A handover with its list: as it was signed, or before that as it would be today."""

    line: HandoverLine
    signed: bool
    by_post: int
    passing: tuple[ListedLine, ...]
    left: tuple[ListedLine, ...]
    staying: tuple[ListedLine, ...]
    signatures: tuple[SignedPart, ...]
    acts: tuple[Act, ...]


def handovers(*, actor: Actor) -> tuple[list[HandoverLine], bool]:
    """Those that the actor may know of, the open ones first, and whether the actor may begin one."""
    rows = visible_rows(actor, "handover").select_related("giver", "receiver", "director", "unit").order_by("-pk")[:200]
    return sorted(map(_line, rows), key=lambda one: not one.open), may_start(actor, "handover.draw")


def handover_page(*, actor: Actor, ref: str) -> HandoverPage:
    """A handover; NotFound for whoever has no part in it and does not head the unit."""
    row: Handover = seen_row(actor, "handover", "giver", "receiver", "director", "unit", "given_by", ref=ref)
    items = listed(row) if row.listed else _as_of_today(actor, row)
    lines = shown(actor, row, items)
    fates = HandoverItem.Fate
    return HandoverPage(
        line=_line(row),
        signed=row.listed > 0,
        by_post=row.by_post,
        passing=tuple(one for one in lines if one.fate in (fates.PASSES, fates.PASSED, fates.OVER)),
        left=tuple(one for one in lines if one.fate == fates.LEFT),
        staying=tuple(one for one in lines if one.fate == fates.STAYS),
        signatures=_signatures(row),
        acts=tuple(open_acts(actor, "handover", row)),
    )


def _as_of_today(actor: Actor, row: Handover) -> list[HandoverItem]:
    """What the list would hold if it were signed now: drafts only for the giver, who alone knows of them."""
    lines = lines_of(row.giver_id, drafts=actor.person_id == row.giver_id)
    return [
        HandoverItem(
            place=place, sort=line.sort, object_kind=line.kind, object_id=line.object_id, act=line.act, title=line.title,
            word=line.word, fate=line.fate, why=line.why,
        )
        for place, line in enumerate(lines, 1)
    ]  # fmt: skip


def _line(row: Handover) -> HandoverLine:
    return HandoverLine(
        row.ref, row.giver.name, row.receiver.name, row.director.name, row.unit.short_name, row.cause, row.leaves_on,
        state_label("handover", row.state), row.state not in states_of("handover", "over"),
    )  # fmt: skip


def _signatures(row: Handover) -> tuple[SignedPart, ...]:
    by = row.given_by
    note = f"由{by.name}代签：{row.absent}" if by is not None and by.pk != row.giver_id else ""
    return (
        SignedPart("移交人", row.giver.name, row.given_at, note),
        SignedPart("接收人", row.receiver.name, row.taken_at),
        SignedPart("监交人", row.director.name, row.settled_at),
    )

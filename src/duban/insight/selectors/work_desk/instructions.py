"""The page 批示: what the leader wrote and what came of it, or what the office has in hand of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from duban.acts.gate.entry import open_acts
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.sight.visibility import ABSENT, visible_rows
from duban.documents.official import copies, in_hand
from duban.documents.official.in_hand import PaperFile
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Paper
from duban.matters.actions.instructions import PART, SAID
from duban.matters.models import Instruction
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from duban.shared.pages import Page, bounds


@dataclass(frozen=True)
class InstructionLine:
    """A 批示 as its reader sees it: `hands` and `since` say with whom it lies and from when on, `due_on` by when."""

    ref: str
    title: str
    case_ref: str
    unit: str
    leader: str
    own: bool
    words: str
    written_at: datetime
    state: str
    state_label: str
    way: str
    note: str
    hands: str
    since: datetime | None
    due_on: date
    late: bool
    outcome: str
    number: str
    text: str
    reported_at: datetime | None
    opinion: str
    acts: tuple[Act, ...]


@clause("3.0")
def instructions(*, actor: Actor, number: int = 1, size: int = 25) -> Page[InstructionLine]:
    """The 批示 that the actor may know of, the newest first."""
    number, size, start = bounds(number, size)
    rows = visible_rows(actor, "instruction")
    shown = list(rows.select_related("matter", "matter__case").order_by("-created_at", "-pk")[start : start + size])
    owed = _owed(shown)
    return Page(tuple(_line(actor, row, owed.get(row.pk)) for row in shown), number, size, rows.count())


def _owed(rows: list[Instruction]) -> Mapping[int, Obligation]:
    """What is owed on each of them: one duty at a time."""
    found = duties.still_open(of_any=("instruction", [row.pk for row in rows]))
    return {one.object_id: one for one in found}


def _line(actor: Actor, row: Instruction, owed: Obligation | None) -> InstructionLine:
    matter, known = row.matter, directory(row.jurisdiction_id)
    unit = known.unit(matter.lead_unit_id).short_name if matter.lead_unit_id else ""
    return InstructionLine(
        row.ref, matter.title, matter.case.ref, unit, row.leader_name, row.leader_id == actor.person_id,
        row.words, row.created_at, row.state, state_label("instruction", row.state), SAID.get(row.way, ""), row.note,
        _hands(row, owed), owed.created_at if owed else None, row.due_on, row.reported_at is None and row.due_on < clock.today(),
        SAID.get(row.outcome, ""), row.number, row.text if row.number else "", row.reported_at, row.opinion,
        tuple(open_acts(actor, "instruction", row)),
    )  # fmt: skip


def _hands(row: Instruction, owed: Obligation | None) -> str:
    """With whom it lies: somebody by name, or the office whose director it waits for."""
    if owed is None:
        return ""
    known = directory(row.jurisdiction_id)
    if owed.person_id:
        return known.person(owed.person_id).name
    return f"{known.unit(owed.unit_id).short_name}主任" if owed.unit_id else ""


def instruction_report(*, actor: Actor, ref: str) -> Paper:
    """The report on a 批示 as it went out; NotFound where there is none that is the actor's to see."""
    return copies.paper_of(_copy(actor, ref))


def instruction_file(*, actor: Actor, ref: str, form: str) -> PaperFile:
    """The same as .docx or PDF: the copy that was kept, else made now. Raises NoPdf."""
    copy = _copy(actor, ref)
    kept = copy.state in states_of("paper", "kept")
    return in_hand.kept(copy, form) if kept else in_hand.made(copies.paper_of(copy), form)


def _copy(actor: Actor, ref: str) -> IssuedCopy:
    row = visible_rows(actor, "instruction").filter(ref=ref).first()
    copy = copies.of_object("instruction", row.pk).get(PART) if row is not None else None
    if copy is None:
        raise NotFound(ABSENT)
    return copy

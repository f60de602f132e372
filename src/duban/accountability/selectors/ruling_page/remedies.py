"""The appeals against a ruling with their dates, and the remedies that its subject has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.accountability.facts import ruling_kinds
from duban.accountability.models import Appeal, Ruling, RulingKind
from duban.accountability.selectors.inquiry_page.rows import InquiryButton
from duban.acts.gate.entry import open_acts
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor

_OUTCOMES = {"upheld": "维持", "changed": "变更", "revoked": "撤销", "": ""}


@dataclass(frozen=True)
class AppealRow:
    """An appeal with its dates; `late_answer` tells that the answer is overdue."""

    ref: str
    stage: str
    organ: str
    filed_on: date
    file_by: date | None
    late: bool
    late_reason: str
    filed_proof: str
    own: bool
    text: str
    attachment_ref: str
    accepted_on: date | None
    answer_by: date | None
    late_answer: bool
    state: str
    state_label: str
    outcome: str
    answered_on: date | None
    answer_number: str
    answer_text: str
    answer_ref: str
    refused: str
    buttons: tuple[InquiryButton, ...]


@dataclass(frozen=True)
class RemedyRow:
    """A remedy that the subject has, with its clock: `file_by` is empty where it may be filed at any time or not yet."""

    key: str
    label: str
    organ: str
    file_by: date | None
    passed: bool
    text: str


@clause("6.4")
def remedies_of(
    actor: Actor, ruling: Ruling, kinds: list[RulingKind], appeals: list[Appeal]
) -> tuple[RemedyRow, ...]:
    """Every remedy of the kinds in force, with the last day of those that can be entered now."""
    today = clock.today()
    pack = pack_in_force(actor.jurisdiction_id, today)
    current = [one.kind for one in kinds]
    answered = {row.stage: row.answered_on for row in appeals if row.answered_on is not None}
    open_now = (
        {one.stage.key: one for one in ruling_kinds.clocks(current, ruling.served_on, answered, today, pack)}
        if ruling.served_on
        else {}
    )
    return tuple(
        RemedyRow(
            stage.key,
            stage.label,
            stage.organ,
            open_now[stage.key].apply_by if stage.key in open_now else None,
            stage.key in open_now and open_now[stage.key].passed,
            stage.text,
        )
        for stage in ruling_kinds.stages(current, pack)
    )


def appeal_row(actor: Actor, ruling: Ruling, row: Appeal, today: date) -> AppealRow:
    """An appeal with what the actor may do on it."""
    row.ruling = ruling
    return AppealRow(
        ref=row.ref,
        stage=ruling_kinds.stage_label(row.stage),
        organ=row.organ,
        filed_on=row.filed_on,
        file_by=row.file_by,
        late=row.late,
        late_reason=row.late_reason,
        filed_proof=row.filed_proof,
        own=row.own,
        text=row.text,
        attachment_ref=row.attachment_ref,
        accepted_on=row.accepted_on,
        answer_by=row.answer_by,
        late_answer=row.state in states_of("appeal", "accepted")
        and row.answer_by is not None
        and row.answer_by < today,
        state=row.state,
        state_label=state_label("appeal", row.state),
        outcome=_OUTCOMES[row.outcome],
        answered_on=row.answered_on,
        answer_number=row.answer_number,
        answer_text=row.answer_text,
        answer_ref=row.answer_ref,
        refused=row.refused,
        buttons=tuple(
            InquiryButton(one.key, one.label, row.ref, "", one.grave) for one in open_acts(actor, "appeal", row)
        ),
    )

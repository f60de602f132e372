"""A notice as its addressee, the office or the bodies see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from duban.accountability import policies
from duban.accountability.models import Hearing, Statement
from duban.accountability.papers import RIGHTS, new_in
from duban.accountability.selectors import history
from duban.accountability.selectors.inquiry_page.rows import InquiryButton, StatementRow
from duban.accountability.selectors.inquiry_page.tabs import receipt_words, statement_row
from duban.acts.gate.entry import open_acts
from duban.acts.sight.visibility import ABSENT, may_see
from duban.audit.selectors import HistoryLine
from duban.mechanism.clauses import cite, clause
from duban.mechanism.dates.deadlines import Remaining, remaining
from duban.mechanism.findings import statement_gate
from duban.mechanism.lifecycles import acts_that, state_label
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.rulebook.selectors import calendar, words_of
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class HearingView:
    """A notice on its page. `own` tells that the actor is its addressee, `inquiry_ref` is empty for that one.

    `new` is what of facts and evidence no earlier notice to the addressee named; `due_on` and `remaining` are None
    until it was received.
    """

    ref: str
    case_ref: str
    version: int
    round: int
    office: str
    function: Function
    whose: str
    name: str
    title: str
    unit: str
    matter: str
    items: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    evidence: tuple[str, ...]
    new: frozenset[str]
    supplementary: bool
    served_on: date
    due_on: date | None
    provisional: bool
    remaining: Remaining | None
    received_on: date | None
    receipt: str
    receipt_ref: str
    state: str
    state_label: str
    received_at: datetime | None
    waived_on: date | None
    waiver_ref: str
    statements: tuple[StatementRow, ...]
    rights: tuple[str, ...]
    own: bool
    inquiry_ref: str
    buttons: tuple[InquiryButton, ...]
    history: tuple[HistoryLine, ...]


def found_hearing(actor: Actor, ref: str) -> Hearing:
    """The notice of this address; NotFound where it is absent or not the actor's to see."""
    hearing = (
        Hearing.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref)
        .select_related("case", "inquiry", "inquiry__concerning")
        .first()
    )
    if hearing is None or not may_see(actor, "hearing", hearing):
        raise NotFound(ABSENT)
    return hearing


@clause("5.0")
def hearing_view(*, actor: Actor, ref: str) -> HearingView:
    """The notice of this address; NotFound where it is absent or not the actor's to see."""
    hearing = found_hearing(actor, ref)
    own = policies.addressed(actor).holds(hearing)
    today = clock.today()
    statements = Statement.objects.filter(hearing=hearing, void=False).order_by("pk")
    return HearingView(
        ref=hearing.ref,
        case_ref=hearing.case.ref,
        version=hearing.version,
        round=hearing.round,
        office=Function(hearing.inquiry.office).label,
        function=Function(hearing.inquiry.office),
        whose=hearing.whose,
        name=hearing.name,
        title=hearing.title,
        unit=directory(actor.jurisdiction_id).unit(hearing.answering_unit_id).short_name,
        matter=hearing.inquiry.concerning.title if hearing.inquiry.concerning else hearing.inquiry.title,
        items=tuple(
            (cite(item), words_of(actor.jurisdiction_id, item, hearing.case.pack_hash)) for item in hearing.grounds
        ),
        facts=tuple(fact["text"] for fact in hearing.facts),
        evidence=tuple(one["text"] for one in hearing.evidence),
        new=new_in(hearing),
        supplementary=hearing.supplementary,
        served_on=hearing.served_on,
        due_on=hearing.due_on,
        provisional=hearing.provisional,
        remaining=remaining(hearing.due_on, today, calendar(actor.jurisdiction_id)) if hearing.due_on else None,
        received_on=hearing.received_on,
        receipt=receipt_words(hearing),
        receipt_ref=hearing.receipt_ref,
        state=hearing.state,
        state_label=state_label("hearing", hearing.state),
        received_at=hearing.received_at,
        waived_on=hearing.waived_on,
        waiver_ref=hearing.waiver_ref,
        statements=tuple(statement_row(row) for row in statements),
        rights=RIGHTS,
        own=own,
        inquiry_ref="" if own else hearing.inquiry.ref,
        buttons=tuple(
            InquiryButton(one.key, one.label, hearing.ref, "", one.grave) for one in steps_on(actor, hearing)
        ),
        history=history.of_hearing(actor, hearing),
    )


def steps_on(actor: Actor, hearing: Hearing) -> list[Act]:
    """The acts that are open to the actor on a notice; once a transfer is proposed nothing is handed in any more.

    Whoever has received it does not sign again.
    """
    over = frozenset() if statement_gate(hearing.inquiry.state).allowed else acts_that("hands_in")
    over |= acts_that("delivers") if hearing.received_on is not None else frozenset()
    return [one for one in open_acts(actor, "hearing", hearing) if one.key not in over]

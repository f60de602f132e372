"""The rows of an inquiry's page, tab by tab."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.accountability.selectors.lists import RulingRow
from duban.audit.selectors import HistoryLine
from duban.mechanism.decision import Decision


@dataclass(frozen=True)
class InquiryButton:
    """An act that the actor may start now, and on what."""

    key: str
    label: str
    ref: str
    about: str
    grave: bool


@dataclass(frozen=True)
class DutyRow:
    """What somebody owes on the case; `mine` tells that a unit of the actor owes it."""

    act: str
    label: str
    who: str
    due_on: date | None
    late: bool
    provisional: bool
    ref: str
    mine: bool


@dataclass(frozen=True)
class GroundRow:
    """An item of article 五 with its facts and warnings."""

    id: int
    clause: str
    cite: str
    text: str
    data: dict[str, Any]
    warnings: tuple[str, ...]
    document: str
    document_on: date | None
    by: str
    at: datetime


@dataclass(frozen=True)
class FactRow:
    """A fact held against the unit; `notified` tells whether the latest notice to the unit named it."""

    id: int
    text: str
    notified: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class EvidenceRow:
    """A line of the index of evidence: how it speaks, and to whom it is still to be told."""

    id: int
    no: int
    title: str
    number: str
    dated_on: date | None
    attachment_ref: str
    bearing: str
    untold: tuple[str, ...]
    excluded: bool
    exclude_reason: str


@dataclass(frozen=True)
class NamedRow:
    """A person named."""

    id: int
    person_id: int
    name: str
    title: str
    role: str
    leading: bool
    authority: str
    recommend_only: bool
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class FindingRow:
    """One of the three findings with its evidence by number."""

    limb: str
    label: str
    met: bool
    behaviour: str
    text: str
    evidence: tuple[int, ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class RelationRow:
    """A relation declared or held against somebody, with the head's word."""

    id: int
    name: str
    relation: str
    text: str
    raised_by: str
    at: datetime
    answer: str
    verdict: str
    decided_by: str
    opinion: str


@dataclass(frozen=True)
class StatementRow:
    """A statement with what was made of it; `voice` says who made a unit's statement its own."""

    id: int
    text: str
    attachment_ref: str
    by: str
    at: datetime
    received_on: date
    late: bool
    paper: bool
    compared: bool
    waiver: bool
    adopted: str
    reasons: str
    answered_by: str
    voice: str


@dataclass(frozen=True)
class HearingRow:
    """A notice to one addressee with what came of it; `latest` tells whether it is the one that counts.

    `new` and `new_grounds` are what of it no earlier notice to the same addressee named.
    """

    ref: str
    round: int
    name: str
    title: str
    is_unit: bool
    grounds: tuple[str, ...]
    facts: tuple[str, ...]
    evidence: tuple[str, ...]
    new: frozenset[str]
    new_grounds: tuple[str, ...]
    supplementary: bool
    receipt: str
    receipt_ref: str
    served_on: date
    due_on: date | None
    provisional: bool
    over: bool
    state: str
    state_label: str
    waived_on: date | None
    waiver_ref: str
    latest: bool
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True)
class ReceiptRow:
    """What one of the two bodies received."""

    name: str
    sent_at: datetime
    received_at: datetime | None
    received_by: str


@dataclass(frozen=True)
class SignatureRow:
    """A step on the sheet."""

    label: str
    name: str
    post: str
    opinion: str
    verdict: str
    means: str
    note: str
    at: datetime


@dataclass(frozen=True)
class NoteRow:
    """A note of the two bodies."""

    organ: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class RecommendationRow:
    """What the county recommended."""

    name: str
    organ: str
    number: str
    dated_on: date
    text: str
    attachment_ref: str


@dataclass(frozen=True)
class FactsTab:
    """Items, facts, evidence, persons, findings and relations."""

    grounds: tuple[GroundRow, ...]
    facts: tuple[FactRow, ...]
    evidence: tuple[EvidenceRow, ...]
    named: tuple[NamedRow, ...]
    findings: tuple[FindingRow, ...]
    relations: tuple[RelationRow, ...]


@dataclass(frozen=True)
class TransferTab:
    """Route, conclusion, sheet and receipts."""

    route: str
    route_quote: str
    conclusion_kind: str
    conclusion_title: str
    conclusion_ref: str
    opinion: str
    approved_by: str
    approved_on: date | None
    number: str
    transferred_at: datetime | None
    returned: str
    receipts: tuple[ReceiptRow, ...]
    sheet: tuple[SignatureRow, ...]
    gate: Decision | None


@dataclass(frozen=True)
class ResultsTab:
    """Status and result; notes, recommendations and entries that are no decisions yet for the two bodies only."""

    procedure: str
    accepted_on: date | None
    rulings: tuple[RulingRow, ...]
    waiting: tuple[RulingRow, ...]
    recommendations: tuple[RecommendationRow, ...]
    notes: tuple[NoteRow, ...]


Tab = FactsTab | tuple[HearingRow, ...] | TransferTab | ResultsTab | tuple[HistoryLine, ...]

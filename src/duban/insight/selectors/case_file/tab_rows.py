"""What stands in a case file (卷宗): the rows of its tabs as plain, frozen values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from duban.archive.selectors import PackageRow

T = TypeVar("T")


def taken(into: type[T], row: Any, **given: Any) -> T:
    """A value of this type with what a row holds under the same names; `given` goes before."""
    names = [field.name for field in fields(into)]  # type: ignore[arg-type]
    return into(**{name: given[name] if name in given else getattr(row, name) for name in names})


@dataclass(frozen=True)
class Point:
    """A point of the plan; `history` marks one that fell due before the unit had the matter."""

    title: str
    due_on: date
    original_due_on: date
    target: Decimal | None
    reached_on: date | None
    history: bool


@dataclass(frozen=True)
class FoundFact:
    """A fact that a person has found."""

    fact: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Rated:
    """A rating; the reason for differing from the suggestion is for the inner circle."""

    index: int
    value: str
    problems: str
    reason: str
    suggested: str
    by: str
    at: datetime


@dataclass(frozen=True)
class TaskPart:
    """A part of the matter that one unit takes on."""

    unit: str
    title: str
    due_on: date


@dataclass(frozen=True)
class FactsTab:
    """Plan, findings, ratings, responsible persons, tasks."""

    milestones: tuple[Point, ...]
    judged: tuple[FoundFact, ...]
    ratings: tuple[Rated, ...]
    ratings_recent: tuple[Rated, ...]
    ratings_earlier: tuple[Rated, ...]
    people: dict[str, list[str]]
    frozen_on: date | None
    tasks: tuple[TaskPart, ...]
    suggestions: str


@dataclass(frozen=True)
class DocumentPart:
    """A measure's document: its mandatory items as stated, and how far it has been received."""

    ref: str
    name: str
    number: str
    state: str
    items: tuple[tuple[str, str], ...]
    issued_at: datetime | None
    minutes_no: int | None
    release_number: str
    approved_by: str
    flaws: tuple[dict[str, str], ...]
    sent: int
    received: int
    circulated: int
    circulated_received: int


@dataclass(frozen=True)
class PlanPart:
    """A rectification plan."""

    drafted_at: datetime
    drafted_by: str
    text: str
    return_reason: str
    committed_on: date
    confirmed_at: datetime | None
    confirmed_by: str
    confirmed_post: str
    state_label: str


@dataclass(frozen=True)
class Delivered:
    """A receipt."""

    label: str
    name: str
    what_label: str
    sent_at: datetime
    received_at: datetime | None
    received_by: str


@dataclass(frozen=True)
class FilePart:
    """An attachment."""

    ref: str
    name: str
    label: str
    internal: bool
    sha256: str
    size: int
    by: str
    at: datetime
    state: str
    edition: int


@dataclass(frozen=True)
class DocumentsTab:
    """Issued documents with their receipts, plans, attachments."""

    measures: tuple[DocumentPart, ...]
    plans: tuple[PlanPart, ...]
    attachments: tuple[FilePart, ...]
    receipts: tuple[Delivered, ...]
    readings: tuple[Delivered, ...]
    packages: tuple[PackageRow, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A step on the 发文稿纸."""

    title: str
    opinion: str
    name: str
    post: str
    at: datetime
    note: str


@dataclass(frozen=True)
class Sheet:
    """The steps of one object of the case."""

    title: str
    kind: str
    ref: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class SheetsTab:
    """发文稿纸 of all objects of the case."""

    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Reported:
    """A periodic report with its rating; `returned` where the office handed it back and a supplement took its place."""

    period: int
    due_on: date | None
    submitted_at: datetime | None
    submitted_by: str
    late: bool
    stage_label: str
    value: Decimal | None
    no_change: bool
    returned: bool
    progress: str
    explanation: str
    problems: str
    needs: str
    rating: str
    rating_index: int | None
    corrected: bool
    given_on: date | None
    given_how: str
    said_by: str
    correction: str
    objection: str
    objected_by: str


@dataclass(frozen=True)
class Contributed:
    """What an assisting unit has told."""

    unit: str
    text: str
    disputed: bool
    dispute: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Verified:
    """A verification by two persons."""

    at: datetime
    method: str
    passed: bool
    text: str
    note: str
    by: str
    confirmed_at: datetime | None
    confirmed_by: str
    agreed: bool | None


@dataclass(frozen=True)
class Extended:
    """A request for a later limit and its answer."""

    asked_at: datetime
    asked_by: str
    old_due: date
    new_due: date
    reason: str
    state_label: str
    opinion: str
    decided_post: str
    decided_by: str


@dataclass(frozen=True)
class FeedbackTab:
    """Reports and ratings, parts of assisting units, extensions and verification."""

    reports: tuple[Reported, ...]
    parts: tuple[Contributed, ...]
    extensions: tuple[Extended, ...]
    forewarnings: tuple[tuple[str, str], ...]
    verifications: tuple[Verified, ...]


@dataclass(frozen=True)
class Sentence:
    """One entry of the history."""

    at: datetime
    text: str
    clauses: str
    key: bool
    sub: str


@dataclass(frozen=True)
class Inner:
    """A step inside the unit."""

    at: datetime
    step: str
    opinion: str
    post: str
    by: str
    to_person: str


@dataclass(frozen=True)
class HistoryTab:
    """The whole history, and the unit's own steps for the unit."""

    entries: tuple[Sentence, ...]
    inner: tuple[Inner, ...]


@dataclass(frozen=True)
class Stretch:
    """Something from a day to its limit, the first limit beside the present one; a point has no beginning.

    `ended` is when it was done, `late` whether that was (or now is) after the limit, `standing` how it stands in words;
    `ref` names the case of a matter in a list, `marks` days within it with what was to be, or was, done on them.
    """

    what: str
    label: str
    begins: date | None
    first_limit: date | None
    limit: date | None
    ended: date | None
    late: bool
    standing: str
    ref: str = ""
    marks: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class TimeTab:
    """What was to be done by when and what was done, over time."""

    stretches: tuple[Stretch, ...]
    today: date


Tab = FactsTab | DocumentsTab | SheetsTab | FeedbackTab | TimeTab | HistoryTab


@dataclass(frozen=True)
class MatterFace:
    """What the page states of the matter beside its row in the lists."""

    source_title: str
    source_number: str
    source_dated_on: date
    own_code: str
    target_name: str
    target_value: Decimal | None
    target_unit: str
    problems: str
    words: str
    requirement: str
    reported_on: date | None

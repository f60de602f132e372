"""Reading imports: an actor's own, one with its columns and questions, and the rows as they were judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duban.acts.ledgers import Fate, LedgerRow, Planned, Question, Remark
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.batches import content_of, default_columns, importable, known_sheets
from duban.documents.ledgers.incoming.door import kept_book
from duban.documents.ledgers.incoming.header import Recognised
from duban.documents.ledgers.kinds import FieldSpec, LedgerKind, choices_of, kinds_in
from duban.documents.ledgers.models import ImportBatch
from duban.mechanism.lifecycles import state_label
from duban.shared.actor import Actor

_LISTED = 50


@dataclass(frozen=True)
class ImportLine:
    """An import in the list of an actor's own."""

    ref: str
    name: str
    label: str
    state: str
    state_label: str
    at: datetime
    tallies: dict[str, int]


@dataclass(frozen=True)
class ImportView:
    """One import: what was recognised, what was confirmed, what must be asked, and how each row stands."""

    ref: str
    version: int
    name: str
    size: int
    scanned: bool
    kind: LedgerKind
    whole: bool
    state: str
    state_label: str
    at: datetime
    finished_at: datetime | None
    notes: tuple[str, ...]
    sheets: tuple[Recognised, ...]
    columns: dict[str, dict[str, str]]
    year: int | None
    years: tuple[int, ...]
    fixed: dict[str, str]
    decisions: dict[str, str]
    tallies: dict[str, int]
    rows: tuple[Planned, ...]
    choices: dict[str, tuple[tuple[str, str], ...]]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What must be decided, each question once, the whole ledger first."""
        found: dict[str, Question] = {}
        for one in self.rows:
            for each in one.questions:
                found.setdefault(each.key, each)
        return tuple(sorted(found.values(), key=lambda each: not each.key.startswith("fixed:")))

    @property
    def blocked(self) -> bool:
        """Whether the ledger cannot go in as it stands."""
        moving = any(self.tallies.get(fate.value) for fate in (Fate.CREATE, Fate.UPDATE, Fate.SAME))
        wrong = any(self.tallies.get(fate.value) for fate in (Fate.ERROR, Fate.ASK))
        return not moving or (self.whole and wrong)


def imports_of(*, actor: Actor) -> list[ImportLine]:
    """The actor's own imports, the latest first."""
    rows = visible_rows(actor, "import")
    kinds = kinds_in(actor.jurisdiction_id)
    columns = ("ref", "name", "kind", "state", "created_at", "tallies")
    return [
        ImportLine(
            row.ref, row.name, kinds[row.kind].label, row.state, state_label("import", row.state),
            row.created_at, row.tallies,
        )
        for row in rows.only(*columns).order_by("-created_at")[:_LISTED]
    ]  # fmt: skip


def import_view(*, actor: Actor, ref: str) -> ImportView:
    """One of the actor's own imports; NotFound for anybody else's."""
    row = _own(actor, ref)
    kind = kinds_in(actor.jurisdiction_id)[row.kind]
    book = kept_book(row.name, content_of(row))
    sheets = known_sheets(book, kind, actor.jurisdiction_id)
    columns = row.layout or default_columns(sheets)
    return ImportView(
        ref=row.ref,
        version=row.version,
        name=row.name,
        size=row.size,
        scanned=row.scanned,
        kind=kind,
        whole=row.whole,
        state=row.state,
        state_label=state_label("import", row.state),
        at=row.created_at,
        finished_at=row.finished_at,
        notes=book.notes,
        sheets=tuple(sheets),
        columns=columns,
        year=row.year,
        years=tuple(dict.fromkeys(year for one in sheets if one.sheet in columns for year in one.years)),
        fixed=row.fixed,
        decisions=row.decisions,
        tallies=row.tallies,
        rows=kept_rows(row.outcome),
        choices={one.name: _choices(one, actor) for one in kind.imported if one.type == "choice"},
    )


def _choices(spec: FieldSpec, actor: Actor) -> tuple[tuple[str, str], ...]:
    return choices_of(spec, actor.jurisdiction_id)


def _own(actor: Actor, ref: str) -> ImportBatch:
    row: ImportBatch = seen_row(actor, "import", ref=ref)
    return row


def handed_in(*, actor: Actor, ref: str) -> tuple[Upload, tuple[Planned, ...]]:
    """The file of an import as it came, with its rows as last judged."""
    row = _own(actor, ref)
    return Upload(row.name, content_of(row)), kept_rows(row.outcome)


def kept_rows(outcome: list[list[Any]]) -> tuple[Planned, ...]:
    """The rows of an outcome as they were kept."""
    return tuple(_kept(*one) for one in outcome)


def _kept(
    sheet: str, number: int, fate: str, label: str, faults: Any, notes: Any, questions: Any, ref: str
) -> Planned:
    return Planned(
        LedgerRow(sheet, number, {}),
        Fate(fate),
        label,
        tuple(Remark(*one) for one in faults),
        tuple(Remark(*one) for one in notes),
        tuple(
            Question(key, at, text, tuple((v, w) for v, w in options)) for key, at, text, options in questions
        ),
        None,
        ref,
    )


__all__ = ["ImportLine", "ImportView", "handed_in", "import_view", "importable", "imports_of", "kept_rows"]

"""One run over a ledger: rows in blocks, each planned, carried out in a batch and told about; dry or in earnest."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from duban.acts.batches.batch import Batch
from duban.acts.ledgers import Fate, Importer, LedgerRow, Planned, Remark, intake_of
from duban.acts.work import Work
from duban.documents.ledgers.incoming.body import FIXED, Layout, read_rows
from duban.documents.ledgers.incoming.book import Book
from duban.documents.ledgers.incoming.values import AskedOfCell, Converter
from duban.documents.ledgers.kinds import kinds_in
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, Unmet

BLOCK = 500
_NOTHING: Mapping[str, Any] = MappingProxyType({})
Told = Callable[[int], None]


@dataclass(frozen=True)
class Setup:
    """What was confirmed about a ledger before it is run."""

    kind: str
    layouts: tuple[Layout, ...]
    year: int | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)

    @property
    def for_all(self) -> dict[str, str]:
        """What holds for every row, given at once or in answer to a question."""
        answered = {
            key.removeprefix(FIXED): text for key, text in self.decisions.items() if key.startswith(FIXED)
        }
        return {**answered, **{name: text for name, text in self.fixed.items() if text}}


@dataclass(frozen=True)
class LedgerOutcome:
    """What became of the rows, or would: each as plain data, and how many of each fate."""

    rows: tuple[Planned, ...]
    year_used: bool = False

    @property
    def tallies(self) -> dict[str, int]:
        """Rows by fate."""
        return dict(Counter(one.fate.value for one in self.rows))

    @property
    def moving(self) -> bool:
        """Whether any row goes in, or is in already."""
        return any(one.fate in (Fate.CREATE, Fate.UPDATE, Fate.SAME) for one in self.rows)

    @property
    def blocked(self) -> bool:
        """Whether any row keeps the whole ledger out."""
        return any(one.fate in (Fate.ERROR, Fate.ASK) for one in self.rows)


def in_words(tallies: Mapping[str, int]) -> str:
    """How many rows of each fate, as a sentence says it."""
    parts = [f"{fate.word}{tallies[fate.value]}行" for fate in Fate if tallies.get(fate.value)]
    return "、".join(parts) or "没有可导入的行"


def run(
    actor: Actor, at: datetime, book: Book, setup: Setup, *, outer: Work | None = None, whole: bool = True,
    told: Told = lambda done: None, **about: Any,
) -> LedgerOutcome:  # fmt: skip
    """Go through a ledger. With `outer` what can go in is written in its transaction, block by block; else nothing is.

    With `whole` the first row that cannot go in stops the writing; the rest is still judged.
    """
    importer = intake_of(setup.kind).importer(actor, setup.decisions)
    batch = Batch(actor, at, outer, **about)
    rows: list[Planned] = []
    writing = True
    converter = Converter(AskedOfCell(actor.jurisdiction_id, actor.on, setup.year, setup.decisions))
    source = read_rows(book, kinds_in(actor.jurisdiction_id)[setup.kind], setup.layouts, setup.for_all, converter)
    with _collecting_by_block() as collect:
        for block in _blocks(source):
            done = _block(importer, batch, block)
            writing = writing and not (whole and any(one.fate in (Fate.ERROR, Fate.ASK) for one in done))
            if writing:
                batch.flush()
            else:
                batch.drop()
            rows += done
            told(len(rows))
            collect()
    importer.finish(batch)
    return LedgerOutcome(tuple(rows), converter.year_used)


@contextmanager
def _collecting_by_block() -> Iterator[Callable[[], object]]:
    """No garbage collection but after each block, and then of what is young: a run makes much and keeps little."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield lambda: gc.collect(0)
    finally:
        if was:
            gc.enable()


def _blocks(rows: Iterator[tuple[LedgerRow, str]]) -> Iterator[list[tuple[LedgerRow, str]]]:
    block: list[tuple[LedgerRow, str]] = []
    for row in rows:
        block.append(row)
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def _light(row: LedgerRow) -> LedgerRow:
    """A row without what was read of it, so that memory does not grow with the ledger."""
    return LedgerRow(row.sheet, row.number, _NOTHING, _NOTHING)


def _block(importer: Importer, batch: Batch, block: list[tuple[LedgerRow, str]]) -> list[Planned]:
    planned = iter(importer.plan([row for row, passed in block if not passed]))
    done = []
    for row, passed in block:
        if passed:
            why = Remark("", row.addresses.get("", row.place), passed)
            done.append(Planned(_light(row), Fate.SKIP, "", (), (why,)))
        else:
            done.append(_one(importer, batch, next(planned)))
    return done


def _one(importer: Importer, batch: Batch, one: Planned) -> Planned:
    if one.fate not in (Fate.CREATE, Fate.UPDATE):
        return _outcome_of(one, one.fate)
    try:
        with batch.row():
            return _outcome_of(one, one.fate, ref=importer.carry_out(batch, one))
    except ActError as error:
        faults = [one.row.remark(importer.fields.get(name, name), text) for name, text in _told(error)]
        return _outcome_of(one, Fate.ERROR, faults=tuple(faults))


def _outcome_of(one: Planned, fate: Fate, *, faults: tuple[Remark, ...] = (), ref: str = "") -> Planned:
    """What is told of a row, without what was read of it."""
    return Planned(
        _light(one.row), fate, one.label, (*one.faults, *faults), one.notes, one.questions, None, ref
    )


def _told(error: ActError) -> list[tuple[str, str]]:
    """What a refusal says, by field."""
    if isinstance(error, Unmet):
        missing = [
            (reason.field, f"{reason.condition}：{reason.finding}") for reason in error.decision.missing
        ]
        return missing or [("", error.message)]
    return list(error.fields.items()) if isinstance(error, Invalid) else [("", error.message)]

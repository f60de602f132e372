"""What a ledger that comes in is made of, and who takes it in: typed rows with cell addresses, fates, a registry.

The floor that reads files yields `LedgerRow`; the floor that owns the rows registers an `Importer`, which says of
each row what would become of it and carries it out through its acts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from duban.shared.actor import Actor

if TYPE_CHECKING:
    from duban.acts.batches.batch import Batch


OTHER = "other"
"""The answer that a row means something or somebody else than what is known."""


class Fate(Enum):
    """What becomes of a row."""

    CREATE = "create"
    UPDATE = "update"
    SAME = "same"
    SKIP = "skip"
    ASK = "ask"
    ERROR = "error"

    @property
    def word(self) -> str:
        """The word that a person reads."""
        return _WORDS[self]


_WORDS = {
    Fate.CREATE: "新增",
    Fate.UPDATE: "更新",
    Fate.SAME: "已有，不变",
    Fate.SKIP: "不导入",
    Fate.ASK: "须确认",
    Fate.ERROR: "有错",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of a cell, e.g. 台账!C7; `field` names the column's field, empty for the row as a whole."""

    field: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can decide, once for all rows with the same `key`; options are value and label."""

    key: str
    address: str
    text: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A place in a ranking as a cell has it: counted from the first or `from_last`, `of` so many where it says so."""

    number: int
    of: int = 0
    tied: bool = False
    from_last: bool = False

    @property
    def said(self) -> str:
        """The place in words."""
        parts = ("并列" if self.tied else "", "倒数" if self.from_last else "", f"第{self.number}名")
        return "".join(parts) + (f"，共{self.of}家" if self.of else "")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of a ledger: typed values by field, where each cell stands, and what reading it already brought."""

    sheet: str
    number: int
    values: Mapping[str, Any]
    addresses: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def place(self) -> str:
        """Where the row stands, e.g. 台账!7."""
        return f"{self.sheet}!{self.number}"

    def remark(self, name: str, text: str) -> Remark:
        """A remark on the cell of a field, or on the row where the ledger has no such column."""
        return Remark(name, self.addresses.get(name, self.place), text)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with its fate. `label` is what it is about, `work` whatever the importer needs to carry it out."""

    row: LedgerRow
    fate: Fate
    label: str = ""
    faults: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    questions: tuple[Question, ...] = ()
    work: Any = None
    ref: str = ""


def planned(
    row: LedgerRow, fate: Fate, label: str, work: Any = None, *, notes: tuple[Remark, ...] = ()
) -> Planned:
    """A row that may go in, unless reading it already found faults or questions."""
    if row.faults:
        return Planned(row, Fate.ERROR, label, row.faults, (*row.notes, *notes), row.questions)
    if row.questions:
        return Planned(row, Fate.ASK, label, (), (*row.notes, *notes), row.questions)
    return Planned(row, fate, label, (), (*row.notes, *notes), (), work)


def faulty(row: LedgerRow, label: str, *faults: Remark) -> Planned:
    """A row that cannot go in, with everything that is wrong with it."""
    return Planned(row, Fate.ERROR, label, (*row.faults, *faults), row.notes, row.questions)


def asked(row: LedgerRow, label: str, *questions: Question) -> Planned:
    """A row that waits for a decision."""
    if row.faults:
        return faulty(row, label)
    return Planned(row, Fate.ASK, label, (), row.notes, (*row.questions, *questions))


class Importer(Protocol):
    """Takes the rows of one kind of ledger in, for one actor and one run.

    `fields` translates the field names of its acts, by which a refusal is told, into those of the ledger.
    """

    fields: ClassVar[Mapping[str, str]]

    def plan(self, rows: list[LedgerRow]) -> list[Planned]:
        """The fate of each row, judged with the rows before it in the same ledger. Reads only."""

    def carry_out(self, batch: Batch, one: Planned) -> str:
        """Do what was planned for a row through its acts; returns the reference of what it became."""

    def finish(self, batch: Batch) -> None:
        """Whatever is left to do once, when all rows are through."""


@dataclass(frozen=True)
class Intake:
    """A kind of ledger that may come in: the act that an actor must be able to start for it, and the importer of a run.

    The importer is made for an actor and the answers of a person by question key.
    """

    kind: str
    act: str
    importer: Callable[[Actor, Mapping[str, str]], Importer]


Taking = TypeVar("Taking")
_intakes: dict[str, Intake] = {}


def takes_in(kind: str, act: str) -> Callable[[type[Taking]], type[Taking]]:
    """Register an importer for a kind of ledger; a second one for the same kind is a programming error."""

    def register(importer: type[Taking]) -> type[Taking]:
        if kind in _intakes and _intakes[kind].importer is not importer:
            raise ValueError(f"intake registered twice: {kind}")
        _intakes[kind] = Intake(kind, act, importer)  # type: ignore[arg-type]
        return importer

    return register


def intake_of(kind: str) -> Intake:
    """The intake of a kind; KeyError where no floor has brought it."""
    return _intakes[kind]


def intakes() -> dict[str, Intake]:
    """All registered intakes, in the order of the floors."""
    return dict(_intakes)

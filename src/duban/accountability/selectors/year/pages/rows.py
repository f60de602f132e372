"""What the pages of a year show: frozen rows, and how they are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.accountability.models import YearRun
from duban.accountability.selectors.lists import APPEALING
from duban.acts.gate.entry import open_acts
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.rulings.year_end import Said, deciding
from duban.shared.actor import Actor
from duban.shared.pages import Page


@dataclass(frozen=True)
class YearButton:
    """An act that the actor may do, on the object of this reference."""

    key: str
    label: str
    ref: str


@dataclass(frozen=True)
class RunView:
    """A run and how far it is."""

    ref: str
    state: str
    state_label: str
    done: int
    total: int
    found: int
    units: int
    people: int
    as_of: date
    requested_by: str
    finished_at: datetime | None
    pack_hash: str
    fault: str
    current: bool
    button: YearButton | None

    @property
    def percent(self) -> int:
        """How much of it is done, in percent."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def without(self) -> int:
        """How many of those judged have no result."""
        return self.done - self.found


@dataclass(frozen=True)
class Confirmed:
    """What an organ confirmed, and the exceptions that it listed."""

    organ: str
    count: int
    by: str
    at: datetime
    exceptions: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class CountRow:
    """How many results there are of a code."""

    kind: str
    code: str
    clause: str
    label: str
    count: int


@dataclass(frozen=True)
class Item:
    """One result with what each organ says to it; `flag` is 申诉中 or empty."""

    key: str
    code: str
    label: str
    clause: str
    cite: str
    value: str
    ground: str
    item: str
    advisory: bool
    flag: str
    documents: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    decides: str
    divided: bool
    settled: bool


@dataclass(frozen=True)
class ResultRow:
    """A unit or person with results."""

    ref: str
    kind: str
    name: str
    title: str
    items: tuple[Item, ...]
    flag: str
    conflict: bool
    recommend: bool


@dataclass(frozen=True)
class ResultFilter:
    """What the list is narrowed to."""

    text: str = ""
    kind: str = ""
    code: str = ""
    only: str = ""


@dataclass(frozen=True)
class YearView:
    """The page of a year."""

    year: int
    ref: str
    version: int
    state: str
    state_label: str
    closed_on: date | None
    closed_by: str
    run: RunView | None
    runs: tuple[RunView, ...]
    confirmed: tuple[Confirmed, ...]
    counts: tuple[CountRow, ...]
    page: Page[ResultRow]
    years: tuple[int, ...]
    corrections: int
    buttons: tuple[YearButton, ...]
    may_run: bool
    organ: str


@dataclass(frozen=True)
class Spoken:
    """What an organ said to one result, in its own words."""

    organ: str
    label: str
    word: str
    reason: str
    choice: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ResultView:
    """One subject's results with everything that was said to them."""

    ref: str
    year: int
    year_ref: str
    state: str
    kind: str
    name: str
    title: str
    items: tuple[Item, ...]
    flag: str
    recommend: bool
    advices: tuple[tuple[str, str, date], ...]
    spoken: tuple[Spoken, ...]
    corrections: tuple[CorrectionRow, ...]
    superseded: bool
    pack_hash: str
    as_of: date
    buttons: tuple[YearButton, ...]
    inside: bool


@dataclass(frozen=True)
class CorrectionRow:
    """A correction of a closed year: what it said, what it would say now, what the organs say."""

    ref: str
    year: int
    kind: str
    name: str
    why: str
    ruling_ref: str
    ruling_number: str
    before: tuple[dict[str, Any], ...]
    after: tuple[dict[str, Any], ...]
    state: str
    state_label: str
    opened_on: date
    settled_on: date | None
    verdicts: tuple[tuple[str, str, str, str, datetime], ...]
    decides: str
    elsewhere: bool
    buttons: tuple[YearButton, ...]

    @property
    def fell(self) -> bool:
        """Whether something fell, or rests on other decisions, since one was changed or revoked."""
        return self.state in states_of("correction", "fell")

    @property
    def waiting(self) -> bool:
        """Whether people still have something to do."""
        return self.state in states_of("correction", "waiting")


def buttons_on(actor: Actor, kind: str, row: Any) -> tuple[YearButton, ...]:
    """The acts that the actor may do on an object now."""
    return tuple(YearButton(act.key, act.label, row.ref) for act in open_acts(actor, kind, row))


def item_row(item: Mapping[str, Any], said: Said, appealed: frozenset[int]) -> Item:
    """A result with what is said to it; `appealed` are the rulings on which an appeal runs."""
    return Item(
        key=item["key"],
        code=item["code"],
        label=item["label"],
        clause=item["clause"],
        cite=item["cite"],
        value=item["value"],
        ground=item["ground"],
        item=item["item"],
        advisory=item["advisory"],
        flag=APPEALING if appealed & set(item["rulings"]) else "",
        documents=tuple(item["documents"]),
        words=tuple((organ.label, word.value) for organ, word in said.words),
        decides=_decides(item, said),
        divided=said.divided,
        settled=said.settled,
    )


def _decides(item: Mapping[str, Any], said: Said) -> str:
    """Who decides the result; of what is only for information nobody."""
    if not said.words:
        return ""
    return deciding("unit" if said.of_unit else "person", item["clause"], item.get("managed", ""))


def run_row(actor: Actor, run: YearRun, current: YearRun | None) -> RunView:
    """A run as its page shows it."""
    buttons = buttons_on(actor, "yearrun", run)
    return RunView(
        ref=run.ref,
        state=run.state,
        state_label=state_label("yearrun", run.state),
        done=run.done,
        total=run.total,
        found=run.found,
        units=run.units,
        people=run.people,
        as_of=run.as_of,
        requested_by=run.requested_by,
        finished_at=run.finished_at,
        pack_hash=run.pack_hash,
        fault=run.fault,
        current=current is not None and run.pk == current.pk,
        button=buttons[0] if buttons else None,
    )

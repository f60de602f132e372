"""A result, and all results of a subject's year with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import cite
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.consequences.counting import Tally
from duban.mechanism.consequences.history import Event, History, Override, YearSubject
from duban.mechanism.consequences.rules import Rules

BY_SUPERIOR = "八 → 上级文件"


@dataclass(frozen=True, slots=True)
class Consequence:
    """One result of a year.

    `clause` is its id in the clause table. `max_grade` is the highest grade left to a unit, `ground` the limb that
    holds, `item` the pay item that the text names. An advisory decides nothing. `events` are those that counted;
    `overrides` the superior documents that put it in place of the county's own result.
    """

    code: str
    clause: str
    events: tuple[Event, ...] = ()
    max_grade: str = ""
    ground: str = ""
    item: str = ""
    advisory: bool = False
    overrides: tuple[Override, ...] = ()

    @property
    def cite(self) -> str:
        """How it is quoted: 七（二）; of a superior document 八 → 上级文件."""
        return BY_SUPERIOR if self.overrides and self.code.startswith(("U_", "L_")) else cite(self.clause)

    @property
    def label(self) -> str:
        """What it says, in Chinese."""
        return f"绩效考核最高可评{self.max_grade}" if self.max_grade else CODES[self.code].label

    @property
    def provisional(self) -> bool:
        """Whether it rests on a decision under appeal."""
        return any(event.pending for event in self.events)

    @property
    def informs(self) -> bool:
        """Whether it is a note, a task or an error, and no result of article 七."""
        return not self.code.startswith(("U_", "L_"))


@dataclass(frozen=True, slots=True)
class Judged:
    """The results of one subject in one year. `base` is what would hold without any superior document.

    `refused` are overrides without effect, with why; `taken_away` those by which a result
    does not follow: they exclude it, or contradict one another.
    `recommend` marks a subject whom the county does not assess itself (A44); `overrides` came on top of the pack's.
    """

    subject: YearSubject
    rules: Rules
    history: History
    tally: Tally
    consequences: tuple[Consequence, ...]
    base: tuple[Consequence, ...]
    refused: tuple[tuple[Override, str], ...] = ()
    taken_away: tuple[Override, ...] = ()
    closed_on: date | None = None
    recommend: bool = False
    overrides: tuple[Override, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, each once, in the order of the notice."""
        return tuple(dict.fromkeys(one.code for one in self.consequences))

    @property
    def provisional(self) -> bool:
        """Whether any result rests on a decision under appeal."""
        return any(one.provisional for one in self.consequences)

    def of(self, code: str) -> tuple[Consequence, ...]:
        """The results with a code; 取消绩效奖金 may stand on several grounds."""
        return tuple(one for one in self.consequences if one.code == code)

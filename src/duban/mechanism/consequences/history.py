"""What the year's end is judged from: decisions, measures and findings about one unit or one person."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from duban.mechanism.rulings.sanctions import Target
from duban.mechanism.words.named import USUAL

LISTING = USUAL["listing"]
MEASURES = (USUAL["letter"], USUAL["interview"], LISTING)
"""The words by which a history tells its measures apart; whoever shows one puts it into marks."""
UNSUITABLE, MAJOR_ERROR, ADVERSE_EFFECT = "unsuitable", "major_error", "adverse_effect"


@dataclass(frozen=True, slots=True)
class YearSubject:
    """Somebody whose year is judged.

    `unit_kind` is the kind of the unit (of a person: of the paying unit); `merged` are the keys of units that were
    merged into this one (A32).
    """

    key: Hashable
    target: Target
    unit_kind: str = ""
    merged: tuple[Hashable, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of one decision by which somebody is held accountable; `kind` is a key of the sanctions.

    A changed decision has its new kind from the start; `was` is the kind before and `changed_on` the day of the
    change. `level` is that of a superior body (empty: a county organ), `key_work` whether a key-work matter is
    concerned, `leading` whether the person is a leading cadre (A8). `decision` tells one decision of several kinds
    from several decisions; `facts_on` is the last day of the facts it rests on. `document` is what proves it.
    """

    kind: str
    on: date
    subject: Hashable = None
    matter: Hashable = None
    decision: Hashable = None
    facts_on: date | None = None
    decided_on: date | None = None
    conduct_year: int | None = None
    pending: bool = False
    revoked: bool = False
    revoked_on: date | None = None
    was: str = ""
    changed_on: date | None = None
    level: str = ""
    key_work: bool = True
    leading: bool = True
    document: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that was issued: supervision, not accountability (A4)."""

    kind: str
    on: date
    document: str = ""
    matter: Hashable = None


@dataclass(frozen=True, slots=True)
class Commendation:
    """A commendation, with its document."""

    on: date
    text: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What 县委组织部 recorded about a person: unsuitable, major_error or adverse_effect."""

    kind: str
    on: date
    text: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating of a matter for which a person is responsible: its place among the values of article 四, best first."""

    matter: Hashable
    on: date
    index: int


@dataclass(frozen=True, slots=True)
class Override:
    """What a superior document provides otherwise (八): a record with its source, never an inference.

    `value` is True (the result follows), False (it does not) or a grade for the unit's cap. `measures` are the words
    of the kinds that call for it (empty: any); `level` and `priority` rank it against others.
    """

    source: str
    target: str
    value: bool | str = True
    measures: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    level: str = ""
    priority: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Everything recorded about one subject, in the order of the dates."""

    events: tuple[Event, ...] = ()
    measures: tuple[Measure, ...] = ()
    commendations: tuple[Commendation, ...] = ()
    findings: tuple[Judgement, ...] = ()
    ratings: tuple[Rated, ...] = ()


NOTHING = History()

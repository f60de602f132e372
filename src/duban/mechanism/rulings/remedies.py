"""Remedies: how each kind of decision is contested, until when, and when the answer is due (六).

The periods are those of the superior regulations, kept as data of the pack (`remedy_stages`) with their basis.
An appeal never suspends execution and never makes a decision heavier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import first_workday_from
from duban.mechanism.dates.months import months_after
from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.parameters import Pack, default_pack
from duban.mechanism.rulings.sanctions import SanctionKind

PARAMETER = "remedy_stages"
CONCLUSION = "conclusion"
"""The route of a 督查结论, which is no sanction."""


class UnknownStage(LookupError):
    """A stage of a remedy that the pack does not have."""


@dataclass(frozen=True)
class Term:
    """A length of time in months or in natural days."""

    months: int = 0
    days: int = 0

    @property
    def text(self) -> str:
        """In Chinese: 1个月, 30日."""
        return f"{self.months}个月" if self.months else f"{self.days}日"

    def after(self, day: date) -> date:
        """The last day of the term that begins on the day after `day`."""
        return months_after(day, self.months) if self.months else day + timedelta(days=self.days)


@dataclass(frozen=True)
class Stage:
    """One stage of a remedy. `file` None: at any time; `after` is the stage whose answer it follows.

    `direct` is the term of a subject who skips the stage before; `extension` may be added to `answer`.
    """

    key: str
    route: str
    label: str
    organ: str
    after: str
    file: Term | None
    direct: Term | None
    answer: Term
    extension: Term | None
    basis: str

    @property
    def text(self) -> str:
        """The stage in a sentence, for the person whom it concerns."""
        since = "收到上一环节答复" if self.after else "收到决定"
        within = f"自{since}之日起{self.file.text}内" if self.file else "随时"
        direct = f"；不经上一环节直接提出的，自收到决定之日起{self.direct.text}内" if self.direct else ""
        more = f"，可以延长{self.extension.text}" if self.extension else ""
        return f"{self.label}：{within}向{self.organ}提出{direct}；{self.answer.text}内答复{more}。依据{self.basis}。"


@dataclass(frozen=True)
class Clock:
    """A stage on its dates: from when it runs, the last day to apply (None: at any time), and whether that has passed."""

    stage: Stage
    begins_on: date
    apply_by: date | None
    passed: bool


def stages(pack: Pack | None = None, on: date | None = None) -> tuple[Stage, ...]:
    """All stages of a pack in its order."""
    return tuple(_table(pack or default_pack(), on or date.max).values())


def stage(key: str, pack: Pack | None = None, on: date | None = None) -> Stage:
    """A stage by its key. Raises `UnknownStage`."""
    try:
        return _table(pack or default_pack(), on or date.max)[key]
    except KeyError:
        raise UnknownStage(f"没有“{key}”这种救济途径") from None


@clause("6.4")
def stages_of(kinds: Iterable[SanctionKind], pack: Pack | None = None, on: date | None = None) -> tuple[Stage, ...]:
    """Every stage that the kinds of a decision open, in order; the same stage once."""
    routes = dict.fromkeys(one.route for one in kinds)
    return tuple(one for route in routes for one in stages_of_route(route, pack, on))


def stages_of_route(route: str, pack: Pack | None = None, on: date | None = None) -> tuple[Stage, ...]:
    """The stages of one route in order."""
    return tuple(one for one in stages(pack, on) if one.route == route)


@clause("6.4")
def apply_by(
    one: Stage, begins_on: date, *, direct: bool = False, calendar: Calendar | None = None
) -> date | None:
    """The last day to apply, counted from the day after the decision or answer was received; None: at any time.

    With a calendar, a last day that is a day off moves to the next working day.
    """
    term = one.direct if direct and one.direct else one.file
    if term is None:
        return None
    last = term.after(begins_on)
    return first_workday_from(last, calendar).on if calendar else last


@clause("6.4")
def answer_due(one: Stage, accepted_on: date, *, extended: bool = False) -> date:
    """The day on which the answer is due, counted from the day after the appeal was accepted."""
    due = one.answer.after(accepted_on)
    return one.extension.after(due) if extended and one.extension else due


@clause("6.4")
def clocks(
    kinds: Iterable[SanctionKind],
    served_on: date,
    answered: Mapping[str, date],
    as_of: date,
    pack: Pack | None = None,
) -> tuple[Clock, ...]:
    """The stages that can be entered as of a day: those on the decision itself, and those whose stage before is answered.

    `answered` gives for each stage gone through the day on which its answer was received.
    """
    found = []
    for one in stages_of(kinds, pack, as_of):
        if one.key in answered or (one.after and one.after not in answered and one.direct is None):
            continue
        direct = bool(one.after) and one.after not in answered
        begins = answered.get(one.after, served_on)
        last = apply_by(one, begins, direct=direct)
        found.append(Clock(one, begins, last, last is not None and last < as_of))
    return tuple(found)


@lru_cache(maxsize=512)
def _table(pack: Pack, on: date) -> Mapping[str, Stage]:
    return MappingProxyType(
        {
            row["key"]: Stage(
                key=row["key"],
                route=row["route"],
                label=row["label"],
                organ=row["organ"],
                after=row.get("after", ""),
                file=_term(row, "file"),
                direct=_term(row, "direct"),
                answer=_term(row, "answer") or Term(),
                extension=_term(row, "extension"),
                basis=row["basis"],
            )
            for row in pack.get(PARAMETER, on)
        }
    )


def _term(row: Mapping[str, int], name: str) -> Term | None:
    months, days = row.get(f"{name}_months", 0), row.get(f"{name}_days", 0)
    return Term(months, days) if months or days else None

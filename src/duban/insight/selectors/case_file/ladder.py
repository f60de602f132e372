"""The ladder at the top of a case: past steps, the present one, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.matters.models import Matter
from duban.matters.selectors import MatterRow
from duban.measures.facts import RESTING
from duban.measures.models import Measure
from duban.mechanism.clauses import cite
from duban.mechanism.dates.deadlines import first_told, limit_told, remaining
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import NAMES
from duban.rulebook.selectors import calendar
from duban.shared import clock


@dataclass(frozen=True)
class Fork:
    """One of the ways in which the ladder may end."""

    title: str
    text: str
    clauses: str


@dataclass(frozen=True)
class LadderStep:
    """A step of the ladder: past, now or next, with a few lines."""

    title: str
    state: str
    lines: tuple[str, ...] = ()
    forks: tuple[Fork, ...] = ()
    url: str = ""




def ladder(
    matter: Matter, measures: list[Measure], row: MatterRow, today: date, jurisdiction_id: int
) -> tuple[LadderStep, ...]:
    """The five steps of a matter: key work, letter, interview, listing, and how it ends."""
    issued = [m for m in measures if m.issued_at is not None and m.state not in states_of(m.kind, "voided")]
    released = any(m.state in states_of("listing", "released") for m in issued)
    closed = matter.state in states_of("matter", "closed")
    now = "end" if closed or (released and matter.step == "matter") else matter.step
    steps = [_first(matter, row, "now" if now == "matter" else "past")]
    for kind, name in NAMES.items():
        of_kind = [m for m in issued if m.kind == kind]
        draft = next(
            (
                m
                for m in measures
                if m.kind == kind and m.issued_at is None and m.state not in states_of(m.kind, "withdrawn")
            ),
            None,
        )
        state = "now" if now == kind else "past" if of_kind else "next"
        steps.append(LadderStep(name, state, _lines(kind, of_kind, draft, today, jurisdiction_id)))
    steps.append(_last(matter, released, closed, issued, now))
    return tuple(steps)


def _first(matter: Matter, row: MatterRow, state: str) -> LadderStep:
    source = matter.source
    due = (
        f"应于 {matter.due_on:%m-%d} 前"
        if matter.due_on.year == matter.registered_on.year
        else f"应于 {matter.due_on:%Y-%m-%d} 前"
    )
    target = f"完成 {row.progress.split('/')[-1]}" if matter.target_value is not None else "办结"
    return LadderStep(
        "重点工作",
        state,
        (
            f"{matter.registered_on:%Y-%m-%d} 登记",
            f"{cite(source.source_class)}，{source.title}"[:26],
            f"{due}{target}",
            *filter(None, [row.first]),
        ),
    )


def _lines(
    kind: str, measures: list[Measure], draft: Measure | None, today: date, jurisdiction_id: int
) -> tuple[str, ...]:
    if not measures:
        return ("在拟" if draft else "尚无",)
    last = measures[-1]
    days = [clock.text(m.issued_at, "%m-%d") for m in measures if m.issued_at]
    head = f"{days[-1]} 起" if kind == "listing" else f"{len(measures)} 次：{'、'.join(days[-3:])}"
    lines = [head, "、".join(m.number for m in measures[-2:])]
    if last.state in states_of(last.kind, "over"):
        lines.append(last.ended_how[:24])
    elif last.state in RESTING:
        limit = limit_told(last.deadline, last.original_deadline, last.extensions) if last.deadline else ""
        lines += [f"时限 {limit}" if limit else "", last.pauses.split("；")[-1]]
    elif last.deadline:
        left = remaining(last.deadline, today, calendar(jurisdiction_id))
        first = first_told(last.deadline, last.original_deadline, last.extensions)
        lines += [f"时限 {last.deadline:%m-%d}，{left.text}", first]
    return tuple(filter(None, lines))


def _last(matter: Matter, released: bool, closed: bool, issued: list[Measure], now: str) -> LadderStep:
    if closed:
        return LadderStep("销号", "now", ("核查通过，已销号",))
    if now == "end":
        return LadderStep("解除", "now", tuple(m.release_number for m in issued if m.release_number))
    listing = next((m for m in issued if m.kind == "listing"), None)
    if listing is not None and listing.expired_on is not None:
        clue = f"自 {listing.expired_on:%m-%d} 起已列出，由人判断"
    elif listing is not None and listing.deadline is not None:
        clue = f"{listing.deadline:%m-%d} 仍未完成，次日起列出，由人判断"
    else:
        clue = "‹挂牌›到期仍未完成的，次日起列出，由人判断"
    return LadderStep(
        "解除或待核情形",
        "next",
        forks=(
            Fork("解除", "主要领导本人申请，两人核查，书记或县长同意", "3.3.8"),
            Fork("待核情形", clue, "5.1"),
        ),
    )

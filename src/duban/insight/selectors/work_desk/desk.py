"""工作台: what the actor must do, grouped by act, most urgent first; and what the actor waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import QuerySet

from duban.acts.models import Obligation
from duban.acts.owing.duties import ever_owed
from duban.acts.sight.around import borne_by, owed_by
from duban.acts.sight.visibility import visibility_of
from duban.insight.selectors.work_desk import asked as desk_asked
from duban.insight.selectors.work_desk.news import News, news
from duban.insight.selectors.work_desk.own_unit import Concern, concerns
from duban.insight.selectors.work_desk.paper_opinions import PaperOpinion, paper_opinions
from duban.insight.selectors.work_desk.parts import beside
from duban.insight.selectors.work_desk.things import PASSED, Figure, Things, things_of
from duban.insight.selectors.work_desk.todos import (
    Term,
    Todo,
    bearer_name,
    last_soon,
    term,
    todo_of,
    todos_of,
    urgency,
)
from duban.insight.selectors.work_desk.told_apart import told_apart
from duban.matters.selectors import soon_day
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import PostRole
from duban.rulebook.selectors import calendar
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database import memo

_SHOWN = 20
_ALL = 1_000_000
_DAYS = 10
NOBODY = "无人可办"


@dataclass(frozen=True)
class TodoGroup:
    """Things to do of one kind: how many, and those shown, the most urgent first."""

    title: str
    clause: str
    count: int
    rows: tuple[Todo, ...]


@dataclass(frozen=True)
class Day:
    """How many of the actor's things fall due on a day."""

    on: date
    count: int


@dataclass(frozen=True)
class Late:
    """Something late or red in a unit that the actor leads, in whose hands it is and since when it is late."""

    title: str
    what: str
    who: str
    case_ref: str
    term: Term


@dataclass(frozen=True)
class Desk:
    """The first page of everyone. Each figure counts rows that can be reached: a thing to do is one, however often owed."""

    groups: tuple[TodoGroup, ...]
    mine: int
    late: int
    today: int
    waiting: tuple[Todo, ...]
    waiting_total: int
    of_unit: tuple[Late, ...]
    to_read: str
    done_this_week: int
    days: tuple[Day, ...]
    news: tuple[News, ...]
    papers: tuple[PaperOpinion, ...] = ()


def open_duties(actor: Actor) -> QuerySet[Obligation]:
    """Everything that the actor owes now."""
    return desk_asked.open_duties(owed_by(actor), actor.jurisdiction_id)


_figures: memo.WhileNothingIsDone[int] = memo.WhileNothingIsDone()


def count_duties(actor: Actor) -> int:
    """How many things the actor has to do: the figure beside 工作台, and that of the rows on it.

    No statement as long as nothing is done in the county, nor on the desk, which knows it.
    """
    return _figures.known(actor.jurisdiction_id, actor, lambda: _asked_for(actor))


def _asked_for(actor: Actor) -> int:
    return things_of(actor).count()


def desk(*, actor: Actor, due: str = "", group: str = "") -> Desk:
    """Everything on the desk of an actor today.

    `due` narrows the groups to what is `late` or falls due on a day (2026-11-23), `group` to one title; without
    them each group shows its first rows. `due` is `waiting` for all that the actor waits for.
    """
    today = clock.today()
    things, days = things_of(actor), _days(actor, today)
    figures = things.figures(days)
    waiting, waiting_total = _waiting(actor, today, whole=due == WAITING)
    to_read, done = beside(actor)
    groups, newest = _grouped(actor, things, figures, today, due, group)
    _figures.note(actor.jurisdiction_id, actor, mine := _sum(figures))
    return Desk(
        groups=tuple(groups),
        mine=mine,
        late=_sum(figure for figure in figures if _is_late(figure)),
        today=_sum(figure for figure in figures if figure.day == 0),
        waiting=tuple(waiting),
        waiting_total=waiting_total,
        of_unit=tuple(_late(actor, one, today) for one in concerns(actor, today)),
        to_read=to_read,
        done_this_week=done,
        days=tuple(Day(day, _sum(one for one in figures if one.day == n)) for n, day in enumerate(days)),
        news=news(actor, newest),
        papers=paper_opinions(actor),
    )


WAITING, LATE = "waiting", "late"


def _sum(figures: Iterable[Figure]) -> int:
    return sum(figure.things for figure in figures)


def _is_late(figure: Figure) -> bool:
    return figure.day == PASSED and not act_named(figure.act).soft


def _heading(figure: Figure) -> str:
    return NOBODY if figure.lone else act_named(figure.act).heading


def _late(actor: Actor, one: Concern, today: date) -> Late:
    who = bearer_name(actor, one.duty) if one.duty else ""
    return Late(one.title, one.what, who, one.case_ref, term(actor, one.day, False, today))


def _grouped(
    actor: Actor, things: Things, figures: list[Figure], today: date, due: str, only: str
) -> tuple[list[TodoGroup], list[Obligation]]:
    """The groups, and the duties that came last, whatever is shown."""
    wanted = [one for one in figures if _wanted(one, due) and only in ("", _heading(one))]
    narrowed = bool(due or only)
    acts = sorted({(one.lone, one.act) for one in wanted})
    limit = _ALL if narrowed else _SHOWN
    more, newest = things.first(limit, acts, today if due == LATE else None, _day_of(due)) if figures else ({}, [])
    whole = ever_owed().select_related("case").in_bulk([*more, *newest])
    groups: dict[str, list[Obligation]] = {}
    for pk in more:
        groups.setdefault(NOBODY if pk in things.lone else act_named(whole[pk].act).heading, []).append(whole[pk])
    soon = last_soon(actor, today)
    ranked = sorted(groups.items(), key=lambda item: urgency(item[1][0], today, soon))
    shown = [(title, rows[:limit]) for title, rows in ranked]
    todos = iter(todos_of(actor, things, [row for _, rows in shown for row in rows], more, today, soon))
    groups_shown = [(title, tuple(islice(todos, len(rows)))) for title, rows in shown]
    counts = Counter({title: len(rows) for title, rows in groups.items()})
    if not narrowed:
        counts = sum((Counter({_heading(one): one.things}) for one in figures), Counter())
    found = [TodoGroup(title, rows[0].clause, counts[title], rows) for title, rows in groups_shown]
    return found, [whole[pk] for pk in newest]


def _wanted(figure: Figure, due: str) -> bool:
    """Whether what is shown for `due` has things of a figure in it."""
    if due == LATE:
        return _is_late(figure)
    return not due or _day_of(due) is not None


def _day_of(due: str) -> date | None:
    try:
        return date.fromisoformat(due)
    except ValueError:
        return None


def _waiting(actor: Actor, today: date, *, whole: bool) -> tuple[list[Todo], int]:
    if not any(post.role in (PostRole.INSPECTOR, PostRole.LIAISON, PostRole.HANDLER) for post in actor.posts):
        return [], 0
    seen = visibility_of("duty").condition(actor, desk_asked.of_matters())
    make = desk_asked.waited_whole if whole else desk_asked.waited_first
    rows = desk_asked.asked(make, seen, borne_by(actor)).rows(actor.jurisdiction_id, actor.person_id)
    todos = [(row.case_id, todo_of(actor, row, today)) for row in rows]
    return told_apart(actor, todos), rows[0].total if rows else 0


def _days(actor: Actor, today: date) -> list[date]:
    """Today and the working days that follow."""
    work_calendar = calendar(actor.jurisdiction_id)
    return [today] + [soon_day(today, work_calendar, n) for n in range(1, _DAYS)]

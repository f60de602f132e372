"""工作台: what the actor must do, grouped by act, most urgent first; and what the actor waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from duban.acts.kinds import object_of
from duban.acts.models import Message, Obligation
from duban.acts.owing.duties import DISCHARGED, ever_owed, is_paused, standing_so
from duban.acts.sight.around import borne_by, owed_by
from duban.acts.sight.visibility import may_see, visibility_of
from duban.insight.selectors.work_desk import asked as desk_asked
from duban.insight.selectors.work_desk.brought import words_that_brought
from duban.insight.selectors.work_desk.own_unit import Concern, concerns
from duban.insight.selectors.work_desk.paper_opinions import PaperOpinion, paper_opinions
from duban.insight.selectors.work_desk.things import PASSED, Figure, Things, things_of
from duban.insight.selectors.work_desk.told_apart import told_apart
from duban.matters.selectors import soon_day
from duban.mechanism.dates.deadlines import Remaining, remaining
from duban.mechanism.key_work.lights import Light, duty_light
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import OFFICE_ROLES, PostRole, Role
from duban.organisations.selectors import directory
from duban.rulebook.selectors import calendar, kept_by, pack_in_force, vocabulary_of_case
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database import memo

_SHOWN = 20
_ALL = 1_000_000
_DAYS = 10
NOBODY = "无人可办"


@dataclass(frozen=True)
class Term:
    """A due day with what remains of it."""

    on: date | None
    provisional: bool
    remaining: Remaining | None


@dataclass(frozen=True)
class Todo:
    """One thing to do; the same act on the same object answers `more` further duties at once.

    `nobody` says, of what nobody can do, who must be appointed or authorised.
    """

    id: int
    act: str
    act_label: str
    label: str
    case_ref: str
    case_title: str
    object_kind: str
    object_ref: str
    unit: str
    clause: str
    term: Term
    light: Light
    who: str
    since: datetime
    in_person: bool
    lead: str = ""
    matter_ref: str = ""
    more: int = 0
    nobody: str = ""
    mine: bool = True
    why: str = ""
    about: str = ""
    paused: bool = False


@dataclass(frozen=True)
class TodoGroup:
    """Things to do of one kind: how many, and those shown, the most urgent first."""

    title: str
    clause: str
    count: int
    rows: tuple[Todo, ...]


@dataclass(frozen=True)
class News:
    """A message for the actor or the actor's units."""

    at: datetime
    text: str
    case_ref: str


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
    done: tuple[Todo, ...]
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
    them each group shows its first rows. `due` is `waiting` or `done` for all that the actor waits for or did this week.
    """
    today = clock.today()
    things, days = things_of(actor), _days(actor, today)
    figures = things.figures(days)
    waiting, waiting_total = _waiting(actor, today, whole=due == WAITING)
    done = _done_this_week(actor, today)
    _figures.note(actor.jurisdiction_id, actor, mine := _sum(figures))
    return Desk(
        groups=tuple(_grouped(actor, things, figures, today, due, group)),
        mine=mine,
        late=_sum(figure for figure in figures if _is_late(figure)),
        today=_sum(figure for figure in figures if figure.day == 0),
        waiting=tuple(waiting),
        waiting_total=waiting_total,
        of_unit=tuple(_late(actor, one, today) for one in concerns(actor, today)),
        done=tuple(_done_rows(actor, done, today)) if due == DONE else (),
        done_this_week=done.count(),
        days=tuple(Day(day, _sum(one for one in figures if one.day == n)) for n, day in enumerate(days)),
        news=_news(actor),
        papers=paper_opinions(actor),
    )


WAITING, DONE, LATE = "waiting", "done", "late"


def _sum(figures: Iterable[Figure]) -> int:
    return sum(figure.things for figure in figures)


def _is_late(figure: Figure) -> bool:
    return figure.day == PASSED and not act_named(figure.act).soft


def _heading(figure: Figure) -> str:
    return NOBODY if figure.lone else act_named(figure.act).heading


def _term(actor: Actor, on: date | None, provisional: bool, today: date) -> Term:
    left = remaining(on, today, calendar(actor.jurisdiction_id)) if on else None
    return Term(on, provisional, left)


def _term_of(actor: Actor, duty: Obligation, today: date) -> Term:
    """The term of a duty; of a soft one whose day has passed only the day."""
    passed = duty.due_on is not None and duty.due_on < today and act_named(duty.act).soft
    return Term(duty.due_on, duty.provisional, None) if passed else _term(actor, duty.due_on, duty.provisional, today)


def _light_of(duty: Any, today: date, soon: date) -> Light:
    light = duty_light(duty.due_on, False, today, soon)
    return Light.YELLOW if light is Light.RED and act_named(duty.act).soft else light


def _late(actor: Actor, one: Concern, today: date) -> Late:
    who = bearer_name(actor, one.duty) if one.duty else ""
    return Late(one.title, one.what, who, one.case_ref, _term(actor, one.day, False, today))


def _soon(actor: Actor, today: date) -> date:
    days = int(pack_in_force(actor.jurisdiction_id, today).get("light_soon_workdays", today))
    return soon_day(today, calendar(actor.jurisdiction_id), days)


def todo_of(actor: Actor, duty: Obligation, today: date, soon: date | None = None, more: int = 0) -> Todo:
    """A duty as a row; `soon` is the last day that counts as soon, reckoned where it is not given."""
    paused = is_paused(duty)
    return Todo(
        id=duty.pk,
        act=duty.act,
        act_label=act_named(duty.act).label,
        label=f"{duty.label}（已暂缓）" if paused else duty.label,
        case_ref=duty.case.ref if duty.case else "",
        case_title=duty.case.title if duty.case else duty.label,
        object_kind=duty.object_kind,
        object_ref=duty.object_ref,
        unit=bearer_name(actor, duty),
        clause=duty.clause,
        term=Term(None, False, None) if paused else _term_of(actor, duty, today),
        light=Light.GREY if paused else _light_of(duty, today, soon or _soon(actor, today)),
        who=bearer_name(actor, duty),
        since=duty.created_at,
        in_person=duty.in_person,
        more=more,
        paused=paused,
    )


def bearer_name(actor: Actor, duty: Obligation) -> str:
    """Who owes a duty, as a page says it: the person, or the unit with the role."""
    known = directory(actor.jurisdiction_id)
    if duty.person_id:
        return known.named(duty.person_id, actor.on)
    unit = known.unit(duty.unit_id).short_name if duty.unit_id else ""
    role = Role[duty.role]
    return (
        f"{unit}{role.value}"
        if unit and role in (Role.CLERK, Role.CHECKER, Role.OFFICE_HEAD)
        else unit or role.value
    )


def _grouped(
    actor: Actor, things: Things, figures: list[Figure], today: date, due: str, only: str
) -> list[TodoGroup]:
    wanted = [one for one in figures if _wanted(one, due) and only in ("", _heading(one))]
    narrowed = bool(due or only)
    acts = sorted({(one.lone, one.act) for one in wanted})
    limit = _ALL if narrowed else _SHOWN
    more = things.first(limit, acts, today if due == LATE else None, _day_of(due)) if acts else {}
    whole = ever_owed().select_related("case").in_bulk(list(more))
    groups: dict[str, list[Obligation]] = {}
    for pk in more:
        groups.setdefault(NOBODY if pk in things.lone else act_named(whole[pk].act).heading, []).append(whole[pk])
    soon = _soon(actor, today)
    ranked = sorted(groups.items(), key=lambda item: _urgency(item[1][0], today, soon))
    shown = [(title, rows[:limit]) for title, rows in ranked]
    todos = iter(_todos(actor, things, [row for _, rows in shown for row in rows], more, today, soon))
    groups_shown = [(title, tuple(islice(todos, len(rows)))) for title, rows in shown]
    counts = Counter({title: len(rows) for title, rows in groups.items()})
    if not narrowed:
        counts = sum((Counter({_heading(one): one.things}) for one in figures), Counter())
    return [TodoGroup(title, rows[0].clause, counts[title], rows) for title, rows in groups_shown]


def _todos(
    actor: Actor, things: Things, duties: list[Obligation], more: Mapping[int, int], today: date, soon: date
) -> list[Todo]:
    rows_of = [
        (one.case_id, _or_nobodys(actor, todo_of(actor, one, today, soon, more[one.pk]), one, one.pk in things.lone))
        for one in duties
    ]
    why = words_that_brought(actor, duties)
    return [replace(todo, why=why.get(todo.id, "")) for todo in told_apart(actor, rows_of)]


def _or_nobodys(actor: Actor, todo: Todo, duty: Obligation, nobodys: bool) -> Todo:
    """What nobody can do: who must be appointed, and no more of the case than the head may know."""
    if not nobodys:
        return todo
    obj = object_of(duty)
    seen = obj is not None and may_see(actor, duty.object_kind, obj)
    told = replace(todo, nobody=who_is_missing(actor, duty))
    return told if seen else replace(told, case_title="不在您范围内的一件", case_ref="", object_ref="")


def who_is_missing(actor: Actor, duty: Obligation) -> str:
    """Who must be appointed or authorised, so that a duty which nobody can do can be done."""
    unit = directory(actor.jurisdiction_id).unit(duty.unit_id).short_name if duty.unit_id else "县里"
    roles = (Role[duty.role],) if duty.in_person else dict.fromkeys((Role[duty.role], *act_named(duty.act).roles))
    away = _away(actor, duty) if Role[duty.role] in OFFICE_ROLES.values() else ""
    return f"{unit}现在没有能办的人{away}，须任命或者授权{'、'.join(role.value for role in roles)}中的一人"


def _away(actor: Actor, duty: Obligation) -> str:
    """Who of the unit is on leave: the other office may lend somebody meanwhile."""
    known = directory(actor.jurisdiction_id)
    here = known.people_of(duty.unit_id, actor.on) if duty.unit_id else ()
    names = [known.named(one.person_id, actor.on) for one in here if known.leave_of(one.person_id, actor.on)]
    return f"（{'、'.join(names)}），可以请另一办公室借人" if names else ""


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


def _urgency(duty: Any, today: date, soon: date) -> tuple[int, date]:
    order = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.GREY: 3}
    return order[_light_of(duty, today, soon)], duty.due_on or date.max


def _waiting(actor: Actor, today: date, *, whole: bool) -> tuple[list[Todo], int]:
    if not any(post.role in (PostRole.INSPECTOR, PostRole.LIAISON, PostRole.HANDLER) for post in actor.posts):
        return [], 0
    seen = visibility_of("duty").condition(actor, desk_asked.of_matters())
    make = desk_asked.waited_whole if whole else desk_asked.waited_first
    rows = desk_asked.asked(make, seen, borne_by(actor)).rows(actor.jurisdiction_id, actor.person_id)
    todos = [(row.case_id, todo_of(actor, row, today)) for row in rows]
    return told_apart(actor, todos), rows[0].total if rows else 0


def _done_this_week(actor: Actor, today: date) -> QuerySet[Obligation]:
    monday = clock.at(today - timedelta(days=today.weekday()))
    done = standing_so(DISCHARGED, county=actor.jurisdiction_id)
    return done.filter(done_by=actor.name, done_at__gte=monday)


def _done_rows(actor: Actor, done: QuerySet[Obligation], today: date) -> list[Todo]:
    rows = done.select_related("case").order_by("-done_at", "-pk")
    return told_apart(actor, [(row.case_id, todo_of(actor, row, today)) for row in rows])


def _days(actor: Actor, today: date) -> list[date]:
    """Today and the working days that follow."""
    work_calendar = calendar(actor.jurisdiction_id)
    return [today] + [soon_day(today, work_calendar, n) for n in range(1, _DAYS)]


def _news(actor: Actor) -> tuple[News, ...]:
    """The latest messages that the actor may see, each in the words of its case, or of the day on which it was sent."""
    latest = desk_asked.asked(desk_asked.latest, visibility_of("message").condition(actor))
    rows = latest.rows(actor.jurisdiction_id)
    return tuple(News(row.created_at, _as_then(row), row.case.ref if row.case else "") for row in rows)


def _as_then(row: Message) -> str:
    sent = clock.day_of(row.created_at)
    return vocabulary_of_case(row.jurisdiction_id, kept_by(row), sent).say(row.said)

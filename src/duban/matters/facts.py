"""Rows of matters and proceedings as the types that the mechanism judges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django_scopes import scope

from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.owing.bearing import colours
from duban.matters.models import Matter, Milestone, OwnCode, UnitFlow
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.lights import Due, Light, LightFacts, LightRule, matter_light
from duban.mechanism.key_work.rating import Point, Progress, progress
from duban.mechanism.ladder.gates import Fact
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import Pack
from duban.proceedings.models import JudgedFact, Rating
from duban.rulebook.selectors import pack_of_case
from duban.shared import clock
from duban.shared.database import memo


def pack_of_matter(matter: Matter, on: date) -> Pack:
    """The pack that judges a matter: the one under which it was opened."""
    return pack_of_case(matter.jurisdiction_id, matter.case.pack_hash, on)


@dataclass(frozen=True)
class Basis:
    """Everything about a matter from which its progress, facts and light follow."""

    milestones: tuple[Milestone, ...]
    judged: tuple[JudgedFact, ...]
    ratings: tuple[Rating, ...]
    duties: tuple[Obligation, ...]


def plan_of(matter: Matter) -> tuple[Milestone, ...]:
    """The points of its plan that stand, in their order. One statement."""
    return tuple(Milestone.objects.filter(case_id=matter.case_id, dropped_at=None).order_by("due_on", "pk"))


def read_basis(matter: Matter) -> Basis:
    """Four statements: milestones, judged facts, ratings, duties that colour the matter."""
    return Basis(
        plan_of(matter),
        tuple(JudgedFact.objects.filter(case_id=matter.case_id).order_by("pk")),
        tuple(Rating.objects.filter(case_id=matter.case_id).order_by("pk")),
        tuple(
            row for row in duties.ever_owed(case=matter.case_id, counting=True).order_by("pk") if colours(row)
        ),
    )


def ladder_basis(
    read: tuple[tuple[Milestone, ...], tuple[JudgedFact, ...], tuple[Rating, ...]], duties: list[Obligation]
) -> Basis:
    """The same from rows that a page has read already."""
    return Basis(*read, tuple(duty for duty in duties if colours(duty)))


def points(milestones: tuple[Milestone, ...]) -> tuple[Point, ...]:
    """Milestones as points of the plan."""
    return tuple(
        Point(row.title, row.due_on, float(row.target) if row.target is not None else None, row.reached_on)
        for row in milestones
    )


def progress_of(matter: Matter, milestones: tuple[Milestone, ...], as_of: date) -> Progress:
    """Where a matter stands on a day."""
    return progress(
        matter.assigned_on or matter.registered_on,
        points(milestones),
        matter.due_on,
        float(matter.target_value) if matter.target_value is not None else None,
        float(matter.value) if matter.value is not None else None,
        matter.finished_on,
        as_of,
    )


def stored_facts(matter: Matter, basis: Basis, pack: Pack, as_of: date) -> tuple[Fact, ...]:
    """The facts that a letter may quote: missed points, the limit, lagging ratings, missed feedback, findings."""
    lagging = pack.get("evaluation_values", as_of)[-1]
    facts = [
        Fact(
            f"milestone:{row.pk}",
            "milestone",
            row.due_on,
            f"节点“{row.title}”应于{row.due_on.year}年{row.due_on.month}月{row.due_on.day}日完成，至今未完成",
        )
        for row in unreached(matter, basis.milestones)
        if row.due_on < as_of
    ]
    if matter.due_on < as_of and matter.finished_on is None:
        on = matter.due_on
        facts.append(Fact("limit", "limit", on, f"事项应于{on.year}年{on.month}月{on.day}日办结，至今未办结"))
    facts += [
        Fact(
            f"duty:{row.pk}",
            "feedback",
            row.due_on,
            f"应于{row.due_on.month}月{row.due_on.day}日{row.label}，未按期办理",
        )
        for row in duties.open_among(basis.duties, due_before=as_of)
        if row.due_on is not None
    ]
    facts += [_rated(row) for row in basis.ratings if row.value == lagging]
    facts += [
        Fact(f"judged:{row.pk}", row.fact, row.on, row.reason, row.by, row.at.timestamp()) for row in basis.judged
    ]
    return tuple(facts)


def _rated(row: Rating) -> Fact:
    on = clock.day_of(row.at)
    words = f"{on.month}月{on.day}日评价为“{row.value}”" + (f"：{row.problems}" if row.problems else "")
    return Fact(f"rating:{row.pk}", "lagging", on, words, row.by)


def unreached(matter: Matter, milestones: tuple[Milestone, ...]) -> list[Milestone]:
    """The points that the unit still has to reach: of those that fell due since it has the matter."""
    return [row for row in milestones if row.reached_on is None and not before_the_task(matter, row)]


def before_the_task(matter: Matter, row: Milestone) -> bool:
    """Whether a point fell due before the unit had the matter: it is history and never a duty."""
    return row.due_on < (matter.assigned_on or matter.registered_on)


@clause("4.2", "4.3")
def owed_days(matter: Matter, basis: Basis) -> list[Due]:
    """The days that the responsible unit has to meet: duties, and until it reports the matter done points and limit."""
    days = [
        Due(row.due_on, LightRule.DUTY, row.label)
        for row in duties.open_among(basis.duties)
        if row.due_on
    ]
    if matter.finished_on is not None:
        return days
    days += [Due(row.due_on, LightRule.POINT, row.title) for row in unreached(matter, basis.milestones)]
    if matter.state in states_of("matter", "with_unit"):
        days.append(Due(matter.due_on, LightRule.LIMIT, "办结"))
    return days


def next_due(matter: Matter, basis: Basis) -> date | None:
    """The earliest day that the responsible unit has to meet."""
    return min((due.on for due in owed_days(matter, basis)), default=None)


def caught_up(matter: Matter, basis: Basis) -> bool:
    """Whether something that was late in the present cycle has been done: the light stays yellow until it ends.

    A cycle ends with the second report in time after the late one.
    """
    done = [row for row in duties.among(duties.DISCHARGED, basis.duties) if row.done_at is not None]
    done.sort(key=lambda row: row.done_at)  # type: ignore[arg-type,return-value]
    recent = [row.late for row in done if row.act == "matter.report"][-2:]
    other = [row.late for row in done if row.act != "matter.report"][-1:]
    late_point = any(
        row.reached_on is not None and row.reached_on > row.due_on and row.reached_on == matter.reported_on
        for row in basis.milestones
    )
    return any(recent) or any(other) or late_point


def light_of(
    running: bool,
    next_due_on: date | None,
    rating_index: int | None,
    behind: bool,
    caught: bool,
    today: date,
    soon_on: date,
) -> Light:
    """The light of a matter or of a registry row on a day, from its face."""
    return matter_light(LightFacts(running, next_due_on, rating_index == 2, behind, caught), today, soon_on)


_kept: dict[int, tuple[int, dict[int, tuple[str, ...]]]] = {}


@clause("1.2")
def steps_of(jurisdiction_id: int, unit_id: int | None) -> tuple[str, ...]:
    """What a report of a unit goes through before it leaves: review, confirm; empty where the unit has set nothing.

    Remembered for as long as the directory stays as it is.
    """
    stamp = memo.versions(jurisdiction_id).directory
    kept = _kept.get(jurisdiction_id)
    if kept is None or kept[0] != stamp:
        kept = _kept[jurisdiction_id] = (stamp, _read(jurisdiction_id))
    return kept[1].get(unit_id or 0, ())


def _read(jurisdiction_id: int) -> dict[int, tuple[str, ...]]:
    with scope(jurisdiction=jurisdiction_id):
        return {
            row.unit_id: tuple(row.steps)
            for row in UnitFlow.objects.all()
        }


def matter_coded(code: str, office: str, year: int) -> Matter | None:
    """The matter of a number: ours, else the number that its office gave it in this year or while it is open.

    None where nobody knows the number, or where several matters of different offices or years bear it.
    """
    ours = Matter.objects.filter(case__code=code).select_related("case").first()
    if ours is not None:
        return ours
    own = OwnCode.objects.filter(code=code)
    known = list(own.filter(office=office)) or list(own)
    chosen = {row.case_id for row in known if row.year == year} or {row.case_id for row in known}
    if len(chosen) != 1:
        return None
    return Matter.objects.filter(case_id=chosen.pop()).select_related("case").first()

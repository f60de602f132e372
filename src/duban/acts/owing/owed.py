"""What is owed: made by states and by acts, ended by leaving the state or by doing the act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Unpack

from duban.acts import terms
from duban.acts.kinds import Bearer, kind_of
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.owing.duties import Wanted
from duban.mechanism.lifecycles import act_named, lifecycle_of
from duban.mechanism.lifecycles.types import Duty
from duban.shared import clock
from duban.shared.database.prepared import Prepared
from duban.shared.models import Versioned

if TYPE_CHECKING:
    from duban.acts.gate.asked import Asked
    from duban.acts.work import Work


def owe(
    work: Work,
    act: str,
    bearer: Bearer,
    label: str,
    clause: str,
    *,
    obj: Any = None,
    kind: str = "",
    days: str | int = "",
    due_on: date | None = None,
    provisional: bool = False,
    counts: bool = False,
    in_person: bool = False,
    state_bound: bool = False,
) -> Obligation:
    """Write one obligation. `days` is a number of working days or a parameter key; `due_on` sets the day itself."""
    row = obj if obj is not None else work.object
    bearer = _another(work, act, bearer)
    if days != "":
        due_on, provisional = terms.due(work, days)
    row_owed = Obligation(
        case=getattr(row, "case", None) or work.case,
        object_kind=kind or work.kind,
        object_id=row.pk,
        object_ref=row.ref,
        act=act,
        label=label,
        clause=clause,
        role=bearer.role.name,
        unit_id=bearer.unit_id,
        person_id=bearer.person_id,
        in_person=in_person or act_named(act).in_person,
        counts=counts,
        state_bound=state_bound,
        due_on=due_on,
        provisional=provisional,
        created_at=work.at,
        stage=_told_by_being_owed(work, due_on),
    )
    work.create_all([row_owed])
    return row_owed


def _another(work: Work, act: str, bearer: Bearer) -> Bearer:
    """Not the person who does now what the act that is owed must be apart from, but another one of the same role."""
    did = work.spec.key in act_named(act).apart and bearer.person_id == work.actor.person_id
    return replace(bearer, person_id=None) if did and bearer.unit_id is not None else bearer


def _told_by_being_owed(work: Work, due_on: date | None) -> int:
    """The notice that comes with the duty itself: 2 where it is due today, 1 where the term is short, else 0."""
    if due_on is None or due_on > terms.due(work, "remind_before_workdays")[0]:
        return 0
    return 2 if due_on <= work.today else 1


def enter_state(work: Work, kind: str, obj: Versioned) -> None:
    """Make the duties of the object's present state owed."""
    for duty in lifecycle_of(kind).state(obj.state).duties:
        _owe_duty(work, kind, obj, duty)


def _owe_duty(work: Work, kind: str, obj: Versioned, duty: Duty) -> None:
    spec = kind_of(kind)
    about = spec.told_apart(obj)
    owe(
        work,
        duty.act,
        spec.bearer(obj, duty.role),
        work.words.say(f"{duty.label}：{about}")[:120] if about else duty.label,
        duty.clause,
        obj=obj,
        kind=kind,
        days=duty.days,
        counts=duty.counts,
        in_person=duty.in_person,
        state_bound=True,
    )


def asked_for(row: Obligation) -> str:
    """What is owed, without what tells it apart from others of its kind: this is for its bearer, not for the whole unit."""
    states = lifecycle_of(row.object_kind).states
    labels = (duty.label for state in states for duty in state.duties if duty.act == row.act)
    return next((label for label in labels if row.label.startswith(label)), row.label)


_OF_CASE = Prepared(
    lambda case: duties.standing_so(duties.REMEMBERED, case=case).order_by("pk"),
    -1,
)


def duties_of_case(work: Asked) -> list[Obligation]:
    """Everything owed on the case of the act, and what has been owed that colours it; read once per act."""
    if "duties" not in work.memo:
        if work.case is not None:
            work.memo["duties"] = _OF_CASE(work.case.pk)
        else:
            work.memo["duties"] = list(duties.standing_so(duties.HELD, of=(work.kind, work.object)).order_by("pk"))
    return [*work.memo["duties"], *work.waiting(Obligation)]


def open_duties(work: Asked, kind: str, obj: Versioned, **words: Unpack[Wanted]) -> list[Obligation]:
    """What is still owed on an object of the case and meets the words of `duties.Wanted`."""
    return duties.open_among(duties.open_among(duties_of_case(work), of=(kind, obj)), **words)


def held_duties(work: Asked, kind: str, obj: Versioned, **words: Unpack[Wanted]) -> list[Obligation]:
    """What is on the books for an object of the case, open or paused, and meets the words of `duties.Wanted`."""
    return duties.among(duties.HELD, duties.among(duties.HELD, duties_of_case(work), of=(kind, obj)), **words)


def open_of_case(work: Asked, **words: Unpack[Wanted]) -> list[Obligation]:
    """What is still owed on the case of the act and meets the words of `duties.Wanted`."""
    return duties.open_among(duties_of_case(work), **words)


def leave_state(work: Work, kind: str, obj: Versioned) -> None:
    """End the duties of the state that was left: done if this act was owed, else no longer needed."""
    rows = open_duties(work, kind, obj, bound=True)
    done = [row for row in rows if row.act == work.spec.key or row.act in work.spec.discharges]
    end(work, done, Obligation.Outcome.DONE)
    end(work, [row for row in rows if row not in done], Obligation.Outcome.CANCELLED)


def discharge(work: Work, act: str, kind: str, obj: Versioned, /, **words: Unpack[Wanted]) -> list[Obligation]:
    """Mark what was owed under an act on an object as done by this actor; returns those rows."""
    rows = duties.open_among(open_duties(work, kind, obj, **words), act=act)
    end(work, rows, Obligation.Outcome.DONE)
    return rows


def pass_on(work: Work, units: tuple[int, int], persons: tuple[int | None, int]) -> None:
    """Let another office and another person owe what the first of each pair still owes in the case, but in person."""
    rows = duties.among(duties.HELD, duties_of_case(work))
    mine = [row for row in rows if row.person_id is not None and row.person_id == persons[0] and not row.in_person]
    work.change_all(mine, person_id=persons[1])
    if units[0] != units[1]:
        work.change_all([row for row in rows if row.unit_id == units[0]], unit_id=units[1])


def pause(work: Work, rows: list[Obligation]) -> None:
    """Let open duties stand still: nobody is late, nothing is discharged."""
    work.change_all(rows, outcome=Obligation.Outcome.PAUSED)


def go_on(work: Work, rows: list[Obligation], days: int, workday: Callable[[date], date]) -> None:
    """Let paused duties be open again; of each as many days are left as when it was paused, so many `days` ago."""
    for row in rows:
        due_on = workday(row.due_on + timedelta(days=days)) if row.due_on else None
        work.change_all([row], outcome=Obligation.Outcome.OPEN, due_on=due_on, stage=0)


def end(work: Work, rows: list[Obligation], outcome: str, on: date | None = None) -> None:
    """End obligations: done, absorbed or cancelled; lateness is judged by the server's day, or by the day on which it
    was done where that is on record (`on`)."""
    day = on or work.today
    late = [row for row in rows if row.due_on is not None and row.due_on < day]
    for group, is_late in ((late, True), ([row for row in rows if row not in late], False)):
        work.change_all(
            group,
            outcome=outcome,
            done_at=work.at if day == work.today else clock.at(day),
            done_by=work.actor.name,
            late=is_late and outcome == Obligation.Outcome.DONE,
        )

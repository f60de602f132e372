"""A thing to do as a row: when it is due, who bears it, what brought it, and who is missing where nobody can do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from duban.acts.kinds import object_of
from duban.acts.models import Obligation
from duban.acts.owing.duties import is_paused
from duban.acts.sight.visibility import may_see
from duban.insight.selectors.work_desk.brought import words_that_brought
from duban.insight.selectors.work_desk.things import Things
from duban.insight.selectors.work_desk.told_apart import told_apart
from duban.matters.selectors import soon_day
from duban.mechanism.dates.deadlines import Remaining, remaining
from duban.mechanism.key_work.lights import Light, duty_light
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import OFFICE_ROLES, Role
from duban.organisations.selectors import directory
from duban.rulebook.selectors import calendar, pack_in_force
from duban.shared.actor import Actor


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
    counts: bool = False


def last_soon(actor: Actor, today: date) -> date:
    """The last day that counts as soon."""
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
        light=Light.GREY if paused else _light_of(duty, today, soon or last_soon(actor, today)),
        who=bearer_name(actor, duty),
        since=duty.created_at,
        in_person=duty.in_person,
        more=more,
        paused=paused,
        counts=duty.counts and duty.due_on is not None,
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


def term(actor: Actor, on: date | None, provisional: bool, today: date) -> Term:
    """A day with what remains until then."""
    left = remaining(on, today, calendar(actor.jurisdiction_id)) if on else None
    return Term(on, provisional, left)


def _term_of(actor: Actor, duty: Obligation, today: date) -> Term:
    """The term of a duty; of a soft one whose day has passed only the day."""
    passed = duty.due_on is not None and duty.due_on < today and act_named(duty.act).soft
    return Term(duty.due_on, duty.provisional, None) if passed else term(actor, duty.due_on, duty.provisional, today)


def _light_of(duty: Any, today: date, soon: date) -> Light:
    light = duty_light(duty.due_on, False, today, soon)
    return Light.YELLOW if light is Light.RED and act_named(duty.act).soft else light


def todos_of(
    actor: Actor, things: Things, duties: list[Obligation], more: Mapping[int, int], today: date, soon: date
) -> list[Todo]:
    """Duties as rows, told apart, with what brought them and who is missing; `more` says how many others each answers."""
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


def urgency(duty: Any, today: date, soon: date) -> tuple[int, date]:
    """By what the most urgent stands first."""
    order = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.GREY: 3}
    return order[_light_of(duty, today, soon)], duty.due_on or date.max

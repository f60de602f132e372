"""请假、出差: recorded by the person or by whoever heads the unit, ended when the person is back (A95)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duban.acts.beside import Answer, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.organisations.actions.shared import chinese, day, done, order, overlap, person_given, renew, wrong
from duban.organisations.models import Leave, Person
from duban.organisations.policies import of_person
from duban.organisations.selectors.directory import directory
from duban.shared.actor import Actor


@guards("本人或者单位负责人登记，时间不重叠")
def _leave_sound(asked: Asked) -> Iterator[Answer]:
    given, today = asked.given, asked.today
    if given is None:
        return
    starts_on, ends_on = given["starts_on"], given["ends_on"]
    whose = person_given(asked, given["person"], "person")
    lent = person_given(asked, given["stand_in"], "stand_in") if given["stand_in"] else None
    faults = {
        "stand_in": _cannot_stand_in(asked, whose, lent, (starts_on, ends_on)) if lent is not None else "",
        "starts_on": day(starts_on, today) or _overlapping(whose, starts_on, ends_on),
        "ends_on": day(ends_on, today) or order(starts_on, ends_on) or _over(ends_on, today),
    }
    yield from wrong(faults)


@clause("3.0")
@performs("leave.record")
def record_leave(
    *, actor: Actor, person: str, kind: str, starts_on: date, ends_on: date, stand_in: str = "", once: str | None = None
) -> Done:
    """Record from when to when somebody is away, both days included, and who does what is lent in these days."""
    with act(actor, "leave.record", once=once) as a:
        whose = person_given(a, person, "person")
        permit_creation(a, of_person(whose, a.today))
        lent = person_given(a, stand_in, "stand_in") if stand_in else None
        a.found(Leave(state="recorded", person=whose, kind=kind, starts_on=starts_on, ends_on=ends_on, stand_in=lent))
        _said(a, whose)
        a.say(kind=kind, starts=chinese(starts_on), ends=chinese(ends_on), lent=f"，由{lent.name}代办" if lent else "")
        if lent is not None:
            days = {"first": chinese(starts_on), "last": chinese(ends_on)}
            a.tell("stands_in", To(person_id=lent.pk), name=whose.name, **days)
        renew(a)
    return done(a)


def _cannot_stand_in(asked: Asked, whose: Person, lent: Person, days: tuple[date, date]) -> str:
    """Why somebody cannot do what another owes by name: not there himself, or not of the same unit."""
    if lent.pk == whose.pk:
        return "代办人不能是本人。"
    known = directory(asked.jurisdiction_id)
    own, other = ({one.unit_id for one in known.posts_of(who.pk) if one.held_on(asked.today)} for who in (whose, lent))
    if not (own & other) - {None}:
        return f"{lent.name}不与{whose.name}同在一个单位。"
    fault = _overlapping(lent, *days)
    return f"{lent.name}自己{fault}" if fault else ""


def _over(ends_on: date, today: date) -> str:
    return f"已经过去，应在今天（{chinese(today)}）以后。" if ends_on < today else ""


def _overlapping(person: Person, starts_on: date, ends_on: date) -> str:
    for other in Leave.objects.filter(person=person, state__in=states_of("leave", "recorded")):
        if overlap((starts_on, ends_on), (other.starts_on, other.ends_on)):
            return f"{chinese(other.starts_on)}至{chinese(other.ends_on)}已登记{other.kind}，时间重叠。"
    return ""


def _said(work: Work, person: Person) -> None:
    """Name the person in the record, and tell the person what somebody else recorded."""
    work.say(person=person.name)
    if person.pk != work.actor.person_id:
        work.tell("leave_recorded", To(person_id=person.pk), who=work.actor.name, what=work.spec.label)


@clause("3.0")
@performs("leave.end")
def end_leave(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Record that somebody is back from today on."""
    with act(actor, "leave.end", ref, expect=expect, once=once) as a:
        a.move(ended_on=a.today)
        _said(a, a.object.person)
        a.say(on=chinese(a.today))
        renew(a)
    return done(a)

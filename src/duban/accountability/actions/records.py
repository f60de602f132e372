"""Clues that left offline, outages, commendations, and the judgements of 县委组织部."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from duban.accountability.actions.inquiries.serving import last_day
from duban.accountability.actions.shared import done
from duban.accountability.models import Clue, Commendation, Hearing, Judgement, Outage
from duban.acts.owing import duties
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import OFFICES, Function, Subject
from duban.organisations.selectors import directory
from duban.rulebook.selectors import pack_of_case
from duban.shared import clock
from duban.shared.actor import Actor

_KINDS = {"unsuitable": "不适宜担任现职", "major_error": "重大失误", "adverse_effect": "产生不良影响"}
_COUNTY = Subject(office=Function.PARTY_OFFICE)


@clause("5.0")
@performs("clue.leave")
def leave_clue(*, actor: Actor, once: str | None = None) -> Done:
    """Mark that clues to a crime in office left offline at once: no content, no statement, nobody told (A53)."""
    with act(actor, "clue.leave", once=once) as a:
        office = next(
            (post.function for post in a.actor.posts if post.function in OFFICES), Function.PARTY_OFFICE
        )
        permit_creation(a, Subject(office=office))
        a.found(Clue(state="left", office=office.value, by_id=a.actor.person_id or 0, left_on=a.today))
        a.internal = True
    return done(a)


@clause("5.0")
@performs("outage.register")
def register_outage(
    *,
    actor: Actor,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    unit: str = "",
    once: str | None = None,
) -> Done:
    """Register an outage: every period for a statement that it touched is longer by the working days lost."""
    with act(actor, "outage.register", once=once) as a:
        permit_creation(a, _COUNTY)
        if not starts_at < ends_at <= a.at:
            a.refuse_input(ends_at="恢复时间应在开始之后、现在以前。")
        unit_id = int(unit) if unit else None
        a.found(Outage(starts_at=starts_at, ends_at=ends_at, unit_id=unit_id, reason=reason, by=a.actor.name))
        _extend(a, unit_id)
        known = directory(a.jurisdiction_id)
        a.say(
            **{
                "from": clock.text(starts_at, "%Y-%m-%d %H:%M"),
                "to": clock.text(ends_at, "%Y-%m-%d %H:%M"),
                "scope": known.unit(unit_id).short_name if unit_id else "全系统",
            }
        )
    return done(a)


@clause("5.0")
def _extend(work: Work, unit_id: int | None) -> None:
    """Reckon the periods anew that are running, or that ran out while the system was down."""
    outages = list(Outage.objects.filter(state__in=states_of("outage", "active")))
    first = clock.day_of(min(outage.starts_at for outage in outages))
    rows = Hearing.objects.filter(
        state__in=states_of("hearing", "awaited"), due_on__gte=first, inquiry__state__in=states_of("inquiry", "answerable")
    ).select_related("case")
    if unit_id is not None:
        rows = rows.filter(answering_unit_id=unit_id)
    later = {}
    for row in rows:
        if row.received_on is None or row.due_on is None:
            continue
        due = last_day(row, row.received_on, pack_of_case(row.jurisdiction_id, row.case.pack_hash, work.today), outages)
        if due.on > row.due_on:
            work.refresh(row, due_on=due.on, provisional=due.provisional)
            later[row.pk] = due
    for duty in duties.still_open(of_any=("hearing", later), act="hearing.state"):
        work.refresh(duty, due_on=later[duty.object_id].on, stage=0)


@performs("outage.void")
def void_outage(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Void a registration made by mistake; periods once extended stay as they are."""
    with act(actor, "outage.void", ref, expect=expect, once=once) as a:
        a.move()
        a.say(reason=reason)
    return done(a)


@clause("7.1.2")
@performs("commendation.record")
def record_commendation(
    *,
    actor: Actor,
    subject_kind: str,
    issuer: str,
    on: date,
    text: str,
    document: str,
    person: str = "",
    unit: str = "",
    once: str | None = None,
) -> Done:
    """Record a commendation of a person or a unit."""
    with act(actor, "commendation.record", once=once) as a:
        permit_creation(a, _COUNTY)
        _not_ahead(a, on)
        whose = _subject(a, subject_kind, person, unit)
        a.found(Commendation(**whose, on=on, text=text, document=document, issuer=issuer, by=a.actor.name))
        a.internal = True
        a.say(subject=whose["name"], document=document)
    return done(a)


@clause("7.1.3", "7.1.4")
@performs("judgement.record")
def record_judgement(
    *, actor: Actor, kind: str, person: str, on: date, text: str, document: str, once: str | None = None
) -> Done:
    """Record a judgement of 县委组织部 on a leader; it alone is no consequence."""
    with act(actor, "judgement.record", once=once) as a:
        permit_creation(a, _COUNTY)
        _not_ahead(a, on)
        whose = _subject(a, "person", person, "")
        a.found(Judgement(**whose, on=on, text=text, document=document, kind=kind, by=a.actor.name))
        a.internal = True
        a.say(subject=whose["name"], kind=_KINDS[kind])
    return done(a)


def _not_ahead(work: Work, on: date) -> None:
    if on > work.today:
        work.refuse_input(on="日期不能在今天以后。")


def _subject(work: Work, kind: str, person: str, unit: str) -> dict[str, Any]:
    known = directory(work.jurisdiction_id)
    if kind == "person":
        row = known.person(int(person))
        return {"person_id": row.id, "unit_id": None, "name": row.name}
    return {"person_id": None, "unit_id": int(unit), "name": known.unit(int(unit)).name}


@clause("7.1.2")
@performs("commendation.withdraw")
def withdraw_commendation(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Withdraw a commendation; it stays on record."""
    return _withdraw(actor, "commendation.withdraw", ref, expect, reason, once)


@clause("7.1.4")
@performs("judgement.withdraw")
def withdraw_judgement(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Withdraw a judgement; it stays on record."""
    return _withdraw(actor, "judgement.withdraw", ref, expect, reason, once)


def _withdraw(actor: Actor, key: str, ref: str, expect: int | None, reason: str, once: str | None) -> Done:
    with act(actor, key, ref, expect=expect, once=once) as a:
        a.move(withdrawn_on=a.today, withdraw_reason=reason)
        a.internal = True
        a.say(reason=reason)
    return done(a)

"""Putting right which time counts, by two persons (A81)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, act, permit_creation
from duban.audit.timekeeping import AHEAD, BEHIND, ClockReading, Standing, reading
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.organisations.actions.shared import done, person_given
from duban.organisations.models import ClockCheck
from duban.organisations.policies import COUNTY
from duban.shared import clock
from duban.shared.actor import Actor

_SHAPE = "%Y年%m月%d日 %H:%M:%S"


def _read(asked: Asked) -> ClockReading:
    """Where the machine's clock stands, read once."""
    return asked.once_read("reading", lambda: reading(asked.jurisdiction_id, asked.at))


@guards("服务器时间与记录、巡检的时间对不上，没有待确认的")
def _clock_astray(asked: Asked) -> Iterator[Answer]:
    yield decide("提请校时", [_astray(_read(asked))])
    if ClockCheck.objects.filter(state__in=states_of("clockcheck", "proposed")).exists():
        yield Wrong({"reason": "已有一件提请待确认；服务器时间又变了的，请先由确认的一方答复不同意。"})


@guards("不是提请的人；提请以后服务器时间没有再变")
def _clock_as_proposed(asked: Asked) -> Iterator[Answer]:
    yield decide("确认校时", [_as_proposed(asked.object, asked.at)])


@clause("3.1.6")
@performs("clockcheck.propose")
def propose_time(*, actor: Actor, reason: str, once: str | None = None) -> Done:
    """Ask that the machine's present time counts, whatever the record says; until it is confirmed acts stay held."""
    with act(actor, "clockcheck.propose", once=once) as a:
        permit_creation(a, COUNTY)
        seen = _read(a)
        by = person_given(a, str(a.actor.person_id), "")
        row = ClockCheck(
            state="proposed", proposed_by=by, machine_at=a.at, last_at=seen.last or a.at, swept_at=seen.swept, reason=reason
        )
        a.found(row)
        a.enter()
        a.say(machine=clock.text(a.at, _SHAPE), known=known(row), reason=reason)
    return done(a)


def _astray(seen: ClockReading) -> Reason:
    finding = seen.words or f"服务器时间{clock.text(seen.now, _SHAPE)}，没有对不上的。"
    return Reason("3.1.6", "服务器时间与记录、巡检的时间对不上", holds(seen.standing is not Standing.RIGHT), finding)


def known(row: ClockCheck) -> str:
    """The times beside which the machine's stands, in words."""
    swept = f"，上次巡检{clock.text(row.swept_at, _SHAPE)}" if row.swept_at else ""
    return f"最近一条记录{clock.text(row.last_at, _SHAPE)}{swept}"


@clause("3.1.6")
@performs("clockcheck.confirm")
def confirm_time(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Let the machine's time count from now on: this entry is the one against which the next is held."""
    with act(actor, "clockcheck.confirm", ref, expect=expect, once=once) as a:
        a.say(machine=clock.text(a.at, _SHAPE), known=known(a.object))
        a.move()
    return done(a)


def _as_proposed(row: ClockCheck, at: datetime) -> Reason:
    same = -BEHIND <= at - row.machine_at <= AHEAD
    finding = f"提请时{clock.text(row.machine_at, _SHAPE)}，现在{clock.text(at, _SHAPE)}。"
    remedies = (Remedy("系统管理员", "clockcheck.propose", "重新提请校时"),)
    return Reason("3.1.6", "提请以后服务器时间没有再变", holds(same), finding, remedies=remedies)


@performs("clockcheck.refuse")
def refuse_time(*, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None) -> Done:
    """Leave it as it is: the machine's clock is to be set first."""
    with act(actor, "clockcheck.refuse", ref, expect=expect, once=once) as a:
        a.move()
        a.say(reason=reason)
    return done(a)

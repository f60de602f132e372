"""Taking up a number series that began on paper."""

from __future__ import annotations

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, act, permit_creation
from duban.matters.actions.shared import done
from duban.measures.models import SeriesStart
from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import Function, Subject
from duban.shared.actor import Actor


@clause("3.1.3")
@performs("seriesstart.take_up")
@worded("纸面的序号大于本序列已给的号；没有给过号的登记一次")
def take_up(
    *, actor: Actor, office: str, kind: str, last: int, basis: str, once: str | None = None
) -> Done:
    """Go on after the last number that was given on paper this year; 0 where none was (A86)."""
    with act(actor, "seriesstart.take_up", once=once) as a:
        permit_creation(a, Subject(office=Function(office)))
        given = a.numbers.last_of(issuer=office, kind=kind)
        stated = SeriesStart.objects.filter(office=office, series=kind, year=a.today.year).exists()
        if given > last or (given == last and (given or stated)):
            a.refuse_input(last=f"本序列已编到 {given} 号，只能从更大的号接续。")
        number = a.numbers.take_up(issuer=office, kind=kind, last=last)
        a.found(
            SeriesStart(
                office=office, series=kind, year=a.today.year, last=last, basis=basis, by=a.actor.name, state="kept"
            )
        )
        told = f"纸面已给到第{last}号" if last else "纸面没有给过号"
        a.say(number=number, told=told, basis=basis)
    return done(a)

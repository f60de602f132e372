"""The plan of a year with its seed, and the draw of a quarter that is over (A112)."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import time, timedelta

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.burden.facts import left, over_before
from duban.burden.models import Drawn, LookbackDraw, LookbackPlan, Visit
from duban.burden.policies.lookback import bears_plan
from duban.matters.models import Matter
from duban.mechanism.burden.lookback import (
    QUARTER_WORDS,
    QUARTERS,
    Closed,
    drawn,
    quarter_span,
    visiting_office,
)
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import due_after_workdays
from duban.mechanism.decision import Reason, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function, Role, Subject
from duban.organisations.actions.shared import done
from duban.organisations.selectors import directory
from duban.proceedings.models import Signature
from duban.rulebook.selectors import calendar, pack_for
from duban.shared import clock
from duban.shared.actor import Actor


@guards("今年或者明年，还没有列入")
def _one_a_year(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    year = asked.given["year"]
    if year not in (asked.today.year, asked.today.year + 1):
        yield Wrong({"year": f"只能列入今年或者明年的，如：{asked.today.year}。"})
    elif LookbackPlan.objects.filter(year=year).exists():
        yield Wrong({"year": f"{year}年的回头看已经列入督查计划，随机数不能再换。"})


@clause("3.0")
@performs("lookback.plan")
def plan(*, actor: Actor, year: int, office: str, once: str | None = None) -> Done:
    """Enter the 回头看 of a year into the 督查计划, with a seed that nobody chose and that is in the record from now on."""
    with act(actor, "lookback.plan", once=once) as a:
        permit_creation(a, Subject(office=Function(office)))
        row = LookbackPlan(state="planned", year=year, office=office, seed=secrets.token_hex(16))
        a.found(row)
        a.enter()
        _owe_next(a, row, QUARTERS)
        a.say(year=year, seed=row.seed)
    return done(a)


def _owe_next(work: Work, row: LookbackPlan, quarters: Iterable[int]) -> None:
    following = next((one for one in quarters if not over_before(row, one)), None)
    if following is None:
        return
    end = quarter_span(row.year, following)[1]
    days = int(pack_for(work).get("lookback_draw_workdays", work.today))
    due = due_after_workdays(end, days, calendar(work.jurisdiction_id))
    label = f"抽取{row.year}年{QUARTER_WORDS[following]}回头看"
    bearer = bears_plan(row, Role.INSPECTOR)
    work.owe("lookback.draw", bearer, label, "3.0", obj=row, due_on=due.on, provisional=due.provisional)


@guards("季度已经过完，没有抽过；随机数在季度过完以前记下")
def _quarter_over(asked: Asked) -> Iterator[Answer]:
    row, waiting = asked.object, asked.once_read("left", lambda: left(asked.object))
    quarter = int(asked.given["quarter"]) if asked.given else next(iter(waiting), 0)
    if quarter not in waiting:
        words = "已经抽过，或者列入计划时已经过完。" if quarter else "各季度都已抽取。"
        yield decide("抽取", [Reason("3.0", "没有抽过，随机数在季度过完以前记下", holds(False), words)])
        return
    end = quarter_span(row.year, quarter)[1]
    finding = f"{QUARTER_WORDS[quarter]}到{end.year}年{end.month}月{end.day}日为止。"
    yield decide("抽取", [Reason("3.0", "季度已经过完", holds(end < asked.today), finding)])


@clause("3.0")
@performs("lookback.draw")
def draw(*, actor: Actor, ref: str, quarter: str, expect: int | None = None, once: str | None = None) -> Done:
    """Draw the closed matters of a quarter that are looked at again, one visit for each unit."""
    with act(actor, "lookback.draw", ref, expect=expect, once=once) as a:
        row: LookbackPlan = a.object
        number, pack = int(quarter), pack_for(a)
        matters = {_named(one): one for one in _closed(row.year, number)}
        percent, least = (int(pack.get(name, a.today)) for name in ("lookback_percent", "lookback_least"))
        chosen = drawn(row.seed, row.year, number, tuple(matters), percent, least)
        of_quarter = a.create(
            LookbackDraw(
                plan=row, quarter=number, drawn_on=a.today, percent=percent, least=least, closed=sorted(map(list, matters))
            )
        )
        units = _visit_each(a, of_quarter, [matters[one] for one in chosen])
        a.discharge("lookback.draw")
        following = [one for one in left(row) if one != number]
        _owe_next(a, row, following)
        a.move("planned" if following else "closed")
        a.say(quarter=f"{row.year}年{QUARTER_WORDS[number]}", closed=len(matters), count=len(chosen), units=units)
    return done(a)


def _closed(year: int, quarter: int) -> list[Matter]:
    """What was crossed off in a quarter and still is; what is narrowed to readers is in no list, so in no lot (A112)."""
    first, last = quarter_span(year, quarter)
    begin, end = clock.at(first, time()), clock.at(last + timedelta(days=1), time())
    signed = Signature.objects.filter(
        object_kind="matter", step="matter.close", signed_at__gte=begin, signed_at__lt=end
    )
    rows = Matter.objects.filter(
        pk__in=signed.values("object_id"), state__in=states_of("matter", "closed"), narrowed=False, lead_unit__isnull=False
    )
    return list(rows.select_related("case").order_by("pk"))


def _named(row: Matter) -> Closed:
    return Closed(directory(row.jurisdiction_id).unit(row.lead_unit_id or 0).ref, row.case.code)


def _visit_each(work: Work, of_quarter: LookbackDraw, matters: list[Matter]) -> int:
    """One visit for each unit, owed by the office that followed most of what was drawn of it."""
    by_unit: dict[int, list[Matter]] = defaultdict(list)
    for row in matters:
        by_unit[row.lead_unit_id or 0].append(row)
    known, keeps = directory(work.jurisdiction_id), Function(of_quarter.plan.office)
    for unit, rows in by_unit.items():
        office = visiting_office((Function(one.office) for one in rows), keeps, known.unit(unit).function)
        visit = work.create(Visit(state="waiting", draw=of_quarter, unit_id=unit, office=office.value))
        work.create_all([Drawn(draw=of_quarter, visit=visit, matter=one) for one in rows])
        owed.enter_state(work, "visit", visit)
    return len(by_unit)

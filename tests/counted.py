"""Whether each figure of a desk and of the lists counts rows that its reader can reach.

As a program: the same for the demo of DUBAN_DATA on a day; says which figures are wrong, and how many rows were counted.

    python -m tests.counted 2026-11-30T06:30
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace

if __name__ == "__main__":
    import django

    django.setup()

from django_scopes import scope

from duban.accountability.selectors.lists import InquiryFilter, RulingFilter, inquiries, rulings
from duban.insight.selectors.cockpit.breakdown import WAYS, lines, months, quarters
from duban.insight.selectors.cockpit.overview import MATTERS, Cockpit, Tally, cockpit
from duban.insight.selectors.cockpit.owed import owed
from duban.insight.selectors.cockpit.then import month_before, then
from duban.insight.selectors.over_time.days import days_of, listed, span_of
from duban.insight.selectors.over_time.sorts import WhoseDays
from duban.insight.selectors.work_desk.desk import TodoGroup, count_duties, desk
from duban.insight.selectors.work_desk.parts import DONE, READ, TO_READ, TODO, WEEK, parts
from duban.insight.selectors.work_desk.todos import Todo
from duban.jobs.moments import moment
from duban.matters.selectors import MatterFilter, frame_of, list_matters
from duban.mechanism.people.standing import Function
from duban.organisations.models import Account
from duban.organisations.selectors import actor_of, jurisdictions
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database import memo
from duban.web.presenting.daily.cockpit import owed_filter
from duban.web.presenting.lists import matter_filter

_ALL = 100
_LINES = 3
"""Of the lines and units that stand side by side so many are held against their lists."""


def on_desk(actor: Actor) -> Iterator[tuple[str, int, int]]:
    """Each figure of a desk: its name, what it says, and how many rows it leads to."""
    view = desk(actor=actor)
    shown = sum(len(_whole(actor, group)) for group in view.groups)
    yield "to do", view.mine, shown
    yield "in the groups", sum(group.count for group in view.groups), shown
    yield "beside the desk", count_duties(actor), shown
    yield "late", view.late, _rows(actor, "late", view.mine)
    yield "today", view.today, _rows(actor, f"{clock.today()}", view.mine)
    for day in (one for one in view.days if one.count):
        yield f"on {day.on}", day.count, _rows(actor, day.on.isoformat(), view.mine)
    whole = view if view.waiting_total == len(view.waiting) else desk(actor=actor, due="waiting")
    yield "waiting", view.waiting_total, len(whole.waiting)
    for part in (TODO, TO_READ, DONE, READ):
        found = parts(actor=actor, part=part, size=_ALL)
        if not found.page.beyond:
            yield f"counted of {part}", int(found.counts[part]), found.page.total
    yield "to read", view.to_read == parts(actor=actor, part=TO_READ).counts[TO_READ], True
    if view.done_this_week:
        yield "done this week", view.done_this_week, parts(actor=actor, part=DONE, since=WEEK).page.total


def _whole(actor: Actor, group: TodoGroup) -> tuple[Todo, ...]:
    """All rows of a group: those shown, or those to which its figure leads where there are more."""
    return group.rows if len(group.rows) == group.count else desk(actor=actor, group=group.title).groups[0].rows


def _rows(actor: Actor, due: str, most: int) -> int:
    """The rows of a day; none is looked for on an empty desk."""
    return most and sum(len(group.rows) for group in desk(actor=actor, due=due).groups)


def on_lists(actor: Actor) -> Iterator[tuple[str, int, int]]:
    """Each figure beside a state in the lists of matters, cases and decisions, and the rows to which it leads."""
    every = list_matters(actor=actor, where=MatterFilter(), size=_ALL)
    yield "matters", every.total, len(every.rows)
    cases = inquiries(actor=actor, where=InquiryFilter(), size=_ALL)
    for state, label, count in cases.states:
        narrowed = inquiries(actor=actor, where=replace(InquiryFilter(), state=state), size=_ALL)
        yield f"cases {label}", count, len(narrowed.page.rows)
    decided = rulings(actor=actor, where=RulingFilter(), size=_ALL).page
    yield "decisions", decided.total, len(decided.rows)


def on_cockpit(actor: Actor) -> Iterator[tuple[str, int, int]]:
    """Each number of the overview, of the months and of the lines, and the rows of the list to which it leads."""
    where, address = MatterFilter(), {"year": str(clock.today().year)}
    view = cockpit(actor=actor, where=where, address=address)
    for number in _numbers(view):
        yield f"cockpit {number.label}", number.count, _listed(actor, number)
    for month in months(actor=actor, where=where, address=address)[-3:]:
        for number in month.numbers:
            yield f"{month.first:%Y-%m} {number.label}", number.count, _listed(actor, number)
    for quarter in quarters(actor=actor, where=where, address=address):
        for number in (*quarter.counts, *(n for one in quarter.shares for n in (one.part, one.whole))):
            yield f"quarter {quarter.quarter} {number.label}", number.count, _listed(actor, number)
    for one in then(actor=actor, where=replace(where, on=month_before(clock.today())), address=address).rows:
        for number in (one.then, one.now):
            yield f"{number.label} {number.where['on']}", number.count, _listed(actor, number)
    for unit in view.units[:_LINES]:
        ours = replace(where, unit=unit.ref)
        for place, rating in enumerate(("0", "1", "2", "none")):
            rows = list_matters(actor=actor, where=replace(ours, state="open", rating=rating))
            yield f"{unit.unit} rated {rating}", unit.counts[place], rows.total
    for by in WAYS:
        for line in lines(actor=actor, where=where, by=by, address=address)[:_LINES]:
            for number in (line.in_hand, line.extended, *(n for one in line.shares for n in (one.part, one.whole))):
                yield f"{line.label} {number.label}", number.count, _listed(actor, number)


def on_calendar(actor: Actor) -> Iterator[tuple[str, int, int]]:
    """Each number of this month in the calendar of what is seen and of what is owed, and the rows of its list."""
    for asked in (WhoseDays(actor), WhoseDays(actor, own=True)):
        found = days_of(asked, span_of("month", clock.today()))
        for one in found.squares:
            day = days_of(asked, span_of("day", one.on))
            for sort, count in one.counts:
                rows = listed(asked, day, sort.key, size=_ALL)[0].page.rows
                yield f"{one.on} {sort.label}", min(count, _ALL), len(rows)


def _numbers(view: Cockpit) -> Iterator[Tally]:
    yield from (*view.lights, *view.ratings, *view.causes, *view.ages, *view.hands, *view.week)
    yield from (*view.ladder, *view.works, *view.due, *view.own)
    for share in view.shares:
        yield from (share.part, share.whole)


def _listed(actor: Actor, number: Tally) -> int:
    """How many rows the list has to which a number leads, by what its address says."""
    if number.list == MATTERS:
        return list_matters(actor=actor, where=matter_filter(number.where)).total
    where = owed_filter(number.where)
    return owed(actor=actor, where=where, frame=frame_of(actor, where.of)).total


def _kind(actor: Actor) -> frozenset[object]:
    """What somebody is: those of whom this is the same see the same sort of numbers, in any unit without a function."""
    return frozenset(post.role if post.function is Function.NONE else post.function for post in actor.posts)


def told() -> tuple[list[str], int]:
    """The figures of everybody with an account that are wrong, and how many rows all figures count."""
    wrong, rows, seen = [], 0, set()
    for account in Account.objects.filter(is_active=True).order_by("pk"):
        actor = actor_of(account)
        first, seen = _kind(actor) not in seen, seen | {_kind(actor)}
        overviews = (*on_cockpit(actor), *on_calendar(actor)) if first else ()
        for what, says, leads_to in (*on_desk(actor), *on_lists(actor), *overviews):
            rows += leads_to
            wrong += [f"{account.username} {what}: {says}, {leads_to} rows"] if says != leads_to else []
    return wrong, rows


if __name__ == "__main__":
    with clock.moved_to(moment(sys.argv[1])):
        memo.forget()
        with scope(jurisdiction=jurisdictions()[0].id):
            print(json.dumps(told(), ensure_ascii=False))  # noqa: T201 - a program

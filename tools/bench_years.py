"""The year's end in `make bench`: a run over a large county, a list of names, a what-if, and SQL alone as the floor."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from typing import Any

UNITS = int(os.environ.get("DUBAN_BENCH_UNITS", "1000"))
CADRES = int(os.environ.get("DUBAN_BENCH_CADRES", "20000"))
EVENTS = int(os.environ.get("DUBAN_BENCH_EVENTS", "50000"))
NAMES, PAST = 500, 3

_FLOOR = """
SELECT k.kind, COUNT(*), COUNT(DISTINCT COALESCE(r.person_id, -r.unit_id))
FROM accountability_ruling r JOIN accountability_rulingkind k ON k.ruling_id = r.id
WHERE r.effective_on BETWEEN %s AND %s AND r.state IN ('effective', 'changed') AND k.replaced_on IS NULL
GROUP BY k.kind
"""
_FLOOR_SUBJECTS = """
SELECT r.person_id, r.unit_id, COUNT(*), SUM(CASE WHEN k.kind IN ('CIRCULAR', 'U_CIRCULAR') THEN 1 ELSE 0 END)
FROM accountability_ruling r JOIN accountability_rulingkind k ON k.ruling_id = r.id
WHERE r.effective_on BETWEEN %s AND %s AND r.state IN ('effective', 'changed') AND k.replaced_on IS NULL
GROUP BY r.person_id, r.unit_id
"""


def timed(name: str, limit: float | None, ask: Callable[[], Any]) -> Any:
    """Run once, print the seconds (and those of the processor) beside the limit, give the answer back."""
    began, worked = time.perf_counter(), time.process_time()
    answer = ask()
    spent, worked = time.perf_counter() - began, time.process_time() - worked
    bound = f"≤ {limit:g} s" if limit is not None else ""
    print(f"{name:<52}{spent:>9.2f} s ({worked:.2f} s)  {bound}")
    return answer


def years(world: Any) -> None:
    """Everything of the year's end, on a county of its own size."""
    from django_scopes import scope

    from duban.rulebook.selectors import pack_in_force
    from duban.shared import clock
    from tools.year_load import fill

    with scope(jurisdiction=world.jurisdiction_id):
        today = clock.today()
        since = pack_in_force(world.jurisdiction_id, today).get("effective_from", today)
        print(f"\nyear's end: {UNITS} units, {CADRES} cadres, {EVENTS} events a year")
        load = timed(
            "  written in bulk (before measuring)",
            None,
            lambda: fill(world.jurisdiction_id, UNITS, CADRES, EVENTS, since, today),
        )
        _floor(today.year)
        _run(world, today.year)
        _names(world)
        timed("  two further years written in bulk", None, lambda: load.further(EVENTS, PAST - 1))
        _what_if(world, today.year)


def _floor(year: int) -> None:
    from django.db import connection

    def counted() -> int:
        with connection.cursor() as cursor:
            for statement in (_FLOOR, _FLOOR_SUBJECTS):
                cursor.execute(statement, [f"{year}-01-01", f"{year}-12-31"])
                rows = cursor.fetchall()
        return len(rows)

    timed("  floor: plain SQL counts over the same rows", None, counted)


def _run(world: Any, year: int) -> None:
    from duban.accountability.actions.year.running import go_through
    from duban.accountability.selectors.year.status import run_status
    from duban.acts.registry import action_for
    from duban.shared import clock
    from duban.shared.actor import system_actor

    def run() -> None:
        actor = system_actor(world.jurisdiction_id, clock.today())
        ref = action_for("yearrun.start")(actor=actor, year=year).ref
        go_through(jurisdiction_id=world.jurisdiction_id, ref=ref)

    timed("  the year's run, end to end", 10, run)
    status = run_status(jurisdiction_id=world.jurisdiction_id, year=year)
    if status is None or status.state != "done":
        raise RuntimeError("the run did not come to its end")
    results = sum(row[-1] for row in status.counts)
    print(f"    judged {status.done}, with results {status.found}, results {results}")


def _names(world: Any) -> None:
    from duban.acts.registry import action_for
    from duban.mechanism.people.standing import Function, PostRole
    from duban.organisations.selectors import directory
    from duban.shared import clock

    known, today = directory(world.jurisdiction_id), clock.today()
    people = [person for person in known.people if person.note][:NAMES]
    text = "\n".join(f"{person.name}，{person.note}" for person in people)
    actor = world.person(Function.ORG_DEPT, PostRole.LIAISON)
    values = {"purpose": "award", "subject": "测量", "requester": "县委组织部", "names": text}
    timed(
        f"  a list of {NAMES} names ({today:%Y})",
        2,
        lambda: action_for("review.query")(actor=actor, **values),
    )


def _what_if(world: Any, year: int) -> None:
    from duban.accountability.selectors.year.what_if import judge_twice
    from duban.rulebook.selectors import pack_in_force
    from duban.shared import clock

    today = clock.today()
    delivered = pack_in_force(world.jurisdiction_id, today)
    old = new = delivered
    for since in (date(2000, 1, 1), delivered.get("effective_from", today)):
        old = old.with_values(
            {"effective_from": (date(year - PAST, 1, 1), since, "测量", "三年都在施行期内")}
        )
        new = new.with_values(
            {
                "effective_from": (date(year - PAST, 1, 1), since, "测量", "三年都在施行期内"),
                "circular_cancel_count": (3, since, "测量", "取消绩效奖金改为三次"),
            }
        )
    years = range(year - PAST + 1, year + 1)
    found = timed(
        f"  what-if over {PAST} years of {EVENTS} events each",
        30,
        lambda: [judge_twice(world.jurisdiction_id, one, old, new) for one in years],
    )
    print(f"    {sum(len(one.differences) for one in found)} results differ")

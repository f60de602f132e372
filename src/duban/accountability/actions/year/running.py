"""The run of a year: started by the appraisal office, gone through in steps, each an act; only the last brings it forward."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

from django_scopes import scope

from duban.accountability.actions.shared import done, integer
from duban.accountability.models import Year, YearResult, YearRun
from duban.accountability.selectors.year.book import (
    Proposed,
    YearBook,
    open_book,
    pack_of_year,
    year_end,
)
from duban.accountability.selectors.year.scope import COUNTY
from duban.acts.background.jobs import start_job
from duban.acts.batches.many import create_many
from duban.acts.beside import worded
from duban.acts.owing import duties, owed
from duban.acts.registry import action_for, performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.audit.models import Head
from duban.mechanism.clauses import clause
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.decision import Reason, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo
from duban.shared.errors import ActError, Invalid, Stale
from duban.shared.machine.memory import collector_paused
from duban.shared.text.canonical import dumps

JOB = "year.run"
STEP = 2000
_OLDEST = 2000
log = logging.getLogger("duban.year")


@clause("7.2.1", "7.2.3")
@performs("yearrun.start")
@worded("该年度没有结账")
def start(*, actor: Actor, year: Any, once: str | None = None) -> Done:
    """Begin a run of a year that is not closed; the worker goes through it. Refused while another one is under way."""
    with act(actor, "yearrun.start", once=once) as a:
        permit_creation(a, COUNTY)
        wanted = integer(a, "year", year)
        if not _OLDEST <= wanted <= a.today.year:
            a.refuse_input(year=f"应为{_OLDEST}至{a.today.year}之间的年度。")
        row = _year(a, wanted)
        a.require(decide("测算年度结果", [_open(row)]))
        if YearRun.objects.filter(year=row, state__in=states_of("yearrun", "running")).exists():
            a.refuse_input(year=f"{wanted}年度正在测算，完成以后才能重新测算。")
        run = YearRun(
            year=row,
            state="waiting",
            pack_hash=pack_of_year(a.jurisdiction_id, wanted).hash,
            as_of=a.today,
            requested_by=a.actor.name,
            chain_n=Head.objects.get(jurisdiction_id=a.jurisdiction_id).n,
        )
        a.found(run)
        a.internal = True
        start_job(JOB, jurisdiction_id=a.jurisdiction_id, ref=run.ref)
        a.say(year=wanted)
    return done(a)


def _year(work: Work, year: int) -> Year:
    found = Year.objects.filter(jurisdiction_id=work.jurisdiction_id, year=year).first()
    return found or work.create(Year(year=year, state="open"))


def _open(row: Year) -> Reason:
    closed = row.state in states_of("year", "closed")
    return Reason(
        "7.2.1",
        "该年度没有结账",
        holds(not closed),
        f"{row.year}年度已于{row.closed_on:%Y-%m-%d}结账，不再改动；决定有变更的另作更正。"
        if closed
        else f"{row.year}年度没有结账。",
    )


@clause("7.2.1", "7.2.3")
@performs("yearrun.advance")
def advance(
    *, actor: Actor, ref: str, book: YearBook | None = None, size: int = STEP, once: str | None = None
) -> Done:
    """Judge the next subjects. The last step puts the proposals before the two organs, in place of earlier ones."""
    with act(actor, "yearrun.advance", ref, once=once) as a:
        run: YearRun = a.object
        judging = book or open_book(a.jurisdiction_id, run.year.year)
        total = len(judging.people)
        if judging.pack.hash != run.pack_hash or (run.done and total != run.total):
            raise Invalid({"": "单位、人员或参数在测算期间有变动，请重新测算。"})
        part = judging.people[run.done : run.done + size]
        found = [(one, judged) for one in part if (judged := judging.judge(one)) is not None]
        create_many(a, [_row(run, *pair) for pair in found])
        reached = run.done + len(part)
        a.move(
            "done" if reached >= total else "working",
            total=total,
            done=reached,
            found=run.found + len(found),
            units=run.units + sum(one.subject[0] == "unit" for one in part),
            people=run.people + sum(one.subject[0] == "person" for one in part),
            counts=_counted(run.counts, [judged for _, judged in found]),
            started_at=run.started_at or a.at,
            finished_at=a.at if reached >= total else None,
        )
        if run.state in states_of("yearrun", "done"):
            _bring_forward(a, run)
        a.internal = True
        a.say(done=run.done, total=run.total, found=run.found)
    return done(a)


def _row(run: YearRun, one: Any, judged: Proposed) -> YearResult:
    kind, key = one.subject
    return YearResult(
        run=run,
        year=run.year.year,
        state="proposed",
        subject_kind=kind,
        unit_id=key if kind == "unit" else None,
        person_id=key if kind == "person" else None,
        name=one.name,
        title=one.title,
        paying_unit_id=one.paying_unit_id,
        rank=one.rank,
        codes=judged.codes,
        results_text=dumps(judged.results),
        explanation_text=dumps(judged.explanation),
        pack_hash=run.pack_hash,
        provisional=judged.provisional,
        conflict=judged.conflict,
        recommend=judged.recommend,
        reserved=judged.reserved,
    )


def _counted(before: dict[str, list[Any]], judged: list[Proposed]) -> dict[str, list[Any]]:
    """How many results there are by kind of subject and code, with what a page needs to name them."""
    counts: Counter[str] = Counter({key: row[-1] for key, row in before.items()})
    named = {key: row[:-1] for key, row in before.items()}
    for one in judged:
        for item in one.results:
            key = f"{one.subject_kind}:{item['code']}"
            counts[key] += 1
            named.setdefault(key, [one.subject_kind, item["code"], item["clause"], CODES[item["code"]].label])
    return {key: [*named[key], counts[key]] for key in sorted(named)}


def _bring_forward(work: Work, run: YearRun) -> None:
    """The proposals of this run are now those of the year; what was said to earlier ones stays with them.

    Before the year is over they are an outlook: there is nothing to confirm and nothing to close yet.
    """
    year = run.year
    work.memo["duties"] = list(duties.still_open(of=("year", year)).order_by("pk"))
    owed.leave_state(work, "year", year)
    over = year_end(pack_of_year(work.jurisdiction_id, year.year), year.year) < work.today
    work.change(year, run_id=run.pk, state="proposed" if over else "outlook", version=year.version + 1)
    owed.enter_state(work, "year", year)


@performs("yearrun.fail")
def fail(*, actor: Actor, ref: str, fault: str, once: str | None = None) -> Done:
    """Note that a run broke off, and why; it can be gone on with."""
    with act(actor, "yearrun.fail", ref, once=once) as a:
        a.move(fault=fault[:300])
        a.internal = True
        a.say(fault=fault[:300])
    return done(a)


@performs("yearrun.resume")
def resume(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Go on with a run that broke off, from where it stood."""
    with act(actor, "yearrun.resume", ref, expect=expect, once=once) as a:
        a.move(fault="")
        a.internal = True
        start_job(JOB, jurisdiction_id=a.jurisdiction_id, ref=a.object.ref)
    return done(a)


def go_through(
    *, jurisdiction_id: int, ref: str, told: Callable[[str], None] = lambda sentence: None
) -> None:
    """The job: one step after the other until the run is done. Run twice, it finds nothing left to do."""
    memo.forget()
    with scope(jurisdiction=jurisdiction_id), collector_paused():
        actor = system_actor(jurisdiction_id, clock.today())
        run = YearRun.objects.select_related("year").get(ref=ref)
        if run.state not in states_of("yearrun", "running"):
            return
        book = open_book(jurisdiction_id, run.year.year)
        try:
            while YearRun.objects.filter(ref=ref, state__in=states_of("yearrun", "running")).exists():
                told(action_for("yearrun.advance")(actor=actor, ref=ref, book=book).sentence)
        except Stale:
            log.info("run %s is gone through elsewhere", ref)
        except ActError as error:
            action_for("yearrun.fail")(actor=actor, ref=ref, fault=error.message)
        except Exception as error:
            log.exception("run %s broke off", ref)
            action_for("yearrun.fail")(actor=actor, ref=ref, fault=f"{type(error).__name__}")
            raise

"""Closing a year: the results stand as they were confirmed, and go to whoever applies them (七)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from duban.accountability.actions.rulings.consequences import result_row, send_all
from duban.accountability.actions.shared import done
from duban.accountability.models import (
    Advice,
    Confirmation,
    Ruling,
    Verdict,
    Year,
    YearResult,
    YearRun,
)
from duban.accountability.selectors.year.scope import confirmed_results, said_of
from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.audit.models import Entry
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import ACTS, act_named
from duban.mechanism.people.standing import Function
from duban.mechanism.rulings.year_end import Said, close_gate
from duban.organisations.selectors import directory
from duban.shared.actor import Actor

BEARING = tuple(key for key, act in ACTS.items() if act.bears_on_year)
"""Acts after which a run may say something else."""

_BONUS = ("L_BONUS_LOWEST", "L_BONUS_CANCELLED")


@clause("7.2.1", "7.2.4", "7.2.5", "7.3.1", "8")
@performs("year.close")
@worded("年度已经结束，两家已确认，没有冲突，测算以后没有新的变化")
def close(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Close a year that both organs confirmed; from now on only corrections are added to it."""
    with act(actor, "year.close", ref, expect=expect, once=once) as a:
        year: Year = a.object
        confirmed = {
            one.organ: one for one in Confirmation.objects.filter(run_id=year.run_id).select_related("run")
        }
        run = next(iter(confirmed.values())).run
        rows = list(YearResult.objects.filter(run=run).order_by("subject_kind", "rank", "pk"))
        verdicts = _verdicts(run)
        a.require(
            close_gate(
                (Function(organ) for organ in confirmed),
                _to_look_at(run, rows, confirmed, verdicts),
                _since(a, run),
            )
        )
        a.move(closed_on=a.today, closed_by=f"{a.actor.name}（{a.actor.title}）"[:60])
        standing = [
            (row, items)
            for row in rows
            if (items := confirmed_results(row, confirmed, verdicts.get(row.pk, [])))
        ]
        _send_to_payers(a, year, standing)
        _tell(a, year, standing)
        a.internal = True
        a.say(
            units=sum(row.subject_kind == "unit" for row, _ in standing),
            people=sum(row.subject_kind == "person" for row, _ in standing),
        )
    return done(a)


def _verdicts(run: YearRun) -> dict[int, list[Verdict]]:
    found: dict[int, list[Verdict]] = defaultdict(list)
    for one in Verdict.objects.filter(run=run, replaced_at=None).order_by("pk"):
        found[one.result_id].append(one)
    return found


def _to_look_at(
    run: YearRun,
    rows: list[YearResult],
    confirmed: dict[str, Confirmation],
    verdicts: dict[int, list[Verdict]],
) -> list[Said]:
    """The results that may keep a year from being closed: spoken of one by one, in conflict, or to be recommended."""
    asked = any(row.recommend for row in rows)
    advised = set(Advice.objects.filter(run=run).values_list("result_id", flat=True)) if asked else set()
    found = []
    for row in rows:
        if not (row.conflict or row.recommend or row.pk in verdicts):
            continue
        for item in row.results:
            said = said_of(row, item, confirmed, verdicts.get(row.pk, []))
            found.append(_advised(said) if row.pk in advised else said)
    return [said for said in found if said.words or said.conflict]


def _advised(said: Said) -> Said:
    return Said(
        said.ref,
        said.name,
        said.code,
        said.label,
        said.words,
        said.conflict,
        said.settled,
        said.recommend,
        True,
    )


def _since(work: Work, run: YearRun) -> list[str]:
    """What was done since the run began that may make it say something else: how often, by which act."""
    acts = Entry.objects.filter(
        jurisdiction_id=work.jurisdiction_id, n__gt=run.chain_n, act__in=BEARING, outcome=Entry.Outcome.DONE
    ).values_list("act", flat=True)
    return [f"{act_named(key).label}{count}件" for key, count in sorted(Counter(acts).items())]


def _of_year(year: int, label: str) -> str:
    return f"{year}年度{label.removeprefix('年度')}"[:120]


@clause("7.2.4", "7.2.5")
def _send_to_payers(work: Work, year: Year, standing: list[tuple[YearResult, list[dict[str, Any]]]]) -> None:
    """The bonus limbs go to the unit that pays at the year's end, ruling by ruling, so that each can be taken back (A32)."""
    wanted = {
        (ruling_id, row.paying_unit_id, _of_year(year.year, item["label"]), item["clause"])
        for row, items in standing
        if row.paying_unit_id is not None
        for item in items
        if item["code"] in _BONUS
        for ruling_id in item["rulings"]
    }
    if not wanted:
        return
    rulings = Ruling.objects.select_related("case").in_bulk(sorted({key for key, *_ in wanted}))
    known = directory(work.jurisdiction_id)
    rows = [
        result_row(work, rulings[ruling_id], known.unit(holder), what, clause_id, year.year)
        for ruling_id, holder, what, clause_id in sorted(wanted)
    ]
    send_all(work, rows, Function.APPRAISAL)
    work.tell_all("result_sent", [To(unit_id=holder) for holder in sorted({row.holder_id for row in rows})])


def _tell(work: Work, year: Year, standing: list[tuple[YearResult, list[dict[str, Any]]]]) -> None:
    """Everybody concerned is told that there is something to read; the text names nobody and nothing."""
    work.tell_all("year_closed", [To(row.unit_id, row.person_id) for row, _ in standing], year=year.year)

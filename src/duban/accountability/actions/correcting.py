"""Corrections: what a closed year would say now, put before the organs; the year itself is never rewritten (A33)."""

from __future__ import annotations

from typing import Any

from duban.accountability.actions.shared import done
from duban.accountability.models import Correction, CorrectionVerdict, Ruling, Year, YearRun
from duban.accountability.policies import body
from duban.accountability.selectors.year_book import differing, results_now
from duban.accountability.selectors.year_corrections import results_then
from duban.accountability.selectors.year_scope import organ_of
from duban.acts import owed
from duban.acts.many import write_now
from duban.acts.models import Obligation
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.standing import Function
from duban.mechanism.year_end import organs_for
from duban.organisations.selectors import directory
from duban.rulebook.selectors import pack_by_hash
from duban.shared.actor import Actor

_WORDS = {"corrected": "按现在的结果更正", "kept": "维持原结果"}
_DAYS = 5


@clause("7.2.1", "7.3.1")
def open_corrections(work: Work, ruling: Ruling, why: str) -> frozenset[int]:
    """Judge the subject of a ruling anew for every closed year, and open a task where the result differs."""
    years = list(
        Year.objects.filter(
            jurisdiction_id=work.jurisdiction_id, year__gte=ruling.effective_on.year - 1, state="closed"
        ).order_by("year")
    )
    if years:
        write_now(work)
    for year in years:
        _compare(work, year, ruling, why)
    return frozenset(year.year for year in years)


def _compare(work: Work, year: Year, ruling: Ruling, why: str) -> None:
    then = results_then(year, ruling.subject_key)
    pack = pack_by_hash(work.jurisdiction_id, YearRun.objects.get(pk=year.run_id or 0).pack_hash)
    now = results_now(work.jurisdiction_id, year.year, ruling.subject_key, pack, then.choices)
    organs = _concerned(ruling.subject_key[0], differing(then.results, now.results, then.objected))
    if not organs:
        return
    row = work.create(
        Correction(
            case=ruling.case,
            year=year,
            ruling=ruling,
            state="owed",
            subject_kind=ruling.subject_key[0],
            unit_id=ruling.unit_id if ruling.person_id is None else None,
            person_id=ruling.person_id,
            name=ruling.subject_name,
            why=why,
            before=then.results,
            after=now.results,
            explanation=now.explanation,
            pack_hash=now.pack_hash,
            reserved=organs == [Function.ORG_DEPT],
            opened_on=work.today,
        )
    )
    for organ in organs:
        _owe(work, row, organ)


def _concerned(subject_kind: str, items: list[dict[str, Any]]) -> list[Function]:
    """The organs that have the say on what differs."""
    found = [organ for item in items for organ in organs_for(subject_kind, item["code"], item["clause"])]
    return list(dict.fromkeys(found))


def _owe(work: Work, row: Correction, organ: Function) -> None:
    bearer = body(work.jurisdiction_id, organ)
    label = f"{row.year.year}年度已结账，请处理该年度的结果"
    work.owe("correction.settle", bearer, label, "7.3.1", obj=row, kind="correction", days=_DAYS)
    work.tell("一个已结年度的结果与现在不一致，待处理。", unit_id=bearer.unit_id)


@clause("7.3.1")
@performs("correction.settle")
def settle(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    verdict: str,
    text: str,
    once: str | None = None,
) -> Done:
    """An organ says whether the new results hold or the old ones stay; both must say the same where both have the say."""
    with act(actor, "correction.settle", ref, expect=expect, once=once) as a:
        row: Correction = a.object
        organ = organ_of(a.actor)
        wanted = _concerned(row.subject_kind, differing(row.before, row.after))
        a.require(decide(a.spec.label, [_has_say(organ, wanted)]))
        said = _keep(a, row, organ or Function.NONE, verdict, text)
        agreed = len(said) == len(wanted) and len(set(said.values())) == 1
        divided = len(said) == len(wanted) and not agreed
        a.discharge(
            "correction.settle", unit_id=directory(a.jurisdiction_id).office(organ or Function.NONE).id
        )
        if divided:
            _again(a, row, [one for one in wanted if one is not organ])
        a.move(verdict if agreed else "owed", settled_on=a.today if agreed else None)
        a.internal = True
        a.say(organ=organ.label if organ else "", verdict=_WORDS[verdict])
    return done(a)


def _has_say(organ: Function | None, wanted: list[Function]) -> Reason:
    return Reason(
        "7.3.1",
        "属于本机关确认的范围",
        holds(organ in wanted),
        f"由{'、'.join(one.label for one in wanted)}处理。",
        remedies=tuple(Remedy(one.label) for one in wanted),
    )


def _keep(work: Work, row: Correction, organ: Function, verdict: str, text: str) -> dict[str, bool]:
    """Write the word of an organ in place of its earlier one; returns what each organ says now."""
    earlier = list(CorrectionVerdict.objects.filter(correction=row, replaced_at=None))
    work.change_all([one for one in earlier if one.organ == organ.value], replaced_at=work.at)
    work.create(
        CorrectionVerdict(
            correction=row,
            organ=organ.value,
            corrected=verdict == "corrected",
            text=text,
            by=f"{work.actor.name}（{work.actor.title}）"[:60],
            person_id=work.actor.person_id or 0,
            at=work.at,
        )
    )
    return {**{one.organ: one.corrected for one in earlier}, organ.value: verdict == "corrected"}


def _again(work: Work, row: Correction, organs: list[Function]) -> None:
    """The organs disagree: the others are asked again, so that one of them moves."""
    waiting = {
        duty.unit_id
        for duty in owed.duties_of_case(work)
        if duty.outcome == Obligation.Outcome.OPEN
        and duty.object_kind == "correction"
        and duty.object_id == row.pk
    }
    for organ in organs:
        if directory(work.jurisdiction_id).office(organ).id not in waiting:
            _owe(work, row, organ)


def on_confirmed_ruling(work: Work) -> None:
    """A ruling confirmed after a year was closed, and counted in it, opens a correction like a changed one."""
    if work.spec.key == "ruling.confirm" and isinstance(work.object, Ruling):
        open_corrections(work, work.object, "recorded")

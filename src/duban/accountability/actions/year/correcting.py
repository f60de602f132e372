"""Closed years after a decision changed: what fell, falls at once; what would be worse is put before people (A33).

The year itself is never rewritten, and no grade or prize is written by the system.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.accountability.actions.shared import done
from duban.accountability.models import Correction, CorrectionVerdict, Ruling, Year, YearRun
from duban.accountability.policies import body
from duban.accountability.selectors.review.recall import answers_naming
from duban.accountability.selectors.year.book import results_now
from duban.accountability.selectors.year.corrections import results_then
from duban.accountability.selectors.year.in_force import cited, kept_wrongly
from duban.accountability.selectors.year.recall import exports_of
from duban.accountability.selectors.year.scope import decider, elsewhere, organ_of
from duban.acts.batches.many import write_now
from duban.acts.beside import worded
from duban.acts.models import Obligation
from duban.acts.owing import duties, owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Function
from duban.mechanism.rulings.undoing import Item, lessened, worsened
from duban.mechanism.rulings.year_end import only_for_org_dept
from duban.organisations.selectors import directory
from duban.rulebook.selectors import pack_by_hash
from duban.shared.actor import Actor

_WORDS = {"corrected": "按现在的决定更正", "kept": "维持原结果"}


@clause("6.4", "7.2.1", "7.3.1")
def open_corrections(work: Work, ruling: Ruling, why: str) -> frozenset[int]:
    """Judge the subject of a ruling anew for every closed year: what it no longer carries falls in this act."""
    years = list(
        Year.objects.filter(
            jurisdiction_id=work.jurisdiction_id,
            year__gte=ruling.effective_on.year - 1,
            state__in=states_of("year", "closed"),
        ).order_by("year")
    )
    if years:
        write_now(work)
    for year in years:
        _compare(work, year, ruling, why)
    if why != "recorded":
        _tell_askers(work, ruling)
    return frozenset(year.year for year in years)


def _compare(work: Work, year: Year, ruling: Ruling, why: str) -> None:
    subject = ruling.subject_key
    then, pack = results_then(year, subject), _pack(year)
    grades = pack.get("grade_ladder", date(year.year, 12, 31))
    still = results_now(
        work.jurisdiction_id, year.year, subject, pack, then.choices, only=frozenset(cited(then.results))
    )
    left = lessened(then.results, still.results, grades)
    if left.fallen:
        row = _open(work, year, ruling, why, "fallen", then.results, left.remains, still.explanation)
        _ask(work, row)
        _tell_of_fall(work, row)
        _tell_takers(work, row)
    elif _documents(left.remains) != _documents(then.results):
        _open(work, year, ruling, why, "restated", then.results, left.remains, still.explanation)
    now = results_now(work.jurisdiction_id, year.year, subject, pack, then.choices)
    worse = worsened(left.remains, now.results, grades, then.objected)
    waiting = list(
        Correction.objects.filter(year=year, state__in=states_of("correction", "undecided"), **_of(subject))
    )
    if worse and not waiting:
        row = _open(work, year, ruling, why, "owed", left.remains, (*left.remains, *worse), now.explanation)
        _ask(work, row)
    for row in waiting if not worse else ():
        _drop(work, row)


def _pack(year: Year) -> Pack:
    return pack_by_hash(year.jurisdiction_id, YearRun.objects.get(pk=year.run_id or 0).pack_hash)


def _of(subject: tuple[str, int]) -> dict[str, int]:
    return {f"{subject[0]}_id": subject[1]}


def _documents(items: Iterable[Item]) -> list[tuple[str, list[str]]]:
    return [(item["key"], item["documents"]) for item in items]


def _open(
    work: Work,
    year: Year,
    ruling: Ruling,
    why: str,
    state: str,
    before: Iterable[Item],
    after: Iterable[Item],
    explanation: dict[str, Any],
) -> Correction:
    old, new = [dict(item) for item in before], [dict(item) for item in after]
    concerned = old + new
    row = Correction(
        case=ruling.case,
        year=year,
        ruling=ruling,
        state=state,
        subject_kind=ruling.subject_key[0],
        unit_id=ruling.unit_id if ruling.person_id is None else None,
        person_id=ruling.person_id,
        name=ruling.subject_name,
        why=why,
        before=old,
        after=new,
        explanation=explanation,
        pack_hash=_pack(year).hash,
        reserved=bool(concerned) and all(only_for_org_dept(item["clause"]) for item in concerned),
        opened_on=work.today,
        settled_on=None if state in states_of("correction", "waiting") else work.today,
    )
    if state in states_of("correction", "fallen") and elsewhere(row):
        row.state = "passing"
    return work.create(row)


def _ask(work: Work, row: Correction) -> None:
    """The organ that decides owes what the state of the row asks for."""
    owed.enter_state(work, "correction", row)
    work.tell("correction_waits", To(unit_id=body(work.jurisdiction_id, decider(row)).unit_id))


@clause("6.4", "7.1.1")
def _tell_askers(work: Work, ruling: Ruling) -> None:
    """Organs that were answered with this decision are told to take their answer back."""
    known = directory(work.jurisdiction_id)
    for row in answers_naming(ruling):
        organ = known.office(Function(row.organ))
        work.tell("answer_recalled", To(unit_id=organ.id), day=f"{row.on:%Y-%m-%d}", requester=row.requester)


@clause("6.4")
def _tell_of_fall(work: Work, row: Correction) -> None:
    """Whom it is about is told at once, in words that name nobody; what fell stands on the page."""
    if not row.reserved:
        work.tell("year_relieved", To(unit_id=row.unit_id, person_id=row.person_id), year=row.year.year)


@clause("6.4", "7.2.1")
def _tell_takers(work: Work, row: Correction) -> None:
    """Whoever took the extract of the year out before is told that it no longer holds, in words that name nobody."""
    for person_id in dict.fromkeys(one.person_id for one in exports_of(row)):
        work.tell("extract_recalled", To(person_id=person_id), year=row.year.year)


def _drop(work: Work, row: Correction) -> None:
    """The decision that would have made it worse is gone: the closed year stays as it is."""
    work.change(row, state="kept", settled_on=work.today)
    owed.end(work, list(duties.still_open(of=("correction", row))), Obligation.Outcome.CANCELLED)


@clause("6.4", "7.2.1", "7.3.1")
def let_kept_fall(work: Work) -> list[str]:
    """Results of the case that were kept, by an earlier version, though their decision carries them no more, fall now.

    The organ that decides owes to assess them anew; told in a line each.
    """
    rows = [row for row in kept_wrongly(work.jurisdiction_id) if row.case_id == work.object.case_id]
    for row in rows:
        work.change(row, state="passing" if elsewhere(row) else "fallen", settled_on=None)
        _ask(work, row)
    return [f"{row.year.year}年度维持的结果已无决定依据，须重新评定。" for row in rows]


@clause("7.2.1", "7.2.3", "7.3.1")
@performs("correction.reassess")
def reassess(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None
) -> Done:
    """The organ that decides says what it found anew and what was paid; the system writes no grade."""
    with act(actor, "correction.reassess", ref, expect=expect, once=once) as a:
        row: Correction = a.object
        organ = _decides(a, row)
        keep_word(a, row, organ, text, corrected=True)
        a.move("reassessed", settled_on=a.today)
        a.tell("year_reassessed", To(unit_id=row.unit_id, person_id=row.person_id), year=row.year.year)
        a.internal = True
        a.say(organ=organ.label, text=text)
    return done(a)


@clause("7.2.1", "7.3.1")
@performs("correction.tell")
@worded("处理决定已送达对象")
def tell(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Before anything is decided to somebody's disadvantage, that person or unit is told of it."""
    with act(actor, "correction.tell", ref, expect=expect, once=once) as a:
        row: Correction = a.object
        organ = _decides(a, row)
        served = row.ruling.served_on is not None
        a.require(
            decide(
                a.spec.label,
                [
                    Reason(
                        "6.4",
                        "处理决定已送达对象",
                        holds(served),
                        f"{row.ruling.number}已送达。" if served else f"{row.ruling.number}还没有登记送达。",
                        remedies=(Remedy("县纪委监委、县委组织部", "ruling.serve", "登记送达"),),
                    )
                ],
            )
        )
        a.tell("year_may_change", To(unit_id=row.unit_id, person_id=row.person_id), year=row.year.year)
        a.move("asking" if elsewhere(row) else "told")
        a.internal = True
        a.say(organ=organ.label)
    return done(a)


@clause("7.2.1", "7.2.3", "7.3.1")
@performs("correction.opine")
@worded("由不作决定的一家提出")
def opine(
    *, actor: Actor, ref: str, expect: int | None = None, verdict: str, text: str, once: str | None = None
) -> Done:
    """The organ that does not decide puts its word beside."""
    with act(actor, "correction.opine", ref, expect=expect, once=once) as a:
        row: Correction = a.object
        organ, other = organ_of(a.actor) or Function.NONE, decider(row)
        a.require(
            decide(
                a.spec.label,
                [
                    Reason(
                        "7.3.1",
                        "由不作决定的一家提出意见",
                        holds(organ is not other and not row.reserved),
                        f"由{other.label}决定。",
                        remedies=(Remedy(other.label, "correction.settle", "处理已结年度的结果"),),
                    )
                ],
            )
        )
        keep_word(a, row, organ, text, corrected=verdict == "corrected")
        a.internal = True
        a.say(organ=organ.label, verdict=_WORDS[verdict])
    return done(a)


@clause("7.3.1")
@performs("correction.settle")
def settle(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    verdict: str,
    text: str,
    minutes: str = "",
    once: str | None = None,
) -> Done:
    """The organ that decides says whether a closed year takes up a late decision; the other's word stands beside it."""
    with act(actor, "correction.settle", ref, expect=expect, once=once) as a:
        row: Correction = a.object
        organ = _decides(a, row)
        others = CorrectionVerdict.objects.filter(correction=row, replaced_at=None).exclude(organ=organ.value)
        divided = any(one.corrected is not (verdict == "corrected") for one in others)
        a.require(decide(a.spec.label, [_minuted(row, divided, minutes)]))
        keep_word(a, row, organ, text, corrected=verdict == "corrected", minutes=minutes)
        if verdict == "corrected":
            _take_up(a, row)
        a.move(verdict, settled_on=a.today)
        a.tell("year_settled", To(unit_id=row.unit_id, person_id=row.person_id), year=row.year.year)
        a.internal = True
        a.say(organ=organ.label, verdict=_WORDS[verdict])
    return done(a)


def _take_up(work: Work, row: Correction) -> None:
    """What holds from now on: the results of all decisions as they stand at this moment."""
    then, pack = results_then(row.year, row.subject_key), _pack(row.year)
    now = results_now(work.jurisdiction_id, row.year.year, row.subject_key, pack, then.choices)
    grades = pack.get("grade_ladder", date(row.year.year, 12, 31))
    worse = worsened(then.results, now.results, grades, then.objected)
    keys = {item["key"] for item in worse}
    after = [dict(item) for item in (*(one for one in then.results if one["key"] not in keys), *worse)]
    work.change(row, before=then.results, after=after, explanation=now.explanation)


def _decides(work: Work, row: Correction) -> Function:
    """The organ of the actor; refused unless it is the one that decides."""
    organ, wanted = organ_of(work.actor) or Function.NONE, decider(row)
    reason = Reason(
        "7.3.1",
        "由决定这一结果的机关办理",
        holds(organ is wanted),
        f"由{wanted.label}决定，另一家的意见列在旁边。",
        remedies=(Remedy(wanted.label, work.spec.key, work.spec.label),),
    )
    work.require(decide(work.spec.label, [reason]))
    return organ


def _minuted(row: Correction, divided: bool, minutes: str) -> Reason:
    needed = divided and row.subject_kind == "unit"
    return Reason(
        "7.2.1",
        "两家对单位的结果意见不一致的，由县绩效考核领导小组议定",
        holds(not needed or bool(minutes)),
        f"会议纪要：{minutes}。"
        if minutes
        else "意见不一致，没有写明会议纪要。"
        if needed
        else "没有不一致。",
        remedies=(Remedy("考核主管部门", label="写明领导小组会议纪要文号"),),
        field="minutes",
    )


def keep_word(
    work: Work, row: Correction, organ: Function, text: str, *, corrected: bool, minutes: str = ""
) -> None:
    """Write the word of an organ in place of its earlier one, which stays."""
    earlier = CorrectionVerdict.objects.filter(correction=row, organ=organ.value, replaced_at=None)
    work.change_all(list(earlier), replaced_at=work.at)
    work.create(
        CorrectionVerdict(
            correction=row,
            organ=organ.value,
            corrected=corrected,
            text=text,
            minutes=minutes,
            by=f"{work.actor.name}（{work.actor.title}）"[:60],
            person_id=work.actor.person_id or 0,
            at=work.at,
        )
    )


def on_confirmed_ruling(work: Work) -> None:
    """A ruling confirmed after a year was closed, and counted in it, is put before people."""
    if work.spec.key == "ruling.confirm" and isinstance(work.object, Ruling):
        open_corrections(work, work.object, "recorded")

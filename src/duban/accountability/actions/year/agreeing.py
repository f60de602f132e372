"""What the two organs say to the proposals of a year: to one result, to all of their part, and to conflicts (七, 八)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.accountability.actions.shared import done
from duban.accountability.models import Advice, Confirmation, Verdict, Year, YearResult, YearRun
from duban.accountability.selectors.year.in_force import as_they_hold
from duban.accountability.selectors.year.pages.results import exceptions_of
from duban.accountability.selectors.year.scope import organ_of, said_of
from duban.acts.beside import bars, worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function
from duban.mechanism.rulings.year_end import (
    CONFLICT,
    ORGANS,
    Said,
    confirm_gate,
    decided_by,
    deciding,
    may_speak,
    organs_for,
)
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.errors import Invalid, NotFound, NotPermitted, WrongState


@clause("7.2.1", "7.2.3", "7.1.3")
@performs("year.confirm")
@worded("覆盖规定的冲突已由人处理")
def confirm(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """An organ confirms its part of the proposals in hand; what it disagreed with stands as the exceptions."""
    with act(actor, "year.confirm", ref, expect=expect, once=once) as a:
        year: Year = a.object
        organ = _organ(a)
        run = YearRun.objects.get(pk=year.run_id or 0)
        earlier = list(Confirmation.objects.filter(run=run))
        if any(one.organ == organ.value for one in earlier):
            raise WrongState("本机关已经确认过。要改变意见的，对那一项写明理由。", a.spec.clause)
        a.require(
            confirm_gate(run.state in states_of("yearrun", "done"), True, _conflicts(run, organ), organ)
        )
        exceptions = exceptions_of(run.pk, organ)
        own = [row for row in run.counts.values() if organ in organs_for(row[0], row[1], row[2])]
        count = sum(row[4] for row in own) - sum(1 for one in exceptions if one["code"] in _keys(own))
        a.create(
            Confirmation(
                run=run,
                organ=organ.value,
                count=count,
                exceptions=exceptions,
                by=f"{a.actor.name}（{a.actor.title}）"[:60],
                person_id=a.actor.person_id or 0,
                at=a.at,
            )
        )
        a.discharge("year.confirm", unit=directory(a.jurisdiction_id).office(organ).id)
        a.move("confirmed" if earlier else "proposed")
        a.internal = True
        a.say(
            organ=organ.label,
            count=count,
            exceptions=f"，另有{len(exceptions)}项不同意" if exceptions else "",
        )
    return done(a)


def _keys(own: list[list[Any]]) -> set[str]:
    """The codes of an organ's own part; a word beside the part of another organ is no exception from it."""
    return {str(row[1]) for row in own}


def _organ(work: Work) -> Function:
    organ = organ_of(work.actor)
    if organ is None:
        raise NotFound("没有找到，或不在您的范围内。")
    return organ


def _conflicts(run: YearRun, organ: Function) -> Iterable[Said]:
    """The conflicts of overrides in the part of an organ, settled or not."""
    verdicts = list(Verdict.objects.filter(run=run, code__startswith=CONFLICT, replaced_at=None))
    for row in YearResult.objects.filter(run=run, conflict=True).order_by("pk"):
        if organ is Function.ORG_DEPT and row.subject_kind == "unit":
            continue
        for item in row.results:
            if item["code"] == CONFLICT:
                yield said_of(row, item, (), [one for one in verdicts if one.result_id == row.pk])


def _item(row: YearResult, code: str) -> dict[str, Any]:
    """The result of a code; refused as input where the row has none."""
    for item in as_they_hold([row])[0].results:
        if item["key"] == code:
            return dict(item)
    raise Invalid({"code": "没有这一项结果，请重新选择。"})


@clause("7.2.1", "7.2.3")
@performs("yearresult.agree")
def agree(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    code: str,
    minutes: str = "",
    once: str | None = None,
) -> Done:
    """An organ agrees with one result, also in place of an earlier objection."""
    with act(actor, "yearresult.agree", ref, expect=expect, once=once) as a:
        _say(a, code, agreed=True, minutes=minutes)
    return done(a)


@clause("7.2.1", "7.2.3")
@performs("yearresult.disagree")
def disagree(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    code: str,
    reason: str,
    minutes: str = "",
    once: str | None = None,
) -> Done:
    """An organ disagrees with one result, with its reason."""
    with act(actor, "yearresult.disagree", ref, expect=expect, once=once) as a:
        _say(a, code, agreed=False, reason=reason, minutes=minutes)
    return done(a)


def _say(work: Work, code: str, *, agreed: bool, reason: str = "", minutes: str = "") -> None:
    row: YearResult = work.object
    organ, item = _organ(work), _item(row, code)
    _in_hand(work, row)
    work.require(decide(work.spec.label, [_has_say(organ, row, item)]))
    said = Verdict(code=code, organ=organ.value, agreed=agreed, reason=reason, minutes=minutes)
    _keep(work, row, said)
    work.internal = True
    work.say(organ=organ.label, result=item["label"])


def _in_hand(work: Work, row: YearResult) -> Year:
    """The year of a proposal, while that is before the organs; held, so that it is not closed meanwhile."""
    year = Year.objects.select_for_update().get(jurisdiction_id=work.jurisdiction_id, year=row.year)
    if year.state in states_of("year", "closed"):
        raise WrongState(f"{row.year}年度已经结账，不再改动。", work.spec.clause)
    if year.run_id != row.run_id:
        raise WrongState("已有新的测算，这一项不再使用，请看新的拟定结果。", work.spec.clause)
    return year


def _has_say(organ: Function, row: YearResult, item: dict[str, Any]) -> Reason:
    may = may_speak(row.subject_kind, item["code"], item["clause"])
    return Reason(
        item["clause"],
        "属于本机关提出意见的范围",
        holds(organ in may),
        f"{deciding(row.subject_kind, item['clause'], item.get('managed', ''))}决定，"
        f"{'、'.join(one.label for one in may)}提出意见。"
        if may
        else "只供参考，不须确认。",
        remedies=tuple(Remedy(one.label) for one in may),
        field="code",
    )


def _keep(work: Work, row: YearResult, verdict: Verdict) -> None:
    """Write what an organ says; what it said before to the same result stays, replaced."""
    former = Verdict.objects.filter(result=row, code=verdict.code, organ=verdict.organ, replaced_at=None)
    work.change_all(list(former), replaced_at=work.at)
    verdict.run_id, verdict.result = row.run_id, row
    verdict.by = f"{work.actor.name}（{work.actor.title}）"[:60]
    verdict.person_id, verdict.at = work.actor.person_id or 0, work.at
    work.create(verdict)


@clause("8")
@performs("yearresult.settle")
def settle(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    code: str,
    choice: str,
    reason: str,
    once: str | None = None,
) -> Done:
    """A person says which of the conflicting superior documents holds for one result; the system never chooses."""
    with act(actor, "yearresult.settle", ref, expect=expect, once=once) as a:
        row: YearResult = a.object
        organ, item = _organ(a), _item(row, code)
        _in_hand(a, row)
        if row.subject_kind == "unit" and organ not in ORGANS[:1]:
            a.refuse_input(form="单位的结果由考核主管部门处理。")
        if choice not in {one["source"] for one in item.get("choices", ())}:
            a.refuse_input(choice="没有这份文件，请重新选择。")
        _keep(a, row, Verdict(code=code, organ=organ.value, agreed=True, choice=choice, reason=reason))
        a.internal = True
        a.say(organ=organ.label, result=item["label"], choice=choice)
    return done(a)


@clause("8")
@performs("yearresult.recommend")
@worded("由上级考核的单位，或者上级管理的干部")
def recommend(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    organ: str,
    number: str,
    dated_on: date,
    once: str | None = None,
) -> Done:
    """Register the letter by which a result is recommended to the superior of a unit or of a cadre (A44, A93)."""
    with act(actor, "yearresult.recommend", ref, expect=expect, once=once) as a:
        row: YearResult = a.object
        _in_hand(a, row)
        reason = Reason(
            "8",
            "由上级考核的单位，或者上级管理的干部",
            holds(row.recommend),
            "是。" if row.recommend else "由县里考核，直接确认结果。",
            params=("recommend_only_kinds",),
        )
        a.require(decide(a.spec.label, [reason]))
        if dated_on > a.today:
            a.refuse_input(dated_on="不能晚于今天。")
        a.create(
            Advice(
                run_id=row.run_id,
                result=row,
                organ=organ,
                number=number,
                dated_on=dated_on,
                by=a.actor.name,
                at=a.at,
            )
        )
        a.internal = True
        a.say(organ=organ, number=number)
    return done(a)


@bars
def _organ_that_writes(actor: Actor, spec: Act, row: YearResult, behalf_id: int | None) -> None:
    """Raise NotPermitted where a letter is not the organ's to send: on units it is the appraisal office's."""
    wanted = decided_by(row.subject_kind, "")
    if organ_of(actor) is not wanted:
        raise NotPermitted(f"建议函由{wanted.label}发。", spec.clause)

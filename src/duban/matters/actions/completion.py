"""Extension, reading by leaders, completion, verification by two persons, 销号."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from duban.acts.beside import Answer, bars, guards, lacking, worded
from duban.acts.gate.asked import Asked
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.quantities import completion_stated, reach, take_over
from duban.matters.actions.reports.report_days import renew_reports
from duban.matters.actions.shared import done, measures_running, unit_name
from duban.matters.escalation import settle_drafts
from duban.matters.models import Matter
from duban.matters.policies import bearer_of
from duban.matters.projection import milestones_of
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role
from duban.organisations.selectors import directory
from duban.proceedings.actions import deliver, limits
from duban.proceedings.actions.sign import sign
from duban.proceedings.models import Receipt
from duban.rulebook.selectors import pack_for
from duban.shared.actor import Actor


@guards("期满前提出，不超过规定次数")
def _extendable(asked: Asked) -> Iterator[Answer]:
    yield from limits.may_be_extended(asked, asked.object.due_on, pack_for(asked))


@performs("matter.request_extension")
def request_extension(
    *, actor: Actor, ref: str, expect: int | None = None, new_due: date, reason: str, once: str | None = None
) -> Done:
    """Ask for a later limit of the matter; the original date is kept."""
    with act(actor, "matter.request_extension", ref, expect=expect, once=once) as a:
        limits.request_extension(
            a,
            limit=a.object.due_on,
            new_due=new_due,
            reason=reason,
            decider=bearer_of(a.object, Role.OFFICE_HEAD),
            clause_id="3.0",
        )
        a.say(unit=unit_name(a, a.object.lead_unit_id), new_due=f"{new_due:%Y-%m-%d}", reason=reason)
    return done(a)


@guards("有待答复的延期申请")
def _extension_asked(asked: Asked) -> Iterator[Answer]:
    yield from limits.extension_waits(asked)


@performs("matter.decide_extension")
def decide_extension(
    *, actor: Actor, ref: str, expect: int | None = None, verdict: str, opinion: str, once: str | None = None
) -> Done:
    """Answer a request for extension."""
    with act(actor, "matter.decide_extension", ref, expect=expect, once=once) as a:
        granted = {"grant": True, "refuse": False}[verdict]
        row, _ = limits.decide_extension(a, granted=granted, opinion=opinion)
        sign(a, verdict=verdict, opinion=opinion)
        if granted:
            a.change(a.object, due_on=row.new_due, extensions=a.object.extensions + 1)
            renew_reports(a, a.object, ended=False)
        answer = "同意" if granted else "不同意"
        a.tell(
            "extension_answered",
            To(unit_id=a.object.lead_unit_id),
            answer=answer,
            day=f"{row.new_due:%Y-%m-%d}",
            title=a.object.title,
        )
        a.say(verdict=answer, new_due=f"至{row.new_due:%Y-%m-%d}", opinion=opinion)
    return done(a)


@bars
@worded("有送阅而未阅的件")
def _put_before(actor: Actor, act: Act, matter: Matter, behalf_id: int | None) -> None:
    """Raise NotPermitted where nothing was put before this actor to read."""
    deliver.refuse_unless_sent(actor, act, matter, Receipt.What.READING)


@clause("2.3", "3.3.7")
@performs("matter.read")
def read(
    *, actor: Actor, ref: str, expect: int | None = None, opinion: str = "", once: str | None = None
) -> Done:
    """Read what was put before the actor: an instruction, a result, a notice or report of a listed matter."""
    with act(actor, "matter.read", ref, expect=expect, once=once) as a:
        rows = deliver.pending(a, Receipt.What.READING)
        deliver.acknowledge(a, rows, opinion)
        a.discharge("matter.read", person=a.actor.person_id)
        a.internal = True
        a.say(what="、".join(dict.fromkeys(row.label for row in rows)), opinion=opinion)
    return done(a)


def _readers(asked: Asked) -> list[Receipt]:
    """What was put before leaders to read when the matter was registered."""
    rows = Receipt.objects.filter(
        case=asked.case, object_kind="matter", object_id=asked.object.pk, what=Receipt.What.READING, label="批示件"
    )
    return asked.once_read("readers", lambda: list(rows))


@guards("来源为批示件，有阅批领导")
def _read_by_leaders(asked: Asked) -> Iterator[Answer]:
    if not _readers(asked):
        yield lacking(asked.spec, "来源为批示件，有阅批领导", "本事项没有阅批领导，无需呈领导阅。")


@clause("2.3")
@performs("matter.present_result")
def present_result(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None
) -> Done:
    """Put the result of an instruction before the leaders who read it."""
    with act(actor, "matter.present_result", ref, expect=expect, once=once) as a:
        holders = {h.person_id: h for h in directory(a.jurisdiction_id).leaders(a.today)}
        chosen = [holders[row.person_id] for row in _readers(a) if row.person_id in holders]
        a.create_all(
            [deliver.receipt(a, Receipt.What.READING, "办理结果", holder=holder) for holder in chosen]
        )
        for holder in chosen:
            a.tell("result_presented", To(person_id=holder.person_id), title=a.object.title, text=text)
        a.extra["result"] = text
        a.say(readers="、".join(f"{holder.title}{holder.name}" for holder in chosen))
    return done(a)


@guards("没有未销的督办措施")
def _no_measure_runs(asked: Asked) -> Iterator[Answer]:
    yield measures_running(asked)


@guards("没有未销的督办措施；有量化目标的写明完成值")
def _completable(asked: Asked) -> Iterator[Answer]:
    yield measures_running(asked)
    yield from completion_stated(asked, asked.object, whole=True)


@clause("3.1.8")
@performs("matter.apply")
def apply(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    text: str,
    value: Decimal | None = None,
    explanation: str = "",
    once: str | None = None,
) -> Done:
    """Report the matter as done and apply for 销号; not around a measure that still runs."""
    with act(actor, "matter.apply", ref, expect=expect, once=once) as a:
        limits.apply(a, text=text, value=value, explanation=explanation)
        reports = owed.open_duties(a, "matter", a.object, act=("matter.report", "matter.supplement"))
        owed.end(a, reports, Obligation.Outcome.ABSORBED)
        reach(a, value)
        a.move(
            finished_on=a.today,
            reported_on=a.today,
            progress=text,
            value=value if value is not None else a.object.value,
        )
        a.say(unit=unit_name(a, a.object.lead_unit_id))
    return done(a)


@performs("matter.verify")
def verify(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    method: str,
    result: str,
    text: str,
    value: Decimal | None = None,
    once: str | None = None,
) -> Done:
    """The first person's finding on the completed matter, with the value that was found."""
    with act(actor, "matter.verify", ref, expect=expect, once=once) as a:
        limits.verify(a, method=method, passed=result == "pass", text=text, value=value)
        sign(a, verdict=result, opinion=text)
        a.move()
        a.say(method=method, result="已完成" if result == "pass" else "未完成")
    return done(a)


@performs("matter.confirm_verification")
def confirm_verification(
    *, actor: Actor, ref: str, expect: int | None = None, agree: str, text: str = "", once: str | None = None
) -> Done:
    """The second person's word: passed leads to 销号, failed back to work, disagreement to a new verification."""
    with act(actor, "matter.confirm_verification", ref, expect=expect, once=once) as a:
        row, _ = limits.confirm_verification(a, agree=agree == "agree", text=text)
        sign(a, verdict=agree, opinion=text)
        if agree == "agree":
            take_over(a, a.object, row.value)
        _after_verification(a, agree == "agree", row.passed)
    return done(a)


def _after_verification(work: Work, agreed: bool, passed: bool) -> None:
    if not agreed:
        work.move("applied")
        work.say(outcome="不一致，重新核查")
        return
    if passed:
        work.move("verified")
        work.say(outcome="核查通过")
        return
    work.move("underway", finished_on=None)
    renew_reports(work, work.object, ended=False)
    work.tell("matter_not_verified", To(unit_id=work.object.lead_unit_id), title=work.object.title)
    work.say(outcome="核查未通过，继续办理")


@clause("3.0")
@performs("matter.close")
def close(
    *, actor: Actor, ref: str, expect: int | None = None, opinion: str = "", once: str | None = None
) -> Done:
    """Cross the matter off, after two persons have verified it: its points are reached, nothing is owed any more."""
    with act(actor, "matter.close", ref, expect=expect, once=once) as a:
        sign(a, verdict="agree", opinion=opinion)
        owed.end(a, owed.open_duties(a, "matter", a.object), Obligation.Outcome.CANCELLED)
        left = [row for row in milestones_of(a) if row.reached_on is None]
        a.change_all(left, reached_on=a.object.finished_on)
        settle_drafts(a, a.object, "事项销号")
        a.move()
        a.say(opinion=opinion)
    return done(a)

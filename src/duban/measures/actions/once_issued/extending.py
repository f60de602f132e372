"""Extension of a measure's limit: before expiry, once, decided on the level that approved (A21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duban.acts.beside import Answer, guards, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.work import Done, To, act
from duban.matters.actions.reports.report_days import renew_reports
from duban.measures.actions.before_issue.papers import issue_reply
from duban.measures.actions.shared import LABELS, done, pack_of, spine, unit_name
from duban.measures.models import Measure
from duban.measures.policies import bearer_of
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.measures import SPINES
from duban.proceedings.actions import limits
from duban.proceedings.actions.sign import acting_post, sign
from duban.shared.actor import Actor


@guards("期满前提出，不超过规定次数")
def _extendable(asked: Asked) -> Iterator[Answer]:
    limit = asked.object.deadline
    if limit is None:
        yield lacking(asked.spec, "本措施有时限", "本措施没有时限。")
    else:
        yield from limits.may_be_extended(asked, limit, pack_of(asked))


@clause("3.1.8", "3.3.8")
@spine("request_extension")
def request_extension(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    new_due: date,
    reason: str,
    once: str | None = None,
) -> Done:
    """Ask for a later limit."""
    with act(actor, f"{kind}.request_extension", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        limits.request_extension(
            a,
            limit=found(measure.deadline),
            new_due=new_due,
            reason=reason,
            decider=bearer_of(measure, SPINES[kind].approver),
            clause_id=SPINES[kind].approval,
        )
        a.say(unit=unit_name(a, measure.answering_unit_id), new_due=f"{new_due:%Y-%m-%d}", reason=reason)
    return done(a)


@guards("有待答复的延期申请，同级审批")
def _extension_asked(asked: Asked) -> Iterator[Answer]:
    yield from limits.extension_waits(asked)


@clause("3.3.8")
@spine("decide_extension")
def decide_extension(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    verdict: str,
    opinion: str,
    once: str | None = None,
) -> Done:
    """Answer it; the original limit stays on record."""
    with act(actor, f"{kind}.decide_extension", ref, expect=expect, once=once) as a:
        granted = {"grant": True, "refuse": False}[verdict]
        row, before = limits.decide_extension(a, granted=granted, opinion=opinion)
        sign(a, verdict=verdict, opinion=opinion, label="答复延期")
        if granted:
            a.change(a.object, deadline=row.new_due, extensions=a.object.extensions + 1)
            renew_reports(a, a.object.matter, ended=False)
        answer = "同意" if granted else "不同意"
        number = issue_reply(a, "extension", row, before)
        a.tell(
            "measure_extension_answered",
            To(unit_id=a.object.answering_unit_id),
            paper=LABELS[kind],
            answer=answer,
            day=f"{row.new_due:%Y-%m-%d}",
            number=number,
        )
        a.say(post=acting_post(a), verdict=answer, new_due=f"至{row.new_due:%Y-%m-%d}", opinion=opinion)
    return done(a)

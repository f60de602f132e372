"""Verification by two persons and what follows, and the end of letters and interviews."""

from __future__ import annotations

from decimal import Decimal

from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.quantities import take_over
from duban.measures.actions.before_issue.papers import issue_reply
from duban.measures.actions.once_issued.ending import end_measure, found_value
from duban.measures.actions.shared import LABELS, done, spine
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.measures import SPINES
from duban.proceedings.actions import limits
from duban.proceedings.actions.sign import sign
from duban.proceedings.models import Verification
from duban.shared.actor import Actor


@clause("3.1.8", "3.2.9", "3.3.8")
@spine("verify")
def verify(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    method: str,
    result: str,
    text: str,
    value: Decimal | None = None,
    once: str | None = None,
) -> Done:
    """The first person's finding on what the unit reported as finished, with the value that was found."""
    with act(actor, f"{kind}.verify", ref, expect=expect, once=once) as a:
        limits.verify(a, method=method, passed=result == "pass", text=text, value=value)
        sign(a, verdict=result, opinion=text, label="核查")
        a.move()
        a.say(method=method, result="整改到位" if result == "pass" else "整改不到位")
    return done(a)


@clause("3.1.8", "3.2.9", "3.3.8")
@spine("confirm_verification")
def confirm_verification(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    agree: str,
    text: str = "",
    once: str | None = None,
) -> Done:
    """The second person's word; a failed verification keeps the limit running."""
    with act(actor, f"{kind}.confirm_verification", ref, expect=expect, once=once) as a:
        row, before = limits.confirm_verification(a, agree=agree == "agree", text=text)
        sign(a, verdict=agree, opinion=text, label="核查确认")
        if agree == "agree":
            issue_reply(a, "conclusion", row, before)
            _keep_found(a, row)
        _after(a, agree == "agree", row.passed)
    return done(a)


def _keep_found(work: Work, row: Verification) -> None:
    """What two persons found becomes the value of the matter when the measure ends."""
    if row.passed and row.value is not None:
        work.change(work.object, content={**work.object.content, "found_value": str(row.value)})


def _after(work: Work, agreed: bool, passed: bool) -> None:
    measure, kind = work.object, work.kind
    if not agreed:
        work.move("applied")
        work.say(outcome="不一致，重新核查")
    elif passed:
        work.move("verified")
        work.say(outcome="核查通过")
    else:
        work.move(SPINES[kind].at_work)
        work.tell("measure_not_verified", To(unit_id=measure.answering_unit_id), paper=LABELS[kind])
        work.say(outcome="核查未通过，原时限继续计算")


@clause("3.1.8")
@performs("letter.close")
def close_letter(
    *, actor: Actor, ref: str, expect: int | None = None, opinion: str = "", once: str | None = None
) -> Done:
    """Cross a letter off after verification; no feedback is asked for any more."""
    return _close(actor, "letter", ref, expect, opinion, once)


@clause("3.2.9")
@performs("interview.close")
def close_interview(
    *, actor: Actor, ref: str, expect: int | None = None, opinion: str = "", once: str | None = None
) -> Done:
    """Cross an interview off after verification."""
    return _close(actor, "interview", ref, expect, opinion, once)


def _close(actor: Actor, kind: str, ref: str, expect: int | None, opinion: str, once: str | None) -> Done:
    with act(actor, f"{kind}.close", ref, expect=expect, once=once) as a:
        sign(a, verdict="agree", opinion=opinion or "同意销号", label="销号")
        a.move(ended_at=a.at, ended_how="整改完毕，核查通过，销号")
        take_over(a, a.object.matter, found_value(a.object))
        end_measure(a, a.object)
        a.tell(
            "measure_closed",
            To(unit_id=a.object.answering_unit_id),
            paper=LABELS[kind],
            number=a.object.number,
        )
        a.say(number=a.object.number, opinion=opinion)
    return done(a)

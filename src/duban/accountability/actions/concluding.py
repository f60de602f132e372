"""The three findings of article 五, and cases that end without accountability."""

from __future__ import annotations

from collections.abc import Sequence

from duban.accountability.actions.serving import cancel_hearings, tell_addressee
from duban.accountability.actions.shared import done, handle, pack_of
from duban.accountability.facts import Dossier, limb_of
from duban.accountability.models import Finding, Inquiry
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.findings import conclude_gate, founded
from duban.shared.actor import Actor

_GROUNDS = {
    "justified": "有正当理由",
    "no_breach": "没有不履行或不正确履行职责",
    "no_impact": "没有影响工作大局",
    "repeated": "同一事实已经办理",
    "mistaken": "事实不成立",
}
_AGAINST = {"breach": "no_breach", "impact": "no_impact", "unjustified": "justified"}


@clause("5.0", "0.2")
@performs("inquiry.conclude")
def conclude(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    breach: str,
    behaviour: str,
    breach_text: str,
    breach_evidence: Sequence[str],
    impact: str,
    impact_text: str,
    impact_evidence: Sequence[str],
    justified: str,
    justified_text: str,
    justified_evidence: Sequence[str],
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record the three findings; a justified reason, or any finding missing, closes the case."""
    with act(actor, "inquiry.conclude", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        known = {str(line.id) for line in dossier.of("evidence")}
        rows = [
            _finding(a, "breach", breach == "yes", breach_text, breach_evidence, known, behaviour),
            _finding(a, "impact", impact == "yes", impact_text, impact_evidence, known),
            _finding(a, "unjustified", justified == "no", justified_text, justified_evidence, known),
        ]
        limbs = {row.limb: limb_of(row) for row in rows}
        a.require(conclude_gate(dossier.docket(with_findings=False), limbs, pack_of(a), a.today))
        a.change_all(list(dossier.findings.values()), replaced_at=a.at)
        a.create_all(rows)
        standing = founded(limbs, pack_of(a), a.today)
        a.decisions.append(standing)
        a.internal = True
        if standing.allowed:
            a.move("concluded")
            a.say(outcome="三项前提都成立")
        else:
            ground = next(_AGAINST[row.limb] for row in rows[::-1] if not row.met)
            _end(a, dossier, ground, next(row.text for row in rows[::-1] if not row.met))
            a.say(outcome=f"不予追究（{_GROUNDS[ground]}）")
    return done(a)


def _finding(
    work: Work,
    limb: str,
    met: bool,
    text: str,
    evidence: Sequence[str],
    known: set[str],
    behaviour: str = "",
) -> Finding:
    return Finding(
        case=work.case,
        inquiry=work.object,
        limb=limb,
        met=met,
        behaviour=behaviour,
        text=text,
        evidence=sorted(int(one) for one in evidence if one in known),
        by=work.actor.name,
        at=work.at,
    )


def _end(work: Work, dossier: Dossier, ground: str, reason: str) -> None:
    """End a case without accountability; whoever was notified is told so."""
    work.move("unfounded", closed_on=work.today, closed_ground=ground, closed_how=reason)
    cancel_hearings(work)
    for hearing in dossier.latest.values():
        tell_addressee(work, hearing, "告知的事项已经研究，不予追究责任。")


@clause("5.0")
@performs("inquiry.reconsider")
def reconsider(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Go back to the hearing; what has been notified and said stays."""
    with act(actor, "inquiry.reconsider", ref, expect=expect, once=once) as a:
        handle(a, a.object, recusal)
        a.move()
        a.internal = True
        a.say(reason=reason)
    return done(a)


@clause("5.0")
@performs("inquiry.close")
def close(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    ground: str,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """The head of the office ends a case without accountability, with the reason."""
    with act(actor, "inquiry.close", ref, expect=expect, once=once) as a:
        _end(a, handle(a, a.object, recusal), ground, reason)
        a.internal = True
        a.say(ground=_GROUNDS[ground], reason=reason)
    return done(a)


@clause("5.0")
@performs("inquiry.reopen")
def reopen(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Take up a closed case again; findings are made anew."""
    with act(actor, "inquiry.reopen", ref, expect=expect, once=once) as a:
        handle(a, a.object, recusal)
        a.move(closed_on=None, closed_ground="", closed_how="")
        a.internal = True
        a.say(reason=reason)
    return done(a)

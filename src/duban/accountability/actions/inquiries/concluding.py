"""The three findings of article 五, and cases that end without accountability."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duban.accountability.actions.inquiries.serving import cancel_hearings, tell_addressee
from duban.accountability.actions.shared import chosen, done, handle, pack_of
from duban.accountability.facts import Dossier, key_of, limb_of
from duban.accountability.models import Finding, Named
from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.findings import UNIT, Key, conclude_gate, find_person_gate, founded
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
@performs("inquiry.find_person")
@worded("对其已告知，其说明期满或已说明、已放弃，说明都已答复；没有其不知道的不利证据")
def find_person(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    named: str,
    breach: str,
    behaviour: str,
    breach_text: str,
    breach_evidence: Sequence[str],
    justified: str,
    justified_text: str,
    justified_evidence: Sequence[str],
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Find on one person named; with a justified reason, or no breach, that one alone is named no longer."""
    with act(actor, "inquiry.find_person", ref, expect=expect, once=once) as a:
        dossier = handle(a, a.object, recusal)
        row: Named = chosen(a, "named", dossier.named, named)
        own = f"person:{row.person_id}"
        given = [
            GivenFinding("breach", breach == "yes", breach_text, breach_evidence, behaviour),
            GivenFinding("unjustified", justified == "no", justified_text, justified_evidence),
        ]
        rows = [_finding(a, dossier, one, row.person_id) for one in given]
        made = {key_of(one): limb_of(one) for one in rows}
        a.require(find_person_gate(dossier.docket(with_findings=False), made, own, pack_of(a), a.today))
        _replace(a, dossier, [key_of(one) for one in rows])
        a.create_all(rows)
        standing = founded(made, own, pack_of(a), a.today, row.name)
        a.decisions.append(standing)
        a.internal = True
        if standing.allowed:
            a.say(name=row.name, outcome="不履行或不正确履行职责，无正当理由")
        else:
            ground = _against(rows)
            _let_go(a, dossier, row, ground)
            a.say(name=row.name, outcome=f"{_GROUNDS[ground]}，不再追究其本人")
    return done(a)


def _let_go(work: Work, dossier: Dossier, row: Named, ground: str) -> None:
    """Name a person no longer, since the findings do not stand against that one; the person is told so."""
    work.change(row, dropped_at=work.at, drop_reason=_GROUNDS[ground])
    hearing = dossier.latest.get(f"person:{row.person_id}")
    if hearing is not None:
        cancel_hearings(work, {hearing.pk})
        tell_addressee(work, hearing, "person_cleared")


@clause("5.0", "0.2")
@performs("inquiry.conclude")
@worded("说明期满或已说明、已放弃，每份说明都已答复；没有增列而未告知的内容；列明人员都已逐一认定")
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
    """Record the three findings on the unit, impact for the matter; one missing, or a justified reason, closes the case."""
    with act(actor, "inquiry.conclude", ref, expect=expect, once=once) as a:
        dossier = handle(a, a.object, recusal)
        given = [
            GivenFinding("breach", breach == "yes", breach_text, breach_evidence, behaviour),
            GivenFinding("impact", impact == "yes", impact_text, impact_evidence),
            GivenFinding("unjustified", justified == "no", justified_text, justified_evidence),
        ]
        rows = [_finding(a, dossier, one) for one in given]
        docket = dossier.docket()
        made = {**docket.findings, **{key_of(row): limb_of(row) for row in rows}}
        a.require(conclude_gate(docket, made, pack_of(a), a.today))
        _replace(a, dossier, [key_of(row) for row in rows])
        a.create_all(rows)
        standing = founded(made, UNIT, pack_of(a), a.today)
        a.decisions.append(standing)
        a.internal = True
        if standing.allowed:
            a.move("concluded")
            a.say(outcome="三项前提都成立")
        else:
            ground = _against(rows)
            _end(a, dossier, ground, next(row.text for row in rows[::-1] if not row.met))
            a.say(outcome=f"不予追究（{_GROUNDS[ground]}）")
    return done(a)


class GivenFinding(NamedTuple):
    """One finding as it was filled in."""

    limb: str
    met: bool
    text: str
    evidence: Sequence[str]
    behaviour: str = ""


def _finding(work: Work, dossier: Dossier, given: GivenFinding, person_id: int | None = None) -> Finding:
    known = {str(line.id) for line in dossier.of("evidence")}
    return Finding(
        case=work.case,
        inquiry=dossier.inquiry,
        person_id=person_id,
        limb=given.limb,
        met=given.met,
        behaviour=given.behaviour,
        text=given.text,
        evidence=sorted(int(one) for one in given.evidence if one in known),
        by=work.actor.name,
        at=work.at,
    )


def _against(rows: list[Finding]) -> str:
    """Which finding does not stand: the last one, which is the reason given, first."""
    return next(_AGAINST[row.limb] for row in rows[::-1] if not row.met)


def _replace(work: Work, dossier: Dossier, keys: list[Key]) -> None:
    """Findings made anew take the place of the earlier ones, which stay on record."""
    work.change_all([row for key, row in dossier.findings.items() if key in keys], replaced_at=work.at)


def _end(work: Work, dossier: Dossier, ground: str, reason: str) -> None:
    """End a case without accountability; whoever was notified is told so."""
    work.move("unfounded", closed_on=work.today, closed_ground=ground, closed_how=reason)
    cancel_hearings(work)
    for hearing in dossier.latest.values():
        tell_addressee(work, hearing, "cleared")


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

"""Proposing and drafting: from stored facts, with the content that the notice asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from duban.acts.beside import worded
from duban.acts.gate.choices import Asking
from duban.acts.gate.entry import load
from duban.acts.gate.given import judge_late
from duban.acts.gate.objections import Objections, judges
from duban.acts.work import Done, Work, act, permit_creation_on
from duban.documents.final_text.handed_in import give_up
from duban.matters.models import Matter
from duban.matters.policies import subject_of
from duban.measures.actions.shared import days_still_ahead, done, open_to_leader, pack_of, spine
from duban.measures.facts import ladder_facts, quotable, same_proposals
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, decide, holds
from duban.mechanism.ladder import MatterFacts, interview_gate, letter_gate, listing_gate, side_matches
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.papers.concrete import parts_concrete
from duban.mechanism.papers.content import content_complete
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.proceedings.actions.routing import send_to
from duban.proceedings.actions.sign import sign
from duban.rulebook.selectors import in_force, pack_of_case
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Invalid, Unmet

_OWN_WORDS = {"facts", "basis", "opinion_text", "again"}


@clause("3.1.1", "3.2.3", "3.3.1")
@spine("propose")
@worded("有已存的事实，条件见条款")
def propose(
    *,
    actor: Actor,
    kind: str,
    matter: str,
    issuer: str,
    basis: str,
    facts: Sequence[str],
    feedback_days: int,
    deadline: date | None = None,
    once: str | None = None,
    **content: Any,
) -> Done:
    """Propose a measure on a matter: the gate of its kind, stored facts quoted, and a first draft."""
    row = load(actor, "matter", matter)
    with act(actor, f"{kind}.propose", once=once, case=row.case) as a:
        permit_creation_on(a, row)
        pack = pack_of(a)
        a.require(in_force(a.jurisdiction_id, a.today))
        known = ladder_facts(row, pack, a.today)
        a.require(gate(kind, known, facts, basis, str(content.get(SPINES[kind].own_words, "")), pack, a.today))
        a.require(days_still_ahead(kind, deadline, content.get("planned_at"), a.at))
        quoted = _quoted(a, known, facts)
        measure = Measure(
            case=row.case,
            matter=row,
            kind=kind,
            state="draft",
            unit_id=row.lead_unit_id or 0,
            issuer=issuer,
            drafter_id=a.actor.person_id,
            basis=basis,
            facts=quoted,
            deadline=deadline,
            original_deadline=deadline,
            feedback_days=feedback_days,
            planned_at=content.get("planned_at"),
            content=_stored(content, deadline, feedback_days),
        )
        _refuse_issuer(a, row, issuer)
        a.found(measure, row.case)
        a.enter()
        a.internal = True
        sign(a, verdict="draft", opinion=basis)
        a.say(basis=basis)
    return done(a)


@judges(*(f"{kind}.propose" for kind in SPINES))
def judge_proposal(asking: Asking, values: Mapping[str, Any]) -> Objections:
    """The office that may issue, and the gate of the measure on what is written, in one answer with the fields."""
    matter, kind, today = asking.object, asking.act.kind, clock.today()
    pack = pack_of_case(asking.actor.jurisdiction_id, matter.case.pack_hash, today)

    def conditions() -> Iterator[Decision]:
        written = (values.get("facts") or (), values.get("basis") or "", values.get(SPINES[kind].own_words) or "")
        yield gate(kind, ladder_facts(matter, pack, today), *written, pack, today)
        yield days_still_ahead(kind, values.get("deadline"), values.get("planned_at"), clock.now())

    wrong = _issuer_fault(matter, values.get("issuer") or "")
    return Objections({"issuer": wrong} if wrong else {}, conditions)


def _quoted(work: Work, known: MatterFacts, facts: Sequence[str]) -> list[str]:
    """The words of the facts that were chosen; Invalid where one of them is not stored."""
    options = quotable(known)
    judge_late(work.spec, "facts", facts, options)
    return [text for key, text in options.items() if key in facts]


def _refuse_issuer(work: Work, matter: Matter, issuer: str) -> None:
    if wrong := _issuer_fault(matter, issuer):
        raise Invalid({"issuer": wrong})


def _issuer_fault(matter: Matter, issuer: str) -> str:
    if issuer and Function(issuer) in subject_of(matter).responsible:
        return "该办公室自身是本事项的责任单位，由另一办公室发文。"
    if issuer and issuer not in (Function.PARTY_OFFICE.value, Function.GOV_OFFICE.value):
        return "只能以县委办公室或县政府办公室名义发文。"
    return ""


def refuse_making(actor: Actor, spec: Act, matter: Matter) -> None:
    """Unmet where what is stored does not carry a measure of this kind, whatever the draft would say."""
    decision = stored_gate(actor.jurisdiction_id, spec.kind, matter)
    if not decision.allowed:
        raise Unmet(decision)


def stored_gate(jurisdiction_id: int, kind: str, matter: Matter) -> Decision:
    """The gate on stored facts alone: what the drafter still has to write is taken as written."""
    today = clock.today()
    pack = pack_of_case(jurisdiction_id, matter.case.pack_hash, today)
    known = ladder_facts(matter, pack, today)
    whole = gate(kind, known, [fact.key for fact in known.facts], "写明", "写明", pack, today)
    stored = tuple(reason for reason in whole.reasons if reason.field not in _OWN_WORDS)
    return Decision(whole.question, (*stored, *in_force(jurisdiction_id, today).missing))


def gate(
    kind: str, known: Any, facts: Sequence[str], basis: str, own: str, pack: Any, on: date
) -> Decision:
    """The gate of a kind of measure, with what the draft itself must carry: `own` is what only this kind asks for."""
    if kind == "letter":
        return letter_gate(known, facts, basis, pack, on, again=own)
    if kind == "interview":
        return interview_gate(known, own, basis, pack, on)
    return listing_gate(known, pack, on)


def _stored(content: Mapping[str, Any], deadline: date | None, feedback_days: int) -> dict[str, Any]:
    stored: dict[str, Any] = {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in content.items()
    }
    stored["deadline"] = deadline.isoformat() if deadline else ""
    stored["feedback_days"] = feedback_days
    return stored


def content_of(measure: Measure) -> dict[str, Any]:
    """What a measure states, with its dates as dates."""
    return {**measure.content, "deadline": measure.deadline, "planned_at": measure.planned_at}


@spine("redraft")
def redraft(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    issuer: str,
    basis: str,
    facts: Sequence[str],
    feedback_days: int,
    deadline: date | None = None,
    once: str | None = None,
    **content: Any,
) -> Done:
    """Change a draft, which takes the place of a final text; what has been approved can no longer be changed."""
    with act(actor, f"{kind}.redraft", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        pack = pack_of(a)
        known = ladder_facts(measure.matter, pack, a.today)
        _refuse_issuer(a, measure.matter, issuer)
        a.require(days_still_ahead(kind, deadline, content.get("planned_at"), a.at))
        quoted = _quoted(a, known, facts)
        a.change(
            measure,
            issuer=issuer,
            basis=basis,
            facts=quoted,
            deadline=deadline,
            original_deadline=deadline,
            feedback_days=feedback_days,
            planned_at=content.get("planned_at"),
            content=_stored(content, deadline, feedback_days),
            final_digest="",
        )
        give_up(a, "document")
        a.internal = True
        sign(a, verdict="draft", opinion=basis)
    return done(a)


@clause("3.1.6", "3.3.4", "3.1.1")
@spine("submit")
@worded("必备内容齐全；不同意过的，送原领导或者按规则送其上")
def submit(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, approver: str, once: str | None = None
) -> Done:
    """Send a draft to be checked: everything mandatory is stated, a fact is quoted, an approver is named."""
    with act(actor, f"{kind}.submit", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        holder = _approver(a, kind, approver)
        a.require(
            content_complete(kind, content_of(measure), a.today)
            .and_also(days_still_ahead(kind, None, measure.planned_at, a.at))
            .and_also(concrete(a, measure))
            .and_also(decide("", [_quotes_facts(kind, measure)]))
            .and_also(
                decide(
                    "",
                    [side_matches(Function(measure.issuer), frozenset({holder.side}), pack_of(a), a.today)],
                )
            )
        )
        a.require(open_to_leader(measure, holder.person_id))
        send_to(a, holder.person_id, same_proposals(measure), lambda: measure.facts, pack_of(a))
        a.internal = True
        a.move(approver_id=holder.person_id)
        a.say(approver=f"{holder.title}{holder.name}")
    return done(a)


def concrete(work: Work, measure: Measure) -> Decision:
    """Whether each part of a draft bears a day, a quantity or a name; units and persons of the county are names."""
    known = directory(work.jurisdiction_id)
    units = {name for unit in known.units for name in (unit.name, unit.short_name)}
    names = units | {person.name for person in known.people}
    stated = {**measure.content, "facts": measure.facts}
    return parts_concrete(measure.kind, stated, names, pack_of(work), work.today)


def _approver(work: Work, kind: str, approver: str) -> Any:
    known = directory(work.jurisdiction_id)
    listed = known.main_leaders(work.today) if kind == "listing" else known.leaders(work.today)
    holder = next((h for h in listed if h.person_id == int(approver)), None)
    if holder is None:
        need = "县委书记或县长" if kind == "listing" else "县委或县政府领导"
        raise Invalid({"approver": f"所选人员今天不在名单内，须为{need}。"})
    return holder


def _quotes_facts(kind: str, measure: Measure) -> Reason:
    return Reason(
        SPINES[kind].trigger,
        "引用已存的事实",
        holds(bool(measure.facts)),
        f"已引用 {len(measure.facts)} 条。" if measure.facts else "没有引用事实。",
        field="facts",
    )


@spine("withdraw")
def withdraw(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take back a draft before issue."""
    with act(actor, f"{kind}.withdraw", ref, expect=expect, once=once) as a:
        a.internal = True
        a.move(ended_at=a.at, ended_how=f"撤回：{reason}"[:120])
        a.say(reason=reason)
    return done(a)

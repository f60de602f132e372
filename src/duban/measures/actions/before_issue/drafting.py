"""Proposing and drafting: from stored facts, with the content that the notice asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
from duban.acts.gate.choices import Asking
from duban.acts.gate.entry import load
from duban.acts.gate.given import choice_fault
from duban.acts.gate.objections import Objections, judges
from duban.acts.work import Done, act, permit_creation_on
from duban.documents.final_text.handed_in import give_up
from duban.matters.models import Matter
from duban.matters.policies import subject_of
from duban.measures.actions.shared import days_still_ahead, done, open_to_leader, pack_of, spine
from duban.measures.facts import ladder_facts, quotable, same_proposals
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, decide, holds
from duban.mechanism.ladder.gates import MatterFacts, interview_gate, letter_gate, listing_gate
from duban.mechanism.ladder.steps import side_matches
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.papers.concrete import parts_concrete
from duban.mechanism.papers.content import content_complete
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import Holder, directory
from duban.proceedings.actions.routing import may_be_sent, send_to
from duban.proceedings.actions.sign import sign
from duban.rulebook.selectors import in_force, pack_of_case
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Unmet

_OWN_WORDS = {"facts", "basis", "opinion_text", "again"}


def _known(asked: Asked, matter: Matter) -> MatterFacts:
    """What is stored of a matter, read once."""
    return asked.once_read("known", lambda: ladder_facts(matter, pack_of(asked), asked.today))


def _draft_sound(asked: Asked, matter: Matter) -> Iterator[Answer]:
    """Whether the days of a draft lie ahead, its facts are stored, and the office may issue it."""
    given = asked.given or {}
    yield days_still_ahead(asked.kind, given.get("deadline"), given.get("planned_at"), asked.at)
    if fault := choice_fault(asked.spec, "facts", given["facts"], quotable(_known(asked, matter))):
        yield Wrong({"facts": fault})
    if wrong := _issuer_fault(matter, given["issuer"]):
        yield Wrong({"issuer": wrong})


@guards("有已存的事实，条件见条款")
def _founded(asked: Asked) -> Iterator[Answer]:
    given, matter, kind = asked.given, asked.object, asked.kind
    if given is None:
        return
    yield in_force(asked.jurisdiction_id, asked.today)
    own, known = str(given.get(SPINES[kind].own_words, "")), _known(asked, matter)
    yield gate(kind, known, given["facts"], given["basis"], own, pack_of(asked), asked.today)
    yield from _draft_sound(asked, matter)


@clause("3.1.1", "3.2.3", "3.3.1")
@spine("propose")
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
        quoted = _quoted(_known(a, row), facts)
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


def _quoted(known: MatterFacts, facts: Sequence[str]) -> list[str]:
    """The words of the facts that were chosen."""
    return [text for key, text in quotable(known).items() if key in facts]


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


@guards("时限和时间还没有过，引用的事实已存；由可以发文的办公室发文")
def _redraftable(asked: Asked) -> Iterator[Answer]:
    if asked.given is not None:
        yield from _draft_sound(asked, asked.object.matter)


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
        quoted = _quoted(_known(a, measure.matter), facts)
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
@guards("必备内容齐全；不同意过的，送原领导或者按规则送其上")
def _complete(asked: Asked) -> Iterator[Answer]:
    kind, measure = asked.kind, asked.object
    whole = (
        content_complete(kind, content_of(measure), asked.today)
        .and_also(days_still_ahead(kind, None, measure.planned_at, asked.at))
        .and_also(concrete(asked, measure))
        .and_also(decide("", [_quotes_facts(kind, measure)]))
    )
    if asked.given is None:
        yield whole
        return
    holder = _approver(asked, asked.given["approver"])
    if holder is None:
        need = "县委书记或县长" if _by_main_leader(asked) else "县委或县政府领导"
        yield Wrong({"approver": f"所选人员今天不在名单内，须为{need}。"})
        yield whole
        return
    sides = frozenset({holder.side})
    side = side_matches(Function(measure.issuer), sides, pack_of(asked), asked.today)
    yield whole.and_also(decide("", [side]))
    yield open_to_leader(measure, holder.person_id)
    yield from may_be_sent(asked, holder.person_id, same_proposals(measure), lambda: measure.facts, pack_of(asked))


@clause("3.1.6", "3.3.4", "3.1.1")
@spine("submit")
def submit(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, approver: str, once: str | None = None
) -> Done:
    """Send a draft to be checked: everything mandatory is stated, a fact is quoted, an approver is named."""
    with act(actor, f"{kind}.submit", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        holder = found(_approver(a, approver))
        send_to(a, holder.person_id, same_proposals(measure))
        a.internal = True
        a.move(approver_id=holder.person_id)
        a.say(approver=f"{holder.title}{holder.name}")
    return done(a)


def concrete(work: Asked, measure: Measure) -> Decision:
    """Whether each part of a draft bears a day, a quantity or a name; units and persons of the county are names."""
    known = directory(work.jurisdiction_id)
    units = {name for unit in known.units for name in (unit.name, unit.short_name)}
    names = units | {person.name for person in known.people}
    stated = {**measure.content, "facts": measure.facts}
    return parts_concrete(measure.kind, stated, names, pack_of(work), work.today)


def _by_main_leader(asked: Asked) -> bool:
    return SPINES[asked.kind].approver is Role.MAIN_LEADER


def _approver(asked: Asked, approver: str) -> Holder | None:
    known = directory(asked.jurisdiction_id)
    listed = known.main_leaders(asked.today) if _by_main_leader(asked) else known.leaders(asked.today)
    return next((holder for holder in listed if holder.person_id == int(approver)), None)


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

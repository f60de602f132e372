"""Rulings: recorded by one of the two bodies, confirmed by the other, served, sent to who applies them (六)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from duban.accountability.actions.consequences import send_result, send_to_fixed_holders
from duban.accountability.actions.handling import organ_label, owe_next
from duban.accountability.actions.recording import (
    Given,
    Whose,
    keep_kinds,
    kinds_of,
    person_subject,
    recorded,
    ruling_row,
    same_before,
    unit_subject,
    warned,
)
from duban.accountability.actions.shared import done, handle, hang, matter_of_code, new_case, pack_of, whole
from duban.accountability.facts import Dossier, ladders
from duban.accountability.models import Inquiry, Ruling, RulingKind
from duban.accountability.policies import body, in_body
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
from duban.mechanism.findings import (
    Docket,
    confirm_gate,
    may_handle,
    recorded_in_county,
    recorded_of_superior,
)
from duban.mechanism.standing import Function, Subject
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.errors import Invalid
from duban.shared.refs import new_ref

_COUNTY_LEVEL = "县"


@clause("6.4", "6.5")
@performs("inquiry.record_decision")
def record_decision(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    subject: str,
    issuer: str,
    authority: str,
    number: str,
    decided_on: date,
    effective_on: date,
    conduct_year: Any,
    kinds: Sequence[Mapping[str, Any]],
    facts: str,
    basis: str,
    file: Any,
    defence: str,
    despite_same: str = "no",
    served_on: date | None = None,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record what a county organ decided on one subject of a transferred inquiry; the other body confirms it."""
    with act(actor, "inquiry.record_decision", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        whose = _of_inquiry(a, dossier, subject, authority)
        given = Given(
            issuer, _COUNTY_LEVEL, number.strip(), decided_on, effective_on, served_on,
            whole(a, "conduct_year", conduct_year), kinds_of(a, kinds), facts, basis, defence, despite_same == "yes",
        )  # fmt: skip
        same = same_before(a, whose, given, inquiry, inquiry.concerning)
        organ = in_body(a.actor)
        judged = recorded(organ, whose, given, bool(file), same)
        a.require(recorded_in_county(judged, _fits(a, whose, given), dossier.docket(), pack_of(a), a.today))
        row = ruling_row(
            a, whose, given, same=same, organ=organ or Function.NONE, warnings=warned(whose, same), case=a.case,
            inquiry=inquiry, concerning=inquiry.concerning, office=inquiry.office, attachment_ref=new_ref(),
        )  # fmt: skip
        _keep(a, a.create(row), given, file)
        a.discharge("inquiry.record_decision")
        a.internal = True
        _say(a, row, given)
    return done(a)


def _of_inquiry(work: Work, dossier: Dossier, subject: str, authority: str) -> Whose:
    """The unit of the inquiry, a person named in it, or another person of the unit whom the bodies heard themselves."""
    kind, _, key = subject.partition(":")
    unit_id = dossier.inquiry.unit_id
    answering = directory(work.jurisdiction_id).successor(unit_id, work.today).id
    if kind == "unit" and key in (str(unit_id), str(answering)):
        return unit_subject(work, unit_id)
    named = {f"person:{line.id}": line for line in dossier.of("leader", "person")}
    if subject in named:
        line = named[subject]
        whose = person_subject(
            work, line.id, authority=authority, leading=line.kind == "leader", title=line.text
        )
        return replace(whose, named_as=next(row.key for row in dossier.of("managed") if row.id == line.id))
    return work.refuse_input(subject="请从责任单位和移送函列明的人员中选择。")


def _fits(work: Work, whose: Whose, given: Given) -> Decision:
    return ladders.fitting(
        [kind for kind, _ in given.kinds],
        person=whose.is_person,
        category=whose.category,
        level=given.level,
        issuer=given.issuer,
        pack=pack_of(work),
    )


def _keep(work: Work, ruling: Ruling, given: Given, file: Any) -> None:
    """Keep kinds and document; the other body then owes its word."""
    keep_kinds(work, ruling, given.kinds)
    hang(work, file, "处理决定书", "ruling", ruling, ruling.attachment_ref)
    other = Function.ORG_DEPT if ruling.recorded_organ == Function.CDI.value else Function.CDI
    bearer = body(work.jurisdiction_id, other)
    work.owe("ruling.confirm", bearer, "确认登记的处理决定", "6.4", obj=ruling, kind="ruling", days=3)
    work.tell("有一件处理决定待确认。", unit_id=bearer.unit_id)


def _say(work: Work, ruling: Ruling, given: Given) -> None:
    work.say(
        organ=organ_label(work),
        issuer=ruling.issuer,
        subject=ruling.subject_name,
        number=ruling.number,
        kinds="、".join(ladders.label(kind, pack_of(work)) for kind, _ in given.kinds),
    )


@clause("6.4")
@performs("ruling.enter_superior")
def enter_superior(
    *,
    actor: Actor,
    subject_kind: str,
    level: str,
    issuer: str,
    authority: str,
    leading: str,
    number: str,
    decided_on: date,
    effective_on: date,
    conduct_year: Any,
    kinds: Sequence[Mapping[str, Any]],
    facts: str,
    basis: str,
    file: Any,
    person: str = "",
    unit: str = "",
    matter: str = "",
    despite_same: str = "no",
    served_on: date | None = None,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Enter the decision of a superior body with its document; it needs no transfer (A35)."""
    with act(actor, "ruling.enter_superior", once=once) as a:
        permit_creation(a, Subject(office=Function.PARTY_OFFICE))
        concerning = matter_of_code(a, matter)
        if subject_kind == "person":
            whose = person_subject(a, int(person), authority=authority, leading=leading == "yes")
        else:
            whose = unit_subject(a, int(unit))
        _not_involved(a, whose, recusal)
        given = Given(
            issuer, level, number.strip(), decided_on, effective_on, served_on, whole(a, "conduct_year", conduct_year),
            kinds_of(a, kinds), facts, basis, "superior", despite_same == "yes",
        )  # fmt: skip
        same = same_before(a, whose, given, None, concerning)
        organ = in_body(a.actor)
        judged = recorded(organ, whose, given, bool(file), same)
        a.require(recorded_of_superior(judged, _fits(a, whose, given), pack_of(a), a.today))
        row = ruling_row(
            a, whose, given, same=same, organ=organ or Function.NONE, warnings=warned(whose, same),
            case=new_case(a, f"上级决定：{issuer}{given.number}"[:200]), superior=True, concerning=concerning,
            office=Function.PARTY_OFFICE.value, attachment_ref=new_ref(),
        )  # fmt: skip
        a.found(row, row.case)
        _keep(a, row, given, file)
        a.internal = True
        _say(a, row, given)
    return done(a)


def _not_involved(work: Work, whose: Whose, recusal: str) -> None:
    """Whoever enters a decision has declared to be free of relations, and is not its subject."""
    person = work.actor.person_id or 0
    in_unit = whose.unit_id is not None and whose.unit_id in work.actor.unit_ids
    docket = Docket(named=frozenset() if whose.person_id is None else frozenset({whose.person_id}))
    work.require(may_handle(docket, person, in_unit, recusal, work.spec.clause))


def handle_ruling(work: Work, ruling: Ruling, recusal: str) -> None:
    """Let a person of the two bodies do a step on a ruling."""
    if ruling.inquiry is not None:
        handle(work, ruling.inquiry, recusal)
        return
    whose = Whose(ruling.person_id, ruling.unit_id, ruling.answering_unit_id, ruling.subject_name)
    _not_involved(work, whose, recusal)


@clause("6.4")
@performs("ruling.confirm")
def confirm(
    *, actor: Actor, ref: str, expect: int | None = None, recusal: str = "", once: str | None = None
) -> Done:
    """Staff of the other body confirms what was recorded: from now on it is on record, and goes where it is applied."""
    with act(actor, "ruling.confirm", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        handle_ruling(a, ruling, recusal)
        organ = in_body(a.actor)
        a.require(
            confirm_gate(Function(ruling.recorded_organ), organ, ruling.recorder_id == a.actor.person_id)
        )
        a.move(
            confirmed_by=a.actor.name,
            confirmer_id=a.actor.person_id,
            confirmed_organ=organ.value if organ else "",
            confirmed_on=a.today,
        )
        a.discharge("ruling.confirm")
        _then(a, ruling, decided=True)
        send_to_fixed_holders(a, ruling)
        if ruling.served_on is not None:
            tell_subject(a, ruling, "一份处理决定已送达并登记，可以查看救济途径和期限。")
        a.say(organ=organ_label(a), number=ruling.number)
    return done(a)


def _then(work: Work, ruling: Ruling, *, decided: bool) -> None:
    """What the bodies owe in the inquiry of a ruling, where it is in hand, after the other body's word on it."""
    if ruling.inquiry is not None and ruling.inquiry.state == "accepted":
        owe_next(work, ruling.inquiry, decided=decided)


def tell_subject(work: Work, ruling: Ruling, text: str) -> None:
    """Tell the person alone, or the unit; the text names nobody."""
    if ruling.person_id is not None:
        work.tell(text, person_id=ruling.person_id)
    elif ruling.answering_unit_id is not None:
        work.tell(text, unit_id=ruling.answering_unit_id)


@clause("6.4")
@performs("ruling.reject")
def reject(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """The record is not confirmed: it never counted; a right one is recorded anew."""
    with act(actor, "ruling.reject", ref, expect=expect, once=once) as a:
        a.move(note=reason)
        a.discharge("ruling.confirm")
        others = Ruling.objects.filter(inquiry=a.object.inquiry).exclude(state__in=("recorded", "rejected"))
        _then(a, a.object, decided=others.exists())
        a.internal = True
        a.say(organ=organ_label(a), number=a.object.number, reason=reason)
    return done(a)


@clause("6.4")
@performs("ruling.serve")
def serve(
    *, actor: Actor, ref: str, expect: int | None = None, served_on: date, once: str | None = None
) -> Done:
    """Record the day of service: the clocks of the remedies begin with it."""
    with act(actor, "ruling.serve", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        if not ruling.decided_on <= served_on <= a.today:
            a.refuse_input(served_on="应在作出决定之日以后、今天以前。")
        a.change(ruling, served_on=served_on)
        tell_subject(a, ruling, "一份处理决定已送达并登记，可以查看救济途径和期限。")
        a.say(organ=organ_label(a), number=ruling.number, served_on=f"{served_on:%Y-%m-%d}")
    return done(a)


@clause("7.3.1")
@performs("ruling.send")
def send(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    holder: str,
    what: str,
    year: Any = None,
    once: str | None = None,
) -> Done:
    """Send a ruling to a further unit that applies it."""
    with act(actor, "ruling.send", ref, expect=expect, once=once) as a:
        unit = directory(a.jurisdiction_id).unit(int(holder))
        send_result(a, a.object, unit, what, whole(a, "year", year) if year else None)
        a.say(organ=organ_label(a), number=a.object.number, holder=unit.short_name, what=what)
    return done(a)


@clause("6.5")
@performs("ruling.end_effect")
def end_effect(*, actor: Actor, ref: str, once: str | None = None) -> Done:
    """Note once that the periods of effect have ended; they end by their dates, not by this note."""
    with act(actor, "ruling.end_effect", ref, once=once) as a:
        ruling: Ruling = a.object
        ends = RulingKind.objects.filter(ruling=ruling, replaced_on=None).values_list(
            "effect_until", flat=True
        )
        last = max((day for day in ends if day is not None), default=None)
        if ruling.ended_on is not None or last is None or last >= a.today:
            raise Invalid({"": "影响期没有届满，或者已经登记。"})
        a.refresh(ruling, ended_on=last)
        a.say(number=ruling.number, until=f"{last:%Y-%m-%d}")
    return done(a)

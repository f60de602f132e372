"""Rulings: recorded by one of the two bodies, served, sent to who applies them (六)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from duban.accountability.actions.rulings.checking import not_involved, tell_subject
from duban.accountability.actions.rulings.consequences import result_row, send_result
from duban.accountability.actions.rulings.recording import (
    GivenRuling,
    Whose,
    ask_the_other,
    fits,
    keep_kinds,
    kinds_of,
    person_subject,
    recorded,
    ruling_row,
    same_before,
    say_entry,
    steps_before,
    unit_subject,
    warned,
)
from duban.accountability.actions.shared import done, handle, hang, integer, matter_of_code, new_case, pack_of
from duban.accountability.actions.transfer.handling import organ_label
from duban.accountability.facts import Dossier
from duban.accountability.models import Ruling, RulingKind
from duban.accountability.policies import in_body
from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import decide
from duban.mechanism.findings import (
    TermStep,
    in_order,
    recorded_in_county,
    recorded_of_own_motion,
    recorded_of_superior,
)
from duban.mechanism.people.standing import Function, Subject
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.errors import Invalid
from duban.shared.refs import new_ref

_COUNTY_LEVEL = "县"


@clause("6.4", "6.5")
@performs("inquiry.record_decision")
@worded("移交前已告知并听取说明；方式与对象、机关、人员类别相符；决定书在案或者看过原件；日期先后相符；由另一家核对才生效")
def record_decision(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    subject_kind: str,
    issuer: str,
    number: str,
    decided_on: date,
    effective_on: date,
    conduct_year: Any,
    facts: str,
    basis: str,
    defence: str,
    kinds: Sequence[Mapping[str, Any]] = (),
    unit_kinds: Sequence[Mapping[str, Any]] = (),
    person: str = "",
    despite_same: str = "no",
    served_on: date | None = None,
    file: Any = None,
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record what a county organ decided on one subject of a transferred inquiry; the other body checks it."""
    with act(actor, "inquiry.record_decision", ref, expect=expect, once=once) as a:
        inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        whose = _of_inquiry(a, dossier, subject_kind, person)
        given = GivenRuling(
            issuer, _COUNTY_LEVEL, number.strip(), decided_on, effective_on, served_on,
            integer(a, "conduct_year", conduct_year), _kinds(a, kinds, unit_kinds, effective_on), facts, basis, defence,
            despite_same == "yes", original,
        )  # fmt: skip
        same = same_before(a, whose, given, inquiry, inquiry.concerning)
        judged = recorded(in_body(a.actor), whose, given, bool(file), same, steps_before(inquiry))
        a.require(recorded_in_county(judged, fits(a, whose, given), dossier.docket(), pack_of(a), a.today))
        row = _row(a, whose, given, same, file, case=a.case, inquiry=inquiry, concerning=inquiry.concerning,
                   office=inquiry.office)  # fmt: skip
        _keep(a, a.create(row), given, file)
    return done(a)


def _of_inquiry(work: Work, dossier: Dossier, subject_kind: str, person: str) -> Whose:
    """The unit of the inquiry, or a person named in it, managed as the transfer named it."""
    if subject_kind == "unit":
        return unit_subject(work, dossier.inquiry.unit_id)
    line = next((one for one in dossier.of("leader", "person") if str(one.id) == person), None)
    if line is None:
        return work.refuse_input(person="请从移交函列明的人员中选择。")
    authority = next(row.key for row in dossier.of("managed") if row.id == line.id)
    return person_subject(
        work, line.id, authority=authority, leading=line.kind == "leader", title=line.text
    )


def _kinds(work: Work, kinds: Any, unit_kinds: Any, effective_on: date) -> Any:
    if unit_kinds:
        return kinds_of(work, unit_kinds, effective_on, "unit_kinds")
    return kinds_of(work, kinds, effective_on)


def _row(
    work: Work, whose: Whose, given: GivenRuling, same: list[Ruling], file: Any, **more: Any
) -> Ruling:
    return ruling_row(
        work, whose, given, same=same, organ=in_body(work.actor) or Function.NONE, warnings=warned(whose, same),
        attachment_ref=new_ref() if file else "", **more,
    )  # fmt: skip


def _keep(work: Work, ruling: Ruling, given: GivenRuling, file: Any) -> None:
    """Keep kinds and document; the other body then owes its word."""
    keep_kinds(work, ruling, given.kinds)
    if file:
        hang(work, file, "处理决定书", "ruling", ruling, ruling.attachment_ref)
    ask_the_other(work, ruling)
    work.internal = True
    say_entry(work, ruling, given.kinds)


@clause("6.4")
@performs("ruling.enter_superior")
@worded("附上级决定书或者看过原件；不经本县移交，缺少的环节随决定写明")
def enter_superior(
    *,
    actor: Actor,
    subject_kind: str,
    level: str,
    issuer: str,
    number: str,
    decided_on: date,
    effective_on: date,
    conduct_year: Any,
    facts: str,
    basis: str,
    kinds: Sequence[Mapping[str, Any]] = (),
    unit_kinds: Sequence[Mapping[str, Any]] = (),
    authority: str = "",
    leading: str = "",
    person: str = "",
    unit: str = "",
    matter: str = "",
    despite_same: str = "no",
    served_on: date | None = None,
    file: Any = None,
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Enter the decision of a superior body with its document; it needs no transfer (A35)."""
    with act(actor, "ruling.enter_superior", once=once) as a:
        permit_creation(a, Subject(office=Function.PARTY_OFFICE))
        given = GivenRuling(
            issuer, level, number.strip(), decided_on, effective_on, served_on, integer(a, "conduct_year", conduct_year),
            _kinds(a, kinds, unit_kinds, effective_on), facts, basis, "superior", despite_same == "yes", original,
        )  # fmt: skip
        _enter(a, _anybody(a, person, unit, authority, leading), given, matter, file, recusal, superior=True)
    return done(a)


@clause("6.4")
@performs("ruling.enter_own")
@worded("县纪委监委自行查办，没有移交；缺少的环节随决定写明")
def enter_own(
    *,
    actor: Actor,
    subject_kind: str,
    issuer: str,
    number: str,
    decided_on: date,
    effective_on: date,
    conduct_year: Any,
    facts: str,
    basis: str,
    matter: str,
    defence: str,
    kinds: Sequence[Mapping[str, Any]] = (),
    unit_kinds: Sequence[Mapping[str, Any]] = (),
    authority: str = "",
    leading: str = "",
    person: str = "",
    unit: str = "",
    despite_same: str = "no",
    served_on: date | None = None,
    file: Any = None,
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Enter a decision to which 县纪委监委 came by its own inquiry, with its document and without a transfer (A56)."""
    with act(actor, "ruling.enter_own", once=once) as a:
        permit_creation(a, Subject(office=Function.PARTY_OFFICE))
        given = GivenRuling(
            issuer, _COUNTY_LEVEL, number.strip(), decided_on, effective_on, served_on,
            integer(a, "conduct_year", conduct_year), _kinds(a, kinds, unit_kinds, effective_on), facts, basis, defence,
            despite_same == "yes", original,
        )  # fmt: skip
        _enter(a, _anybody(a, person, unit, authority, leading), given, matter, file, recusal, superior=False)
    return done(a)


def _anybody(work: Work, person: str, unit: str, authority: str, leading: str) -> Whose:
    if person:
        return person_subject(work, int(person), authority=authority, leading=leading == "yes")
    return unit_subject(work, int(unit))


def _enter(
    work: Work, whose: Whose, given: GivenRuling, matter: str, file: Any, recusal: str, *, superior: bool
) -> None:
    """Found a case for a decision that no transfer precedes."""
    concerning = matter_of_code(work, matter)
    not_involved(work, whose, recusal)
    same = same_before(work, whose, given, None, concerning)
    judged, fitting = recorded(in_body(work.actor), whose, given, bool(file), same), fits(work, whose, given)
    work.require(
        recorded_of_superior(judged, fitting, pack_of(work), work.today)
        if superior
        else recorded_of_own_motion(judged, fitting, work.today)
    )
    about = "上级决定" if superior else "自行查办的决定"
    row = _row(
        work, whose, given, same, file, case=new_case(work, f"{about}：{given.issuer}{given.number}"[:200]),
        superior=superior, concerning=concerning, office=Function.PARTY_OFFICE.value,
    )  # fmt: skip
    work.found(row, row.case)
    _keep(work, row, given, file)


@clause("6.4")
@performs("ruling.serve")
@worded("还没有登记送达；救济期限自送达之日起算")
def serve(
    *, actor: Actor, ref: str, expect: int | None = None, served_on: date, once: str | None = None
) -> Done:
    """Record the day of service, once: the clocks of the remedies begin with it. A wrong day is put right by both."""
    with act(actor, "ruling.serve", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        if ruling.served_on is not None:
            a.refuse_input(served_on=f"已登记于{ruling.served_on:%Y-%m-%d}送达；登记错的，请提出登记更正。")
        days = (TermStep("生效", ruling.effective_on), TermStep("送达", served_on, "served_on"))
        a.require(decide("登记送达", in_order(days, a.today)))
        a.change(ruling, served_on=served_on)
        tell_subject(a, ruling, "decision_served")
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
        applied = "7.3.1" if a.object.person_id is None else "7.3.2"
        of_year = integer(a, "year", year) if year else None
        send_result(a, result_row(a, a.object, unit, what, applied, of_year))
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

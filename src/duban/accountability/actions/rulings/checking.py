"""An entry until it stands: checked by the other body, given back, put right, or taken back by who made it (六)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from duban.accountability.actions.rulings.consequences import send_to_fixed_holders
from duban.accountability.actions.rulings.recording import (
    Whose,
    ask_the_other,
    entry_of,
    kinds_of,
    put_kinds,
    require_sound,
    same_before,
    say_entry,
    subject_of,
)
from duban.accountability.actions.shared import attach, done, handle, integer
from duban.accountability.actions.transfer.handling import organ_label, owe_next
from duban.accountability.models import Ruling
from duban.accountability.policies import body, in_body
from duban.accountability.selectors.ruling_page.revision import WITHHELD
from duban.acts.beside import worded
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.findings import Docket, confirm_gate, may_handle
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.shared.actor import Actor


def not_involved(work: Work, whose: Whose, recusal: str) -> None:
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
    not_involved(work, subject_of(ruling), recusal)


def tell_subject(work: Work, ruling: Ruling, kind: str) -> None:
    """Tell the person alone, or the unit; the text names nobody."""
    if ruling.person_id is not None:
        work.tell(kind, To(person_id=ruling.person_id))
    elif ruling.answering_unit_id is not None:
        work.tell(kind, To(unit_id=ruling.answering_unit_id))


@clause("6.4")
@performs("ruling.confirm")
@worded("由另一家机关的人员逐项核对，与文书一致；没有扫描件的，两家都看过原件")
def confirm(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    agrees: Collection[str],
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """核对登记: the entry agrees with the signed document. From now on it is on record, and goes where it is applied."""
    with act(actor, "ruling.confirm", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        handle_ruling(a, ruling, recusal)
        filed = bool(ruling.attachment_ref)
        a.require(
            confirm_gate(agrees=agrees, filed=filed, first_saw=ruling.original_seen, second_saw=original)
        )
        a.move(**checked_by(a, original))
        a.discharge("ruling.confirm")
        _then(a, ruling, decided=True)
        send_to_fixed_holders(a, ruling)
        if ruling.served_on is not None:
            tell_subject(a, ruling, "decision_served")
        a.say(organ=organ_label(a), number=ruling.number)
    return done(a)


def _then(work: Work, ruling: Ruling, *, decided: bool) -> None:
    """What the bodies owe in the inquiry of a ruling, where it is in hand, after the other body's word on it."""
    if ruling.inquiry is not None and ruling.inquiry.state in states_of("inquiry", "accepted"):
        owe_next(work, ruling.inquiry, decided=decided)


def checked_by(work: Work, original: bool) -> dict[str, Any]:
    """Who checked it, as an entry and a change keep it."""
    organ = in_body(work.actor)
    return {
        "confirmed_by": work.actor.name,
        "confirmer_id": work.actor.person_id,
        "confirmed_organ": organ.value if organ else "",
        "confirmed_on": work.today,
        "original_checked": original,
    }


@clause("6.4")
@performs("ruling.reject")
@worded("由另一家机关退回，理由只有与文书不符、对象有误、不属本机制")
def reject(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    why: str,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """The entry does not agree and goes back to who made it; it never was a decision here."""
    with act(actor, "ruling.reject", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        handle_ruling(a, ruling, recusal)
        a.move(withheld=why, note=reason)
        a.discharge("ruling.confirm")
        bearer = body(a.jurisdiction_id, Function(ruling.recorded_organ))
        a.owe("ruling.reenter", bearer, "登记被退回，请改正后再送核对，或者撤回登记", "6.4", days=3)
        a.tell("entry_returned", To(unit_id=bearer.unit_id))
        a.internal = True
        a.say(organ=organ_label(a), number=ruling.number, why=WITHHELD[why], reason=reason)
    return done(a)


@clause("6.4")
@performs("ruling.reenter")
@worded("由登记的机关改正；日期先后相符，方式与对象相符")
def reenter(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    number: str,
    decided_on: date,
    effective_on: date,
    conduct_year: Any,
    kinds: Sequence[Mapping[str, Any]],
    facts: str,
    basis: str,
    served_on: date | None = None,
    file: Any = None,
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Put right what came back, and give it to the other body anew."""
    with act(actor, "ruling.reenter", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        handle_ruling(a, ruling, recusal)
        values: dict[str, Any] = {
            "number": number.strip(), "decided_on": decided_on, "effective_on": effective_on, "served_on": served_on,
            "conduct_year": integer(a, "conduct_year", conduct_year), "facts": facts, "basis": basis,
        }  # fmt: skip
        named = kinds_of(a, kinds, effective_on)
        given = entry_of(ruling, values, named, original=original)
        require_sound(a, ruling, given, filed=bool(file) or bool(ruling.attachment_ref))
        same = same_before(a, subject_of(ruling), given, ruling.inquiry, ruling.concerning)
        if same and not given.despite_same:
            a.refuse_input(number=f"已登记：{same[0].issuer}{same[0].number}。确系另一件决定的，请撤回登记后重新登记。")
        ref_of_file = attach(a, file, "处理决定书") if file else ruling.attachment_ref
        a.discharge("ruling.reenter")
        a.move(
            **values, attachment_ref=ref_of_file, original_seen=original, recorded_by=a.actor.name,
            recorder_id=a.actor.person_id, withheld="", note="",
        )  # fmt: skip
        put_kinds(a, ruling, named, a.today, corrected=True)
        ask_the_other(a, ruling)
        a.internal = True
        say_entry(a, ruling, named)
    return done(a)


@clause("6.4")
@performs("ruling.withdraw_entry")
def withdraw_entry(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Whoever made an entry takes it back before anybody confirmed it."""
    with act(actor, "ruling.withdraw_entry", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        rows = owed.open_duties(a, "ruling", ruling, act={"ruling.confirm", "ruling.reenter"})
        owed.end(a, rows, Obligation.Outcome.CANCELLED)
        a.move(note=reason)
        others = Ruling.objects.filter(inquiry=ruling.inquiry, state__in=states_of("ruling", "decided"))
        _then(a, ruling, decided=ruling.inquiry is not None and others.exists())
        a.internal = True
        a.say(organ=organ_label(a), number=ruling.number, reason=reason)
    return done(a)

"""What the two bodies do with a transfer: receive, accept or return, tell the state, note, recommend, finish (六)."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.accountability.actions.inquiries.persons import refuse_related
from duban.accountability.actions.shared import attach, done, handle, pack_of
from duban.accountability.models import FileNote, Inquiry, Recommendation, Ruling
from duban.accountability.policies import body, in_body
from duban.acts.beside import bars, worded
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.findings import accept_gate, finish_gate, reminder_days
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.proceedings.actions import deliver, routing
from duban.proceedings.models import Receipt
from duban.shared.actor import Actor

_OUTCOMES = {"decided": "已作出处理决定", "recommended": "已提出处理建议", "none": "不予处理"}


def organ_label(work: Work) -> str:
    """The body for which the actor acts, as a sentence says it."""
    organ = in_body(work.actor)
    return organ.label if organ else work.actor.title


@clause("6.3")
def refuse_person(actor: Actor, act: Act, inquiry: Inquiry, behalf_id: int | None) -> None:
    """Raise Unmet where a relation keeps from a step, or another leader was asked."""
    refuse_related(actor, act, inquiry, behalf_id)
    routing.refuse_unaddressed(actor, act, inquiry)


@bars
@worded("两家各自签收")
def _sent_to_body(actor: Actor, act: Act, inquiry: Inquiry, behalf_id: int | None) -> None:
    """Raise NotPermitted where no letter waits for a body of the actor."""
    deliver.refuse_unless_sent(actor, act, inquiry, Receipt.What.ORIGINAL)


@clause("6.3")
@performs("inquiry.receive")
def receive(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """One of the two bodies signs for the letter; the receipt of the other stays open."""
    with act(actor, "inquiry.receive", ref, expect=expect, once=once) as a:
        rows = deliver.pending(a, Receipt.What.ORIGINAL, kind="inquiry", object_id=a.object.pk)
        deliver.acknowledge(a, rows)
        for row in rows:
            a.discharge("inquiry.receive", unit=row.unit_id)
        a.say(recipient="、".join(row.name for row in rows), number=a.object.number)
    return done(a)


@clause("6.4")
@performs("inquiry.accept")
@worded("已签收移交函")
def accept(
    *, actor: Actor, ref: str, expect: int | None = None, recusal: str = "", once: str | None = None
) -> Done:
    """县纪委监委 accepts, to handle it with 县委组织部; both are reminded later, and only they (A30)."""
    with act(actor, "inquiry.accept", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        handle(a, inquiry, recusal)
        own = Receipt.objects.filter(
            object_kind="inquiry",
            object_id=inquiry.pk,
            unit_id=directory(a.jurisdiction_id).office(Function.CDI).id,
            received_at__isnull=False,
            sent_at=inquiry.transferred_at or a.at,
        ).exists()
        a.require(accept_gate(own))
        a.move(accepted_on=a.today, procedure="受理")
        _owe_reminders(a)
        _tell_office(a, "transfer_accepted")
        a.say(number=inquiry.number)
    return done(a)


@clause("6.4")
def _owe_reminders(work: Work) -> None:
    for day in reminder_days(work.today, pack_of(work)):
        for function in (Function.CDI, Function.ORG_DEPT):
            work.owe(
                "inquiry.set_status",
                body(work.jurisdiction_id, function),
                f"移交{work.object.number}受理已满{(day - work.today).days}日，请办结或更新状态",
                "6.4",
                due_on=day,
            )


def _tell_office(work: Work, kind: str, **values: str) -> None:
    if work.object.inspector_id:
        work.tell(kind, To(person_id=work.object.inspector_id), number=work.object.number, **values)


@clause("6.4")
@performs("inquiry.return")
def give_back(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Return a transfer with the reason: the office verifies anew, and every gate stands again."""
    with act(actor, "inquiry.return", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        handle(a, inquiry, recusal)
        rows = owed.open_duties(a, "inquiry", inquiry, act="inquiry.receive")
        owed.end(a, rows, Obligation.Outcome.CANCELLED)
        a.say(number=inquiry.number, reason=reason, organ=organ_label(a))
        a.move(returned=reason, transferred_at=None, approved_by="", approved_on=None, text_digest="")
        _tell_office(a, "transfer_returned")
    return done(a)


@clause("6.4")
def owe_next(work: Work, inquiry: Inquiry, *, decided: bool) -> None:
    """What the two bodies owe next: once something was decided or recommended to end the case, else a decision.

    The state of a case in hand owes a decision; what waits for the word of the other body is owed by that one.
    """
    key, over = (
        ("inquiry.finish", "inquiry.record_decision")
        if decided
        else ("inquiry.record_decision", "inquiry.finish")
    )
    work.discharge(over, "inquiry", inquiry)
    if owed.open_duties(work, "inquiry", inquiry, act=key):
        return
    label = (
        "办结：决定和建议都已登记的"
        if decided
        else "登记处理决定；不作决定的，登记处理建议或者以不予处理办结"
    )
    for function in (Function.CDI, Function.ORG_DEPT):
        work.owe(key, body(work.jurisdiction_id, function), label, "6.4", obj=inquiry, kind="inquiry", state_bound=True)


@clause("6.4")
@performs("inquiry.set_status")
def set_status(
    *, actor: Actor, ref: str, expect: int | None = None, status: str, once: str | None = None
) -> Done:
    """Tell how far the procedure is: the one word that the offices see."""
    with act(actor, "inquiry.set_status", ref, expect=expect, once=once) as a:
        reminded = owed.open_duties(a, "inquiry", a.object, act="inquiry.set_status")
        owed.end(a, [row for row in reminded if row.due_on and row.due_on <= a.today], Obligation.Outcome.DONE)
        a.change(a.object, procedure=status)
        a.say(organ=organ_label(a), status=status)
    return done(a)


@clause("6.4")
@performs("inquiry.note")
def note(*, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None) -> Done:
    """Add a note to the case file of the two bodies; nobody else learns of it."""
    with act(actor, "inquiry.note", ref, expect=expect, once=once) as a:
        organ = in_body(a.actor)
        a.create_all(
            [
                FileNote(
                    case=a.case,
                    inquiry=a.object,
                    organ=organ.value if organ else "",
                    text=text,
                    by=a.actor.name,
                    at=a.at,
                )
            ]
        )
        a.internal = True
        a.say(organ=organ_label(a))
    return done(a)


@clause("6.4")
@performs("inquiry.recommend")
@worded("市管和垂直管理的，县里只能提出建议")
def recommend(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    subject: str,
    addressee: str,
    number: str,
    dated_on: date,
    text: str,
    file: Any,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Record what the county recommends to the organ that manages the cadre; it is no decision and counts nowhere."""
    with act(actor, "inquiry.recommend", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        handle(a, inquiry, recusal)
        if dated_on > a.today:
            a.refuse_input(dated_on="日期不能在今天以后。")
        kind, _, key = subject.partition(":")
        known = directory(a.jurisdiction_id)
        a.create_all(
            [
                Recommendation(
                    case=a.case,
                    inquiry=inquiry,
                    person_id=int(key) if kind == "person" else None,
                    unit_id=int(key) if kind == "unit" else None,
                    name=known.person(int(key)).name if kind == "person" else known.unit(int(key)).name,
                    organ=addressee,
                    number=number,
                    dated_on=dated_on,
                    text=text,
                    attachment_ref=attach(a, file, "建议函"),
                    by=a.actor.name,
                    at=a.at,
                )
            ]
        )
        owe_next(a, inquiry, decided=True)
        a.internal = True
        a.say(organ=organ_label(a), addressee=addressee, number=number)
    return done(a)


@clause("6.4")
@performs("inquiry.finish")
@worded("登记的决定都已核对")
def finish(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    outcome: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """End the procedure with what came of it."""
    with act(actor, "inquiry.finish", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        handle(a, inquiry, recusal)
        states = list(Ruling.objects.filter(inquiry=inquiry).values_list("state", flat=True))
        counted = [state for state in states if state in states_of("ruling", "decided")]
        waiting = [state for state in states if state in states_of("ruling", "unchecked")]
        recommended = Recommendation.objects.filter(inquiry=inquiry).count()
        a.require(finish_gate(outcome, len(waiting), len(counted), recommended))
        a.discharge("inquiry.finish")
        a.discharge("inquiry.record_decision")
        a.discharge("inquiry.set_status")
        a.move(procedure=_OUTCOMES[outcome], closed_on=a.today)
        _tell_office(a, "transfer_finished", outcome=_OUTCOMES[outcome])
        a.say(organ=organ_label(a), outcome=_OUTCOMES[outcome])
    return done(a)


@clause("6.4")
@performs("inquiry.resume")
def resume(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Go on with a finished procedure."""
    with act(actor, "inquiry.resume", ref, expect=expect, once=once) as a:
        handle(a, a.object, recusal)
        a.move(procedure="受理", closed_on=None)
        a.say(organ=organ_label(a), reason=reason)
    return done(a)

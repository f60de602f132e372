"""The notice goes out and is received: by signature, by 送达回证, or by a refusal that two persons note (A24, A57)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.accountability.actions.shared import attach, done, handle, handle_hearing, pack_of
from duban.accountability.facts import Dossier, addressee_of
from duban.accountability.models import Evidence, Hearing, Outage
from duban.accountability.policies import addressee, bearer_of
from duban.acts.beside import worded
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import Deadline
from duban.mechanism.findings import (
    Claim,
    serve_gate,
    service_gate,
    statement_days,
    statement_due,
    to_notify,
)
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Role
from duban.mechanism.words.messages import Value
from duban.organisations.selectors import directory
from duban.rulebook.selectors import calendar
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_HOW = {"returned": "送达回证已签收", "refused": "拒绝签收，两人在场记明"}


@clause("5.0")
@performs("inquiry.serve")
@worded("有情形、有事实；单位和每一被列明人员分别告知")
def serve(
    *, actor: Actor, ref: str, expect: int | None = None, recusal: str = "", once: str | None = None
) -> Done:
    """Notify the unit and, separately, each person named of facts, evidence and intended items; on them it is found anew.

    Whoever was notified of all but evidence gets a supplementary notice; each period begins with its receipt.
    """
    with act(actor, "inquiry.serve", ref, expect=expect, once=once) as a:
        dossier = handle(a, a.object, recusal)
        docket = dossier.docket(with_findings=False)
        a.require(serve_gate(docket))
        turn = max((row.round for row in dossier.hearings), default=0) + 1
        wanted = to_notify(docket)
        for claim, supplementary in wanted:
            _serve_one(a, dossier, claim, turn, supplementary)
        if turn > 1:
            to = {claim.addressee for claim, _ in wanted}
            a.change_all([row for (whom, _), row in dossier.findings.items() if whom in to], replaced_at=a.at)
        a.move()
        a.internal = True
        a.say(round=turn, count=len(wanted), days=_days(a, all(only for _, only in wanted)))
    return done(a)


def _days(work: Work, supplementary: bool) -> int:
    return statement_days(pack_of(work), supplementary, work.today)


def _serve_one(work: Work, dossier: Dossier, claim: Claim, turn: int, supplementary: bool) -> Hearing:
    inquiry = dossier.inquiry
    person = next((row for row in dossier.named if f"person:{row.person_id}" == claim.addressee), None)
    unit = directory(work.jurisdiction_id).successor(inquiry.unit_id, work.today)
    facts = dossier.of("fact")
    shown = [row for row in dossier.evidence if row.pk in claim.evidence]
    hearing = work.create(
        Hearing(
            case=work.case,
            inquiry=inquiry,
            state="served",
            round=turn,
            unit_id=None if person else inquiry.unit_id,
            person_id=person.person_id if person else None,
            answering_unit_id=unit.id,
            name=person.name if person else unit.name,
            title=person.title if person else "",
            grounds=sorted(claim.grounds),
            facts=[{"id": line.id, "text": line.text} for line in facts],
            evidence=[{"id": row.pk, "text": row.told_as} for row in shown],
            added=_added(dossier, claim, [line.id for line in facts], shown),
            supplementary=supplementary,
            served_on=work.today,
        )
    )
    cancel_hearings(work, {row.pk for row in dossier.hearings if addressee_of(row) == claim.addressee})
    _make_known(work, hearing)
    return hearing


def _added(dossier: Dossier, claim: Claim, facts: list[int], shown: list[Evidence]) -> dict[str, list[Any]]:
    """What no earlier notice to the same addressee named; empty in the first one."""
    earlier = [row for row in dossier.hearings if addressee_of(row) == claim.addressee]
    if not earlier:
        return {}
    known_facts = {one["id"] for row in earlier for one in row.facts}
    known_evidence = {one["id"] for row in earlier for one in row.evidence}
    return {
        "grounds": sorted(claim.grounds.difference(*(row.grounds for row in earlier))),
        "facts": [one for one in facts if one not in known_facts],
        "evidence": [row.pk for row in shown if row.pk not in known_evidence],
    }


def cancel_hearings(work: Work, hearings: set[int] | None = None) -> None:
    """End what waits on notices of the case (default: on all of them)."""
    rows = [
        row
        for row in owed.open_of_case(work, of_kind="hearing", that="holds_up")
        if hearings is None or row.object_id in hearings
    ]
    owed.end(work, rows, Obligation.Outcome.CANCELLED)


def _make_known(work: Work, hearing: Hearing) -> None:
    days = _days(work, hearing.supplementary)
    work.owe("hearing.receive", addressee(hearing), _label(hearing, "签收"), "5.0", obj=hearing, kind="hearing",
             days="receipt_workdays", in_person=hearing.person_id is not None)  # fmt: skip
    what = "补充告知书" if hearing.supplementary else "告知书"
    whose = "给您本人" if hearing.person_id is not None else "给本单位"
    tell_addressee(work, hearing, "notice_served", whose=whose, paper=what, days=days)


def _label(hearing: Hearing, verb: str) -> str:
    return f"{verb}给{hearing.whose}的{'补充' if hearing.supplementary else ''}告知书"


def tell_addressee(work: Work, hearing: Hearing, kind: str, **values: Value) -> None:
    """Tell the unit, or the person alone; the text names nobody."""
    if hearing.person_id is not None:
        work.tell(kind, To(person_id=hearing.person_id), **values)
    else:
        work.tell(kind, To(unit_id=hearing.answering_unit_id), **values)


def who(work: Work, hearing: Hearing) -> str:
    """The addressee as a sentence names it."""
    return (
        hearing.name
        if hearing.person_id
        else directory(work.jurisdiction_id).unit(hearing.answering_unit_id).short_name
    )


def finish_waiting(work: Work, *acts: str) -> None:
    """End what was owed on the notice of this act."""
    for key in acts:
        work.discharge(key)


def last_day(hearing: Hearing, received_on: date, pack: Pack, outages: Iterable[Outage]) -> Deadline:
    """The last day for a statement, from the day after receipt, outages of the addressee's way in included."""
    down = [one for one in outages if one.unit_id in (None, hearing.answering_unit_id)]
    days = statement_days(pack, hearing.supplementary, hearing.served_on)
    return statement_due(received_on, days, lost_days(down), calendar(hearing.jurisdiction_id))


def as_received(work: Work, hearing: Hearing, on: date, how: str = "signed") -> dict[str, Any]:
    """The columns of a notice that is now received; empty where it was before. Whoever answers it has received it."""
    if hearing.received_on is not None:
        return {}
    finish_waiting(work, "hearing.receive", "hearing.serve_paper")
    outages = Outage.objects.filter(state__in=states_of("outage", "active"), ends_at__gte=clock.at(on))
    due = last_day(hearing, on, pack_of(work), outages)
    return {
        "received_on": on,
        "received_at": work.at if how == "signed" else None,
        "receipt": how,
        "due_on": due.on,
        "provisional": due.provisional,
    }


@clause("5.0")
def begin_period(work: Work, hearing: Hearing) -> str:
    """A statement may be waited for; the last day, itself included, is told. Returns that day."""
    work.owe("hearing.state", addressee(hearing), "可以就告知的事实、证据和情形提交说明", "5.0", obj=hearing,
             kind="hearing", due_on=hearing.due_on, provisional=hearing.provisional,
             in_person=hearing.person_id is not None)  # fmt: skip
    last = f"{hearing.due_on:%Y-%m-%d}"
    tell_addressee(work, hearing, "term_runs", day=last)
    return last


@clause("5.0")
@performs("hearing.receive")
def receive(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Sign for a notice: from the next day on the period runs, and its last day is told."""
    with act(actor, "hearing.receive", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        if hearing.received_on is not None:
            raise Invalid({"": "已经签收。"})
        by = f"{a.actor.name}（{a.actor.title}）"[:60]
        a.refresh(hearing, received_by=by, **as_received(a, hearing, a.today))
        a.say(recipient=who(a, hearing), due=begin_period(a, hearing))
    return done(a)


@clause("5.0")
@performs("hearing.serve_paper")
@worded("尚未签收；拒绝签收的由两人在场记明")
def serve_paper(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    how: str,
    delivered_on: date,
    scan: Any,
    witness: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Enter that a notice was served on paper: with 送达回证, or refused before two persons of the office."""
    with act(actor, "hearing.serve_paper", ref, expect=expect, once=once) as a:
        hearing: Hearing = a.object
        handle_hearing(a, hearing, recusal)
        people = {a.actor.person_id or 0, int(witness or 0)} - {0}
        a.require(service_gate(hearing.received_on is not None, how == "refused", frozenset(people)))
        if not hearing.served_on <= delivered_on <= a.today:
            a.refuse_input(
                delivered_on=f"应在{hearing.served_on:%Y-%m-%d}（告知之日）以后、{a.today:%Y-%m-%d}（今天）以前。"
            )
        kept = attach(a, scan, "送达回证", field="scan", internal=False)
        known = directory(a.jurisdiction_id)
        names = "、".join(known.person(one).name for one in sorted(people)) if how == "refused" else ""
        a.change(hearing, receipt_ref=kept, witnesses=names, **as_received(a, hearing, delivered_on, how))
        a.internal = True
        a.say(addressee=who(a, hearing), delivered_on=f"{delivered_on:%Y-%m-%d}", how=_HOW[how],
              due=begin_period(a, hearing))  # fmt: skip
    return done(a)


@clause("5.0")
def owe_service(work: Work, hearing: Hearing) -> None:
    """A notice that was not signed for in time is to be served on paper; this is owed by the office."""
    bearer = bearer_of(hearing.inquiry, Role.INSPECTOR)
    work.owe("hearing.serve_paper", bearer, f"书面送达{_label(hearing, '')}", "5.0", obj=hearing, kind="hearing",
             days="paper_service_workdays")  # fmt: skip


def lost_days(outages: list[Outage]) -> set[date]:
    """The days, in the county's time, on which the system was down at any moment."""
    days: set[date] = set()
    for outage in outages:
        day = clock.day_of(outage.starts_at)
        last = clock.day_of(outage.ends_at)
        while day <= last:
            days.add(day)
            day = date.fromordinal(day.toordinal() + 1)
    return days

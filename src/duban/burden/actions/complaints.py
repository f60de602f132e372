"""投诉建议: written by anybody, answered by the head of an office; the record does not say who wrote it (A106)."""

from __future__ import annotations

from duban.acts import terms
from duban.acts.gate.asked import found
from duban.acts.registry import performs
from duban.acts.work import Done, To, act, permit_creation
from duban.burden.models import Authorship, Complaint
from duban.mechanism.burden.complaints import answering_office
from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import OFFICES, Function, PostRole, Subject
from duban.organisations.actions.shared import chinese, done
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.errors import Repeated


@clause("3.0")
@performs("complaint.submit")
def submit(
    *, actor: Actor, sort: str, office: str, text: str, about: str = "", signed: bool = False, once: str | None = None
) -> Done:
    """Hand in a complaint or a suggestion; whoever signed or not, the record names nobody as its author."""
    person = found(actor.person_id)
    _refuse_repeated(person, once)
    with act(system_actor(actor.jurisdiction_id, actor.on), "complaint.submit") as a:
        about_id = int(about) if about else None
        to = answering_office(Function(office), _headed_by(actor.jurisdiction_id, about_id))
        permit_creation(a, Subject(office=to))
        due_on, _ = terms.due(a, "complaint_workdays")
        row = Complaint(
            state="submitted", sort=sort, office=to.value, about_id=about_id, text=text, due_on=due_on,
            author_id=person if signed else None,
        )  # fmt: skip
        a.found(row)
        a.enter()
        Authorship.objects.create(jurisdiction_id=actor.jurisdiction_id, person_id=person, complaint=row, key=once)
        a.say(sort=sort, office=to.label, due=chinese(due_on))
    return done(a)


def _refuse_repeated(person: int, once: str | None) -> None:
    """A form that is sent twice made one complaint, whose result it gets."""
    sent = Authorship.objects.filter(person_id=person, key=once).select_related("complaint").first() if once else None
    if sent is not None:
        raise Repeated(vars(Done("complaint.submit", "", sent.complaint.ref, "complaint", "")))


def _headed_by(county: int, person: int | None) -> frozenset[Function]:
    """The offices that somebody heads today."""
    known = directory(county)
    heads = known.holders(clock.today(), role=PostRole.OFFICE_HEAD)
    headed = {known.unit(one.unit_id).function for one in heads if one.unit_id and one.person_id == person}
    return frozenset(headed & set(OFFICES))


@clause("3.0")
@performs("complaint.answer")
def answer(*, actor: Actor, ref: str, answer: str, expect: int | None = None, once: str | None = None) -> Done:
    """Answer; whoever signed is told so, anybody else finds the answer on the own page."""
    with act(actor, "complaint.answer", ref, expect=expect, once=once) as a:
        row: Complaint = a.object
        a.move(answer=answer, answered_at=a.at)
        a.say(sort=row.sort)
        if row.author_id is not None:
            a.tell("complaint_answered", To(person_id=row.author_id), sort=row.sort)
    return done(a)

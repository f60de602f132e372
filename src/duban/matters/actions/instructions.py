"""批示: a leader writes on a matter, the director makes something of it, and what came of it goes back (A100)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.db import transaction
from django_scopes import scope

from duban.acts import terms
from duban.acts.background.jobs import start_job
from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
from duban.acts.gate.entry import load
from duban.acts.kinds import Bearer
from duban.acts.owing import duties
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act, permit_creation_on
from duban.documents.official import copies
from duban.documents.official.kinds import write as paper_of_kind
from duban.documents.official.kinds.instruction import InstructionReport
from duban.documents.papers.model import Paper
from duban.matters.actions.shared import done, unit_name
from duban.matters.models import Instruction, Matter
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.matters.instructions import OUTCOMES, WAYS
from duban.mechanism.people.standing import Function, PostRole, Role
from duban.organisations.selectors import directory
from duban.rulebook.selectors import vocabulary_of_case
from duban.shared import clock
from duban.shared.actor import Actor, system_actor

JOB = "instruction.papers"
_KIND = "instruction"
PART = "report"
SAID = dict(part.split("=") for part in f"{WAYS}|{OUTCOMES}".split("|"))


@guards("写明何时报告的，不早于今天")
def _day_ahead(asked: Asked) -> Iterator[Answer]:
    if asked.given is not None and asked.given["due_on"] and asked.given["due_on"] < asked.today:
        yield Wrong({"due_on": f"报告的日期不早于今天，如 {asked.today:%Y-%m-%d}；不急的可以不填。"})


@clause("3.0")
@performs("instruction.write")
def write(
    *, actor: Actor, matter: str, words: str, due_on: date | None = None, once: str | None = None
) -> Done:
    """Write on a matter: it goes to the directors of the office that follows it, and to nobody else."""
    with act(actor, "instruction.write", once=once) as a:
        on: Matter = load(actor, "matter", matter)
        permit_creation_on(a, on)
        due = due_on or terms.due(a, "instruction_workdays")[0]
        leader = f"{a.actor.title}{a.actor.name}"
        row = Instruction(
            state="written", matter=on, leader_id=found(a.actor.person_id), leader_name=leader, words=words, due_on=due
        )
        a.found(row)
        a.enter()
        a.say(title=on.title, due=f"{due:%Y-%m-%d}")
    return done(a)


def _heads(work: Work, matter: Matter) -> list[To]:
    """The directors of the office that follows a matter, by name: what is told to the office is read by all of it."""
    known = directory(work.jurisdiction_id)
    unit = known.office(Function(matter.office)).id
    held = known.holders(work.today, role=PostRole.OFFICE_HEAD, unit_id=unit)
    return [To(person_id=one.person_id) for one in held]


@clause("3.0")
@performs("instruction.withdraw")
def withdraw(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take it back while nothing has been reported; whoever had it in hand is told."""
    with act(actor, "instruction.withdraw", ref, expect=expect, once=once) as a:
        row: Instruction = a.object
        a.move()
        hands = [To(person_id=row.inspector_id)] if row.inspector_id else []
        told = [*_heads(a, row.matter), *hands]
        a.tell_all("instruction_withdrawn", told, leader=row.leader_name, title=row.matter.title, reason=reason)
        a.say(title=row.matter.title, reason=reason)
    return done(a)


@clause("3.0")
@performs("instruction.take")
def take(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    way: str,
    inspector: str,
    note: str = "",
    once: str | None = None,
) -> Done:
    """Say what is made of it, and who sees to it until the day that the leader named."""
    with act(actor, "instruction.take", ref, expect=expect, once=once) as a:
        row: Instruction = a.object
        known = directory(a.jurisdiction_id)
        a.move(way=way, inspector_id=int(inspector), note=note)
        office = known.office(Function(row.matter.office)).id
        bearer = Bearer(Role.INSPECTOR, office, int(inspector))
        a.owe("instruction.draft", bearer, "送批示办理情况", "3.0", due_on=row.due_on, state_bound=True)
        to = To(person_id=int(inspector))
        a.tell("instruction_given", to, leader=row.leader_name, title=row.matter.title, note=note)
        a.say(way=SAID[way], inspector=known.person(int(inspector)).name, note=note)
    return done(a)


@performs("instruction.draft")
def draft(*, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None) -> Done:
    """Write down what was done; the director decides what goes back."""
    with act(actor, "instruction.draft", ref, expect=expect, once=once) as a:
        a.move(text=text)
    return done(a)


@clause("3.0")
@performs("instruction.report")
def report(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    outcome: str,
    text: str,
    once: str | None = None,
) -> Done:
    """Report what came of it: the paper is numbered, kept and made, and the leader has only to read it."""
    with act(actor, "instruction.report", ref, expect=expect, once=once) as a:
        row: Instruction = a.object
        number = f"第{a.numbers.running(f'instruction_{row.matter.office}'[:24])}期"
        a.move(text=text, outcome=outcome, number=number, reported_at=a.at)
        copies.settle(a, row, PART, _paper(a, row).with_issue(number, a.today))
        arguments = {"jurisdiction_id": a.jurisdiction_id, "instruction_id": row.pk}
        transaction.on_commit(partial(start_job, JOB, **arguments))
        to = To(person_id=row.leader_id)
        a.tell("instruction_reported", to, title=row.matter.title, number=number, outcome=SAID[outcome])
        a.say(number=number, outcome=SAID[outcome])
    return done(a)


def _paper(work: Work, row: Instruction) -> Paper:
    matter = row.matter
    office = directory(work.jurisdiction_id).office(Function(matter.office)).name
    facts = InstructionReport(
        issuers=(office,),
        vocabulary=vocabulary_of_case(work.jurisdiction_id, matter.case.pack_hash, work.today),
        matter=matter.title,
        leader=row.leader_name,
        words=row.words,
        written_on=clock.day_of(row.created_at),
        unit=unit_name(work, matter.lead_unit_id),
        limit=matter.due_on,
        outcome=SAID[row.outcome],
        report=row.text,
    )
    return paper_of_kind("instruction_report", facts)


@clause("3.0")
@performs("instruction.read")
def read(
    *, actor: Actor, ref: str, expect: int | None = None, opinion: str = "", once: str | None = None
) -> Done:
    """The leader has read what came of it; what is to be done besides is another 批示."""
    with act(actor, "instruction.read", ref, expect=expect, once=once) as a:
        a.move(opinion=opinion)
        a.say(opinion=opinion)
    return done(a)


def pass_on(work: Work, matter: Matter) -> None:
    """What is owed on the 批示 of a matter goes with it to the inspector and the office that have it in hand now."""
    rows = Instruction.objects.filter(matter=matter, state__in=states_of("instruction", "in_office"))
    in_hand = {row.pk: row for row in rows}
    owed = duties.standing_so(duties.HELD, of_any=("instruction", in_hand.keys())) if in_hand else ()
    office = directory(work.jurisdiction_id).office(Function(matter.office)).id
    work.change_all(list(owed), unit_id=office)
    work.change_all([row for row in owed if row.person_id is not None], person_id=matter.inspector_id)
    given = [row for row in in_hand.values() if row.inspector_id is not None]
    work.change_all(given, inspector_id=matter.inspector_id)


def issue_papers(jurisdiction_id: int, instruction_id: int) -> None:
    """The job: make the files of a report that has gone out, and keep them."""
    with scope(jurisdiction=jurisdiction_id):
        frozen = copies.of_object("instruction", instruction_id)[PART]
        actor = system_actor(jurisdiction_id, clock.today())
        copies.issue(actor, "instruction", instruction_id, PART, copies.paper_of(frozen), None)


def left_to_issue() -> list[tuple[int, int]]:
    """Reports that have gone out and have no files yet, for the sweep: jurisdiction and key."""
    return [(county, key) for county, kind, key, _ in copies.still_frozen() if kind == _KIND]

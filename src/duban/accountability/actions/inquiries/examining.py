"""Verification of the facts: items, facts, evidence and persons, each kept or taken away with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from duban.accountability.actions.inquiries.opening import LABELS, keep_facts
from duban.accountability.actions.shared import chosen, done, handle, keep_evidence
from duban.accountability.models import Inquiry, Named
from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.clauses import clause
from duban.organisations.selectors import Holder, directory
from duban.shared.actor import Actor


@clause("5.0")
@performs("inquiry.take_up")
def take_up(
    *, actor: Actor, ref: str, expect: int | None = None, recusal: str = "", once: str | None = None
) -> Done:
    """Begin to verify a candidate; whoever takes it up is in charge of it."""
    with act(actor, "inquiry.take_up", ref, expect=expect, once=once) as a:
        handle(a, a.object, recusal)
        a.change(a.object, inspector_id=a.actor.person_id)
        a.move()
        a.internal = True
    return done(a)


@clause("5.0")
@performs("inquiry.drop_ground")
def drop_ground(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    ground: str,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Take an item away; it stays on record with the reason."""
    with act(actor, "inquiry.drop_ground", ref, expect=expect, once=once) as a:
        row = chosen(a, "ground", handle(a, a.object, recusal).grounds, ground)
        a.change(row, dropped_at=a.at, drop_reason=reason)
        a.internal = True
        a.say(item=LABELS[row.clause], reason=reason)
    return done(a)


@clause("5.0")
@performs("inquiry.add_facts")
@worded("告知以后增列的，须重新告知、重新听取说明")
def add_facts(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    facts: Sequence[str],
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Add facts; after a notice they ask for a new notice and a new period."""
    with act(actor, "inquiry.add_facts", ref, expect=expect, once=once) as a:
        handle(a, a.object, recusal)
        count = keep_facts(a, a.object, facts)
        if not count:
            a.refuse_input(facts="至少写明一条事实。")
        a.internal = True
        a.say(count=count)
    return done(a)


@clause("5.0")
@performs("inquiry.drop_fact")
def drop_fact(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    fact: str,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Take a fact away; it stays on record with the reason."""
    with act(actor, "inquiry.drop_fact", ref, expect=expect, once=once) as a:
        row = chosen(a, "fact", handle(a, a.object, recusal).facts, fact)
        a.change(row, dropped_at=a.at, drop_reason=reason)
        a.internal = True
        a.say(reason=reason)
    return done(a)


@clause("5.0")
@performs("inquiry.add_evidence")
@worded("不利证据须告知当事人；告知以后增列的，须补充告知、另计说明期")
def add_evidence(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    title: str,
    document_on: date,
    file: Any,
    shown: str,
    bearing: str,
    kind: str = "",
    party: str = "",
    bearing_reason: str = "",
    number: str = "",
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Add a piece of evidence with its file, and say per piece which addressee knows of it or need not; others are told.

    After a notice, whatever speaks against somebody asks for a supplementary one.
    """
    with act(actor, "inquiry.add_evidence", ref, expect=expect, once=once) as a:
        handle(a, a.object, recusal)
        if document_on > a.today:
            a.refuse_input(document_on="文件日期不能在今天以后。")
        told = {"kind": kind, "bearing": bearing, "party": party, "bearing_reason": bearing_reason}
        keep_evidence(a, a.object, title=title, number=number, dated_on=document_on, file=file, **told)
        a.internal = True
        a.say(title=title)
    return done(a)


@clause("5.0")
@performs("inquiry.exclude_evidence")
@worded("已排除的证据不得作为认定的依据")
def exclude_evidence(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    evidence: str,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Exclude a piece of evidence: it stays visible and proves nothing any more."""
    with act(actor, "inquiry.exclude_evidence", ref, expect=expect, once=once) as a:
        rows = [row for row in handle(a, a.object, recusal).evidence if row.excluded_at is None]
        row = chosen(a, "evidence", rows, evidence)
        a.change(row, excluded_at=a.at, exclude_reason=reason)
        a.internal = True
        a.say(title=row.title, reason=reason)
    return done(a)


@clause("1.2", "5.0")
@performs("inquiry.name_person")
@worded("被列明的人员须另行告知、另行听取说明")
def name_person(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    person: str,
    role: str,
    leading: str,
    authority: str,
    grounds: Sequence[str],
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Name a person of the unit with the items concerned; the person is then notified and heard separately."""
    with act(actor, "inquiry.name_person", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        dossier = handle(a, inquiry, recusal)
        if int(person) in dossier.brief().named:
            a.refuse_input(person="已经列明。")
        stray = [item for item in grounds if item not in {line.key for line in dossier.of("ground")}]
        if stray or not grounds:
            a.refuse_input(grounds="请从本件现有的情形中选择。")
        holder = _of_unit(a, inquiry, int(person))
        a.create_all(
            [
                Named(
                    case=a.case,
                    inquiry=inquiry,
                    person_id=holder.person_id,
                    name=holder.name,
                    title=holder.title,
                    role=role,
                    leading=leading == "yes",
                    authority=authority,
                    grounds=",".join(sorted(set(grounds))),
                    by=a.actor.name,
                    at=a.at,
                )
            ]
        )
        a.internal = True
        a.say(name=holder.name, title=holder.title)
    return done(a)


def _of_unit(work: Work, inquiry: Inquiry, person_id: int) -> Holder:
    """The person with the post held in the unit at the time concerned, or today."""
    known = directory(work.jurisdiction_id)
    unit_id = known.successor(inquiry.unit_id, work.today).id
    found = [
        holder
        for day, unit in ((inquiry.since, inquiry.unit_id), (work.today, unit_id))
        for holder in known.people_of(unit, day)
        if holder.person_id == person_id
    ]
    if not found:
        work.refuse_input(person="不是责任单位的人员。")
    return found[0]


@clause("5.0")
@performs("inquiry.drop_person")
def drop_person(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    named: str,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Name a person no longer; what was notified and said stays on record."""
    with act(actor, "inquiry.drop_person", ref, expect=expect, once=once) as a:
        row = chosen(a, "named", handle(a, a.object, recusal).named, named)
        a.change(row, dropped_at=a.at, drop_reason=reason)
        a.internal = True
        a.say(name=row.name, reason=reason)
    return done(a)

"""督查通报 and 督查专报: drafted from what changed, edited, checked, agreed to and issued."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, datetime, time
from functools import partial
from typing import Any, TypeVar

from django.db import transaction
from django_scopes import scope

from duban.acts.background.jobs import start_job
from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs_each
from duban.acts.work import Done, To, Work, act, permit_creation
from duban.documents.intake import Marked
from duban.documents.intake.examination import examine_text
from duban.documents.official import copies
from duban.documents.papers.model import Paper
from duban.matters.actions.shared import done
from duban.measures.bulletin.draft import Telling, write
from duban.measures.bulletin.material import Span, gather
from duban.measures.bulletin.paper import NAMES, issued_on, paper_of, title_of, to_of
from duban.measures.bulletin.plain_text import BadText
from duban.measures.models import Bulletin
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.bulletins import BULLETINS
from duban.mechanism.papers.changes import changes
from duban.mechanism.people.standing import Function, Subject
from duban.proceedings.actions.sign import acting_post
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor, system_actor

F = TypeVar("F", bound=Callable[..., Any])
JOB = "bulletin.papers"
_PART = "document"
_FIRST_YEAR = 2000


def bulletin(verb: str) -> Callable[[F], F]:
    """Register one function as the action of an act of both kinds of bulletin."""
    return performs_each("kind", {kind: f"{kind}.{verb}" for kind in NAMES})  # type: ignore[return-value]


@guards("年度在可以编发的范围内")
def _year_there(asked: Asked) -> Iterator[Answer]:
    given, latest = asked.given, asked.today.year
    if given is None or given["span"] != "year":
        return
    if not _FIRST_YEAR <= (given["year"] or latest) <= latest:
        yield Wrong({"year": f"年度应在 {_FIRST_YEAR} 年到 {latest} 年之间。"})


@clause("3.0", "4.2", "4.4")
@bulletin("draft")
def draft(
    *,
    actor: Actor,
    kind: str,
    office: str,
    span: str,
    year: int | None = None,
    of_office: str = "",
    source_class: str = "",
    period: str = "",
    subject: str = "",
    once: str | None = None,
) -> Done:
    """Write a first text from what changed since the last issue of the same scope, or over a whole year."""
    with act(actor, f"{kind}.draft", once=once) as a:
        permit_creation(a, Subject(office=Function(office)))
        covered = _span(a, kind, office, span, year, of_office, source_class)
        evaluations = pack_in_force(a.jurisdiction_id, a.today).get("evaluation_values", a.today)
        material = gather(a.jurisdiction_id, covered)
        found = changes(material, len(evaluations) - 1)
        named = period.strip() or _period(covered, span)
        telling = Telling(named, _since(covered, span), tuple(evaluations), kind == "special_report")
        written = write(material, found, telling)
        row = Bulletin(
            kind=kind, state="draft", office=office, of_office=of_office, source_class=source_class, span=span,
            period=named, since=covered.since, until=covered.until,
            title=title_of(kind, named, subject.strip() or "重点工作推进情况"), to=to_of(kind), text=written.text,
            charts=[chart.as_data() for chart in written.charts], drafter_id=a.actor.person_id,
        )  # fmt: skip
        a.found(row)
        a.enter()
        a.internal = True
        a.say(title=row.title, summary="" if found.any else "上期以来没有变化。")
    return done(a)


def _span(
    work: Work, kind: str, office: str, span: str, year: int | None, of_office: str, source_class: str
) -> Span:
    """From the last issue of the same scope, from the beginning of the year, or over a year that is named."""
    if span == "year":
        wanted = year or work.today.year
        end = clock.at(date(wanted, 12, 31), time.max)
        return Span(_begins(wanted), min(end, work.at), of_office, source_class)
    last = (
        Bulletin.objects.filter(
            kind=kind,
            office=office,
            of_office=of_office,
            source_class=source_class,
            span="since",
            state__in=states_of(BULLETINS, "issued"),
        )
        .order_by("-until")
        .first()
    )
    return Span(last.until if last else _begins(work.today.year), work.at, of_office, source_class)


def _begins(year: int) -> datetime:
    return clock.at(date(year, 1, 1))


def _period(span: Span, how: str) -> str:
    since, until = (clock.day_of(moment) for moment in (span.since, span.until))
    if how == "year":
        return f"{until.year}年"
    if (since.year, since.month) == (until.year, until.month):
        return f"{until.year}年{until.month}月"
    begins = f"{since.month}月" if since.year == until.year else f"{since.year}年{since.month}月"
    return (
        f"{since.year}年{since.month}月至{until.month}月"
        if since.year == until.year
        else (f"{begins}至{until.year}年{until.month}月")
    )


def _since(span: Span, how: str) -> str:
    if how == "year":
        return "全年"
    since = clock.day_of(span.since)
    return f"{since.year}年{since.month}月{since.day}日以来"


@guards("正文没有涉密标志，各行成文")
def _text_sound(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    try:
        examine_text(f"{given['title']}\n{given['text']}", "正文")
    except Marked as marked:
        yield Wrong({"text": marked.message})
    written = copy(asked.object)
    written.title, written.to, written.text = (given[name].strip() for name in ("title", "to", "text"))
    yield from _as_paper(written)


def _as_paper(row: Bulletin) -> Iterator[Answer]:
    try:
        paper_of(row)
    except BadText as error:
        yield Wrong({"text": str(error)})


@bulletin("edit")
def edit(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    title: str,
    to: str,
    text: str,
    once: str | None = None,
) -> Done:
    """Change title, addressees and text; refused where the text cannot become a document, with the line."""
    with act(actor, f"{kind}.edit", ref, expect=expect, once=once) as a:
        row: Bulletin = a.object
        a.change(row, title=title.strip(), to=to.strip(), text=text.strip())
        a.internal = True
    return done(a)


@guards("正文写好，各行成文")
def _text_written(asked: Asked) -> Iterator[Answer]:
    if not asked.object.text.strip():
        yield lacking(asked.spec, "正文已经写好", "正文是空的，先写好再送核。", Remedy("督查员", f"{asked.kind}.edit", "修改"))
    else:
        yield from _as_paper(asked.object)


@bulletin("submit")
def submit(*, actor: Actor, kind: str, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Send a draft to be checked."""
    with act(actor, f"{kind}.submit", ref, expect=expect, once=once) as a:
        a.internal = True
        a.move()
    return done(a)


@bulletin("check")
def check(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, opinion: str, once: str | None = None
) -> Done:
    """Somebody other than the drafter has read the draft; its text is held fast for whoever agrees."""
    with act(actor, f"{kind}.check", ref, expect=expect, once=once) as a:
        a.internal = True
        a.move(text_digest=_digest(a.object), checked_by=a.actor.name)
        a.say(opinion=opinion)
    return done(a)


def _digest(row: Bulletin) -> str:
    return hashlib.sha256("\n".join((row.title, row.to, row.text)).encode()).hexdigest()


@bulletin("send_back")
def send_back(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Hand a draft back to whoever wrote it."""
    return _back(actor, f"{kind}.send_back", ref, expect, reason, once)


@bulletin("disapprove")
def disapprove(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Whoever would have to agree does not."""
    return _back(actor, f"{kind}.disapprove", ref, expect, reason, once)


def _back(actor: Actor, key: str, ref: str, expect: int | None, reason: str, once: str | None) -> Done:
    with act(actor, key, ref, expect=expect, once=once) as a:
        a.internal = True
        a.move(text_digest="", checked_by="")
        a.tell("draft_returned", To(person_id=a.object.drafter_id), paper=NAMES[a.kind], reason=reason)
        a.say(post=acting_post(a), reason=reason)
    return done(a)


@guards("文稿与核稿时一致")
def _unchanged(asked: Asked) -> Iterator[Answer]:
    same = _digest(asked.object) == asked.object.text_digest
    yield decide(
        "审批",
        [
            Reason(
                "3.0",
                "文稿与核稿时一致",
                holds(same),
                "摘要一致。" if same else "文稿在核稿后被改动。",
                remedies=(Remedy("审批人", f"{asked.kind}.disapprove", "不同意，退回重新核稿"),),
            )
        ],
    )


@clause("3.0")
@bulletin("approve")
def approve(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """Agree to the text as it was checked; it is frozen with its pictures."""
    with act(actor, f"{kind}.approve", ref, expect=expect, once=once) as a:
        row: Bulletin = a.object
        a.internal = True
        a.move(approved_by=f"{acting_post(a)}{a.actor.name}"[:120])
        copies.freeze(a, row, {_PART: paper_of(row)})
        a.say(post=acting_post(a), opinion=opinion)
    return done(a)


@bulletin("issue")
def issue(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    copies_printed: int,
    number_by: str = "own",
    given_number: str = "",
    once: str | None = None,
) -> Done:
    """Number and issue what was agreed to: a circular by its series, a report by its issue of the year."""
    with act(actor, f"{kind}.issue", ref, expect=expect, once=once) as a:
        row: Bulletin = a.object
        number = _number(a, row, number_by, given_number)
        a.move(number=number, issued_at=a.at, copies_printed=copies_printed)
        a.say(number=number)
        arguments = {"jurisdiction_id": a.jurisdiction_id, "bulletin_id": row.pk}
        transaction.on_commit(partial(start_job, JOB, **arguments))
    return done(a)


def _number(work: Work, row: Bulletin, number_by: str, given_number: str) -> str:
    if not work.spec.asks_for("number_by"):
        return f"第{work.numbers.running(f'special_report_{row.office}'[:24])}期"
    return work.numbers.choose(
        row, issuer=row.office, kind=row.kind, number_by=number_by, given_number=given_number
    )


@bulletin("withdraw")
def withdraw(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take back a draft before issue."""
    with act(actor, f"{kind}.withdraw", ref, expect=expect, once=once) as a:
        a.internal = True
        a.move()
        a.say(reason=reason)
    return done(a)


def issue_papers(jurisdiction_id: int, bulletin_id: int) -> None:
    """The job: give the frozen text its number and date, make its files and keep them."""
    with scope(jurisdiction=jurisdiction_id):
        row = Bulletin.objects.get(pk=bulletin_id)
        frozen = copies.of_object(row.kind, row.pk)[_PART]
        text = Paper.from_json(frozen.content).with_issue(row.number, issued_on(row))
        actor = system_actor(jurisdiction_id, clock.today())
        copies.issue(actor, row.kind, row.pk, _PART, text, None)


def left_to_issue() -> list[tuple[int, int]]:
    """Bulletins that were issued and have no files yet, for the sweep: jurisdiction and key."""
    waiting = {
        object_id: jurisdiction_id
        for jurisdiction_id, kind, object_id, _ in copies.still_frozen()
        if kind in NAMES
    }
    rows = Bulletin._base_manager.filter(
        pk__in=waiting, state__in=states_of(BULLETINS, "issued")
    ).values_list("pk", flat=True)
    return [(waiting[pk], pk) for pk in rows]

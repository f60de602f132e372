"""重新启动: proposed on what was found, the unit heard, decided where it was ended; it opens a new limit (A113)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.gate.entry import load
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act, permit_creation_on
from duban.burden.facts import fallen
from duban.burden.models import Drawn, Reopening
from duban.burden.policies.reopenings import decides
from duban.matters.actions.reports.report_days import begin_reports
from duban.matters.models import Matter
from duban.mechanism.burden.reopening import HEARD, new_limit, reopened_by, silence_told
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import acts_that
from duban.mechanism.people.standing import Role
from duban.organisations.actions.shared import done
from duban.organisations.selectors import directory
from duban.proceedings.actions.sign import acting_post, sign
from duban.proceedings.models import Signature
from duban.shared import clock
from duban.shared.actor import Actor

_DECIDE = "reopening.approve"


@guards("两人查看，结果是有反弹或者当时没有办结；还没有提请过；新的时限在今天以后")
def _found_fallen(asked: Asked) -> Iterator[Answer]:
    if _fallen(asked, asked.object) is None:
        finding = "没有作过回头看，或者看后属实，或者已经提请过。"
        yield lacking(asked.spec, "有反弹或者当时没有办结，还没有提请过", finding)
    elif asked.given is not None and (fault := new_limit(asked.given["new_due"], asked.today)):
        yield Wrong({"new_due": fault})


def _fallen(asked: Asked, matter: Matter) -> Drawn | None:
    """What was found of a matter and is still to be asked for, read once."""
    return asked.once_read("fallen", lambda: fallen(matter))


@clause("3.0")
@performs("reopening.propose")
def propose(*, actor: Actor, matter: str, new_due: date, reason: str, once: str | None = None) -> Done:
    """Ask that a closed matter be taken up again; its unit is to be heard first."""
    of: Matter = load(actor, "matter", matter)
    with act(actor, "reopening.propose", once=once, case=of.case) as a:
        permit_creation_on(a, of)
        level, ended_by = _ended(of)
        row = Reopening(
            case=of.case, matter=of, drawn=found(_fallen(a, of)), state="hearing", level=level.name, ended_by_id=ended_by,
            reason=reason, new_due_on=new_due, former_due_on=of.due_on, former_original_due_on=of.original_due_on,
            former_finished_on=of.finished_on,
        )  # fmt: skip
        a.found(row, of.case)
        a.enter()
        a.tell("reopening_proposed", To(unit_id=of.lead_unit_id), title=of.title, reason=reason)
        a.say(due=f"{new_due:%Y-%m-%d}", reason=reason)
    return done(a)


@clause("3.0", "3.3.8")
def _ended(matter: Matter) -> tuple[Role, int | None]:
    """The highest level that had its word in ending a matter, and who gave it last there."""
    rows = Signature.objects.filter(case_id=matter.case_id, step__in=acts_that("ends")).order_by("signed_at", "pk")
    by = {_level(row): row.person_id for row in rows}
    level = reopened_by(tuple(by))
    return level, by.get(level)


def _level(row: Signature) -> Role:
    if row.object_kind != "matter":
        return Role.MAIN_LEADER
    leaders = directory(row.jurisdiction_id).leaders(clock.day_of(row.signed_at))
    as_leader = any((one.person_id, one.title) == (row.person_id, row.post) for one in leaders)
    return Role.LEADER if as_leader else Role.OFFICE_HEAD


@performs("reopening.state")
def state(*, actor: Actor, ref: str, text: str, expect: int | None = None, once: str | None = None) -> Done:
    """What the unit has to say."""
    with act(actor, "reopening.state", ref, expect=expect, once=once) as a:
        _heard(a, "system", a.actor.name, text)
        a.say(unit=_unit(a), text=text)
    return done(a)


@guards("单位已经提出意见，或者陈述期限已过")
def _heard_or_over(asked: Asked) -> Iterator[Answer]:
    if asked.given is not None:
        waiting = owed.open_duties(asked, "reopening", asked.object, act="reopening.state")
        yield silence_told(asked.given["how"], waiting[0].due_on if waiting else None, asked.today)


@performs("reopening.hear")
def hear(
    *, actor: Actor, ref: str, how: str, said_by: str = "", text: str = "", expect: int | None = None, once: str | None = None
) -> Done:  # fmt: skip
    """What the unit said elsewhere, or that it said nothing in its days."""
    with act(actor, "reopening.hear", ref, expect=expect, once=once) as a:
        _heard(a, how, said_by, text)
        a.say(unit=_unit(a), how=HEARD[how], text=text)
    return done(a)


def _heard(work: Work, how: str, said_by: str, text: str) -> None:
    row: Reopening = work.object
    work.move(heard_how=how, heard_from=said_by, statement=text, heard_at=work.at)
    work.owe(_DECIDE, decides(row), f"决定是否重新启动：{row.matter.title}"[:120], "3.0", days=3)


def _unit(work: Work) -> str:
    return directory(work.jurisdiction_id).unit(work.object.matter.lead_unit_id).short_name


@clause("3.0")
@performs("reopening.approve")
def approve(
    *, actor: Actor, ref: str, opinion: str = "", expect: int | None = None, once: str | None = None
) -> Done:
    """Take the matter up again with a new limit; the days before stay as they were, and nothing of them becomes late."""
    with act(actor, "reopening.approve", ref, expect=expect, once=once) as a:
        row: Reopening = a.object
        matter = row.matter
        _decided(a, "agree", opinion)
        a.change(
            matter, state="underway", finished_on=None, due_on=row.new_due_on, original_due_on=row.new_due_on, extensions=0
        )
        owed.enter_state(a, "matter", matter)
        begin_reports(a, matter)
        a.tell("reopened", To(unit_id=matter.lead_unit_id), title=matter.title, due=f"{row.new_due_on:%Y-%m-%d}")
        a.say(post=acting_post(a), due=f"{row.new_due_on:%Y-%m-%d}", opinion=opinion)
    return done(a)


@performs("reopening.refuse")
def refuse(*, actor: Actor, ref: str, reason: str, expect: int | None = None, once: str | None = None) -> Done:
    """Leave it closed."""
    with act(actor, "reopening.refuse", ref, expect=expect, once=once) as a:
        _decided(a, "disagree", reason)
        a.tell("not_reopened", To(unit_id=a.object.matter.lead_unit_id), title=a.object.matter.title, reason=reason)
        a.say(post=acting_post(a), reason=reason)
    return done(a)


def _decided(work: Work, verdict: str, opinion: str) -> None:
    sign(work, verdict=verdict, opinion=opinion)
    work.discharge(_DECIDE)
    post = acting_post(work)
    work.move(opinion=opinion, decided_by=f"{post}{work.actor.name}", decided_at=work.at)

"""What the listing adds: publicity as a decision of its own, and release (3.3.6, 3.3.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.kinds import Bearer
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.quantities import completion_stated, take_over
from duban.measures.actions.before_issue.papers import freeze_papers, issue_papers_later
from duban.measures.actions.once_issued.ending import end_measure, found_value, settle_drafts
from duban.measures.actions.once_issued.rectifying import Finished, state_finished
from duban.measures.actions.shared import done, pack_of, unit_name
from duban.measures.facts import is_running
from duban.measures.models import Measure, Publicity
from duban.measures.policies import bearer_of
from duban.measures.registry import issued_measures
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Remedy
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function, Role
from duban.proceedings.actions import deliver, limits
from duban.proceedings.actions.sign import acting_post, sign
from duban.shared.actor import Actor

State = Publicity.State


def _at_step(asked: Asked, *states: str) -> Publicity | None:
    """The publication of a listing that stands at a step, read once."""
    rows = Publicity.objects.filter(measure=asked.object, state__in=states).order_by("-pk")
    return asked.once_read(f"publicity:{'|'.join(states)}", lambda: rows.first())


def _reached(asked: Asked, *states: str) -> Iterator[Answer]:
    if _at_step(asked, *states) is None:
        finding = "媒体公开还没有到这一步：须先提请、保密审查，再由主要领导决定。"
        remedy = Remedy("督查员", "listing.propose_publicity", "提请公开")
        yield lacking(asked.spec, "媒体公开已办到这一步", finding, remedy)


def _ordered_or_out(asked: Asked) -> str:
    """At which step its publication is recorded: ordered, of a listing that was released out already."""
    released = asked.object.state in states_of("listing", "released")
    return State.PUBLISHED if released else State.ORDERED


@guards("没有在办、已公开的件；只选可公开的内容")
def _publishable(asked: Asked) -> Iterator[Answer]:
    if _at_step(asked, State.PROPOSED, State.CLEARED, State.ORDERED, State.PUBLISHED) is not None:
        yield lacking(asked.spec, "没有在办、已公开的件", "已有一件公开事宜在办或已公开。")
    allowed = pack_of(asked).get("publicity_fields", asked.today)
    if asked.given is not None and not {*asked.given["fields"]} <= {*allowed}:
        yield Wrong({"fields": "只能从可公开的内容中选择：" + "、".join(allowed) + "。"})


@clause("3.3.6")
@performs("listing.propose_publicity")
def propose_publicity(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    fields: Sequence[str],
    channel: str,
    reason: str,
    once: str | None = None,
) -> Done:
    """Propose to make a listing public, with the chosen fields of the whitelist only; the default is not public."""
    with act(actor, "listing.propose_publicity", ref, expect=expect, once=once) as a:
        a.create(
            Publicity(
                case=a.case,
                measure=a.object,
                fields=list(fields),
                channel=channel,
                reason=reason,
                proposed_by=a.actor.name,
            )
        )
        a.owe(
            "listing.clear_secrecy", bearer_of(a.object, Role.CHECKER), "保密审查：媒体公开", "3.3.6", days=2
        )
        a.internal = True
        a.say(channel=channel, fields="、".join(fields))
    return done(a)


@guards("有提请公开的件")
def _proposed(asked: Asked) -> Iterator[Answer]:
    yield from _reached(asked, State.PROPOSED)


@clause("3.3.6")
@performs("listing.clear_secrecy")
def clear_secrecy(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    verdict: str,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """保密审查 by somebody other than the proposer."""
    with act(actor, "listing.clear_secrecy", ref, expect=expect, once=once) as a:
        row = found(_at_step(a, State.PROPOSED))
        cleared = {"pass": True, "refuse": False}[verdict]
        a.change(
            row, state=State.CLEARED if cleared else State.REFUSED, reviewed_by=a.actor.name, review=opinion
        )
        a.discharge("listing.clear_secrecy")
        if cleared:
            a.owe(
                "listing.decide_publicity",
                bearer_of(a.object, Role.MAIN_LEADER),
                "决定是否媒体公开",
                "3.3.6",
                days=2,
            )
        sign(a, verdict=verdict, opinion=opinion, label="保密审查")
        a.internal = True
        a.say(verdict="可以公开" if cleared else "不宜公开", opinion=opinion)
    return done(a)


@guards("保密审查通过")
def _cleared(asked: Asked) -> Iterator[Answer]:
    yield from _reached(asked, State.CLEARED)


@clause("3.3.6")
@performs("listing.decide_publicity")
def decide_publicity(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    verdict: str,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """A county main leader decides; nothing is published by itself."""
    with act(actor, "listing.decide_publicity", ref, expect=expect, once=once) as a:
        row = found(_at_step(a, State.CLEARED))
        publish = {"publish": True, "keep": False}[verdict]
        by = f"{acting_post(a)}{a.actor.name}"
        a.change(row, state=State.ORDERED if publish else State.KEPT, decided_by=by)
        a.discharge("listing.decide_publicity")
        if publish:
            a.owe(
                "listing.record_publication",
                bearer_of(a.object, Role.CLERK),
                f"在{row.channel}公开并登记",
                "3.3.6",
                days=3,
            )
        sign(a, verdict=verdict, opinion=opinion, label="媒体公开")
        a.say(post=acting_post(a), verdict="公开" if publish else "不公开", opinion=opinion)
    return done(a)


@guards("主要领导已决定公开；解除的公告登记在同一媒体")
def _made_public(asked: Asked) -> Iterator[Answer]:
    yield from _reached(asked, _ordered_or_out(asked))
    if asked.given is not None and asked.given["published_on"] > asked.today:
        yield Wrong({"published_on": "公开日期不能在今天以后。"})


@clause("3.3.6", "3.3.8")
@performs("listing.record_publication")
def record_publication(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    published_on: date,
    place: str = "",
    once: str | None = None,
) -> Done:
    """Record that it was published; after release, that the release was announced in the same media."""
    with act(actor, "listing.record_publication", ref, expect=expect, once=once) as a:
        release = a.object.state in states_of("listing", "released")
        row = found(_at_step(a, _ordered_or_out(a)))
        if release:
            a.change(row, state=State.WITHDRAWN, release_published_on=published_on)
        else:
            a.change(row, state=State.PUBLISHED, published_on=published_on, place=place)
        a.discharge("listing.record_publication")
        a.say(
            published_on=f"{published_on:%Y-%m-%d}", channel=row.channel, what="解除公告" if release else ""
        )
    return done(a)


@guards("通知书写明的佐证材料齐备；有量化目标的写明完成值")
def _release_stated(asked: Asked) -> Iterator[Answer]:
    yield from completion_stated(asked, asked.object.matter, whole=False)


@clause("3.3.8")
@performs("listing.apply_release")
def apply_release(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    text: str,
    file: Any,
    value: Decimal | None = None,
    explanation: str = "",
    once: str | None = None,
) -> Done:
    """Draft the application for release in the unit; it counts once the principal leader confirms it in person."""
    with act(actor, "listing.apply_release", ref, expect=expect, once=once) as a:
        state_finished(a, Finished(text, value, explanation), file)
        a.internal = True
        a.move()
        a.say(unit=unit_name(a, a.object.answering_unit_id))
    return done(a)


@clause("3.3.8")
@performs("listing.confirm_release")
def confirm_release(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """The unit's principal leader applies in person."""
    with act(actor, "listing.confirm_release", ref, expect=expect, once=once) as a:
        application = found(limits.current_application("listing", a.object))
        a.change(application, confirmed_by=a.actor.name, confirmed_post=acting_post(a), confirmed_at=a.at)
        a.move()
        a.say(post=acting_post(a), unit=unit_name(a, a.object.answering_unit_id))
    return done(a)


@performs("listing.recall_release")
def recall_release(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take back an application that was not confirmed."""
    with act(actor, "listing.recall_release", ref, expect=expect, once=once) as a:
        a.internal = True
        a.move()
        a.say(unit=unit_name(a, a.object.answering_unit_id), reason=reason)
    return done(a)


@clause("3.3.8")
@performs("listing.approve_release")
def approve_release(
    *, actor: Actor, ref: str, expect: int | None = None, opinion: str = "", once: str | None = None
) -> Done:
    """Approval of the release at the level of the listing."""
    with act(actor, "listing.approve_release", ref, expect=expect, once=once) as a:
        sign(a, verdict="agree", opinion=opinion or "同意", label="同意解除")
        a.move()
        freeze_papers(a, "release")
        a.say(post=acting_post(a), opinion=opinion)
    return done(a)


@clause("3.3.8")
@performs("listing.refuse_release")
def refuse_release(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """The main leader does not agree: the listing goes on, its limit runs."""
    with act(actor, "listing.refuse_release", ref, expect=expect, once=once) as a:
        sign(a, verdict="disagree", opinion=reason, label="不同意解除")
        a.move()
        a.tell("release_refused", To(unit_id=a.object.answering_unit_id), reason=reason)
        a.say(post=acting_post(a), reason=reason)
    return done(a)


@performs("listing.sign_release")
def sign_release(
    *, actor: Actor, ref: str, expect: int | None = None, opinion: str = "", once: str | None = None
) -> Done:
    """签发 of the release notice."""
    with act(actor, "listing.sign_release", ref, expect=expect, once=once) as a:
        a.internal = True
        sign(a, verdict="agree", opinion=opinion or "发", label="签发解除通知")
        a.move()
    return done(a)


@clause("3.3.8")
@performs("listing.issue_release")
def issue_release(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    number_by: str,
    seal_keeper: str,
    copies_printed: int,
    given_number: str = "",
    once: str | None = None,
) -> Done:
    """Issue the release notice under its own number to the same circle; lower measures of the matter end with it."""
    with act(actor, "listing.issue_release", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        number = a.numbers.choose(
            measure, issuer=measure.issuer, kind="listing", number_by=number_by, given_number=given_number
        )
        sign(
            a,
            verdict="issue",
            opinion=number,
            label="解除通知编号、用印",
            note=f"用印 {seal_keeper}，印 {copies_printed} 份",
        )
        deliver.address(a, f"解除‹挂牌督办›通知{number}", _unit(a, measure))
        deliver.recirculate(a, f"解除‹挂牌督办›通知{number}")
        a.move(release_number=number, ended_at=a.at, ended_how="整改完毕，核查通过，解除‹挂牌›")
        issue_papers_later(a, "release")
        take_over(a, measure.matter, found_value(measure))
        end_measure(a, measure)
        _end_lower(a, measure, number)
        settle_drafts(a, measure.matter, f"解除‹挂牌›（{number}）")
        _rate_anew(a, measure)
        _announce_release(a, measure)
        a.say(number=number, issuer=Function(measure.issuer).label)
    return done(a)


def _unit(work: Work, measure: Measure) -> Any:
    from duban.organisations.selectors import directory

    return directory(work.jurisdiction_id).unit(measure.answering_unit_id)


def _end_lower(work: Work, listing: Measure, number: str) -> None:
    for lower in issued_measures(work, listing.matter):
        if lower.kind != "listing" and is_running(lower):
            work.change(lower, state="closed", ended_at=work.at, ended_how=f"随解除‹挂牌›（{number}）一并销号")
            end_measure(work, lower)


@clause("3.3.8", "4.4")
def _rate_anew(work: Work, measure: Measure) -> None:
    """What was rated before the rectification was found complete no longer says how the matter stands."""
    matter = measure.matter
    if matter.rating_index is None or matter.state not in states_of("matter", "underway"):
        return
    work.change(matter, rating_index=None, rated_on=None)
    inspector = bearer_of(measure, Role.INSPECTOR)
    work.owe("matter.rate", inspector, "评价解除‹挂牌›后的进展", "4.4", obj=matter, kind="matter", days="rate_workdays")


def _announce_release(work: Work, measure: Measure) -> None:
    published = Publicity.objects.filter(measure=measure, state=State.PUBLISHED).first()
    if published is not None:
        clerk: Bearer = bearer_of(measure, Role.CLERK)
        work.owe("listing.record_publication", clerk, f"在{published.channel}公告解除并登记", "3.3.8", days=5)

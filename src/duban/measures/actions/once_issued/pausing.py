"""暂缓 and 恢复 of a 督办函: it stands still until a day, on the word of the leader who agreed to it or of one above (A96)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duban.acts.beside import Answer, Wrong, bars, guards, lacking, worded
from duban.acts.gate.asked import Asked, found
from duban.acts.kinds import Bearer
from duban.acts.models import Obligation
from duban.acts.owing import duties, owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.reports.report_days import renew_reports
from duban.measures.actions.before_issue.papers import issue_reply
from duban.measures.actions.once_issued.ending import beside_limit
from duban.measures.actions.shared import done
from duban.measures.models import Measure, Pause
from duban.measures.papers import replies
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import first_workday_from
from duban.mechanism.decision import Remedy
from duban.mechanism.ladder.pausing import may_pause, pausable, pause_decided_by, pause_gate
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.parameters import Pack
from duban.mechanism.people.routing import Leader
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import directory
from duban.proceedings.actions.routing import addressee_of, leaders_for
from duban.proceedings.actions.sign import acting_post, sign
from duban.rulebook.selectors import calendar, pack_of_case
from duban.shared.actor import Actor
from duban.shared.errors import Unmet

_PAUSE = "letter.pause"


@guards("整改时限未过，没有待决定的暂缓")
def _pausable(asked: Asked) -> Iterator[Answer]:
    measure, on = asked.object, asked.today
    waits = bool(owed.open_duties(asked, "letter", measure, act=_PAUSE))
    if asked.given is None:
        yield pausable(limit_of(measure), waits, on)
    else:
        yield pause_gate(limit_of(measure), asked.given["until"], waits, _pack(measure, on), on)
    if not deciders(measure, on):
        finding = "同意本函的领导已不在任，职务在其上的领导也没有在任的，没有人可以决定。"
        yield lacking(asked.spec, "有可以决定的领导", finding, Remedy("系统管理员", "post.appoint", "登记任职"))


@clause("3.1.2", "3.1.6")
@performs("letter.propose_pause")
def propose_pause(
    *, actor: Actor, ref: str, expect: int | None = None, until: date, reason: str, once: str | None = None
) -> Done:
    """Ask the leader who agreed to the letter to let it stand still until a day."""
    with act(actor, "letter.propose_pause", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        a.create(
            Pause(
                case=a.case,
                measure=measure,
                reason=reason,
                until=until,
                asked_by=a.actor.name,
                asked_at=a.at,
            )
        )
        bearer = Bearer(Role.LEADER, None, deciders(measure, a.today)[0].person)
        a.owe(_PAUSE, bearer, "决定是否暂缓‹督办函›", "3.1.2", days=2)
        a.internal = True
        a.say(number=measure.number, until=f"{until:%Y-%m-%d}", reason=reason)
    return done(a)


@clause("3.1.2")
def deciders(measure: Measure, on: date) -> tuple[Leader, ...]:
    """Who may let a letter stand still on a day: the leader who agreed to it first, then those above."""
    county = measure.jurisdiction_id
    agreed = addressee_of(county, "letter", measure.approver_id, on)
    may = may_pause(agreed, leaders_for(county, "letter", on), _pack(measure, on), on)
    return tuple(sorted(may, key=lambda one: agreed is not None and one.person != agreed.person))


@bars
@worded("由同意本函的领导或者职务在其上的领导决定")
def _agreed_or_above(actor: Actor, spec: Act, measure: Measure, behalf_id: int | None) -> None:
    """Raise Unmet where somebody would decide who neither agreed to the letter nor stands above whoever did."""
    lent = {post.behalf_id for post in actor.posts if post.behalf_id}
    decision = pause_decided_by(deciders(measure, actor.on), {actor.person_id or 0, *lent})
    if not decision.allowed:
        raise Unmet(decision)


def asked_for(asked: Asked) -> Pause | None:
    """The pause that waits for a leader's decision, read once."""
    if not owed.open_duties(asked, "letter", asked.object, act=_PAUSE):
        return None
    rows = Pause.objects.filter(measure=asked.object, state=Pause.State.ASKED).order_by("-pk")
    return asked.once_read("pause", lambda: rows.first())


@guards("整改时限未过")
def _pause_in_time(asked: Asked) -> Iterator[Answer]:
    measure, on, row = asked.object, asked.today, asked_for(asked)
    if row is None:
        remedy = Remedy("督查员", "letter.propose_pause", "提请暂缓")
        yield lacking(asked.spec, "有待决定的暂缓", "没有待决定的暂缓。", remedy)
    elif asked.given is not None and asked.given["verdict"] == "agree":
        yield pause_gate(limit_of(measure), row.until, False, _pack(measure, on), on)


@clause("3.1.2", "3.1.4", "3.1.5")
@performs("letter.pause")
def pause(
    *, actor: Actor, ref: str, expect: int | None = None, verdict: str, opinion: str = "", once: str | None = None
) -> Done:
    """Decide on it; where it is agreed, unit and copied bodies are told in writing and nothing falls due."""
    with act(actor, "letter.pause", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        row = found(asked_for(a))
        agreed = {"agree": True, "refuse": False}[verdict]
        sign(a, verdict=verdict, opinion=opinion, label="决定暂缓")
        a.change(
            row,
            state=Pause.State.AGREED if agreed else Pause.State.REFUSED,
            decided_by=a.actor.name,
            decided_post=acting_post(a),
            decided_at=a.at,
            opinion=opinion,
            began_on=a.today if agreed else None,
        )
        a.discharge(_PAUSE)
        if agreed:
            _stand_still(a, measure, row)
        else:
            a.internal = True
        what = "同意" if agreed else "不同意"
        a.say(post=acting_post(a), verdict=what, number=measure.number, opinion=opinion,
              until=f"至{row.until:%Y-%m-%d}" if agreed else "")  # fmt: skip
    return done(a)


def _stand_still(work: Work, measure: Measure, row: Pause) -> None:
    """The letter rests, with what its unit owes by it; the original limit stays where it is."""
    rows = owed.open_duties(work, "letter", measure, that="pauses")
    rows += owed.open_of_case(work, act="matter.report", clause=SPINES["letter"].feedback)
    owed.pause(work, rows)
    work.move("paused", pauses=beside_limit(measure, row))
    renew_reports(work, measure.matter, ended=False)
    number = issue_reply(work, "pause_notice", row, replies(measure, "pause_notice").exclude(pk=row.pk).count())
    day = f"{row.until:%Y-%m-%d}"
    work.tell_all("letter_paused", _unit_and_bodies(measure), number=measure.number, day=day, paper=number)


def _pack(measure: Measure, on: date) -> Pack:
    return pack_of_case(measure.jurisdiction_id, measure.case.pack_hash, on)


def limit_of(measure: Measure) -> date:
    """The day until which a letter may be paused: its own limit, or the matter's where it set none."""
    return measure.deadline or measure.matter.due_on


def _unit_and_bodies(measure: Measure) -> list[To]:
    """Whom the letter went to: the unit, and the bodies to which it was copied."""
    known = directory(measure.jurisdiction_id)
    bodies = (known.office(body).id for body in (Function.CDI, Function.ORG_DEPT))
    return [To(unit_id=unit_id) for unit_id in (measure.answering_unit_id, *bodies)]


def _standing(asked: Asked) -> Pause:
    rows = Pause.objects.filter(measure=asked.object, state=Pause.State.AGREED)
    return asked.once_read("standing", lambda: rows.get())


@guards("自行恢复的，暂缓已经期满")
def _pause_over(asked: Asked) -> Iterator[Answer]:
    if asked.actor.is_system and asked.today < _standing(asked).until:
        yield Wrong({"": "还没有到自行恢复的日期。"})


@clause("3.1.2", "3.1.8")
@performs("letter.resume")
def resume(*, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None) -> Done:
    """Let the letter go on: the office before the day, the sweep on it; what stood still has as many days as it had."""
    with act(actor, "letter.resume", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        row = _standing(a)
        a.change(row, state=Pause.State.OVER, ended_on=min(a.today, row.until), ended_why=reason)
        a.move("rectifying", pauses=beside_limit(measure, row))
        _go_on(a, measure, row)
        a.tell_all("letter_resumed", _unit_and_bodies(measure), number=measure.number, days=row.days,
                   day=f"{limit_of(measure):%Y-%m-%d}")  # fmt: skip
        how = "到期自行恢复" if a.actor.is_system else f"由{a.actor.name}恢复"
        a.say(number=measure.number, how=how, days=row.days, reason="" if a.actor.is_system else reason)
    return done(a)


def _go_on(work: Work, measure: Measure, pause: Pause) -> None:
    """What stood still is open again; of the reports that lie ahead the earliest is owed, the others are part of it.

    No report is owed after the limit (A71): one that would be is due on it, and is owed no more where it has passed.
    """
    known, limit = calendar(work.jurisdiction_id), limit_of(measure)
    rows = duties.among(duties.PAUSED, owed.duties_of_case(work))
    mine = duties.among(duties.PAUSED, rows, of=("letter", measure))
    reports = duties.among(duties.PAUSED, rows, act="matter.report")
    began = pause.began_on or work.today
    gone = [row for row in reports if _day(row) >= began] if limit < work.today else []
    owed.end(work, gone, Obligation.Outcome.ABSORBED)
    reports = [row for row in reports if row not in gone]
    owed.go_on(work, [*mine, *reports], pause.days, lambda day: first_workday_from(day, known).on)
    work.change_all([row for row in reports if _day(row) > limit], due_on=limit)
    ahead = [row for row in owed.open_of_case(work, act="matter.report", dated=True) if _day(row) >= work.today]
    first = min(ahead, key=_day, default=None)
    owed.end(work, [row for row in ahead if row is not first], Obligation.Outcome.ABSORBED)
    if first is None:
        renew_reports(work, measure.matter, ended=False)


def _day(row: Obligation) -> date:
    return row.due_on or date.max

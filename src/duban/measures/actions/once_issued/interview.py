"""What the interview adds: written report, attendance, minutes, self-criticism (3.2.1–3.2.8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.kinds import Bearer
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.documents.files.kept import keep_upload
from duban.matters.actions.reports.report_days import begin_reports
from duban.measures.actions.before_issue.papers import issue_papers_later
from duban.measures.actions.shared import done, unit_name
from duban.measures.models import Attendance, Measure, SelfCriticism
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Remedy
from duban.mechanism.ladder.steps import interview_held
from duban.mechanism.people.standing import Function, Role
from duban.organisations.selectors import Holder, directory
from duban.proceedings.actions.plans import current_plan
from duban.proceedings.actions.sign import acting_post, sign
from duban.shared import clock
from duban.shared.actor import Actor

MEETINGS = {"party": "县委常委会会议", "gov": "县政府常务会议"}
_DECIDING = (
    Remedy("县委书记", "interview.decide_party_meeting", "决定是否检查"),
    Remedy("县长", "interview.decide_gov_meeting", "决定是否检查"),
)


@clause("3.2.8")
@performs("interview.draft_report")
def draft_report(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, file: Any = None, once: str | None = None
) -> Done:
    """Draft the written report in the unit; the principal leader then hands it in."""
    with act(actor, "interview.draft_report", ref, expect=expect, once=once) as a:
        if file:
            keep_upload(a, file, internal=False, label="书面报告附件")
        a.change(a.object, content={**a.object.content, "report_draft": text})
        a.internal = True
        a.say(unit=unit_name(a, a.object.answering_unit_id))
    return done(a)


@clause("3.2.8")
@performs("interview.hand_report")
def hand_report(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None
) -> Done:
    """The principal leader hands in the written report that the notice asks for at the interview."""
    with act(actor, "interview.hand_report", ref, expect=expect, once=once) as a:
        a.change(a.object, report_text=text)
        a.discharge("interview.hand_report")
        a.say(post=acting_post(a))
    return done(a)


@clause("3.2.2")
@performs("interview.excuse")
def excuse(
    *, actor: Actor, ref: str, expect: int | None = None, organ: str, reason: str, once: str | None = None
) -> Done:
    """The convener excuses one of the two bodies, with the reason; the case shows it for ever."""
    with act(actor, "interview.excuse", ref, expect=expect, once=once) as a:
        a.create(
            Attendance(
                case=a.case, measure=a.object, organ=organ, present=False, reason=reason, by=a.actor.name
            )
        )
        a.say(organ=Function(organ).label, reason=reason)
    return done(a)


def _chosen(holders: Iterable[Holder], ids: Sequence[str]) -> list[Holder]:
    known = {str(holder.person_id): holder for holder in holders}
    return [known[key] for key in ids if key in known]


def _unknown(chosen: Sequence[Holder], ids: Sequence[str], field: str) -> Iterator[Answer]:
    if len(chosen) < len(ids):
        yield Wrong({field: "所选人员当日不在该职务上。"})


def _came(asked: Asked, day: date, given: Mapping[str, Any]) -> dict[str, list[Holder]]:
    """Who came of the two bodies and of the unit, as far as they held a post there on the day."""
    known = directory(asked.jurisdiction_id)
    return {
        "cdi": _chosen(known.organ_leaders(Function.CDI, day), given["cdi_people"]),
        "org_dept": _chosen(known.organ_leaders(Function.ORG_DEPT, day), given["org_people"]),
        "unit": _chosen(known.people_of(asked.object.answering_unit_id, day), given["unit_people"]),
    }


def _convener(asked: Asked, day: date, convener: str) -> Holder | None:
    leaders = directory(asked.jurisdiction_id).leaders(day)
    return next((holder for holder in leaders if str(holder.person_id) == convener), None)


@guards("召集人为县领导；两家各有一名领导到场，或召集人准许缺席")
def _held_as_asked(asked: Asked) -> Iterator[Answer]:
    given, measure = asked.given, asked.object
    if given is None:
        return
    if given["held_at"] > asked.at:
        yield Wrong({"held_at": "‹约谈›时间不能在现在以后。"})
    elif measure.issued_at and given["held_at"] < measure.issued_at:
        yield Wrong({"held_at": "‹约谈›时间不能早于通知印发。"})
    day = clock.day_of(given["held_at"])
    groups = _came(asked, day, given)
    for organ, field in (("cdi", "cdi_people"), ("org_dept", "org_people"), ("unit", "unit_people")):
        yield from _unknown(groups[organ], given[field], field)
    known = directory(asked.jurisdiction_id)
    leader = _convener(asked, day, given["convener"])
    absent = Attendance.objects.filter(measure=measure, present=False).values_list("organ", flat=True)
    principals = {holder.person_id for holder in known.principals(measure.answering_unit_id, day)}
    came = any(holder.person_id in principals for holder in groups["unit"])
    bodies = bool(groups["cdi"]), bool(groups["org_dept"])
    yield interview_held(leader is not None, *bodies, frozenset(absent), came)


@clause("3.2.1", "3.2.2", "3.2.6", "3.2.8")
@performs("interview.hold")
def hold(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    held_at: datetime,
    convener: str,
    unit_people: Sequence[str],
    report_handed: str,
    cdi_people: Sequence[str] = (),
    org_people: Sequence[str] = (),
    once: str | None = None,
) -> Done:
    """Record the interview as held: who convened, who was there, whether the report was handed in."""
    with act(actor, "interview.hold", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        day = clock.day_of(held_at)
        groups = _came(a, day, {"cdi_people": cdi_people, "org_people": org_people, "unit_people": unit_people})
        leader = found(_convener(a, day, convener))
        _attend(a, measure, groups)
        flaws = _flaws(measure, held_at, report_handed == "yes")
        sign(a, verdict="held", opinion=clock.text(held_at, "%m-%d %H:%M"), label="‹约谈›")
        a.move(
            held_at=held_at,
            convener=f"{leader.title}{leader.name}",
            convener_id=leader.person_id,
            report_handed=report_handed == "yes",
            flaws=flaws,
        )
        a.discharge("interview.hand_report")
        begin_reports(a, measure.matter)
        a.owe("interview.write_minutes", _inspector(a), "印发‹约谈›纪要", "3.2.8", days="minutes_due_workdays")
        a.say(
            convener=f"{leader.title}{leader.name}",
            attended="、".join(h.name for group in groups.values() for h in group),
            report="书面报告已当场提交" if report_handed == "yes" else "书面报告未提交",
        )
    return done(a)


def _attend(work: Work, measure: Measure, groups: dict[str, list[Holder]]) -> None:
    work.create_all(
        [
            Attendance(
                case=work.case,
                measure=measure,
                organ=organ,
                person_id=holder.person_id,
                name=holder.name,
                post=holder.title,
                present=True,
                by=work.actor.name,
            )
            for organ, holders in groups.items()
            for holder in holders
        ]
    )


@clause("3.2.6", "3.2.8")
def _flaws(measure: Measure, held_at: datetime, handed: bool) -> list[dict[str, str]]:
    """What the notice asked for before or at the interview and was not there: shown, not blocking."""
    plan = current_plan("interview", measure)
    in_time = plan is not None and plan.confirmed_at is not None and plan.confirmed_at < held_at
    flaws = []
    if not in_time:
        flaws.append({"clause": "3.2.6", "text": "‹约谈›前未见主要领导本人确认的整改方案"})
    if not handed:
        flaws.append({"clause": "3.2.8", "text": "‹约谈›时未提交书面报告"})
    return flaws


@clause("3.2.8")
@performs("interview.write_minutes")
def write_minutes(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None
) -> Done:
    """Write and issue the 纪要, numbered by issue; it says whether the report was handed in."""
    with act(actor, "interview.write_minutes", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        number = measure.minutes_no or a.numbers.running("minutes")
        a.change(measure, minutes=text, minutes_no=number)
        issue_papers_later(a, "minutes")
        a.discharge("interview.write_minutes")
        a.tell(
            "minutes_issued", To(unit_id=measure.answering_unit_id), number=number, title=measure.matter.title
        )
        a.say(issue_no=number)
    return done(a)


def _undecided(asked: Asked, meeting: str) -> Iterator[Answer]:
    if SelfCriticism.objects.filter(measure=asked.object, meeting=meeting).exists():
        yield lacking(asked.spec, "还没有决定过", f"是否在{MEETINGS[meeting]}上检查已经决定。")


@guards("还没有决定过")
def _party_undecided(asked: Asked) -> Iterator[Answer]:
    yield from _undecided(asked, "party")


@guards("还没有决定过")
def _gov_undecided(asked: Asked) -> Iterator[Answer]:
    yield from _undecided(asked, "gov")


@clause("3.2.5")
@performs("interview.decide_party_meeting")
def decide_party_meeting(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    decision: str,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """The 书记 decides on a 检查 at 县委常委会会议 (A19)."""
    return _decide_meeting(actor, "party", ref, expect, decision, opinion, once)


@clause("3.2.5")
@performs("interview.decide_gov_meeting")
def decide_gov_meeting(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    decision: str,
    opinion: str = "",
    once: str | None = None,
) -> Done:
    """The 县长 decides on a 检查 at 县政府常务会议 (A19)."""
    return _decide_meeting(actor, "gov", ref, expect, decision, opinion, once)


def _decide_meeting(
    actor: Actor, meeting: str, ref: str, expect: int | None, decision: str, opinion: str, once: str | None
) -> Done:
    with act(actor, f"interview.decide_{meeting}_meeting", ref, expect=expect, once=once) as a:
        required = {"yes": True, "no": False}[decision]
        a.create(
            SelfCriticism(
                case=a.case,
                measure=a.object,
                meeting=meeting,
                required=required,
                decided_by=f"{acting_post(a)}{a.actor.name}",
                decided_at=a.at,
                opinion=opinion,
            )
        )
        if required:
            _owe_self_criticism(a, meeting)
        a.say(decision="须" if required else "不", opinion=opinion)
    return done(a)


def _owe_self_criticism(work: Work, meeting: str) -> None:
    """For each principal leader and leader in charge the office owes the record of the 检查, and they are told of it."""
    measure: Measure = work.object
    known = directory(work.jurisdiction_id)
    unit_id = measure.answering_unit_id
    holders = (*known.principals(unit_id, work.today), *known.deputies(unit_id, work.today))
    for title in dict.fromkeys(holder.title for holder in holders):
        work.owe("interview.record_self_criticism", _inspector(work), _examined(title, meeting), "3.2.5")
    for holder in holders:
        work.tell(
            "self_criticism_owed",
            To(person_id=holder.person_id),
            meeting=MEETINGS[meeting],
            title=measure.matter.title,
        )


def _examined(title: str, meeting: str) -> str:
    """What the office owes when somebody of this post has to answer for the unit."""
    return f"记录{title}在{MEETINGS[meeting]}上作出检查"


def _inspector(work: Work) -> Bearer:
    """Whoever has the matter of the interview in charge."""
    return Bearer(Role.INSPECTOR, None, work.object.matter.inspector_id or work.actor.person_id)


def _required(asked: Asked, meeting: str) -> SelfCriticism | None:
    """The 检查 that was decided on, read once."""
    rows = SelfCriticism.objects.filter(measure=asked.object, required=True)
    every = asked.once_read("required", lambda: list(rows.order_by("pk")))
    return next((row for row in every if row.meeting == meeting), None)


def _examined_people(asked: Asked, held_on: date, persons: Sequence[str]) -> list[Holder]:
    return _chosen(directory(asked.jurisdiction_id).people_of(asked.object.answering_unit_id, held_on), persons)


@guards("书记或县长已决定须作出检查")
def _self_criticism_required(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        if not any(_required(asked, meeting) for meeting in MEETINGS):
            yield lacking(asked.spec, "书记或县长已决定须作出检查", "尚未决定在会议上作出检查。", *_DECIDING)
        return
    meeting, held_on = given["meeting"], given["held_on"]
    if _required(asked, meeting) is None:
        decider = "县委书记" if meeting == "party" else "县长"
        yield Wrong({"meeting": f"{decider}尚未决定在{MEETINGS[meeting]}上作出检查。"})
    if held_on > asked.today:
        yield Wrong({"held_on": "会议日期不能在今天以后。"})
    yield from _unknown(_examined_people(asked, held_on, given["persons"]), given["persons"], "persons")


@clause("3.2.5")
@performs("interview.record_self_criticism")
def record_self_criticism(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    meeting: str,
    held_on: date,
    persons: Sequence[str],
    text: str,
    once: str | None = None,
) -> Done:
    """Record that the 检查 was made; it is never an accountability event."""
    with act(actor, "interview.record_self_criticism", ref, expect=expect, once=once) as a:
        row, holders = found(_required(a, meeting)), _examined_people(a, held_on, persons)
        names = "、".join(holder.name for holder in holders)
        a.change(row, held_on=held_on, persons=names, text=text, recorded_at=a.at)
        labels = [_examined(holder.title, meeting) for holder in holders]
        a.discharge("interview.record_self_criticism", label=labels)
        a.say(persons=names, held_on=f"{held_on:%m-%d}", meeting=MEETINGS[meeting])
    return done(a)

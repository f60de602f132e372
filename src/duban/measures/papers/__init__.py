"""What the documents of a measure say, gathered from its rows: one content for page, Word and print.

`part` tells them apart: `document` (督办函, 联席约谈通知书 or 立项挂牌督办通知书), `circular` (what other units get of
a listing), `minutes`, `release`, and what the unit and the office wrote: `plan`, `report`, `written`, `application`,
`extension`, `conclusion`, `change`, `pause_notice`; of the last four there may be several, the second being `extension-2`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from duban.documents.final_text.handed_in import current
from duban.documents.official.kinds import write
from duban.documents.official.kinds.answers import (
    RectificationPlan,
    RectificationReport,
    ReleaseApplication,
    WrittenReport,
)
from duban.documents.official.kinds.base import Facts
from duban.documents.official.kinds.interview import InterviewMinutes, InterviewNotice, with_time
from duban.documents.official.kinds.letter import SupervisionLetter
from duban.documents.official.kinds.listing import ListingCircular, ListingNotice, ReleaseNotice
from duban.documents.papers.model import Paper
from duban.measures.models import Attendance, Measure, SelfCriticism
from duban.measures.papers.answers import REPLIES, replies, reply_paper
from duban.measures.papers.common import common, day_of, keyed, principals_of
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.people.standing import Function
from duban.proceedings.models import Application, Plan, Report
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock

__all__ = [
    "drafted_paper",
    "goes_out_at_once",
    "issued_as",
    "issued_text",
    "paper_of",
    "part_at",
    "place_of",
    "principals_of",
    "replies",
    "reply_paper",
]

MEETINGS = {"party": "县委常委会会议", "gov": "县政府常务会议"}


def paper_of(measure: Measure, part: str) -> Paper:
    """A document of a measure: the final text that was handed in, else as its rows stand. KeyError for no part."""
    if part == "document" and measure.final_digest:
        final = current(measure.kind, measure, part)
        if final is not None:
            return Paper.from_json(final.content)
    return drafted_paper(measure, part)


def drafted_paper(measure: Measure, part: str) -> Paper:
    """A document of a measure as its rows stand; （未填） where a draft leaves something open. KeyError for no part."""
    name, place = place_of(part)
    if name in REPLIES:
        row = replies(measure, name)[place : place + 1].first()
        if row is None:
            raise KeyError(part)
        return reply_paper(measure, name, row)
    kind, gather = _PARTS[part]
    return write(kind or SPINES[measure.kind].paper, gather(measure), draft=True)


def place_of(part: str) -> tuple[str, int]:
    """Which of several replies a part is, counted from 0: `extension-2` is the second one."""
    name, _, place = part.partition("-")
    return name, int(place) - 1 if place.isdigit() else 0


def part_at(name: str, place: int) -> str:
    """The part of a reply, as `place_of` reads it."""
    return f"{name}-{place + 1}" if place else name


def issued_as(measure: Measure, part: str) -> tuple[str, date | None]:
    """Number and date of a document as it was issued, empty where it has not been."""
    if part == "minutes":
        return (f"第{measure.minutes_no}期" if measure.minutes_no else "", day_of(measure.held_at))
    if part == "release":
        return measure.release_number, day_of(measure.ended_at) if measure.release_number else None
    return measure.number, day_of(measure.issued_at)


def goes_out_at_once(part: str) -> bool:
    """Whether a document is decided on and numbered in one act, so that its frozen text is the issued one."""
    return place_of(part)[0] in REPLIES


def issued_text(measure: Measure, part: str, text: Paper) -> Paper:
    """A frozen text with what it gets at issue: number, date, and the hour of an interview."""
    if text.kind == "interview_notice" and not measure.final_digest:
        text = with_time(text, measure.planned_at)
    return text.with_issue(*issued_as(measure, part))


def _issued(measure: Measure) -> dict[str, Any]:
    return {"number": measure.number, "dated": day_of(measure.issued_at)}


def _lines(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(line.strip() for line in value.splitlines() if line.strip())
    return tuple(str(line) for line in value or ())


def _whole(value: Any) -> str:
    return "\n".join(_lines(value))


def _letter(measure: Measure) -> Facts:
    on = day_of(measure.issued_at) or clock.today()
    days = pack_in_force(measure.jurisdiction_id, on).get("plan_due_workdays", on)
    return SupervisionLetter(
        **common(measure),
        **_issued(measure),
        principals=principals_of(measure),
        facts=tuple(str(fact) for fact in measure.facts),
        approver=measure.approved_by,
        orders=_lines(measure.content.get("matters")),
        deadline=measure.original_deadline or measure.deadline,
        goals=_lines(measure.content.get("goals")),
        plan_days=int(days),
        feedback_days=measure.feedback_days,
    )


def _notice_of_interview(measure: Measure) -> Facts:
    return InterviewNotice(
        **common(measure),
        **_issued(measure),
        principals=principals_of(measure),
        facts=tuple(str(fact) for fact in measure.facts) or (measure.basis,),
        approver=measure.approved_by,
        opinion=_whole(measure.content.get("opinion_text")),
        planned_at=measure.planned_at,
        place=str(measure.content.get("place") or ""),
        convener=measure.convener,
        materials=_lines(measure.content.get("materials")),
        deadline=measure.original_deadline or measure.deadline,
        feedback_days=measure.feedback_days,
    )


def _notice_of_listing(measure: Measure) -> Facts:
    content = measure.content
    return ListingNotice(
        **common(measure),
        **_issued(measure),
        principals=principals_of(measure),
        approver=measure.approved_by,
        name=_whole(content.get("name")),
        responsible=_whole(content.get("responsible")),
        main_facts=_whole(content.get("main_facts")),
        requirements=_lines(content.get("requirements")),
        deadline=measure.original_deadline or measure.deadline,
        release_method=_whole(content.get("release_method")),
        release_procedure=_whole(content.get("release_procedure")),
        feedback_days=measure.feedback_days,
    )


def _document(measure: Measure) -> Facts:
    gathered = {"letter": _letter, "interview": _notice_of_interview, "listing": _notice_of_listing}
    return gathered[measure.kind](measure)


def _circular(measure: Measure) -> Facts:
    return ListingCircular(
        **common(measure),
        **_issued(measure),
        name=_whole(measure.content.get("name")),
        deadline=measure.original_deadline or measure.deadline,
    )


def _minutes(measure: Measure) -> Facts:
    attended: dict[str, tuple[str, ...]] = {}
    excused: list[str] = []
    for row in Attendance.objects.filter(measure=measure).order_by("pk"):
        if row.present:
            attended[row.organ] = (*attended.get(row.organ, ()), f"{row.name}（{row.post}）")
        else:
            excused.append(f"{Function(row.organ).label}（{row.reason}）")
    plan = _plan_row(measure)
    return InterviewMinutes(
        **common(measure),
        number=f"第{measure.minutes_no}期" if measure.minutes_no else "",
        dated=day_of(measure.held_at),
        held_at=measure.held_at,
        place=str(measure.content.get("place") or ""),
        convener=measure.convener,
        words=measure.minutes,
        committed_on=plan.committed_on if plan else None,
        report_handed=measure.report_handed,
        attended=attended,
        excused=tuple(excused),
        self_criticisms=tuple(map(_criticism, SelfCriticism.objects.filter(measure=measure).order_by("pk"))),
    )


def _criticism(row: SelfCriticism) -> str:
    meeting = MEETINGS.get(row.meeting, row.meeting)
    if not row.required:
        return f"{row.decided_by}决定：不在{meeting}上作出检查。"
    done = f"{row.persons}已于{row.held_on:%Y-%m-%d}作出检查。" if row.held_on else "尚未作出。"
    return f"{row.decided_by}决定：须在{meeting}上作出检查；{done}"


def _release(measure: Measure) -> Facts:
    last = replies(measure, "conclusion").last()
    return ReleaseNotice(
        **common(measure),
        number=measure.release_number,
        dated=day_of(measure.ended_at) if measure.release_number else None,
        name=_whole(measure.content.get("name")),
        listing_number=measure.number,
        listed_on=day_of(measure.issued_at),
        verified=f"经{last.method}核查并由第二人核查确认" if last else "",
    )


def _plan_row(measure: Measure) -> Plan | None:
    return Plan.objects.filter(**keyed(measure), state=Plan.State.CONFIRMED).order_by("-pk").first()


def _answer(measure: Measure, confirmed_by: str, on: date | None) -> dict[str, Any]:
    """What every paper of the unit has; it goes out under the unit's own name."""
    held = common(measure)
    return {
        **held,
        "issuers": (held["unit"],),
        "to": held["issuers"][0],
        "document": measure.number,
        "confirmed_by": confirmed_by,
        "dated": on,
    }


def _plan(measure: Measure) -> Facts:
    row = _plan_row(measure)
    if row is None:
        raise KeyError("plan")
    return RectificationPlan(
        **_answer(measure, row.confirmed_by, day_of(row.confirmed_at)),
        plan=row.text,
        committed_on=row.committed_on,
    )


def _report(measure: Measure) -> Facts:
    rows = Report.objects.filter(case_id=measure.case_id, serves=measure.kind, submitted_at__isnull=False)
    row = rows.order_by("-period").first()
    if row is None:
        raise KeyError("report")
    on = day_of(row.submitted_at)
    return RectificationReport(
        **_answer(measure, row.submitted_by, on),
        period=row.period,
        until=on,
        progress=row.progress,
        problems=row.problems,
        needs=row.needs,
        no_change=row.no_change,
    )


def _written(measure: Measure) -> Facts:
    plan = _plan_row(measure)
    on = day_of(measure.held_at)
    names = "、".join(principals_of(measure))
    return WrittenReport(
        **_answer(measure, names, on),
        facts=measure.report_text,
        measures=_lines(plan.text) if plan else (),
        committed_on=plan.committed_on if plan else None,
    )


def _application(measure: Measure) -> Facts:
    row = Application.objects.filter(**keyed(measure), confirmed_at__isnull=False).order_by("-pk").first()
    if row is None:
        raise KeyError("application")
    return ReleaseApplication(
        **_answer(measure, row.confirmed_by, day_of(row.confirmed_at)),
        listed_on=day_of(measure.issued_at),
        done=row.text,
    )


_PARTS: Mapping[str, tuple[str, Callable[[Measure], Facts]]] = {
    "document": ("", _document),
    "circular": ("listing_circular", _circular),
    "minutes": ("interview_minutes", _minutes),
    "release": ("release_notice", _release),
    "plan": ("rectification_plan", _plan),
    "report": ("rectification_report", _report),
    "written": ("written_report", _written),
    "application": ("release_application", _application),
}

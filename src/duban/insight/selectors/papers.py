"""Documents as somebody may read them: whole for those who see the case, units only for those notified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.acts.permits import roles_from
from duban.documents.content import Paper, Source
from duban.documents.interview import interview_minutes, interview_notice
from duban.documents.letter import letter
from duban.documents.listing import circulated, listing_notice, release_notice
from duban.insight.selectors.tabs import sheet_label
from duban.matters import policies as of_matter
from duban.measures import policies as of_measure
from duban.measures.models import Attendance, Measure, SelfCriticism
from duban.mechanism.lifecycles import state_label
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.standing import Function, Role, sees_drafts
from duban.organisations.selectors import directory
from duban.proceedings.models import ResponsiblePerson, Signature, Verification
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_PLAN_DAYS = 5
_MEETINGS = {"party": "县委常委会会议", "gov": "县政府常务会议"}
_RELEASING = ("release_signing", "release_numbering")


@dataclass(frozen=True)
class PaperView:
    """A document on its page. `whole` tells whether it is the full text; `parts` are the other documents of the measure."""

    paper: Paper
    ref: str
    kind: str
    label: str
    number: str
    state: str
    case_ref: str
    case_title: str
    part: str
    whole: bool
    internal: bool
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SheetCell:
    """One step of the 发文稿纸."""

    title: str
    opinion: str
    name: str
    post: str
    at: datetime
    note: str


@dataclass(frozen=True)
class SheetView:
    """The 发文稿纸 of a measure, as it is printed."""

    ref: str
    label: str
    number: str
    title: str
    unit: str
    issuer: str
    state: str
    deadline: date | None
    copies: int | None
    seal_keeper: str
    case_ref: str
    cells: tuple[SheetCell, ...]


def paper(*, actor: Actor, ref: str, part: str = "document") -> PaperView:
    """A document of a measure: `document`, `minutes` or `release`; NotFound where it is not the actor's to see."""
    measure, roles = _measure(actor, ref)
    internal = sees_drafts(roles)
    whole = internal or of_matter.visible(actor, measure.matter, roles)
    parts = _parts(measure, whole, internal)
    if part not in dict(parts):
        raise NotFound("没有找到，或不在您的范围内。")
    source = _source(actor, measure, part)
    return PaperView(
        paper=_written(measure.kind, part, source, whole),
        ref=measure.ref,
        kind=measure.kind,
        label=SPINES[measure.kind].label,
        number=measure.number,
        state=state_label(measure.kind, measure.state),
        case_ref=measure.case.ref if whole else "",
        case_title=measure.matter.title,
        part=part,
        whole=whole,
        internal=internal,
        parts=parts,
    )


def _measure(actor: Actor, ref: str) -> tuple[Measure, frozenset[Role]]:
    measure = (
        Measure.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref)
        .select_related("case", "matter", "matter__case")
        .first()
    )
    if measure is None:
        raise NotFound("没有找到，或不在您的范围内。")
    roles = roles_from(actor, actor.posts, of_measure.subject_of(measure))
    if not of_measure.visible(actor, measure, roles):
        raise NotFound("没有找到，或不在您的范围内。")
    return measure, roles


def _parts(measure: Measure, whole: bool, internal: bool) -> tuple[tuple[str, str], ...]:
    label = SPINES[measure.kind].label if whole else "挂牌督办通报"
    parts = [("document", "联席约谈通知书" if measure.kind == "interview" else label)]
    if measure.minutes_no and whole:
        parts.append(("minutes", "约谈纪要"))
    if measure.release_number or (internal and measure.state in _RELEASING):
        parts.append(("release", "解除挂牌督办通知"))
    return tuple(parts)


def _written(kind: str, part: str, source: Source, whole: bool) -> Paper:
    if part == "minutes":
        return interview_minutes(source)
    if part == "release":
        return release_notice(source)
    if kind == "listing":
        return listing_notice(source) if whole else circulated(source)
    return letter(source) if kind == "letter" else interview_notice(source)


def _source(actor: Actor, measure: Measure, part: str) -> Source:
    known = directory(actor.jurisdiction_id)
    on = measure.issued_at.astimezone(clock.BEIJING).date() if measure.issued_at else clock.today()
    ended = measure.ended_at.astimezone(clock.BEIJING).date() if measure.ended_at else None
    return Source(
        matter=measure.matter.title,
        issuer=known.office(Function(measure.issuer)).name,
        unit=known.unit(measure.unit_id).name,
        principals=_principals(actor, measure, on),
        number=measure.number,
        issued_on=on if measure.issued_at else None,
        basis=measure.basis,
        content=measure.content,
        facts=tuple(str(text) for text in measure.facts),
        deadline=measure.deadline,
        feedback_days=measure.feedback_days,
        plan_days=int(pack_in_force(actor.jurisdiction_id, on).get("plan_due_workdays", on) or _PLAN_DAYS),
        stamp=_stamp(measure, part),
        planned_at=measure.planned_at,
        held_at=measure.held_at,
        convener=measure.convener,
        minutes=measure.minutes,
        minutes_no=measure.minutes_no,
        report_handed=measure.report_handed,
        release_number=measure.release_number,
        released_on=ended if measure.release_number else None,
        **(
            _of_interview(measure) if part == "minutes" else _of_release(measure) if part == "release" else {}
        ),
    )


def _stamp(measure: Measure, part: str) -> str:
    if measure.state == "voided":
        return "已作废"
    if measure.state == "withdrawn":
        return "已撤回"
    if part == "release":
        return "" if measure.release_number else "草稿"
    return "" if measure.issued_at else "草稿"


def _principals(actor: Actor, measure: Measure, on: date) -> tuple[str, ...]:
    if measure.issued_at is not None:
        rows = ResponsiblePerson.objects.filter(
            object_kind=measure.kind, object_id=measure.pk, role="principal"
        ).order_by("pk")
        return tuple(rows.values_list("name", flat=True))
    return tuple(holder.name for holder in directory(actor.jurisdiction_id).principals(measure.unit_id, on))


def _of_interview(measure: Measure) -> dict[str, Any]:
    attended: dict[str, tuple[str, ...]] = {}
    excused: list[str] = []
    for row in Attendance.objects.filter(measure=measure).order_by("pk"):
        if row.present:
            attended[row.organ] = (*attended.get(row.organ, ()), f"{row.name}（{row.post}）")
        else:
            excused.append(f"{Function(row.organ).label}：{row.reason}")
    decided = SelfCriticism.objects.filter(measure=measure).order_by("pk")
    return {
        "attended": attended,
        "excused": tuple(excused),
        "self_criticisms": tuple(_criticism(row) for row in decided),
    }


def _criticism(row: SelfCriticism) -> str:
    meeting = _MEETINGS.get(row.meeting, row.meeting)
    if not row.required:
        return f"{row.decided_by}决定：不在{meeting}上作出检查。"
    done = f"{row.persons}已于{row.held_on:%Y-%m-%d}作出检查。" if row.held_on else "尚未作出。"
    return f"{row.decided_by}决定：须在{meeting}上作出检查；{done}"


def _of_release(measure: Measure) -> dict[str, Any]:
    last = (
        Verification.objects.filter(object_kind="listing", object_id=measure.pk, passed=True, agreed=True)
        .order_by("-pk")
        .first()
    )
    return {"verified": f"经{last.method}核查并由第二人复核" if last else ""}


def sheet(*, actor: Actor, ref: str) -> SheetView:
    """The 发文稿纸: every name, opinion and time; only for those who see drafts."""
    measure, roles = _measure(actor, ref)
    if not sees_drafts(roles):
        raise NotFound("没有找到，或不在您的范围内。")
    known = directory(actor.jurisdiction_id)
    rows = Signature.objects.filter(object_kind=measure.kind, object_id=measure.pk).order_by("pk")
    return SheetView(
        ref=measure.ref,
        label=SPINES[measure.kind].label,
        number=measure.number,
        title=measure.matter.title,
        unit=known.unit(measure.unit_id).name,
        issuer=known.office(Function(measure.issuer)).name,
        state=state_label(measure.kind, measure.state),
        deadline=measure.deadline,
        copies=measure.copies_printed,
        seal_keeper=measure.seal_keeper,
        case_ref=measure.case.ref,
        cells=tuple(_cell(row) for row in rows),
    )


def _cell(row: Signature) -> SheetCell:
    means = "" if row.means == "系统" else row.means
    return SheetCell(
        title=sheet_label(row),
        opinion=row.opinion or row.label,
        name=f"{row.name}（受{row.behalf_name}委托）" if row.behalf_name else row.name,
        post=row.post,
        at=row.signed_at,
        note="，".join(part for part in (means, row.note) if part),
    )

"""Documents as somebody may read them: whole for those who see the case, units only for those notified."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Value

from duban.acts.sight.visibility import ABSENT, may_see
from duban.documents.final_text.issued_files import handed_in
from duban.documents.official import copies, in_hand
from duban.documents.official.in_hand import PaperFile
from duban.documents.official.kinds import write
from duban.documents.official.kinds.sheet import Signing, SignOffSheet
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Imprint, Paper
from duban.documents.papers.onscreen import OnScreen, on_screen
from duban.measures import policies as of_measure
from duban.measures.models import Measure
from duban.measures.papers import goes_out_at_once, issued_text, paper_of, part_at, place_of, replies
from duban.mechanism.dates.deadlines import first_told
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.people.standing import Function
from duban.mechanism.words.named import Vocabulary
from duban.organisations.selectors import directory
from duban.proceedings.models import Application, Extension, Plan, Report, Signature, Verification
from duban.rulebook.selectors import vocabulary_of_case
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_LABELS = {
    "plan": "整改方案",
    "report": "整改情况报告",
    "written": "书面报告",
    "application": "解除申请",
    "extension": "延期复函",
    "conclusion": "督查结论",
    "change": "补充通知",
    "pause_notice": "暂缓通知",
}


@dataclass(frozen=True)
class CopyView:
    """The issued copy of a document: whether its files are made, and what keeps them from being made."""

    ref: str
    state: str
    label: str
    why: str
    pdf_sha256: str
    rendered_at: datetime | None
    code: str


@dataclass(frozen=True)
class PaperView:
    """A document on its page. `in_full` tells whether it is the full text; `parts` are the other documents of the measure."""

    paper: Paper
    screen: OnScreen
    stamp: str
    copy: CopyView | None
    ref: str
    kind: str
    label: str
    number: str
    state: str
    case_ref: str
    case_title: str
    part: str
    in_full: bool
    internal: bool
    parts: tuple[tuple[str, str], ...]
    handed_in: bool = False


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
    first: str
    issued_on: date | None
    copies: int | None
    seal_keeper: str
    case_ref: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True)
class _Seen:
    """A measure as the actor may see it."""

    measure: Measure
    in_full: bool
    internal: bool


def paper(*, actor: Actor, ref: str, part: str = "document") -> PaperView:
    """A document of a measure (`measures.papers` names the parts); NotFound where it is not the actor's to see."""
    seen = _seen(actor, ref)
    measure = seen.measure
    parts = _parts(seen)
    if part not in dict(parts):
        raise NotFound(ABSENT)
    copy = _copy(seen, part)
    content = _content(seen, part, copy)
    return PaperView(
        paper=content,
        screen=on_screen(content),
        stamp=_stamp(measure, part),
        copy=_copy_view(copy)
        if copy and seen.internal and copy.state not in states_of("paper", "frozen")
        else None,
        ref=measure.ref,
        kind=measure.kind,
        label=SPINES[measure.kind].label,
        number=measure.number,
        state=state_label(measure.kind, measure.state),
        case_ref=measure.case.ref if seen.in_full else "",
        case_title=measure.matter.title,
        part=part,
        in_full=seen.in_full,
        internal=seen.internal,
        parts=parts,
        handed_in=seen.internal and part == "document" and bool(measure.final_digest),
    )


def paper_file(*, actor: Actor, ref: str, part: str, form: str) -> PaperFile:
    """A document as a file: the issued copy where there is one, else made now with its stamp. Raises NoPdf."""
    if part == "sheet":
        measure = _measure(actor, ref)
        words = vocabulary_of_case(measure.jurisdiction_id, measure.case.pack_hash, clock.today())
        return in_hand.made(_sheet_paper(sheet(actor=actor, ref=ref), words), form)
    view = paper(actor=actor, ref=ref, part=part)
    seen = _seen(actor, ref)
    copy = _copy(seen, part)
    if copy is not None and copy.state in states_of("paper", "kept") and not view.stamp:
        return in_hand.kept(copy, form)
    if part == "document" and form == "docx" and seen.internal and seen.measure.final_digest:
        handed = handed_in(seen.measure.kind, seen.measure, part)
        if handed is not None:
            return handed
    return in_hand.made(view.paper, form, Imprint(stamp=view.stamp))


def _seen(actor: Actor, ref: str) -> _Seen:
    measure = _measure(actor, ref)
    return _Seen(measure, of_measure.in_full(actor).holds(measure), of_measure.drafts(actor).holds(measure))


def _measure(actor: Actor, ref: str) -> Measure:
    measure = (
        Measure.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref)
        .select_related("case", "matter", "matter__case")
        .first()
    )
    if measure is None or not may_see(actor, measure.kind, measure):
        raise NotFound(ABSENT)
    return measure


def _parts(seen: _Seen) -> tuple[tuple[str, str], ...]:
    measure = seen.measure
    label = SPINES[measure.kind].label if seen.in_full else "‹挂牌督办›通报"
    parts = [("document", "‹联席约谈›通知书" if measure.kind == "interview" else label)]
    if measure.minutes_no and seen.in_full:
        parts.append(("minutes", "‹约谈›纪要"))
    if measure.release_number or (seen.internal and measure.state in states_of("listing", "releasing")):
        parts.append(("release", "解除‹挂牌督办›通知"))
    if seen.in_full and measure.issued:
        there = _answers(measure)
        for name, label in _LABELS.items():
            parts += [(part_at(name, at), f"{label}{_nth(at)}") for at in range(there[name])]
    return tuple(parts)


def _nth(place: int) -> str:
    return f"（{place + 1}）" if place else ""


def _answers(measure: Measure) -> Counter[str]:
    """Which papers of unit and office there are on a measure, in one statement; of replies each, of others the last."""
    on = {"object_kind": measure.kind, "object_id": measure.pk}
    asked = (
        ("plan", Plan.objects.filter(**on, state=Plan.State.CONFIRMED)),
        (
            "report",
            Report.objects.filter(case=measure.case_id, serves=measure.kind, submitted_at__isnull=False),
        ),
        ("application", Application.objects.filter(**on, confirmed_at__isnull=False)),
        ("extension", Extension.objects.filter(**on, state__in=Extension.ANSWERED)),
        ("conclusion", Verification.objects.filter(**on, agreed=True)),
        ("change", replies(measure, "change")),
        ("pause_notice", replies(measure, "pause_notice")),
    )
    rows = [
        query.order_by().annotate(part=Value(part, CharField())).values_list("part", flat=True)
        for part, query in asked
    ]
    there = Counter(rows[0].union(*rows[1:], all=True))
    for name in ("plan", "report", "application"):
        there[name] = min(there[name], 1)
    return there + Counter({"written": 1} if measure.report_text else {})


def _copy(seen: _Seen, part: str) -> IssuedCopy | None:
    """The copy of what the actor reads; a text frozen before and sent back since is none."""
    measure = seen.measure
    wanted = "circular" if part == "document" and measure.kind == "listing" and not seen.in_full else part
    copy = IssuedCopy.objects.filter(object_kind=measure.kind, object_id=measure.pk, part=wanted).first()
    if copy is None or copy.state not in states_of("paper", "frozen"):
        return copy
    if part == "release":
        return copy if measure.state in states_of("listing", "releasing") else None
    approved = goes_out_at_once(part) or bool(measure.text_digest and measure.approved_by)
    return copy if approved else None


def _content(seen: _Seen, part: str, copy: IssuedCopy | None) -> Paper:
    if copy is not None and goes_out_at_once(part):
        return copies.paper_of(copy)
    if copy is not None:
        return issued_text(seen.measure, part, Paper.from_json(copy.content))
    if part == "document" and seen.measure.kind == "listing" and not seen.in_full:
        return paper_of(seen.measure, "circular")
    return paper_of(seen.measure, part)


def _copy_view(copy: IssuedCopy) -> CopyView:
    return CopyView(
        ref=copy.ref,
        state=copy.state,
        label=state_label("paper", copy.state),
        why=copy.failed_why,
        pdf_sha256=copy.pdf_sha256,
        rendered_at=copy.rendered_at,
        code=copy.code or "",
    )


def _stamp(measure: Measure, part: str) -> str:
    if place_of(part)[0] in _LABELS:
        return ""
    if measure.state in states_of(measure.kind, "voided"):
        return "已作废"
    if measure.state in states_of(measure.kind, "withdrawn"):
        return "已撤回"
    if part == "release":
        return "" if measure.release_number else "草稿"
    return "" if measure.issued_at else "草稿"


def sheet(*, actor: Actor, ref: str) -> SheetView:
    """The 发文稿纸: every name, opinion and time; only for those who see drafts."""
    measure = _measure(actor, ref)
    if not of_measure.drafts(actor).holds(measure):
        raise NotFound(ABSENT)
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
        first=first_told(measure.deadline, measure.original_deadline, measure.extensions),
        issued_on=clock.day_of(measure.issued_at) if measure.issued_at else None,
        copies=measure.copies_printed,
        seal_keeper=measure.seal_keeper,
        case_ref=measure.case.ref,
        cells=tuple(_cell(row) for row in rows),
    )


def _sheet_paper(view: SheetView, words: Vocabulary) -> Paper:
    facts = SignOffSheet(
        issuers=(view.issuer,),
        number=view.number,
        dated=view.issued_on,
        vocabulary=words,
        document=view.label,
        subject=view.title,
        to=f"{view.unit}及其主要领导",
        copies="县纪委监委、县委组织部",
        deadline=view.deadline,
        first=view.first,
        printed=view.copies,
        seal_keeper=view.seal_keeper,
        steps=tuple(
            Signing(
                title=cell.title,
                opinion=cell.opinion,
                name=cell.name,
                post=cell.post,
                at=cell.at,
                note=cell.note,
            )
            for cell in view.cells
        ),
    )
    return write("sign_off_sheet", facts, draft=True)


def _cell(row: Signature) -> SheetCell:
    means = "" if row.means == "系统" else row.means
    return SheetCell(
        title=row.called,
        opinion=row.opinion or row.label,
        name=f"{row.name}（受{row.behalf_name}委托）" if row.behalf_name else row.name,
        post=row.post,
        at=row.signed_at,
        note="，".join(part for part in (means, row.note) if part),
    )

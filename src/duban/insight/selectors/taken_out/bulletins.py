"""督查通报 and 督查专报 as pages: what there is, one of them as it reads, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import ABSENT, may_see, visible_rows
from duban.documents.official import copies, in_hand
from duban.documents.official.in_hand import PaperFile
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Imprint, Paper
from duban.documents.papers.onscreen import OnScreen, on_screen
from duban.measures.bulletin.paper import NAMES, paper_of
from duban.measures.bulletin.plain_text import BadText
from duban.measures.models import Bulletin
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.people.standing import Function
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from duban.shared.pages import Page, bounds


@dataclass(frozen=True)
class BulletinRow:
    """A bulletin in the list."""

    ref: str
    label: str
    title: str
    number: str
    office: str
    period: str
    state: str
    state_label: str
    at: datetime


@dataclass(frozen=True)
class BulletinList:
    """The bulletins that the actor may see, the latest first, and what may be begun."""

    page: Page[BulletinRow]
    may: tuple[str, ...]


@dataclass(frozen=True)
class BulletinView:
    """A bulletin as it reads. `fault` says what keeps its text from being a document."""

    row: BulletinRow
    screen: OnScreen | None
    fault: str
    stamp: str
    since: datetime
    until: datetime
    approved_by: str
    why: str
    acts: tuple[str, ...]


def bulletins(*, actor: Actor, kind: str = "", number: int = 1, size: int = 25) -> BulletinList:
    """The bulletins that the actor may see, of one kind or of both."""
    number, size, start = bounds(number, size)
    rows = visible_rows(actor, kind) if kind in NAMES else _all(actor)
    shown = rows.defer("text", "charts").order_by("-created_at", "-pk")[start : start + size]
    may = tuple(key for key in (f"{kind}.draft" for kind in NAMES) if may_start(actor, key))
    return BulletinList(Page(tuple(_row(row) for row in shown), number, size, rows.count()), may)


def _all(actor: Actor) -> QuerySet[Bulletin]:
    circulars, reports = (visible_rows(actor, kind) for kind in NAMES)
    both: QuerySet[Bulletin] = circulars | reports
    return both


def _row(row: Bulletin) -> BulletinRow:
    return BulletinRow(
        ref=row.ref,
        label=NAMES[row.kind],
        title=row.title,
        number=row.number,
        office=Function(row.office).label,
        period=row.period,
        state=row.state,
        state_label=state_label(row.kind, row.state),
        at=row.issued_at or row.created_at,
    )


def bulletin(*, actor: Actor, ref: str) -> BulletinView:
    """One bulletin; NotFound where it is not the actor's to see."""
    row = _found(actor, ref)
    copy = copies.of_object(row.kind, row.pk).get("document")
    text, fault = _text(row, copy)
    return BulletinView(
        row=_row(row),
        screen=on_screen(text) if text else None,
        fault=fault,
        stamp=_stamp(row),
        since=row.since,
        until=row.until,
        approved_by=row.approved_by,
        why=copy.failed_why if copy else "",
        acts=tuple(one.key for one in open_acts(actor, row.kind, row)),
    )


def _found(actor: Actor, ref: str) -> Bulletin:
    row = Bulletin.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref).first()
    if row is None or not may_see(actor, row.kind, row):
        raise NotFound(ABSENT)
    return row


def _text(row: Bulletin, copy: IssuedCopy | None) -> tuple[Paper | None, str]:
    """The text: as it was frozen, or as the draft stands."""
    if copy is not None and row.state in states_of(row.kind, "agreed"):
        return copies.paper_of(copy), ""
    try:
        return paper_of(row), ""
    except BadText as error:
        return None, str(error)


def _stamp(row: Bulletin) -> str:
    return {"issued": "", "withdrawn": "已撤回"}.get(row.state, "草稿")


def bulletin_file(*, actor: Actor, ref: str, form: str) -> PaperFile:
    """A bulletin as .docx or PDF: the issued copy where there is one, else made now with its stamp. Raises NoPdf."""
    row = _found(actor, ref)
    copy = copies.of_object(row.kind, row.pk).get("document")
    if copy is not None and copy.state in states_of("paper", "kept"):
        return in_hand.kept(copy, form)
    text, fault = _text(row, copy)
    if text is None:
        raise NotFound(fault)
    return in_hand.made(text, form, Imprint(stamp=_stamp(row)))

"""Attachments as somebody may read them: through the object on which they hang."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duban.acts.gate.entry import open_acts
from duban.acts.sight.visibility import ABSENT, seen_row
from duban.documents.files import owners
from duban.documents.files.kept import KIND
from duban.documents.files.selectors import KeptFile, kept_of
from duban.documents.models import Attachment
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

SHOWN_IN_PAGE = {"application/pdf": "pdf", "image/jpeg": "picture", "image/png": "picture"}


@dataclass(frozen=True)
class Edition:
    """One version of a file."""

    ref: str
    name: str
    edition: int
    state: str
    by: str
    at: datetime
    size: int


@dataclass(frozen=True)
class FileView:
    """A file with its place, its versions and what may be done with it. `shown` is how a page can show it."""

    file: KeptFile
    case_ref: str
    case_title: str
    state: str
    state_label: str
    by: str
    at: datetime
    why: str
    declared: bool
    scanned: bool
    looked_by: str
    looked_at: datetime | None
    shown: str
    editions: tuple[Edition, ...]
    acts: tuple[Act, ...]


def attachment(*, actor: Actor, ref: str) -> KeptFile:
    """A file that the actor may open; internal ones only for those who see drafts, sealed ones for nobody."""
    row = _seen(actor, ref)
    if row.state == Attachment.State.FROZEN:
        raise NotFound(ABSENT)
    return kept_of(row)


def file_view(*, actor: Actor, ref: str) -> FileView:
    """A file with everything around it; NotFound where it is not the actor's to see."""
    row = _seen(actor, ref)
    kept = kept_of(row)
    sealed = row.state == Attachment.State.FROZEN
    return FileView(
        file=kept,
        case_ref=row.case.ref if row.case else "",
        case_title=row.case.title if row.case else "",
        state=row.state,
        state_label=Attachment.State(row.state).label,
        by=row.by,
        at=row.created_at,
        why=row.why,
        declared=row.declared,
        scanned=row.scanned,
        looked_by=row.looked_by,
        looked_at=row.looked_at,
        shown="" if sealed else SHOWN_IN_PAGE.get(row.media_type, ""),
        editions=tuple(_edition(one) for one in _family(row)),
        acts=tuple(open_acts(actor, KIND, row)),
    )


def _seen(actor: Actor, ref: str) -> Attachment:
    row: Attachment = seen_row(actor, "attachment", "case", ref=ref)
    return row


def _family(row: Attachment) -> list[Attachment]:
    """All versions of a file, the newest first, found within the files of the same object."""
    same = list(
        Attachment.objects.filter(
            jurisdiction_id=row.jurisdiction_id, object_kind=row.object_kind, object_id=row.object_id
        ).order_by("pk")
    )
    joined = {row.pk, row.replaces_id} - {None}
    while True:
        more = {one.pk for one in same if one.replaces_id in joined}
        more |= {one.replaces_id for one in same if one.pk in joined and one.replaces_id}
        if more <= joined:
            break
        joined |= more
    return sorted((one for one in same if one.pk in joined), key=lambda one: -one.edition)


def _edition(row: Attachment) -> Edition:
    name = owners.title(row)
    return Edition(
        row.ref, name, row.edition, Attachment.State(row.state).label, row.by, row.created_at, row.size
    )

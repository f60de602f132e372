"""Reading kept files. Who may read one is decided by the floor that knows the case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from duban.documents.hanging import title
from duban.documents.models import Attachment
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class KeptFile:
    """A file that hangs on a case, and where its bytes lie."""

    ref: str
    case_id: int | None
    name: str
    label: str
    media_type: str
    size: int
    sha256: str
    internal: bool
    path: Path


def kept_file(*, actor: Actor, ref: str) -> KeptFile:
    """The file of this address in the actor's jurisdiction; NotFound where there is none."""
    row = Attachment.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref).first()
    if row is None:
        raise NotFound("没有找到，或不在您的范围内。")
    return kept_of(row)


def kept_of(row: Attachment) -> KeptFile:
    """The file of a row."""
    return KeptFile(
        ref=row.ref,
        case_id=row.case_id,
        name=title(row),
        label=row.label,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        internal=row.internal,
        path=Path(settings.MEDIA_ROOT) / row.stored_as,
    )

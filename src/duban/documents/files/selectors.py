"""Reading kept files. Who may read one is decided by the floor that knows the case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from duban.documents.files.owners import title
from duban.documents.models import Attachment


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

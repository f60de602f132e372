"""Keeping files: bytes first, under a random name and flushed to disk, then the row in the act's transaction."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path, PurePath

from django.conf import settings

from duban.acts.work import Work
from duban.documents.models import Attachment
from duban.documents.uploads import Upload, kind_of_file
from duban.shared.errors import Invalid


def keep_upload(work: Work, upload: Upload, *, internal: bool, label: str, field: str = "file") -> Attachment:
    """Store a file on the object of the act; Invalid on the field where it cannot be taken."""
    try:
        kind = kind_of_file(upload)
    except ValueError as error:
        raise Invalid({field: str(error)}) from error
    return work.create(
        Attachment(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            label=label,
            name=PurePath(upload.name.replace("\\", "/")).name[-160:],
            media_type=kind.media_type,
            size=len(upload.content),
            sha256=hashlib.sha256(upload.content).hexdigest(),
            stored_as=_store(upload.content),
            internal=internal,
            by=work.actor.name,
            at=work.at,
        )
    )


def _store(content: bytes) -> str:
    name = secrets.token_hex(20)
    relative = f"{name[:2]}/{name}"
    path = Path(settings.MEDIA_ROOT) / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    return relative

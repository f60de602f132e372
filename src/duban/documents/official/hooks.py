"""What official documents hand down: the issued copy as a kind of object, and the job that makes its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from duban.acts import kinds
from duban.acts.background import jobs
from duban.acts.kinds import Bearer, Kind, kind_of, object_of
from duban.acts.sight.visibility import on_object
from duban.documents.official import copies
from duban.documents.official.kinds import KINDS
from duban.documents.official.models import IssuedCopy
from duban.documents.papers import fonts
from duban.mechanism.people.standing import Role, Subject
from duban.shared.actor import Actor
from duban.shared.conditions import Condition, either


def _title(copy: IssuedCopy) -> str:
    return f"{KINDS[copy.kind].label}{copy.number}"


def _subject(copy: IssuedCopy) -> Subject:
    return kind_of(copy.object_kind).subject(object_of(copy))


def _bearer(copy: IssuedCopy, role: Role) -> Bearer:
    return kind_of(copy.object_kind).bearer(object_of(copy), role)


def _hanging(specs: Sequence[Kind], actor: Actor) -> Condition:
    """The files are made by the system and asked for again by the office; readers open them on the document's page."""
    return either(on_object(spec.kind, spec.inside(actor)) for spec in specs)


def _places() -> fonts.Places:
    return fonts.Places(tuple(map(Path, settings.FONT_FOLDERS)), Path(settings.FONT_ROLES))


def install() -> None:
    """Register everything; called when the app is ready."""
    fonts.look_in(_places)
    copies.refuse_wrong_setting()
    kinds.register_kind(
        Kind(
            "paper",
            IssuedCopy,
            title=_title,
            subject=_subject,
            bearer=_bearer,
            sees=kinds.nobody,
            hanging=_hanging,
            steps=kinds.nobody,
            duties=kinds.nobody,
        )
    )
    jobs.register_job(copies.JOB, copies.render_again, "重新制作文书")

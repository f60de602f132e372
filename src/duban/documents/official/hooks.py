"""What official documents hand down: the issued copy as a kind of object, and the job that makes its files."""

from __future__ import annotations

from typing import Any

from duban.acts import jobs, kinds
from duban.acts.kinds import Bearer, Kind, kind_of
from duban.documents.official import copies
from duban.documents.official.kinds import KINDS
from duban.documents.official.models import IssuedCopy
from duban.mechanism.standing import Role, Subject, sees_drafts
from duban.shared.actor import Actor


def object_of(copy: IssuedCopy) -> Any:
    """The object whose document it is, read once."""
    if "of" not in copy.__dict__:
        spec = kind_of(copy.object_kind)
        rows: Any = spec.model._base_manager.filter(pk=copy.object_id)
        copy.__dict__["of"] = rows.select_related(*spec.related).get()
    return copy.__dict__["of"]


def _title(copy: IssuedCopy) -> str:
    return f"{KINDS[copy.kind].label}{copy.number}"


def _subject(copy: IssuedCopy) -> Subject:
    return kind_of(copy.object_kind).subject(object_of(copy))


def _bearer(copy: IssuedCopy, role: Role) -> Bearer:
    return kind_of(copy.object_kind).bearer(object_of(copy), role)


def _visible(actor: Actor, copy: IssuedCopy, roles: frozenset[Role]) -> bool:
    """The files are made by the system and asked for again by the office; readers open them on the document's page."""
    return actor.is_system or sees_drafts(roles)


def install() -> None:
    """Register everything; called when the app is ready."""
    copies.refuse_wrong_setting()
    kinds.register_kind(
        Kind("paper", IssuedCopy, title=_title, subject=_subject, bearer=_bearer, visible=_visible)
    )
    jobs.register_job(copies.JOB, copies.render_again)

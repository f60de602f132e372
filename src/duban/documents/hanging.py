"""What a file hangs on decides who has to do with it: its relations, bearers and readers are those of that object."""

from __future__ import annotations

from typing import Any

from duban.acts.kinds import Bearer, kind_of, kinds
from duban.documents.models import Attachment
from duban.mechanism.standing import Function, Role, Subject, sees_drafts
from duban.shared.actor import Actor

_NOBODY = Subject(office=Function.PARTY_OFFICE)


def object_of(file: Attachment) -> Any:
    """The object on which a file hangs, read once; None where its kind is no object of acts."""
    if "hangs_on" not in file.__dict__:
        spec = kinds().get(file.object_kind)
        rows: Any = spec.model._base_manager.filter(pk=file.object_id) if spec else None
        file.__dict__["hangs_on"] = rows.select_related(*spec.related).first() if spec else None
    return file.__dict__["hangs_on"]


def subject(file: Attachment) -> Subject:
    """The relations of the object."""
    on = object_of(file)
    return _NOBODY if on is None else kind_of(file.object_kind).subject(on)


def bearer(file: Attachment, role: Role) -> Bearer:
    """Whoever bears a role for the object."""
    on = object_of(file)
    return Bearer(role) if on is None else kind_of(file.object_kind).bearer(on, role)


def visible(actor: Actor, file: Attachment, roles: frozenset[Role]) -> bool:
    """Whether the actor may know of a file: through the object, internal ones only for those who see drafts.

    What waits for a second person's look is known to its sender and to those who look.
    """
    on = object_of(file)
    if on is None or not kind_of(file.object_kind).visible(actor, on, roles):
        return False
    inner = sees_drafts(roles) or actor.is_system
    if file.state in (Attachment.State.WAITING, Attachment.State.FROZEN):
        return inner or (actor.person_id is not None and actor.person_id == file.by_id)
    return inner or not file.internal


def title(file: Attachment) -> str:
    """How a file is called in sentences; the name of a sealed one is not said."""
    return "已停止流转的附件" if file.state == Attachment.State.FROZEN else file.name

"""What a file hangs on decides who has to do with it: its relations, bearers and readers are those of that object."""

from __future__ import annotations

from collections.abc import Sequence

from duban.acts.kinds import Bearer, Kind, kind_of, object_of
from duban.acts.sight.toward import column
from duban.acts.sight.visibility import on_object
from duban.documents.models import Attachment
from duban.mechanism.people.standing import Function, Role, Subject
from duban.shared.actor import Actor
from duban.shared.conditions import Condition, Is, either, one_of

KIND = "attachment"
_HELD_BACK = one_of("state", (Attachment.State.WAITING, Attachment.State.FROZEN))
_WAITING = Is("state", Attachment.State.WAITING)
_INTERNAL = Is("internal", True)
_NOBODY = Subject(office=Function.PARTY_OFFICE)


def subject(file: Attachment) -> Subject:
    """The relations of the object."""
    on = object_of(file)
    return _NOBODY if on is None else kind_of(file.object_kind).subject(on)


def bearer(file: Attachment, role: Role) -> Bearer:
    """Whoever bears a role for the object."""
    on = object_of(file)
    return Bearer(role) if on is None else kind_of(file.object_kind).bearer(on, role)


def files_of(specs: Sequence[Kind], actor: Actor) -> Condition:
    """Files are seen through the object on which they hang, as its kind says."""
    return either(spec.files(actor) for spec in specs)


def files_on(kind: str, seen: Condition, inner: Condition, actor: Actor) -> Condition:
    """The files of objects of a kind: open ones where the object is seen, internal ones where its drafts are read.

    What waits for a second person's look, or was sealed, is known to its sender and to those who read drafts.
    """
    sent = _HELD_BACK & column("by_id")(actor.person_id)
    return on_object(kind, inner) | (on_object(kind, seen) & (sent | (~_HELD_BACK & ~_INTERNAL)))


def filed_on(kind: str, readers: Condition, inner: Condition, actor: Actor) -> Condition:
    """The files of objects of a kind that its readers read whole, also internal ones, but not while they wait."""
    known = ~_WAITING | column("by_id")(actor.person_id) | on_object(kind, inner)
    return on_object(kind, readers) & known


def title(file: Attachment) -> str:
    """How a file is called in sentences; the name of a sealed one is not said."""
    return "已停止流转的附件" if file.state == Attachment.State.FROZEN else file.name

"""Attachments as somebody may read them: through the case on which they hang."""

from __future__ import annotations

from duban.acts.permits import roles_from
from duban.documents.selectors import KeptFile, kept_file
from duban.matters import policies as of_matter
from duban.matters.models import Matter
from duban.mechanism.standing import sees_drafts
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


def attachment(*, actor: Actor, ref: str) -> KeptFile:
    """A file of a case that the actor sees; internal ones only for those who see drafts."""
    file = kept_file(actor=actor, ref=ref)
    matter = (
        Matter.objects.filter(jurisdiction_id=actor.jurisdiction_id, case_id=file.case_id).first()
        if file.case_id
        else None
    )
    if matter is None:
        raise NotFound("没有找到，或不在您的范围内。")
    roles = roles_from(actor, actor.posts, of_matter.subject_of(matter))
    if not of_matter.visible(actor, matter, roles) or (file.internal and not sees_drafts(roles)):
        raise NotFound("没有找到，或不在您的范围内。")
    return file

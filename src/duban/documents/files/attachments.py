"""Acts on the files of a case: a newer version, the second person's look, and what is done when one proves classified."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from duban.acts.beside import bars, worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.documents.files.kept import keep_uploads
from duban.documents.files.owners import bearer
from duban.documents.models import Attachment
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role
from duban.shared.actor import Actor
from duban.shared.errors import NotPermitted


@performs("attachment.replace")
def replace(
    *, actor: Actor, ref: str, expect: int | None = None, file: Any, reason: str, once: str | None = None
) -> Done:
    """Hand in a newer version; the older one stays and can still be opened."""
    with act(actor, "attachment.replace", ref, expect=expect, once=once) as a:
        old: Attachment = a.object
        newer = keep_uploads(
            a,
            file,
            internal=old.internal,
            label=old.label,
            object_kind=old.object_kind,
            object_id=old.object_id,
            replaces=old,
            edition=old.edition + 1,
            represents=old.represents,
        )[0]
        a.move()
        a.say(edition=newer.edition, name=newer.name, reason=reason)
    return _done(a)


@performs("attachment.confirm")
def confirm(
    *, actor: Actor, ref: str, expect: int | None = None, seen: bool, once: str | None = None
) -> Done:
    """A second person has opened the file and finds no state secret in it."""
    with act(actor, "attachment.confirm", ref, expect=expect, once=once) as a:
        if not seen:
            a.refuse_input(seen="请打开附件逐页看过后再确认。")
        a.move(looked_by=a.actor.name, looked_at=a.at)
    return _done(a)


@performs("attachment.freeze")
def freeze(*, actor: Actor, ref: str, expect: int | None = None, found: str, once: str | None = None) -> Done:
    """Seal a file that may be classified: nobody opens it any more, nothing of it is deleted, and it is reported."""
    with act(actor, "attachment.freeze", ref, expect=expect, once=once) as a:
        a.move()
        a.owe(
            "attachment.record_report",
            bearer(a.object, Role.OFFICE_HEAD),
            "24 小时内报告疑似涉密附件，并登记报告情况",
            "",
            due_on=a.today + timedelta(days=1),
        )
        a.internal = True
    return _done(a)


@performs("attachment.record_report")
def record_report(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    reported_on: date,
    told: str,
    once: str | None = None,
) -> Done:
    """Record when and to whom a suspected leak was reported."""
    with act(actor, "attachment.record_report", ref, expect=expect, once=once) as a:
        if reported_on > a.today:
            a.refuse_input(reported_on="报告日期不能晚于今天。")
        a.discharge("attachment.record_report")
        a.internal = True
        a.say(reported_on=f"{reported_on:%Y-%m-%d}", told=told)
    return _done(a)


def kept_out(spec: Act, keys: Collection[int]) -> dict[int, frozenset[int]]:
    """Who may not look at files as the second person: whoever handed them in."""
    if "refuse_the_uploader" not in spec.bars:
        return {}
    return {key: frozenset({by}) for key, by in Attachment.objects.filter(pk__in=keys).values_list("pk", "by_id") if by}


@bars
@worded("由交来的一方换版；内部文书的扫描件不换版")
def _refuse_another_side(actor: Actor, spec: Act, old: Attachment, behalf_id: int | None) -> None:
    own = old.by_id == actor.person_id or (old.unit_id is not None and old.unit_id in actor.unit_ids)
    if not own:
        raise NotPermitted(f"这个附件由{old.by}交来，由交来的一方换版。")
    if old.internal:
        raise NotPermitted("内部文书的扫描件是审批的依据，不换版；有错的作废后重新代录。")


@bars
@worded("不是上传的人")
def _refuse_the_uploader(actor: Actor, spec: Act, file: Attachment, behalf_id: int | None) -> None:
    if file.by_id in {actor.person_id, behalf_id} - {None}:
        raise NotPermitted(
            f"这个附件由{file.by}上传，须由同一办公室的另一位督查员、核稿人、文书或主任查看确认，委托同样受限。"
        )


def _done(work: Work) -> Done:
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done

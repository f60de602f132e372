"""Keeping files: bytes first, flushed to disk, then the row in the act's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from django.db.models import Count, Q, Sum

from duban.acts.owing import owed
from duban.acts.work import Work
from duban.documents.files import store
from duban.documents.files.held import Held
from duban.documents.files.uploads import Upload
from duban.documents.inspection.shapes import MB
from duban.documents.intake import Marked, Refused, examine
from duban.documents.intake.limits import limits
from duban.documents.intake.refused_markings import marked_message
from duban.documents.models import Attachment
from duban.shared.errors import Invalid

KIND = "attachment"


class MarkedInput(Invalid):
    """What was handed in bears a classified marking; the chain keeps that it was refused, and nothing of it."""

    logged = True

    def __init__(self, field: str, marked: Marked) -> None:
        super().__init__({field: marked.message})
        self.message = f"交来的内容{marked_message(marked.finding)}。"


@dataclass(frozen=True)
class _Taken:
    """What a row says of a file, however it came."""

    name: str
    media_type: str
    size: int
    sha256: str
    received_sha256: str
    level: str
    why: str
    rules: tuple[str, ...]
    second_look: bool
    scanned: bool


def keep_uploads(
    work: Work,
    uploads: Upload | Sequence[Upload] | None,
    *,
    internal: bool,
    label: str,
    field: str = "file",
    **more: Any,
) -> list[Attachment]:
    """Store the files of a field on the object of the act; Invalid on the field where one cannot be taken."""
    given = [uploads] if isinstance(uploads, Upload) else list(uploads or ())
    if given:
        _refuse_too_many(work, given, field)
    return [_keep(work, upload, internal, label, field, more) for upload in given]


def keep_upload(
    work: Work, upload: Upload | Sequence[Upload], *, internal: bool, label: str, field: str = "file"
) -> Attachment:
    """Store a file on the object of the act and return its row, the first of several."""
    return keep_uploads(work, upload, internal=internal, label=label, field=field)[0]


def _keep(
    work: Work, upload: Upload, internal: bool, label: str, field: str, more: dict[str, Any]
) -> Attachment:
    taken, place = _stored(work, upload, field)
    row = work.create(
        Attachment(
            case=work.case,
            object_kind=more.pop("object_kind", work.kind),
            object_id=more.pop("object_id", 0) or work.object.pk,
            label=label,
            stored_as=place,
            internal=internal,
            unit_id=next(iter(sorted(work.actor.unit_ids)), None),
            by=work.actor.name,
            by_id=work.actor.person_id,
            declared=upload.declared and taken.level != "clean",
            state=Attachment.State.WAITING if taken.second_look else Attachment.State.KEPT,
            **{name: value for name, value in vars(taken).items() if name != "second_look"},
            **more,
        )
    )
    if row.state == Attachment.State.WAITING and work.case is not None:
        owed.enter_state(work, KIND, row)
    return row


def _stored(work: Work, upload: Upload, field: str) -> tuple[_Taken, str]:
    """Examine a file unless that was done when it arrived, ask for the declaration, and put its bytes in place."""
    held = upload.held
    taken = _of_held(held) if held else None
    content = upload.content
    if taken is None:
        taken, content = _examined(upload, field)
    if taken.level != "clean" and not upload.declared:
        raise Invalid({field: declaration_wanted(taken.name, taken.why)})
    if held is not None and work.actor.person_id is not None:
        return taken, store.keep_held(work.actor.person_id, held.key)
    return taken, store.put(content)


def declaration_wanted(name: str, why: str) -> str:
    """What is said where the uploader has not declared."""
    return f"“{name}”：{why}。请打开看过，确认不涉及国家秘密后勾选声明再提交。"


def _examined(upload: Upload, field: str) -> tuple[_Taken, bytes]:
    try:
        seen = examine(upload)
    except Marked as marked:
        raise MarkedInput(field, marked) from marked
    except Refused as refused:
        raise Invalid({field: refused.message}) from refused
    rules = tuple(dict.fromkeys(finding.rule for finding in seen.findings))
    taken = _Taken(
        seen.name, seen.media_type, len(seen.content), seen.sha256, seen.received_sha256, seen.level.value,
        seen.why[:400], rules, seen.needs_second_look, seen.scanned,
    )  # fmt: skip
    return taken, seen.content


def _of_held(held: Held) -> _Taken:
    return _Taken(
        held.name, held.media_type, held.size, held.sha256, held.received_sha256, held.level, held.why[:400],
        held.rules, held.second_look, held.scanned,
    )  # fmt: skip


def _refuse_too_many(work: Work, given: Sequence[Upload], field: str) -> None:
    """Refuse what goes beyond the limits of a form, a case or a unit."""
    known = limits()
    sizes = sum(len(upload.content) for upload in given)
    if len(given) > known.per_request:
        _refuse(field, f"一次最多 {known.per_request} 个文件，现在 {len(given)} 个，请分几次提交。")
    if sizes > known.request:
        _refuse(field, f"这些文件共 {sizes / MB:.1f} MB，一次最多 {known.request / MB:g} MB，请分几次提交。")
    unit = next(iter(sorted(work.actor.unit_ids)), None)
    now = Attachment.objects.filter(Q(case=work.case) | Q(unit_id=unit)).aggregate(
        files=Count("pk", filter=Q(case=work.case)), stored=Sum("size", filter=Q(unit_id=unit))
    )
    if work.case is not None and now["files"] + len(given) > known.per_case:
        _refuse(field, f"本件已有 {now['files']} 个附件，最多 {known.per_case} 个。")
    if unit is not None and (now["stored"] or 0) + sizes > known.per_unit:
        _refuse(field, f"本单位的附件将超过 {known.per_unit / MB:g} MB 的限额，请联系系统管理员。")


def _refuse(field: str, message: str) -> NoReturn:
    raise Invalid({field: message})

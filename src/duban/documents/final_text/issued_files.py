"""The files of an issued document whose text was handed in: the .docx with number and date, and its PDF if there is one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from duban.acts.work import Work
from duban.documents.files import store
from duban.documents.final_text.conversion import NotConverted, convert
from duban.documents.final_text.handed_in import current
from duban.documents.final_text.models import FinalText
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import apart
from duban.documents.intake.limits import limits
from duban.documents.official.in_hand import MEDIA, PaperFile
from duban.documents.official.models import IssuedCopy
from duban.documents.official.set_files import set_as
from duban.documents.papers.fonts import NoPdf
from duban.documents.papers.model import Imprint, Paper


@dataclass(frozen=True)
class Made:
    """The files of an issued document; `printed` is empty where there is no PDF, and `note` says why."""

    printed: bytes
    editable: bytes
    note: str


def final_text_of(copy: IssuedCopy) -> FinalText | None:
    """The text that was handed in and approved as this document; None where the document was written here."""
    rows = FinalText.objects.filter(
        object_kind=copy.object_kind, object_id=copy.object_id, part=copy.part, current=True,
        text_sha256=copy.text_sha256,
    )  # fmt: skip
    return rows.select_related("attachment").order_by("-pk").first()


def files_of(copy: IssuedCopy, paper: Paper, imprint: Imprint) -> Made:
    """Both files of an issued document; `paper` carries its number and date. Raises NoPdf.

    Where the text was handed in, the .docx is that very file with number and date filled in.
    """
    final = final_text_of(copy)
    if final is None:
        return Made(set_as("pdf", paper, imprint), set_as("docx", paper), "")
    if paper.dated is None:
        raise NoPdf("文书还没有印发日期。")
    content = kept_bytes(final)
    try:
        editable = apart.read_apart(
            "filled", final.attachment.name, content, limits().shape((".docx",)),
            json.dumps([paper.number, paper.dated.isoformat()], ensure_ascii=False),
        )  # fmt: skip
    except Refused as error:
        raise NoPdf(error.message) from error
    try:
        made = convert(editable)
    except NotConverted as error:
        return Made(b"", editable, str(error))
    return Made(made.pdf, editable, made.note)


def handed_in(kind: str, obj: Any, part: str) -> PaperFile | None:
    """The text that was handed in as the file that it was, for reading before issue; None where the draft stands."""
    final = current(kind, obj, part)
    if final is None:
        return None
    return PaperFile(final.attachment.name, MEDIA["docx"], kept_bytes(final))


def kept_bytes(final: FinalText) -> bytes:
    """The .docx as it was handed in; NoPdf where it is gone or is not the same any more."""
    try:
        content = (store.root() / final.attachment.stored_as).read_bytes()
    except OSError as error:
        raise NoPdf("上传的定稿文件不在了，请联系管理员从备份恢复。") from error
    if hashlib.sha256(content).hexdigest() != final.sha256:
        raise NoPdf("上传的定稿文件与登记的摘要不符，没有出具，请联系管理员核对。")
    return content


def keep_note(work: Work, copy: IssuedCopy, note: str) -> None:
    """Keep with the final text how its PDF was made, or why there is none."""
    final = final_text_of(copy) if note else None
    if final is not None:
        work.change(final, note=note[:400])

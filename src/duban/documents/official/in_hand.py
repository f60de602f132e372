"""A document as a file in hand: made now, or the issued copy as it was kept, held against its digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from duban.documents.files import store
from duban.documents.official.kinds.base import plain_name
from duban.documents.official.models import IssuedCopy
from duban.documents.official.set_files import set_as
from duban.documents.papers.model import PLAIN_COPY, Imprint, Paper
from duban.shared.errors import ActError, NotFound
from duban.shared.machine import installation

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class PaperFile:
    """A file with the name under which it is saved."""

    name: str
    media_type: str
    content: bytes


def made(paper: Paper, form: str, imprint: Imprint = PLAIN_COPY) -> PaperFile:
    """The file of a paper in `docx` or `pdf`. Raises NoPdf; NotFound for another form."""
    if form not in MEDIA:
        raise NotFound("没有这种文件格式。")
    return PaperFile(_name(paper, form, imprint.stamp), MEDIA[form], set_as(form, paper, imprint))


def kept(copy: IssuedCopy, form: str) -> PaperFile:
    """The issued copy as it was kept; ActError where the file is gone or is not the same any more.

    A copy of the county for practice hands out no file that was issued in earnest: the text is set anew, marked.
    """
    if form not in MEDIA:
        raise NotFound("没有这种文件格式。")
    if installation.drilled():
        return made(Paper.from_json(copy.content).with_issue(copy.number, copy.issued_on), form)
    place, digest = (copy.pdf_as, copy.pdf_sha256) if form == "pdf" else (copy.word_as, copy.word_sha256)
    if not place:
        raise NotFound("这份文书的正本是上传的 Word 定稿，没有 PDF 正本，请下载 Word。")
    try:
        content = (store.root() / place).read_bytes()
    except OSError as error:
        raise ActError("存档的正本文件不在了，请联系管理员从备份恢复。") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ActError("存档的正本文件与登记的摘要不符，没有提供下载，请联系管理员核对。")
    return PaperFile(_name(Paper.from_json(copy.content), form, ""), MEDIA[form], content)


def _name(paper: Paper, form: str, stamp: str) -> str:
    parts = (f"{stamp}_" if stamp else "", f"{paper.number}_" if paper.number else "", paper.name)
    return f"{plain_name(''.join(parts))}.{form}"

"""The text of a notice as it was handed in: .docx and PDF are looked into first, and refused where they should be."""

from __future__ import annotations

import json
from pathlib import PurePath

from duban.documents.files.uploads import Upload
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import apart, examine
from duban.documents.intake.limits import limits

_WORD = (".docx", ".docm", ".dotx", ".dotm")
_BEGINNINGS = (b"PK\x03\x04", b"%PDF")


class NoText(ValueError):
    """A document whose text cannot be taken; the message says in Chinese why and what to do."""


def text_of(name: str, content: bytes) -> str | None:
    """The text of a .docx or PDF, one paragraph a line; None for any other file. Raises NoText."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in (*_WORD, ".pdf"):
        if content.startswith(_BEGINNINGS):
            raise NoText(f"“{name}”其实是 Word 或 PDF 文件，请把后缀改回 .docx 或 .pdf 再交。")
        return None
    try:
        seen = examine(Upload(name, content), accept=(".docx", ".pdf"))
        if seen.suffix == ".pdf" and seen.unread:
            raise NoText(
                f"“{name}”的{'、'.join(seen.unread)}没有文字，像是扫描件。请先做文字识别，或交原来的 Word 文件、纯文本。"
            )
        read = apart.read_apart("paragraphs", seen.name, seen.content, limits().shape((seen.suffix,)))
    except Refused as error:
        raise NoText(str(error)) from error
    found = json.loads(read)
    if not found:
        raise NoText(f"“{name}”里没有文字。")
    return "\n".join(found)

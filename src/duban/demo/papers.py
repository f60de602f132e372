"""Papers of the demo county: small documents that stand where an office would have its scans."""

from __future__ import annotations

from duban.documents.official import word
from duban.documents.official.model import Form, Imprint, Paper, Paragraph, Seal
from duban.documents.uploads import Upload


def scanned(title: str, *lines: str) -> Upload:
    """A document of a few lines, marked as belonging to the demo."""
    blocks = tuple(Paragraph(text=text) for text in (*lines, "（演示用文件）"))
    paper = Paper(kind="scan", form=Form.PLAIN, issuers=(), title=(title,), blocks=blocks, seal=Seal.NONE)
    return Upload(f"{title}.docx", word.render(paper, Imprint()))

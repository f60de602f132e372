"""`check`: measure a file by its content."""

from __future__ import annotations

from pathlib import Path

from duban.documents.checking import pdf, word
from duban.documents.checking.report import Measurement
from duban.documents.papers.model import Paper
from duban.documents.reading import Unreadable
from duban.mechanism.words.named import USUAL_WORDS, Vocabulary


def check(
    path: Path | str, paper: Paper | None = None, vocabulary: Vocabulary = USUAL_WORDS
) -> Measurement:
    """Measure a .docx or PDF, against its content too where that is given; its kind is known by the county's names.

    Unreadable, in Chinese, for a file that cannot be opened or is neither.
    """
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"不能读取“{file}”：{error.strerror}。") from error
    return check_bytes(file.name, content, paper, vocabulary)


def check_bytes(
    name: str, content: bytes, paper: Paper | None = None, vocabulary: Vocabulary = USUAL_WORDS
) -> Measurement:
    """Measure a document in memory."""
    if not content:
        raise Unreadable(f"“{name}”是空文件。")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return word.measure(name, content, paper, vocabulary)
    if b"%PDF-" in content[:1024]:
        return pdf.measure(name, content, paper, vocabulary)
    raise Unreadable(f"“{name}”不是 .docx 或 PDF 文件。")

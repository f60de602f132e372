"""The paragraphs of a .docx or PDF. It runs in the guarded process only."""

from __future__ import annotations

from pathlib import PurePath

from duban.documents.reading.pdf import text as printed
from duban.documents.reading.word import text as typed


def paragraphs(name: str, content: bytes) -> list[str]:
    """One paragraph after the other; Unreadable where the file cannot be read."""
    if PurePath(name).suffix.lower() == ".docx":
        return typed.paragraphs(name, content)
    return printed.paragraphs(name, content)

"""The paragraphs of a .docx or PDF. It runs in the guarded process only."""

from __future__ import annotations

from pathlib import PurePath

from duban.documents.extracting import printed, word


def paragraphs(name: str, content: bytes) -> list[str]:
    """One paragraph after the other; a ValueError with the reason in Chinese where the file cannot be read."""
    return word.paragraphs(name, content) if PurePath(name).suffix.lower() == ".docx" else printed.paragraphs(name, content)

"""The sealed copy of a document, scanned or as OFD, held against the text that was issued, where its text can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from duban.documents.inspection.formats import xmltext
from duban.documents.inspection.formats.packed import Packed
from duban.documents.intake.limits import limits
from duban.documents.intake.text import NoText, text_of
from duban.documents.papers.model import Heading, Paper, Paragraph

_PIECE, _ENOUGH = 8, 0.8
_NOISE = re.compile(r"[\s　，。；：、“”‘’（）()《》〈〉!！?？.,;:\"'—－\-]+")


def readable_text(name: str, content: bytes) -> str:
    """The text that a sealed copy carries, empty where it is a picture; the file has been examined before."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".ofd":
        return "\n".join(_pages(name, content))
    try:
        return (text_of(name, content) or "") if suffix == ".pdf" else ""
    except NoText:
        return ""


def _pages(name: str, content: bytes) -> Iterator[str]:
    packed = Packed(name, content, limits().shape((".ofd",)))
    for part in sorted(packed.names()):
        if part.endswith("Content.xml"):
            yield xmltext.text_of(xmltext.parsed(name, part, packed.read(part)))


def differences(paper: Paper, text: str) -> list[str]:
    """What of the issued text a sealed copy does not carry: the number, the title, paragraphs by their beginnings."""
    there = _plain(text)
    exact = (("文号", paper.number), ("标题", paper.name))
    gone = [name for name, words in exact if _plain(words) not in there]
    gone += [f"“{words[:12]}…”一段" for words in _paragraphs(paper) if not _stands(_plain(words), there)]
    return gone


def _paragraphs(paper: Paper) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text


def _stands(words: str, there: str) -> bool:
    """Whether most of the words stand there; a page may break them anywhere."""
    if len(words) < 2 * _PIECE:
        return words in there
    pieces = [words[at : at + _PIECE] for at in range(0, len(words) - _PIECE + 1, _PIECE)]
    return sum(piece in there for piece in pieces) >= _ENOUGH * len(pieces)


def _plain(text: str) -> str:
    return _NOISE.sub("", text)

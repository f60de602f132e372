"""An edited .docx in hand as plain data: what it lacks, how it reads, and how both travel from the process that opened it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from duban.documents.final_text.edited_paper import Reading, read
from duban.documents.final_text.number_and_date import lacking
from duban.documents.papers.model import Paper
from duban.documents.reading.word.file import opened as word_file
from duban.documents.reading.word.text import paragraphs


@dataclass(frozen=True)
class Edited:
    """An edited .docx: the places that it lacks, its reading, and its paragraphs as they are compared."""

    lacking: tuple[str, ...]
    reading: Reading
    paragraphs: tuple[str, ...]


def opened(name: str, content: bytes, draft: str) -> bytes:
    """An edited .docx as JSON, read like the draft (a paper as JSON). It runs in the guarded process only.

    A ValueError with the reason in Chinese for what cannot be read.
    """
    file = word_file(name, content)
    reading = read(name, file, Paper.from_json(draft))
    told = [
        lacking(file.paras), reading.paper.to_json(), reading.copies, reading.text, paragraphs(name, content)
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False).encode()


def unpacked(content: bytes) -> Edited:
    """The edited .docx of such JSON."""
    missing, paper, copies, text, paragraphs = json.loads(content)
    return Edited(tuple(missing), Reading(Paper.from_json(paper), copies, text), tuple(paragraphs))

"""Notices written for the tests: their text, and by hand, where in it each clause stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "notices"
_MARK = re.compile(r"\{([\d.,]+):([^{}]*)\}")


@dataclass(frozen=True)
class Marked:
    """A text without its marks, and for each clause the offsets of its words."""

    text: str
    spans: dict[str, tuple[int, int]]

    def words(self, clause: str) -> str:
        """The words of a clause, as marked."""
        return self.text[slice(*self.spans[clause])]


def read(name: str) -> Marked:
    """A notice in which {3.1.2:经…同意} marks the words of a clause."""
    return unmarked((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def unmarked(given: str) -> Marked:
    """Take the marks out of a text."""
    text, at, spans = "", 0, {}
    for found in _MARK.finditer(given):
        text += given[at : found.start()]
        for clause in found.group(1).split(","):
            spans[clause] = (len(text), len(text) + len(found.group(2)))
        text += found.group(2)
        at = found.end()
    return Marked(text + given[at:], spans)

"""A .docx as it is set: paragraphs with what applies to them after styles, and shapes at fixed places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from duban.documents.reading import POINT


@dataclass(frozen=True)
class Run:
    """A piece of text as set: fonts for Chinese and for Latin text, size in half-points, spacing in twips."""

    text: str
    font: str
    latin: str
    half: int
    bold: bool
    color: str
    spacing: int
    scale: int = 100


@dataclass(frozen=True)
class Shape:
    """A filled rectangle or line at a fixed place of the page, in millimetres."""

    x: float
    y: float
    width: float
    height: float
    color: str

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Para:
    """A paragraph. Lengths in twips; `line` is the row height where it is fixed, else 0.

    `border` is colour, width in mm and gap in points of a lower border; `fields` the names of its fields; `element` its
    place in the XML.
    """

    place: str
    text: str
    runs: tuple[Run, ...]
    align: str = "left"
    indent: int = 0
    hanging: int = 0
    left: int = 0
    right: int = 0
    line: int = 0
    border: tuple[str, float, float] | None = None
    framed: bool = False
    in_table: bool = False
    new_page: bool = False
    fields: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    element: Any = field(default=None, compare=False, repr=False)

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.text.strip()

    @property
    def half(self) -> int:
        """The size of its first run with text, in half-points."""
        return next((run.half for run in self.runs if run.text.strip()), 0)

    @property
    def color(self) -> str:
        """The colour of its first run with text."""
        return next((run.color for run in self.runs if run.text.strip()), "")


@dataclass(frozen=True)
class RunningPart:
    """A header or footer: for which pages (default, even, first), and its paragraphs."""

    side: str
    paras: tuple[Para, ...]

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(para.text for para in self.paras)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Its shapes."""
        return tuple(shape for para in self.paras for shape in para.shapes)

    @property
    def numbered(self) -> bool:
        """Whether it shows the page number."""
        return any("PAGE" in para.fields for para in self.paras)


@dataclass(frozen=True)
class Section:
    """A section: lengths in twips, its grid, and its headers and footers by side."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    grid: str
    pitch: int
    char_space: int
    first_differs: bool
    headers: dict[str, RunningPart] = field(default_factory=dict)
    footers: dict[str, RunningPart] = field(default_factory=dict)


@dataclass(frozen=True)
class WordFile:
    """A whole .docx."""

    paras: tuple[Para, ...]
    sections: tuple[Section, ...]
    sides_differ: bool
    made_by: str


def mm(twips: float) -> float:
    """Twips in millimetres."""
    return twips / (POINT * 20)

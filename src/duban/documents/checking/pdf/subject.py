"""What every measurement of a PDF needs: the file, its rows with their roles, its ink, and the tolerance."""

from __future__ import annotations

from dataclasses import dataclass

from duban.documents.checking.pdf.ink import Ink
from duban.documents.checking.pdf.roles import ParaRole, PlacedLine
from duban.documents.checking.report import Gauge
from duban.documents.reading.pdf.rows import PdfFile

TYPESET, CONVERTED = 0.5, 1.0
"""Tolerances in mm: typeset by this system, or converted from a .docx by an office program."""
CONVERTED_FIRST_ROW = 4.5
"""An office program puts the slack of an exact row above the first one of a page; strokes differ by half a mm."""


@dataclass(frozen=True)
class MeasuredPdf:
    """A PDF under measurement."""

    gauge: Gauge
    file: PdfFile
    placed: list[PlacedLine]
    ink: Ink
    form: str
    converted: bool

    @property
    def tolerance(self) -> float:
        """The tolerance for lengths, in mm."""
        return CONVERTED if self.converted else TYPESET

    def of(self, *roles: ParaRole) -> list[PlacedLine]:
        """The rows of some roles."""
        return [one for one in self.placed if one.role in roles]

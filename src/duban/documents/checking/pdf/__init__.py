"""Measuring a PDF: what is printed, to the tenth of a millimetre."""

from duban.documents.checking.pdf.all_parts import measure

__all__ = ["measure"]

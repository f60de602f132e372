"""Measuring a .docx: by its XML, since what a program draws from it differs from program to program."""

from duban.documents.checking.word.all_parts import measure

__all__ = ["measure"]

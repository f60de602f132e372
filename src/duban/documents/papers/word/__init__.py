"""The .docx of a paper: editable in Word and WPS, in the official font names and the layout of GB/T 9704-2012."""

from duban.documents.papers.word.render import render

__all__ = ["render"]

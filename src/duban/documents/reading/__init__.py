"""Reading documents that others made: the one reader of .docx and the one of PDF.

What comes in from outside is read in the guarded process only (`documents.intake.apart`).
"""

from __future__ import annotations


class Unreadable(ValueError):
    """A file that cannot be read; the message says in Chinese why."""


POINT = 72 / 25.4
"""Points in a millimetre."""

"""Setting a document as a file. In a copy of the county for practice every page says so, whatever is set."""

from __future__ import annotations

from dataclasses import replace

from duban.documents.papers.model import PLAIN_COPY, Imprint, Paper
from duban.shared.machine import installation

DRILL = "演练　不是公文"


def set_as(form: str, paper: Paper, imprint: Imprint = PLAIN_COPY) -> bytes:
    """The file of a paper in `docx` or `pdf`. Raises NoPdf."""
    # What sets them takes its time to load.
    from duban.documents.papers import pdf, word

    borne = replace(imprint, banner=DRILL) if installation.drilled() else imprint
    return pdf.render(paper, borne) if form == "pdf" else word.render(paper, borne)

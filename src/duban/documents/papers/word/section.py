"""The 版记 on a page of its own: a section that begins on an even page, wherever the PDF has it so."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from duban.documents.papers import layout, pdf
from duban.documents.papers.fonts import NoPdf
from duban.documents.papers.model import Paper
from duban.documents.papers.word.furniture import leave_blank
from duban.documents.papers.word.xml import node, paragraph

_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))


def before_colophon(document: Document, paper: Paper) -> None:
    """End the section of the text where the 版记 does not stand under it, so that both outputs end on the same page.

    How many pages a text has only a typesetter knows: it is asked of the PDF, whose rows and characters are those of the
    .docx. Without its fonts there is no PDF to agree with, and the 版记 stands under the end of the text.
    """
    at = _place(paper)
    if at == "here":
        return
    last = document.element.body.find(qn("w:sectPr"))
    _end_of_text(last).append(deepcopy(last))
    for reference in last.findall(_REFERENCES[0]) + last.findall(_REFERENCES[1]):
        last.remove(reference)
    last.find(qn("w:pgSz")).addprevious(node("w:type", {"w:val": "evenPage"}))
    if at == "beyond":
        leave_blank(document.sections[-1])


def _place(paper: Paper) -> pdf.ColophonAt:
    if paper.colophon is None or paper.form.value not in layout.COLOPHON_ON_EVEN:
        return "here"
    try:
        return pdf.colophon_at(paper)
    except NoPdf:
        return "here"


def _end_of_text(last: Any) -> Any:
    """The properties of the last paragraph of the text, in which the end of its section stands; after a table a new one."""
    before = last.getprevious()
    if before is None or before.tag != qn("w:p"):
        before = paragraph(row=20, snapToGrid={"w:val": 0})
        last.addprevious(before)
    properties = before.find(qn("w:pPr"))
    if properties is None:
        properties = node("w:pPr")
        before.insert(0, properties)
    return properties

"""All measurements of a PDF."""

from __future__ import annotations

import re

from duban.documents.checking import kinds, words
from duban.documents.checking.order import hold_order
from duban.documents.checking.pdf import body, foot, head, page
from duban.documents.checking.pdf.ink import Ink
from duban.documents.checking.pdf.roles import ParaRole, PlacedLine, is_red, roles
from duban.documents.checking.pdf.subject import MeasuredPdf
from duban.documents.checking.report import Gauge, Measurement
from duban.documents.checking.rules import FORMS
from duban.documents.papers.model import Paper
from duban.documents.reading import Unreadable
from duban.documents.reading.pdf.rows import PdfFile, read_pdf
from duban.mechanism.words.named import USUAL_WORDS, Vocabulary

_OFFICE = re.compile("LibreOffice|OpenOffice|Writer|Word|WPS|永中", re.IGNORECASE)


def measure(
    name: str, content: bytes, paper: Paper | None = None, vocabulary: Vocabulary = USUAL_WORDS
) -> Measurement:
    """Measure a PDF; Unreadable where it cannot be opened or has no text."""
    file = read_pdf(name, content)
    if not file.rows:
        raise Unreadable(f"“{name}”没有文字，可能是扫描件，不能量。")
    placed = roles(file)
    mark = "".join(words.squeezed(one.row.text) for one in placed if one.role is ParaRole.MARK)
    form = form_of(file, placed, mark)
    title = "".join(one.row.text for one in placed if one.role is ParaRole.TITLE)
    kind = kinds.kind_of(mark, title, vocabulary)
    ink = Ink(content)
    try:
        subject = MeasuredPdf(Gauge(), file, placed, ink, form, bool(_OFFICE.search(file.made_by)))
        for part in (page, head, body, foot):
            part.measure(subject)
    finally:
        ink.close()
    gauge = subject.gauge
    kinds.hold_kind(gauge, kind, form)
    copies = "".join(one.row.text for one in placed if one.role is ParaRole.COPIES)
    kinds.hold_content(gauge, kind, "".join(row.text for row in file.rows), copies)
    if paper is not None:
        hold_order(gauge, paper, "".join(one.row.text for one in placed))
    return Measurement(
        name,
        "pdf",
        form,
        FORMS[form],
        kind.name if kind else "",
        file.made_by,
        tuple(gauge.deviations),
        tuple(gauge.measured),
        gauge.without_measured(),
    )


def form_of(file: PdfFile, placed: list[PlacedLine], mark: str) -> str:
    """letter, file, minutes, report or plain, by red lines and the words of the mark."""
    red = [bar for bar in file.pages[0].bars if is_red(bar.color) and bar.width > 100]
    if any(bar.width > 162 for bar in red):
        return "letter"
    if not mark:
        return "file" if red else "plain"
    if mark.endswith("纪要"):
        return "minutes"
    numbers = [words.squeezed(one.row.text) for one in placed if one.role is ParaRole.NUMBER]
    issue = any(words.ISSUE.match(number) for number in numbers)
    return "report" if issue and not mark.endswith("文件") else "file"

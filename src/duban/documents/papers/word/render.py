"""Putting the parts of a paper into a .docx: page, head, text, attachments, 版记; the same bytes for the same content.

An editable file vouches for nothing: it carries the stamp of a draft, but never a verification code.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from duban.documents.papers import layout
from duban.documents.papers.model import PLAIN_COPY, Form, Imprint, Paper
from duban.documents.papers.word import body, end_parts, furniture, section
from duban.documents.papers.word.blank import blank
from duban.documents.papers.word.xml import ROW, Rectangles, mm, node

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def render(paper: Paper, imprint: Imprint = PLAIN_COPY) -> bytes:
    """The .docx of a paper."""
    document = docx.Document(io.BytesIO(blank()))
    shapes = Rectangles()
    _page(document, paper)
    furniture.put(document, paper, imprint, shapes)
    place = document.element.body.find(qn("w:sectPr"))
    for part in body.parts(document, paper):
        place.addprevious(part)
    section.before_colophon(document, paper)
    for part in end_parts.colophon(paper, shapes):
        place.addprevious(part)
    _properties(document, paper)
    return _packed(document)


def _page(document: Document, paper: Paper) -> None:
    properties = document.element.body.find(qn("w:sectPr"))
    number = layout.number
    properties.append(node("w:pgSz", {"w:w": mm(number("page_width")), "w:h": mm(number("page_height"))}))
    margins = {
        "w:top": mm(number("top")),
        "w:right": mm(layout.RIGHT),
        "w:bottom": mm(layout.BOTTOM),
        "w:left": mm(number("left")),
        "w:header": mm(10),
        "w:footer": mm(furniture.FOOTER_MM),
        "w:gutter": 0,
    }
    properties.append(node("w:pgMar", margins))
    if paper.form is Form.LETTER:
        properties.append(node("w:titlePg"))
    properties.append(node("w:docGrid", {"w:type": "lines", "w:linePitch": ROW}))


def _properties(document: Document, paper: Paper) -> None:
    known = document.core_properties
    day = datetime(paper.dated.year, paper.dated.month, paper.dated.day, tzinfo=UTC) if paper.dated else None
    moment = day or datetime(*_EARLIEST[:3], tzinfo=UTC)
    known.title = paper.name
    known.author = known.last_modified_by = "、".join(paper.issuers)
    known.created = known.modified = moment
    known.revision = 1
    known.language = "zh-CN"


def _packed(document: Document) -> bytes:
    """The file with its parts in a fixed order and without the time of day."""
    first = io.BytesIO()
    document.save(first)
    out = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names: list[str] = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            target.writestr(_entry(name), source.read(name))
    return out.getvalue()


def _entry(name: str) -> Any:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry

"""The text of a .docx: paragraphs in order with their numbers, rows of tables; headers, footers and notes left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from duban.documents.reading.word.numbering import Numbering, value_of
from duban.documents.reading.word.parts import Parts

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = (qn("w:del"), qn("w:moveFrom"), qn("w:rt"), f"{_MC}Fallback")
_BREAKS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def paragraphs(name: str, content: bytes) -> list[str]:
    """The paragraphs and the rows of tables, numbers written out, cells parted by tabs; Unreadable."""
    parts = Parts(name, content)
    reader = _Reader(Numbering(parts.root("word/numbering.xml")), parts.root("word/styles.xml"))
    return [text for text in reader.blocks(parts.body.find(qn("w:body"))) if text.strip()]


class _Reader:
    def __init__(self, numbering: Numbering, styles: Any) -> None:
        self.numbering = numbering
        self.styles = (
            {} if styles is None else {one.get(qn("w:styleId")): one for one in styles.iter(qn("w:style"))}
        )

    def blocks(self, holder: Any) -> Iterator[str]:
        """The texts of a body, a cell or a content control, in order."""
        for child in holder:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:ins"), qn("w:customXml")):
                inner = child.find(qn("w:sdtContent"))
                yield from self.blocks(child if inner is None else inner)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(parent.tag in _GONE for parent in box.iterancestors()):
                yield from self.blocks(box)
        text = "".join(self._pieces(paragraph))
        if text.strip():
            yield f"{self._label(paragraph)}{text.strip()}"

    def _table(self, table: Any) -> Iterator[str]:
        for row in _of(table, qn("w:tr")):
            cells = (" ".join(self.blocks(cell)) for cell in _of(row, qn("w:tc")))
            yield "\t".join(cells)

    def _pieces(self, paragraph: Any) -> Iterator[str]:
        depth = 0
        for part in paragraph.iter():
            parents = {parent.tag for parent in part.iterancestors()}
            inside_box = qn("w:txbxContent") in parents and paragraph.getparent().tag != qn("w:txbxContent")
            if inside_box or parents & set(_GONE):
                continue
            if part.tag == qn("w:fldChar"):
                kind = part.get(qn("w:fldCharType"))
                depth += {"begin": 1, "separate": -1}.get(kind, 0)
            elif part.tag == qn("w:t") and depth <= 0:
                yield str(part.text or "")
            elif part.tag == qn("w:br") and part.get(qn("w:type")) not in ("page", "column"):
                yield "\n"
            elif part.tag in _BREAKS and part.getparent().tag == qn("w:r"):
                yield _BREAKS[part.tag]

    def _label(self, paragraph: Any) -> str:
        """The number of the paragraph: its own list, or that of its style."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return ""
        own = properties.find(qn("w:numPr"))
        key, depth = _place(own)
        if own is None or not key:
            key, styled = self._of_style(value_of(properties, "w:pStyle"))
            depth = depth or styled
        return self.numbering.label(key, int(depth or 0)) if key and key != "0" else ""

    def _of_style(self, style: str) -> tuple[str, str]:
        seen: set[str] = set()
        while style and style not in seen and style in self.styles:
            seen.add(style)
            properties = self.styles[style].find(qn("w:pPr"))
            numbered = None if properties is None else properties.find(qn("w:numPr"))
            if numbered is not None:
                key, depth = _place(numbered)
                return key, depth or self.numbering.depth_of(key, style)
            style = value_of(self.styles[style], "w:basedOn")
        return "", ""


def _of(holder: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also where a content control or a revision holds them."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _of(child, tag)


def _place(numbered: Any) -> tuple[str, str]:
    if numbered is None:
        return "", ""
    return value_of(numbered, "w:numId"), value_of(numbered, "w:ilvl")

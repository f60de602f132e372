"""A .docx as it is set: its paragraphs after styles, its sections with headers and footers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from duban.documents.reading import POINT, Unreadable
from duban.documents.reading.word.model import Para, Run, RunningPart, Section, Shape, WordFile
from duban.documents.reading.word.parts import Parts
from duban.documents.reading.word.styles import Styles

_EMU = 36000
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_TWICE = f"{_MC}Fallback"


def opened(name: str, content: bytes) -> WordFile:
    """The file, or Unreadable."""
    parts = Parts(name, content)
    try:
        document = docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError, AttributeError) as error:
        raise Unreadable(f"“{name}”已损坏或不是 Word 文件，打不开（{error}）。") from error
    reader = _reader(parts)
    settings = parts.root("word/settings.xml")
    even = None if settings is None else settings.find(qn("w:evenAndOddHeaders"))
    return WordFile(
        tuple(reader.body(document.element.body)),
        tuple(_sections(document, reader)),
        even is not None and str(even.get(qn("w:val"), "1")) not in ("0", "false"),
        _made_by(parts),
    )


def read_body(document: Any, name: str, content: bytes) -> Iterator[Para]:
    """The paragraphs of an opened document, so that what is written into their elements stays in it."""
    yield from _reader(Parts(name, content)).body(document.element.body)


def _reader(parts: Parts) -> _Reader:
    return _Reader(Styles(parts.root("word/styles.xml"), parts.root("word/theme/theme1.xml")))


def _made_by(parts: Parts) -> str:
    root = parts.root("docProps/app.xml")
    found = None if root is None else root.find(f"{_APP}Application")
    return "" if found is None else str(found.text or "")


class _Reader:
    """Reads paragraphs; counts them, so that a fault can be found again."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles

    def body(self, root: Any) -> Iterator[Para]:
        """The paragraphs of the body in order, those in tables marked."""
        count = 0
        for paragraph in root.iter(qn("w:p")):
            if any(parent.tag == _TWICE for parent in paragraph.iterancestors()):
                continue
            count += 1
            in_table = any(parent.tag == qn("w:tc") for parent in paragraph.iterancestors())
            yield self.para(paragraph, f"第 {count} 段", in_table=in_table)

    def parts(self, root: Any, place: str) -> Iterator[Para]:
        """The paragraphs of a header or footer, also those in text boxes."""
        for paragraph in root.iter(qn("w:p")):
            if not any(parent.tag == _TWICE for parent in paragraph.iterancestors()):
                yield self.para(paragraph, place)

    def para(self, paragraph: Any, place: str, *, in_table: bool = False) -> Para:
        """One paragraph with what applies to it."""
        properties = paragraph.find(qn("w:pPr"))
        runs = tuple(self._runs(paragraph, properties))
        size = max((run.half for run in runs), default=32) * 10
        first, hanging = (
            self._measure(properties, "firstLine", size),
            self._measure(properties, "hanging", size),
        )
        jc = self.styles.paragraph(properties, "w:jc")
        line, kind = (self.styles.spacing(properties, f"w:{one}") for one in ("line", "lineRule"))
        before = self.styles.paragraph(properties, "w:pageBreakBefore")
        return Para(
            place=place,
            text="".join(run.text for run in runs),
            runs=runs,
            align="left" if jc is None else str(jc.get(qn("w:val"))),
            indent=0 if hanging else first,
            hanging=hanging,
            left=self._measure(properties, "left", size) or self._measure(properties, "start", size),
            right=self._measure(properties, "right", size) or self._measure(properties, "end", size),
            line=_int(line) if kind == "exact" else 0,
            border=self._border(properties),
            framed=self.styles.paragraph(properties, "w:framePr") is not None,
            in_table=in_table,
            new_page=before is not None and str(before.get(qn("w:val"), "1")) not in ("0", "false"),
            fields=tuple(_fields(paragraph)),
            shapes=tuple(_shapes(paragraph)),
            element=paragraph,
        )

    def _measure(self, properties: Any, side: str, size: int) -> int:
        """An indent in twips; one in characters is converted by the size of the type, as Word does."""
        chars = self.styles.spacing(properties, f"w:{side}Chars", "w:ind")
        if chars and _int(chars):
            return round(_int(chars) / 100 * size)
        return _int(self.styles.spacing(properties, f"w:{side}", "w:ind"))

    def _border(self, properties: Any) -> tuple[str, float, float] | None:
        borders = self.styles.paragraph(properties, "w:pBdr")
        line = None if borders is None else borders.find(qn("w:bottom"))
        if line is None or line.get(qn("w:val")) in (None, "nil", "none"):
            return None
        width = _int(line.get(qn("w:sz"), "0")) / 8 / POINT
        return str(line.get(qn("w:color"), "")), width, float(_int(line.get(qn("w:space"), "0")))

    def _runs(self, paragraph: Any, properties: Any) -> Iterator[Run]:
        for run in paragraph.iter(qn("w:r")):
            parents = [parent.tag for parent in run.iterancestors()]
            if qn("w:del") in parents or next(run.iterancestors(qn("w:p"))) is not paragraph:
                continue
            text = "".join(_text_of(child) for child in run)
            if text:
                yield self._run(text, run.find(qn("w:rPr")), properties)

    def _run(self, text: str, own: Any, properties: Any) -> Run:
        styles = self.styles
        return Run(
            text,
            styles.font(own, properties, "eastAsia"),
            styles.font(own, properties, "ascii"),
            _int(styles.value(own, properties, "w:sz")) or 20,
            styles.bold(own, properties),
            styles.value(own, properties, "w:color"),
            _int(styles.value(own, properties, "w:spacing")),
            _int(styles.value(own, properties, "w:w")) or 100,
        )


def _text_of(child: Any) -> str:
    if child.tag == qn("w:br") and child.get(qn("w:type")) == "page":
        return "\f"
    if child.tag == qn("w:t"):
        return str(child.text or "")
    return {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}.get(
        child.tag, ""
    )


def _fields(paragraph: Any) -> Iterator[str]:
    words = "".join(str(part.text or "") for part in paragraph.iter(qn("w:instrText")))
    words += " ".join(str(part.get(qn("w:instr"), "")) for part in paragraph.iter(qn("w:fldSimple")))
    yield from re.findall(r"[A-Z]{3,}", words)


def _shapes(paragraph: Any) -> Iterator[Shape]:
    for anchor in paragraph.iter(f"{_WP}anchor"):
        extent = anchor.find(f"{_WP}extent")
        color = anchor.find(f".//{_A}solidFill/{_A}srgbClr")
        places = [anchor.find(f"{_WP}position{axis}") for axis in "HV"]
        if extent is None or color is None or any(place is None for place in places):
            continue
        offsets = [place.find(f"{_WP}posOffset") for place in places]
        if any(place.get("relativeFrom") != "page" for place in places) or any(
            one is None for one in offsets
        ):
            continue
        x, y = (int(one.text) / _EMU for one in offsets)
        width, height = (int(extent.get(side)) / _EMU for side in ("cx", "cy"))
        line = anchor.find(f".//{_A}ln")
        if height == 0 and line is not None:
            height = int(line.get("w", "0")) / _EMU
        yield Shape(x, y, width, height, str(color.get("val", "")).upper())


def _sections(document: Any, reader: _Reader) -> Iterator[Section]:
    """The sections; one without a header or footer of its own goes on with the last."""
    headers: dict[str, RunningPart] = {}
    footers: dict[str, RunningPart] = {}
    for properties in document.element.body.iter(qn("w:sectPr")):
        found = _section(document, properties, reader)
        headers, footers = {**headers, **found.headers}, {**footers, **found.footers}
        yield replace(found, headers=headers, footers=footers)


def _section(document: Any, properties: Any, reader: _Reader) -> Section:
    size, margins, grid = (properties.find(qn(f"w:{name}")) for name in ("pgSz", "pgMar", "docGrid"))
    differs = properties.find(qn("w:titlePg"))

    def length(element: Any, name: str) -> int:
        return 0 if element is None else _int(element.get(qn(f"w:{name}"), "0"))

    headers, footers = (
        {part.side: part for part in _parts(document, properties, kind, reader)}
        for kind in ("header", "footer")
    )
    return Section(
        width=length(size, "w"),
        height=length(size, "h"),
        top=length(margins, "top"),
        bottom=length(margins, "bottom"),
        left=length(margins, "left"),
        right=length(margins, "right"),
        grid="" if grid is None else str(grid.get(qn("w:type"), "")),
        pitch=length(grid, "linePitch"),
        char_space=length(grid, "charSpace"),
        first_differs=differs is not None and str(differs.get(qn("w:val"), "1")) not in ("0", "false"),
        headers=headers,
        footers=footers,
    )


def _parts(document: Any, properties: Any, kind: str, reader: _Reader) -> Iterator[RunningPart]:
    for reference in properties.findall(qn(f"w:{kind}Reference")):
        side = str(reference.get(qn("w:type"), "default"))
        related = document.part.related_parts.get(reference.get(qn("r:id")))
        if related is None:
            continue
        root = parse_xml(related.blob)
        name = {"header": "页眉", "footer": "页脚"}[kind]
        label = {"default": "单页", "even": "双页", "first": "首页"}.get(side, side)
        yield RunningPart(side, tuple(reader.parts(root, f"{label}{name}")))


def _int(text: object) -> int:
    try:
        return round(float(str(text)))
    except ValueError:
        return 0

"""Words of WordprocessingML: runs, paragraphs and locked rectangles. Text is set by the library, never spliced in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from duban.documents.papers import layout
from duban.documents.papers.fonts import configured

TWIPS = 20
"""Twips in a point."""

ROW = int(layout.PITCH * TWIPS)
"""Height of a row in twips (579)."""

WIDTH = round(layout.number("body_width") * layout.POINT * TWIPS)
"""Width of the 版心 in twips (8844)."""

CLOSER = -0.3
"""How much closer than their size body characters are set, in points; at −0.25 LibreOffice drops a full stop at the end
of a row."""

CHAR = round((16 + CLOSER) * TWIPS)
"""Width of a body character in twips."""

_ORDER = (
    "pStyle", "keepNext", "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs", "overflowPunct",
    "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc",
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_RECTANGLE = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{id}" behindDoc="0" locked="1"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{id}" name="line {id}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>
<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""


def node(tag: str, attributes: Mapping[str, Any] | None = None, *children: Any) -> Any:
    """An element such as w:p with its attributes and children."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), str(value))
    made.extend(children)
    return made


@dataclass(frozen=True)
class Type:
    """How a run is set: role of the font, size and spacing in points, colour, width in %, a line under it."""

    role: str = "body"
    size: float = 16
    spacing: float = 0.0
    color: str = ""
    scale: float = 100.0
    underlined: bool = False


TEXT = Type(spacing=CLOSER)
"""The body: 28 characters of 15.7 pt fill a row."""


def run(text: str, style: Type = TEXT) -> Iterator[Any]:
    """Runs of a text; a line end in it becomes a line break, a tab a tab."""
    pieces = re.split("([\n\t])", _CONTROL.sub("", text))
    made = node("w:r", None, _properties(style))
    for piece in pieces:
        if piece == "\n":
            made.append(node("w:br"))
        elif piece == "\t":
            made.append(node("w:tab"))
        elif piece:
            words = node("w:t", {"xml:space": "preserve"})
            words.text = piece
            made.append(words)
    yield made


def _properties(style: Type) -> Any:
    name = configured().by_key[style.role].word
    properties = node(
        "w:rPr",
        None,
        node(
            "w:rFonts",
            {"w:ascii": name, "w:eastAsia": name, "w:hAnsi": name, "w:cs": name, "w:hint": "eastAsia"},
        ),
    )
    if style.color:
        properties.append(node("w:color", {"w:val": style.color}))
    if style.spacing:
        properties.append(node("w:spacing", {"w:val": round(style.spacing * TWIPS)}))
    if style.scale < 100:
        properties.append(node("w:w", {"w:val": int(style.scale)}))
    half = round(style.size * 2)
    properties.extend([node("w:sz", {"w:val": half}), node("w:szCs", {"w:val": half})])
    if style.underlined:
        properties.append(node("w:u", {"w:val": "single"}))
    return properties


def paragraph(*runs: Any, row: int = ROW, before: int = 0, after: int = 0, **rest: Any) -> Any:
    """A paragraph in rows of an exact height in twips; `rest` are further properties by name (see _ORDER)."""
    properties = {
        "widowControl": {"w:val": 0},
        "autoSpaceDE": {"w:val": 0},
        "autoSpaceDN": {"w:val": 0},
        "spacing": {"w:before": before, "w:after": after, "w:line": row, "w:lineRule": "exact"},
        **rest,
    }
    made = node("w:pPr")
    for name in _ORDER:
        if name in properties:
            value = properties[name]
            made.append(node(f"w:{name}", value) if isinstance(value, Mapping) else value)
    return node("w:p", None, made, *itertools.chain(*runs))


def empty(row: int = ROW) -> Any:
    """A blank row."""
    return paragraph(row=row, snapToGrid={"w:val": 0})


def borders(**sides: Mapping[str, Any]) -> Any:
    """Paragraph borders by side."""
    return node("w:pBdr", None, *(node(f"w:{side}", values) for side, values in sides.items()))


def mm(value: float) -> int:
    """Millimetres in twips."""
    return round(value * layout.POINT * TWIPS)


class Rectangles:
    """Makes filled rectangles at fixed places of the page, each with an id of its own."""

    def __init__(self) -> None:
        self._next = itertools.count(1)

    def at(self, x: float, y: float, width: float, height: float, color: str = "000000") -> Any:
        """A run that holds a rectangle; lengths in millimetres from the corner of the page."""
        places = {
            name: round(value * 36000)
            for name, value in (("x", x), ("y", y), ("width", width), ("height", height))
        }
        return parse_xml(_RECTANGLE.format(id=next(self._next), color=color, **places))

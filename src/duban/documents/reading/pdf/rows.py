"""The rows of a PDF: glyphs on one baseline, with fonts and places; lines and bars that are drawn; lengths in mm."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from duban.documents.reading import POINT, Unreadable

_SAME_ROW = 0.8
_SAME_PLACE = 0.15
_RADICALS = range(0x2E80, 0x2FE0)
_PAGES_MOST = 400


@dataclass(frozen=True)
class Glyph:
    """A character as printed; `size` in points, `color` as six hexadecimal digits."""

    text: str
    font: str
    size: float
    color: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Row:
    """The glyphs on one baseline, from left to right; `baseline` is measured from the top of the page."""

    page: int
    baseline: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The text, with a blank where a gap is wider than a character."""
        out = ""
        for before, glyph in zip((None, *self.glyphs), self.glyphs, strict=False):
            if before is not None and glyph.x0 - before.x1 > glyph.size / POINT and not out.endswith(" "):
                out += " "
            out += glyph.text
        return out.strip()

    @property
    def x0(self) -> float:
        """Where the first glyph that can be seen begins."""
        return self._seen()[0].x0

    @property
    def x1(self) -> float:
        """Where the last glyph that can be seen ends."""
        return self._seen()[-1].x1

    @property
    def size(self) -> float:
        """The size of most of its glyphs, in points."""
        return Counter(round(glyph.size, 1) for glyph in self._seen()).most_common(1)[0][0]

    @property
    def color(self) -> str:
        """The colour of most of its glyphs."""
        return Counter(glyph.color for glyph in self._seen()).most_common(1)[0][0]

    @property
    def top(self) -> float:
        """About where its type begins."""
        return self.baseline - 0.88 * self.size / POINT

    def _seen(self) -> tuple[Glyph, ...]:
        return tuple(glyph for glyph in self.glyphs if glyph.text.strip()) or self.glyphs


@dataclass(frozen=True)
class Bar:
    """A filled rectangle or a drawn line."""

    page: int
    x: float
    y: float
    width: float
    height: float
    color: str

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Page:
    """A page with its rows from top to bottom, its bars, and whether it shows pictures."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    pictures: int


@dataclass(frozen=True)
class PdfFile:
    """A whole PDF; `fonts` by name with whether the file embeds them."""

    pages: tuple[Page, ...]
    made_by: str
    fonts: tuple[tuple[str, bool], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(row for page in self.pages for row in page.rows)


def read_pdf(name: str, content: bytes) -> PdfFile:
    """Read a PDF; Unreadable in Chinese where it is damaged, encrypted or too long."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            if len(document.pages) > _PAGES_MOST:
                raise Unreadable(f"“{name}”有 {len(document.pages)} 页，最多读 {_PAGES_MOST} 页。")
            pages = tuple(_page(page) for page in document.pages)
            told = document.metadata or {}
            fonts: dict[str, bool] = {}
            for page in document.pages:
                fonts.update(_fonts(page.page_obj.resources))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Unreadable(f"“{name}”加了密码，系统不能读取。请去掉密码后再交。") from error
    except PdfminerException as error:
        inner = error.args[0] if error.args else None
        if isinstance(inner, PDFPasswordIncorrect | PDFEncryptionError):
            raise Unreadable(f"“{name}”加了密码，系统不能读取。请去掉密码后再交。") from error
        raise Unreadable(f"“{name}”已损坏或不是 PDF 文件，打不开。") from error
    except (
        PSException,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
    ) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"“{name}”已损坏或不是 PDF 文件，打不开。") from error
    if not pages:
        raise Unreadable(f"“{name}”没有页。")
    by = (str(told.get(key) or "") for key in ("Producer", "Creator"))
    return PdfFile(pages, next((one for one in by if one), ""), tuple(sorted(fonts.items())))


def _page(page: Any) -> Page:
    glyphs = sorted(_glyphs(page), key=lambda pair: (round(pair[0], 2), pair[1].x0))
    return Page(
        page.page_number,
        float(page.width) / POINT,
        float(page.height) / POINT,
        tuple(_rows(page.page_number, glyphs)),
        tuple(sorted(_bars(page), key=lambda bar: (bar.y, bar.x))),
        len(page.images),
    )


def _glyphs(page: Any) -> Iterator[tuple[float, Glyph]]:
    height = float(page.height)
    for char in page.chars:
        if not char.get("upright", True):
            continue
        baseline = (height - char["matrix"][5]) / POINT
        color = _color(char.get("non_stroking_color"))
        yield baseline, Glyph(
            _plain(char["text"]), char["fontname"], float(char["size"]), color,
            char["x0"] / POINT, char["x1"] / POINT,
        )  # fmt: skip


def _rows(number: int, glyphs: Iterable[tuple[float, Glyph]]) -> Iterator[Row]:
    line: list[tuple[float, Glyph]] = []
    for one in glyphs:
        if line and one[0] - line[0][0] > _SAME_ROW:
            yield from _row(number, line)
            line = []
        line.append(one)
    yield from _row(number, line)


def _row(number: int, line: list[tuple[float, Glyph]]) -> Iterator[Row]:
    ordered: list[Glyph] = []
    for _, glyph in sorted(line, key=lambda pair: pair[1].x0):
        twice = ordered and ordered[-1].text == glyph.text and abs(ordered[-1].x0 - glyph.x0) < _SAME_PLACE
        if not twice:
            ordered.append(glyph)
    if any(glyph.text.strip() for glyph in ordered):
        yield Row(number, line[0][0], tuple(ordered))


def _bars(page: Any) -> Iterator[Bar]:
    for shape in (*page.rects, *page.curves, *page.lines):
        stroked = shape["object_type"] == "line" or not shape.get("fill")
        color = _color(shape.get("stroking_color" if stroked else "non_stroking_color"))
        wide, high = float(shape["width"]), float(shape["height"])
        top = float(shape["top"])
        if stroked and min(wide, high) < 1:
            stroke = float(shape.get("linewidth") or 0)
            wide, high, top = (wide, stroke, top - stroke / 2) if high < 1 else (stroke, high, top)
        yield Bar(
            page.page_number, float(shape["x0"]) / POINT, top / POINT, wide / POINT, high / POINT, color
        )


def _color(value: Any) -> str:
    """A colour of any of the common spaces as six hexadecimal digits."""
    if isinstance(value, int | float):
        value = (value,)
    if (
        not isinstance(value, tuple | list)
        or not value
        or not all(isinstance(one, int | float) for one in value)
    ):
        return "000000"
    parts = [min(max(float(one), 0.0), 1.0) for one in value]
    if len(parts) == 1:
        parts *= 3
    elif len(parts) == 4:
        parts = [(1 - one) * (1 - parts[3]) for one in parts[:3]]
    return "".join(f"{round(one * 255):02X}" for one in parts[:3])


def _plain(text: str) -> str:
    """Radicals that some programs write into a PDF are the characters that they look like."""
    if len(text) == 1 and ord(text) in _RADICALS:
        return unicodedata.normalize("NFKC", text)
    return text


def _fonts(resources: Any) -> Iterator[tuple[str, bool]]:
    """Names of the fonts of a page and whether they are embedded."""
    from pdfminer.pdftypes import resolve1

    fonts = resolve1((resolve1(resources) or {}).get("Font")) or {}
    for reference in fonts.values():
        font = resolve1(reference) or {}
        inner = resolve1(font.get("DescendantFonts"))
        described = resolve1(inner[0]) if inner else font
        descriptor = resolve1(described.get("FontDescriptor")) or {}
        base = described.get("BaseFont") or font.get("BaseFont")
        name = str(getattr(base, "name", base))
        yield name.rpartition("+")[2], any(f"FontFile{ending}" in descriptor for ending in ("", "2", "3"))

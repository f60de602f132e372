"""Where ink really lies on a page, by picture: boxes of characters say where type stands, not what it prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from duban.documents.reading import POINT
from duban.documents.reading.pdf.rows import Page

_FINE, _COARSE = 600, 150
_INK = 160


@dataclass(frozen=True)
class Box:
    """A region of a page in mm from its upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class Ink:
    """The pages of a PDF as pictures."""

    def __init__(self, content: bytes) -> None:
        self._document = pdfium.PdfDocument(content)

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def box(self, page: Page, region: Box) -> Box | None:
        """The box of the ink inside a region, measured at 600 dots per inch; None where it is blank."""
        place = _clipped(region, page)
        picture = self._picture(page, _FINE, place)
        return _found(picture, _FINE, place)

    def outside(self, page: Page, covered: list[Box], frame: Box) -> Box | None:
        """The box of the ink of a page beyond a frame, without covered regions; None where nothing lies there."""
        whole = Box(0, 0, page.width, page.height)
        picture = self._picture(page, _COARSE, whole)
        pen = ImageDraw.Draw(picture)
        for one in (frame, *covered):
            pen.rectangle([_dots(one.x0), _dots(one.y0), _dots(one.x1), _dots(one.y1)], fill=255)
        return _found(picture, _COARSE, whole)

    def _picture(self, page: Page, dpi: int, place: Box) -> Image.Image:
        source: Any = self._document[page.number - 1]
        crop = (place.x0, page.height - place.y1, page.width - place.x1, place.y0)
        drawn = source.render(scale=dpi / 72, crop=tuple(max(0.0, one * POINT) for one in crop))
        colour: Image.Image = drawn.to_pil().convert("RGB")
        red, green, blue = colour.split()
        darkest = Image.composite(green, blue, Image.eval(green, lambda value: 255 if value < 128 else 0))
        return Image.composite(red, darkest, Image.eval(red, lambda value: 255 if value < 128 else 0))


def _dots(length: float) -> int:
    return round(length * _COARSE / 25.4)


def _found(picture: Image.Image, dpi: int, place: Box) -> Box | None:
    found = Image.eval(picture, lambda value: 255 if value < _INK else 0).getbbox()
    if found is None:
        return None
    x0, y0, x1, y1 = (one * 25.4 / dpi for one in found)
    return Box(place.x0 + x0, place.y0 + y0, place.x0 + x1, place.y0 + y1)


def _clipped(region: Box, page: Page) -> Box:
    return Box(max(region.x0, 0), max(region.y0, 0), min(region.x1, page.width), min(region.y1, page.height))

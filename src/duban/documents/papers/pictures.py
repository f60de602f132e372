"""The pages of a PDF as small grey pictures, to hold a layout against one that was approved by eye."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageChops

DPI = 36


def pages(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """Every page as a grey picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def sheet(pictures: list[Image.Image]) -> Image.Image:
    """The pages side by side, in eight shades, so that the picture stays small."""
    joined = Image.new("L", (sum(one.width for one in pictures), max(one.height for one in pictures)), 255)
    left = 0
    for one in pictures:
        joined.paste(one, (left, 0))
        left += one.width
    return joined.point(lambda shade: shade // 36 * 36)


def png(picture: Image.Image) -> bytes:
    """A picture as PNG with a small palette."""
    out = io.BytesIO()
    picture.quantize(8).save(out, "PNG", optimize=True)
    return out.getvalue()


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ visibly, 1.0 where the pictures have not even the same size."""
    if one.size != other.size:
        return 1.0
    shades = ImageChops.difference(one, other.convert("L")).histogram()
    return sum(shades[64:]) / (one.width * one.height)

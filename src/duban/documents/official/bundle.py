"""A bundle for print: a catalogue with page numbers, then every material in its order, numbered through.

Papers are set, PDF files taken over page by page, pictures put on a page. What cannot be printed here has a sheet in its
place that says so, so that nothing of the catalogue is without a page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from duban.documents.official.bundled import BundledMaterial, Leaf, Placed
from duban.documents.official.set_files import set_as
from duban.documents.papers.model import Paper

_A4 = (595, 842)
_AT = (520, 812)
_DPI = 150
_FONT = (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
_PICTURES = frozenset({"image/jpeg", "image/png", "image/bmp", "image/tiff"})


def bind(
    items: Sequence[BundledMaterial], catalogue: Callable[[tuple[Placed, ...]], Paper], sheet: Callable[[str], Paper]
) -> bytes:
    """The bundle as a PDF; `catalogue` writes its first pages, `sheet` the one in place of a file. Raises NoPdf."""
    writer, placed = PdfWriter(), []
    body: list[PageObject] = []
    for item in items:
        first = len(body) + 1
        body += _pages(item, sheet)
        placed.append(Placed(item.name, item.source, first, len(body)))
    for page in PdfReader(io.BytesIO(set_as("pdf", catalogue(tuple(placed))))).pages:
        writer.add_page(page)
    for number, page in enumerate(body, 1):
        _number(writer.add_page(page), number)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pages(item: BundledMaterial, sheet: Callable[[str], Paper]) -> list[PageObject]:
    pages = [page for paper in item.papers for page in _read(set_as("pdf", paper))]
    for leaf in item.leaves:
        pages += _taken(leaf) or _read(set_as("pdf", sheet(leaf.name)))
    return pages or _read(set_as("pdf", sheet(item.name)))


def _taken(leaf: Leaf) -> list[PageObject]:
    """The pages of a file; none where it is no PDF and no picture, or cannot be read."""
    if leaf.content is None:
        return []
    try:
        if leaf.media_type == "application/pdf":
            return _read(leaf.content)
        return _read(_on_a_page(leaf.content)) if leaf.media_type in _PICTURES else []
    except (PyPdfError, OSError, ValueError):
        return []


def _read(content: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(content)).pages)


def _on_a_page(content: bytes) -> bytes:
    """A picture on a white page, no larger than the page."""
    size = tuple(round(points / 72 * _DPI) for points in _A4)
    with Image.open(io.BytesIO(content)) as picture:
        shown = ImageOps.contain(ImageOps.exif_transpose(picture).convert("RGB"), (size[0] - 120, size[1] - 200))
    page = Image.new("RGB", (size[0], size[1]), "white")
    page.paste(shown, ((size[0] - shown.width) // 2, 120))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=_DPI)
    return out.getvalue()


def _number(page: PageObject, number: int) -> None:
    """The running number at the right top, over whatever stands on the page."""
    page.transfer_rotation_to_content()
    right, top = float(page.mediabox.right), float(page.mediabox.top)
    over = PageObject.create_blank_page(width=right, height=top)
    font = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in _FONT})
    over[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/No"): font})}
    )
    stream = DecodedStreamObject()
    x, y = right - (_A4[0] - _AT[0]), top - (_A4[1] - _AT[1])
    stream.set_data(f"q BT /No 12 Tf {x:.0f} {y:.0f} Td (- {number} -) Tj ET Q".encode("ascii"))
    over[NameObject("/Contents")] = stream
    page.merge_page(over)

"""The PDF of a paper, set by typst in this system's own template; text goes in as data and never as markup.

It is PDF/A-2b, to be read in twenty years. One compiler stays warm in each thread. The same content gives the same
bytes. No PDF leaves this module unless every font in it is one of the configured roles'.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
import io
import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from typing import Any, Literal

import segno
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from duban.documents.papers import layout
from duban.documents.papers.fonts import FontBook, NoPdf, book
from duban.documents.papers.model import PLAIN_COPY, Block, Imprint, Paper, Picture
from duban.documents.papers.titles import broken
from duban.documents.papers.typeset import (
    attachment_label,
    attachment_lines,
    heading_role,
    issue_row,
    long_date,
    mark_of,
    signatory,
    texts_by_role,
    title_lines,
)

_STANDARD: Literal["a-2b"] = "a-2b"
_own = threading.local()
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    '<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
)


def render(paper: Paper, imprint: Imprint = PLAIN_COPY) -> bytes:
    """The PDF. Raises NoPdf, in Chinese, where a font is missing or another one got into the file."""
    fonts = book()
    texts = texts_by_role(paper, stamp=imprint.stamp + imprint.banner, code=_printed_code(imprint))
    fonts.require(texts)
    data = json.dumps(_data(paper, imprint, fonts), ensure_ascii=False)
    try:
        made = _compiler(fonts).compile(
            _template(),
            sys_inputs={"paper": data},
            format="pdf",
            timestamp=_timestamp(paper),
            pdf_standards=[_STANDARD],
            pdf_tags=False,
        )
    except typst.TypstError as error:
        raise NoPdf(f"排版没有成功：{error.message}") from error
    if not isinstance(made, bytes):
        raise NoPdf("排版没有得到文件。")
    fonts.hold_against(embedded_fonts(made), texts)
    return made


ColophonAt = Literal["here", "next", "beyond"]
"""Where the 版记 stands: under the end of the text, on the page after it, or behind a blank page."""


def colophon_at(paper: Paper) -> ColophonAt:
    """Where the 版记 of a paper stands in the PDF. Raises NoPdf as `render` does."""
    fonts = book()
    fonts.require(texts_by_role(paper))
    try:
        found = typst.query(
            _template(), "<colophon>", field="value", one=True, font_paths=fonts.fonts, ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(_data(paper, PLAIN_COPY, fonts), ensure_ascii=False)},
        )  # fmt: skip
    except typst.TypstError as error:
        raise NoPdf(f"排版没有成功：{error.message}") from error
    at: ColophonAt = json.loads(found)
    return at


def render_many(papers: Sequence[Paper], told: Callable[[int], None] = lambda done: None) -> Iterator[bytes]:
    """The PDFs of many papers in their order, made side by side; `told` hears how many are done."""
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        for done, made in enumerate(pool.map(render, papers), 1):
            told(done)
            yield made


def _printed_code(imprint: Imprint) -> str:
    return f"验证码 {imprint.code}{imprint.address}" if imprint.code else ""


def _timestamp(paper: Paper) -> int:
    """Midnight UTC of the paper's day, so that the bytes depend on the content alone."""
    return (paper.dated.toordinal() - 719163) * 86400 if paper.dated else 0


def _compiler(fonts: FontBook) -> typst.Compiler:
    """The compiler of this thread, warm while the fonts stay the same."""
    if getattr(_own, "fonts", None) is not fonts:
        _own.fonts = fonts
        _own.compiler = typst.Compiler(font_paths=fonts.fonts, ignore_system_fonts=True)
    compiler: typst.Compiler = _own.compiler
    return compiler


@functools.cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("official.typ").read_bytes()


def embedded_fonts(pdf: bytes) -> set[str]:
    """The PostScript names of the fonts in a PDF, without the prefix of a subset."""
    reader = PdfReader(io.BytesIO(pdf))
    names: set[str] = set()
    for page in reader.pages:
        names.update(_fonts_of(page.get("/Resources")))
    return names


def _fonts_of(resources_: Any) -> Iterator[str]:
    resolved = resources_.get_object() if resources_ is not None else {}
    fonts = resolved.get("/Font")
    for font in (fonts.get_object() if fonts is not None else DictionaryObject()).values():
        inner = font.get_object().get("/DescendantFonts")
        described = inner.get_object()[0].get_object() if inner is not None else font.get_object()
        yield str(described["/BaseFont"]).removeprefix("/").rpartition("+")[2]


def _data(paper: Paper, imprint: Imprint, fonts: FontBook) -> dict[str, Any]:
    mark, block, colophon = mark_of(paper), signatory(paper), paper.colophon
    return {
        "numbers": layout.as_data(),
        "red": f"#{layout.RED}",
        "fonts": {key: {"stack": fonts.stack(key), "weight": fonts.weight(key)} for key in fonts.chosen},
        "headings": {str(level): heading_role(level) for level in (1, 2, 3, 4)},
        "form": paper.form.value,
        "name": paper.name,
        "issuers": list(paper.issuers),
        "mark": dataclasses.asdict(mark) if mark else None,
        "marks": [one for one in (paper.urgency, paper.marking) if one],
        "number": paper.number,
        "issue_row": issue_row(paper),
        "title": title_lines(paper),
        "to": paper.to,
        "blocks": [_block(one) for one in paper.blocks],
        "listed": attachment_lines(paper),
        "attachments": _attachments(paper),
        "attendance": [dataclasses.asdict(one) for one in paper.attendance],
        "hand": paper.hand,
        "signatory": dataclasses.asdict(block) if block else None,
        "note": paper.note,
        "colophon": None
        if colophon is None
        else {
            "copies": colophon.copies,
            "printer": colophon.printer,
            "printed": f"{long_date(colophon.printed_on)}印发",
        },
        "colophon_even": paper.form.value in layout.COLOPHON_ON_EVEN,
        "stamp": imprint.stamp,
        "banner": imprint.banner,
        "code": imprint.code,
        "address": imprint.address,
        "qr": _qr(imprint.address or imprint.code) if imprint.code else "",
    }


def _attachments(paper: Paper) -> list[dict[str, Any]]:
    room = int(layout.number("body_width") * layout.POINT / layout.number("title_size"))
    return [
        {
            "label": attachment_label(paper, index),
            "title": broken((one.title,), room, paper.issuers),
            "blocks": [_block(block) for block in one.blocks],
        }
        for index, one in enumerate(paper.attachments)
        if one.blocks
    ]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Picture):
        width, height = png_size(block.png)
        svg = _SVG.format(width=width, height=height, data=base64.b64encode(block.png).decode())
        return {
            "type": "picture",
            "svg": block.svg or svg,
            "width_mm": block.width_mm,
            "caption": block.caption,
            "alt": block.alt,
        }
    return dataclasses.asdict(block)


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels; ValueError for anything else."""
    if not png.startswith(b"\x89PNG\r\n\x1a\n") or png[12:16] != b"IHDR":
        raise ValueError("图片不是 PNG。")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def _qr(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()

"""The demo notice as .docx (plain, or with its numbers kept in styles) and as PDF with a text layer."""

from __future__ import annotations

import io
import json
import re
from importlib import resources
from pathlib import Path

import docx
import typst
from django.conf import settings
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_LEVELS = (r"^[一二三四五六七八九十]+、", r"^（[一二三四五六七八九十]+）")
_PDF = """
#set page(margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), numbering: "— 1 —",
  header: align(center)[XX县文件汇编])
#set text(font: "FandolFang R", size: 16pt, lang: "zh", cjk-latin-spacing: none, fallback: false)
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 12pt, spacing: 12pt)
#let lines = json(bytes(sys.inputs.lines))
#for (n, line) in lines.enumerate() {
  if n == 2 { align(center, text(size: 22pt, line)) }
  else if line.ends-with("：") { par(first-line-indent: 0pt, line) }
  else { par(line) }
}
"""


def text() -> str:
    """The demo notice."""
    return resources.files("duban.mechanism").joinpath("data/demo_notice.txt").read_text("utf-8")


def lines() -> list[str]:
    """Its lines that say something."""
    return [line.strip() for line in text().splitlines() if line.strip()]


def plain_docx() -> bytes:
    """Numbers typed into the text; a header, a footer with the page number and a comment beside it."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "XX县文件汇编"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    for line in lines():
        document.add_paragraph(line)
    return _saved(document)


def numbered_docx() -> bytes:
    """Articles and paragraphs carry no number of their own: Word counts them by their styles."""
    document = docx.Document()
    _put_list(document)
    for line in lines():
        level = next((n for n, pattern in enumerate(_LEVELS) if re.match(pattern, line)), None)
        style = None if level is None else document.styles[f"条文{level + 1}"]
        document.add_paragraph(re.sub(_LEVELS[level], "", line) if level is not None else line, style)
    return _saved(document)


def _put_list(document: docx.document.Document) -> None:
    numbering = document.part.numbering_part.element
    space = nsdecls("w")
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:pStyle w:val="Article{n + 1}"/><w:suff w:val="nothing"/><w:lvlText w:val="{form}"/></w:lvl>'
        for n, form in enumerate(("%1、", "（%2）"))
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for n in (1, 2):
        style = document.styles.add_style(f"条文{n}", 1)
        style.element.set(qn("w:styleId"), f"Article{n}")
        properties = style.element.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {space}><w:ilvl w:val="{n - 1}"/><w:numId w:val="77"/></w:numPr>')
        )


def pdf() -> bytes:
    """Set in rows of 28 characters over several pages, with running head and page numbers."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False,
        font_paths=[folder for folder in map(Path, settings.FONT_FOLDERS) if folder.is_dir()],
    )  # fmt: skip
    compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
    inputs = {"lines": json.dumps(lines(), ensure_ascii=False)}
    made = compiler.compile(_PDF.encode(), sys_inputs=inputs, format="pdf")
    assert isinstance(made, bytes)
    return made


def _saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()

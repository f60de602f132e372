"""The 版记 of a paper stands on the same page of both outputs: the last face of a sheet, an even page (7.4)."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from duban.documents.official.samples import samples
from duban.documents.papers import layout, pdf, word
from duban.documents.papers.fonts import NoPdf
from duban.documents.papers.model import Colophon, Form, Paper, Paragraph

ON_EVEN = [paper for _, paper in samples() if paper.form.value in layout.COLOPHON_ON_EVEN and paper.colophon is not None]
LENGTHS = (0, 6, 15, *range(20, 29), 36)
"""Rows of a text that ends on the first page, high and low on the second, at its very end, and on the third."""
ROW = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八"


def of_length(rows: int) -> Paper:
    """A paper whose text has so many full rows of one character each, so that it ends anywhere on a page."""
    like = next(paper for paper in ON_EVEN if paper.form is Form.FILE)
    return replace(like, blocks=(Paragraph(text="正文开始。"), *(Paragraph(text=ROW[:20]) for _ in range(rows))), attachments=())


def printed(paper: Paper) -> tuple[int, int]:
    """The page on which the text ends and that of the 版记, read from the PDF from behind."""
    texts = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf.render(paper))).pages]
    colophon = paper.colophon or Colophon()
    words = re.sub(r"\s", "", f"抄送：{colophon.copies}" if colophon.copies else colophon.printer)[:8]
    at = max(number for number, text in enumerate(texts, 1) if words in text)
    before = [number for number, text in enumerate(texts, 1) if re.sub(r"—\d+—", "", text.partition(words)[0])]
    return max(before), at


def written(paper: Paper) -> tuple[bool, bool, list[Any]]:
    """Whether the .docx begins the 版记 on an even page of its own, whether that page bears a number, and its sections."""
    document = docx.Document(io.BytesIO(word.render(paper)))
    sections = list(document.sections)
    kind = sections[-1]._sectPr.find(qn("w:type"))
    even = len(sections) == 2 and kind is not None and kind.get(qn("w:val")) == "evenPage"
    numbered = "PAGE" in sections[-1].even_page_footer._element.xml
    return even, numbered, sections


@pytest.mark.parametrize("paper", [*ON_EVEN, *map(of_length, LENGTHS)], ids=lambda paper: paper.name[:20])
def test_both_outputs_end_on_the_same_even_page(paper: Paper) -> None:
    text, at = printed(paper)
    even, numbered, _ = written(paper)
    assert at % 2 == 0
    assert even is (at > text), (text, at)
    assert numbered is (at <= text + 1), "neither a blank page before the 版记 nor that of the 版记 has a number"


def test_the_lengths_that_are_tried_end_in_all_three_ways() -> None:
    assert {pdf.colophon_at(of_length(rows)) for rows in LENGTHS} == {"here", "next", "beyond"}


def test_the_section_of_the_text_keeps_its_page_and_its_numbers() -> None:
    _, _, (text, last) = written(next(one for one in map(of_length, range(44)) if pdf.colophon_at(one) != "here"))
    assert (text.page_width, text.page_height, text.left_margin) == (last.page_width, last.page_height, last.left_margin)
    assert "PAGE" in text.footer._element.xml and "PAGE" in text.even_page_footer._element.xml


def test_without_fonts_the_last_page_of_word_is_that_of_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(paper: Paper) -> Any:
        raise NoPdf("没有字体")

    monkeypatch.setattr(pdf, "colophon_at", missing)
    assert [written(paper)[0] for paper in ON_EVEN] == [False] * len(ON_EVEN)

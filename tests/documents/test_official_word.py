"""The .docx: our own small file in the official font names, the same bytes for the same content."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from duban.documents.official.kinds import KINDS
from duban.documents.official.samples import sample
from duban.documents.papers import pdf, word
from duban.documents.papers.model import (
    PLAIN_COPY,
    Form,
    Heading,
    Imprint,
    Paper,
    Paragraph,
    Picture,
    Table,
)
from duban.documents.papers.pictures import pages, png

FONTS = {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}


def opened(paper: Paper, imprint: Imprint = PLAIN_COPY) -> Any:
    """The file as the library reads it."""
    return docx.Document(io.BytesIO(word.render(paper, imprint)))


def parts(paper: Paper) -> dict[str, str]:
    """The parts of the file as texts."""
    with zipfile.ZipFile(io.BytesIO(word.render(paper))) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def all_text(document: Any) -> str:
    """Every text of body, tables, headers and footers, without blanks."""
    section = document.sections[0]
    roots = [document.element.body, section.first_page_header._element, section.header._element]
    return "".join("".join(node.text or "" for root in roots for node in root.iter(qn("w:t"))).split())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_word_says_everything_that_the_content_says(kind: str) -> None:
    paper = sample(kind)
    whole = all_text(opened(paper))
    for block in paper.blocks:
        if isinstance(block, Paragraph | Heading):
            assert "".join(block.text.split()) in whole
        if isinstance(block, Table):
            assert all("".join(cell.text.split()) in whole for row in block.rows for cell in row)
    for text in (paper.to, paper.number, paper.name, *(row.names for row in paper.attendance)):
        assert "".join(text.split()) in whole


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_page_and_grid_are_those_of_the_standard(kind: str) -> None:
    document = opened(sample(kind))
    section = document.element.body.find(qn("w:sectPr"))
    size, margins, grid = (section.find(qn(f"w:{name}")) for name in ("pgSz", "pgMar", "docGrid"))
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838")
    assert abs(int(margins.get(qn("w:top"))) - 2098) <= 1
    assert abs(int(margins.get(qn("w:left"))) - 1587) <= 1
    assert abs(11906 - int(margins.get(qn("w:left"))) - int(margins.get(qn("w:right"))) - 8845) <= 3
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert (section.find(qn("w:titlePg")) is not None) == (sample(kind).form is Form.LETTER)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_official_fonts_and_no_bold_stand_in_the_file(kind: str) -> None:
    written = parts(sample(kind))
    named = {name for text in written.values() for name in re.findall(r'w:eastAsia="([^"]+)"', text)} - {
        "zh-CN"
    }
    assert named <= FONTS
    assert not any(re.search(r"<w:b[ /]", text) for text in written.values())


def test_the_file_is_small_and_carries_nothing_of_a_library() -> None:
    made = word.render(sample("supervision_letter"))
    assert len(made) < 16_000
    written = parts(sample("supervision_letter"))
    assert "evenAndOddHeaders" in written["word/settings.xml"]
    assert not any("python-docx" in text for text in written.values())
    known = docx.Document(io.BytesIO(made)).core_properties
    assert (known.author, known.title) == ("中共XX县委办公室", sample("supervision_letter").name)
    assert known.created is not None and known.created.date() == sample("supervision_letter").dated


def test_the_same_content_gives_the_same_bytes() -> None:
    paper = sample("listing_notice")
    assert word.render(paper) == word.render(Paper.from_json(paper.to_json()))


def test_text_that_looks_like_markup_or_cannot_be_xml_does_no_harm() -> None:
    text = "<w:b/>&amp; ]]> {{ x }}\x00\x0b\ud800结束"
    document = opened(dataclasses.replace(sample("supervision_letter"), blocks=(Paragraph(text=text),)))
    assert "<w:b/>&amp;]]>{{x}}结束" in all_text(document)


def test_page_numbers_stand_right_and_left_as_fields() -> None:
    section = opened(sample("supervision_letter")).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert paragraph._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}")) == "280"
        assert "PAGE" in "".join(node.text for node in paragraph._p.iter(qn("w:instrText")))
        assert paragraph.text == "— 1 —"
    assert "PAGE" not in section.first_page_footer._element.xml


def test_the_lines_of_a_letter_are_locked_shapes_of_its_first_page() -> None:
    section = opened(sample("supervision_letter")).sections[0]
    for part, heights in (
        (section.first_page_header, [36000, 12600]),
        (section.first_page_footer, [12600, 36000]),
    ):
        anchors = list(part._element.iter(qn("wp:anchor")))
        assert [int(one.find(qn("wp:extent")).get("cy")) for one in anchors] == heights
        assert all(one.get("locked") == "1" for one in anchors)
        assert all(int(one.find(qn("wp:extent")).get("cx")) == 170 * 36000 for one in anchors)


def test_paragraphs_are_indented_by_two_characters_and_dates_by_four() -> None:
    document = opened(sample("supervision_letter"))
    by_text = {paragraph.text: paragraph._p.pPr for paragraph in document.paragraphs}
    indent = by_text["2026年12月31日前整改完毕。"].find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert by_text["2026年11月23日"].find(qn("w:ind")).get(qn("w:right")) == "1280"


def test_a_table_repeats_its_head_and_splits_no_row() -> None:
    table = opened(sample("rectification_plan")).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_properties_of_paragraphs_stand_in_the_order_of_the_schema() -> None:
    order = (
        "pStyle", "keepNext", "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs", "overflowPunct",
        "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "sectPr",
    )  # fmt: skip
    for kind in KINDS:
        for properties in opened(sample(kind)).element.body.iter(qn("w:pPr")):
            names = [child.tag.rpartition("}")[2] for child in properties]
            assert names == sorted(names, key=order.index)


def test_a_picture_goes_into_the_file_with_its_words() -> None:
    drawn = png(pages(pdf.render(sample("circular")))[0])
    paper = dataclasses.replace(
        sample("circular"), blocks=(Picture(png=drawn, width_mm=80.0, caption="图1", alt="评价分布"),)
    )
    document = opened(paper)
    assert len(document.inline_shapes) == 1
    assert "评价分布" in document.element.body.xml


def test_a_draft_is_stamped_on_every_form() -> None:
    for kind in ("supervision_letter", "listing_notice", "interview_minutes", "rectification_plan"):
        assert "草稿" in all_text(opened(sample(kind), Imprint(stamp="草稿")))
        assert "草稿" not in all_text(opened(sample(kind)))


def test_an_editable_file_carries_no_verification_code() -> None:
    assert "k7m2" not in all_text(opened(sample("supervision_letter"), Imprint(code="k7m2p9q4r8s3")))

"""The PDF: the text as it stands, pages and numbers as the standard has them, the same bytes for the same content."""

from __future__ import annotations

import dataclasses
import io
from datetime import date
from typing import Any

import pdfplumber
import pytest

from duban.documents.official.kinds import KINDS
from duban.documents.official.samples import sample
from duban.documents.papers import layout, pdf
from duban.documents.papers.model import (
    Attachment,
    Cell,
    Colophon,
    Form,
    Heading,
    Imprint,
    Paper,
    Paragraph,
    Picture,
    Seal,
    Table,
)
from duban.documents.papers.pictures import pages, png

MARKUP = r"#let x = [1] $a$ \ @ref `code` *bold* _it_ // note /* no */ <label> = 题 - 列 + 数 / 项: ~ -- --- ' \" {y} %% http://a.b"
POINT = layout.POINT


def opened(made: bytes) -> Any:
    """The PDF with its text and shapes."""
    return pdfplumber.open(io.BytesIO(made))


def squeezed(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def texts(made: bytes) -> list[str]:
    """The text of each page without blanks."""
    with opened(made) as document:
        return [squeezed(page.extract_text()) for page in document.pages]


def letter(**values: Any) -> Paper:
    """A letter with something else in it."""
    return dataclasses.replace(sample("supervision_letter"), **values)


def long_text(count: int) -> tuple[Paragraph, ...]:
    """A text over several pages."""
    return tuple(
        Paragraph(text=f"第{n}段，" + "责任单位应当按照要求抓好整改，定期反馈情况。" * 4)
        for n in range(count)
    )


def test_text_that_looks_like_markup_is_printed_as_it_stands() -> None:
    paper = letter(
        blocks=(
            Heading(level=1, text=f"一、{MARKUP}"), Paragraph(text=MARKUP),
            Table(rows=((Cell(text=MARKUP),),), widths=(1.0,)),
        ),
        to=f"单位{MARKUP}", note=MARKUP, title=("#panic[x]",), number="#1〔2026〕2号",
    )  # fmt: skip
    whole = "".join(texts(pdf.render(paper)))
    assert whole.count(squeezed(MARKUP)) == 5
    assert "#panic[x]" in whole
    assert "#1〔2026〕2号" in whole


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_of_the_content_is_lost(kind: str) -> None:
    paper = sample(kind)
    whole = "".join(texts(pdf.render(paper)))
    for block in paper.blocks:
        if isinstance(block, Paragraph | Heading):
            assert squeezed(block.text) in _without_page_numbers(whole, block.text), block.text
    assert squeezed(paper.to) in whole
    assert squeezed(paper.number) in whole
    assert squeezed(paper.name) in whole


def _without_page_numbers(whole: str, text: str) -> str:
    """A paragraph may run over a page: take the numbers between out."""
    clean = whole
    for n in range(1, 9):
        clean = clean.replace(f"—{n}—", "")
    return clean


def test_the_same_content_gives_the_same_bytes() -> None:
    paper = sample("listing_notice")
    assert pdf.render(paper) == pdf.render(Paper.from_json(paper.to_json()))
    assert pdf.render(paper) != pdf.render(paper.with_issue("X委办〔2026〕48号", date(2026, 11, 23)))


def test_a_full_page_has_22_rows_and_a_full_row_28_characters() -> None:
    plain = letter(form=Form.PLAIN, blocks=(Paragraph(text="督" * 28 * 60, flat=True),), to="", colophon=None)
    with opened(pdf.render(plain)) as document:
        page = document.pages[1]
        body = [char for char in page.chars if 15.5 < char["size"] < 16.5]
        rows = sorted({round(char["top"], 1) for char in body})
        assert len(rows) == 22
        first = [char for char in body if round(char["top"], 1) == rows[0]]
        assert len(first) == 28
        assert abs(first[0]["x0"] / POINT - 28) < 0.3
        assert abs(first[-1]["x1"] / POINT - 184) < 0.4


def numbers_of(made: bytes) -> list[tuple[str, float]]:
    """What stands below the 版心 of each page, and where it begins in millimetres."""
    found = []
    with opened(made) as document:
        for page in document.pages:
            low = [char for char in page.chars if char["top"] / POINT > 262.5 and char["size"] > 13]
            found.append(("".join(char["text"] for char in low), low[0]["x0"] / POINT if low else 0.0))
    return found


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    found = numbers_of(pdf.render(letter(form=Form.FILE, blocks=long_text(14))))
    assert [squeezed(text) for text, _ in found][:3] == ["—1—", "—2—", "—3—"]
    assert found[0][1] > 150
    assert abs(found[1][1] - 32.94) < 0.5
    assert found[2][1] > 150


def test_the_first_page_of_a_letter_has_no_number() -> None:
    found = numbers_of(pdf.render(letter(blocks=long_text(8))))
    assert [squeezed(text) for text, _ in found] == ["", "—2—", "—3—"]


def red_lines(page: Any) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of the red bars of a page in millimetres."""
    return [
        (bar["x0"] / POINT, bar["top"] / POINT, bar["width"] / POINT, bar["height"] / POINT)
        for bar in sorted(page.rects, key=lambda bar: bar["top"])
        if tuple(bar["non_stroking_color"]) == (1.0, 0.0, 0.0)
    ]


def test_a_letter_has_its_double_lines_thick_outside() -> None:
    with opened(pdf.render(sample("supervision_letter"))) as document:
        bars = red_lines(document.pages[0])
        assert [round(height, 2) for *_, height in bars] == [1.0, 0.35, 0.35, 1.0]
        assert all(abs(left - 20) < 0.05 and abs(width - 170) < 0.05 for left, _, width, _ in bars)
        assert abs(bars[3][1] + bars[3][3] - 277) < 0.05
        assert not red_lines(document.pages[1])


def test_a_file_has_one_red_line_as_wide_as_the_text() -> None:
    with opened(pdf.render(sample("listing_notice"))) as document:
        bars = red_lines(document.pages[0])
        assert len(bars) == 1
        assert abs(bars[0][0] - 28) < 0.05
        assert abs(bars[0][2] - 156) < 0.05


def test_the_colophon_ends_with_the_text_area_on_an_even_page() -> None:
    with opened(pdf.render(sample("listing_notice"))) as document:
        assert len(document.pages) % 2 == 0
        lines = [bar for bar in document.pages[-1].rects if bar["width"] / POINT > 150]
        assert [round(bar["height"] / POINT, 2) for bar in sorted(lines, key=lambda bar: bar["top"])] == [
            0.35,
            0.25,
            0.35,
        ]
        assert abs(max(bar["bottom"] for bar in lines) / POINT - 262) < 0.05


def test_blank_pages_before_the_colophon_and_its_own_are_not_numbered() -> None:
    for count in range(14, 18):
        made = pdf.render(
            letter(
                form=Form.FILE,
                blocks=long_text(count),
                colophon=Colophon(copies="甲。" * 90, printer="某办公室"),
            )
        )
        found = [squeezed(text) for text, _ in numbers_of(made)]
        if found[-2:] == ["", ""]:
            assert texts(made)[-2] == ""
            return
    raise AssertionError("no length brought a blank page")


def test_names_and_date_never_stand_on_a_page_without_text() -> None:
    for count in range(1, 12):
        paper = letter(
            blocks=(*long_text(3), *(Paragraph(text="短句。") for _ in range(count))), colophon=None
        )
        found = texts(pdf.render(paper))
        last = next(text for text in reversed(found) if "2026年11月23日" in text)
        before = last.partition("中共XX县委办公室")[0] if len(found) > 1 else last
        assert "。" in before, count


def test_a_long_table_repeats_its_head_and_loses_no_row() -> None:
    rows = tuple((Cell(text=str(n)), Cell(text=f"事项{n}", align="left")) for n in range(1, 91))
    paper = letter(
        blocks=(Paragraph(text="见表。"), Table(head=("序号", "事项名称"), rows=rows, widths=(1.0, 4.0)))
    )
    found = texts(pdf.render(paper))
    with_rows = [text for text in found if "事项1" in text or "事项5" in text or "事项9" in text]
    assert len(with_rows) >= 3
    assert all("序号事项名称" in text for text in with_rows)
    whole = "".join(found)
    assert all(f"事项{n}" in whole for n in range(1, 91))


def test_attachments_begin_on_pages_of_their_own() -> None:
    paper = letter(
        attachments=(
            Attachment(title="督查事项清单", blocks=(Paragraph(text="清单内容。"),)),
            Attachment(title="情况说明"),
        )
    )
    found = texts(pdf.render(paper))
    assert any("附件：1.督查事项清单" in text and "2.情况说明" in text for text in found)
    own = next(text for text in found if text.startswith("附件1"))
    assert "督查事项清单" in own
    assert "清单内容" in own
    assert not any(text.startswith("附件2") for text in found)


def test_a_joint_issue_sets_each_name_and_the_date_under_the_last() -> None:
    paper = letter(
        form=Form.FILE,
        issuers=("中共XX县委办公室", "XX县人民政府办公室", "中共XX县委组织部"),
        blocks=(Paragraph(text="正文。"),),
    )
    found = "".join(texts(pdf.render(paper)))
    assert found.count("中共XX县委组织部") == 2
    assert "文件" in found


def test_a_very_long_issuer_is_fitted_to_the_line() -> None:
    name = "XX县推进新型城镇化和城乡融合发展暨重点工作督查联动协调小组办公室"
    for form, width in ((Form.LETTER, 170.0), (Form.FILE, 156.0)):
        with opened(pdf.render(letter(form=form, issuers=(name,)))) as document:
            red = [
                c for c in document.pages[0].chars if tuple(c["non_stroking_color"] or ()) == (1.0, 0.0, 0.0)
            ]
            assert len({round(char["top"]) for char in red}) == 1
            assert (max(c["x1"] for c in red) - min(c["x0"] for c in red)) / POINT <= width + 0.5


def test_a_picture_is_printed_with_its_caption() -> None:
    drawn = png(pages(pdf.render(sample("circular")))[0])
    paper = letter(
        blocks=(
            Paragraph(text="见图。"),
            Picture(png=drawn, width_mm=80.0, caption="图1 评价分布", alt="评价分布"),
        )
    )
    made = pdf.render(paper)
    with opened(made) as document:
        assert any(page.images for page in document.pages)
    assert "图1评价分布" in "".join(texts(made))


def test_a_draft_is_stamped_and_an_issued_paper_carries_its_code_on_the_last_page() -> None:
    paper = sample("supervision_letter")
    assert "草稿" in texts(pdf.render(paper, Imprint(stamp="草稿")))[0]
    coded = texts(
        pdf.render(paper, Imprint(code="k7m2p9q4r8s3", address="https://duban.example/verify/k7m2p9q4r8s3"))
    )
    assert "验证码k7m2p9q4r8s3" in coded[-1]
    assert "验证码" not in coded[0]
    assert "草稿" not in "".join(coded)


def test_minutes_name_who_was_there_and_carry_no_seal_place() -> None:
    whole = "".join(texts(pdf.render(sample("interview_minutes"))))
    assert whole.index("出席：") < whole.index("请假：")
    assert sample("interview_minutes").seal is Seal.NONE
    assert sample("interview_minutes").signed_by == ()

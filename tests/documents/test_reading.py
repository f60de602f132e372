"""Text out of .docx and PDF: paragraphs in order, numbers as printed, nothing of header, footer or page number."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from duban.documents.reading.pdf import text as printed
from duban.documents.reading.word import text as word
from duban.documents.reading.word.numbering import chinese, written
from tests.documents import notice_files

_SPACE = nsdecls("w")


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (2006, "二千零六")],
)  # fmt: skip
def test_numbers_are_counted_in_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [("decimal", "3"), ("chineseCounting", "三"), ("chineseLegalSimplified", "叁"), ("decimalEnclosedCircle", "③"),
     ("upperRoman", "III"), ("lowerLetter", "c"), ("decimalFullWidth", "３"), ("ideographTraditional", "丙"),
     ("decimalZero", "03"), ("bullet", "")],
)  # fmt: skip
def test_words_number_forms_are_written_out(form: str, text: str) -> None:
    assert written(3, form) == text


def test_a_typed_notice_gives_its_lines_without_header_and_footer() -> None:
    assert word.paragraphs("a.docx", notice_files.plain_docx()) == notice_files.lines()


def test_numbers_kept_in_styles_are_written_out_as_word_prints_them() -> None:
    assert word.paragraphs("a.docx", notice_files.numbered_docx()) == notice_files.lines()


def test_rows_of_a_pdf_are_joined_into_paragraphs_without_page_numbers() -> None:
    assert printed.paragraphs("a.pdf", notice_files.pdf()) == notice_files.lines()


def test_tables_keep_their_place_and_their_cells() -> None:
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(2, 2)
    for cell, value in zip(
        [cell for row in table.rows for cell in row.cells], ("单位", "次数", "甲镇", "2次"), strict=True
    ):
        cell.text = value
    document.add_paragraph("后")
    assert word.paragraphs("a.docx", saved(document)) == ["前", "单位\t次数", "甲镇\t2次", "后"]


def test_a_table_inside_a_table_is_said_once() -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).rows[0].cells[0]
    cell.text = "外"
    cell.add_table(1, 1).rows[0].cells[0].text = "内"
    assert word.paragraphs("a.docx", saved(document)) == ["外 内\t"]


def test_deleted_words_are_gone_and_inserted_ones_there() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("限期")
    for tag, inner, text in (("del", "delText", "三个月"), ("ins", "t", "两个月")):
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {_SPACE} w:id="1" w:author="x"><w:r><w:{inner}>{text}</w:{inner}></w:r></w:{tag}>'
            )
        )
    assert word.paragraphs("a.docx", saved(document)) == ["限期两个月"]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("共")
    pieces = ('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> =1+1 </w:instrText>",
              '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>", '<w:fldChar w:fldCharType="end"/>')  # fmt: skip
    for piece in pieces:
        paragraph._p.append(parse_xml(f"<w:r {_SPACE}>{piece}</w:r>"))
    paragraph.add_run("件")
    assert word.paragraphs("a.docx", saved(document)) == ["共2件"]


def test_a_text_box_is_read_where_it_hangs() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文")
    paragraph._p.append(parse_xml(
        f'<w:r {_SPACE} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
        "<w:t>XX县文件</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ))  # fmt: skip
    assert word.paragraphs("a.docx", saved(document)) == ["XX县文件", "正文"]

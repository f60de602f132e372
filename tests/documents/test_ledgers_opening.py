"""What is no ledger is refused before anything is written, with what is wrong and what to do."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from duban.documents.files.uploads import Upload
from duban.documents.inspection.verdicts import Refused
from duban.documents.ledgers.incoming.book import COLUMNS_MOST, LARGEST, ROWS_MOST, address
from duban.documents.ledgers.incoming.broken import UNSAVED
from duban.documents.ledgers.incoming.sheets import words_of
from tests import files
from tests.documents.ledgers import comma, container, old_workbook, open_book, workbook

ROWS = [["单位名录"], ["单位名称", "简称"], ["甲局", "甲"], ["乙局", "乙"]]


def refused(upload: Upload) -> str:
    with pytest.raises(Refused) as error:
        open_book(upload.name, upload.content)
    return str(error.value)


def packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return target.getvalue()


def with_part(upload: Upload, name: str, body: bytes) -> Upload:
    """The same workbook with one more part."""
    target = io.BytesIO(upload.content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, body)
    return Upload(upload.name, target.getvalue())


def test_a_workbook_a_csv_and_an_old_workbook_give_the_same_rows() -> None:
    new = open_book("台账.xlsx", workbook(("台账", ROWS)).content)
    old = open_book("台账.xls", old_workbook(ROWS).content)
    csv = open_book("台账.csv", comma(ROWS).content)
    expected = [["单位名录", ""], ["单位名称", "简称"], ["甲局", "甲"], ["乙局", "乙"]]
    for book in (new, old):
        assert list(book.sheets[0].rows()) == expected
    assert list(csv.sheets[0].rows()) == [["单位名录"], *expected[1:]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_of_the_offices(encoding: str) -> None:
    upload = comma([["单位名称", "说明"], ["㵐水局", "含生僻字"]], encoding)
    assert list(open_book(upload.name, upload.content).sheets[0].rows())[1] == ["㵐水局", "含生僻字"]


def test_a_csv_with_semicolons_or_tabs_is_cut_at_those() -> None:
    for mark in (";", "\t"):
        content = (
            mark.join(("单位名称", "简称", "序列")).encode() + b"\n" + mark.join(("甲局", "甲", "1")).encode()
        )
        assert list(open_book("a.csv", content).sheets[0].rows())[1] == ["甲局", "甲", "1"]


def test_empty_rows_and_columns_before_the_table_keep_the_addresses() -> None:
    sheet = open_book("a.xlsx", workbook(("台账", [[], [], ["", "甲"], ["", "", 2.5]])).content).sheets[0]
    rows = list(sheet.rows())
    assert (rows[2][1], rows[3][2], sheet.height, sheet.width) == ("甲", 2.5, 4, 3)
    assert (address(0, 0), address(6, 2), address(9, 27)) == ("A1", "C7", "AB10")


def test_dates_and_merged_areas_are_known() -> None:
    upload = workbook(("台账", [["日期"], [date(2026, 3, 5)]]), merged=[("台账", "A3:A5")])
    sheet = open_book(upload.name, upload.content).sheets[0]
    assert list(sheet.rows())[1] == [date(2026, 3, 5)]
    assert sheet.merged == ((2, 0, 4, 0),)


def test_errors_and_formulas_never_worked_out_are_no_empty_cells() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet("甲&乙")
    page.write_row(0, 0, ["单位名称", "简称", "序列"])
    page.write_formula(1, 0, "=VLOOKUP(1,2,3)", None, "#N/A")
    page.write_formula(1, 1, '=""', None, "")
    page.write_formula(1, 2, "=A9", None, 12)
    page.write_formula(2, 2, "=A9", None, 77)
    book.close()
    with zipfile.ZipFile(target) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    text = parts[sheet].replace(b'<c r="B2">', b'<c r="B2" t="str">')
    parts[sheet] = text.replace(b"<v>77</v>", b"<v></v>")
    rows = list(open_book("a.xlsx", packed(**parts)).sheets[0].rows())
    assert rows[1:] == [["#N/A", "", 12.0], ["", "", UNSAVED]]


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    upload = workbook(("台账", ROWS), ("底稿", ROWS), hidden=["底稿"])
    book = open_book(upload.name, upload.content)
    assert [sheet.name for sheet in book.sheets] == ["台账"]
    assert "底稿" in book.notes[0]


LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="'
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="{}" '
    'TargetMode="External"/></Relationships>'
)


def linked(target: str) -> Upload:
    part = "xl/externalLinks/_rels/externalLink1.xml.rels"
    return with_part(workbook(("台账", ROWS)), part, LINK.format(target).encode())


def test_links_to_other_files_are_left_alone_and_told() -> None:
    upload = linked("file:///D:/台账/2025.xlsx")
    assert "链接没有读取" in open_book(upload.name, upload.content).notes[0]
    assert "网络共享" in refused(linked("file:///\\\\203.0.113.9\\share\\2025.xlsx"))


def test_hidden_rows_and_columns_are_read_and_named() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet("台账")
        for number in range(12):
            page.write_row(number, 0, ["甲局", "甲", number, "乙", "丙"])
        for number in (2, 4, 5, 6):
            page.set_row(number, None, None, {"hidden": True})
        page.set_column(1, 2, None, None, {"hidden": True})
    found = open_book("台账.xlsx", target.getvalue())
    assert found.notes == ("工作表“台账”隐藏着第 3、5～7 行和B～C 列，同样读取，请核对。",)
    assert len(list(found.sheets[0].rows())) == 12
    assert open_book("台账.xls", old_workbook(ROWS).content).notes == ()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("台账.xlsx", b"", "空文件"),
        ("台账.docx", b"PK\x03\x04", "不收“.docx”"),
        ("台账", b"x", "无后缀"),
        ("台账.xlsm", b"PK\x03\x04", "不收带宏的文件"),
        ("台账.xlsb", b"PK\x03\x04", "不收带宏的文件"),
        ("台账.xlsx", b"PK\x03\x04 broken", "已损坏"),
        ("台账.xls", container(Workbook=b"nonsense"), "已损坏"),
        ("台账.xlsx", "单位,简称".encode(), "内容是文本"),
        ("台账.xls", b"<html><table></table></html>", "内容是网页"),
        ("台账.xls", b"PK\x03\x04", "与后缀不符"),
        ("台账.csv", b"PK\x03\x04", "与后缀不符"),
        ("台账.csv", b"\x89PNG\r\n\x1a\n\x00\x01", "PNG 图片"),
        ("台账.csv", b"\x89\x00\x01\x02", "不认识的二进制格式"),
        ("台账.xlsx", b"x" * (LARGEST + 1), "超过 20 MB"),
    ],
)
def test_what_is_no_ledger_is_said_to_be_so(name: str, content: bytes, said: str) -> None:
    message = refused(Upload(name, content))
    assert said in message
    assert name in message or "后缀" in message or said in ("不收“.docx”", "无后缀")


def test_a_workbook_cut_off_anywhere_is_damaged() -> None:
    content = workbook(("台账", ROWS)).content
    for cut in (30, len(content) // 3, len(content) // 2, len(content) - 30):
        assert "已损坏" in refused(Upload("台账.xlsx", content[:cut]))


def test_a_byte_changed_inside_is_found_by_the_checksum() -> None:
    content = bytearray(workbook(("台账", [["甲" * 50] * 40])).content)
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as file:
        part = file.getinfo("xl/worksheets/sheet1.xml")
    content[part.header_offset + 30 + len(part.filename) + 12] ^= 0xFF
    assert "已损坏" in refused(Upload("台账.xlsx", bytes(content)))


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xls"])
def test_a_ledger_with_a_password_is_not_guessed_at(name: str) -> None:
    assert "打开密码" in refused(Upload(name, container(EncryptionInfo=b"x", EncryptedPackage=b"y")))


def test_macros_are_found_wherever_they_hide() -> None:
    upload = with_part(workbook(("台账", ROWS)), "xl/vbaProject.bin", b"Attribute VB_Name")
    assert "带有宏" in refused(upload)
    assert "带有宏" in refused(Upload("台账.xls", container(Workbook=b"", _VBA_PROJECT_CUR=b"x")))


def test_a_bomb_is_seen_in_the_directory_before_it_is_unpacked() -> None:
    bomb = packed(**{"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * (12 << 20)})
    assert "压缩比" in refused(Upload("台账.xlsx", bomb))


def test_a_directory_that_lies_about_sizes_is_found_out() -> None:
    body = b"0" * (12 << 20)
    bomb = files.xlsx(more={"xl/worksheets/sheet1.xml": body})
    lying = bomb.replace(len(body).to_bytes(4, "little"), (4096).to_bytes(4, "little"))
    assert "已损坏" in refused(Upload("台账.xlsx", lying))


def test_too_many_parts_and_paths_that_climb_out_are_refused() -> None:
    many = packed(**{f"xl/{n}.xml": b"" for n in range(2001)})
    assert "部件" in refused(Upload("台账.xlsx", many))
    assert "路径" in refused(Upload("台账.xlsx", packed(**{"../../etc/passwd": b"x"})))


def test_a_document_with_another_suffix_is_no_workbook() -> None:
    assert "不是 .xlsx 文件" in refused(Upload("台账.xlsx", packed(**{"word/document.xml": b"<document/>"})))


def test_a_workbook_with_nothing_in_it_says_so() -> None:
    assert "没有内容" in refused(workbook(("台账", [])))
    assert "没有内容" in refused(Upload("台账.csv", b"\r\n , ,\r\n"))


def test_more_rows_or_columns_than_one_import_takes_are_refused_with_the_limit() -> None:
    rows = "\n".join(f"甲局{n},甲" for n in range(200_000))
    message = refused(Upload("台账.csv", rows.encode()))
    assert f"一次最多导入 {ROWS_MOST} 行" in message
    tall = workbook(("台账", [["甲"]] * (ROWS_MOST + COLUMNS_MOST + 1)))
    assert f"一次最多导入 {ROWS_MOST} 行" in refused(tall)
    wide = workbook(("台账", [["甲"] * (COLUMNS_MOST + 1)]))
    assert f"最多 {COLUMNS_MOST} 列" in refused(wide)


def test_every_word_of_a_workbook_is_looked_at_also_beside_the_cells() -> None:
    upload = with_part(
        workbook(("台账", ROWS)), "xl/comments1.xml", "<comments><t>批注里的话</t></comments>".encode()
    )
    book = open_book(upload.name, upload.content)
    said = dict(words_of(book, upload.content))
    assert "甲局" in said["工作表“台账”"]
    assert "批注里的话" in said["批注、页眉页脚和文件属性"]

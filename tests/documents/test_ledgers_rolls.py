"""Lists of names in tables: the rows as lines, each where its row stands."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from duban.documents.files.uploads import Upload
from duban.documents.ledgers.rolls import lines_in
from duban.shared.errors import Invalid

pytestmark = pytest.mark.usefixtures("county")


def workbook(*sheets: list[list[Any]]) -> bytes:
    """Tables with these rows, a sheet each."""
    with BytesIO() as out:
        with xlsxwriter.Workbook(out) as book:
            for number, rows in enumerate(sheets, 1):
                sheet = book.add_worksheet(f"表{number}")
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)
        return out.getvalue()


def read(name: str, content: bytes) -> str:
    """The lines of a list."""
    return lines_in(Upload(name, content))


@pytest.mark.parametrize("name", ["名单.csv", "名单.CSV", "名单.txt", "名单"])
def test_tables_are_told_from_text_by_their_names(name: str) -> None:
    assert read(name, "张某,县教育局".encode()) == (
        "张某\t县教育局" if "csv" in name.lower() else "张某,县教育局"
    )


def test_below_a_head_only_names_and_what_tells_namesakes_apart_are_read() -> None:
    rows = [
        ["评选名单"],
        ["序号", "姓 名", "民族", "单位及职务"],
        [1, "张某", "汉", "县教育局局长"],
        [],
        [2, "李某", "汉", ""],
    ]
    assert read("名单.xlsx", workbook(rows)).split("\n") == ["", "", "张某\t县教育局局长", "", "李某"]


def test_without_a_head_every_cell_of_a_row_stands_in_its_line() -> None:
    assert read("名单.xlsx", workbook([["张某", "教育局"], [2, "李某"]])) == "张某\t教育局\n2\t李某"


def test_units_may_be_listed_too() -> None:
    assert read("名单.csv", "单位名称,序号\n县教育局,1\n".encode()).split("\n") == ["", "县教育局"]


def test_a_row_without_a_name_does_not_become_that_of_its_unit() -> None:
    lines = read("名单.xlsx", workbook([["姓名", "单位"], ["", "县教育局"]])).split("\n")
    assert lines[1] == "（）"


def test_several_lists_in_one_file_are_refused_with_their_names() -> None:
    with pytest.raises(Invalid, match="表1、表2"):
        read("名单.xlsx", workbook([["张某"]], [["李某"]]))


def test_a_damaged_file_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match=r"名单\.xlsx"):
        read("名单.xlsx", b"PK\x03\x04damaged")

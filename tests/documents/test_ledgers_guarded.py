"""A ledger is opened in the guarded process by every way in, and whatever it is made of, ours goes on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from duban.documents.inspection import child
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import apart
from duban.documents.ledgers.incoming import door
from duban.documents.ledgers.incoming.book import Book, packed, unpacked
from duban.jobs import cli
from duban.shared.errors import Invalid
from tests import files
from tests.documents.ledgers import IN_EARNEST, comma, old_workbook, open_book, workbook
from tests.documents.test_ledgers_directory import UNITS
from tests.personas import County

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


@pytest.fixture
def apart_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ledgers open in a process of their own, as outside of tests."""
    door._opened.cache_clear()
    monkeypatch.setattr(apart, "rows_apart", IN_EARNEST)


def sheet(cells: str) -> bytes:
    """A workbook of one sheet with this XML."""
    return files.xlsx(more={"xl/worksheets/sheet1.xml": SHEET.format(cells)})


FAR = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
WIDE = sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')
UNNUMBERED = sheet('<row r="1048576"><c><v>1</v></c></row><row r="1"><c r="XFD1"/></row>')
ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
DDE = sheet('<row r="1"><c r="A1"><f>cmd|\'/c calc\'!A0</f><v>1</v></c></row>')
HOSTILE = {
    "a cell at the far end": ("台账.xlsx", FAR, "1048576 行"),
    "a cell far to the right": ("台账.xlsx", WIDE, "16384 列"),
    "a row far down without addresses": ("台账.xlsx", UNNUMBERED, "台账.xlsx"),
    "external entities": ("台账.xlsx", files.xlsx(more={"xl/sharedStrings.xml": ENTITIES}), "实体"),
    "a program in a formula": ("台账.xlsx", DDE, "DDE"),
    "a quote that is never closed": (
        "台账.csv",
        '单位,简称\n甲局,"甲\n乙局,乙\n'.encode(),
        "第 2 行起有一个双引号没有收口",
    ),
    "a marking": ("台账.csv", "单位,简称\n甲局,机密★1年\n".encode(), "国家秘密标志"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_no_ledger_ends_a_process_and_each_is_refused_with_words(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, apart_in_earnest: None
) -> None:
    name, content, said = HOSTILE[what]
    path = tmp_path / name
    path.write_bytes(content)
    assert cli.main(["import", "units", str(path), "--jurisdiction", "xx", "--by", "管某"]) == 2
    assert said in capsys.readouterr().err


def test_the_guarded_process_gives_the_rows_that_this_one_would(
    county: County, apart_in_earnest: None
) -> None:
    for upload in (workbook(("台账", UNITS)), old_workbook(UNITS), comma(UNITS, "gb18030")):
        assert door.looked_through(upload) == open_book(upload.name, upload.content)


def test_a_process_that_dies_over_a_ledger_is_a_refusal(
    county: County, monkeypatch: pytest.MonkeyPatch, apart_in_earnest: None
) -> None:
    monkeypatch.setattr(apart, "_CHILD", ("sh", "-c", "kill -9 $$"))
    with pytest.raises(Invalid) as refused:
        door.looked_through(workbook(("台账", UNITS)))
    assert "检查不完" in refused.value.fields["file"]


def test_the_opening_has_memory_time_and_no_file_to_write(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders: list[bytes] = []

    def kept(command: object, *, input: bytes, **more: object) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
        orders.append(input)
        return subprocess.CompletedProcess([], 1, b"")

    monkeypatch.setattr(subprocess, "run", kept)
    door._opened.cache_clear()
    monkeypatch.setattr(apart, "rows_apart", IN_EARNEST)
    with pytest.raises(Invalid):
        door.looked_through(workbook(("台账", UNITS)))
    assert f'"memory": {door.MEMORY}'.encode() in orders[0]
    assert b'"seconds": 20' in orders[0]


def test_a_ledger_that_was_taken_and_is_refused_today_shows_why_and_nothing_else(county: County) -> None:
    book = door.kept_book("台账.xlsx", DDE)
    assert book.sheets == ()
    assert "DDE" in book.notes[0]


def test_a_book_is_the_same_after_its_way_out_of_the_process() -> None:
    book = open_book("台账.xlsx", workbook(("台账", UNITS), ("二", [[1, 2.5, "甲"]])).content)
    assert unpacked(packed(book)) == book
    assert unpacked(packed(Book("空", ()))) == Book("空", ())


def test_a_sheet_of_a_million_rows_is_refused_before_it_is_unfolded(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 1 << 20, 8))
    content = sheet(rows.decode())
    monkeypatch.setattr(child, "inspect", lambda *given: pytest.fail("it was unfolded"))
    with pytest.raises(Refused, match="一次最多导入 20000 行"):
        open_book("台账.xlsx", content)


def test_what_no_sheet_holds_stops_the_reading_at_once(county: County) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 25_000))
    with pytest.raises(Refused, match="一次最多导入 20000 行"):
        open_book("台账.xlsx", sheet(rows))

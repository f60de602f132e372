"""What goes back to the office: the ledger with its errors marked, templates that can be filled in, lists as files."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duban.documents.files.uploads import Upload
from duban.documents.ledgers.incoming.book import Book
from duban.documents.ledgers.incoming.header import recognise
from duban.documents.ledgers.kinds import ledger_kinds
from duban.documents.ledgers.written.lists import write_csv, write_xlsx
from duban.documents.ledgers.written.tables import Table, TableColumn
from duban.documents.ledgers.written.workbooks import RESULT, write_result, write_template
from tests.documents.ledgers import open_book, workbook
from tests.documents.test_ledgers_directory import UNITS, carried, fates, judged
from tests.documents.test_ledgers_keywork import GIVEN
from tests.personas import BUREAU, County

BAD = [
    *UNITS[:2],
    [310, "XX县林业局", "林业局", BUREAU, "正科级", "2019.2.30"],
    [320, "XX县审计局", "审计局", "县直", "正科级", date(2019, 3, 1)],
    [330, "XX县统计局", "统计局", BUREAU, "正科级", "2019.3.1"],
]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name).decode()


def opened(content: bytes, name: str = "结果.xlsx") -> Book:
    return open_book(name, content)


def table(rows: Iterator[Any], total: int, columns: int = 3) -> Table:
    looks = ("text", "date", "number")
    return Table(
        "x", "试验台账", tuple(TableColumn(f"第{n}列", 12, looks[n % 3]) for n in range(columns)), rows, total
    )


def test_the_result_is_the_ledger_as_it_came_with_a_word_on_every_row(county: County) -> None:
    file = workbook(("名录", BAD), merged=[("名录", "A1:F1")])
    from duban.documents.ledgers.at_once import judge_ledger

    found = judge_ledger(actor=county.registrar, kind="units", file=file)
    content = write_result(file, found.rows)
    sheet = opened(content).sheets[0]
    rows = list(sheet.rows())
    assert sheet.name == "名录"
    assert [row[:6] for row in rows[2:]] == [list(row) for row in BAD[2:]]
    assert rows[1][6] == RESULT
    assert str(rows[2][6]).startswith("有错：F3 “2019.2.30”：没有 2019年2月30日 这一天")
    assert str(rows[3][6]).startswith("须确认：D4 单位种类“县直”不在可选项里")
    assert str(rows[4][6]).startswith("新增")
    assert sheet.merged[0] == (0, 0, 0, 5)


def test_the_bad_cells_are_coloured_and_commented_in_place(county: County) -> None:
    from duban.documents.ledgers.at_once import judge_ledger

    file = workbook(("名录", BAD))
    content = write_result(file, judge_ledger(actor=county.registrar, kind="units", file=file).rows)
    comments = part(content, "xl/comments1.xml")
    assert set(re.findall(r'<comment ref="([A-Z]+\d+)"', comments)) == {"F3", "D4"}
    assert "没有 2019年2月30日 这一天" in comments
    sheet, styles = part(content, "xl/worksheets/sheet1.xml"), part(content, "xl/styles.xml")
    assert re.search(r'<c r="F3" s="(\d+)"', sheet)[1] == re.search(r'<c r="G3" s="(\d+)"', sheet)[1]  # type: ignore[index]
    assert "FFFFC7CE" in styles


def test_a_corrected_result_can_be_imported_as_it_is(county: County) -> None:
    from duban.documents.ledgers.at_once import judge_ledger

    file = workbook(("名录", BAD))
    content = write_result(file, judge_ledger(actor=county.registrar, kind="units", file=file).rows)
    again = judge_ledger(actor=county.registrar, kind="units", file=Upload("改后.xlsx", content))
    assert fates(again) == [(3, "error"), (4, "ask"), (5, "create")]
    assert "G" not in again.columns["名录"]


@pytest.mark.parametrize("kind", list(ledger_kinds()))
def test_a_template_is_recognised_whole_and_takes_nothing_in_while_it_is_empty(
    county: County, kind: str
) -> None:
    book = opened(write_template(county.jurisdiction_id, kind), "模板.xlsx")
    spec = ledger_kinds()[kind]
    found = recognise(book, spec)[0]
    assert list(found.taken().values()) == [field.name for field in spec.imported]
    assert all(column.confidence == 1 for column in found.columns)
    assert found.body == 0
    assert not recognise(book, spec)[1].fits
    assert [sheet.name for sheet in book.sheets] == [spec.label, "填写说明"]


def test_a_template_offers_the_countys_own_units_and_choices(county: County) -> None:
    content = write_template(county.jurisdiction_id, "matters")
    sheet, lists = part(content, "xl/worksheets/sheet1.xml"), part(content, "xl/worksheets/sheet3.xml")
    strings = part(content, "xl/sharedStrings.xml") if 't="s"' in lists else lists
    assert 'type="list"' in sheet
    assert "选项!" in sheet
    assert "自然资源局" in strings
    assert "<pane" in sheet


def test_the_example_in_the_notes_of_each_template_goes_in(county: County) -> None:
    spec = ledger_kinds()["matters"]
    head = [field.label for field in spec.imported]
    example = dict(zip((field.name for field in spec.fields), spec.examples[0], strict=False))
    found = judged(
        county.inspector, "matters", [head, [example[field.name] for field in spec.imported]], **GIVEN
    )
    assert fates(found) == [(2, "create")], found.rows[0].faults


def test_text_that_a_spreadsheet_would_run_stays_text(county: County) -> None:
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '＝HYPERLINK("x")', "=cmd|' /C calc'!A0"]
    rows = [(text, None, None) for text in dangerous]
    target = io.BytesIO()
    write_xlsx(target, table(iter(rows), len(rows)), ["筛选：不限"])
    sheet = part(target.getvalue(), "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert [row[0] for row in list(opened(target.getvalue()).sheets[0].rows())[3:]] == dangerous
    plain = io.BytesIO()
    write_csv(plain, table(iter(rows), len(rows)))
    lines = plain.getvalue().decode("utf-8-sig").splitlines()[1:]
    assert all(line.lstrip('"').startswith("'") for line in lines)


def test_a_list_is_laid_out_for_the_wall(county: County) -> None:
    target = io.BytesIO()
    rows = [("甲" * 40, date(2026, 3, 5), Decimal("12.50")), ("_x0041_ & <乙>", None, 3)]
    write_xlsx(target, table(iter(rows), 2), ["筛选：责任单位：甲镇", "导出：张某 2026-03-02 09:00"])
    sheet = part(target.getvalue(), "xl/worksheets/sheet1.xml")
    book = part(target.getvalue(), "xl/workbook.xml")
    setup = re.search(r"<pageSetup[^>]*>", sheet)
    assert setup is not None
    assert {'paperSize="8"', 'orientation="landscape"', 'fitToHeight="0"'} <= set(
        setup[0].rstrip("/>").split()[1:]
    )
    assert re.search(r'<pane xSplit="2" ySplit="4" topLeftCell="C5"', sheet)
    assert '<autoFilter ref="A4:C6"' in sheet
    assert "Print_Titles" in book and "$1:$4" in book
    found = list(opened(target.getvalue()).sheets[0].rows())
    assert found[0][0] == "试验台账"
    assert found[1][0] == "筛选：责任单位：甲镇"
    assert found[4] == ["甲" * 40, date(2026, 3, 5), 12.5]
    assert found[5] == ["_x0041_ & <乙>", "", 3.0]


def test_a_csv_opens_in_a_spreadsheet_with_its_chinese(county: County) -> None:
    target = io.BytesIO()
    write_csv(target, table(iter([("甲,乙\n丙", date(2026, 3, 5), Decimal("12.50"))]), 1))
    assert target.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(open_book("x.csv", target.getvalue()).sheets[0].rows())
    assert rows[1] == ["甲,乙\n丙", "2026-03-05", "12.5"]


def test_ten_thousand_rows_stream_with_progress_and_memory_does_not_grow() -> None:
    def peak(count: int) -> int:
        told: list[int] = []
        rows = ((f"第{n}行的文字", date(2026, 3, 5), n) for n in range(count))
        with io.BytesIO() as target:
            tracemalloc.start()
            assert write_xlsx(target, table(rows, count), [], told.append) == count
            used = tracemalloc.get_traced_memory()[1] - len(target.getvalue())
            tracemalloc.stop()
        assert told == [*range(500, count + 1, 500), count]
        return used

    small, large = peak(1000), peak(10_000)
    assert large < small + 1_500_000


@pytest.mark.clause("4.3", "4.5")
def test_a_register_goes_out_with_the_columns_of_the_notice_and_as_the_reader_may_see_it(
    county: County,
) -> None:
    from duban.insight.selectors.taken_out.exports import register_table
    from duban.measures.selectors import RegisterFilter
    from tests.story import issued_letter, underway

    issued_letter(underway(county))
    inside = register_table(actor=county.inspector, kind="letter", where=RegisterFilter())
    unit = register_table(actor=county.town_a.liaison, kind="letter", where=RegisterFilter())
    labels = [column.label for column in inside.columns]
    assert labels[:9] == [
        "事项名称", "责任单位", "主要领导", "分管领导", "经办负责人", "工作进展", "评价", "存在问题", "工作建议",
    ]  # fmt: skip
    assert "工作建议" not in [column.label for column in unit.columns]
    assert (inside.total, len(list(inside.rows)), len(list(unit.rows))) == (1, 1, 1)
    other = register_table(actor=county.town_b.liaison, kind="letter", where=RegisterFilter())
    assert (other.total, list(other.rows)) == (0, [])


def test_the_list_of_key_work_goes_out_as_its_page_shows_it(county: County) -> None:
    from duban.insight.selectors.taken_out.exports import matters_table
    from duban.matters.selectors import MatterFilter
    from tests.story import registered, underway

    underway(county)
    registered(county, title="病险水库除险加固", lead="bureau_a")
    found = matters_table(actor=county.inspector, where=MatterFilter())
    rows = [dict(zip((column.label for column in found.columns), row, strict=True)) for row in found.rows]
    assert found.total == 2
    assert {row["状态"] for row in rows} == {"办理中", "待拟办"}
    assert all(isinstance(row["办理时限"], date) for row in rows)
    own = matters_table(actor=county.town_a.liaison, where=MatterFilter())
    assert own.total == 1


def test_units_that_went_out_come_in_again_unchanged(county: County) -> None:
    from duban.insight.selectors.taken_out.exports import units_table

    found = units_table(actor=county.registrar)
    target = io.BytesIO()
    write_xlsx(target, found, ["筛选：不限"])
    from duban.documents.ledgers.at_once import judge_ledger

    again = judge_ledger(
        actor=county.registrar, kind="units", file=Upload("单位名录.xlsx", target.getvalue())
    )
    assert {fate for _, fate in fates(again)} == {"same"}
    assert len(again.rows) == found.total


def test_people_that_went_out_come_in_again_unchanged(county: County) -> None:
    from duban.documents.ledgers.at_once import judge_ledger
    from duban.insight.selectors.taken_out.exports import people_table

    found = people_table(actor=county.registrar)
    target = io.BytesIO()
    write_xlsx(target, found, ["筛选：不限"])
    again = judge_ledger(actor=county.registrar, kind="people", file=Upload("人员.xlsx", target.getvalue()))
    wrong = [(one.row.number, one.fate.value, one.label) for one in again.rows if one.fate.value != "same"]
    assert not wrong
    assert len(again.rows) == found.total


def test_an_export_is_on_record_before_its_file_is(county: County) -> None:
    from duban.audit.models import Entry
    from duban.documents.ledgers.models import ExportRecord
    from duban.documents.ledgers.written.exports import hand_over
    from duban.insight.selectors.taken_out.exports import units_table

    target = io.BytesIO()
    hand_over(target, county.town_a.liaison, units_table(actor=county.town_a.liaison), "xlsx")
    record = ExportRecord.objects.get()
    assert (record.what, record.label, record.form, record.rows, record.by) == (
        "units", "单位名录", "xlsx", 12, county.town_a.liaison.name,
    )  # fmt: skip
    assert Entry.objects.order_by("-n")[0].act == "export.take"
    head = [row[0] for row in list(opened(target.getvalue()).sheets[0].rows())[:3]]
    assert head[0] == "单位名录"
    assert "筛选：不限" in str(head[1]) and "XX县" in str(head[1])
    assert county.town_a.liaison.name in str(head[2]) and "2026-03-02" in str(head[2])


def test_a_ledger_carried_out_keeps_what_became_of_each_row(county: County) -> None:
    from duban.documents.ledgers.models import ImportBatch
    from duban.documents.ledgers.selectors import handed_in

    carried(county.registrar, "units", UNITS)
    batch = ImportBatch.objects.get()
    file, rows = handed_in(actor=county.registrar, ref=batch.ref)
    assert [one.fate.value for one in rows] == ["create", "create", "skip", "skip"]
    assert all(one.ref for one in rows[:2])
    assert "新增" in str(list(opened(write_result(file, rows)).sheets[0].rows())[2][6])

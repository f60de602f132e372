"""Headers as offices write them: titles above, two rows, merged cells, other words for the same thing."""

from __future__ import annotations

import pytest

from duban.documents.files.uploads import Upload
from duban.documents.ledgers.incoming.header import Recognised, recognise, remembered
from duban.documents.ledgers.incoming.names import NamedInCell, means_many, names_in
from duban.documents.ledgers.incoming.words import clean, could_be_formula, distance, heading, within
from duban.documents.ledgers.kinds import ledger_kinds
from tests.documents.ledgers import comma, old_workbook, open_book, workbook

TITLE = "XX县2026年重点工作任务分解台账"


def recognised(upload: Upload, kind: str = "matters") -> Recognised:
    return recognise(open_book(upload.name, upload.content), ledger_kinds()[kind])[0]


def test_a_header_under_titles_is_found_with_the_year_that_they_name() -> None:
    rows = [
        [TITLE],
        ["填报：县委督查室"],
        ["序号", "工作任务", "牵头单位", "完成时限"],
        [1, "修路", "甲局", "年底"],
    ]
    found = recognised(workbook(("台账", rows)))
    assert (found.top, found.bottom, found.title, found.years, found.body) == (2, 2, TITLE, (2026,), 1)
    assert found.taken() == {"A": "number", "B": "title", "C": "lead_unit", "D": "due_on"}


@pytest.mark.parametrize("title", [
    "责任单位", "牵头单位", "承办单位", "主办单位", "牵头部门", "主要责任单位", "责任单位（牵头）", "责 任 单 位", "责任单位*",
])  # fmt: skip
def test_every_word_for_the_responsible_unit_is_known(title: str) -> None:
    found = recognised(workbook(("台账", [["事项名称", title, "完成时限"], ["修路", "甲局", "年底"]])))
    assert found.taken()["B"] == "lead_unit"


@pytest.mark.parametrize(("title", "field"), [
    ("具体要求", "requirement"), ("任务目标", "requirement"), ("印发日期", "source_date"), ("发文时间", "source_date"),
    ("计划完成日期", "due_on"), ("办结期限", "due_on"),
])  # fmt: skip
def test_the_words_of_offices_for_requirement_and_dates_are_known(title: str, field: str) -> None:
    found = recognised(workbook(("台账", [["事项名称", "责任单位", title], ["修路", "甲局", "2026.3.5"]])))
    assert found.taken()["C"] == field


def test_a_header_of_two_rows_under_merged_cells_is_read_as_one() -> None:
    rows = [
        [TITLE],
        ["序号", "重点工作", "责任单位", "", "完成时限", "目标任务", ""],
        ["", "", "牵头单位", "配合单位", "", "一季度", "二季度"],
        [1, "修路", "甲局", "乙局", "年底", "开工", "完工"],
    ]
    areas = ["A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:G2"]
    found = recognised(workbook(("台账", rows), merged=[("台账", area) for area in areas]))
    assert (found.bottom, found.body) == (2, 1)
    assert found.taken() == {
        "A": "number", "B": "title", "C": "lead_unit", "D": "assist_units", "E": "due_on", "F": "quarter_1",
        "G": "quarter_2",
    }  # fmt: skip


def test_a_title_merged_over_two_columns_is_told_apart_by_the_row_below() -> None:
    rows = [
        ["事项名称", "责任单位", "时限要求", "", "来源"],
        ["", "", "开始", "完成时限", ""],
        ["甲事", "甲局", "2026.1", "2026.6", "县委会"],
    ]
    found = recognised(workbook(("台账", rows), merged=[("台账", "C1:D1")]))
    assert (found.top, found.bottom, found.faults) == (0, 1, ())
    assert found.taken() == {"A": "title", "B": "lead_unit", "D": "due_on", "E": "source_title"}


def test_an_old_workbook_and_a_csv_are_recognised_alike() -> None:
    rows = [["单位名录"], ["单位名称", "简称", "单位性质"], ["甲局", "甲", "县直副科以上单位"]]
    for upload in (old_workbook(rows), comma(rows)):
        assert recognised(upload, "units").taken() == {"A": "name", "B": "short_name", "C": "kind"}


def test_a_title_that_is_only_near_is_less_sure_and_says_why() -> None:
    found = recognised(
        workbook(("台账", [["事项名称", "县级责任单位名称", "完成时眼"], ["修路", "甲局", "年底"]]))
    )
    unit, due = found.columns[1], found.columns[2]
    assert (unit.field, due.field) == ("lead_unit", "due_on")
    assert 0 < unit.confidence < 1
    assert 0 < due.confidence < 1
    assert (unit.how, due.how) == ("标题含“责任单位”", "标题相近")


def test_a_title_that_stands_twice_is_told_with_both_addresses_and_taken_once() -> None:
    found = recognised(
        workbook(
            ("台账", [["事项名称", "责任单位", "完成时限", "责任单位"], ["修路", "甲局", "年底", "乙局"]])
        )
    )
    assert found.faults == ("表头“责任单位”出现两次：D1 和 B1，请指明用哪一列",)
    assert found.taken() == {"A": "title", "B": "lead_unit", "C": "due_on"}


def test_what_every_row_needs_and_no_column_holds_is_named() -> None:
    found = recognised(workbook(("台账", [["事项名称", "责任单位"], ["修路", "甲局"]])))
    assert set(found.missing) == {"due_on", "source_class", "source_title", "source_date"}


def test_a_sheet_without_a_header_says_so_with_its_name() -> None:
    found = recognised(workbook(("填报说明", [["请于每月5日前报送"], ["联系人：张某"]])))
    assert not found.found
    assert "填报说明" in found.faults[0]


def test_samples_stand_beside_each_column() -> None:
    found = recognised(workbook(("台账", [["事项名称", "责任单位"], ["修路", "甲局"], ["架桥", ""]])))
    assert [column.samples for column in found.columns] == [("修路", "架桥"), ("甲局",)]


def test_what_was_confirmed_for_a_template_is_taken_again_whatever_the_rows_say() -> None:
    one = recognised(workbook(("台账", [["事项名称", "责任 单位", "自定义列"], ["修路", "甲局", "x"]])))
    other = recognised(
        workbook(("另一张", [["2027年台账"], ["事项名称", "责任单位", "自定义列"], ["架桥", "乙局", "y"]]))
    )
    assert one.fingerprint == other.fingerprint
    again = remembered(other, {"A": "title", "B": "lead_unit", "C": "requirement"})
    assert again.taken()["C"] == "requirement"
    assert again.columns[2].how == "按上次确认"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲局、乙局，丙镇；丁镇/戊镇\n己镇", ["甲局", "乙局", "丙镇", "丁镇", "戊镇", "己镇"]),
        ("张某（局长）、李某（副局长、党组成员）", ["张某", "李某"]),
        ("  甲 局 ", ["甲局"]),
        ("", []),
    ],
)
def test_names_of_a_cell_are_cut_where_offices_cut_them(text: str, names: list[str]) -> None:
    assert [one.text for one in names_in(text)] == names


def test_who_assists_is_told_by_the_words_around_the_names() -> None:
    assert names_in("甲局牵头，乙局、丙镇配合") == [
        NamedInCell("甲局"),
        NamedInCell("乙局", assists=True),
        NamedInCell("丙镇", assists=True),
    ]
    assert names_in("牵头：甲局；配合：乙局、丙镇") == [
        NamedInCell("甲局"),
        NamedInCell("乙局", assists=True),
        NamedInCell("丙镇", assists=True),
    ]
    assert names_in("张某（局长）")[0].post == "局长"
    assert means_many("各镇（街道）")
    assert not means_many("甲镇")


def test_words_are_made_comparable_without_losing_what_they_say() -> None:
    assert clean("　ＡＢ１２　３\u200b") == "AB12 3"
    assert (clean(3.0), clean(2.5), clean(True)) == ("3", "2.5", "是")
    assert heading("（1）责任单位（盖章）：") == "责任单位"
    assert heading("完成\n时限") == "完成时限"
    assert (distance("自然资源局", "自然资原局"), distance("甲", "甲乙丙丁戊")) == (1, 4)
    assert within("住建局", "住房和城乡建设局")
    assert all(map(could_be_formula, ("=1+1", "+1", "-1", "@x", "\t=1", "＝1")))
    assert not could_be_formula("甲=1")

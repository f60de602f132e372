"""Ledgers as they lie in the offices and as nobody drew them up: torn lines, two things in a cell, shared places."""

from __future__ import annotations

import pytest

from duban.documents.files.uploads import Upload
from duban.documents.ledgers.at_once import judge_ledger
from duban.documents.ledgers.kinds import ledger_kinds
from tests.documents.test_ledgers_directory import faults, judged
from tests.personas import BUREAU, County


@pytest.mark.clause("1.1")
def test_lines_of_unequal_length_are_read_and_what_they_lack_is_asked_for(county: County) -> None:
    text = "序号,单位名称,简称,单位性质,规格,成立时间\n310,XX县林业局,林业局\n320\n"
    text += "330,XX县审计局,审计局,行政,正科级,2019.2.28,,多"
    found = judge_ledger(actor=county.registrar, kind="units", file=Upload("单位.csv", text.encode()))
    assert [one.row.number for one in found.rows] == [2, 3, 4]
    assert [one.fate.value for one in found.rows][1] != "create"
    assert any("缺“" in text or "没有" in text for _, text in faults(found))


@pytest.mark.clause("1.1")
def test_a_unit_with_its_title_in_one_cell_is_taken_apart(county: County) -> None:
    rows = [
        ["序号", "姓名", "单位及职务", "身份", "任现职时间"],
        [901, "邹某新", "县自然资源局党组成员、副局长", "分管领导", "2025.3.1"],
        [902, "卓某新", "XX县水务局 督查联络员", "联络员", "2025.3.1"],
        [903, "邹某卓", "自然资源局", "联络员", "2025.3.1"],
        [904, "卓某邹", "火星基地主任", "联络员", "2025.3.1"],
        [905, "邹某某", "", "联络员", "2025.3.1"],
    ]
    found = judged(county.registrar, "people", rows)
    assert found.questions() == {}
    assert [one.label for one in found.rows[:2]] == ["邹某新 党组成员、副局长", "卓某新 督查联络员"]
    assert "单位“自然资源局”、职务“党组成员、副局长”" in str(found.rows[0].notes)
    assert faults(found) == [
        ("台账!C4", "“自然资源局”没有写职务。"),
        ("台账!C5", "“火星基地主任”认不出是哪个单位，请把单位和职务分成两列。"),
        ("台账!C6", "缺“职务”。"),
    ]


def test_no_title_is_asked_for_where_it_stands_with_the_unit() -> None:
    people = ledger_kinds()["people"]
    assert people.filled(["name", "unit_and_title", ""]) == {"name", "unit", "title"}
    assert "unit_and_title" not in {spec.name for spec in people.imported}


@pytest.mark.clause("5.3")
def test_a_place_that_is_shared_is_read_as_its_number(county: County) -> None:
    rows = [["名次", "单位"], ["第1名", "水务局"], ["并列第4名", "自然资源局"], ["并列4", "火星基地"], ["末位", "水务局"]]
    found = judged(county.inspector, "rankings", rows)
    assert [text for _, text in faults(found)] == ["单位与干部中没有“火星基地”。", "“末位”不是数字。"]
    assert "“并列第4名”读作并列第4名" in str(found.rows[1].notes)


def test_a_town_with_a_sign_of_another_script_is_asked_about_and_no_other_town_is_offered(county: County) -> None:
    (row,) = judged(county.inspector, "rankings", [["名次", "单位"], ["1", "甲鎮"]]).rows
    options = [label for _, label in row.questions[0].options]
    assert [label for label in options if "镇" in label] == ["甲镇（甲镇人民政府）"]


@pytest.mark.clause("1.1")
def test_what_stands_below_a_header_of_another_order_is_not_read(county: County) -> None:
    rows = [
        ["单位名称", "简称", "单位性质", "成立时间"],
        ["XX县林业局", "林业局", BUREAU, "2019.3.1"],
        ["机构名称", "简称", "类别", "设立时间"],
        ["XX县审计局", "审计局", BUREAU, "2019.3.1"],
        ["简称", "单位全称", "成立时间", "单位种类"],
        ["统计局", "XX县统计局", "2019.3.1", BUREAU],
    ]
    found = judged(county.registrar, "units", rows)
    assert [one.fate.value for one in found.rows] == ["create", "skip", "create", "error", "error"]
    assert [text.split("，")[0] for _, text in faults(found)] == [
        "这里又有一个表头",
        "在第 5 行的另一个表头之下",
    ]


@pytest.mark.clause("2.0")
def test_units_parted_by_blanks_only_are_two_where_each_is_one(county: County) -> None:
    rows = [["名次", "单位"], ["1", "水务局 自然资源局"], ["2", " 自然 资源局 "]]
    found = judged(county.inspector, "rankings", rows)
    assert faults(found) == []
    (asking,) = [one for one in found.rows[0].questions if one.key.startswith("one:unit")]
    assert asking.text == "责任单位只能写一个单位，这里有 2 个，记哪一个？"
    assert [one.key for one in found.rows[1].questions if not one.key.startswith("fixed:")] == []

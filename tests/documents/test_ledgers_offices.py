"""Ledgers as other offices keep them: their own numbers, words, script, and what stands hidden in a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from duban.audit.verify import verify
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.at_once import judge_ledger
from duban.documents.ledgers.incoming.header import recognise
from duban.documents.ledgers.kinds import ledger_kinds
from duban.jobs import cli
from duban.matters.models import Matter, Milestone, OwnCode
from duban.mechanism.words.named import USUAL_WORDS
from duban.organisations.models import Unit
from duban.shared.errors import Invalid
from tests.documents.ledgers import open_book, workbook
from tests.documents.test_ledgers_directory import carried, fates, faults, judged
from tests.documents.test_ledgers_keywork import GIVEN
from tests.documents.test_ledgers_keywork import HEAD as WORK
from tests.documents.test_ledgers_keywork import line as work
from tests.documents.test_ledgers_measures import HEAD as MEASURES
from tests.documents.test_ledgers_measures import line as measure
from tests.documents.test_ledgers_rankings import FIXED
from tests.documents.test_ledgers_rankings import HEAD as RANKS
from tests.documents.test_ledgers_rankings import line as rank
from tests.personas import BUREAU, County
from tests.story import do


def texts(found: Any) -> str:
    return "；".join(each.text for one in found.rows for each in (*one.faults, *one.notes))


def keyed(found: Any, start: str) -> list[str]:
    return [key for key in found.questions() if key.startswith(start)]


# numbers of an office's own


def coded(*codes: str) -> list[list[Any]]:
    names = ("管网改造", "农村公路养护", "示范粮仓")
    lines = [[code, *work(title=name)[1:]] for code, name in zip(codes, names, strict=False)]
    return [["编号", *WORK[1:]], *lines]


def test_the_office_s_own_number_is_kept_and_the_next_ledger_finds_its_matter(county: County) -> None:
    carried(county.inspector, "matters", coded("ZD－01", "ZD－02"), **GIVEN)
    assert set(OwnCode.objects.values_list("code", "year", "office")) == {
        ("ZD-01", 2026, "party_office"), ("ZD-02", 2026, "party_office"),
    }  # fmt: skip
    points = [["编号", "节点", "应于"], ["ZD-02", "路基完工", "2026.5.20"]]
    _, done = carried(county.inspector, "milestones", points)
    assert fates(done) == [(2, "create")]
    assert Milestone.objects.get().case == Matter.objects.get(title="农村公路养护").case
    renamed = [["编号", *WORK[1:]], ["ZD-01", *work(title="管网二期")[1:]]]
    again = judged(county.inspector, "matters", renamed, **GIVEN)
    assert fates(again) == [(2, "same")]
    assert "已登记的名称是“管网改造”" in texts(again)
    assert verify(county.jurisdiction_id).sound


def test_a_number_of_an_office_s_own_is_one_matter_s(county: County) -> None:
    twice = judged(county.inspector, "matters", coded("ZD-01", "ZD-01"), **GIVEN)
    assert faults(twice) == [("台账!A3", "编号 ZD-01 与 台账!2 重复，一个编号只能用于一件事项。")]
    carried(county.inspector, "matters", coded("ZD-01"), **GIVEN)
    story = Matter.objects.select_related("source").get()
    with pytest.raises(Invalid) as refused:
        do(
            county.inspector, "matter.register", title="另一件", office="party_office", own_code="ＺＤ-01",
            source_class="2.3", source_title="会议", source_date=story.source.dated_on, due_on=story.due_on, kind_23="会议",
        )  # fmt: skip
    assert "今年已用于2026-001“管网改造”" in refused.value.fields["own_code"]


def test_a_past_measure_hangs_on_the_matter_of_the_office_s_own_number(county: County) -> None:
    carried(county.inspector, "matters", coded("ZD-01"), **GIVEN)
    _, done = carried(county.inspector, "measures", [[*MEASURES, "编号"], [*measure(), "ZD-01"]])
    assert done.rows[0].ref == Matter.objects.select_related("case").get().case.ref


# numbers of past measures


@pytest.mark.clause("3.1.3")
def test_one_number_in_two_spellings_is_a_double(county: County) -> None:
    table = [
        MEASURES,
        measure(number="X委督函[2025]2号"),
        measure(number="Ｘ委督函（2025）02号", title="别的"),
    ]
    assert faults(judged(county.inspector, "measures", table)) == [("台账!B3", "与 台账!2 重复。")]
    carried(county.inspector, "measures", table[:2])
    _, again = fates(
        judged(county.inspector, "measures", [MEASURES, table[2], measure(number="X委督函〔25〕3号")])
    )
    assert again == (3, "create")


@pytest.mark.clause("3.1.3")
@pytest.mark.parametrize(
    ("given", "key", "said"),
    [
        ({"number": "〔25〕8号"}, "issuer:letter", "缺机关代字"),
        ({"number": "X委督函〔2024〕8号"}, "number-year:", "文号的年份是 2024 年"),
        (
            {"number": "X府督函〔2025〕8号", "office": "县委办公室"},
            "number-office:",
            "发文办公室写的是县委办公室",
        ),
        ({"number": "X委办约〔2025〕8号"}, "number-kind:", "措施写的是督办函"),
    ],
)
def test_a_number_that_does_not_agree_is_asked_about(
    county: County, given: dict[str, Any], key: str, said: str
) -> None:
    office = given.pop("office", "")
    table = [[*MEASURES, "发文办公室"], [*measure(**given), office]]
    found = judged(county.inspector, "measures", table)
    (asked,) = keyed(found, key)
    assert said in USUAL_WORDS.say(found.questions()[asked][0])
    answers = {asked: "as_is"}
    assert fates(judged(county.inspector, "measures", table, decisions=answers)) == [(2, "create")]


@pytest.mark.clause("3.1.3")
def test_a_short_number_is_completed_as_a_person_says(county: County) -> None:
    table = [MEASURES, measure(number="〔25〕8号"), measure(number="(2025)9号", title="别的")]
    answers = {"issuer:letter": "X委督函"}
    found = judged(county.inspector, "measures", table, decisions=answers)
    assert [one.label.split()[0] for one in found.rows] == ["X委督函〔2025〕8号", "X委督函〔2025〕9号"]
    assert "缺序号" in texts(
        judged(county.inspector, "measures", [MEASURES, measure(number="X委督函〔2025〕号")])
    )
    assert "没有文号" in texts(judged(county.inspector, "measures", [MEASURES, measure(number="")]))


# places in a ranking


@pytest.mark.clause("5.3")
@pytest.mark.parametrize(
    ("place", "total", "number", "fate"),
    [
        ("倒数第2", 12, 11, "create"),
        ("12/13", "", 12, "create"),
        ("第5名", 12, 5, "skip"),
        ("倒数第8", 12, 5, "skip"),
    ],
)
def test_a_place_is_read_as_offices_write_it(
    county: County, place: str, total: object, number: int, fate: str
) -> None:
    head = [one for one in RANKS if total or one != "参评数"]
    row = rank(rank=place, total=total)
    found = judged(county.inspector, "rankings", [head, row if total else [*row[:4], *row[5:]]], **FIXED)
    assert fates(found) == [(2, fate)], texts(found)
    assert f"第{number}名" in texts(found) or "12/13" in texts(found) or place == "第5名"


@pytest.mark.clause("5.3")
def test_a_shared_place_is_counted_from_the_last_as_a_person_says(county: County) -> None:
    table = [RANKS, rank(rank="并列10", total=13)]
    (asked,) = keyed(judged(county.inspector, "rankings", table, **FIXED), "tied:")
    for others, fate in (("1", "create"), ("3", "create")):
        found = judged(county.inspector, "rankings", table, **FIXED, decisions={asked: others})
        assert fates(found) == [(2, fate)]
        assert f"另有{others}家并列" in texts(found)
    assert "共 13 家，总数一栏是 12 家" in texts(
        judged(county.inspector, "rankings", [RANKS, rank(rank="12/13")], **FIXED)
    )


@pytest.mark.clause("5.3")
def test_a_month_s_circular_is_not_taken_for_the_year(county: County) -> None:
    month = [RANKS, rank(document="《关于3月份秸秆禁烧情况的通报》（市考办〔2025〕4号）")]
    found = judged(county.inspector, "rankings", month, **FIXED)
    assert fates(found) == [(2, "skip")]
    assert "月度的，不按年度结果" in texts(found)
    silent = [RANKS, rank(document="市考办〔2026〕1号")]
    assert keyed(judged(county.inspector, "rankings", silent, **FIXED), "fixed:") == ["fixed:period"]
    given = {"fixed": {**FIXED["fixed"], "period": "年度"}}
    assert fates(judged(county.inspector, "rankings", silent, **given)) == [(2, "create")]


@pytest.mark.clause("5.3")
def test_a_second_unit_that_leads_and_few_entrants_are_told(county: County) -> None:
    table = [RANKS, rank(), rank(unit="水务局")]
    found = judged(county.inspector, "rankings", table, **FIXED)
    (asked,) = keyed(found, "lead:")
    assert [one.fate.value for one in found.rows] == ["create", "ask"]
    both = judged(county.inspector, "rankings", table, **FIXED, decisions={asked: "both"})
    assert [one.fate.value for one in both.rows] == ["create", "create"]
    few = judged(county.inspector, "rankings", [RANKS, rank(rank=4, total=4)], **FIXED)
    assert "少于6家" in texts(few)
    pair = [RANKS, rank(unit="农业农村局、水务局")]
    (which,) = keyed(judged(county.inspector, "rankings", pair, **FIXED), "one:unit:")
    answer = {which: county.bureau_b.unit.ref}
    assert fates(judged(county.inspector, "rankings", pair, **FIXED, decisions=answer)) == [(2, "create")]


# words of other offices


def test_unknown_words_of_a_source_and_of_a_kind_of_unit_are_asked_once(county: County) -> None:
    head, given = [*WORK, "来源类别"], {"year": 2026, "fixed": {"item_kind": "会议"}}
    lines = [[*work(title=name), "上头交办"] for name in ("管网改造", "农村公路养护", "示范粮仓")]
    found = judged(county.inspector, "matters", [head, *lines], **given)
    assert keyed(found, "choice:") == ["choice:source_class:上头交办"]
    answer = {"choice:source_class:上头交办": "2.3"}
    answered = judged(county.inspector, "matters", [head, *lines], **given, decisions=answer)
    assert {one.fate.value for one in answered.rows} == {"create"}, texts(answered)
    units = [
        ["单位名称", "种类", "成立时间"],
        ["XX县甲镇", "镇街单位", "2019.3.1"],
        ["XX县丁镇", "镇街单位", "2019.3.1"],
    ]
    assert keyed(judged(county.registrar, "units", units), "choice:") == ["choice:kind:镇街单位"]


@pytest.mark.parametrize(
    ("kind", "titles", "cells", "field"),
    [
        (
            "matters",
            ["事项名称", "来源", "来源文件", "完成时限"],
            ["修路", "上级部署", "县委文件", "年底"],
            "source_class",
        ),
        ("matters", ["事项名称", "来源", "完成时限"], ["修路", "《关于修路的意见》", "年底"], "source_title"),
        ("measures", ["事项名称", "类别", "文号"], ["修路", "督办函", "X委督函〔2025〕1号"], "kind"),
        ("people", ["姓名", "机制内角色", "职务"], ["张某", "联络员", "科员"], "role"),
    ],
)
def test_a_column_is_taken_for_what_stands_in_it(
    kind: str, titles: list[str], cells: list[str], field: str
) -> None:
    upload = workbook(("台账", [titles, cells]))
    found = recognise(open_book(upload.name, upload.content), ledger_kinds()[kind])[0]
    assert found.taken()["B"] == field


def test_a_blank_row_under_a_merged_cell_is_no_row(county: County) -> None:
    table = [WORK, work(), ["", "", "", "", "", "", "", "", ""], work(title="农村公路养护")]
    upload = workbook(("台账", table), merged=[("台账", "C2:C3"), ("台账", "G2:G3")])
    found = judge_ledger(actor=county.inspector, kind="matters", file=upload, **GIVEN)
    assert fates(found) == [(2, "create"), (4, "create")]


# as it is written


def test_a_title_stands_as_it_is_written_and_a_name_of_a_unit_without_inner_blanks(county: County) -> None:
    carried(county.inspector, "matters", [WORK, work(title="管网改造（一期）“双随机”１号")], **GIVEN)
    assert Matter.objects.get().title == "管网改造（一期）“双随机”１号"
    same = judged(county.inspector, "matters", [WORK, work(title="管网改造(一期)“双随机”1号")], **GIVEN)
    assert fates(same) == [(2, "same")]
    carried(
        county.registrar,
        "units",
        [["单位名称", "简称", "种类", "成立时间"], ["XX县 林 业 局", "林业 局", BUREAU, "2019.3.1"]],
    )
    assert Unit.objects.filter(name="XX县林业局", short_name="林业局").exists()


def test_a_unit_in_traditional_characters_is_asked_about_and_becomes_no_second_one(county: County) -> None:
    table = [["单位名称", "简称", "种类", "成立时间"], ["XX縣水務局", "水務局", BUREAU, "2019.3.1"]]
    found = judged(county.registrar, "units", table)
    (asked,) = keyed(found, "script:")
    text, _, options = found.questions()[asked]
    assert "繁体字“縣務”" in text
    ref = next(value for value, label in options if "水务局" in label)
    assert fates(judged(county.registrar, "units", table, decisions={asked: ref})) == [(2, "same")]
    assert fates(judged(county.registrar, "units", table, decisions={asked: "other"})) == [(2, "create")]


# the command


@pytest.mark.parametrize(
    "given",
    [
        ["--set", "source_title=X", "--decide", "fixed:item_kind=会议"],
        ["--set", "nothing=1"],
        ["--set", "remark=1"],
        ["--column", "C=nothing"],
        ["--column", "ZZ=title"],
        ["--column", "别的表!C=title"],
        ["--year", "0"],
        ["--year", "99999"],
        ["--decide", "fixed:nothing=1"],
        ["--decide", "open_ended=never"],
        ["--set", "due_on=2026.2.30"],
        ["--set", "cycle_days=x", "--set", "source_class=9.9"],
    ],
)
@pytest.mark.parametrize("dry", [True, False])
def test_the_command_ends_in_words_and_in_no_traceback(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], dry: bool
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook(("台账", [WORK, work(due="长期")])).content)
    by = ["--dry-run"] if dry else ["--by", county.inspector.name]
    assert cli.main(["import", "matters", str(path), "--jurisdiction", "xx", *by, *given]) in (1, 2)
    told = capsys.readouterr()
    assert any("\u4e00" <= char <= "\u9fff" for char in told.out + told.err)
    assert not Matter.objects.exists()


def test_a_ledger_that_names_no_column_of_its_kind_says_so(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        judge_ledger(actor=county.inspector, kind="matters", file=Upload("a.csv", "甲,乙\n1,2\n".encode()))
    assert "没有找到重点工作台账的表头" in refused.value.fields["file"]

"""`duban import`: judges a ledger, says where and why, and writes it through the acts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duban.documents.ledgers.models import ImportBatch
from duban.jobs import cli
from duban.matters.models import Matter
from duban.organisations.models import Unit
from tests.documents.ledgers import Rows, comma, old_workbook, open_book, workbook
from tests.documents.test_ledgers_directory import UNITS
from tests.documents.test_ledgers_keywork import line, rows
from tests.personas import County

HERE = ["--jurisdiction", "xx"]


@pytest.fixture
def units(tmp_path: Path) -> str:
    return kept(tmp_path, UNITS)


def kept(folder: Path, table: Rows, name: str = "台账.xlsx") -> str:
    path = folder / name
    path.write_bytes(workbook(("台账", table)).content)
    return str(path)


def test_a_dry_run_shows_columns_and_fates_and_writes_nothing(
    county: County, units: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "units", units, *HERE, "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "工作表“台账”：表头在第 2 行" in out
    assert "B  单位名称 → 单位全称，同义标题" in out
    assert "单位：新增2行、不导入2行。" in out
    assert not Unit.objects.filter(name="XX县林业局").exists()
    assert not ImportBatch.objects.exists()


def test_the_same_as_data(county: County, units: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", "units", units, *HERE, "--dry-run", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["tallies"] == {"create": 2, "skip": 2}
    assert [(row["sheet"], row["row"], row["fate"]) for row in report["rows"]][:2] == [
        ("台账", 3, "create"), ("台账", 4, "create"),
    ]  # fmt: skip
    assert report["sheets"][0]["columns"][1] == {
        "column": "B", "title": "单位名称", "field": "name", "confidence": 1.0, "how": "同义标题",
    }  # fmt: skip


def test_with_a_person_it_is_written(county: County, units: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", "units", units, *HERE, "--by", "管某"]) == 0
    assert "管某导入台账“台账.xlsx”（单位）：新增2行、不导入2行。" in capsys.readouterr().out
    assert Unit.objects.filter(name="XX县林业局").exists()
    assert ImportBatch.objects.get().state == "done"


def test_without_a_person_nothing_is_written_and_those_who_may_are_named(
    county: County, units: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "units", units, *HERE]) == 2
    assert "--by" in (said := capsys.readouterr().err)
    assert "管某（系统管理员）" in said


@pytest.mark.parametrize("given", [["--dry-run"], ["--by", "管某"]])
def test_wrong_cells_are_told_with_their_addresses_and_nothing_is_written(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    table = [*UNITS[:3], [320, "XX县审计局", "审计局", "县直副科以上单位", "", "2019.2.30"]]
    result = tmp_path / "结果.xlsx"
    assert cli.main(["import", "units", kept(tmp_path, table), *HERE, *given, "--result", str(result)]) != 0
    out = capsys.readouterr().out
    assert "台账!F4：“2019.2.30”：没有 2019年2月30日 这一天。" in out
    assert not Unit.objects.filter(name="XX县林业局").exists()
    assert "有错" in str(list(open_book("r.xlsx", result.read_bytes()).sheets[0].rows())[3][6])


def test_row_by_row_the_good_ones_go_in(county: County, tmp_path: Path) -> None:
    table = [*UNITS[:3], [320, "XX县审计局", "审计局", "县直副科以上单位", "", "2019.2.30"]]
    given = ["import", "units", kept(tmp_path, table), *HERE, "--by", "管某", "--mode", "rows"]
    assert cli.main(given) == 1
    assert Unit.objects.filter(name="XX县林业局").exists()
    assert not Unit.objects.filter(name="XX县审计局").exists()


def test_a_year_that_only_the_title_names_must_be_confirmed(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kept(tmp_path, rows(line(due="11月底前")))
    given = ["import", "matters", file, *HERE, "--set", "source_class=2.3", "--set", "item_kind=会议"]
    by = ["--by", county.inspector.name]
    assert cli.main([*given, *by, "--dry-run"]) == 1
    assert "按标题里的 2026 年计，请用 --year 2026 确认" in capsys.readouterr().out
    assert cli.main([*given, *by]) == 2
    assert "没有年份" in capsys.readouterr().out
    assert cli.main([*given, *by, "--year", "2026"]) == 0
    assert Matter.objects.get().due_on.isoformat() == "2026-11-30"


def test_a_column_that_is_only_likely_must_be_confirmed(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kept(
        tmp_path,
        [["单位名称", "县级单位种类名称", "成立时间"], ["XX县林业局", "县直副科以上单位", "2019.3.1"]],
    )
    assert cli.main(["import", "units", file, *HERE, "--by", "管某"]) == 2
    assert "--column B=kind" in capsys.readouterr().out
    assert cli.main(["import", "units", file, *HERE, "--by", "管某", "--column", "B=kind"]) == 0


def test_a_header_that_stands_twice_is_asked_about(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kept(
        tmp_path,
        [
            ["单位名称", "单位种类", "成立时间", "单位名称"],
            ["XX县林业局", "县直副科以上单位", "2019.3.1", "x"],
        ],
    )
    assert cli.main(["import", "units", file, *HERE, "--by", "管某"]) == 2
    assert "表头“单位名称”出现两次：D1 和 A1" in capsys.readouterr().out
    assert cli.main(["import", "units", file, *HERE, "--by", "管某", "--column", "D="]) == 0


def test_questions_are_answered_on_the_command_line(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kept(
        tmp_path, [["姓名", "单位", "职务", "任职日期"], ["邹某新", "自然资源", "副局长", "2025.3.1"]]
    )
    given = ["import", "people", file, *HERE, "--by", "管某"]
    assert cli.main(given) == 2
    assert "--decide unit:自然资源=" in capsys.readouterr().out
    assert cli.main([*given, "--decide", f"unit:自然资源={county.bureau_a.unit.ref}"]) == 0


@pytest.mark.parametrize("name", ["台账.xls", "台账.csv"])
def test_old_workbooks_and_csv_are_taken_as_well(county: County, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(old_workbook(UNITS).content if name.endswith("xls") else comma(UNITS, "gb18030").content)
    assert cli.main(["import", "units", str(path), *HERE, "--by", "管某"]) == 0
    assert Unit.objects.filter(name="XX县审计局").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("台账.xlsx", b"PK\x03\x04", "已损坏"), ("台账.xlsx", b"", "空文件"), ("台账.txt", b"x", "不收“.txt”")],
)
def test_what_is_no_ledger_is_said_in_one_line(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert cli.main(["import", "units", str(path), *HERE, "--by", "管某"]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_and_a_kind_that_is_none(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "units", "/nowhere.xlsx", *HERE, "--by", "管某"]) == 2
    assert "不能读写" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        cli.main(["import", "stars", "x.xlsx"])


def test_who_may_not_import_is_told_so(
    county: County, units: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "units", units, *HERE, "--by", county.inspector.name]) == 2
    assert "不在您的职责内" in capsys.readouterr().err


def test_a_template_is_written_on_request(county: County, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    assert cli.main(["import", "people", *HERE, "--template", str(path)]) == 0
    assert open_book("t.xlsx", path.read_bytes()).sheets[0].name == "人员和职务"

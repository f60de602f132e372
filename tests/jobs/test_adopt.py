"""`duban adopt`: reads a notice as published, reports, asks for what the text lacks, and writes through the acts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duban.jobs import cli
from duban.rulebook.models import Notice
from tests.personas import County
from tests.rulebook.test_notices import stricter

FACTS = ["--issued-on", "2026-03-01", "--number", "X委办字〔2026〕9号", "--issuer", "中共XX县委办公室"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "通知.txt"
    path.write_bytes(b"##paidbegin##" + stricter())
    return str(path)


@pytest.mark.clause("9")
def test_without_the_required_facts_it_reports_and_asks_for_them(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["adopt", file]) == 2
    out, err = capsys.readouterr()
    assert "找到条款 68 条（共 68 条）" in out
    for fact in ("印发日期（--issued-on）", "发文字号（--number）", "发文机关（--issuer）"):
        assert fact in err


def test_it_holds_the_countys_numbers_against_the_delivered_ones(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["adopt", file, *FACTS, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {each["key"]: each["found"] for each in report["differing"]} == {
        "bottom_n": "5名",
        "trial_years": "2年",
    }
    assert (len(report["bound"]), report["not_found"], report["superfluous"], report["missing"]) == (
        68,
        [],
        [],
        {},
    )
    assert (report["issued_on"], report["written"]) == ("2026-03-01", [])


def test_a_text_in_gb18030_with_lines_that_no_clause_claims_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gb.txt"
    path.write_bytes((stricter().decode() + "\n十、各单位要每天报送两次工作简报。").encode("gb18030"))
    assert cli.main(["adopt", str(path), *FACTS]) == 0
    assert "没有条款对应的文字 1 处\n  十  十、各单位要每天报送两次工作简报。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"", "空"),
        ("没有条文".encode(), "条文编号"),
        (b"\x81\x00\xff\xfe\x9f", "UTF-8 或 GB18030"),
    ],
)
def test_what_is_no_notice_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    assert cli.main(["adopt", str(path), *FACTS]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_and_a_date_that_is_none_are_refused(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["adopt", "/nowhere.txt", *FACTS]) == 2
    with pytest.raises(SystemExit, match="2"):
        cli.main(["adopt", file, "--issued-on", "2026-02-30"])
    assert "不是日期" in capsys.readouterr().err


@pytest.mark.clause("9")
def test_named_persons_adopt_and_confirm(
    county: County, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ["--jurisdiction", "xx", "--by", county.inspector.name, "--confirm-by", county.office_head.name]
    assert cli.main(["adopt", file, *FACTS, *named]) == 0
    assert "待另一人确认" in capsys.readouterr().out
    notice = Notice.objects.order_by("-pk")[0]
    assert (notice.state, notice.number, notice.confirmed_by) == (
        "confirmed", "X委办字〔2026〕9号", county.office_head.name,
    )  # fmt: skip


@pytest.mark.clause("9")
def test_without_a_confirming_person_it_stays_a_draft(county: County, file: str) -> None:
    assert cli.main(["adopt", file, *FACTS, "--jurisdiction", "xx", "--by", county.inspector.name]) == 0
    assert Notice.objects.order_by("-pk")[0].state == "draft"


def test_a_dry_run_writes_nothing(county: County, file: str) -> None:
    named = ["--jurisdiction", "xx", "--by", county.inspector.name, "--dry-run"]
    assert cli.main(["adopt", file, *FACTS, *named]) == 0
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--by", "无此人", "--jurisdiction", "xx"], "没有“无此人”"),
        (["--by", "管某", "--jurisdiction", "qq"], "没有代码为“qq”的县"),
        (["--by", "管某"], "请指明县的代码"),
        (["--by", "张某甲", "--jurisdiction", "xx"], "没有这一身份"),
        (["--by", "管某", "--confirm-by", "管某", "--jurisdiction", "xx"], "没有这一身份"),
    ],
)
def test_who_may_not_is_told_so(
    county: County, file: str, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    assert cli.main(["adopt", file, *FACTS, *given]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.clause("9")
def test_names_and_what_is_in_doubt_stand_in_the_report(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(file).read_text(encoding="utf-8").replace("督办函", "提醒函")
    Path(file).write_text(text.replace("较好推进／正常推进／进展滞后", "好／较好／一般／差"), encoding="utf-8")
    assert cli.main(["adopt", file, *FACTS, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {each["key"]: each["found"] for each in report["names"]}["letter_name"] == "提醒函"
    asked = next(each for each in report["asked"] if each["key"] == "value:evaluation_values")
    assert (asked["clause"], asked["found"]) == ("4.4", "好、较好、一般、差")
    assert "工作进展" in asked["words"]


@pytest.mark.clause("9")
def test_what_is_in_doubt_is_answered_on_the_command_line(
    county: County, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(file).read_text(encoding="utf-8")
    Path(file).write_text(text.replace("较好推进／正常推进／进展滞后", "好／较好／一般／差"), encoding="utf-8")
    named = ["--jurisdiction", "xx", "--by", county.inspector.name, "--confirm-by", county.office_head.name]
    assert cli.main(["adopt", file, *FACTS, *named]) == 2
    assert "待答复：工作进展评价的档次" in capsys.readouterr().err
    answer = ["--answer", "value:evaluation_values", "value", "好、一般、差", "常委会会议议定"]
    assert cli.main(["adopt", file, *FACTS, *named, *answer]) == 0
    out = capsys.readouterr().out
    assert "理由：常委会会议议定" in out
    assert Notice.objects.order_by("-pk")[0].state == "confirmed"

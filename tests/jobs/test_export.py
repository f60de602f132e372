"""`duban export`: lists as files, as far as the person sees them, on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.documents.ledgers.models import ExportRecord
from duban.jobs import cli
from tests.documents.ledgers import open_book
from tests.personas import County
from tests.story import issued_letter, underway

HERE = ["--jurisdiction", "xx"]


@pytest.mark.parametrize("what", ["matters", "letter", "units", "people", "inquiries", "rulings"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_each_list_becomes_a_file_and_an_entry(county: County, tmp_path: Path, what: str, form: str) -> None:
    issued_letter(underway(county))
    path = tmp_path / f"台账.{form}"
    by = county.org_dept.deputy.name if what == "rulings" else county.inspector.name
    assert cli.main(["export", what, "--out", str(path), "--by", by, *HERE]) == 0
    if what not in ("inquiries", "rulings"):
        assert any(
            "甲镇" in str(cell)
            for row in open_book(path.name, path.read_bytes()).sheets[0].rows()
            for cell in row
        )
    record = ExportRecord.objects.get()
    assert (record.what, record.form, record.by) == (what, form, by)
    assert not list(tmp_path.glob("*.part"))


def test_it_is_narrowed_as_asked_and_says_so(county: County, tmp_path: Path) -> None:
    underway(county)
    path = tmp_path / "台账.xlsx"
    given = ["export", "matters", "--out", str(path), "--by", county.inspector.name, *HERE]
    assert cli.main([*given, "--filter", "text=没有这样的事项"]) == 0
    rows = list(open_book(path.name, path.read_bytes()).sheets[0].rows())
    assert "text：没有这样的事项" in str(rows[1][0])
    assert ExportRecord.objects.get().rows == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--out", "x.pdf", "--by", "管某"], "后缀应为 .xlsx 或 .csv"),
        (["--out", "x.xlsx", "--by", "无此人"], "没有“无此人”"),
        (["--out", "x.xlsx", "--by", "管某", "--filter", "colour=red"], "没有“colour”这个筛选"),
        (["--out", "/nowhere/x.xlsx", "--by", "管某"], "不能写"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    given: list[str], said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert cli.main(["export", "matters", *HERE, *given]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())

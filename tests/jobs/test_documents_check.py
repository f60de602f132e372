"""`duban documents check`: 0 where a file keeps to the standard, 1 where it does not, 2 where it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duban.documents.official.samples import sample
from duban.documents.papers import word
from duban.jobs import cli
from tests.documents.drawn_word import LETTER
from tests.documents.drawn_word import word as drawn


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "督办函.docx"
    path.write_bytes(word.render(sample("supervision_letter")))
    return path


def test_a_good_file_is_reported_as_such(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["documents", "check", str(good)]) == 0
    assert "信函格式，督办函" in capsys.readouterr().out


def test_faults_are_listed_with_rule_place_and_basis(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "函.docx"
    path.write_bytes(drawn(LETTER.but(margins=(39, 26, 33, 28))))
    assert cli.main(["documents", "check", str(path)]) == 1
    out = capsys.readouterr().out
    assert "不符 1 处" in out
    assert (
        "[page.top] 页面设置：天头（上边距），量得 39.00 mm，应为 37 mm（允差 ±1 mm）。GB/T 9704-2012 5.2.1"
        in out
    )


def test_the_report_comes_as_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "函.docx"
    path.write_bytes(drawn(LETTER.but(number="X委办督函[2026]7号")))
    assert cli.main(["documents", "check", str(path), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["form"], found["kind"], found["conforms"]) == ("letter", "督办函", False)
    assert "number.form" in {one["rule"] for one in found["findings"]}


def test_a_damaged_file_is_a_clear_error(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good.write_bytes(good.read_bytes()[:2000])
    assert cli.main(["documents", "check", str(good)]) == 2
    err = capsys.readouterr().err
    assert "督办函.docx" in err
    assert "已损坏" in err
    assert "Traceback" not in err

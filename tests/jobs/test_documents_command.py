"""`duban documents`: samples of every kind, and measuring a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from duban.documents.official.kinds import KINDS
from duban.jobs.cli import main


def test_one_sample_of_every_kind_is_written_in_both_forms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["documents", "sample", "--out", str(tmp_path / "out")]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert len(names) == 2 * len(KINDS)
    for name in (
        "supervision_letter-letter",
        "listing_notice-file",
        "interview_minutes-minutes",
        "special_report-plain",
    ):
        assert {f"{name}.docx", f"{name}.pdf"} <= names
    assert str(len(KINDS)) in capsys.readouterr().out


def test_without_fonts_the_word_files_are_written_and_the_lack_is_said(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FONT_FOLDERS = [tmp_path / "none"]
    assert main(["documents", "sample", "--out", str(tmp_path)]) == 1
    assert len(list(tmp_path.glob("*.docx"))) == len(KINDS)
    assert not list(tmp_path.glob("*.pdf"))
    assert "缺少字体" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["documents", "sample", "--out", str(tmp_path / "file" / "out")]) == 1
    assert "不能建立" in capsys.readouterr().err


def test_a_sample_is_measured_and_found_to_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["documents", "sample", "--out", str(tmp_path)])
    capsys.readouterr()
    assert main(["documents", "check", "--json", str(tmp_path / "supervision_letter-letter.docx")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found[0]["conforms"] is True
    assert found[0]["kind"] == "督办函"


def test_a_file_that_is_no_document_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"nothing")
    assert main(["documents", "check", str(tmp_path / "a.pdf"), str(tmp_path / "no.docx")]) == 2
    said = capsys.readouterr().err
    assert "a.pdf" in said
    assert "no.docx" in said

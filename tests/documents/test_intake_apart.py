"""The process that looks into files runs the code of its parent, and hears of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import duban
from duban.documents.inspection.verdicts import Inspected, Refused
from duban.documents.intake import apart
from duban.documents.intake.limits import limits
from tests import files

ANSWER = 'print(\'{"refused": ["costly", "%s"]}\')\n'


def another(folder: Path, word: str) -> Path:
    """Another checkout of the system, whose process answers with this word."""
    inner = folder / "duban" / "documents" / "inspection"
    inner.mkdir(parents=True)
    for package in (inner, inner.parent, inner.parent.parent):
        (package / "__init__.py").touch()
    (inner / "child.py").write_text(ANSWER % word)
    return folder


def look() -> Inspected:
    return apart.inspect_apart("材料.pdf", files.pdf(), limits().shape((), 0))


def test_it_runs_the_code_that_its_parent_runs(
    todays_clock: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert repr(str(Path(duban.__file__).parents[1])) in apart._CHILD[-1]
    assert look().suffix == ".pdf"
    monkeypatch.setattr(apart, "_CHILD", (*apart._CHILD[:-1], apart._PROGRAM.format(here=str(another(tmp_path, "elsewhere")))))
    with pytest.raises(Refused, match="elsewhere"):
        look()


def test_neither_the_environment_nor_the_folder_it_is_started_in_lead_it_elsewhere(
    todays_clock: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = another(tmp_path, "elsewhere")
    monkeypatch.setenv("PYTHONPATH", str(elsewhere))
    monkeypatch.setenv("PYTHONUSERBASE", str(elsewhere))
    monkeypatch.chdir(elsewhere)
    assert look().suffix == ".pdf"

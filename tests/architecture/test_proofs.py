"""What is marked `verify` is run by a proof, and every proof has its row."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tools import verify

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_with_a_large_test_is_run_by_a_proof() -> None:
    marked = re.compile(r"pytest\.mark\.verify\b")
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if path != Path(__file__) and marked.search(path.read_text(encoding="utf-8"))
    }
    assert files == {proof.file for proof in verify.PROOFS}


def test_a_result_is_written_beside_those_of_the_other_proofs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "PAGE", tmp_path / "proofs.md")
    verify.tell(verify.PROOFS[0], "passed", 12.4, date(2026, 3, 2))
    verify.tell(verify.PROOFS[1], "failed", 3, date(2026, 3, 3))
    rows = verify.rows()
    assert rows[verify.PROOFS[0].name][:3] == ["passed", "2026-03-02", "12"]
    assert rows[verify.PROOFS[1].name][0] == "failed"
    assert rows[verify.PROOFS[2].name][0] == "not yet run"


def test_the_page_has_a_row_for_every_proof() -> None:
    assert set(verify.rows()) == {"Proof", *(proof.name for proof in verify.PROOFS)}

"""Papers are set through one door, which knows whether this is a copy for practice."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "duban"
SETS = re.compile(r"\b(?:pdf|word)\.render\(")
ELSEWHERE = {
    "documents/official/set_files.py": "the door",
    "documents/final_text/handed_in.py": "compared in memory, never handed out",
    "demo/papers.py": "what an office of the demo hands in",
    "jobs/commands/documents.py": "samples of every kind, of no county",
}


def test_no_paper_is_set_past_the_door_but_where_none_is_handed_out() -> None:
    found = {str(file.relative_to(SOURCE)) for file in SOURCE.rglob("*.py") if SETS.search(file.read_text("utf-8"))}
    assert found == set(ELSEWHERE)

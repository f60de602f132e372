"""The document of the act table is printed from the table as it stands."""

from __future__ import annotations

from pathlib import Path

from duban.jobs.commands.acts import document

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "acts.md"


def test_the_document_in_the_repository_is_the_table_of_today() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "duban acts > docs/acts.md"


def test_each_act_stands_in_it_with_its_clause_and_who_may() -> None:
    assert (
        "| 同意 `listing.approve` | 县委或县政府主要领导 | 待县领导同意 | 待签发 | 三（三） |" in document()
    )

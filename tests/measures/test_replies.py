"""延期复函 and 督查结论: numbered and frozen by the act that decides, their files made and kept afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from duban.audit.verify import verify
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Paper
from duban.insight.selectors.case_file.papers import paper
from duban.measures.actions.before_issue.papers import issue_papers, left_to_issue
from duban.shared.errors import NotFound
from tests.personas import County
from tests.story import closed, do, issued_letter, planned, received, underway

LATER = date(2026, 5, 29)


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of its own for the files of each test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    yield tmp_path / "media"


def words(letter: Paper) -> str:
    return "".join(getattr(block, "text", "") for block in letter.blocks)


def papers_made() -> None:
    """The files are made, as the worker does after issue."""
    for jurisdiction_id, measure_id, parts in left_to_issue():
        issue_papers(jurisdiction_id, measure_id, parts)


@pytest.mark.clause("3.3.8")
def test_each_answer_to_an_extension_is_a_numbered_letter_that_is_kept(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    for verdict in ("refuse", "grant"):
        do(county.town_a.liaison, "letter.request_extension", ref=ref, new_due=LATER, reason="汛期停工")
        do(county.standing, "letter.decide_extension", ref=ref, verdict=verdict, opinion="意见")
    first = paper(actor=county.town_a.principal, ref=ref, part="extension")
    second = paper(actor=county.town_a.principal, ref=ref, part="extension-2")
    assert (first.paper.number, second.paper.number) == ("X委办函〔2026〕1号", "X委办函〔2026〕2号")
    assert "不同意延期" in words(first.paper) and "延至2026年5月29日" in words(second.paper)
    assert [label for part, label in second.parts if "extension" in part] == ["延期复函", "延期复函（2）"]
    papers_made()
    copies = IssuedCopy.objects.filter(part__startswith="extension").order_by("pk")
    assert [(copy.number, copy.state, bool(copy.pdf_sha256)) for copy in copies] == [
        ("X委办函〔2026〕1号", "kept", True),
        ("X委办函〔2026〕2号", "kept", True),
    ]
    with pytest.raises(NotFound):
        paper(actor=county.town_a.principal, ref=ref, part="extension-3")


@pytest.mark.clause("3.1.8", "6.1")
def test_what_two_persons_found_is_a_numbered_conclusion_that_is_kept(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    planned(story, "letter", ref)
    closed(story, "letter", ref)
    papers_made()
    copy = IssuedCopy.objects.get(part="conclusion")
    assert (copy.number, copy.state) == ("X委办督结〔2026〕1号", "kept")
    assert copy.sha256 == paper(actor=county.inspector, ref=ref, part="conclusion").paper.sha256()
    assert verify(county.jurisdiction_id).sound

"""An edited .docx is read back as a paper, and filled with number and date at issue where the draft has room for them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from duban.documents.checking.checker import check_bytes
from duban.documents.final_text.edited_paper import read
from duban.documents.final_text.number_and_date import filled, lacking
from duban.documents.official.kinds import KINDS
from duban.documents.official.samples import sample
from duban.documents.papers import word
from duban.documents.papers.model import Attachment, Paper, Paragraph
from duban.documents.reading import Unreadable
from duban.documents.reading.word.file import opened
from duban.documents.reading.word.text import paragraphs

ISSUED = ("supervision_letter", "interview_notice", "listing_notice", "release_notice", "transfer_letter")


def draft(kind: str) -> Paper:
    """The sample of a kind before it has number and date."""
    return sample(kind).with_issue("", None)


def edited(content: bytes, old: str, new: str) -> bytes:
    """The .docx after somebody changed words in Word."""
    document = docx.Document(io.BytesIO(content))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
    assert runs, old
    for run in runs:
        run.text = run.text.replace(old, new)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ("sign_off_sheet", "interview_minutes")]
)
def test_an_unchanged_draft_is_read_back_as_the_same_text(kind: str) -> None:
    paper = draft(kind)
    got = read("定稿.docx", opened("定稿.docx", word.render(paper)), paper).paper
    assert (got.name, got.to, got.signed_by, got.colophon, got.note) == (
        paper.name, paper.to, paper.signed_by, paper.colophon, paper.note,
    )  # fmt: skip
    assert paragraphs("a.docx", word.render(got)) == paragraphs("a.docx", word.render(paper))


def test_changed_words_stand_in_the_paper_that_is_read() -> None:
    paper = draft("supervision_letter")
    changed = edited(word.render(paper), "责令整改", "限期责令整改")
    got = read("定稿.docx", opened("定稿.docx", changed), paper).paper
    assert "限期责令整改" in got.to_json()
    assert got.text_sha256() != paper.text_sha256()


def test_attachments_keep_their_names_and_their_pages() -> None:
    paper = replace(
        draft("listing_notice"),
        attachments=(
            Attachment(title="事项清单", blocks=(Paragraph(text="一项。"),)),
            Attachment(title="样式"),
        ),
    )
    assert read("定稿.docx", opened("定稿.docx", word.render(paper)), paper).paper.attachments == paper.attachments


@pytest.mark.parametrize("kind", ISSUED)
def test_number_and_date_go_where_the_draft_has_room_for_them(kind: str) -> None:
    paper = draft(kind)
    content = word.render(paper)
    assert lacking(opened("定稿.docx", content).paras) == ()
    number, on = "X委办督函〔2026〕12号", date(2026, 3, 2)
    made = filled("定稿.docx", content, number, on)
    assert check_bytes("a.docx", made, paper.with_issue(number, on)).deviations == ()
    assert paragraphs("a.docx", made) == paragraphs("a.docx", word.render(paper.with_issue(number, on)))


def test_a_number_and_date_that_somebody_typed_give_way_to_the_real_ones() -> None:
    paper = sample("supervision_letter")
    made = filled("定稿.docx", word.render(paper), "X委办督函〔2026〕30号", date(2026, 12, 1))
    said = "\n".join(paragraphs("a.docx", made))
    assert "X委办督函〔2026〕30号" in said
    assert paper.number not in said
    assert "2026年12月1日" in said.splitlines()


def test_a_text_without_room_for_number_or_date_is_told() -> None:
    document = docx.Document()
    document.add_paragraph("关于甲的督办函")
    out = io.BytesIO()
    document.save(out)
    assert lacking(opened("定稿.docx", out.getvalue()).paras) == ("发文字号", "成文日期")
    with pytest.raises(Unreadable, match="没有填发文字号"):
        filled("定稿.docx", out.getvalue(), "X〔2026〕1号", date(2026, 3, 2))

"""The sealed copy is filed beside its document: read and held against the issued text, or taken as a picture."""

from __future__ import annotations

import pytest

from duban.documents.files.uploads import Upload
from duban.documents.models import Attachment
from duban.documents.official import copies
from duban.documents.official.models import IssuedCopy
from duban.documents.official.sealed import differences, readable_text
from duban.documents.papers import pdf
from duban.shared.errors import Invalid
from tests import files
from tests.insight.archived import lived
from tests.personas import County
from tests.story import Story, do


def _letter(story: Story) -> IssuedCopy:
    return IssuedCopy.objects.get(case_id=story.row.case_id, object_kind="letter", part="document")


def _filed(county: County, story: Story, name: str, content: bytes) -> str:
    file = Upload(name, content, declared=True)
    return do(county.clerk, "matter.file_sealed", ref=story.matter, paper=_letter(story).ref, file=file).sentence


def test_a_copy_that_reads_like_the_issued_text_is_filed_as_compared(county: County) -> None:
    story = lived(county, papers=True)
    copy = _letter(story)
    said = _filed(county, story, "督办函.pdf", pdf.render(copies.paper_of(copy)))
    assert said.endswith("文号、标题和各段与印发的文本一致。") and copy.number in said
    row = Attachment.objects.get(label="正式件（用印）")
    assert (row.represents, row.internal) == (copy.ref, False)


def test_the_copy_of_another_paper_is_refused_with_what_is_missing(county: County) -> None:
    story = lived(county, papers=True)
    for name, content in (("函.ofd", files.ofd("关于别的事项的函，请办理。")), ("函.pdf", files.pdf())):
        with pytest.raises(Invalid, match="与印发的文本不一致，读不到：文号、标题") as refused:
            _filed(county, story, name, content)
        assert list(refused.value.fields) == ["file"]
    assert not Attachment.objects.filter(label="正式件（用印）").exists()


def test_an_ofd_of_the_issued_text_is_taken(county: County) -> None:
    story = lived(county, papers=True)
    paper = copies.paper_of(_letter(story))
    words = paper.number + paper.name + "".join(getattr(block, "text", "") for block in paper.blocks)
    assert differences(paper, readable_text("函.ofd", files.ofd(words))) == []
    assert "一致" in _filed(county, story, "函.ofd", files.ofd(words))


def test_a_scan_without_text_is_filed_and_said_not_to_be_compared(county: County) -> None:
    story = lived(county, papers=True)
    assert _filed(county, story, "函.png", files.picture()).endswith("是图像，读不出文字，未比对。")


def test_a_page_break_and_other_blanks_are_no_difference(county: County) -> None:
    paper = copies.paper_of(_letter(lived(county, papers=True)))
    words = "\n".join([paper.number, paper.name, *(getattr(block, "text", "") for block in paper.blocks)])
    assert differences(paper, words.replace("。", " 。\n— 2 —\n")) == []
    assert differences(paper, words.replace(paper.number, "X委办督函〔2026〕99号")) == ["文号"]

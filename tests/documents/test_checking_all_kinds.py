"""Every kind of document that the system writes passes its own checker, as .docx and as PDF, and says all it should."""

from __future__ import annotations

from dataclasses import replace

import pytest

from duban.documents.checking.checker import check_bytes
from duban.documents.official.kinds import KINDS
from duban.documents.official.samples import sample
from duban.documents.papers import pdf, word
from duban.documents.papers.model import Attachment, Form, Paper, Paragraph

_SENTENCE = (
    "各责任单位要倒排工期，把任务落实到岗位、落实到人，按时报送进展情况；"
    "对推进中的困难，要及时提出需要协调的事项，不得等待观望。"
)
MAKERS = {"docx": word.render, "pdf": pdf.render}


def faults(paper: Paper, form: str) -> list[str]:
    """What the checker finds in a paper rendered in a form."""
    made = MAKERS[form](paper)
    return [deviation.sentence for deviation in check_bytes(f"a.{form}", made, paper).deviations]


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_to_the_standard(kind: str, form: str) -> None:
    assert faults(sample(kind), form) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_by_its_title_and_takes_its_form(kind: str) -> None:
    paper = sample(kind)
    report = check_bytes("a.pdf", pdf.render(paper))
    assert report.form == paper.form.value
    assert report.kind


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("rows", range(24))
def test_a_letter_of_any_length_keeps_to_the_standard(rows: int, form: str) -> None:
    paper = sample("supervision_letter")
    longer = replace(paper, blocks=(*paper.blocks, *(Paragraph(text="按期完成。") for _ in range(rows))))
    assert faults(longer, form) == []


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("rows", range(0, 46, 2))
def test_a_file_of_any_length_keeps_to_the_standard(rows: int, form: str) -> None:
    paper = sample("listing_notice")
    longer = replace(paper, blocks=(*paper.blocks, *(Paragraph(text="按期完成。") for _ in range(rows))))
    assert faults(longer, form) == []


@pytest.mark.parametrize("form", MAKERS)
def test_several_attachments_a_note_and_many_copies_keep_to_the_standard(form: str) -> None:
    paper = sample("listing_notice")
    assert paper.colophon is not None
    copies = (
        "县纪委监委、县委组织部，" + "、".join(f"{one}镇人民政府" for one in "甲乙丙丁戊己庚辛壬癸") + "。"
    )
    fuller = replace(
        paper,
        attachments=(
            Attachment(title="挂牌督办事项清单", blocks=tuple(Paragraph(text=_SENTENCE) for _ in range(12))),
            Attachment(title="整改情况报告的样式和填写说明", blocks=(Paragraph(text=_SENTENCE),)),
        ),
        note="联系人：张某",
        colophon=replace(paper.colophon, copies=copies),
    )
    assert faults(fuller, form) == []


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("count", [2, 3])
def test_joint_issue_keeps_to_the_standard(count: int, form: str) -> None:
    names = ("中共XX县委办公室", "XX县人民政府办公室", "中共XX县委组织部")[:count]
    assert faults(replace(sample("listing_notice"), issuers=names), form) == []


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("where", [Form.LETTER, Form.FILE])
def test_a_long_title_and_a_long_issuer_keep_to_the_standard(where: Form, form: str) -> None:
    paper = sample("supervision_letter" if where is Form.LETTER else "listing_notice")
    ending = "的督办函" if where is Form.LETTER else "立项挂牌督办的通知书"
    title = f"关于对甲镇人民政府牵头负责的西片区老旧小区改造（二期）和配套管网建设项目{ending}"
    longer = replace(paper, title=(title,), issuers=("XX县重点工作督查联动机制联席会议办公室",))
    assert faults(longer, form) == []


@pytest.mark.parametrize("form", MAKERS)
def test_a_sentence_that_got_lost_is_found(form: str) -> None:
    paper = sample("supervision_letter")
    made = MAKERS[form](replace(paper, blocks=(*paper.blocks[:1], *paper.blocks[2:])))
    found = check_bytes(f"a.{form}", made, paper).deviations
    assert "text.order" in {deviation.rule for deviation in found}


@pytest.mark.parametrize("form", MAKERS)
def test_paragraphs_that_changed_places_are_found(form: str) -> None:
    paper = sample("supervision_letter")
    first, second, *rest = paper.blocks
    made = MAKERS[form](replace(paper, blocks=(second, first, *rest)))
    found = check_bytes(f"a.{form}", made, paper).deviations
    assert "次序不对" in "".join(one.measured for one in found if one.rule == "text.order")

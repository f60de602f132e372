"""The content of official documents: canonical, complete, in the words of the notice."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.documents.official.kinds import KINDS, base, complete, write
from duban.documents.official.kinds.base import addressed, by, numbered
from duban.documents.official.kinds.letter import ExtensionReply, SupervisionLetter
from duban.documents.official.kinds.transfer import TransferLetter
from duban.documents.official.samples import FACTS, file_stem, sample, samples
from duban.documents.papers.model import (
    Attachment,
    Cell,
    Form,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Seal,
    Table,
)
from duban.documents.papers.onscreen import on_screen
from duban.mechanism.papers.content import DOCUMENTS
from duban.mechanism.words.named import USUAL_WORDS
from duban.shared.errors import Unmet

LETTER = SupervisionLetter(
    issuers=("中共XX县委办公室",), matter="河道清淤", unit="甲镇人民政府", facts=("节点逾期",), approver="县长赵某",
    orders=("补齐工程量",), deadline=date(2026, 12, 31), goals=("全线贯通",), feedback_days=15,
)  # fmt: skip


def words(paper: Paper) -> str:
    """All text of a paper's blocks."""
    return "\n".join(
        f"{block.text}{getattr(block, 'run_in', '')}"
        for block in paper.blocks
        if isinstance(block, Heading | Paragraph)
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_goes_to_json_and_back_unchanged(kind: str) -> None:
    paper = sample(kind)
    again = Paper.from_json(paper.to_json())
    assert again == paper
    assert again.sha256() == paper.sha256()
    assert paper.form is KINDS[kind].form
    assert paper.kind == kind


def test_there_are_all_kinds_that_offices_and_bodies_write() -> None:
    labels = {USUAL_WORDS.say(kind.label) for kind in KINDS.values()}
    assert labels == {
        "督办函", "联席约谈通知书", "联席约谈补充通知", "约谈纪要", "立项挂牌督办通知书", "解除挂牌督办通知",
        "暂缓通知", "延期复函", "督查通报", "督查专报", "移交函", "整改方案", "整改情况报告",
        "书面报告", "解除申请", "批示办理情况报告", "督查结论", "发文稿纸", "挂牌督办通报", "结果运用通知", "撤回结果运用的通知",
    }  # fmt: skip


def test_each_sample_has_a_name_that_says_its_form() -> None:
    stems = [file_stem(paper) for _, paper in samples()]
    assert len(set(stems)) == len(KINDS)
    assert "supervision_letter-letter" in stems
    assert "special_report-plain" in stems
    assert {stem.rpartition("-")[2] for stem in stems} == {"letter", "file", "minutes", "plain"}


def test_what_is_approved_does_not_depend_on_number_and_date() -> None:
    paper = sample("listing_notice")
    issued = paper.with_issue("X委办〔2026〕99号", date(2026, 12, 1))
    assert issued.text_sha256() == paper.text_sha256()
    assert issued.sha256() != paper.sha256()
    assert issued.colophon is not None and issued.colophon.printed_on == date(2026, 12, 1)
    other = dataclasses.replace(issued, to="乙镇人民政府")
    assert other.text_sha256() != paper.text_sha256()


@given(st.text(max_size=60), st.binary(max_size=40))
def test_any_text_and_picture_survive_the_way_through_json(text: str, png: bytes) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    blocks = (
        Paragraph(text=clean),
        Table(rows=((Cell(text=clean, span=2),),), widths=(1.0, 2.0)),
        Picture(png=png, width_mm=80.0),
    )
    paper = Paper(
        kind="circular", form=Form.PLAIN, issuers=("某机关",), title=(clean,), blocks=blocks, seal=Seal.NONE,
        attachments=(Attachment(title=clean, blocks=blocks),),
    )  # fmt: skip
    assert Paper.from_json(paper.to_json()) == paper


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"kind":1}',
        '{"kind":"circular","form":"poster"}',
        sample("circular").to_json().replace("duban-paper/1", "2"),
    ],
)
def test_what_is_no_paper_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match="公文内容"):
        Paper.from_json(text)


@pytest.mark.clause("3.1.6", "3.2.8", "3.3.4", "6.1", "6.2", "6.3")
@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (kind, element.field)
        for kind in sorted(KINDS)
        for element in DOCUMENTS[kind]
        if element.field != "plan"
    ],
)
def test_each_missing_element_is_refused_with_its_clause(kind: str, field: str) -> None:
    empty = {"facts": (), "held_at": None, "planned_at": None}.get(field)
    value = getattr(FACTS[kind], field)
    blank = type(value)() if isinstance(value, str | tuple | dict) else empty
    facts = dataclasses.replace(FACTS[kind], **{field: blank})
    with pytest.raises(Unmet) as refused:
        write(kind, facts)
    missing = {reason.field for reason in refused.value.decision.missing}
    assert field in missing
    assert all(reason.clause and reason.remedies for reason in refused.value.decision.missing)
    assert write(kind, facts, draft=True).kind == kind


def test_a_plan_may_be_a_table_of_steps_instead_of_a_text() -> None:
    facts = FACTS["rectification_plan"]
    assert complete("rectification_plan", dataclasses.replace(facts, plan="")).allowed
    assert not complete("rectification_plan", dataclasses.replace(facts, plan="", steps=())).allowed


@pytest.mark.clause("3.1.6", "3.1.7", "3.1.8")
def test_a_letter_states_its_contents_in_the_order_of_the_notice() -> None:
    paper = write("supervision_letter", LETTER)
    text = words(paper)
    places = [
        text.index(part) for part in ("一、责令整改事项", "二、整改时限", "三、整改目标", "四、工作要求")
    ]
    assert places == sorted(places)
    assert "请你单位主要领导亲自研究制定整改方案，部署推动整改工作" in text
    assert "每15天" in text
    assert "第三条第（一）项" in text
    assert paper.colophon is not None and paper.colophon.copies == "县纪委监委、县委组织部。"


@pytest.mark.clause("6.1", "6.2")
def test_a_transfer_names_its_items_and_exactly_one_route() -> None:
    facts = FACTS["transfer_letter"]
    assert isinstance(facts, TransferLetter)
    assert "第五条第（一）项" in words(write("transfer_letter", facts))
    by_rule = dataclasses.replace(
        facts, route="A", route_basis="《协同督查工作机制》第十条", approver="", approved_on=None
    )
    assert "《协同督查工作机制》第十条" in words(write("transfer_letter", by_rule))
    for wrong in ({"route": ""}, {"route": "A"}, {"approver": ""}, {"evidence": ()}):
        with pytest.raises(Unmet):
            write("transfer_letter", dataclasses.replace(facts, **wrong))
    assert not KINDS["transfer_letter"].verifiable


def test_an_extension_that_is_granted_needs_the_new_limit() -> None:
    facts = FACTS["extension_reply"]
    assert isinstance(facts, ExtensionReply)
    with pytest.raises(Unmet):
        write("extension_reply", dataclasses.replace(facts, new_limit=None))
    refused = write("extension_reply", dataclasses.replace(facts, new_limit=None, granted=False))
    assert "不同意延期" in words(refused)


def test_a_transfer_that_awaits_a_leaders_word_says_so() -> None:
    facts = dataclasses.replace(FACTS["transfer_letter"], route="B", route_basis="", approver="", approved_on=None)
    draft = words(write("transfer_letter", facts, draft=True))
    assert "报县委或县政府主要领导同意后移交（待同意）。" in draft and "（未填）" not in draft


def test_a_transfer_that_no_matter_led_to_names_none() -> None:
    letter = write("transfer_letter", dataclasses.replace(FACTS["transfer_letter"], matter=""))
    assert "".join(letter.title).endswith("有关问题的函")
    assert "在督促检查中发现" in words(letter) and "“”" not in words(letter)


def test_a_draft_says_what_is_still_open() -> None:
    draft = write("supervision_letter", dataclasses.replace(LETTER, deadline=None, orders=()), draft=True)
    assert words(draft).count("（未填）") == 2


def test_facts_of_another_kind_are_a_programming_error() -> None:
    with pytest.raises(TypeError):
        write("circular", LETTER)


def test_single_points_stand_without_a_number() -> None:
    assert [one.text for one in numbered(("甲；",))] == ["甲。"]
    assert [one.text for one in numbered(("甲", "", "乙。"))] == ["1. 甲。", "2. 乙。"]


@pytest.mark.clause("3.1.4")
def test_the_addressee_is_the_unit_and_its_principal_leaders() -> None:
    assert (
        addressed(dataclasses.replace(LETTER, principals=("张某", "李某")))
        == "甲镇人民政府及主要领导张某、李某"
    )
    assert by(LETTER, "6.3") == "根据《县重点工作督查联动机制》第六条规定"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_page_shows_what_the_paper_says(kind: str) -> None:
    paper = sample(kind)
    shown = on_screen(paper)
    assert "".join(shown.title) == paper.name
    assert shown.blocks == paper.blocks
    assert shown.number == paper.number
    assert shown.signers == paper.signed_by


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("时限2026-09-05届满，自2026-09-06起。", "时限2026年9月5日届满，自2026年9月6日起。"),
        ("编号2026-09-051与12026-09-05不是日期", "编号2026-09-051与12026-09-05不是日期"),
    ],
)
def test_days_stand_in_the_text_as_documents_write_them(words: str, written: str) -> None:
    assert base.text(words).text == base.point(1, "", words).run_in == written

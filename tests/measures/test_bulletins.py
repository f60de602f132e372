"""督查通报 and 督查专报: written from what changed since the last issue, edited, checked, agreed to, numbered, issued."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.documents.checking.checker import check_bytes
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.fonts import FontsMissing
from duban.documents.papers.model import Paper, Picture, Table
from duban.documents.reading.word.text import paragraphs
from duban.insight.selectors.county.due import papers_to_make
from duban.insight.selectors.taken_out.bulletins import bulletin, bulletin_file, bulletins
from duban.measures.actions.bulletins import issue_papers
from duban.measures.bulletin import paper as papers
from duban.measures.models import Bulletin
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import County
from tests.story import Story, do, found, issued_letter, underway

KINDS = ("circular", "special_report")


def rated(story: Story, value: str, problems: str = "", suggestions: str = "") -> None:
    """The inspector rates the matter."""
    do(
        story.inspector, "matter.rate", ref=story.matter, value=value, problems=problems, suggestions=suggestions,
        reason="综合判断",
    )  # fmt: skip


def begun(county: County, kind: str = "circular", **given: Any) -> Bulletin:
    """A first text has been written."""
    values = {"office": "party_office", "span": "since", **given}
    done = do(county.inspector, f"{kind}.draft", **values)
    return Bulletin.objects.get(ref=done.ref)


def again(row: Bulletin) -> Bulletin:
    """The bulletin as it stands now."""
    return Bulletin.objects.get(pk=row.pk)


def agreed(county: County, row: Bulletin) -> None:
    """Checked and agreed to."""
    do(county.inspector, f"{row.kind}.submit", ref=row.ref)
    do(county.checker, f"{row.kind}.check", ref=row.ref, opinion="属实")
    who = county.standing if row.kind == "circular" else county.office_head
    do(who, f"{row.kind}.approve", ref=row.ref)


def sent(county: County, row: Bulletin, **given: Any) -> Bulletin:
    """Agreed to, numbered and issued, and its files made."""
    agreed(county, row)
    do(county.clerk, f"{row.kind}.issue", ref=row.ref, copies_printed=80, **given)
    issue_papers(row.jurisdiction_id, row.pk)
    return again(row)


# writing from what changed


@pytest.mark.clause("3.0", "4.2", "4.4")
def test_the_first_issue_tells_what_happened_since_the_year_began(county: County) -> None:
    story = underway(county)
    issued_letter(story)
    rated(story, "进展滞后", "用地手续没有办完", "请自然资源部门会商")
    text = begun(county).text
    assert "在办重点工作1件，其中进展滞后1件" in text
    assert "新启动督办函1件" in text
    assert "甲镇“圩镇雨污分流管网建设”首次评价为进展滞后，主要问题：用地手续没有办完。" in text
    assert "用地手续没有办完（甲镇）。" in text
    assert "请自然资源部门会商。" in text


@pytest.mark.clause("4.2")
def test_the_next_issue_never_repeats_the_last_one(county: County) -> None:
    story = underway(county)
    issued_letter(story)
    rated(story, "进展滞后", "用地手续没有办完")
    first = sent(county, begun(county), number_by="own")
    with county.on("2026-04-02"):
        second = begun(county)
    assert (second.since, second.period) == (first.until, "2026年3月至4月")
    said = {line for line in first.text.splitlines() if "圩镇" in line}
    assert said
    assert not said & set(second.text.splitlines())
    assert "此前已报、没有变化的有进展滞后1件" in second.text
    assert "整改中的措施1件" in second.text


@pytest.mark.clause("4.4")
def test_a_rating_that_rose_or_fell_since_is_told_with_before_and_after(county: County) -> None:
    story = underway(county)
    rated(story, "正常推进")
    sent(county, begun(county), number_by="own")
    with county.on("2026-03-20"):
        rated(story, "较好推进")
        text = begun(county).text
        assert "由正常推进变为较好推进" in text
        assert "评价提升1件" in text


@pytest.mark.clause("3.0")
def test_a_measure_that_ended_since_is_told(county: County) -> None:
    from tests.story import closed, planned, received

    story = underway(county)
    ref = issued_letter(story)
    sent(county, begun(county), number_by="own")
    with county.on("2026-03-20"):
        received(story, "letter", ref)
        planned(story, "letter", ref)
        closed(story, "letter", ref)
        text = begun(county).text
    assert "办结销号和解除督办函1件" in text
    assert f"（{story.measure(ref).number}）已销号。" in text


@pytest.mark.clause("3.0")
def test_what_units_owed_and_did_not_do_in_time_is_told_once(county: County) -> None:
    underway(county)
    sent(county, begun(county), number_by="own")
    with county.on("2026-04-20"):
        row = begun(county)
        assert "新增逾期" in row.text
        assert "逾期。" in row.text
        sent(county, row, number_by="own")
    with county.on("2026-04-21"):
        assert "逾期未办" in begun(county).text


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ({"of_office": "gov_office"}, 0), ({"of_office": "party_office"}, 1),
        ({"source_class": "2.1"}, 0), ({"source_class": "2.3"}, 1),
    ],
)  # fmt: skip
def test_an_issue_can_be_narrowed_to_an_office_or_a_field(
    county: County, narrowed: dict[str, str], count: int
) -> None:
    underway(county)
    assert f"在办重点工作{count}件" in begun(county, **narrowed).text


def test_each_scope_goes_on_from_its_own_last_issue(county: County) -> None:
    underway(county)
    whole = sent(county, begun(county), number_by="own")
    assert begun(county).since == whole.until
    assert begun(county, source_class="2.3").since < whole.until
    assert begun(county, "special_report").since < whole.until


@pytest.mark.clause("3.0")
def test_the_extract_of_a_year_tells_all_of_it(county: County) -> None:
    story = underway(county)
    issued_letter(story)
    sent(county, begun(county), number_by="own")
    row = begun(county, "special_report", span="year", year=2026)
    assert (row.period, row.title) == ("2026年", "2026年重点工作推进情况督查情况")
    assert "全年，新启动督办函1件" in row.text
    with pytest.raises(Invalid, match="年度应在"):
        begun(county, span="year", year=2031)


def test_where_nothing_happened_the_draft_says_so(county: County) -> None:
    underway(county)
    sent(county, begun(county), number_by="own")
    row = begun(county)
    assert "没有新的变化" in row.text


# the text as it is edited


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_becomes_headings_tables_and_charts(county: County, kind: str) -> None:
    story = underway(county)
    issued_letter(story)
    blocks = papers.paper_of(begun(county, kind)).blocks
    assert sum(isinstance(block, Picture) for block in blocks) == 2
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.head[0] == "分类"
    assert all(
        picture.svg.startswith("<svg") and picture.alt for picture in blocks if isinstance(picture, Picture)
    )


def test_everything_can_be_edited_before_approval(county: County) -> None:
    row = begun(county)
    text = "一、总体情况\n推进平稳。\n表1 甲乙\n|单位|件数|\n|甲镇|2|\n（一）甲镇。完成较好。"
    do(county.inspector, "circular.edit", ref=row.ref, title="关于三月督查情况的通报", to="各镇", text=text)
    view = bulletin(actor=county.inspector, ref=row.ref)
    assert view.screen is not None
    assert (view.screen.name, view.screen.to) == ("关于三月督查情况的通报", "各镇")
    assert [block.type for block in view.screen.blocks] == ["heading", "paragraph", "table", "heading"]
    assert view.screen.blocks[3].run_in == "完成较好。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲\n【图7】", "第 2 行：没有图7"),
        ("|单位|件数|\n|甲镇|2|3|", "第 2 行：表头有 2 列，这一行有 3 列"),
        ("|单位|件数|", "第 1 行：表只有表头"),
        ("表1 甲乙\n|单位|件数|\n|甲镇|", "第 3 行：表头有 2 列"),
    ],
)
def test_a_text_that_cannot_be_set_is_refused_with_its_line(county: County, text: str, words: str) -> None:
    row = begun(county)
    with pytest.raises(Invalid) as refused:
        do(county.inspector, "circular.edit", ref=row.ref, title="通报", to="各镇", text=text)
    assert words in refused.value.fields["text"]
    assert again(row).text == row.text


def test_a_text_with_a_classified_marking_is_refused(county: County) -> None:
    row = begun(county)
    with pytest.raises(Invalid, match="国家秘密"):
        do(
            county.inspector,
            "circular.edit",
            ref=row.ref,
            title="通报",
            to="各镇",
            text="机密★10年\n总体情况。",
        )


def test_without_fonts_the_charts_give_way_to_a_line_and_word_still_works(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    underway(county)
    row = begun(county)

    def missing(*_: object) -> None:
        raise FontsMissing("缺少字体")

    monkeypatch.setattr(papers, "picture", missing)
    said = paragraphs("a.docx", bulletin_file(actor=county.inspector, ref=row.ref, form="docx").content)
    assert any("缺少字体，没有画出，数据见表" in line for line in said)


# from the draft to issue


@pytest.mark.clause("3.0")
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_agreed_to_is_numbered_issued_and_kept(county: County, kind: str) -> None:
    story = underway(county)
    issued_letter(story)
    row = sent(county, begun(county, kind), **({"number_by": "own"} if kind == "circular" else {}))
    assert (row.state, row.number) == ("issued", "X委办通〔2026〕1号" if kind == "circular" else "第1期")
    copy = IssuedCopy.objects.get(object_kind=kind, object_id=row.pk)
    assert copy.state == "kept"
    for form in ("docx", "pdf"):
        file = bulletin_file(actor=county.inspector, ref=row.ref, form=form)
        report = check_bytes(
            file.name, file.content, Paper.from_json(copy.content).with_issue(row.number, date(2026, 3, 2))
        )
        assert [finding.sentence for finding in report.deviations] == []


def test_numbers_run_on_and_one_may_come_from_the_document_office(county: County) -> None:
    underway(county)
    assert sent(county, begun(county), number_by="own").number == "X委办通〔2026〕1号"
    given = sent(county, begun(county), number_by="entered", given_number="X委办通〔2026〕9号")
    assert given.number == "X委办通〔2026〕9号"
    assert [sent(county, begun(county, "special_report")).number for _ in range(2)] == ["第1期", "第2期"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_is_fast_once_it_has_been_checked(county: County, kind: str) -> None:
    row = begun(county, kind)
    do(county.inspector, f"{kind}.submit", ref=row.ref)
    do(county.checker, f"{kind}.check", ref=row.ref, opinion="属实")
    with pytest.raises(WrongState):
        do(county.inspector, f"{kind}.edit", ref=row.ref, title="改", to="", text="改")
    Bulletin.objects.filter(pk=row.pk).update(text="被改动")
    with pytest.raises(Unmet, match="审批"):
        do(county.standing if kind == "circular" else county.office_head, f"{kind}.approve", ref=row.ref)


def test_who_wrote_or_checked_it_does_not_agree_to_it(county: County) -> None:
    row = begun(county)
    with pytest.raises((NotPermitted, WrongState)):
        do(county.inspector, "circular.approve", ref=row.ref)
    do(county.inspector, "circular.submit", ref=row.ref)
    with pytest.raises(NotPermitted):
        do(county.inspector, "circular.check", ref=row.ref, opinion="属实")


def test_it_goes_back_with_a_reason_and_can_be_withdrawn(county: County) -> None:
    row = begun(county)
    agreed_back = [
        ("circular.submit", county.inspector, {}),
        ("circular.send_back", county.checker, {"reason": "数字不全"}),
    ]
    for key, who, values in agreed_back:
        do(who, key, ref=row.ref, **values)
    assert again(row).state == "draft"
    do(county.inspector, "circular.submit", ref=row.ref)
    do(county.checker, "circular.check", ref=row.ref, opinion="属实")
    do(county.standing, "circular.disapprove", ref=row.ref, reason="缓发")
    assert (again(row).state, again(row).text_digest) == ("draft", "")
    do(county.inspector, "circular.withdraw", ref=row.ref, reason="不发了")
    assert bulletin(actor=county.inspector, ref=row.ref).stamp == "已撤回"


def test_files_that_no_job_made_are_found_again(county: County) -> None:
    underway(county)
    row = begun(county)
    agreed(county, row)
    do(county.clerk, "circular.issue", ref=row.ref, copies_printed=80, number_by="own")
    assert [left.arguments for left in papers_to_make()] == [
        {"jurisdiction_id": row.jurisdiction_id, "bulletin_id": row.pk}
    ]


# who sees what


def test_drafts_are_for_the_office_circulars_for_all_reports_for_the_organs(county: County) -> None:
    underway(county)
    circular, report = begun(county), begun(county, "special_report")
    assert bulletins(actor=county.checker).page.total == 2
    assert bulletins(actor=county.town_a.liaison).page.total == 0
    for outsider in (county.town_a.liaison, county.cdi.deputy):
        with pytest.raises(NotFound):
            bulletin(actor=outsider, ref=circular.ref)
    sent(county, circular, number_by="own")
    sent(county, report)
    assert bulletins(actor=county.town_a.liaison).page.total == 1
    assert bulletin(actor=county.town_a.liaison, ref=circular.ref).stamp == ""
    with pytest.raises(NotFound):
        bulletin(actor=county.town_a.liaison, ref=report.ref)
    assert bulletin(actor=county.cdi.deputy, ref=report.ref).stamp == ""


def test_drafting_costs_the_same_however_many_matters_there_are(county: County) -> None:
    story = underway(county)
    found(story, "slow")
    counts = []
    for more in range(2):
        for at in range(more * 3):
            underway(county, title=f"第{at}件事", lead="bureau_a")
        with CaptureQueriesContext(connection) as queries:
            begun(county)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20

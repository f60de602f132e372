"""问责记录查询: who is meant is told apart, what is on record is shown with its evidence, and nobody is called 合格."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.accountability.models import Review
from duban.accountability.selectors.review.answers import reply_paper, review, reviews
from duban.acts.models import Message
from duban.audit.models import Entry, Payload
from duban.documents.checking.checker import check_bytes
from duban.documents.files.uploads import Upload
from duban.documents.papers import pdf, word
from duban.organisations.actions.people import create_person
from duban.organisations.actions.posts_held.posts import end_post
from duban.organisations.models import Person, Post
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet
from tests.accountability.steps import appealed
from tests.accountability.year_steps import APPRAISAL, ORG, closed, revoke, superior
from tests.personas import County, appoint
from tests.story import do

LEADER = "bureau_a.principal"
CLEAR = "本机制内未见记录"


def asked(county: County, names: str = "", who: str = ORG, **given: Any) -> list[dict[str, Any]]:
    """A query, and its lines."""
    values = {"purpose": "award", "subject": "先进个人评选", "requester": "县评选办", "names": names, **given}
    done = do(county.actor(who), "review.query", **values)
    return list(review(actor=county.actor(who), ref=done.ref).lines)


def another(county: County, name: str, unit: str, title: str = "副局长", note: str = "") -> County:
    """The county with one more person, who may bear the name of somebody else."""
    ref = create_person(
        actor=county.registrar, name=name, rank=950, personnel_category="公务员", note=note
    ).ref
    person_id = Person.objects.get(ref=ref).pk
    appoint(actor=county.registrar, person=str(person_id), role="deputy", title=title, starts_on=date(2024, 1, 1),
            unit=str(county.units[unit]))  # fmt: skip
    return replace(county, persons={**county.persons, "another": person_id})


def name_of(county: County, key: str = LEADER) -> str:
    return Person.objects.get(pk=county.persons[key]).name


@pytest.mark.clause("7.1.1", "7.3.2")
def test_a_name_without_a_record_gets_the_one_sentence_that_may_be_said(county: County) -> None:
    (line,) = asked(county, name_of(county))
    assert (line["answer"], line["status"], line["records"]) == (CLEAR, "clear", [])
    assert "合格" not in str(Review.objects.get().lines)


@pytest.mark.clause("7.1.1", "7.3.2")
def test_a_record_is_shown_with_document_dates_and_period(county: County) -> None:
    superior(county, LEADER, "ADMONITION", number="X市纪〔2026〕31号")
    (line,) = asked(county, name_of(county))
    assert line["status"] == "recorded"
    (record,) = line["records"]
    assert record["document"] == "市纪委监委X市纪〔2026〕31号"
    assert (record["kinds"], record["effective_on"]) == (["诫勉"], "2026-03-02")
    assert record["effect"] == "诫勉影响期至2026-09-02，未满"
    with county.on("2026-10-08"):
        (later,) = asked(county, name_of(county))
    assert later["records"][0]["effect"] == "诫勉影响期至2026-09-02，已满"


@pytest.mark.clause("6.4")
def test_a_record_under_appeal_says_so_and_a_revoked_one_is_no_record(county: County) -> None:
    trial, _ = appealed(county)
    with county.on("2026-04-21"):
        (line,) = asked(county, name_of(county))
    assert line["records"][0]["flag"] == "申诉中"
    revoke(county, trial.rulings[-1], date(2026, 5, 4))
    with county.on("2026-05-05"):
        (after,) = asked(county, name_of(county))
    assert (after["status"], after["records"]) == ("clear", [])


@pytest.mark.clause("7.2.3")
def test_what_a_closed_year_says_stands_beside_the_record(county: County) -> None:
    superior(county, LEADER)
    closed(county)
    (line,) = asked(county, name_of(county))
    assert "2026年度：年度考核不得评为优秀等次（七（二））" in line["results"]
    assert not any("研判" in text for text in line["results"])


@pytest.mark.clause("7.1.1")
def test_namesakes_are_told_apart_by_unit_post_or_note_and_never_guessed(county: County) -> None:
    name = name_of(county)
    county = another(county, name, "bureau_b", note="第二人")
    superior(county, LEADER)
    (bare,) = asked(county, name)
    assert (bare["status"], bare["records"]) == ("unclear", [])
    assert len(bare["candidates"]) == 2
    own, other, by_note, by_title = asked(
        county, f"{name}，自然资源局\n{name}　农业农村局\n{name},第二人\n{name}（党组书记、局长）"
    )
    assert own["status"] == "recorded"
    assert (other["status"], other["place"]) == ("clear", "农业农村局副局长（第二人）")
    assert by_note["status"] == "duplicate"
    assert by_title["status"] in ("recorded", "duplicate")


@pytest.mark.clause("7.1.1")
def test_the_letter_names_namesakes_by_unit_and_post_and_replaces_no_opinion_on_integrity(county: County) -> None:
    name = name_of(county)
    county = another(county, name, "bureau_b", note="第二人")
    superior(county, LEADER)
    asked(county, name)
    letter, _ = reply_paper(actor=county.actor(ORG), ref=Review.objects.get().ref)
    said = str(letter.to_json())
    assert f"农业农村局副局长（第二人）{name}" in said
    assert "不替代党风廉政意见" in said
    numbered = letter.with_issue("X组函〔2026〕3号", letter.dated)
    for form, made in (("docx", word.render(numbered)), ("pdf", pdf.render(numbered))):
        report = check_bytes(f"a.{form}", made, numbered)
        assert (report.kind, [one.sentence for one in report.deviations]) == ("问责记录查询复函", [])


@pytest.mark.clause("7.1.1")
def test_the_letter_names_nobody_with_a_record_who_was_not_asked_about(county: County) -> None:
    county = another(county, "张某仁仁", "bureau_b")
    county.persons["bureau_b.another"] = county.persons["another"]
    superior(county, "bureau_b.another")
    (line,) = asked(county, "章某仁仁")
    assert line["candidates"] == ["张某仁仁：农业农村局副局长"]
    letter, _ = reply_paper(actor=county.actor(ORG), ref=Review.objects.get().ref)
    assert "张某仁仁" not in str(letter.to_json())


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize(
    ("on_record", "asked_name"),
    [("张某仁仁", "章某仁仁"), ("张某仁仁", "張某仁仁"), ("单某仁仁", "善某仁仁"), ("乐某仁仁", "岳某仁仁"),
     ("赵某仁升", "赵某仁昇"), ("吕某仁喆", "呂某仁哲")],
)  # fmt: skip
def test_a_name_that_is_read_like_one_on_record_is_never_cleared_and_the_unit_tells_them_apart(
    county: County, on_record: str, asked_name: str
) -> None:
    county = another(county, on_record, "bureau_b")
    county.persons["bureau_b.another"] = county.persons["another"]
    superior(county, "bureau_b.another")
    (unknown,) = asked(county, asked_name)
    assert (unknown["status"], unknown["candidates"]) == ("unclear", [f"{on_record}：农业农村局副局长"])
    county = another(county, asked_name, "bureau_a")
    bare, own = asked(county, f"{asked_name}\n{asked_name}，自然资源局副局长")
    assert (bare["status"], bare["records"], len(bare["candidates"])) == ("unclear", [], 2)
    assert (own["status"], own["name"]) == ("clear", asked_name)


@pytest.mark.clause("7.1.1")
def test_blanks_inside_names_numbering_and_widths_do_not_matter(county: County) -> None:
    superior(county, LEADER)
    name = name_of(county)
    spaced = "　".join(name)
    lines = asked(county, f"姓名，单位\n1. {' '.join(name)}\n2、{spaced}，自然资源局\n\n③ {name}")
    assert [line["status"] for line in lines] == ["recorded", "duplicate", "duplicate"]
    assert [line["n"] for line in lines] == [2, 3, 5]
    assert lines[0]["notes"] == [f"姓名中的空格已去掉，按“{name}”查询。"]
    assert lines[1]["notes"][-1] == "与第2行相同，不重复列出。"


@pytest.mark.clause("7.1.1")
def test_a_wrong_unit_or_post_is_reported_on_its_line_and_no_record_is_given(county: County) -> None:
    superior(county, LEADER)
    name = name_of(county)
    unit, job, nonsense, post = asked(
        county, f"{name}，农业农村局\n{name}，副县长\n{name}，某某公司\n{name}，自然资源局副局长"
    )
    assert [line["status"] for line in (unit, job, nonsense)] == ["unclear"] * 3
    assert unit["notes"] == ["所填单位“农业农村局”与登记的不符，请核对。"]
    assert unit["records"] == []
    assert unit["candidates"] == [f"{name}：自然资源局党组书记、局长"]
    assert post["status"] == "recorded"
    assert "所填职务“副局长”与登记的不符" in post["notes"][0]


@pytest.mark.clause("7.1.1")
def test_somebody_who_has_moved_on_is_found_by_the_former_unit(county: County) -> None:
    superior(county, LEADER)
    post = Post.objects.get(person_id=county.persons[LEADER], role="principal")
    end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 3, 1))
    person = Person.objects.get(pk=county.persons[LEADER])
    appoint(actor=county.registrar, person=str(person.pk), role="principal", title="局长", starts_on=date(2026, 3, 2),
            unit=str(county.units["bureau_b"]))  # fmt: skip
    (line,) = asked(county, f"{person.name}，自然资源局")
    assert line["status"] == "recorded"
    assert line["notes"] == ["已不在自然资源局任职，现任农业农村局局长。"]


@pytest.mark.clause("7.3.1")
def test_a_unit_may_stand_in_the_list_by_its_full_or_short_name(county: County) -> None:
    superior(county, "bureau_a")
    full, short, clear = asked(county, "XX县自然资源局\n自然资源局\n水务局")
    assert [line["status"] for line in (full, short, clear)] == ["recorded", "duplicate", "clear"]


@pytest.mark.clause("7.1.1")
def test_a_name_that_nobody_bears_is_to_be_checked(county: County) -> None:
    (line,) = asked(county, "欧阳某某")
    assert (line["answer"], line["notes"]) == ("须核对", ["单位与干部中没有这个姓名，请核对。"])


@pytest.mark.clause("7.1.1")
def test_several_people_in_one_line_come_back(county: County) -> None:
    (line,) = asked(county, f"{name_of(county)}、{name_of(county, 'bureau_b.principal')}")
    assert (line["status"], line["notes"]) == ("unclear", ["一行写了几个人，请一行写一个。"])


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_in_either_encoding_is_read(county: County, encoding: str) -> None:
    superior(county, LEADER)
    text = f"{name_of(county)}\t自然资源局\r\n{name_of(county, 'bureau_b.principal')}\t农业农村局\r\n"
    lines = asked(county, file=Upload("名单.txt", text.encode(encoding)))
    assert [line["status"] for line in lines] == ["recorded", "clear"]


@pytest.mark.clause("7.1.1")
def test_a_table_is_read_by_its_head_and_answered_row_by_row(county: County) -> None:
    superior(county, LEADER)
    first, second = name_of(county), name_of(county, "bureau_b.principal")
    rows = [
        ["2026年先进个人推荐名单"],
        ["序号", "性别", "姓  名", "工作单位", "身份证号"],
        [1, "男", f"{first[0]} {first[1:]}", "自然资源局", "×"],
        [],
        [2, "女", second, "自然资源局", "×"],
        [3, "女", "", "农业农村局", "×"],
    ]
    for upload in (Upload("名单.xlsx", workbook(rows)), Upload("名单.csv", comma_separated(rows))):
        lines = asked(county, file=upload)
        assert [line["n"] for line in lines] == [3, 5, 6]
        assert [line["status"] for line in lines] == ["recorded", "unclear", "unclear"]
        assert "所填单位“自然资源局”与登记的不符" in lines[1]["notes"][0]


def workbook(rows: list[list[Any]]) -> bytes:
    """A table with these rows as .xlsx."""
    with BytesIO() as out:
        with xlsxwriter.Workbook(out) as book:
            sheet = book.add_worksheet("名单")
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        return out.getvalue()


def comma_separated(rows: list[list[Any]]) -> bytes:
    """The same table as .csv, as a Chinese Excel writes it."""
    return "\r\n".join(",".join(str(cell) for cell in row) for row in rows).encode("gb18030")


@pytest.mark.parametrize("content", [b"", b"   ", b"\x00\x01\x02\xff", b"PK\x03\x04zip", b"%PDF-1.7"])
def test_a_file_that_is_no_text_is_refused_by_its_name(county: County, content: bytes) -> None:
    with pytest.raises(Invalid, match="名单.xlsx"):
        asked(county, file=Upload("名单.xlsx", content))
    assert Review.objects.count() == 0


def test_an_empty_list_two_lists_and_an_endless_one_are_refused(county: County) -> None:
    with pytest.raises(Invalid, match="请填写名单"):
        asked(county, "\n \n")
    with pytest.raises(Invalid, match="只用一种方式"):
        asked(county, "张某", file=Upload("名单.txt", "张某".encode()))
    with pytest.raises(Invalid, match="一次最多5000行"):
        asked(county, file=Upload("名单.txt", ("张某\n" * 5001).encode()))


@pytest.mark.clause("7.1.1")
def test_a_list_that_is_not_public_does_not_enter_the_system(county: County) -> None:
    names = f"{name_of(county)}\n{name_of(county, 'bureau_b.principal')}"
    with pytest.raises(Unmet) as refused:
        asked(county, names, purpose="secret")
    (reason,) = refused.value.decision.missing
    assert [remedy.act for remedy in reason.remedies] == ["review.query", "review.export"]
    assert Review.objects.count() == 0
    assert asked(county, name_of(county), purpose="secret")[0]["status"] == "clear"
    with pytest.raises(Unmet):
        asked(county, name_of(county), who=APPRAISAL, purpose="secret")


@pytest.mark.clause("7.1.1")
def test_the_export_for_matching_outside_lists_everybody_with_a_record(county: County) -> None:
    superior(county, LEADER)
    superior(county, "bureau_b.principal")
    ref = superior(county, "town_a.principal")
    revoke(county, ref, date(2026, 3, 3))
    with county.on("2026-03-04"):
        done = do(county.actor(ORG), "review.export", subject="拟任人选比对")
    lines = review(actor=county.actor(ORG), ref=done.ref).lines
    assert [line["name"] for line in lines] == [name_of(county), name_of(county, "bureau_b.principal")]
    assert lines[0]["records"][0]["kinds"] == ["通报"]
    with pytest.raises(NotPermitted):
        do(county.actor(APPRAISAL), "review.export", subject="x")


@pytest.mark.clause("7.1.1", "7.1.2")
def test_the_record_of_a_person_lists_what_there_was_and_no_score(county: County) -> None:
    superior(county, LEADER, number="X市纪〔2026〕41号")
    do(
        county.actor(ORG), "commendation.record", subject_kind="person", person=county.person(LEADER), unit="",
        issuer="县委", on=date(2026, 3, 1), text="抢险有功", document="X委〔2026〕5号",
    )  # fmt: skip
    done = do(county.actor(ORG), "review.record", person=county.person(LEADER), subject="平时了解")
    (line,) = review(actor=county.actor(ORG), ref=done.ref).lines
    assert [(part["section"], part["document"]) for part in line["parts"]] == [
        ("处理决定", "市纪委监委X市纪〔2026〕41号"), ("表彰", "X委〔2026〕5号")
    ]  # fmt: skip
    with pytest.raises(NotPermitted):
        do(county.actor("cdi.deputy"), "review.record", person=county.person(LEADER), subject="x")
    with pytest.raises(Invalid):
        do(county.actor(ORG), "review.record", person="", subject="x")


@pytest.mark.parametrize("who", ["inspector", "secretary", "bureau_a.principal", "registrar", "clerk"])
def test_nobody_but_the_three_organs_asks(county: County, who: str) -> None:
    with pytest.raises(NotPermitted):
        asked(county, name_of(county), who=who)


@pytest.mark.clause("7.1.1")
def test_an_answer_is_seen_by_the_organ_that_asked_and_by_nobody_else(county: County) -> None:
    asked(county, name_of(county), who=ORG)
    ref = Review.objects.get().ref
    assert reviews(actor=county.actor("org_dept.liaison")).page.total == 1
    for who in (APPRAISAL, "cdi.deputy", "secretary", LEADER):
        with pytest.raises(NotFound):
            review(actor=county.actor(who), ref=ref)
    assert reviews(actor=county.actor("cdi.deputy")).page.total == 0
    with pytest.raises(NotFound):
        reviews(actor=county.actor("inspector"))


@pytest.mark.clause("7.1.1")
def test_every_query_is_on_the_chain_with_purpose_and_requester_and_without_names(county: County) -> None:
    superior(county, LEADER)
    asked(county, name_of(county))
    entry = Entry.objects.get(act="review.query")
    text = Payload.objects.get(entry=entry).text
    assert "评优评先" in text
    assert "县评选办" in text
    assert name_of(county) not in text
    assert not Message.objects.filter(act__startswith="review").exists()


def test_five_hundred_names_cost_as_many_statements_as_one(county: County) -> None:
    superior(county, LEADER)
    people = [person.name for person in Person.objects.order_by("rank")]
    with CaptureQueriesContext(connection) as one:
        asked(county, name_of(county))
    with CaptureQueriesContext(connection) as many:
        asked(county, "\n".join((people * 20)[:500]))
    assert len(many) <= len(one) + 1
    assert len(many) <= 20

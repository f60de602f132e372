"""Registration: four classes of sources, each with its own facts; one thing one matter; nothing twice."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duban.audit.models import Entry
from duban.insight.selectors.act_page.forms import form_case
from duban.matters.models import Matter, Source
from duban.proceedings.models import Receipt
from duban.shared.errors import Invalid, NotPermitted, Unmet
from tests.personas import County
from tests.story import TITLE, do, finished, missing, proposed, registered, reported, source, underway

CLASSES: dict[str, dict[str, Any]] = {
    "2.1": {"level": "省", "kind_21": "工作安排", "kind_23": ""},
    "2.2": {"kind_22": "约束性指标硬任务", "kind_23": "", "target_value": Decimal(12)},
    "2.3": {"kind_23": "文件"},
    "2.4": {"kind_23": "", "words": "请抓紧推进管网建设。"},
}
LACKING = [
    pytest.param("2.1", "level", "写明来源层级（中央、省、市）", marks=pytest.mark.clause("2.1")),
    pytest.param("2.1", "kind_21", "写明事项种类", marks=pytest.mark.clause("2.1")),
    pytest.param("2.2", "kind_22", "写明事项种类", marks=pytest.mark.clause("2.2")),
    pytest.param("2.2", "target_value", "写明目标值（数字）", marks=pytest.mark.clause("2.2")),
    pytest.param("2.3", "kind_23", "写明事项种类", marks=pytest.mark.clause("2.3")),
    pytest.param("2.4", "words", "写明交办内容", marks=pytest.mark.clause("2.4")),
]


def of_class(county: County, chosen: str, **given: Any) -> dict[str, Any]:
    """A complete registration of a class."""
    leader = {"leader": county.person("secretary")} if chosen == "2.4" else {}
    return source(county, source_class=chosen, **{**CLASSES[chosen], **leader, **given})


@pytest.mark.clause("2.0", "2.1", "2.2", "2.3", "2.4")
@pytest.mark.parametrize("chosen", CLASSES)
def test_each_class_is_registered_with_its_source(county: County, chosen: str) -> None:
    done = do(county.inspector, "matter.register", **of_class(county, chosen))
    matter = Matter.objects.get(ref=done.ref)
    assert (matter.state, matter.source.source_class, matter.inspector_id) == (
        "registered", chosen, county.persons["inspector"]
    )  # fmt: skip
    assert "县委常委会会议" in done.sentence
    assert matter.case.code == "2026-001"


@pytest.mark.parametrize(("chosen", "field", "condition"), LACKING)
def test_a_class_asks_for_what_the_notice_asks(
    county: County, chosen: str, field: str, condition: str
) -> None:
    before = Matter.objects.count()
    with pytest.raises((Unmet, Invalid)) as refused:
        do(
            county.inspector,
            "matter.register",
            **of_class(county, chosen, **{field: None if field == "target_value" else ""}),
        )
    if isinstance(refused.value, Unmet):
        reason = missing(refused.value)[condition]
        assert (reason.clause, reason.field) == (chosen, field)
        assert reason.remedies[0].who == "登记人"
    else:
        assert refused.value.fields == {field: "请选择。"}
    assert (Matter.objects.count(), Source.objects.count()) == (before, before)


@pytest.mark.clause("2.0")
def test_a_source_without_class_and_title_is_told_both(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        do(county.inspector, "matter.register", **source(county, source_class="", source_title=""))
    assert {"source_class", "source_title"} <= set(refused.value.fields)


@pytest.mark.clause("2.3", "2.4")
@pytest.mark.parametrize(("chosen", "kind"), [("2.3", "指示批示"), ("2.4", "")])
def test_only_a_main_leader_instructs_or_assigns(county: County, chosen: str, kind: str) -> None:
    values = of_class(county, chosen, kind_23=kind, words="请抓紧。", leader=county.person("vice"))
    with pytest.raises(Invalid, match="请从.*县委书记.*县长.*中选") as refused:
        do(county.inspector, "matter.register", **values)
    assert list(refused.value.fields) == ["leader"]


@pytest.mark.clause("2.3")
def test_an_instruction_keeps_its_words_goes_to_its_readers_and_comes_back_to_them(county: County) -> None:
    words = "此事关系民生，务必\n九月底前办结。"
    readers = [county.person("secretary"), county.person("standing")]
    story = underway(
        county, kind_23="指示批示", words=words, leader=county.person("secretary"), readers=readers
    )
    assert story.row.source.words == words
    assert story.row.source.leader_name == "县委书记张某甲"
    do(county.standing, "matter.read", ref=story.matter, opinion="请分管同志跟进。")
    with pytest.raises(NotPermitted, match="没有送您或您单位而未签收、未阅的件"):
        do(county.standing, "matter.read", ref=story.matter)
    finished(story)
    do(story.inspector, "matter.present_result", ref=story.matter, text="全部建成。")
    do(county.secretary, "matter.read", ref=story.matter, opinion="好。")
    rows = (
        Receipt.objects.filter(case=story.row.case)
        .order_by("pk")
        .values_list("label", "person_id", "opinion")
    )
    secretary, standing = county.persons["secretary"], county.persons["standing"]
    assert list(rows) == [
        ("批示件", secretary, "好。"), ("批示件", standing, "请分管同志跟进。"),
        ("办理结果", secretary, "好。"), ("办理结果", standing, ""),
    ]  # fmt: skip


def test_a_result_has_nobody_to_go_to_where_nobody_was_asked_to_read(county: County) -> None:
    story = underway(county)
    finished(story)
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "matter.present_result", ref=story.matter, text="全部建成。")
    assert list(missing(refused.value)) == ["来源为批示件，有阅批领导"]


@pytest.mark.clause("2.3")
def test_one_meeting_is_split_into_matters_one_thing_each(county: County) -> None:
    rows = [
        {"title": "圩镇停车场建设", "words": "年底前建成。", "due_on": date(2026, 12, 31)},
        {"title": "农村公路危桥改造", "words": "", "due_on": date(2026, 10, 31)},
    ]
    values = {
        "source_title": "县政府常务会议",
        "source_number": "2026年第3次",
        "source_date": date(2026, 2, 27),
    }
    done = do(county.gov_inspector, "source.split", office="gov_office", rows=rows, **values)
    assert "分解为2件" in done.sentence
    matters = list(Matter.objects.filter(source__ref=done.ref).order_by("pk"))
    assert [(m.title, m.words, m.due_on, m.state, m.office) for m in matters] == [
        (row["title"], row["words"], row["due_on"], "registered", "gov_office") for row in rows
    ]
    assert len({m.case_id for m in matters}) == 2


@pytest.mark.parametrize(("rows", "said"), [
    ([], "至少填一行"),
    ([{"title": "圩镇停车场建设", "due_on": date(2026, 12, 31)}, {"title": "迟了", "due_on": date(2026, 2, 28)}], "第 2 行"),
])  # fmt: skip
def test_a_meeting_with_a_line_that_cannot_be_is_not_split_at_all(
    county: County, rows: Any, said: str
) -> None:
    values = {"source_title": "县政府常务会议", "source_number": "第3次", "source_date": date(2026, 2, 27)}
    with pytest.raises(Invalid, match=said) as refused:
        do(county.gov_inspector, "source.split", office="gov_office", rows=rows, **values)
    assert list(refused.value.fields) == ["rows"]
    assert not Matter.objects.filter(source__title="县政府常务会议").exists()


@pytest.mark.clause("2.0")
@pytest.mark.parametrize(("given", "field"), [
    ({"source_date": date(2026, 3, 3)}, "source_date"),
    ({"due_on": date(2026, 3, 1)}, "due_on"),
    ({"due_on": date(2026, 2, 1)}, "due_on"),
])  # fmt: skip
def test_a_day_that_cannot_be_is_told_beside_its_field(county: County, given: Any, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        do(county.inspector, "matter.register", **source(county, **given))
    assert list(refused.value.fields) == [field]


@pytest.mark.clause("3.0")
@pytest.mark.parametrize(("given", "said"), [
    ("", "登记人没有写明不同之处"),
    ("二期，另有立项。", "登记人说明：二期，另有立项。"),
])
def test_what_the_other_office_has_registered_is_told_and_kept_and_bars_nothing(
    county: County, given: str, said: str
) -> None:
    first = registered(county)
    again = source(county, title=f"{TITLE}项目", office="gov_office", distinct_reason=given)
    done = do(county.gov_inspector, "matter.register", **again)
    entry = Entry._base_manager.get(act="matter.register", object_id=Matter.objects.get(ref=done.ref).pk)
    decisions = json.loads(entry.payload.text)["decisions"]
    [told] = [reason for one in decisions for reason in one["reasons"] if reason["clause"] == "3.0"]
    assert told["finding"] == f"相近事项：{first.row.case.code}“{TITLE}”（县委办公室）；{said}"


@pytest.mark.clause("3.0")
def test_whoever_decides_on_a_matter_or_drafts_a_letter_is_told_of_like_ones(county: County) -> None:
    first = underway(county)
    second = proposed(county, "town_b", title=f"{TITLE}项目", office="gov_office")
    told = form_case(actor=county.actor("gov_head"), act="matter.approve", ref=second.matter).notes
    assert told == ((f"两办还有相近的事项：{first.row.case.code}“{TITLE}”（县委办公室）。", "3.0"),)
    of_letter = form_case(actor=county.inspector, act="letter.propose", ref=first.matter).notes
    assert of_letter == ((f"两办还有相近的事项：{second.row.case.code}“{TITLE}项目”（县政府办公室）。", "3.0"),)


@pytest.mark.clause("3.0")
def test_whoever_asks_a_unit_for_a_report_is_told_what_it_reports_on_already(county: County) -> None:
    first = underway(county)
    with county.on("2026-03-30"):
        reported(first)
        told = f"{first.row.case.code}“{TITLE}”（县委办公室），%s，最近一次报送 2026-03-30，下一次应于 %s"
        coming = f"{first.row.next_due_on:%Y-%m-%d}"
        new = registered(county, title=f"{TITLE}项目", office="gov_office")
        planned = form_case(actor=county.gov_inspector, act="matter.propose", ref=new.matter).notes
        assert told % ("责任单位甲镇人民政府", coming) in planned[0][0]
        second = underway(county, title=f"{TITLE}工程", office="gov_office")
        reported(second)
        again = form_case(actor=county.gov_inspector, act="matter.return_report", ref=second.matter).notes
        assert told % ("责任单位同为甲镇人民政府", coming) in again[0][0]


def test_what_is_closed_does_not_stand_in_the_way(county: County) -> None:
    finished(underway(county))
    assert registered(county).row.state == "registered"


@pytest.mark.clause("3.0")
@pytest.mark.parametrize(
    "who", ["gov_inspector", "clerk", "secretary", "town_a.principal", "cdi.deputy", "registrar"]
)
def test_only_an_inspector_of_that_office_registers(county: County, who: str) -> None:
    with pytest.raises(NotPermitted, match="督查员"):
        do(county.actor(who), "matter.register", **source(county))
    refusal = Entry.objects.get(act="matter.register", outcome="refused")
    assert refusal.actor_id == county.persons[who]
    assert not Matter.objects.exists()


def test_a_neighbouring_county_sees_nothing_of_it(county: County, other_county: County) -> None:
    from django_scopes import scope

    from duban.matters.selectors import MatterFilter, list_matters
    from duban.shared.errors import NotFound

    story = registered(county)
    with scope(jurisdiction=other_county.jurisdiction_id):
        assert list_matters(actor=other_county.secretary, where=MatterFilter()).total == 0
        with pytest.raises(NotFound):
            do(other_county.office_head, "matter.cancel", ref=story.matter, reason="不是本县的")

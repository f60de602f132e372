"""Mandatory content, sources, numbers and decisions."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.decision import (
    Decision,
    Outcome,
    Reason,
    as_data,
    as_lines,
    either,
    from_data,
    holds,
    summary,
)
from duban.mechanism.key_work.sources import dates_in_order, likes_told, source_complete
from duban.mechanism.papers.content import content_complete
from duban.mechanism.papers.numbering import number_text

DAY = date(2026, 6, 1)
LETTER = {
    "matters": ["完成管网改造"],
    "deadline": date(2026, 7, 1),
    "goals": ["追上序时"],
    "feedback_days": 15,
}
LISTING = {
    "name": "管网改造",
    "responsible": "县住建局",
    "main_facts": "严重滞后",
    "requirements": ["完成余下 24.6 公里"],
    "deadline": date(2026, 7, 1),
    "release_method": "书面申请",
    "release_procedure": "申请、核查、同意、通知",
}


@pytest.mark.clause("3.1.6")
@pytest.mark.parametrize("field", ["matters", "deadline", "goals"])
def test_a_letter_without_one_of_its_three_contents_is_refused_by_name(field: str) -> None:
    assert content_complete("letter", LETTER, DAY).allowed
    decision = content_complete("letter", {**LETTER, field: ""}, DAY)
    assert [reason.field for reason in decision.missing] == [field]
    assert decision.missing[0].cite == "三（一）"


@pytest.mark.clause("3.3.4")
def test_a_listing_asks_for_all_seven_contents_at_once() -> None:
    assert content_complete("listing", LISTING, DAY).allowed
    assert [reason.field for reason in content_complete("listing", {}, DAY).missing] == list(LISTING)


@pytest.mark.clause("3.3.4", "3.1.6")
def test_a_deadline_must_lie_after_the_day_of_issue() -> None:
    assert not content_complete("listing", {**LISTING, "deadline": DAY}, DAY).allowed
    assert not content_complete("letter", {**LETTER, "deadline": date(2026, 5, 1)}, DAY).allowed


BASE = {"source_title": "县委常委会会议", "source_date": date(2026, 3, 1), "due_on": date(2026, 9, 1)}


@pytest.mark.clause("2.0")
def test_key_work_has_one_of_four_sources_and_shows_it() -> None:
    decision = source_complete({}, None)
    assert {reason.field for reason in decision.missing} == {"source_class", "source_title", "source_date"}
    assert not source_complete({**BASE, "source_class": "2.5"}, None).allowed


@pytest.mark.clause("2.1")
def test_a_superior_deployment_needs_level_and_kind_and_nothing_below_the_city() -> None:
    given = {**BASE, "source_class": "2.1", "kind_21": "决策部署", "level": "省"}
    assert source_complete(given, None).allowed
    assert not source_complete({**given, "level": "县"}, None).allowed
    assert not source_complete({**given, "kind_21": ""}, None).allowed
    instruction = {**given, "kind_21": "指示批示"}
    assert {r.field for r in source_complete(instruction, None).missing} == {"superior_leader", "words"}


@pytest.mark.clause("2.2")
def test_a_binding_target_needs_a_number_and_an_assessed_matter_its_assessor() -> None:
    target = {**BASE, "source_class": "2.2", "kind_22": "约束性指标硬任务"}
    assert {r.field for r in source_complete(target, None).missing} == {"target_value"}
    assert source_complete({**target, "target_value": 46}, None).allowed
    assessed = {**BASE, "source_class": "2.2", "kind_22": "上级考核(通报)事项"}
    assert {r.field for r in source_complete(assessed, None).missing} == {"assessor"}


@pytest.mark.clause("2.3", "2.4")
def test_an_instruction_or_assignment_comes_from_a_main_leader_of_that_day() -> None:
    instruction = {**BASE, "source_class": "2.3", "kind_23": "指示批示", "words": "请抓紧"}
    assert source_complete(instruction, True).allowed
    assert [r.field for r in source_complete(instruction, False).missing] == ["leader"]
    assert source_complete({**BASE, "source_class": "2.3", "kind_23": "会议"}, None).allowed
    assigned = {**BASE, "source_class": "2.4", "words": "请抓紧"}
    assert not source_complete(assigned, None).allowed and source_complete(assigned, True).allowed


def test_similar_titles_are_told_and_bar_nothing() -> None:
    for similar, difference in ([], ""), (["2026-001“管网改造”"], ""), (["2026-001“管网改造”"], "二期"):
        told = likes_told(similar, difference)
        assert told.allowed and all(one in told.reasons[0].finding for one in (*similar, difference))


def test_dates_that_cannot_be_are_told_by_field() -> None:
    assert dates_in_order(date(2026, 6, 2), date(2026, 7, 1), DAY) == {
        "source_date": f"来源日期不能在今天以后，今天是 {DAY:%Y-%m-%d}。"
    }
    assert "due_on" in dates_in_order(date(2026, 5, 2), date(2026, 5, 1), DAY)
    assert "due_on" in dates_in_order(None, date(2026, 5, 1), DAY)
    assert dates_in_order(None, None, DAY) == {}
    assert "due_on" in dates_in_order(date(2026, 5, 2), date(2026, 5, 31), DAY)
    assert dates_in_order(date(2026, 5, 2), DAY, DAY) == {}


@pytest.mark.clause("3.1.3")
def test_a_number_has_six_corner_brackets_and_no_leading_zero() -> None:
    assert number_text("X委办督函", 2026, 1) == "X委办督函〔2026〕1号"
    with pytest.raises(ValueError, match="starts at 1"):
        number_text("X委办督函", 2026, 0)


def test_a_decision_is_met_only_when_every_reason_is() -> None:
    def reason(outcome: Outcome) -> Reason:
        return Reason("3.1.1", "条件", outcome, "事实")

    met, unknown, not_met = (reason(outcome) for outcome in (Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET))
    assert Decision("问", ()).allowed and Decision("问", (met,)).allowed
    assert Decision("问", (met, unknown)).outcome is Outcome.UNKNOWN
    assert Decision("问", (unknown, not_met)).outcome is Outcome.NOT_MET
    assert either(Outcome.NOT_MET, Outcome.UNKNOWN) is Outcome.UNKNOWN and holds(None) is Outcome.UNKNOWN


def test_one_printer_serves_text_and_data() -> None:
    decision = Decision("起草", (Reason("3.1.1", "有事实", Outcome.NOT_MET, "没有事实。"),))
    assert summary(decision) == "起草：共 1 项条件，未满足 1 项。"
    assert as_lines(decision)[1] == "[未满足] 有事实（三（一））：没有事实。"
    assert as_data(decision)["reasons"][0]["cite"] == "三（一）"


def test_a_decision_taken_down_reads_back_as_it_was() -> None:
    reason = Reason(
        "3.3.1", "进度严重滞后", Outcome.MET, "差 41 个百分点。", words="进度严重滞后", params=("many_times",)
    )
    decision = Decision("提请挂牌督办", (reason,))
    assert from_data(as_data(decision)) == decision

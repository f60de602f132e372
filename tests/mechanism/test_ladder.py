"""The ladder of article 三, from both sides of every gate."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.decision import Outcome
from duban.mechanism.ladder.gates import (
    Fact,
    MatterFacts,
    PriorMeasure,
    interview_gate,
    letter_gate,
    listing_gate,
)
from duban.mechanism.ladder.release import release_gate
from duban.mechanism.ladder.steps import (
    commitment_within,
    extension_gate,
    feedback_cycle,
    interview_held,
    recipients_known,
    side_matches,
)
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.parameters import default_pack
from duban.mechanism.people.standing import Function

PACK = default_pack()
DAY = date(2026, 6, 1)
MISSED = Fact(
    "milestone:1", "milestone", date(2026, 5, 1), "节点“完成20公里”应于2026年5月1日完成，至今未完成"
)
SERIOUS = Fact("judged:1", "serious", date(2026, 5, 20), "序时差距大", "李某乙")
UNCLEAR = Fact("judged:2", "unclear", date(2026, 5, 25), "月均进度未见提高", "李某乙")
SEEN = Fact("judged:3", "seen", date(2026, 5, 26), "已明显加快", "李某乙")


def a_letter(day: int, state: str = "rectifying", number: str = "X委办督函〔2026〕1号") -> PriorMeasure:
    return PriorMeasure("letter", date(2026, 4, day), None, state, date(2026, 5, 15), number)


def an_interview(held: date | None = date(2026, 5, 10)) -> PriorMeasure:
    return PriorMeasure("interview", date(2026, 5, 6), held, "rectifying", date(2026, 6, 20))


def missing(decision: object) -> list[str]:
    return [reason.condition for reason in decision.missing]  # type: ignore[attr-defined]


@pytest.mark.clause("3.1.1")
def test_a_letter_needs_a_stored_fact_a_quotation_and_a_reason() -> None:
    decision = letter_gate(MatterFacts((), ()), [], " ", PACK, DAY)
    assert missing(decision) == ["工作进展缓慢、落实不力", "文中引用已存的事实", "写明理由"]
    assert {reason.clause for reason in decision.missing} == {"3.1.1"}


@pytest.mark.clause("3.1.1")
def test_a_letter_goes_out_on_one_quoted_fact() -> None:
    assert letter_gate(MatterFacts((MISSED,), ()), ["milestone:1"], "进展缓慢", PACK, DAY).allowed


@pytest.mark.clause("3.1.1")
def test_a_fact_that_is_not_stored_cannot_be_quoted() -> None:
    decision = letter_gate(MatterFacts((MISSED,), ()), ["milestone:999"], "进展缓慢", PACK, DAY)
    assert missing(decision) == ["文中引用已存的事实"]


@pytest.mark.clause("3.1.1")
def test_a_fact_of_tomorrow_does_not_count_today() -> None:
    later = Fact("milestone:2", "milestone", date(2026, 6, 2), "明天到期的节点")
    assert "工作进展缓慢、落实不力" in missing(
        letter_gate(MatterFacts((later,), ()), ["milestone:2"], "理由", PACK, DAY)
    )


@pytest.mark.clause("3.2.3")
def test_an_interview_needs_an_opinion_but_no_letter() -> None:
    assert interview_gate(MatterFacts((MISSED,), ()), "建议约谈", "进展缓慢", PACK, DAY).allowed
    assert missing(interview_gate(MatterFacts((MISSED,), ()), "", "进展缓慢", PACK, DAY)) == [
        "有‹约谈›初步意见"
    ]


@pytest.mark.clause("3.2.3")
def test_an_overdue_letter_alone_is_reason_for_an_interview() -> None:
    assert interview_gate(MatterFacts((), (a_letter(1),)), "建议约谈", "到期未整改", PACK, DAY).allowed


@pytest.mark.clause("3.2.3")
def test_a_county_may_ask_for_a_letter_before_an_interview() -> None:
    strict = PACK.with_values({"interview_requires_letter": (True, date(2026, 1, 1), "县委批示", "从严")})
    assert missing(interview_gate(MatterFacts((MISSED,), ()), "建议约谈", "理由", strict, DAY)) == [
        "此前发过‹督办函›"
    ]
    with_letter = MatterFacts((MISSED,), (a_letter(1),))
    assert interview_gate(with_letter, "建议约谈", "理由", strict, DAY).allowed


@pytest.mark.clause("3.3.1")
def test_a_listing_needs_serious_lag_and_two_letters_and_unclear_effect_together() -> None:
    two = (a_letter(1), a_letter(10))
    assert listing_gate(MatterFacts((SERIOUS, UNCLEAR), two), PACK, DAY).allowed
    assert missing(listing_gate(MatterFacts((UNCLEAR,), two), PACK, DAY)) == ["进度严重滞后"]
    assert missing(listing_gate(MatterFacts((SERIOUS,), two), PACK, DAY)) == ["整改成效仍不明显"]
    assert missing(listing_gate(MatterFacts((SERIOUS, UNCLEAR), two[:1]), PACK, DAY)) == [
        "经多次督办或‹联席约谈›"
    ]


@pytest.mark.clause("3.3.1")
def test_one_held_interview_stands_for_several_letters() -> None:
    assert listing_gate(MatterFacts((SERIOUS, UNCLEAR), (an_interview(),)), PACK, DAY).allowed


@pytest.mark.clause("3.3.1")
def test_an_interview_that_was_only_announced_does_not_count() -> None:
    announced = MatterFacts((SERIOUS, UNCLEAR), (an_interview(held=None),))
    assert "经多次督办或‹联席约谈›" in missing(listing_gate(announced, PACK, DAY))


@pytest.mark.clause("3.3.1")
def test_a_voided_letter_and_a_draft_do_not_count() -> None:
    draft = PriorMeasure("letter", None, None, "draft")
    measures = (a_letter(1), a_letter(2, "voided"), draft)
    assert missing(listing_gate(MatterFacts((SERIOUS, UNCLEAR), measures), PACK, DAY)) == [
        "经多次督办或‹联席约谈›"
    ]


@pytest.mark.clause("3.3.1")
def test_a_county_that_wants_three_letters_gets_three() -> None:
    three = PACK.with_values({"many_times": (3, date(2026, 1, 1), "本县通知", "县里定为三次")})
    facts = MatterFacts((SERIOUS, UNCLEAR), (a_letter(1), a_letter(10)))
    decision = listing_gate(facts, three, DAY)
    assert missing(decision) == ["经多次督办或‹联席约谈›"]
    assert "须 3 次" in decision.missing[0].finding


@pytest.mark.clause("3.3.1")
def test_effect_seen_after_the_last_measure_closes_the_gate() -> None:
    facts = MatterFacts((SERIOUS, UNCLEAR, SEEN), (a_letter(1), a_letter(10)))
    assert listing_gate(facts, PACK, DAY).outcome is Outcome.NOT_MET


@pytest.mark.clause("3.3.1")
def test_a_judgement_older_than_the_last_measure_is_unknown_not_met() -> None:
    old = Fact("judged:9", "unclear", date(2026, 4, 5), "早先的判断", "李某乙")
    decision = listing_gate(MatterFacts((SERIOUS, old), (a_letter(1), a_letter(10))), PACK, DAY)
    assert [reason.outcome for reason in decision.missing] == [Outcome.UNKNOWN]


@pytest.mark.clause("3.3.3")
def test_a_matter_is_not_listed_twice_at_once() -> None:
    running = PriorMeasure("listing", date(2026, 5, 28), None, "issued", date(2026, 7, 1), "X委办〔2026〕1号")
    facts = MatterFacts((SERIOUS, UNCLEAR), (a_letter(1), a_letter(10), running))
    assert missing(listing_gate(facts, PACK, DAY)) == ["本事项没有进行中的‹挂牌督办›"]


@pytest.mark.clause("3.1.3")
def test_crossing_sides_is_warned_of_and_can_be_forbidden() -> None:
    crossing = side_matches(Function.PARTY_OFFICE, frozenset({"gov"}), PACK, DAY)
    assert crossing.outcome is Outcome.MET and "提请注意" in crossing.finding
    strict = PACK.with_values({"issuer_must_match_approver": ("block", date(2026, 1, 1), "县委批示", "从严")})
    assert side_matches(Function.PARTY_OFFICE, frozenset({"gov"}), strict, DAY).outcome is Outcome.NOT_MET


@pytest.mark.clause("3.1.4")
def test_a_unit_without_any_principal_leader_cannot_be_written_to() -> None:
    assert recipients_known("甲镇", 0).outcome is Outcome.NOT_MET
    assert recipients_known("甲镇", 2).outcome is Outcome.MET


@pytest.mark.clause("3.2.7")
def test_a_commitment_beyond_the_limit_is_refused() -> None:
    assert commitment_within(date(2026, 6, 30), date(2026, 6, 30), DAY).allowed
    assert not commitment_within(date(2026, 7, 1), date(2026, 6, 30), DAY).allowed


@pytest.mark.clause("3.2.1", "3.2.2")
def test_an_interview_is_held_only_with_a_leader_and_both_bodies() -> None:
    assert interview_held(True, True, True, frozenset(), True).allowed
    assert missing(interview_held(False, True, True, frozenset(), True)) == ["由县委或县政府领导召集"]
    assert missing(interview_held(True, False, True, frozenset(), True)) == ["县纪委监委有关领导参加"]
    assert interview_held(True, False, True, frozenset({"cdi"}), True).allowed
    assert missing(interview_held(True, True, True, frozenset(), False)) == ["责任单位主要领导到场"]


@pytest.mark.clause("3.3.8")
def test_an_extension_is_asked_for_in_time_once_and_to_a_later_day() -> None:
    limit = date(2026, 6, 10)
    assert extension_gate(0, limit, date(2026, 7, 1), PACK, DAY).allowed
    assert extension_gate(0, DAY, date(2026, 7, 1), PACK, DAY).allowed
    assert not extension_gate(0, date(2026, 5, 31), date(2026, 7, 1), PACK, DAY).allowed
    assert not extension_gate(1, limit, date(2026, 7, 1), PACK, DAY).allowed
    assert not extension_gate(0, limit, limit, PACK, DAY).allowed


@pytest.mark.clause("3.1.8", "3.2.9", "3.3.7")
def test_a_higher_measure_absorbs_the_lower_feedback_into_the_shortest_cycle() -> None:
    assert (feedback_cycle(30, []).interval_days, feedback_cycle(30, []).source) == (30, "matter")
    assert feedback_cycle(30, [("letter", 15)]).interval_days == 15
    both = feedback_cycle(30, [("letter", 5), ("listing", 7)])
    assert (both.interval_days, both.source, both.clause) == (5, "listing", "3.3.7")
    assert feedback_cycle(10, [("letter", 15)]).interval_days == 10


@pytest.mark.clause("3.3.8")
@pytest.mark.parametrize(
    ("state", "left"),
    [
        ("issued", ["主要领导本人申请", "两人核查通过", "书记或县长同意"]),
        ("confirming", ["主要领导本人申请", "两人核查通过", "书记或县长同意"]),
        ("applied", ["两人核查通过", "书记或县长同意"]),
        ("verifying", ["两人核查通过", "书记或县长同意"]),
        ("verified", ["书记或县长同意"]),
        ("release_signing", []),
    ],
)
def test_a_release_is_applied_for_in_person_verified_by_two_and_agreed_to(
    state: str, left: list[str]
) -> None:
    decision = release_gate(state)
    assert missing(decision) == left
    assert all(remedy.act in ACTS for reason in decision.missing for remedy in reason.remedies)

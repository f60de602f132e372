"""Article 七 for units, and which events count in which year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from duban.mechanism.consequences.history import History, Measure
from duban.mechanism.consequences.reasoning.explaining import explain
from tests.mechanism.years import LEADER, UNIT, cap, codes, event, grounds, of, unit_event

A, B, C = unit_event("2026-03-01"), unit_event("2026-06-01"), unit_event("2026-11-30")


@pytest.mark.clause("7.2.1", "7.2.2", "7.3.1")
@pytest.mark.parametrize(
    ("events", "grade"), [((A,), ""), ((A, B), "二等奖"), ((A, B, C), "三等奖"), ((A, B, C, C), "三等奖")]
)
def test_twice_bars_the_first_prize_and_three_times_the_second_as_well(
    events: tuple[Any, ...], grade: str
) -> None:
    judged = of(UNIT, *events)
    assert cap(judged) == grade
    assert "U_NO_COLLECTIVE" in judged.codes


@pytest.mark.clause("7.2.1", "7.2.2")
def test_a_county_may_have_other_numbers_and_other_grades() -> None:
    assert cap(of(UNIT, A, unit_cap_first_count=1)) == "二等奖"
    assert cap(of(UNIT, A, B, grade_ladder=["好", "较好", "一般", "差"])) == "较好"
    assert cap(of(UNIT, A, B, C, grade_ladder=["甲", "乙"])) == "无（各档均不得评）"


@pytest.mark.clause("7.2.1")
def test_every_kind_of_decision_on_a_unit_counts() -> None:
    assert cap(of(UNIT, A, unit_event("2026-05-01", "U_SELF_CRITICISM"))) == "二等奖"
    assert (
        cap(of(UNIT, A, unit_event("2026-05-01", "U_SELF_CRITICISM"), unit_accountability_kinds=["通报"]))
        == ""
    )


@pytest.mark.clause("7.2.1", "7.3.1", "3.3.5")
def test_letters_interviews_and_listings_are_no_accountability() -> None:
    listed = History(measures=(Measure("挂牌督办", date(2026, 8, 1)), Measure("督办函", date(2026, 2, 1))))
    assert codes(of(UNIT, history=listed)) == set()
    assert codes(of(UNIT, history=listed, listing_counts_as_circular=True)) == {"U_NO_COLLECTIVE"}


@pytest.mark.clause("7.2.1")
def test_the_first_and_the_last_day_of_the_year_belong_to_it() -> None:
    edge = (unit_event("2026-01-01"), unit_event("2026-12-31"), unit_event("2027-01-01"))
    assert cap(of(UNIT, *edge)) == "二等奖"
    assert cap(of(UNIT, *edge, year=2027)) == ""


@pytest.mark.clause("7.2.1")
@pytest.mark.parametrize(("first", "grade"), [("2026-03-02", "二等奖"), ("2026-03-01", "")])
def test_a_rolling_year_is_365_days_up_to_an_event_of_the_year(first: str, grade: str) -> None:
    events = (unit_event(first), unit_event("2027-03-01"))
    assert cap(of(UNIT, *events, year=2027, count_window="rolling_12m")) == grade


@pytest.mark.clause("7.2.1")
def test_a_rolling_year_must_end_on_an_event_of_the_assessment_year() -> None:
    assert codes(of(UNIT, A, B, year=2027, count_window="rolling_12m")) == set()


@pytest.mark.clause("7.2.1", "9")
def test_a_year_of_the_notice_begins_on_the_day_it_took_effect() -> None:
    since = {"count_window": "pack_year", "effective_from": date(2026, 2, 1)}
    events = (unit_event("2026-11-20"), unit_event("2027-01-31"), unit_event("2027-02-01"))
    assert cap(of(UNIT, *events, **since)) == "二等奖"
    assert codes(of(UNIT, *events, year=2027, **since)) == {"U_NO_COLLECTIVE"}


@pytest.mark.clause("7.2.1")
def test_an_event_belongs_to_the_year_of_its_effect_its_making_or_its_conduct() -> None:
    late = unit_event("2027-01-08", decided_on=date(2026, 12, 30), conduct_year=2026)
    assert codes(of(UNIT, late)) == set()
    assert codes(of(UNIT, late, year=2027)) == {"U_NO_COLLECTIVE"}
    for basis in ("decision_made", "conduct"):
        assert codes(of(UNIT, late, date_basis=basis)) == {"U_NO_COLLECTIVE"}
        assert codes(of(UNIT, late, year=2027, date_basis=basis)) == set()


@pytest.mark.clause("7.2.1")
@pytest.mark.parametrize(
    ("on", "conduct", "year"),
    [("2027-03-31", 2026, 2026), ("2027-04-01", 2026, 2027), ("2027-03-31", 2027, 2027)],
)
def test_a_cut_off_pulls_back_what_is_about_the_year_before(on: str, conduct: int, year: int) -> None:
    late = unit_event(on, conduct_year=conduct)
    cutoff = {"cutoff_date_for_previous_year": date(2027, 3, 31)}
    assert codes(of(UNIT, late, year=year, **cutoff)) == {"U_NO_COLLECTIVE"}
    other_year = {2026: 2027, 2027: 2026}[year]
    assert codes(of(UNIT, late, year=other_year, **cutoff)) == set()


@pytest.mark.clause("7.2.1")
def test_the_same_matter_counts_once_whatever_the_kinds_unless_the_county_counts_each() -> None:
    twice = (replace(A, matter="M1"), replace(B, matter="M1", kind="U_SELF_CRITICISM"))
    assert cap(of(UNIT, *twice)) == ""
    assert cap(of(UNIT, *twice, same_matter="each")) == "二等奖"
    assert cap(of(UNIT, A, B)) == "二等奖"


@pytest.mark.clause("7.2.1")
@pytest.mark.parametrize("same_matter", ["once", "each"])
def test_one_decision_of_two_kinds_counts_once_in_any_case(same_matter: str) -> None:
    decision = {"decision": "X纪〔2026〕3号", "matter": "M1"}
    both = (unit_event("2026-03-01", **decision), unit_event("2026-03-01", "U_SELF_CRITICISM", **decision))
    assert codes(of(UNIT, *both, same_matter=same_matter)) == {"U_NO_COLLECTIVE"}
    other = unit_event("2026-06-01", decision="X纪〔2026〕7号", matter="M2")
    assert cap(of(UNIT, *both, other, same_matter=same_matter)) == "二等奖"


@pytest.mark.clause("7.2.3", "7.2.6", "7.2.8")
def test_each_kind_of_one_decision_keeps_its_own_consequence() -> None:
    decision = {"decision": "X纪〔2026〕3号", "matter": "M1"}
    judged = of(
        LEADER,
        *(event("2026-03-01", kind, **decision) for kind in ("CIRCULAR", "P_SERIOUS", "ORDERED_RESIGN")),
    )
    assert grounds(judged) == ["严重警告以上", "责令辞职/免职/降职"]
    assert {"L_NO_EXCELLENT", "L_BONUS_LOWEST"} <= codes(judged)


@pytest.mark.clause("7.2.5")
def test_a_circular_and_an_admonition_of_one_decision_are_one_time_where_both_are_added_up() -> None:
    both = tuple(event("2026-03-01", kind, decision="X纪〔2026〕3号") for kind in ("CIRCULAR", "ADMONITION"))
    added = {"count_kinds": ("通报", "诫勉")}
    assert grounds(of(LEADER, *both, **added)) == []
    assert grounds(of(LEADER, *both, event("2026-05-01"), **added)) == ["≥2次通报问责"]


@pytest.mark.clause("7.2.1", "9")
def test_a_pack_from_before_counts_by_kind_as_it_did() -> None:
    decision = {"decision": "X纪〔2026〕3号", "matter": "M1"}
    both = (unit_event("2026-03-01", **decision), unit_event("2026-03-01", "U_SELF_CRITICISM", **decision))
    assert cap(of(UNIT, *both, same_matter_kinds="apart")) == "二等奖"


@pytest.mark.clause("7.2.1")
@pytest.mark.parametrize(("same_matter", "grade"), [("once", ""), ("each", "二等奖")])
def test_new_facts_on_a_matter_follow_the_parameter_and_both_counts_are_shown(
    same_matter: str, grade: str
) -> None:
    first = unit_event("2026-03-01", matter="M1", decision="3号")
    later = unit_event("2026-09-01", matter="M1", decision="7号", facts_on=date(2026, 7, 1))
    judged = of(UNIT, first, later, same_matter=same_matter)
    assert cap(judged) == grade
    (told,) = [reason.finding for reason in explain(judged, "U_CAP").decision.reasons]
    assert "2026-09-01通报，事项M1所依据的事实在2026-03-01通报，事项M1生效以后" in told
    assert "只计一次为1次，分别计算为2次" in told
    assert "（A34）" in told


@pytest.mark.clause("7.2.1")
@pytest.mark.parametrize("facts_on", [date(2026, 3, 1), None])
def test_facts_that_the_first_decision_could_know_raise_no_question(facts_on: date | None) -> None:
    first = unit_event("2026-03-01", matter="M1", decision="3号")
    again = unit_event("2026-09-01", matter="M1", decision="7号", facts_on=facts_on, conduct_year=2026)
    (told,) = [reason.finding for reason in explain(of(UNIT, first, again), "U_CAP").decision.reasons]
    assert "分别计算" not in told


@pytest.mark.clause("7.2.1")
def test_the_same_matter_in_another_year_counts_in_that_year_too() -> None:
    again = (replace(A, matter="M1"), unit_event("2027-02-01", matter="M1"))
    assert codes(of(UNIT, *again)) == {"U_NO_COLLECTIVE"}
    assert codes(of(UNIT, *again, year=2027)) == {"U_NO_COLLECTIVE"}


@pytest.mark.clause("7.2.1")
def test_a_revoked_decision_never_counted() -> None:
    judged = of(UNIT, A, replace(B, revoked=True, revoked_on=date(2026, 10, 15)))
    assert codes(judged) == {"U_NO_COLLECTIVE"}
    assert [one.why for one in judged.tally.left] == ["已撤销（2026-10-15），自始不计（A33）"]


@pytest.mark.clause("7.2.1")
def test_a_decision_under_appeal_counts_and_is_marked_provisional() -> None:
    pending = replace(B, pending=True)
    judged = of(UNIT, A, pending)
    assert cap(judged) == "二等奖"
    assert judged.provisional
    assert "NOTE_PROVISIONAL" in judged.codes
    waiting = of(UNIT, A, pending, count_pending=False)
    assert codes(waiting) == {"U_NO_COLLECTIVE"}
    assert not waiting.provisional


@pytest.mark.clause("7.2.1")
@pytest.mark.parametrize(("closed", "tasks"), [("2026-12-20", 1), ("2027-01-15", 0), ("2027-01-20", 0)])
def test_what_is_undone_after_the_year_was_closed_calls_for_a_person(closed: str, tasks: int) -> None:
    day = date(2027, 1, 15)
    for undone in (replace(B, revoked=True, revoked_on=day), replace(B, was="U_REORGANISE", changed_on=day)):
        judged = of(UNIT, A, undone, closed_on=date.fromisoformat(closed))
        assert len(judged.of("TASK_REASSESS")) == tasks


@pytest.mark.clause("7.2.1")
def test_no_task_where_the_undone_decision_never_mattered() -> None:
    undone = replace(B, revoked=True, revoked_on=date(2027, 1, 15), level="市", key_work=False)
    assert codes(of(UNIT, undone, closed_on=date(2026, 12, 20))) == set()


@pytest.mark.clause("7.2.1")
def test_decisions_of_superior_bodies_count_if_the_county_says_so_and_key_work_is_concerned() -> None:
    city = replace(B, level="市")
    assert cap(of(UNIT, A, city)) == "二等奖"
    assert cap(of(UNIT, A, city, count_superior_decisions=False)) == ""
    assert cap(of(UNIT, A, replace(city, key_work=False))) == ""


@pytest.mark.clause("1.2", "7.2.1")
def test_a_merged_unit_inherits_only_where_the_county_says_so() -> None:
    heir = replace(UNIT, merged=(("unit", 2),))
    before = replace(A, subject=("unit", 2))
    assert cap(of(heir, before, B)) == ""
    assert cap(of(heir, before, B, successor_inherits=True)) == "二等奖"


@pytest.mark.clause("9")
@pytest.mark.parametrize(
    ("on", "counts"),
    [("2026-01-31", False), ("2026-02-01", True), ("2026-11-30", True), ("2026-12-01", False)],
)
def test_only_the_time_of_trial_counts(on: str, counts: bool) -> None:
    trial = {"effective_from": date(2026, 2, 1), "effective_to": date(2026, 11, 30)}
    assert bool(of(UNIT, unit_event(on), **trial).codes) is counts


@pytest.mark.clause("9")
def test_after_the_trial_a_county_may_only_be_warned() -> None:
    over = {"effective_to": date(2026, 6, 30), "after_expiry": "warn"}
    assert codes(of(UNIT, C, **over)) == {"U_NO_COLLECTIVE"}


@pytest.mark.clause("9")
def test_conduct_before_the_notice_is_not_judged_by_it() -> None:
    old = unit_event("2026-05-01", conduct_year=2025)
    assert codes(of(UNIT, old, year=2025, date_basis="conduct")) == set()
    assert codes(of(UNIT, old)) == {"U_NO_COLLECTIVE"}


@pytest.mark.clause("1.1", "8")
def test_a_unit_assessed_elsewhere_gets_a_recommendation() -> None:
    stationed = replace(UNIT, unit_kind="驻县单位")
    judged = of(stationed, A, B)
    assert codes(judged) == {"U_CAP", "U_NO_COLLECTIVE", "NOTE_EXTERNAL_AUTHORITY"}
    assert judged.recommend
    assert codes(of(stationed)) == set()


@pytest.mark.clause("7.2.1")
def test_a_county_that_counts_two_years_looks_back_one_more() -> None:
    events = (unit_event("2026-05-01"), unit_event("2027-05-01"))
    assert cap(of(UNIT, *events, year=2027, count_years=2)) == "二等奖"
    assert codes(of(UNIT, *events, year=2028, count_years=2)) == set()

"""The tree behind each result, everybody's year at once, and what-if between two versions of the rules."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from duban.mechanism import scenarios
from duban.mechanism.consequences.checking import mismatches
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.consequences.history import History, YearSubject
from duban.mechanism.consequences.judging import judge_year
from duban.mechanism.consequences.reasoning.comparing import compare
from duban.mechanism.consequences.reasoning.explaining import explain, explain_all, left_out, lines
from duban.mechanism.consequences.rules import rules_for
from duban.mechanism.decision import Outcome
from duban.mechanism.parameters import PARAMETERS, default_pack
from duban.mechanism.rulings.sanctions import Target
from tests.mechanism.histories import parameter_sets, random_case
from tests.mechanism.years import LEADER, UNIT, event, of, pack, unit_event

A = unit_event("2026-03-01", document="X纪〔2026〕3号", ref="r1")
B = unit_event("2026-06-01", document="X纪〔2026〕7号", ref="r2")
C = unit_event("2026-11-30", document="X纪〔2026〕9号", ref="r3")


@pytest.mark.clause("7.2.1", "7.2.2")
def test_a_cap_on_three_cites_both_clauses_with_events_and_documents() -> None:
    tree = explain(of(UNIT, A, B, C), "U_CAP")
    assert tree.clauses == ("7.2.1", "7.2.2")
    assert tree.label == "绩效考核最高可评三等奖"
    assert [one.document for one in tree.counted] == ["X纪〔2026〕3号", "X纪〔2026〕7号", "X纪〔2026〕9号"]
    assert [one.ref for one in tree.counted] == ["r1", "r2", "r3"]
    assert "计3次：2026-03-01通报（X纪〔2026〕3号）" in tree.decision.reasons[0].finding


@pytest.mark.clause("7.2.1")
def test_each_parameter_stands_with_its_value_its_day_and_its_question() -> None:
    uses = {use.key: use for use in explain(of(UNIT, A, B), "U_CAP").uses}
    assert uses["unit_cap_first_count"].text == "2次"
    assert uses["unit_cap_first_count"].since == date(2000, 1, 1)
    assert uses["count_window"].question == "A1"
    assert uses["grade_ladder"].source == "默认答案（A36），待县里确认"


@pytest.mark.clause("7.2.1")
def test_a_value_is_taken_as_it_stands_on_the_last_day_of_the_year() -> None:
    changed = pack().with_values({"unit_cap_first_count": (1, date(2026, 12, 31), "某通知", "某理由")})
    assert rules_for(changed, 2026).caps == (1, 3)
    assert rules_for(changed, 2025).caps == (2, 3)


def test_what_was_left_out_is_told_with_the_reason() -> None:
    judged = of(
        UNIT,
        A,
        replace(B, revoked=True, revoked_on=date(2026, 9, 1)),
        unit_event("2025-12-31"),
        unit_event("2027-05-01", document="X纪〔2027〕1号"),
    )
    assert [(one.text, one.why) for one in left_out(judged)] == [
        ("2025-12-31通报", "早于施行日期2026-01-01，不溯及既往（九）"),
        ("2026-06-01通报（X纪〔2026〕7号）", "已撤销（2026-09-01），自始不计（A33）"),
        ("2027-05-01通报（X纪〔2027〕1号）", "属于2027年度"),
    ]


def test_a_rolling_window_tells_which_events_lie_outside_of_it() -> None:
    judged = of(UNIT, A, unit_event("2027-06-01"), year=2027, count_window="rolling_12m")
    assert [one.why for one in left_out(judged)] == ["属于2026年度，不在计算的时段内"]


def test_the_same_matter_is_named_where_it_is_not_counted_again() -> None:
    judged = of(UNIT, replace(A, matter="M1"), replace(B, matter="M1"))
    (reason,) = explain(judged, "U_CAP").decision.reasons
    assert reason.outcome is Outcome.NOT_MET
    assert "同一决定或者同一事项另有2026-06-01通报（X纪〔2026〕7号），事项M1，不重复计" in reason.finding


def test_a_change_and_an_appeal_are_told_with_the_event() -> None:
    changed = event("2026-05-01", "P_WARN", was="P_SERIOUS", changed_on=date(2026, 9, 1), pending=True)
    told = explain(of(LEADER, changed), "L_NO_INDIVIDUAL").counted[0].text
    assert told == "2026-05-01党内警告，原为党内严重警告，2026-09-01变更，申诉中"


def test_the_text_reads_like_a_refusal() -> None:
    text = "\n".join(lines(of(UNIT, A, B)))
    assert "【绩效考核最高可评二等奖】七（二）（7.2.1）" in text
    assert "[满足] 一年内被追究责任2次（含2次）以上，不得评为一等奖（七（二））" in text
    assert "“一年内”的计算范围 考核所在的公历年度（A1，自2000-01-01" in text
    nothing = "\n".join(lines(of(UNIT)))
    assert "没有结果。" in nothing
    assert "绩效考核奖次受限（七（二））：未满足" in nothing


def test_every_result_follows_exactly_when_its_conditions_are_met() -> None:
    chance = random.Random(3)
    sets = parameter_sets(chance, 20)
    for _ in range(250):
        run = scenarios.run(scenarios.read(random_case(chance, chance.choice(sets))).scenarios[0])
        for judged in run.judged:
            for tree in explain_all(judged):
                assert tree.decision.allowed is tree.follows, (tree.code, tree.decision)


def test_every_code_names_parameters_that_exist() -> None:
    assert {key for one in CODES.values() for key in one.params} <= set(PARAMETERS)


EVERYBODY = [UNIT, LEADER, YearSubject(("unit", 2), Target.UNIT), YearSubject(("person", 2), Target.PERSON)]
HISTORIES = {
    UNIT.key: History(events=(A, B)),
    LEADER.key: History(events=(event("2026-04-01"), event("2026-05-01"))),
}


@pytest.mark.clause("7.2.1", "7.2.3")
def test_everybodys_year_is_judged_in_the_order_given() -> None:
    found = list(judge_year(2026, pack(), EVERYBODY, HISTORIES))
    assert [one.subject for one in found] == EVERYBODY
    assert [bool(one.consequences) for one in found] == [True, True, False, False]


@pytest.mark.clause("1.2")
def test_a_unit_is_judged_with_those_merged_into_it() -> None:
    heir = YearSubject(("unit", 2), Target.UNIT, merged=(UNIT.key,))
    (found,) = judge_year(2026, pack(successor_inherits=True), [heir], HISTORIES)
    assert "U_CAP" in found.codes
    (found,) = judge_year(2026, pack(), [heir], HISTORIES)
    assert found.codes == ()


@pytest.mark.clause("7.2.1", "7.2.5")
def test_what_if_tells_whose_results_differ_and_because_of_which_parameter() -> None:
    before = list(judge_year(2026, pack(), EVERYBODY, HISTORIES))
    after = list(
        judge_year(2026, pack(unit_cap_first_count=3, bonus_items="one", many_times=3), EVERYBODY, HISTORIES)
    )
    unit, leader = compare(before, after)
    assert (unit.subject, leader.subject) == (UNIT, LEADER)
    assert [one.key for one in unit.because] == ["unit_cap_first_count"]
    assert unit.because[0].text == "单位不得评为一等奖的次数：2次 → 3次"
    assert [one.key for one in leader.because] == ["bonus_items"]
    assert unit.text.startswith("绩效考核最高可评二等奖、取消先进集体参评资格 → 取消先进集体参评资格，因为")


@pytest.mark.clause("7.2.5")
def test_parameters_that_only_together_make_a_difference_are_all_named() -> None:
    changes = {"circular_cancel_count": 3, "count_kinds": ["通报", "诫勉"]}
    histories = {
        LEADER.key: History(events=(*HISTORIES[LEADER.key].events, event("2026-06-01", "ADMONITION")))
    }
    base = pack(circular_cancel_count=4)
    before = list(judge_year(2026, base, [LEADER], histories))
    (difference,) = compare(before, list(judge_year(2026, pack(**changes), [LEADER], histories)))
    assert difference.together
    assert {one.key for one in difference.because} == set(changes)


def test_the_same_rules_make_no_difference() -> None:
    twice = [list(judge_year(2026, pack(), EVERYBODY, HISTORIES)) for _ in range(2)]
    assert compare(*twice) == ()


def test_the_default_pack_goes_together() -> None:
    assert mismatches(default_pack(), date(2026, 12, 31)) == ()


@pytest.mark.clause("7.2.1", "9")
@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"effective_to": date(2025, 12, 31)}, "effective_to"),
        ({"effective_from": None, "count_window": "pack_year"}, "count_window"),
        ({"unit_cap_second_count": 1}, "unit_cap_second_count"),
        ({"circular_cancel_count": 0}, "circular_cancel_count"),
        ({"count_years": 11}, "count_years"),
        ({"grade_ladder": []}, "grade_ladder"),
        ({"count_kinds": ["警告"]}, "count_kinds"),
        ({"unit_accountability_kinds": ["诫勉"]}, "unit_accountability_kinds"),
        ({"cancel_party_from": "记过"}, "cancel_party_from"),
        ({"party_ladder": ["警告", "严重警告"]}, "party_ladder"),
        ({"cancel_gov_ladders": ["纪律处分"]}, "cancel_gov_ladders"),
        ({"overrides": [{"id": "1", "source": "某", "level": "省", "target": "NOTE_HANDLER"}]}, "overrides"),
        ({"overrides": [{"id": "1", "source": "某", "level": "区", "target": "U_CAP", "value": "三等奖"}]}, "overrides"),
        ({"overrides": [{"id": "1", "source": "某", "level": "省", "target": "U_CAP", "value": "特等奖"}]}, "overrides"),
    ],
)  # fmt: skip
def test_parameters_that_do_not_go_together_are_named(changes: dict[str, object], key: str) -> None:
    assert [one.key for one in mismatches(pack(**changes), date(2026, 12, 31))] == [key]

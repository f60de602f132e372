"""Article 七 for leading cadres: appraisal, bonus, honours, and what is put before 县委组织部."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from duban.mechanism.consequences.history import Commendation, Event, History, Judgement, Rated
from tests.mechanism.years import LEADER, UNIT, codes, event, grounds, of, unit_event

ONCE = event("2026-04-02")
TWICE = (ONCE, event("2026-10-01"))
BASE = {"L_NO_INDIVIDUAL", "L_ADVISE_ADJUST"}
NOTED = BASE | {"NOTE_CHECK_SUPERIOR"}


@pytest.mark.clause("7.2.3", "7.2.4", "7.3.2", "7.1.3")
def test_one_circular_bars_excellent_and_pays_the_lowest_bonus() -> None:
    judged = of(LEADER, ONCE)
    assert codes(judged) == BASE | {"L_NO_EXCELLENT", "L_BONUS_LOWEST"}
    assert [one.item for one in judged.of("L_BONUS_LOWEST")] == ["年度考核奖金"]


@pytest.mark.clause("7.2.5", "7.2.4")
def test_two_circulars_cancel_one_bonus_and_leave_the_other_at_its_lowest() -> None:
    judged = of(LEADER, *TWICE)
    assert grounds(judged) == ["≥2次通报问责"]
    assert [one.item for one in judged.of("L_BONUS_CANCELLED")] == ["绩效奖金"]
    assert "L_BONUS_LOWEST" in judged.codes
    assert "L_BONUS_LOWEST" not in of(LEADER, *TWICE, bonus_items="one").codes


@pytest.mark.clause("7.2.6", "7.2.7", "7.2.8")
@pytest.mark.parametrize(
    ("kind", "limb"),
    [
        ("P_WARN", ""), ("P_SERIOUS", "严重警告以上"), ("P_REMOVE", "严重警告以上"), ("P_PROBATION", "严重警告以上"),
        ("P_EXPEL", "严重警告以上"), ("G_WARN", ""), ("G_DEMERIT", "记过以上"), ("G_MAJOR", "记过以上"),
        ("G_DOWNGRADE", "记过以上"), ("G_REMOVE", "记过以上"), ("G_DISMISS", "记过以上"),
        ("ORDERED_RESIGN", "责令辞职/免职/降职"), ("REMOVE", "责令辞职/免职/降职"), ("DEMOTE_POST", "责令辞职/免职/降职"),
        ("SUSPEND", ""), ("REASSIGN", ""), ("LATERAL", ""), ("TO_RANK", ""), ("RESIGN", ""), ("ADMONITION", ""),
        ("C_DEMERIT", ""), ("I_DEMERIT", ""), ("S_DEMERIT", ""),
    ],
)  # fmt: skip
def test_each_limb_holds_for_exactly_the_kinds_that_the_text_names(kind: str, limb: str) -> None:
    assert grounds(of(LEADER, event("2026-05-01", kind))) == ([limb] if limb else [])


@pytest.mark.clause("7.2.6", "7.2.7")
def test_a_county_may_read_above_without_the_level_itself() -> None:
    exclusive = {"threshold_inclusive": False}
    assert grounds(of(LEADER, event("2026-05-01", "P_SERIOUS"), **exclusive)) == []
    assert grounds(of(LEADER, event("2026-05-01", "P_REMOVE"), **exclusive)) == ["严重警告以上"]
    assert grounds(of(LEADER, event("2026-05-01", "G_DEMERIT"), **exclusive)) == []


@pytest.mark.clause("7.2.7")
def test_a_county_may_treat_a_sanction_by_the_employer_alike() -> None:
    alike = {"cancel_gov_ladders": ["政务处分", "公务员处分"]}
    assert grounds(of(LEADER, event("2026-05-01", "C_DEMERIT"), **alike)) == ["记过以上"]
    assert grounds(of(LEADER, event("2026-05-01", "C_WARN"), **alike)) == []


@pytest.mark.clause("7.2.5", "7.2.6", "7.2.8")
def test_every_limb_that_holds_is_a_result_of_its_own() -> None:
    judged = of(LEADER, *TWICE, event("2026-05-01", "P_SERIOUS"), event("2026-06-01", "REMOVE"))
    assert grounds(judged) == ["≥2次通报问责", "严重警告以上", "责令辞职/免职/降职"]
    assert [one.clause for one in judged.of("L_BONUS_CANCELLED")] == ["7.2.5", "7.2.6", "7.2.8"]


@pytest.mark.clause("7.2.5")
def test_other_kinds_add_up_only_where_the_county_says_so() -> None:
    mixed = (ONCE, event("2026-09-01", "ADMONITION"))
    assert grounds(of(LEADER, *mixed)) == []
    assert grounds(of(LEADER, *mixed, count_kinds=["通报", "诫勉"])) == ["≥2次通报问责"]


@pytest.mark.clause("7.2.3", "7.2.5")
def test_what_adds_up_to_twice_is_no_circular_by_itself() -> None:
    admonished = event("2026-09-01", "ADMONITION")
    assert "L_NO_EXCELLENT" not in of(LEADER, admonished, count_kinds=["通报", "诫勉"]).codes
    assert "L_NO_EXCELLENT" in of(LEADER, admonished, circular_kinds=["通报", "诫勉"]).codes


@pytest.mark.clause("7.1.3")
@pytest.mark.parametrize(
    "kind", ["SUSPEND", "REASSIGN", "ORDERED_RESIGN", "REMOVE", "DEMOTE_POST", "LATERAL", "RESIGN"]
)
def test_nothing_is_advised_where_an_organisational_measure_was_taken(kind: str) -> None:
    assert "L_ADVISE_ADJUST" not in of(LEADER, ONCE, event("2026-08-01", kind)).codes


@pytest.mark.clause("7.1.3")
def test_the_advice_on_the_post_judges_nothing() -> None:
    (advice,) = of(LEADER, ONCE).of("L_ADVISE_ADJUST")
    assert advice.advisory
    assert advice.label == "供组织部研判是否适宜现职，未作判断"
    assert advice.clause == "7.1.3"


@pytest.mark.clause("8")
def test_a_sanction_asks_to_look_at_the_superior_rules_until_they_are_confirmed() -> None:
    for kind in ("ADMONITION", "P_WARN", "G_WARN", "S_WARN"):
        assert codes(of(LEADER, event("2026-05-01", kind))) == NOTED
        assert codes(of(LEADER, event("2026-05-01", kind), superior_rules_confirmed=True)) == BASE
    assert "NOTE_CHECK_SUPERIOR" not in of(LEADER, event("2026-05-01", "REMOVE")).codes


@pytest.mark.clause("1.2")
def test_a_handler_who_leads_nothing_gets_a_note_only() -> None:
    handler = replace(ONCE, leading=False)
    assert codes(of(LEADER, handler)) == {"NOTE_HANDLER"}
    assert codes(of(LEADER, replace(handler, kind="P_WARN"))) == {"NOTE_HANDLER", "NOTE_CHECK_SUPERIOR"}
    assert "L_NO_EXCELLENT" in of(LEADER, handler, apply_to_handlers=True).codes


@pytest.mark.clause("1.2")
def test_a_revoked_decision_on_a_handler_leaves_no_note() -> None:
    assert codes(of(LEADER, replace(ONCE, leading=False, revoked=True))) == set()


@pytest.mark.clause("7.2.1", "7.2.3")
def test_unit_and_leader_are_counted_apart() -> None:
    both = (unit_event("2026-05-01", matter="M1"), event("2026-05-01", matter="M1"))
    assert codes(of(UNIT, both[0])) == {"U_NO_COLLECTIVE"}
    assert grounds(of(LEADER, both[1])) == []


@pytest.mark.clause("7.2.5")
def test_the_count_follows_the_person_from_unit_to_unit() -> None:
    moved = (event("2026-03-01", document="甲局"), event("2026-10-01", document="乙局"))
    assert grounds(of(LEADER, *moved)) == ["≥2次通报问责"]


@pytest.mark.clause("7.2.6")
def test_a_changed_decision_has_its_new_kind_from_the_start() -> None:
    lighter = event("2026-05-01", "P_WARN", was="P_SERIOUS", changed_on=date(2026, 9, 1))
    assert grounds(of(LEADER, lighter)) == []


LAG = tuple(Rated("M1", date(2026, month, 20), 2) for month in (3, 6))
ERROR = Judgement("major_error", date(2026, 4, 1), "工程返工", "X组〔2026〕1号")
EFFECT = Judgement("adverse_effect", date(2026, 7, 1), "群众集中反映", "X组〔2026〕2号")


def seventh(*events: Event, ratings: tuple[Rated, ...] = (), findings: tuple[Judgement, ...] = ()) -> bool:
    history = History(events=events, ratings=ratings, findings=findings)
    return "L_ADVISE_REMOVE" in of(LEADER, history=history).codes


@pytest.mark.clause("7.1.4")
def test_removal_is_put_forward_only_with_decision_and_lag_or_error_and_adverse_effect() -> None:
    assert seventh(ONCE, ratings=LAG, findings=(EFFECT,))
    assert seventh(ONCE, findings=(ERROR, EFFECT))
    assert not seventh(ONCE, ratings=LAG)
    assert not seventh(ONCE, findings=(EFFECT,))
    assert not seventh(ratings=LAG, findings=(ERROR, EFFECT))
    assert not seventh(replace(ONCE, revoked=True), ratings=LAG, findings=(ERROR, EFFECT))
    assert not seventh(ONCE, event("2026-05-01", "REMOVE"), findings=(ERROR, EFFECT))


@pytest.mark.clause("7.1.4")
@pytest.mark.parametrize(
    ("ratings", "holds"),
    [
        (LAG, True),
        (LAG[:1], False),
        ((LAG[0], Rated("M2", date(2026, 6, 20), 2)), False),
        ((LAG[0], Rated("M1", date(2026, 9, 20), 2)), False),
        ((*LAG, Rated("M1", date(2026, 6, 30), 1)), False),
        ((Rated("M1", date(2025, 12, 20), 2), LAG[0]), True),
        ((Rated("M1", date(2025, 9, 20), 2), Rated("M1", date(2025, 12, 20), 2)), False),
    ],
)
def test_lagging_means_consecutive_quarters_of_one_matter_reaching_into_the_year(
    ratings: tuple[Rated, ...], holds: bool
) -> None:
    assert seventh(ONCE, ratings=ratings, findings=(EFFECT,)) is holds


@pytest.mark.clause("7.1.4")
def test_the_number_of_quarters_is_the_countys() -> None:
    history = History(events=(ONCE,), ratings=LAG, findings=(EFFECT,))
    assert "L_ADVISE_REMOVE" not in of(LEADER, history=history, long_lag_quarters=3).codes


@pytest.mark.clause("7.1.2")
def test_a_commendation_is_put_forward_as_a_fact_without_a_score() -> None:
    praised = History(commendations=(Commendation(date(2026, 7, 1), "牵头项目提前投产", "X办〔2026〕9号"),))
    (advice,) = of(LEADER, history=praised).consequences
    assert (advice.code, advice.clause, advice.advisory) == ("L_ADVISE_PREFER", "7.1.2", True)
    assert of(LEADER, history=praised, year=2027).codes == ()

"""The act table holds together, and what the notice forbids has no row in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.lifecycles import ACTS, LIFECYCLES, faults
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role

MEASURES = ("letter", "interview", "listing")
BEFORE_ISSUE = ("draft", "checking", "countersigning", "approving", "signing", "numbering")


def reachable(kind: str, without: frozenset[str]) -> set[str]:
    """The states that a lifecycle reaches when some acts are never done."""
    acts = [act for act in LIFECYCLES[kind].acts if act.key not in without]
    states = {target for act in acts if act.creates for target in act.targets}
    while True:
        more = {t for act in acts for t in act.targets if set(act.sources) & states} - states
        if not more:
            return states
        states |= more


def test_the_table_has_no_faults() -> None:
    assert list(faults(LIFECYCLES.values())) == []


def test_a_fault_planted_in_the_table_is_found() -> None:
    letter = LIFECYCLES["letter"]
    broken = replace(letter, acts=(*letter.acts, Act("letter.x", "错", ("nowhere",), (), (), "9.9", "")))
    found = list(faults([broken]))
    assert "letter.x: unknown state nowhere" in found and "letter.x: unknown clause 9.9" in found


def test_every_act_names_who_may_do_it_and_under_which_clause() -> None:
    assert [act.key for act in ACTS.values() if not act.roles or not act.sentence] == []
    assert {act.kind for act in ACTS.values() if not act.clause} == {
        "archive",
        "attachment",
        "calendar",
        "export",
        "import",
    }


@pytest.mark.clause("3.1.2", "3.2.4", "3.3.2")
@pytest.mark.parametrize("kind", MEASURES)
def test_nothing_is_issued_without_the_leaders_approval(kind: str) -> None:
    approvals = frozenset({f"{kind}.approve", f"{kind}.compare_paper"})
    assert "issued" in reachable(kind, frozenset())
    assert "issued" not in reachable(kind, approvals)


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize("kind", MEASURES)
@pytest.mark.parametrize("step", ["check", "sign_out", "issue"])
def test_no_step_between_draft_and_issue_can_be_left_out(kind: str, step: str) -> None:
    assert "issued" not in reachable(kind, frozenset({f"{kind}.{step}"}))


@pytest.mark.clause("3.2.3")
@pytest.mark.parametrize("kind", ["interview", "listing"])
def test_both_offices_have_their_word_before_the_leader(kind: str) -> None:
    assert "approving" not in reachable(kind, frozenset({f"{kind}.countersign"}))


@pytest.mark.clause("3.3.2", "3.3.8")
def test_a_listing_is_approved_extended_and_released_by_a_main_leader_only() -> None:
    for key in (
        "approve",
        "disapprove",
        "decide_extension",
        "approve_release",
        "refuse_release",
        "decide_publicity",
    ):
        assert ACTS[f"listing.{key}"].roles == (Role.MAIN_LEADER,)


@pytest.mark.clause("3.3.8")
@pytest.mark.parametrize(
    "step",
    [
        "apply_release",
        "confirm_release",
        "verify",
        "confirm_verification",
        "approve_release",
        "issue_release",
    ],
)
def test_a_listing_is_not_released_with_any_step_left_out(step: str) -> None:
    assert "released" not in reachable("listing", frozenset({f"listing.{step}"}))


@pytest.mark.clause("3.1.7", "3.2.6", "3.3.8")
@pytest.mark.parametrize(
    "key",
    ["letter.confirm_plan", "interview.confirm_plan", "listing.confirm_plan", "listing.confirm_release"],
)
def test_what_the_notice_asks_of_the_principal_leader_is_done_in_person(key: str) -> None:
    assert ACTS[key].in_person and ACTS[key].roles == (Role.PRINCIPAL,)


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize("kind", MEASURES)
def test_whoever_drafts_checks_or_signs_out_does_not_approve(kind: str) -> None:
    assert {f"{kind}.propose", f"{kind}.redraft", f"{kind}.check"} <= set(ACTS[f"{kind}.approve"].apart)
    assert f"{kind}.approve" in ACTS[f"{kind}.sign_out"].apart


@pytest.mark.clause("3.2.5")
def test_the_secretary_decides_for_one_meeting_and_the_county_head_for_the_other() -> None:
    assert ACTS["interview.decide_party_meeting"].roles == (Role.SECRETARY,)
    assert ACTS["interview.decide_gov_meeting"].roles == (Role.COUNTY_HEAD,)


@pytest.mark.parametrize("kind", MEASURES)
def test_drafts_are_not_open_to_the_unit(kind: str) -> None:
    states = {state.name: state for state in LIFECYCLES[kind].states}
    assert not any(states[name].open_to_unit for name in BEFORE_ISSUE if name in states)


@pytest.mark.parametrize("kind", ["matter", *MEASURES])
def test_a_matter_or_measure_ends_only_after_two_persons_verified(kind: str) -> None:
    end = "released" if kind == "listing" else "closed"
    assert end not in reachable(kind, frozenset({f"{kind}.confirm_verification"}))
    assert ACTS[f"{kind}.confirm_verification"].apart == (f"{kind}.verify",)


@pytest.mark.parametrize("kind", MEASURES)
def test_a_measure_says_its_clauses_and_where_work_goes_on(kind: str) -> None:
    own = SPINES[kind]
    stated = (own.trigger, own.approval, own.issue, own.plan, own.feedback, own.addressed, own.limited)
    assert [clause for clause in stated if clause not in CLAUSES] == []
    assert own.at_work in ACTS[f"{kind}.confirm_verification"].targets
    assert own.at_work in ACTS[f"{kind}.plan"].sources


def test_what_is_offered_in_the_place_of_an_act_is_open_where_the_act_is() -> None:
    """Not in its place: 退回 of a draft that has left the office, 转请 on a kind of which nobody is asked."""
    offered = [(act, ACTS[other]) for act in ACTS.values() for other in act.instead]
    assert len(offered) > 20
    assert [(act.key, other.key) for act, other in offered if not set(act.sources) & set(other.sources)] == []


def test_what_is_said_on_the_desk_is_said_of_acts_that_somebody_can_owe() -> None:
    """Nobody owes an act before there is the object to which it is done."""
    assert [act.key for act in ACTS.values() if (act.desk or act.desk_note) and act.creates] == []


def test_the_desk_names_a_duty_by_its_row_or_by_the_act() -> None:
    assert ACTS["letter.approve"].heading == "待审批" and ACTS["matter.verify"].heading == "待核查"

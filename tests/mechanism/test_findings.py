"""The gates of articles 五 and 六, each from its wrong side, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from duban.mechanism import findings
from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.decision import Decision, decide
from duban.mechanism.findings import UNIT, Claim, Declared, Docket, Heard, Limb, Recorded
from duban.mechanism.findings.grounds import rank_from_bottom
from duban.mechanism.parameters import default_pack
from duban.mechanism.people.standing import Function

PACK = default_pack()
TODAY = date(2026, 3, 10)
SERVED = date(2026, 3, 2)
OPEN = Calendar(frozenset({2026}), {})
PERSON = "person:7"
FITS = decide("", ())


def heard(addressee: str = UNIT, **given: Any) -> Heard:
    """A notice whose period is over."""
    values = {"grounds": frozenset({"5.4"}), "facts": frozenset({1, 2}), "due_on": date(2026, 3, 9), **given}
    return Heard(addressee, **values)


LIMBS = {
    findings.about(limb, addressee): Limb(True, True, frozenset({11}))
    for limb in findings.LIMBS
    for addressee in (UNIT, PERSON)
}
DOCKET = Docket(
    grounds=frozenset({"5.4"}),
    facts=frozenset({1, 2}),
    evidence=frozenset({11, 12}),
    claims=(Claim(UNIT, frozenset({"5.4"})), Claim(PERSON, frozenset({"5.4"}))),
    heard=(heard(), heard(PERSON)),
    findings=LIMBS,
    named=frozenset({7}),
    conclusion="《督查结论》",
    conclusion_kind="conclusion",
    route="b",
    approved_by_main_leader=True,
)
RECORDED = Recorded(
    organ=Function.CDI, person=True, level="县", issuer="县纪委监委", number="8号", has_file=True, basis="第七条",
    facts="不履行职责", kinds=("CIRCULAR",), decided_on=TODAY, effective_on=TODAY, served_on=TODAY, conduct_year=2026,
    authority="county", defence="heard",
)  # fmt: skip


def closed_by(decision: Decision) -> list[str]:
    """The conditions that keep a gate closed."""
    return [reason.condition for reason in decision.missing]


# the period


@pytest.mark.clause("5.0")
def test_the_period_is_counted_in_working_days_from_the_next_day() -> None:
    assert findings.statement_due(SERVED, 5, (), OPEN).on == date(2026, 3, 9)


@pytest.mark.clause("5.0")
def test_a_period_into_a_year_without_published_holidays_is_provisional() -> None:
    due = findings.statement_due(date(2026, 12, 29), 5, (), OPEN)
    assert due.provisional
    assert due.on == date(2027, 1, 5)


# 五（三）


@pytest.mark.clause("5.3")
@pytest.mark.parametrize(
    ("rank", "total", "tied", "place"),
    [(10, 10, 0, 1), (8, 10, 0, 3), (7, 10, 0, 4), (7, 10, 2, 2), (1, 3, 0, 3), (1, 3, 2, 1)],
)
def test_the_place_from_the_bottom_is_one_more_than_those_strictly_behind(
    rank: int, total: int, tied: int, place: int
) -> None:
    assert rank_from_bottom(rank, total, tied) == place


# hearing


@pytest.mark.clause("5.0")
@pytest.mark.parametrize(
    ("heard_of", "condition"),
    [
        ((heard(),), "单位和每一被列明人员都已分别告知"),
        ((heard(PERSON),), "单位和每一被列明人员都已分别告知"),
        ((heard(), heard(PERSON, due_on=TODAY)), "都已说明、书面放弃，或者说明期已满"),
        ((heard(), heard(PERSON, stated=1, unanswered=1)), "每份说明都已答复采纳与否及理由"),
        ((heard(), heard(PERSON, entered=1)), "每份说明都已答复采纳与否及理由"),
        ((heard(), heard(PERSON, facts=frozenset({1}))), "没有告知以外的更重内容"),
        ((heard(grounds=frozenset()), heard(PERSON)), "没有告知以外的更重内容"),
    ],
)
def test_findings_wait_until_everybody_was_heard_on_everything(heard_of: Any, condition: str) -> None:
    docket = replace(DOCKET, heard=heard_of)
    assert condition in closed_by(findings.conclude_gate(docket, LIMBS, PACK, TODAY))
    assert condition in closed_by(findings.transfer_gate(docket, PACK, TODAY))


@pytest.mark.clause("5.0")
@pytest.mark.parametrize("settled", [{"waived": True}, {"stated": 1}])
def test_a_waiver_or_an_answered_statement_ends_the_wait(settled: dict[str, Any]) -> None:
    docket = replace(DOCKET, heard=(heard(due_on=TODAY, **settled), heard(PERSON, due_on=TODAY, **settled)))
    assert findings.conclude_gate(docket, LIMBS, PACK, TODAY).allowed


@pytest.mark.clause("5.0")
def test_somebody_no_longer_named_is_not_waited_for() -> None:
    docket = replace(DOCKET, claims=DOCKET.claims[:1], heard=(heard(), heard(PERSON, due_on=TODAY)))
    assert findings.conclude_gate(docket, LIMBS, PACK, TODAY).allowed


@pytest.mark.clause("5.0")
@pytest.mark.parametrize(
    "state", ["candidate", "checking", "approving", "signing", "transferred", "accepted", "unfounded"]
)
def test_a_statement_is_not_taken_before_the_notice_or_after_the_proposal(state: str) -> None:
    assert not findings.statement_gate(state).allowed


# 回避


@pytest.mark.clause("5.0")
@pytest.mark.parametrize(
    ("docket", "in_unit", "declared"),
    [
        (Docket(), False, "related"),
        (Docket(), False, ""),
        (Docket(), True, "none"),
        (Docket(named=frozenset({1})), False, "none"),
        (Docket(declared=(Declared(1),)), False, "none"),
        (Docket(declared=(Declared(1, "recused"),)), False, "none"),
    ],
)
def test_a_relation_keeps_somebody_from_every_step(docket: Docket, in_unit: bool, declared: str) -> None:
    assert not findings.may_handle(docket, 1, in_unit, declared, "5.0").allowed


@pytest.mark.clause("5.0")
def test_a_relation_of_somebody_else_or_one_found_to_be_none_keeps_nobody() -> None:
    docket = Docket(declared=(Declared(2), Declared(1, "continues")), named=frozenset({3}))
    assert findings.may_handle(docket, 1, False, "none", "5.0").allowed


# transfer


@pytest.mark.clause("6.1", "6.2")
@pytest.mark.parametrize(
    ("changed", "condition"),
    [
        ({"grounds": frozenset()}, "对照第五条，至少一项情形"),
        ({"conclusion": ""}, "附督查结论或整改核查结果"),
        ({"conclusion_kind": ""}, "附督查结论或整改核查结果"),
        ({"route": ""}, "移交途径只选一条"),
        ({"route": "ab"}, "移交途径只选一条"),
        ({"route": "a"}, "引用协同督查工作机制的条款原文"),
        ({"evidence": frozenset()}, "认定“影响工作大局”有证据"),
        ({"findings": {}}, "无正当理由"),
        ({"declared": (Declared(9),)}, "回避事项都已决定"),
    ],
)
def test_a_transfer_lacking_anything_is_refused(changed: dict[str, Any], condition: str) -> None:
    decision = findings.transfer_gate(replace(DOCKET, **changed), PACK, TODAY)
    assert condition in closed_by(decision)
    assert {reason.clause for reason in decision.missing} <= {"5.0", "6.1", "6.2"}


@pytest.mark.clause("6.1")
def test_with_everything_in_place_it_is_allowed() -> None:
    assert findings.transfer_gate(DOCKET, PACK, TODAY).allowed
    assert findings.transfer_gate(replace(DOCKET, route="a", quote="第三条"), PACK, TODAY).allowed


@pytest.mark.clause("5.5", "6.2")
def test_the_catch_all_never_goes_by_route_a() -> None:
    docket = replace(DOCKET, grounds=frozenset({"5.5"}), claims=(Claim(UNIT, frozenset({"5.5"})),),
                     heard=(heard(grounds=frozenset({"5.5"})),))  # fmt: skip
    assert findings.transfer_gate(docket, PACK, TODAY).allowed
    by_a = replace(docket, route="a", quote="第三条")
    assert closed_by(findings.transfer_gate(by_a, PACK, TODAY)) == ["五（五）报经县委或县政府主要领导同意"]


@pytest.mark.clause("6.2", "6.3")
def test_the_letter_does_not_go_out_before_the_route_was_gone_or_with_another_text() -> None:
    met = findings.transfer_gate(DOCKET, PACK, TODAY)
    assert findings.issue_gate("b", True, True, met).allowed
    assert not findings.issue_gate("b", False, True, met).allowed
    assert not findings.issue_gate("", True, True, met).allowed
    assert not findings.issue_gate("a", True, False, met).allowed


@pytest.mark.clause("6.1", "6.2", "6.3")
def test_what_may_no_longer_be_proposed_does_not_go_out_either() -> None:
    missing = findings.transfer_gate(replace(DOCKET, conclusion=""), PACK, TODAY)
    assert closed_by(findings.issue_gate("b", True, True, missing)) == closed_by(missing) != []


@pytest.mark.clause("6.3")
@pytest.mark.parametrize(("agreed", "same"), [(True, True), (True, False), (False, False), (False, True)])
def test_what_lies_before_a_leader_as_it_was_checked_is_not_taken_back(agreed: bool, same: bool) -> None:
    assert findings.take_back_gate(agreed, same).allowed is (agreed or not same)


# rulings


@pytest.mark.clause("6.4")
def test_a_county_decision_stands_on_the_whole_of_what_was_transferred() -> None:
    assert findings.recorded_in_county(RECORDED, FITS, DOCKET, PACK, TODAY).allowed
    for changed in (
        {"evidence": frozenset()},
        {"grounds": frozenset()},
        {"heard": ()},
        {"approved_by_main_leader": False},
    ):
        assert not findings.recorded_in_county(
            RECORDED, FITS, replace(DOCKET, **changed), PACK, TODAY
        ).allowed


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    "changed",
    [
        {"organ": None},
        {"organ": Function.APPRAISAL},
        {"organ": Function.PARTY_OFFICE},
        {"authority": "city"},
        {"authority": "vertical"},
        {"authority": ""},
        {"defence": ""},
        {"number": " "},
        {"has_file": False},
        {"kinds": ()},
        {"same": ("X纪〔2026〕8号",)},
    ],
)
def test_each_part_of_a_record_is_needed(changed: dict[str, Any]) -> None:
    given = replace(RECORDED, **changed)
    assert not findings.recorded_in_county(given, FITS, DOCKET, PACK, TODAY).allowed


@pytest.mark.clause("6.4")
def test_a_unit_has_no_cadre_authority_to_ask_for() -> None:
    given = replace(RECORDED, person=False, authority="")
    assert findings.recorded_in_county(given, FITS, DOCKET, PACK, TODAY).allowed


@pytest.mark.clause("6.4")
def test_a_superior_decision_needs_its_level_and_document_only() -> None:
    given = replace(RECORDED, level="市", authority="city", defence="superior")
    assert findings.recorded_of_superior(given, FITS, PACK, TODAY).allowed
    assert not findings.recorded_of_superior(replace(given, level="县"), FITS, PACK, TODAY).allowed
    assert not findings.recorded_of_superior(replace(given, has_file=False), FITS, PACK, TODAY).allowed
    assert not findings.recorded_of_superior(replace(given, organ=None), FITS, PACK, TODAY).allowed


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("outcome", "unconfirmed", "rulings", "recommended", "allowed"),
    [
        ("decided", 0, 1, 0, True),
        ("decided", 1, 1, 0, False),
        ("decided", 0, 0, 1, False),
        ("recommended", 0, 0, 1, True),
        ("recommended", 0, 0, 0, False),
        ("none", 0, 0, 0, True),
        ("none", 0, 1, 0, False),
        ("", 0, 0, 0, False),
    ],
)
def test_the_procedure_ends_in_what_is_on_record(
    outcome: str, unconfirmed: int, rulings: int, recommended: int, allowed: bool
) -> None:
    assert findings.finish_gate(outcome, unconfirmed, rulings, recommended).allowed is allowed


@pytest.mark.clause("6.4")
def test_the_reminders_follow_the_parameter() -> None:
    assert findings.reminder_days(date(2026, 3, 11), PACK) == (date(2026, 4, 10), date(2026, 5, 10))

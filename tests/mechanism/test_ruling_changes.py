"""The gates of an entry and of its change: the other body, the document, the order of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from duban.mechanism import findings
from duban.mechanism.findings import CHECKED, Hands, NewDocument, TermStep
from duban.mechanism.people.standing import Function

TODAY = date(2026, 4, 15)
CDI, ORG = Function.CDI, Function.ORG_DEPT


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("hands", "allowed"),
    [
        (Hands(CDI, ORG, same=False), True),
        (Hands(ORG, CDI, same=False), True),
        (Hands(CDI, CDI, same=False), False),
        (Hands(CDI, ORG, same=True), False),
        (Hands(CDI, Function.APPRAISAL, same=False), False),
        (Hands(CDI, None, same=False), False),
    ],
)
def test_the_other_body_and_another_person_check_an_entry(hands: Hands, allowed: bool) -> None:
    assert findings.by_the_other("核对登记", hands).allowed is allowed


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(("filed", "first", "second"), list(product((True, False), repeat=3)))
def test_without_a_scan_both_have_held_the_document_in_hand(filed: bool, first: bool, second: bool) -> None:
    decision = findings.confirm_gate(agrees=CHECKED, filed=filed, first_saw=first, second_saw=second)
    assert decision.allowed is (filed or (first and second))


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("left_out", CHECKED)
def test_every_part_is_held_against_the_document(left_out: str) -> None:
    parts = set(CHECKED) - {left_out}
    decision = findings.confirm_gate(agrees=parts, filed=True, first_saw=False, second_saw=False)
    assert [reason.field for reason in decision.missing] == ["agrees"]
    assert CHECKED[left_out] in decision.missing[0].finding


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(("body", "allowed"), [(CDI, True), (ORG, False), (None, False)])
def test_the_body_that_made_an_entry_puts_it_right(body: Function | None, allowed: bool) -> None:
    assert findings.own_body_gate(CDI, body).allowed is allowed


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("own", "body", "there", "allowed"),
    [
        (True, True, True, True),
        (False, True, True, False),
        (False, True, False, True),
        (False, False, False, False),
    ],
)
def test_an_entry_is_taken_back_by_who_made_it(own: bool, body: bool, there: bool, allowed: bool) -> None:
    assert findings.withdraw_gate(own=own, body=body, there=there).allowed is allowed


DOCUMENT: dict[str, Any] = {
    "organ": "县纪委监委", "number": "X纪撤〔2026〕1号", "on": TODAY, "decided_on": date(2026, 4, 10), "of_decider": True,
    "filed": True, "used": ("X纪〔2026〕8号",),
}  # fmt: skip


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": "X纪〔2026〕8号"}, "number"),
        ({"number": " "}, "number"),
        ({"of_decider": False}, "organ"),
        ({"of_decider": False, "level": "县"}, "organ"),
        ({"organ": ""}, "organ"),
        ({"on": date(2026, 4, 9)}, "answered_on"),
        ({"on": date(2026, 4, 16)}, "answered_on"),
        ({"filed": False}, "file"),
    ],
)
def test_a_change_rests_on_a_new_document_of_who_decided_or_of_a_superior(
    changed: dict[str, Any], field: str
) -> None:
    levels = ("中央", "省", "市")
    assert findings.change_gate(NewDocument(**DOCUMENT), levels, TODAY).allowed
    refused = findings.change_gate(NewDocument(**{**DOCUMENT, **changed}), levels, TODAY)
    assert [reason.field for reason in refused.missing] == [field]


@pytest.mark.clause("6.4")
def test_a_superior_or_the_original_in_hand_will_do() -> None:
    of_city = NewDocument(**{**DOCUMENT, "of_decider": False, "level": "市", "filed": False, "original": True})
    assert findings.change_gate(of_city, ("市",), TODAY).allowed


NAMES = ("事实所涉", "登记待核情形", "移交", "作出", "生效", "送达")


@pytest.mark.clause("6.4")
def test_a_walk_over_days_finds_every_pair_that_is_out_of_order() -> None:
    """Three days in every order over the six steps, each of which may be missing."""
    days: list[date | None] = [None, *(TODAY - timedelta(days=n) for n in (2, 1, 0))]
    for given in product(days, repeat=len(NAMES)):
        steps = [TermStep(name, day, name) for name, day in zip(NAMES, given, strict=True)]
        had = [(name, day) for name, day in zip(NAMES, given, strict=True) if day is not None]
        early = {
            name for n, (name, day) in enumerate(had) if any(before > day for _, before in had[:n])
        }
        wrong = [one for one in findings.in_order(steps, TODAY) if one.outcome.value != "met"]
        assert {one.field for one in wrong} == early
        for one in wrong:
            assert f"{dict(had)[one.field]:%Y-%m-%d}" in one.finding and "早于" in one.finding


@pytest.mark.clause("6.4")
def test_a_refusal_says_both_days() -> None:
    steps = (TermStep("移交", date(2026, 3, 10)), TermStep("作出", date(2026, 3, 1), "decided_on"))
    (reason,) = findings.in_order(steps, TODAY)
    assert reason.finding == "作出 2026-03-01，早于移交 2026-03-10。"
    (ahead,) = findings.in_order((TermStep("作出", date(2026, 4, 16), "decided_on"),), TODAY)
    assert ahead.finding == "作出 2026-04-16，晚于今天（2026-04-15）。"


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("transferred", "superior", "named"), [(True, False, 0), (False, True, 2), (False, False, 2)]
)
def test_a_decision_without_transfer_names_the_steps_that_it_does_not_have(
    transferred: bool, superior: bool, named: int
) -> None:
    found = findings.missing_steps(transferred=transferred, superior=superior)
    assert len(found) == named
    assert all(line.startswith(("移交", "告知", "督查室")) for line in found)


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("late", "reason", "allowed"), [(False, "", True), (True, "", False), (True, "因住院，有证明。", True)]
)
def test_a_late_appeal_is_accepted_for_a_reason(late: bool, reason: str, allowed: bool) -> None:
    assert findings.accept_appeal(late, reason).allowed is allowed


@pytest.mark.clause("6.4")
def test_an_earlier_day_of_an_appeal_is_proved() -> None:
    assert findings.filed_gate(TODAY, "", TODAY).allowed
    assert findings.filed_gate(date(2026, 4, 1), "4月1日邮戳", TODAY).allowed
    assert not findings.filed_gate(date(2026, 4, 1), " ", TODAY).allowed

"""What one decision touches of grade, bonus and honours, as the notice of its result names it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from duban.mechanism.consequences.codes import CODES
from duban.mechanism.consequences.history import Event, History, Override, YearSubject
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.reasoning.touching import Touched, touched
from duban.mechanism.consequences.rules import rules_for
from duban.mechanism.rulings.sanctions import Target, kinds_for
from tests.mechanism.years import LEADER, UNIT, event, pack, unit_event

EXCELLENT, LOWEST = "年度考核不得评为优秀等次（七（二））", "年度考核奖金按单位内部分配最低等次发放（七（二））"
CANCELLED, INDIVIDUAL = "取消当年度绩效奖金（七（二））", "取消先进个人等参评资格（七（三））"


def lines(subject: YearSubject, *events: Event, applied: str, **changes: Any) -> Touched:
    """What these kinds of one decision touch in 2026."""
    return touched(rules_for(pack(**changes), 2026), subject, events, applied)


@pytest.mark.clause("7.2.3", "7.2.4", "7.2.5", "7.3.2")
def test_a_circular_on_a_leader_names_the_lowest_bonus_and_counts_toward_its_loss() -> None:
    found = lines(LEADER, event("2026-03-02"), applied="7.2.4")
    assert found == Touched((EXCELLENT, LOWEST, INDIVIDUAL), (CANCELLED,))
    assert lines(LEADER, event("2026-03-02"), applied="7.3.2") == Touched((EXCELLENT, INDIVIDUAL), ())


@pytest.mark.clause("7.2.6")
def test_a_heavy_sanction_names_the_loss_of_the_bonus_itself() -> None:
    found = lines(LEADER, event("2026-03-02", "P_SERIOUS"), applied="7.2.4")
    assert CANCELLED in found.follows
    assert CANCELLED not in found.counted


@pytest.mark.clause("7.2.1", "7.3.1")
def test_a_first_circular_on_a_unit_counts_toward_the_cap_of_its_grade() -> None:
    assert lines(UNIT, unit_event("2026-03-02"), applied="7.2.1") == Touched((), ("绩效考核奖次受限（七（二））",))
    capped = lines(UNIT, unit_event("2026-03-02"), applied="7.2.1", unit_cap_first_count=1)
    assert capped == Touched(("绩效考核最高可评二等奖（七（二））",), ())
    assert lines(UNIT, unit_event("2026-03-02"), applied="7.3.1").follows == ("取消先进集体参评资格（七（三））",)


@pytest.mark.clause("7.2.1", "7.2.3")
def test_what_counts_nowhere_touches_nothing() -> None:
    assert lines(LEADER, event("2026-03-02", key_work=False, level="市"), applied="7.2.4") == Touched()
    assert lines(LEADER, event("2024-03-02"), applied="7.2.4") == Touched()


@pytest.mark.clause("7.2.1", "7.2.3", "7.3.1", "7.3.2")
def test_whatever_follows_from_any_kind_is_named_to_somebody_and_nothing_else_is() -> None:
    clauses = {Target.UNIT: ("7.2.1", "7.3.1"), Target.PERSON: ("7.2.3", "7.2.4", "7.3.2")}
    rules = rules_for(pack(), 2026)
    for subject, applied in ((UNIT, clauses[Target.UNIT]), (LEADER, clauses[Target.PERSON])):
        for kind in kinds_for(subject.target):
            alone = Event(kind.key, date(2026, 3, 2), subject.key)
            judged = judge(rules, subject, History((alone,))).consequences
            expected = {f"{one.label}（{one.cite}）" for one in judged if not (one.informs or CODES[one.code].advisory)}
            named = [touched(rules, subject, [alone], clause_id) for clause_id in applied]
            assert {words for one in named for words in one.follows} == expected, kind.key
            assert not {words for one in named for words in one.counted} & expected, kind.key


@pytest.mark.clause("8")
def test_a_superior_document_stands_behind_what_it_brings() -> None:
    bars = Override("关于年度考核的规定", "L_NO_EXCELLENT", measures=("诫勉",), since=date(2026, 1, 1))
    rules = rules_for(pack(), 2026)
    found = touched(replace(rules, overrides=(bars,)), LEADER, [event("2026-03-02", "ADMONITION")], "7.2.3")
    assert "年度考核不得评为优秀等次（八 → 上级文件）" in found.follows

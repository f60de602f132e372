"""Article 八: superior documents by explicit, dated records; a conflict is for a person to settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from duban.mechanism.consequences.history import History, Measure, Override
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.reasoning.explaining import explain
from duban.mechanism.consequences.rules import rules_for
from tests.mechanism.years import LEADER, UNIT, cap, codes, event, of, pack, unit_event

ADMONISHED = event("2026-05-01", "ADMONITION")
STRICTER = Override("省考核办法", "L_NO_EXCELLENT", measures=("诫勉",), level="省")
MILDER = Override("市考核办法", "L_NO_EXCELLENT", value=False, level="市")


def excellent_barred(*overrides: Override) -> bool:
    return "L_NO_EXCELLENT" in of(LEADER, ADMONISHED, overrides=overrides).codes


@pytest.mark.clause("8")
def test_a_superior_document_gives_a_result_that_the_notice_does_not() -> None:
    judged = of(LEADER, ADMONISHED, overrides=(STRICTER,))
    (result,) = judged.of("L_NO_EXCELLENT")
    assert result.cite == "八 → 上级文件"
    assert result.overrides == (STRICTER,)
    assert "L_NO_EXCELLENT" not in {one.code for one in judged.base}
    tree = explain(judged, "L_NO_EXCELLENT")
    assert tree.base == "按本通知没有这一结果"
    assert tree.documents == ("省考核办法（省）：年度考核不得评为优秀等次，适用",)


@pytest.mark.clause("8")
def test_a_superior_document_takes_a_result_away_and_the_base_is_still_shown() -> None:
    judged = of(LEADER, event("2026-05-01"), overrides=(MILDER,))
    assert "L_NO_EXCELLENT" not in judged.codes
    tree = explain(judged, "L_NO_EXCELLENT")
    assert not tree.follows
    assert tree.base == "按本通知：年度考核不得评为优秀等次"
    assert "市考核办法" in tree.decision.missing[0].finding


@pytest.mark.clause("8")
def test_a_superior_document_sets_another_cap() -> None:
    stricter = Override("市考核办法", "U_CAP", value="三等奖", level="市")
    assert cap(of(UNIT, unit_event("2026-05-01"), overrides=(stricter,))) == "三等奖"
    assert cap(of(UNIT, unit_event("2026-05-01"), overrides=(replace(stricter, value=True),))) == "二等奖"


@pytest.mark.clause("8")
def test_only_what_the_document_names_calls_for_it() -> None:
    assert not excellent_barred(replace(STRICTER, measures=("党内警告",)))
    assert excellent_barred(replace(STRICTER, measures=()))
    assert of(LEADER, overrides=(replace(STRICTER, measures=()),)).codes == ()


@pytest.mark.clause("8")
def test_a_document_on_units_does_not_touch_leaders() -> None:
    assert codes(of(LEADER, ADMONISHED, overrides=(Override("某办法", "U_NO_COLLECTIVE"),))) == codes(
        of(LEADER, ADMONISHED)
    )


@pytest.mark.clause("8")
def test_a_measure_can_call_for_a_superior_document() -> None:
    listed = History(measures=(Measure("挂牌督办", date(2026, 5, 1)),))
    document = Override("省评选办法", "U_NO_COLLECTIVE", measures=("挂牌督办",))
    assert codes(of(UNIT, history=listed, overrides=(document,))) == {"U_NO_COLLECTIVE"}
    assert codes(of(UNIT, history=listed, overrides=(document,), year=2027)) == set()


@pytest.mark.clause("8")
@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("2026-05-01", None, True), ("2026-05-02", None, False), (None, "2026-05-01", True), (None, "2026-04-30", False),
    ],
)  # fmt: skip
def test_a_document_applies_to_what_happened_while_it_was_in_force(
    since: str | None, until: str | None, holds: bool
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    assert excellent_barred(replace(STRICTER, since=days[0], until=days[1])) is holds


@pytest.mark.clause("8")
def test_two_documents_without_rank_are_an_error_for_a_person_even_if_they_agree() -> None:
    for other in (Override("乙文件", "L_NO_EXCELLENT"), Override("乙文件", "L_NO_EXCELLENT", value=False)):
        judged = of(LEADER, event("2026-05-01"), overrides=(Override("甲文件", "L_NO_EXCELLENT"), other))
        (conflict,) = judged.of("ERROR_OVERRIDE_CONFLICT")
        assert conflict.cite == "八"
        assert [one.source for one in conflict.overrides] == ["甲文件", "乙文件"]
        assert "L_NO_EXCELLENT" not in judged.codes


@pytest.mark.clause("8")
def test_the_higher_level_wins() -> None:
    assert excellent_barred(STRICTER, MILDER)
    assert excellent_barred(MILDER, STRICTER)
    judged = of(LEADER, ADMONISHED, overrides=(STRICTER, MILDER))
    assert [why for _, why in judged.refused] == ["让位于层级更高的上级文件"]


@pytest.mark.clause("8")
def test_inside_a_level_an_explicit_order_decides() -> None:
    strict, mild = replace(STRICTER, level="市", priority=1), replace(MILDER, priority=2)
    assert not excellent_barred(strict, mild)
    assert excellent_barred(replace(strict, priority=3), mild)
    tie = of(LEADER, ADMONISHED, overrides=(strict, replace(mild, priority=1)))
    assert "ERROR_OVERRIDE_CONFLICT" in tie.codes


@pytest.mark.clause("8")
def test_two_documents_on_two_kinds_do_not_meet() -> None:
    other = replace(STRICTER, measures=("党内警告",))
    judged = of(LEADER, ADMONISHED, event("2026-06-01", "P_WARN"), overrides=(STRICTER, other))
    assert "L_NO_EXCELLENT" in judged.codes
    assert "ERROR_OVERRIDE_CONFLICT" not in judged.codes


@pytest.mark.clause("8")
def test_the_documents_of_the_pack_apply_to_everybody() -> None:
    row = {"id": "1", "source": "省考核办法", "level": "省", "target": "L_NO_EXCELLENT", "measures": ["诫勉"]}
    rules = rules_for(pack(overrides=[row]), 2026)
    judged = judge(rules, LEADER, History(events=(ADMONISHED,)))
    assert [one.overrides[0].source for one in judged.of("L_NO_EXCELLENT")] == ["省考核办法"]


@pytest.mark.clause("8")
def test_the_samples_of_the_pack_are_not_in_force() -> None:
    assert "L_NO_EXCELLENT" not in of(LEADER, ADMONISHED).codes

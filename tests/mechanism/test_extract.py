"""What stands at the edges of the mechanism: kinds of behaviour, and the annual extract without a score."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from duban.mechanism.behaviour import known_behaviour
from duban.mechanism.papers.extract import Extract, ExtractMeasure, annual_extract
from duban.mechanism.parameters import default_pack

DAY = date(2026, 6, 1)


def taken(kind: str, day: date) -> ExtractMeasure:
    return ExtractMeasure(kind, "管网改造", f"X委办督函〔{day.year}〕1号", day, "整改中", "进展滞后", "abc")


@pytest.mark.clause("0.2")
@pytest.mark.parametrize("kind", ["不担当", "不作为", "乱作为", "慢作为", "失职失责", "其他"])
def test_the_kinds_of_behaviour_are_those_of_the_notice(kind: str) -> None:
    assert known_behaviour(kind, default_pack(), DAY).allowed


@pytest.mark.clause("0.2")
def test_a_behaviour_that_the_notice_does_not_name_is_refused_with_the_list() -> None:
    decision = known_behaviour("态度不好", default_pack(), DAY)
    assert not decision.allowed and "慢作为" in decision.missing[0].finding


@pytest.mark.clause("4.6")
def test_an_extract_lists_the_measures_of_its_year_in_order_and_counts_them() -> None:
    rows = [
        taken("挂牌督办", date(2026, 9, 1)),
        taken("督办函", date(2026, 3, 1)),
        taken("督办函", date(2025, 3, 1)),
    ]
    extract = annual_extract(rows, 2026, ("督办函", "联席约谈", "挂牌督办"))
    assert [row.kind for row in extract.rows] == ["督办函", "挂牌督办"]
    assert extract.counts == (("督办函", 1), ("联席约谈", 0), ("挂牌督办", 1))


@pytest.mark.clause("4.6")
def test_an_extract_holds_no_score() -> None:
    assert {field.name for field in fields(Extract)} == {"year", "rows", "counts"}

"""What changed since the last issue: better, worse, begun, ended, late; what stayed as it was is only counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from duban.mechanism.papers.changes import Changes, Late, Material, MatterNow, MeasureNow, changes, table

WORST = 2
MATTER = MatterNow("r1", "圩镇污水管网", "甲镇", 1, "party_office", "2.3", 1, 1)
MEASURE = MeasureNow(
    "letter", "X委办督函〔2026〕1号", "圩镇污水管网", "甲镇", 1, fresh=True, ended=False, running=True
)
LATE = Late("甲镇", 1, "圩镇污水管网", "报送进展", "3月1日", fresh=True)


def found(*matters: MatterNow, measures: tuple[MeasureNow, ...] = (), late: tuple[Late, ...] = ()) -> Changes:
    """The changes of a material."""
    return changes(Material(matters, measures, late), WORST)


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (1, 0, "better"), (2, 1, "better"), (None, 0, "better"), (0, 1, "worse"), (1, 2, "worse"), (None, 2, "worse"),
        (1, 1, ""), (2, 2, ""), (None, 1, ""), (None, None, ""), (1, None, ""),
    ],
)  # fmt: skip
def test_a_rating_is_told_when_it_changed_or_is_a_first_best_or_worst(
    before: int | None, now: int | None, told: str
) -> None:
    got = found(replace(MATTER, before=before, rating=now))
    assert ([] if told != "better" else ["r1"]) == [one.ref for one in got.better]
    assert ([] if told != "worse" else ["r1"]) == [one.ref for one in got.worse]


@pytest.mark.clause("4.2")
def test_what_was_told_before_and_stayed_is_only_counted() -> None:
    got = found(
        replace(MATTER, before=2, rating=2, problems="资金没有到位"),
        measures=(replace(MEASURE, fresh=False), replace(MEASURE, fresh=False)),
        late=(replace(LATE, fresh=False),),
    )
    assert not got.any
    assert got.causes == ()
    assert (got.unchanged.lagging, got.unchanged.late, got.unchanged.running) == (1, 1, 2)


def test_measures_that_began_and_ended_are_told_once_each() -> None:
    ended = replace(MEASURE, number="2号", fresh=False, ended=True, running=False)
    short = replace(MEASURE, number="3号", fresh=True, ended=True, running=False)
    got = found(MATTER, measures=(MEASURE, ended, short))
    assert [one.number for one in got.issued] == [MEASURE.number, "3号"]
    assert [one.number for one in got.ended] == ["2号", "3号"]
    assert got.unchanged.running == 0


def test_causes_are_the_problems_of_what_fell_each_once_with_its_units() -> None:
    def fell(unit: str, at: int, problems: str) -> MatterNow:
        return replace(MATTER, unit=unit, sequence=at, before=1, rating=2, problems=problems)

    got = found(fell("乙镇", 2, "用地手续没有办完。"), fell("甲镇", 1, "资金没有到位；用地手续没有办完"))
    assert got.causes == (("资金没有到位", "甲镇"), ("用地手续没有办完", "甲镇、乙镇"))


def test_everything_stands_in_the_order_of_units() -> None:
    rows = [replace(MATTER, ref=str(at), sequence=at, before=1, rating=2) for at in (3, 1, 2)]
    assert [one.ref for one in found(*rows).worse] == ["1", "2", "3"]


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    ("by", "keys"), [("office", ["gov_office", "party_office"]), ("field", ["2.1", "2.3"])]
)
def test_matters_are_counted_by_office_and_by_field(by: str, keys: list[str]) -> None:
    rows: list[Any] = [
        MATTER,
        replace(MATTER, rating=None),
        replace(MATTER, office="gov_office", field="2.1", rating=0),
    ]
    got = table(rows, by, 3)
    assert list(got) == keys
    assert got[keys[1]] == (0, 1, 0, 1)
    assert got[keys[0]] == (1, 0, 0, 0)

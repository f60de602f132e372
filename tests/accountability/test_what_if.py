"""Had another version been in force: past years judged twice, and why they differ."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.parameters import Pack
from duban.rulebook.registry import what_if
from duban.rulebook.selectors import pack_in_force
from tests.accountability.year_steps import superior
from tests.personas import County

SINCE = date(2026, 1, 5)


def packs(county: County, **values: object) -> tuple[Pack, Pack]:
    """The pack in force, and the same with other values."""
    old = pack_in_force(county.jurisdiction_id, date(2026, 12, 31))
    return old, old.with_values({key: (value, SINCE, "试算", "试算") for key, value in values.items()})


@pytest.mark.clause("7.2.1")
def test_a_lower_threshold_says_whose_result_would_differ_and_because_of_which_parameter(
    county: County,
) -> None:
    superior(county, "bureau_a")
    superior(county, "bureau_b")
    superior(county, "bureau_b")
    old, new = packs(county, unit_cap_first_count=1)
    evaluator = what_if()
    assert evaluator is not None
    assert list(evaluator.years(county.jurisdiction_id)) == [2026]
    judged = evaluator.judge(county.jurisdiction_id, 2026, old, new)
    assert judged.subjects >= 2
    (row,) = judged.differences
    assert (row.label, row.code, row.before, row.after) == (
        "XX县自然资源局", "U_CAP", "", "绩效考核最高可评二等奖"
    )  # fmt: skip
    assert (row.subject, row.because, row.clauses) == (
        county.bureau_a.unit.ref, ("unit_cap_first_count",), ("7.2.1",)
    )  # fmt: skip
    assert not row.reserved


@pytest.mark.clause("7.1.3")
def test_what_is_for_the_organisation_department_is_marked(county: County) -> None:
    superior(county, "bureau_a.principal")
    old, new = packs(county, circular_once_count=2, count_superior_decisions=False)
    judged = what_if().judge(county.jurisdiction_id, 2026, old, new)  # type: ignore[union-attr]
    assert {row.code: row.reserved for row in judged.differences} == {
        "L_NO_EXCELLENT": False, "L_BONUS_LOWEST": False, "L_NO_INDIVIDUAL": False, "L_ADVISE_ADJUST": True
    }  # fmt: skip


def test_equal_versions_differ_in_nothing(county: County) -> None:
    superior(county, "bureau_a")
    old, new = packs(county)
    assert what_if().judge(county.jurisdiction_id, 2026, old, new).differences == ()  # type: ignore[union-attr]

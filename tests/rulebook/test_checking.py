"""A draft is held against the scenarios and the past years: what would be different, and because of what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from duban.mechanism.parameters import Pack
from duban.rulebook import registry
from duban.rulebook.actions.checking import check_draft, go_through
from duban.rulebook.actions.confirming import submit_draft
from duban.rulebook.actions.drafting import redate_draft
from duban.rulebook.models import DraftCheck
from duban.rulebook.registry import Difference, Evaluator, JudgedTwice, register_what_if
from duban.rulebook.selectors import draft_view
from duban.shared.errors import Invalid, NotPermitted
from tests.personas import County
from tests.rulebook.drafting import opened, put, tried, unmet

pytestmark = pytest.mark.clause("9")


def difference(label: str, year: int, *, reserved: bool = False) -> Difference:
    return Difference(
        subject="abc", label=label, year=year, code="U_CAP", before="", after="绩效考核最高可评二等奖",
        because=("unit_cap_first_count",), clauses=("7.2.1",), reserved=reserved,
    )  # fmt: skip


@pytest.fixture
def nobody_on_record() -> Iterator[None]:
    before = list(registry._evaluators)
    registry._evaluators[:] = []
    yield
    registry._evaluators[:] = before


@pytest.fixture
def asked(nobody_on_record: None) -> list[tuple[int, int, int]]:
    """An evaluator that knows two past years; it keeps what it was asked: year, value before and after."""
    seen: list[tuple[int, int, int]] = []

    def judge(jurisdiction_id: int, year: int, before: Pack, after: Pack) -> JudgedTwice:
        on = date(year, 12, 31)
        seen.append((year, before.get("unit_cap_first_count", on), after.get("unit_cap_first_count", on)))
        rows = [difference("甲镇人民政府", year), difference("某某", year, reserved=True)]
        return JudgedTwice(7, tuple(rows) if before.hash != after.hash else ())

    register_what_if(Evaluator(lambda jurisdiction_id: (2025, 2024), judge))
    return seen


@pytest.mark.clause("7.2.1")
def test_the_scenarios_that_a_version_judges_differently_are_named_with_the_reason(county: County) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    tried(county, ref)
    check = draft_view(actor=county.inspector, ref=ref).check
    assert check is not None
    assert check.finished_at is not None
    assert len(check.scenarios) == 26
    changing = {each["id"]: each for each in check.changing}
    assert "U03" in changing
    assert "U04" not in changing
    one = changing["U03"]
    assert one["because"] == ["单位不得评为一等奖的次数：2次 → 1次"]
    assert one["before"] == ["取消先进集体参评资格（七（三））"]
    assert "绩效考核最高可评二等奖（七（二））" in one["after"]
    assert (one["held"], one["holds"]) == (True, False)
    assert "2026-05-12" in one["told"]
    assert "被追究责任1次" in one["explanation"]


def test_a_version_that_touches_no_result_changes_no_scenario(county: County) -> None:
    ref = opened(county)
    put(county, ref, "feedback_interval_days_letter", 30)
    tried(county, ref)
    check = draft_view(actor=county.inspector, ref=ref).check
    assert check is not None
    assert check.changing == ()
    assert all(each["holds"] for each in check.scenarios)


def test_past_years_are_judged_as_if_the_version_had_been_in_force(
    county: County, asked: list[tuple[int, int, int]]
) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    tried(county, ref)
    assert asked == [(2024, 2, 1), (2025, 2, 1)]
    check = draft_view(actor=county.org_dept.principal, ref=ref).check
    assert check is not None
    assert [(year.year, year.subjects, len(year.differences)) for year in check.years] == [
        (2024, 7, 2),
        (2025, 7, 2),
    ]
    assert check.differing == 4


@pytest.mark.clause("7.1.3")
def test_what_is_for_the_organisation_department_only_is_counted_but_not_shown_to_others(
    county: County, asked: list[tuple[int, int, int]]
) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    tried(county, ref)
    for who, shown, hidden in (("inspector", 1, 1), ("org_dept.deputy", 2, 0), ("registrar", 0, 2)):
        check = draft_view(actor=county.actor(who), ref=ref).check
        assert check is not None
        assert (len(check.years[0].differences), check.years[0].hidden) == (shown, hidden)


def test_with_nobody_to_judge_past_years_nothing_is_on_record(county: County, nobody_on_record: None) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    tried(county, ref)
    check = draft_view(actor=county.inspector, ref=ref).check
    assert check is not None
    assert check.years == ()


def test_a_check_that_fails_says_so_and_may_be_asked_for_again(
    county: County, nobody_on_record: None
) -> None:
    def broken(jurisdiction_id: int, year: int, before: Pack, after: Pack) -> JudgedTwice:
        raise RuntimeError("磁盘已满")

    register_what_if(Evaluator(lambda jurisdiction_id: (2025,), broken))
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    tried(county, ref)
    check = draft_view(actor=county.inspector, ref=ref).check
    assert check is not None
    assert "磁盘已满" in check.fault
    register_what_if(Evaluator(lambda jurisdiction_id: (), broken))
    tried(county, ref)
    again = draft_view(actor=county.inspector, ref=ref).check
    assert again is not None
    assert (again.fault, again.finished_at is not None) == ("", True)


def test_a_check_is_of_one_content_only(county: County) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    tried(county, ref)
    put(county, ref, "many_times", 3)
    check = draft_view(actor=county.inspector, ref=ref).check
    assert check is not None
    assert not check.current


def test_the_same_content_is_not_tried_twice_at_once(county: County) -> None:
    ref = opened(county)
    with unmet("还没有改动"):
        check_draft(actor=county.inspector, ref=ref)
    put(county, ref, "many_times", 3)
    check_draft(actor=county.inspector, ref=ref)
    with pytest.raises(Invalid, match="正在核对"):
        check_draft(actor=county.inspector, ref=ref)
    with pytest.raises(NotPermitted):
        check_draft(actor=county.secretary, ref=ref)


def test_a_job_that_comes_twice_or_too_late_does_nothing(county: County) -> None:
    ref = opened(county)
    put(county, ref, "many_times", 3)
    tried(county, ref)
    first = DraftCheck.objects.get(draft__ref=ref).finished_at
    go_through(jurisdiction_id=county.jurisdiction_id, ref=ref)
    assert DraftCheck.objects.get(draft__ref=ref).finished_at == first


def test_a_change_in_the_middle_of_a_year_by_which_a_year_is_judged_is_pointed_out(county: County) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    put(county, ref, "many_times", 3)
    assert draft_view(actor=county.inspector, ref=ref).midyear == ("单位不得评为一等奖的次数",)
    january = opened(county, title="次年起", effective_on=date(2027, 1, 1))
    put(county, january, "unit_cap_first_count", 1)
    assert draft_view(actor=county.inspector, ref=january).midyear == ()


@pytest.mark.clause("7.2.1", "9")
def test_what_a_whole_year_is_judged_by_is_not_submitted_for_the_middle_of_one(county: County) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    tried(county, ref)
    with unmet("按整个年度计算"):
        submit_draft(actor=county.inspector, ref=ref)
    redate_draft(actor=county.inspector, ref=ref, effective_on=date(2027, 1, 1), reason="自次年起")
    tried(county, ref)
    submit_draft(actor=county.inspector, ref=ref)

"""What a county lacks to begin: whatever is taken away is named at its step, and at no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from duban.mechanism.people.founding import SEATS, CountyBegun, FoundingStep, UnitBegun, missing, seat_name
from duban.mechanism.people.standing import OFFICES, SHARING, Function

ORGANS = (*SHARING, Function.APPRAISAL)
TOWN = UnitBegun("甲镇", Function.NONE, principal=True, liaison=True, account=True)
WHOLE = CountyBegun(
    units=(*(UnitBegun(one.label, one, principal=True, liaison=False, account=True) for one in ORGANS), TOWN),
    seats=frozenset(SEATS), years=frozenset({2026}), year=2026, in_force=True, numbered=frozenset(OFFICES), registered=True,
)  # fmt: skip


def lacking(county: CountyBegun) -> dict[FoundingStep, tuple[str, ...]]:
    return {step: found for step, found in missing(county).items() if found}


def with_units(*units: UnitBegun) -> CountyBegun:
    return replace(WHOLE, units=units)


@pytest.mark.clause("1.1", "1.2", "3.0", "9")
def test_a_whole_county_lacks_nothing() -> None:
    assert lacking(WHOLE) == {}
    assert set(missing(WHOLE)) == set(FoundingStep)


TAKEN = {
    "an organ": (with_units(*(one for one in WHOLE.units if one.function is not Function.CDI)), FoundingStep.UNITS,
                 "还没有：县纪委监委"),
    "all units": (with_units(*WHOLE.units[:-1]), FoundingStep.UNITS, "还没有登记责任单位（镇、县直单位等）"),
    "a principal": (with_units(*WHOLE.units[:-1], replace(TOWN, principal=False)), FoundingStep.PEOPLE, "没有主要领导：甲镇"),
    "a liaison": (with_units(*WHOLE.units[:-1], replace(TOWN, liaison=False)), FoundingStep.PEOPLE, "没有联络员：甲镇"),
    "an account": (with_units(*WHOLE.units[:-1], replace(TOWN, account=False)), FoundingStep.SIGN_IN, "还没有人开通账号：甲镇"),
    "the calendar": (replace(WHOLE, years=frozenset({2025})), FoundingStep.CALENDAR, "2026年的节假日安排没有录入"),
    "the notice": (replace(WHOLE, in_force=False), FoundingStep.NOTICE, "还没有生效的通知"),
    "the numbers": (replace(WHOLE, numbered=frozenset(OFFICES[:1])), FoundingStep.NUMBERS, "没有起号：县政府办公室"),
    "the matter": (replace(WHOLE, registered=False), FoundingStep.MATTER, "还没有登记重点工作"),
    **{f"the {role.value} of {function.value}": (replace(WHOLE, seats=frozenset(SEATS) - {(role, function)}), FoundingStep.POSTS,
       f"还没有任：{seat_name(role, function)}") for role, function in SEATS},
}  # fmt: skip


@pytest.mark.parametrize("taken", TAKEN)
def test_whatever_is_taken_away_is_named_at_its_step(taken: str) -> None:
    county, step, text = TAKEN[taken]
    assert lacking(county) == {step: (text,)}


def test_of_many_units_some_are_named_and_all_are_counted() -> None:
    towns = [replace(TOWN, name=f"{n}镇", liaison=False) for n in range(12)]
    found = lacking(with_units(*WHOLE.units, *towns))
    assert found == {FoundingStep.PEOPLE: ("没有联络员：0镇、1镇、2镇、3镇、4镇等 12 个单位",)}


def test_a_later_year_of_the_calendar_is_as_good() -> None:
    assert lacking(replace(WHOLE, years=frozenset({2027}))) == {}

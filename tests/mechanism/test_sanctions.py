"""The kinds of sanctions: scales, ranks, periods of effect, and who may impose what on whom."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.parameters import default_pack
from duban.mechanism.rulings import sanctions
from duban.mechanism.rulings.sanctions import (
    Scale,
    Target,
    UnknownKind,
    effect_until,
    fitting,
    kind,
    kinds_for,
)

DAY = date(2026, 5, 31)


def words(scale: Scale) -> list[str]:
    return [one.level for one in sanctions.scale_of(scale)]


@pytest.mark.clause("6.5")
def test_each_scale_stands_from_the_lightest_to_the_heaviest() -> None:
    assert words(Scale.UNIT) == ["检查", "通报", "改组"]
    assert words(Scale.ORG_MEASURE) == ["停职检查", "调整职务", "责令辞职", "免职", "降职"]
    assert words(Scale.PARTY) == ["警告", "严重警告", "撤销党内职务", "留党察看", "开除党籍"]
    assert words(Scale.GOV) == ["警告", "记过", "记大过", "降级", "撤职", "开除"]
    assert words(Scale.INSTITUTION) == ["警告", "记过", "降低岗位等级", "开除"]


@pytest.mark.clause("6.5")
def test_the_scales_agree_with_the_lists_of_the_pack() -> None:
    for key, scale in (
        ("party_ladder", Scale.PARTY),
        ("gov_ladder", Scale.GOV),
        ("org_measures", Scale.ORG_MEASURE),
        ("unit_accountability_kinds", Scale.UNIT),
    ):
        assert tuple(words(scale)) == default_pack().get(key, DAY)


def test_a_bare_warning_is_no_kind_and_the_two_warnings_are_two() -> None:
    with pytest.raises(UnknownKind, match="没有“警告”这种处理方式"):
        sanctions.kind_of_word("警告", Target.PERSON)
    party = sanctions.kind_of_word("党内警告", Target.PERSON)
    gov = sanctions.kind_of_word("政务警告", Target.PERSON)
    assert (party.level, gov.level) == ("警告", "警告")
    assert (party.months, gov.months) == (12, 6)
    assert party.key != gov.key


def test_a_circular_on_a_unit_and_one_on_a_person_are_two_kinds() -> None:
    assert sanctions.kind_of_word("通报", Target.UNIT).key == "U_CIRCULAR"
    assert sanctions.kind_of_word("通报", Target.PERSON).key == "CIRCULAR"


def test_removal_from_office_is_a_measure_and_removal_from_post_a_sanction() -> None:
    assert sanctions.kind_of_word("免职", Target.PERSON).scale is Scale.ORG_MEASURE
    assert sanctions.kind_of_word("政务撤职", Target.PERSON).scale is Scale.GOV


@pytest.mark.parametrize(
    ("key", "months"),
    [
        ("P_WARN", 12), ("P_SERIOUS", 18), ("P_REMOVE", 24), ("P_PROBATION", None),
        ("G_WARN", 6), ("G_DEMERIT", 12), ("G_MAJOR", 18), ("G_DOWNGRADE", 24), ("G_REMOVE", 24), ("G_DISMISS", None),
        ("ADMONITION", 6), ("REASSIGN", 12), ("REMOVE", 24), ("CIRCULAR", None),
    ],
)  # fmt: skip
def test_the_period_of_effect_is_that_of_the_superior_regulations(key: str, months: int | None) -> None:
    assert kind(key).months == months


@pytest.mark.clause("6.5")
def test_the_period_runs_in_months_from_the_day_of_effect() -> None:
    assert effect_until(kind("G_WARN"), DAY) == date(2026, 11, 30)
    assert effect_until(kind("CIRCULAR"), DAY) is None


@pytest.mark.clause("6.5")
def test_a_decision_may_state_another_period() -> None:
    assert effect_until(kind("P_SERIOUS"), DAY, 24) == date(2028, 5, 31)
    assert effect_until(kind("P_PROBATION"), DAY, 12) == date(2027, 5, 31)


@pytest.mark.clause("6.5")
def test_the_personnel_category_decides_the_scale() -> None:
    def scales(category: str) -> set[Scale]:
        return {one.scale for one in kinds_for(Target.PERSON, category)}

    assert Scale.CIVIL in scales("公务员")
    assert Scale.CIVIL not in scales("国有企业人员")
    assert Scale.SOE in scales("国有企业人员")
    assert Scale.INSTITUTION in scales("事业单位人员")
    assert {Scale.PARTY, Scale.GOV} <= scales("事业单位人员")
    assert kinds_for(Target.UNIT) == sanctions.scale_of(Scale.UNIT)


def asked(key: str, **changed: str) -> sanctions.Decision:
    given = {"category": "公务员", "level": "县", "issuer": "县纪委监委"} | changed
    return fitting([key], target=Target.PERSON, **given)


@pytest.mark.clause("6.4", "6.5")
def test_a_kind_fits_its_subject_its_category_and_the_organ_that_decides() -> None:
    assert asked("G_DEMERIT").allowed
    assert asked("REMOVE", issuer="县委").allowed
    assert asked("REMOVE", issuer="县纪委监委、县委组织部").allowed
    assert asked("REMOVE", level="市", issuer="市纪委监委").allowed


@pytest.mark.clause("6.4", "6.5")
@pytest.mark.parametrize(
    ("key", "changed", "finding"),
    [
        ("NO_SUCH", {}, "“NO_SUCH”不在种类以内。"),
        ("U_CIRCULAR", {}, "单位：通报不适用于人员。"),
        ("C_DEMERIT", {"category": "国有企业人员", "issuer": "任免机关"}, "公务员记过不适用于国有企业人员。"),
        ("TO_RANK", {"category": "事业单位人员", "issuer": "县委"}, "转任职级不适用于事业单位人员。"),
        ("REMOVE", {}, "免职（县委、县委组织部）不由县纪委监委采取。"),
    ],
)
def test_what_does_not_fit_is_said(key: str, changed: dict[str, str], finding: str) -> None:
    missing = asked(key, **changed).missing
    assert [reason.finding for reason in missing] == [finding]


@pytest.mark.clause("6.5")
@pytest.mark.parametrize(
    ("keys", "too_many"),
    [
        (["G_DEMERIT", "G_WARN"], ["政务记过", "政务警告"]),
        (["P_WARN", "P_SERIOUS"], ["党内警告", "党内严重警告"]),
        (["G_WARN", "C_WARN"], ["政务警告", "公务员警告"]),
        (["P_SERIOUS", "G_DEMERIT"], []),
        (["CIRCULAR", "ADMONITION", "REASSIGN", "DEMOTE_POST", "P_WARN"], []),
    ],
)
def test_one_decision_takes_one_sanction_of_the_party_and_one_of_the_state(
    keys: list[str], too_many: list[str]
) -> None:
    assert [one.word for one in sanctions.too_many(kind(key) for key in keys)] == too_many


def test_every_kind_has_its_own_key_word_route_and_basis() -> None:
    every = sanctions.kinds()
    assert len({one.key for one in every}) == len(every)
    assert len({(one.target, one.word) for one in every}) == len(every)
    assert len({(one.scale, one.level) for one in every}) == len(every)
    assert all(one.basis and one.issuers and one.route for one in every)


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(UnknownKind, match="没有“X”"):
        kind("X")

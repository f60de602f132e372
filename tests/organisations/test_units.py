"""Units: entered by the administrator, of the kinds of article 一, merged with what is open passing on."""

from __future__ import annotations

from datetime import date

import pytest

from duban.acts import kinds
from duban.acts.kinds import Bearer
from duban.acts.models import Obligation
from duban.acts.registry import action_for
from duban.acts.work import act
from duban.audit.models import Entry
from duban.mechanism.people.standing import PostRole, Role
from duban.organisations.actions.units import change_unit, close_unit, create_unit, merge_unit
from duban.organisations.models import Unit
from duban.organisations.selectors import directory
from duban.shared.errors import Invalid, NotPermitted, Stale, Unmet, WrongState
from tests.personas import BUREAU, TOWN, County


def new_unit(county: County, **given: object) -> str:
    values = {
        "name": "丁镇人民政府", "short_name": "丁镇", "kind": TOWN, "sequence": 200, "active_from": date(2026, 3, 1),
    }  # fmt: skip
    return create_unit(actor=county.registrar, **{**values, **given}).ref  # type: ignore[arg-type]


@pytest.mark.clause("1.1")
def test_a_unit_of_a_kind_of_the_notice_is_entered(county: County) -> None:
    ref = new_unit(county)
    known = directory(county.jurisdiction_id)
    assert known.unit_by_ref(ref).name == "丁镇人民政府"
    assert [unit.short_name for unit in known.units][-1] == "丁镇"


@pytest.mark.clause("1.1")
def test_a_kind_that_the_notice_does_not_name_is_refused(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        new_unit(county, kind="民营企业")
    assert list(refused.value.fields) == ["kind"]
    assert "没有这一选项" in refused.value.fields["kind"]
    assert not Unit.objects.filter(short_name="丁镇").exists()


@pytest.mark.clause("1.1")
def test_an_organ_that_leads_is_entered_but_is_of_no_kind_of_the_notice(county: County) -> None:
    from duban.rulebook.selectors import pack_in_force

    ref = new_unit(county, name="中国共产党XX县委员会", short_name="县委", kind="领导机构")
    kind = directory(county.jurisdiction_id).unit_by_ref(ref).kind
    assert kind not in pack_in_force(county.jurisdiction_id, date(2026, 3, 2)).get(
        "unit_kinds", date(2026, 3, 2)
    )


@pytest.mark.parametrize("field", ["name", "short_name"])
def test_a_name_in_use_is_refused_beside_its_field(county: County, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        new_unit(county, **{field: "甲镇"})
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "很" * 81),
        ("short_name", "  "),
        ("sequence", -1),
        ("active_from", date(202, 3, 1)),
        ("active_from", date(2062, 3, 1)),
        ("side", "army"),
        ("function", "navy"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(county: County, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        new_unit(county, **{field: value})
    assert list(refused.value.fields) == [field]


def test_a_function_belongs_to_one_unit(county: County) -> None:
    with pytest.raises(Invalid, match="一个职能只有一个单位"):
        new_unit(county, function="cdi")


@pytest.mark.parametrize("who", ["inspector", "secretary", "org_dept.principal", "town_a.principal"])
def test_only_the_administrator_enters_units(county: County, who: str) -> None:
    with pytest.raises(NotPermitted, match="系统管理员"):
        create_unit(
            actor=county.actor(who), name="丁镇人民政府", short_name="丁镇", kind=TOWN, sequence=1,
            active_from=date(2026, 1, 1),
        )  # fmt: skip
    assert (
        Entry.objects.filter(act="unit.create", outcome="refused", actor_id=county.persons[who]).count() == 1
    )


def test_a_double_click_enters_one_unit(county: County) -> None:
    first = new_unit(county, once="key-1")
    again = action_for("unit.create")(
        actor=county.registrar, name="丁镇人民政府", short_name="丁镇", kind=TOWN, sequence=200,
        active_from=date(2026, 3, 1), once="key-1",
    )  # fmt: skip
    assert (again.ref, again.repeated) == (first, True)
    assert Unit.objects.filter(short_name="丁镇").count() == 1


def test_renaming_is_seen_at_once_and_told_in_the_history(county: County) -> None:
    unit = county.bureau_a.unit
    done = change_unit(
        actor=county.registrar, ref=unit.ref, expect=unit.version, name="XX县自然资源和规划局", short_name="自规局",
        sequence=unit.sequence, side="gov", basis="X编〔2026〕2号",
    )  # fmt: skip
    assert county.bureau_a.unit.short_name == "自规局"
    assert "自然资源局" in done.sentence
    assert "更名为“XX县自然资源和规划局”" in done.sentence


def test_an_outdated_form_is_told_what_the_other_did(county: County) -> None:
    unit = county.bureau_a.unit
    values = {"sequence": 5, "side": "gov"}
    change_unit(
        actor=county.registrar, ref=unit.ref, expect=unit.version, name="新局", short_name="新局", **values
    )
    with pytest.raises(Stale) as stale:
        change_unit(
            actor=county.registrar,
            ref=unit.ref,
            expect=unit.version,
            name="另局",
            short_name="另局",
            **values,
        )
    assert "更名为“新局”" in stale.value.changes[0].sentence


@pytest.fixture
def passed_on(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    seen: list[tuple[str, str]] = []
    monkeypatch.setattr(
        kinds, "_mergers", [lambda work, one, into: seen.append((one.short_name, into.short_name))]
    )
    return seen


@pytest.mark.clause("1.2")
def test_a_merger_passes_open_things_on_and_ends_the_posts(
    county: County, passed_on: list[tuple[str, str]]
) -> None:
    town, into = county.town_b, county.town_a
    principal = town.principal
    merge_unit(actor=county.registrar, ref=town.unit.ref, into=into.id, merged_on=date(2026, 3, 1))
    known = directory(county.jurisdiction_id)
    assert passed_on == [("乙镇", "甲镇")]
    assert known.unit(town.unit_id).active_to == date(2026, 2, 28)
    assert known.successor(town.unit_id, date(2026, 3, 2)).short_name == "甲镇"
    assert known.successor(town.unit_id, date(2026, 2, 28)).short_name == "乙镇"
    assert known.principals(town.unit_id, date(2026, 3, 2)) == []
    assert principal.person_id in {h.person_id for h in known.principals(town.unit_id, date(2026, 2, 28))}
    assert county.actor("town_b.principal").posts == ()


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    ("into", "on", "field"),
    [
        ("town_b", date(2026, 3, 1), "into"),
        ("town_a", date(2026, 3, 3), "merged_on"),
        ("town_a", date(2019, 1, 1), "merged_on"),
    ],
)
def test_a_merger_that_makes_no_sense_is_refused(county: County, into: str, on: date, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        merge_unit(
            actor=county.registrar, ref=county.town_b.unit.ref, into=getattr(county, into).id, merged_on=on
        )
    assert field in refused.value.fields


def test_a_merged_unit_is_not_merged_again(county: County, passed_on: list[tuple[str, str]]) -> None:
    ref = county.town_b.unit.ref
    merge_unit(actor=county.registrar, ref=ref, into=county.town_a.id, merged_on=date(2026, 3, 1))
    with pytest.raises(WrongState, match="已并入"):
        merge_unit(actor=county.registrar, ref=ref, into=county.town_c.id, merged_on=date(2026, 3, 1))


@pytest.mark.clause("1.2")
def test_a_unit_that_owes_something_is_not_closed(county: County) -> None:
    unit = county.bureau_c.unit
    with act(county.registrar, "unit.change", unit.ref) as a:
        a.owe("unit.change", Bearer(Role.LIAISON, unit.id), "报送", "1.2", obj=a.object)
    with pytest.raises(Unmet, match="没有未办结的事项|未满足") as refused:
        close_unit(actor=county.registrar, ref=unit.ref, closed_on=date(2026, 3, 1))
    assert refused.value.decision.missing[0].remedies[0].act == "unit.merge"
    Obligation.objects.all().delete()
    close_unit(actor=county.registrar, ref=unit.ref, closed_on=date(2026, 3, 1))
    assert (
        directory(county.jurisdiction_id).holders(date(2026, 3, 2), role=PostRole.PRINCIPAL, unit_id=unit.id)
        == []
    )


def test_the_name_of_a_closed_unit_is_free_again(county: County) -> None:
    close_unit(actor=county.registrar, ref=county.bureau_c.unit.ref, closed_on=date(2026, 2, 28))
    new_unit(county, name="XX县水务局", short_name="水务局", kind=BUREAU)

"""What superior documents provide otherwise (八): registered, confirmed by two persons, ranked by a person, ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.audit.verify import verify
from duban.mechanism.consequences.history import Event, History, YearSubject
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.rules import rules_for
from duban.mechanism.rulings.sanctions import Target
from duban.rulebook.actions.drafting import set_parameter
from duban.rulebook.actions.superiors import (
    confirm_change,
    confirm_override,
    discard_override,
    propose_end,
    propose_rank,
    register_override,
    withdraw_change,
)
from duban.rulebook.models import SuperiorRule
from duban.rulebook.selectors import notice_view, overrides_in_force, pack_in_force, superior_lines
from duban.shared.errors import Invalid, NotFound, NotPermitted, WrongState
from tests.personas import County
from tests.rulebook.drafting import PAPER, REASON, SOURCE, confirmed, opened, unmet

pytestmark = pytest.mark.clause("8")
DAY = date(2026, 3, 2)
YEAR_END = date(2026, 12, 31)
GIVEN: dict[str, Any] = {
    "title": "关于年度考核的规定",
    "number": "X人社发〔2025〕8号",
    "body": "XX省人力资源和社会保障厅",
    "level": "省",
    "words": "受到诫勉的，当年年度考核不得确定为优秀等次。",
    "target_kind": "result",
    "target": "L_NO_EXCELLENT",
    "value": "true",
    "measures": ["诫勉"],
    "since": date(2026, 1, 1),
    "file": PAPER,
}
PARAMETER = {
    "target_kind": "parameter", "parameter": "count_pending", "parameter_value": "否", "since": DAY,
    "target": "", "value": "", "measures": [],
}  # fmt: skip
OTHER = {"title": "关于改进考核的意见", "number": "X办发〔2026〕5号", "value": "false"}


def registered(county: County, who: str = "inspector", **given: Any) -> str:
    return register_override(actor=county.actor(who), **{**GIVEN, **given}).ref


def active(county: County, **given: Any) -> str:
    ref = registered(county, **given)
    confirm_override(actor=county.office_head, ref=ref)
    return ref


def admonished(county: County, on: date = date(2026, 5, 1), year: int = 2026) -> tuple[str, ...]:
    """The results of a leading cadre who was admonished once."""
    pack = pack_in_force(county.jurisdiction_id, date(year, 12, 31))
    history = History(events=(Event("ADMONITION", on, document="X纪发〔2026〕2号"),))
    return judge(rules_for(pack, year), YearSubject("p", Target.PERSON), history).codes


def test_an_entry_holds_only_once_another_person_has_confirmed_it(county: County) -> None:
    assert "L_NO_EXCELLENT" not in admonished(county)
    ref = registered(county)
    assert overrides_in_force(county.jurisdiction_id, DAY) == ()
    assert "L_NO_EXCELLENT" not in admonished(county)
    confirm_override(actor=county.office_head, ref=ref)
    (rule,) = overrides_in_force(county.jurisdiction_id, DAY)
    override = rule.override()
    assert (override.target, override.value, override.measures) == ("L_NO_EXCELLENT", True, ("诫勉",))
    assert override.source == "XX省人力资源和社会保障厅《关于年度考核的规定》（X人社发〔2025〕8号）"
    assert "L_NO_EXCELLENT" in admonished(county)


def test_it_holds_from_its_own_day_and_not_before(county: County) -> None:
    active(county, since=date(2026, 7, 1))
    assert "L_NO_EXCELLENT" not in admonished(county, on=date(2026, 6, 30))
    assert "L_NO_EXCELLENT" in admonished(county, on=date(2026, 7, 1))


def test_a_document_that_is_registered_after_the_year_still_holds_for_it(county: County) -> None:
    with county.on("2027-01-04"):
        ref = registered(county)
        confirm_override(actor=county.office_head, ref=ref)
        assert "L_NO_EXCELLENT" in admonished(county)


def test_a_version_that_comes_later_keeps_what_superior_documents_provide(county: County) -> None:
    confirmed(county, {"many_times": 3})
    active(county)
    confirmed(county, {"bottom_n": 5}, title="再一版", effective_on=date(2026, 5, 1))
    for day in (DAY, date(2026, 4, 2), YEAR_END):
        pack = pack_in_force(county.jurisdiction_id, day)
        assert [row["target"] for row in pack.get("overrides", day)] == ["L_NO_EXCELLENT"]
    assert pack_in_force(county.jurisdiction_id, YEAR_END).get("many_times", YEAR_END) == 3


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"title": " "}, "title"),
    ({"number": ""}, "number"),
    ({"body": ""}, "body"),
    ({"words": ""}, "words"),
    ({"number": "号" * 61}, "number"),
    ({"level": "县"}, "level"),
    ({"target_kind": ""}, "target_kind"),
    ({"target": "TASK_REASSESS"}, "target"),
    ({"target": "NO_SUCH"}, "target"),
    ({"value": "一等奖"}, "value"),
    ({"target": "U_CAP", "value": "特等奖", "measures": []}, "value"),
    ({"measures": ["批评"]}, "measures"),
    ({"until": date(2025, 12, 31)}, "until"),
    ({"since": date(1900, 1, 1)}, "since"),
    ({"priority": 1.5}, "priority"),
    ({"priority": 100}, "priority"),
    ({**PARAMETER, "parameter": "no_such"}, "parameter"),
    ({**PARAMETER, "parameter": "effective_to"}, "parameter"),
    ({**PARAMETER, "parameter_value": "也许"}, "parameter_value"),
    ({**PARAMETER, "parameter": "many_times", "parameter_value": "两次"}, "parameter_value"),
)


@pytest.mark.parametrize(("given", "field"), WRONG)
def test_an_entry_that_does_not_fit_is_refused_beside_its_field(
    county: County, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        registered(county, **given)
    assert list(refused.value.fields) == [field]
    assert not SuperiorRule.objects.exists()


def test_the_same_provision_is_not_registered_twice(county: County) -> None:
    ref = registered(county)
    with pytest.raises(Invalid, match="已经登记"):
        registered(county)
    discard_override(actor=county.inspector, ref=ref, reason="文号有误")
    registered(county)


@pytest.mark.parametrize(
    "who", ["office_head", "secretary", "cdi.principal", "org_dept.principal", "town_a.principal"]
)
def test_only_inspectors_and_the_administrator_register(county: County, who: str) -> None:
    with pytest.raises(NotPermitted):
        registered(county, who)


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("inspector", NotPermitted),
        ("registrar", NotPermitted),
        ("vice", NotPermitted),
        ("town_a.principal", NotFound),
    ],
)
def test_those_who_enter_do_not_confirm(county: County, who: str, error: type[Exception]) -> None:
    ref = registered(county)
    with pytest.raises(error):
        confirm_override(actor=county.actor(who), ref=ref)


def test_by_natural_person_nobody_confirms_what_he_entered(county: County) -> None:
    from tests.personas import appoint

    appoint(
        actor=county.registrar, person=county.person("inspector2"), role="office_head", title="代主任",
        unit=county.party_office.id, starts_on=DAY,
    )  # fmt: skip
    ref = registered(county, "inspector2")
    with unmet("不由同一人办理"):
        confirm_override(actor=county.inspector2, ref=ref)


def test_two_documents_of_one_level_that_meet_are_an_error_that_a_person_settles(county: County) -> None:
    first, second = active(county), active(county, **OTHER)
    assert "ERROR_OVERRIDE_CONFLICT" in admonished(county)
    lines = {line.ref: line for line in superior_lines(actor=county.inspector)}
    assert lines[first].clashes == ("《关于改进考核的意见》（X办发〔2026〕5号）",)
    assert lines[second].clashes == ("《关于年度考核的规定》（X人社发〔2025〕8号）",)
    for ref, priority in ((first, 2), (second, 1)):
        propose_rank(actor=county.inspector, ref=ref, priority=priority, source=SOURCE, reason="新文件优先")
        assert "ERROR_OVERRIDE_CONFLICT" in admonished(county)
        confirm_change(actor=county.office_head, ref=ref)
    assert "ERROR_OVERRIDE_CONFLICT" not in admonished(county)
    assert "L_NO_EXCELLENT" in admonished(county)
    assert all(line.clashes == () for line in superior_lines(actor=county.inspector))


@pytest.mark.parametrize(
    "given",
    [
        {"level": "中央"},
        {"measures": ["党内警告"]},
        {"since": date(2027, 1, 1)},
        {"target": "L_BONUS_LOWEST"},
    ],
)
def test_documents_of_other_levels_kinds_days_or_targets_do_not_contradict(
    county: County, given: dict[str, Any]
) -> None:
    active(county, until=date(2026, 12, 31))
    active(county, **{**OTHER, **given})
    assert all(line.clashes == () for line in superior_lines(actor=county.inspector))


def test_an_entry_that_waits_contradicts_nothing(county: County) -> None:
    active(county)
    registered(county, **OTHER)
    assert all(line.clashes == () for line in superior_lines(actor=county.inspector))


def test_it_ends_on_a_day_that_two_persons_set(county: County) -> None:
    ref = active(county)
    with county.on("2026-06-10"):
        with pytest.raises(Invalid, match="不能早于"):
            propose_end(actor=county.inspector, ref=ref, until=date(2026, 6, 9), source=SOURCE, reason="废止")
        propose_end(actor=county.inspector, ref=ref, until=date(2026, 6, 30), source=SOURCE, reason="废止")
        assert overrides_in_force(county.jurisdiction_id, date(2026, 8, 1))
        with pytest.raises(NotPermitted):
            confirm_change(actor=county.inspector, ref=ref)
        confirm_change(actor=county.gov_head, ref=ref)
    assert overrides_in_force(county.jurisdiction_id, date(2026, 6, 30))
    assert overrides_in_force(county.jurisdiction_id, date(2026, 7, 1)) == ()
    assert "L_NO_EXCELLENT" in admonished(county, on=date(2026, 6, 30))
    assert "L_NO_EXCELLENT" not in admonished(county, on=date(2026, 7, 1))
    with pytest.raises(WrongState, match="已终止"):
        propose_end(actor=county.inspector, ref=ref, until=date(2026, 8, 1), source=SOURCE, reason="废止")


def test_a_change_that_is_taken_back_changes_nothing(county: County) -> None:
    ref = active(county)
    propose_end(actor=county.inspector, ref=ref, until=date(2026, 6, 30), source=SOURCE, reason="废止")
    withdraw_change(actor=county.inspector, ref=ref, reason="文件仍有效")
    assert SuperiorRule.objects.get(ref=ref).state == "active"
    assert overrides_in_force(county.jurisdiction_id, date(2026, 8, 1))


def test_a_parameter_follows_a_superior_document_for_its_days_and_then_returns(county: County) -> None:
    active(county, **PARAMETER, until=date(2026, 6, 30))
    where = county.jurisdiction_id
    for day, value in (
        (date(2026, 3, 1), True),
        (DAY, False),
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
    ):
        assert pack_in_force(where, day).get("count_pending", day) is value
    use = pack_in_force(where, DAY).use("count_pending", DAY)
    assert "X人社发〔2025〕8号" in use.source
    assert "从其规定" in use.reason


def test_a_parameter_that_follows_a_document_is_not_changed_by_a_draft_until_it_ends(county: County) -> None:
    ref = active(county, **PARAMETER)
    draft = opened(county)
    given = {"parameter": "count_pending", "value": True, "source": SOURCE, "reason": REASON}
    with pytest.raises(Invalid, match="从其规定"):
        set_parameter(actor=county.inspector, ref=draft, **given)
    propose_end(actor=county.inspector, ref=ref, until=date(2026, 3, 20), source=SOURCE, reason="废止")
    confirm_change(actor=county.office_head, ref=ref)
    day = date(2026, 3, 21)
    assert pack_in_force(county.jurisdiction_id, day).get("count_pending", day) is True
    assert pack_in_force(county.jurisdiction_id, day).use("count_pending", day).question == "A33"


def test_two_documents_never_set_one_parameter_at_once(county: County) -> None:
    active(county, **PARAMETER)
    rival = registered(county, **{**PARAMETER, "number": "X〔2026〕6号", "parameter_value": "是"})
    with unmet("另有规定"):
        confirm_override(actor=county.office_head, ref=rival)
    with pytest.raises(WrongState):
        propose_rank(actor=county.inspector, ref=rival, priority=1, source=SOURCE, reason="排序")


def test_it_stands_at_its_clause_for_everybody(county: County) -> None:
    active(county)
    waiting = registered(county, **OTHER)
    (line,) = notice_view(actor=county.town_a.liaison).superiors
    assert (line.clauses, line.target, line.value) == (("7.2.3",), "年度考核不得评为优秀等次", "适用这一结果")
    assert waiting in [each.ref for each in superior_lines(actor=county.office_head)]


@pytest.mark.clause("8")
def test_the_samples_hold_nothing(county: County) -> None:
    pack = pack_in_force(county.jurisdiction_id, YEAR_END)
    assert len(pack.get("override_samples", YEAR_END)) == 3
    assert rules_for(pack, 2026).overrides == ()
    assert "L_NO_EXCELLENT" not in admonished(county)


def test_the_chain_vouches_for_registered_documents(county: County) -> None:
    active(county)
    assert verify(county.jurisdiction_id).faults == ()

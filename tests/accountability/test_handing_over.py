"""变更经办人 of an inquiry: to an inspector without a relation, in the office or in the other one."""

from __future__ import annotations

import pytest

from duban.acts.models import Obligation
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import directory
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.steps import examined, served, transferred
from tests.personas import County
from tests.story import do, missing

GIVEN = {"reason": "本办公室一人回避、一人休假。"}


@pytest.mark.clause("5.0")
def test_the_other_office_goes_on_and_the_first_one_sees_the_case_no_longer(county: County) -> None:
    trial = served(county)
    do(county.office_head, "inquiry.hand_over", ref=trial.ref, inspector=county.person("gov_inspector"), **GIVEN)
    assert (trial.row.office, trial.row.inspector_id) == ("gov_office", county.persons["gov_inspector"])
    for who in ("inspector", "office_head", "checker"):
        assert not visible_rows(county.actor(who), "inquiry").exists()
        with pytest.raises(NotFound):
            do(county.actor(who), "inquiry.add_facts", ref=trial.ref, facts=["又一事实。"], recusal="none")
    do(county.actor("gov_inspector"), "inquiry.add_facts", ref=trial.ref, facts=["又一事实。"], recusal="none")
    known = directory(county.jurisdiction_id)
    rows = Obligation.objects.filter(case=trial.row.case, outcome=Obligation.Outcome.OPEN)
    owing = set(rows.values_list("unit_id", flat=True))
    assert known.office(Function.GOV_OFFICE).id in owing
    assert known.office(Function.PARTY_OFFICE).id not in owing
    assert county.persons["inspector"] not in set(rows.values_list("person_id", flat=True))


@pytest.mark.clause("5.0")
def test_nobody_with_a_relation_or_among_those_named_takes_it(county: County) -> None:
    trial = examined(county)
    do(county.actor("inspector2"), "inquiry.declare_relation", ref=trial.ref, relation="近亲属", text="配偶在该单位。")
    with pytest.raises(Unmet) as refused:
        do(county.office_head, "inquiry.hand_over", ref=trial.ref, inspector=county.person("inspector2"), **GIVEN)
    assert list(missing(refused.value)) == ["不在回避之列"]


@pytest.mark.clause("5.0")
def test_only_the_head_of_the_acting_office_and_only_before_it_is_proposed(county: County) -> None:
    trial = examined(county)
    for who in ("inspector", "checker", "gov_head"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(who), "inquiry.hand_over", ref=trial.ref, inspector=county.person("gov_inspector"), **GIVEN)
    with pytest.raises(Invalid):
        do(county.office_head, "inquiry.hand_over", ref=trial.ref, inspector=county.person("inspector"), **GIVEN)
    gone = transferred(county)
    with pytest.raises(WrongState):
        do(county.office_head, "inquiry.hand_over", ref=gone.ref, inspector=county.person("gov_inspector"), **GIVEN)

"""移交意见 goes to one main leader; after a 不同意 it finds no other way, under whatever number and route."""

from __future__ import annotations

import pytest

from duban.acts.models import Message
from duban.insight.selectors.act_page.before_form import open_act
from duban.proceedings.actions.routing import standing
from duban.shared.errors import Invalid, NotFound, Unmet
from tests.accountability.steps import (
    PAPER,
    SERVED_OUT,
    Trial,
    approving,
    candidate,
    conclude,
    named,
    notified,
    proposal,
)
from tests.measures.test_routing import AGAIN
from tests.personas import County
from tests.story import missing

REASON = "证据不足，补充。"


def refused(county: County, by: str = "secretary") -> Trial:
    """A main leader did not agree."""
    trial = approving(county, way={"approver": county.person(by)})
    with county.on(SERVED_OUT):
        trial.by("disapprove", by, reason=REASON)
    return trial


def again(trial: Trial, to: str, **given: object) -> None:
    """The transfer is proposed again."""
    way = {"approver": trial.county.person(to), **given}
    trial.by("propose_transfer", **proposal(**way))


def with_a_new_fact(trial: Trial, day: str = "2026-03-25") -> None:
    """A fact is added, notified and found anew."""
    county = trial.county
    with county.on("2026-03-11"):
        trial.by("reconsider", reason="收到新的材料。")
        trial.by("add_facts", facts=["2026年3月，又停工二十天。"])
        notified(trial)
    with county.on(day):
        conclude(trial)


@pytest.mark.clause("6.2")
@pytest.mark.parametrize("verb", ["approve", "disapprove", "refer"])
def test_the_other_main_leader_does_not_decide_what_was_not_sent_there(county: County, verb: str) -> None:
    trial = approving(county)
    given = {"approve": {}, "disapprove": {"reason": REASON}, "refer": {"leader": county.person("secretary")}}
    with county.on(SERVED_OUT), pytest.raises(NotFound):
        trial.by(verb, "magistrate", **given[verb])
    assert trial.row.state == "approving"


@pytest.mark.clause("6.2")
def test_it_is_handed_on_by_the_one_who_was_asked_and_then_decided_there(county: County) -> None:
    trial = approving(county)
    with county.on(SERVED_OUT):
        trial.by("refer", "secretary", leader=county.person("magistrate"), opinion="请县长审。")
        assert {duty.person_id for duty in trial.owed("inquiry.approve")} == {county.persons["magistrate"]}
        with pytest.raises(NotFound):
            trial.by("approve", "secretary")
        with pytest.raises(Invalid, match="县长李某乙"):
            trial.by("enter_paper", "clerk", leader=county.person("secretary"), decided_on=trial.row.opened_on,
                     verdict="agree", opinion="同意", scan=PAPER)  # fmt: skip
        trial.by("approve", "magistrate")
    assert trial.row.approved_by == "县长李某乙"


@pytest.mark.clause("6.2")
def test_what_the_secretary_refused_goes_to_nobody_else_and_by_no_other_route(county: County) -> None:
    trial = refused(county)
    with county.on(SERVED_OUT):
        for given in ({}, {"route": "a", "route_quote": "第十条：直接移交。", "approver": ""}):
            with pytest.raises(Unmet) as told:
                again(trial, "magistrate", **given)
            assert AGAIN in missing(told.value)
    with_a_new_fact(trial)
    with county.on("2026-03-25"):
        with pytest.raises(Unmet):
            again(trial, "magistrate")
        again(trial, "secretary")
        trial.by("check", "checker", opinion="已补充")
        read = {one.title: one for one in open_act(actor=county.secretary, key="inquiry.approve", ref=trial.ref).passages}
        assert list(read).index("此前不同意") < list(read).index(trial.row.title)
        first = read["此前不同意"]
        assert REASON in str(first.rows) and "又停工二十天" in str(first.rows)
        with pytest.raises(Unmet):
            trial.by("refer", "secretary", leader=county.person("magistrate"))
        trial.by("approve", "secretary")
    assert standing("inquiry", [trial.row.pk]) == []


@pytest.mark.clause("6.2")
def test_what_the_county_head_refused_may_go_to_the_secretary_with_new_facts_and_the_refuser_is_told(
    county: County,
) -> None:
    trial = refused(county, "magistrate")
    with county.on(SERVED_OUT), pytest.raises(Unmet):
        again(trial, "secretary")
    with_a_new_fact(trial)
    with county.on("2026-03-25"):
        again(trial, "secretary")
    told = Message.objects.filter(person_id=county.persons["magistrate"]).order_by("-pk")[0]
    assert "现送县委书记审批" in told.said


@pytest.mark.clause("6.2")
def test_a_case_opened_anew_on_the_same_unit_and_item_is_the_same_proposal(county: County) -> None:
    trial = refused(county)
    with county.on("2026-03-11"):
        trial.by("close", "office_head", ground="mistaken", reason="重新登记。")
        second = candidate(county)
        second.by("take_up")
        named(second, "principal")
        notified(second)
    with county.on("2026-03-25"):
        conclude(second)
        with pytest.raises(Unmet) as told:
            again(second, "magistrate")
        assert REASON in missing(told.value)[AGAIN].finding
        again(second, "secretary")

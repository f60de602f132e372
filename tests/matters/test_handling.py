"""拟办, approval, assignment, return and ruling: who does them, who is responsible, and what stays on record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.insight.selectors.case_file.case import case_view
from duban.matters.models import Milestone, Task
from duban.matters.selectors import MatterFilter, list_matters
from duban.mechanism.people.standing import PostRole
from duban.organisations.actions.people import create_person
from duban.organisations.actions.posts_held.posts import end_post
from duban.organisations.models import Person, Post
from duban.organisations.selectors import actor_by_id
from duban.proceedings.models import ResponsiblePerson
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import County, appoint
from tests.story import assigned, do, missing, proposed, registered, underway


def propose(story: Any, **given: Any) -> Any:
    """拟办 by the inspector in charge."""
    values = {
        "lead_unit": story.unit.id,
        "requirement": "办结",
        "due_on": date(2026, 9, 30),
        "cycle_days": 30,
    }
    return do(story.inspector, "matter.propose", ref=story.matter, **{**values, **given})


@pytest.mark.clause("3.0")
def test_a_matter_is_taken_apart_into_points_and_tasks(county: County) -> None:
    story = registered(county)
    propose(
        story, assist_units=[county.bureau_a.id],
        milestones=[{"title": "完成招标", "due_on": date(2026, 5, 1), "target": None}],
        tasks=[{"unit": county.bureau_a.id, "title": "办理用地", "due_on": date(2026, 4, 1)}],
    )  # fmt: skip
    assert story.row.assist_unit_ids == {county.bureau_a.unit_id}
    assert [(m.title, m.original_due_on) for m in Milestone.objects.all()] == [("完成招标", date(2026, 5, 1))]
    assert [(t.unit_id, t.title) for t in Task.objects.all()] == [(county.bureau_a.unit_id, "办理用地")]


def test_a_unit_that_leads_is_not_named_among_those_that_assist(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        propose(registered(county), assist_units=[county.bureau_a.id, county.town_a.id])
    assert refused.value.fields == {"assist_units": "甲镇是牵头单位，不同时列为协办单位，请去掉。"}


@pytest.mark.clause("1.1")
def test_a_unit_that_the_notice_does_not_reach_cannot_be_responsible(county: County) -> None:
    story = registered(county)
    with pytest.raises(Unmet) as refused:
        propose(story, lead_unit=county.congress_body.id)
    reason = missing(refused.value)["县人大常委会属于适用范围"]
    assert (reason.clause, reason.field, reason.params) == ("1.1", "lead_unit", ("unit_kinds",))
    assert reason.remedies[0].who == "登记人"
    assert story.row.state == "registered"


@pytest.mark.clause("1.1", "1.2")
def test_a_unit_that_nobody_leads_cannot_be_responsible(county: County) -> None:
    story = registered(county, lead="bureau_b")
    post = Post.objects.get(person_id=county.persons["bureau_b.principal"])
    end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 3, 1), basis="X组〔2026〕5号")
    with pytest.raises(Unmet) as refused:
        propose(story)
    reason = missing(refused.value)["责任单位有主要领导或主持工作的人"]
    assert reason.remedies[0].act == "post.appoint"


@pytest.mark.parametrize(("given", "field"), [
    ({"due_on": date(2026, 3, 1)}, "due_on"),
    ({"milestones": [{"title": "完成招标", "due_on": date(2026, 10, 1)}]}, "milestones"),
    ({"tasks": [{"unit": "1", "title": "办理用地", "due_on": date(2026, 10, 1)}]}, "tasks"),
])  # fmt: skip
def test_a_plan_that_leaves_its_limit_is_told_beside_its_field(
    county: County, given: Any, field: str
) -> None:
    story = registered(county)
    with pytest.raises(Invalid) as refused:
        propose(story, **given)
    assert list(refused.value.fields) == [field]


@pytest.mark.clause("3.0")
def test_whoever_proposed_does_not_approve(county: County) -> None:
    appoint(
        actor=county.registrar, person=str(county.persons["inspector"]),
        role=PostRole.OFFICE_HEAD.value, title="主持工作的副主任", starts_on=date(2026, 3, 1), unit=county.party_office.id,
    )  # fmt: skip
    story = proposed(county)
    with pytest.raises(Unmet, match="同意立项"):
        do(story.inspector, "matter.approve", ref=story.matter)
    do(story.head, "matter.approve", ref=story.matter)
    assert story.row.state == "approved"


def test_a_proposal_sent_back_is_made_anew(county: County) -> None:
    story = proposed(county)
    do(story.head, "matter.send_back", ref=story.matter, reason="节点太粗")
    propose(story, milestones=[{"title": "完成招标", "due_on": date(2026, 5, 1)}])
    assert [m.title for m in Milestone.objects.filter(dropped_at=None)] == ["完成招标"]
    assert Milestone.objects.exclude(dropped_at=None).count() == 2


@pytest.mark.clause("3.0")
def test_nobody_of_the_unit_knows_of_a_matter_before_it_is_assigned(county: County) -> None:
    story = proposed(county)
    for who in ("town_a.liaison", "town_a.principal"):
        assert list_matters(actor=county.actor(who), where=MatterFilter()).total == 0
        with pytest.raises(NotFound):
            case_view(actor=county.actor(who), ref=story.case)
    do(story.head, "matter.approve", ref=story.matter)
    do(story.inspector, "matter.assign", ref=story.matter)
    assert case_view(actor=county.town_a.liaison, ref=story.case).matter_ref == story.matter
    assert story.told(unit_id=county.town_a.unit_id) == [f"交办：{story.row.title}，2026-09-30 前办结。"]


@pytest.mark.clause("1.2")
def test_three_roles_are_frozen_while_duties_pass_to_whoever_holds_the_post(county: County) -> None:
    story = underway(county)
    frozen = ResponsiblePerson.objects.filter(object_kind="matter", object_id=story.row.pk)
    then = {(row.role, row.person_id) for row in frozen}
    assert then == {
        ("principal", county.persons["town_a.principal"]), ("principal", county.persons["town_a.mayor"]),
        ("deputy", county.persons["town_a.deputy"]), ("handler", county.persons["town_a.handler"]),
    }  # fmt: skip
    with county.on("2026-03-20"):
        liaison = Post.objects.get(person_id=county.persons["town_a.liaison"])
        end_post(actor=county.town_a.principal, ref=liaison.ref, ends_on=date(2026, 3, 20), basis="调整分工")
        for name in ("新某联", "新某长"):
            ref = create_person(actor=county.registrar, name=name, rank=900, personnel_category="公务员").ref
            county.persons[name] = Person.objects.get(ref=ref).pk
        appoint(actor=county.registrar, person=county.person("新某长"), role="principal", title="镇长",
                starts_on=date(2026, 3, 21), unit=county.town_a.id)  # fmt: skip
    with county.on("2026-03-21"):
        do(county.town_a.principal, "post.name_liaison", unit=county.town_a.id, person=county.person("新某联"))
    with county.on("2026-03-23"):
        with pytest.raises(NotFound):
            do(county.town_a.liaison, "matter.report", ref=story.matter, progress="已离任")
        do(county.actor("新某联"), "matter.report", ref=story.matter, progress="完成招标。")
    assert {(row.role, row.person_id) for row in frozen.all()} == then
    for name in ("新某联", "新某长"):
        del county.persons[name]


@pytest.mark.clause("3.0")
def test_a_return_that_is_not_upheld_goes_back_to_the_proposal(county: County) -> None:
    story = assigned(county)
    do(county.town_a.liaison, "matter.return", ref=story.matter, reason="属于水务局职责")
    assert story.row.state == "returned"
    do(story.head, "matter.rule", ref=story.matter, ruling="reassign", reason="理由成立")
    assert (story.row.state, story.row.assigned_on) == ("registered", None)
    with pytest.raises(NotFound):
        case_view(actor=county.town_a.liaison, ref=story.case)
    propose(story, lead_unit=county.bureau_c.id)
    assert story.row.lead_unit_id == county.bureau_c.unit_id


@pytest.mark.clause("3.0")
def test_what_a_ruling_has_upheld_is_not_returned_again(county: County) -> None:
    story = assigned(county)
    do(county.town_a.principal, "matter.return", ref=story.matter, reason="属于水务局职责")
    with pytest.raises(NotPermitted):
        do(story.inspector, "matter.rule", ref=story.matter, ruling="uphold", reason="属地责任")
    do(story.head, "matter.rule", ref=story.matter, ruling="uphold", reason="属地责任")
    with pytest.raises(Unmet) as refused:
        do(county.town_a.liaison, "matter.return", ref=story.matter, reason="再退")
    assert list(missing(refused.value)) == ["未经裁定维持"]
    do(county.town_a.liaison, "matter.receive", ref=story.matter)


def test_a_return_comes_within_three_working_days(county: County) -> None:
    story = assigned(county)
    with county.on("2026-03-06"), pytest.raises(Unmet) as refused:
        do(county.town_a.liaison, "matter.return", ref=story.matter, reason="属于水务局职责")
    reason = missing(refused.value)["在退回期限内"]
    assert (reason.params, reason.remedies[0].act) == (("return_window_workdays",), "matter.receive")
    assert "2026-03-05" in reason.finding
    with county.on("2026-03-05"):
        do(county.town_a.liaison, "matter.return", ref=story.matter, reason="属于水务局职责")


@pytest.mark.clause("3.0")
def test_an_office_that_is_itself_responsible_hands_over_and_sees_no_draft(county: County) -> None:
    story = proposed(county, lead="party_office")
    assert (story.row.office, story.row.inspector_id, story.side) == ("gov_office", None, "gov_")
    for who in ("inspector", "office_head", "checker", "clerk"):
        with pytest.raises(NotFound):
            case_view(actor=county.actor(who), ref=story.case)
        assert list_matters(actor=county.actor(who), where=MatterFilter()).total == 0
        with pytest.raises(NotFound):
            do(county.actor(who), "matter.approve", ref=story.matter)
    do(county.gov_head, "matter.approve", ref=story.matter)
    do(county.gov_inspector, "matter.assign", ref=story.matter)
    do(county.party_office.liaison, "matter.receive", ref=story.matter)
    view = case_view(actor=county.office_head, ref=story.case)
    assert (view.internal, view.unit_side) == (False, True)
    with pytest.raises(NotPermitted):
        do(county.office_head, "matter.suspend", ref=story.matter, reason="自己的事自己停")
    with pytest.raises(NotPermitted):
        do(county.inspector, "matter.rate", ref=story.matter, value="正常推进")


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    "who", ["town_a.liaison", "town_a.staff", "party_office.deputy", "town_b.liaison", "registrar"]
)
def test_whoever_has_a_matter_in_the_list_can_open_it_and_nobody_else(county: County, who: str) -> None:
    story = underway(county)
    ref = create_person(actor=county.registrar, name="新某员", rank=900, personnel_category="公务员").ref
    person_id = Person.objects.get(ref=ref).pk
    appoint(
        actor=county.registrar,
        person=str(person_id),
        role="staff",
        title="办事员",
        starts_on=date(2026, 3, 1),
        unit=county.town_a.id,
    )
    staff = actor_by_id(county.jurisdiction_id, person_id, "web")
    actor = staff if who == "town_a.staff" else county.actor(who)
    listed = [row.case_ref for row in list_matters(actor=actor, where=MatterFilter()).rows]
    assert bool(listed) is (who not in ("town_b.liaison", "registrar"))
    if listed:
        assert case_view(actor=actor, ref=story.case).internal is False
    else:
        with pytest.raises(NotFound):
            case_view(actor=actor, ref=story.case)


@pytest.mark.clause("3.0")
def test_a_matter_is_suspended_without_reports_and_taken_up_again_with_them(county: County) -> None:
    story = underway(county)
    assert len(story.owed("matter.report")) == 1
    do(story.head, "matter.suspend", ref=story.matter, reason="省里统一暂停")
    assert (story.row.state, story.owed("matter.report")) == ("suspended", [])
    with pytest.raises(WrongState, match="中止"):
        do(county.town_a.liaison, "matter.report", ref=story.matter, progress="完成招标。")
    with county.on("2026-05-11"):
        do(story.head, "matter.resume", ref=story.matter, reason="恢复推进")
        assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 6, 10)]


def test_a_registration_is_struck_out_before_it_is_assigned_and_not_after(county: County) -> None:
    story = proposed(county)
    do(story.head, "matter.cancel", ref=story.matter, reason="重复登记")
    assert story.row.state == "cancelled"
    later = assigned(county)
    with pytest.raises(WrongState):
        do(later.head, "matter.cancel", ref=later.matter, reason="重复登记")


@pytest.mark.clause("4.2")
def test_points_that_lie_ahead_are_set_anew_and_those_past_stay(county: County) -> None:
    story = underway(county)
    with county.on("2026-06-22"):
        again = [{"title": "累计建成9公里", "due_on": date(2026, 8, 1), "target": 9}]
        with pytest.raises(Invalid, match="不能早于今天"):
            do(story.inspector, "matter.reschedule", ref=story.matter, reason="汛期",
               milestones=[{"title": "补", "due_on": date(2026, 6, 1)}])  # fmt: skip
        do(story.inspector, "matter.reschedule", ref=story.matter, reason="汛期", milestones=again)
    held = Milestone.objects.filter(dropped_at=None).order_by("due_on")
    assert [m.title for m in held] == ["累计建成6公里", "累计建成9公里"]


@pytest.mark.clause("4.2")
def test_a_point_before_the_task_is_taken_in_as_history_with_its_outcome(county: County) -> None:
    story = registered(county)
    early = {"title": "完成设计", "due_on": date(2026, 2, 10), "target": None}
    with pytest.raises(Invalid) as refused:
        propose(story, milestones=[early])
    assert "第 1 行：2026-02-10 已经过去，请写明当时完成情况" in refused.value.fields["milestones"]
    missed = {"title": "完成招标", "due_on": date(2026, 2, 20), "target": None, "outcome": "missed"}
    propose(story, milestones=[{**early, "outcome": "done"}, missed])
    do(story.head, "matter.approve", ref=story.matter)
    do(story.inspector, "matter.assign", ref=story.matter)
    design, tender = Milestone.objects.order_by("due_on")
    assert (design.reached_on, tender.reached_on) == (date(2026, 2, 10), None)
    shown = case_view(actor=story.inspector, ref=story.case)
    assert [row.history for row in shown.content.milestones] == [True, True]
    assert shown.progress is not None
    assert shown.progress.missed == ()
    assert story.row.next_due_on is not None and story.row.next_due_on > date(2026, 3, 2)

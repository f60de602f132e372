"""联席约谈: opinion of both offices, who comes, what is asked for before and at it, 纪要, 检查, feedback."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from duban.acts.models import Obligation
from duban.insight.selectors.act_page.forms import form_case
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.case_file.papers import paper
from duban.measures.models import Attendance, SelfCriticism
from duban.organisations.selectors import directory
from duban.proceedings.models import Report
from duban.shared import clock
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import County
from tests.story import (
    Story,
    approving,
    at,
    attendance,
    closed,
    content,
    do,
    drafted,
    found,
    held_interview,
    issued,
    issued_letter,
    missing,
    planned,
    received,
    reported,
    underway,
)  # fmt: skip


def hold(story: Story, ref: str, **given: Any) -> Any:
    """The inspector records the interview."""
    return do(story.inspector, "interview.hold", ref=ref, **attendance(story, **given))


# the meeting lies ahead until it is held


@pytest.mark.clause("3.2.1", "3.2.6")
def test_a_meeting_in_the_past_is_refused_where_it_is_typed(county: County) -> None:
    story = underway(county)
    found(story, "slow")
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "interview.propose", matter=story.matter,
           **content(story, "interview", planned_at=at("2026-02-02", 9)))  # fmt: skip
    reason = missing(refused.value)["约谈时间在现在以后"]
    assert (reason.field, reason.finding) == ("planned_at", "拟于 2026-02-02 09:00 约谈，已经过去。")


@pytest.mark.clause("3.2.1", "3.2.6")
def test_a_meeting_whose_hour_has_passed_is_carried_no_further_by_anybody(county: County) -> None:
    story = underway(county)
    ref = drafted(story, "interview", planned_at=at("2026-03-04", 9))
    steps: list[tuple[str, str, dict[str, Any]]] = [
        ("inspector", "submit", {"approver": county.person("standing")}),
        ("checker", "check", {"opinion": "属实"}),
        ("gov_head", "countersign", {"opinion": "同意"}),
        ("standing", "approve", {}),
        ("office_head", "sign_out", {}),
        ("clerk", "issue", {"number_by": "own", "seal_keeper": "文书", "copies_printed": 5, "held_plan": at("2026-03-04", 9)}),
    ]  # fmt: skip
    for who, step, given in steps:
        with county.on("2026-03-04", 10), pytest.raises(Unmet) as refused:
            do(county.actor(who), f"interview.{step}", ref=ref, **given)
        assert "约谈时间在现在以后" in missing(refused.value), step
        do(county.actor(who), f"interview.{step}", ref=ref, **given)
    assert story.measure(ref).state == "issued"


@pytest.mark.clause("3.2.1", "3.2.6", "3.2.8")
def test_a_meeting_is_put_off_on_the_conveners_word_and_what_is_due_before_it_moves(county: County) -> None:
    story = underway(county)
    ref = issued(story, "interview", planned_at=at("2026-03-04", 9))
    new = {"planned_at": at("2026-03-09", 15), "place": "二楼会议室", "convener": county.person("standing"),
           "reason": "召集人参加市委会议。", "means": "paper"}  # fmt: skip
    with county.on("2026-03-05"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.town_a.liaison, "interview.reschedule", ref=ref, **new)
        with pytest.raises(Unmet) as refused:
            do(story.inspector, "interview.reschedule", ref=ref, **{**new, "planned_at": at("2026-03-03", 15)})
        assert list(missing(refused.value)) == ["约谈时间在现在以后"]
        with pytest.raises(Unmet) as refused:
            do(story.inspector, "interview.reschedule", ref=ref, **{**new, "planned_at": at("2026-05-06", 15)})
        assert list(missing(refused.value)) == ["不晚于整改时限"]
        done = do(story.inspector, "interview.reschedule", ref=ref, **new)
        assert "约谈由03-04 09:00改到03-09 15:00（补充通知X委办约〔2026〕2号）" in done.sentence
    for act in ("interview.confirm_plan", "interview.hand_report"):
        assert {duty.due_on for duty in story.owed(act)} == {date(2026, 3, 9)}
    told = "联席约谈改到 03-09 15:00，地点二楼会议室"
    for unit in (county.town_a, county.cdi, county.org_dept):
        assert any(told in text for text in story.told(unit_id=unit.unit_id))
    notice = paper(actor=county.town_a.principal, ref=ref, part="change")
    assert "约谈时间调整到2026年3月9日" in str(notice.paper).replace(" ", "")
    assert story.measure(ref).planned_at == at("2026-03-09", 15)


@pytest.mark.clause("3.2.1")
def test_a_telephone_notice_is_noted_and_one_that_is_not_noted_is_none(county: County) -> None:
    story = underway(county)
    ref = issued(story, "interview", planned_at=at("2026-03-04", 9))
    new = {"planned_at": at("2026-03-06", 9), "place": "一楼会议室", "convener": county.person("standing"),
           "reason": "道路中断。", "means": "phone"}  # fmt: skip
    with pytest.raises(Invalid) as refused:
        do(story.inspector, "interview.reschedule", ref=ref, **new)
    assert list(refused.value.fields) == ["told"]
    done = do(story.inspector, "interview.reschedule", ref=ref, **new, told="3月2日由周某电话通知甲镇党政办主任")
    assert "电话通知，3月2日由周某电话通知甲镇党政办主任" in done.sentence
    with county.on("2026-03-06", 10):
        hold(story, ref)
    with pytest.raises(WrongState):
        do(story.inspector, "interview.reschedule", ref=ref, **new, told="再改")


# opinion and approval


@pytest.mark.clause("3.2.3")
def test_without_facts_and_opinion_nothing_is_put_forward(county: County) -> None:
    story = underway(county)
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "interview.propose", matter=story.matter,
           **content(story, "interview", opinion_text="", basis="", facts=[]))  # fmt: skip
    assert {reason.clause for reason in missing(refused.value).values()} == {"3.2.3"}
    found(story, "slow")
    with pytest.raises(Invalid) as empty:
        do(story.inspector, "interview.propose", matter=story.matter,
           **content(story, "interview", opinion_text="", basis=""))  # fmt: skip
    assert list(empty.value.fields) == ["basis", "opinion_text"]


@pytest.mark.clause("3.2.3")
def test_a_letter_past_its_limit_is_reason_enough(county: County) -> None:
    story = underway(county)
    issued_letter(story, deadline=date(2026, 3, 20))
    reported(story)
    with county.on("2026-03-23"):
        values = content(story, "interview", facts=[])
        ref = do(story.inspector, "interview.propose", matter=story.matter, **values).ref
    assert story.measure(ref).state == "draft"


@pytest.mark.clause("3.2.3")
def test_the_other_office_countersigns_before_a_leader_can_agree(county: County) -> None:
    story = underway(county)
    ref = drafted(story, "interview")
    do(story.inspector, "interview.submit", ref=ref, approver=county.person("standing"))
    do(story.checker, "interview.check", ref=ref, opinion="属实")
    with pytest.raises(WrongState):
        do(county.standing, "interview.approve", ref=ref)
    for who in ("office_head", "gov_inspector", "standing"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(who), "interview.countersign", ref=ref, opinion="同意")
    do(county.gov_head, "interview.countersign", ref=ref, opinion="同意")
    do(county.standing, "interview.approve", ref=ref)


@pytest.mark.clause("3.2.4")
def test_only_a_county_leader_agrees_and_the_notice_goes_to_unit_and_leaders(county: County) -> None:
    story = underway(county)
    ref = approving(story, "interview")
    for who in ("office_head", "gov_head", "congress", "cdi.principal", "town_a.principal"):
        with pytest.raises((NotPermitted, NotFound, Unmet)):
            do(county.actor(who), "interview.approve", ref=ref)
    with pytest.raises(NotFound):
        paper(actor=county.town_a.principal, ref=ref)
    do(county.standing, "interview.approve", ref=ref)
    do(story.head, "interview.sign_out", ref=ref)
    do(story.clerk, "interview.issue", ref=ref, number_by="own", seal_keeper="文书", copies_printed=5,
       held_plan=at("2026-03-11"))  # fmt: skip
    row = story.measure(ref)
    assert (row.number, row.convener, row.convener_id) == (
        "X委办约〔2026〕1号",
        "县委常委赵某丁",
        county.persons["standing"],
    )
    assert {receipt.person_id for receipt in story.receipts(ref, "original")} == {
        None, county.persons["town_a.principal"], county.persons["town_a.mayor"]
    }  # fmt: skip
    assert paper(actor=county.town_a.principal, ref=ref).number == row.number


# plan and report before it


@pytest.mark.clause("3.2.6", "3.2.7", "3.2.8")
def test_plan_and_report_are_owed_for_the_day_of_the_interview(county: County) -> None:
    story = underway(county)
    ref = issued(story, "interview", planned_at=at("2026-03-11"))
    plan, report = story.owed("interview.confirm_plan")[0], story.owed("interview.hand_report")[0]
    assert (plan.due_on, plan.in_person, plan.clause) == (date(2026, 3, 11), True, "3.2.6")
    assert (report.due_on, report.clause) == (date(2026, 3, 11), "3.2.8")
    received(story, "interview", ref)
    with pytest.raises(Unmet) as refused:
        do(county.town_a.liaison, "interview.plan", ref=ref, text="措施", committed_on=date(2026, 5, 1))
    assert missing(refused.value)["承诺期限不超过措施时限"].clause == "3.2.7"
    planned(story, "interview", ref)
    with pytest.raises(NotPermitted):
        do(county.town_a.liaison, "interview.hand_report", ref=ref, text="原因、措施和期限。")
    do(county.town_a.liaison, "interview.draft_report", ref=ref, text="原因、措施和期限。")
    assert story.owed("interview.hand_report")
    do(county.town_a.principal, "interview.hand_report", ref=ref, text="原因、措施和期限。")
    assert not story.owed("interview.confirm_plan") + story.owed("interview.hand_report")
    with county.on("2026-03-11", 16):
        hold(story, ref)
    assert (story.measure(ref).flaws, story.measure(ref).report_handed) == ([], True)


@pytest.mark.clause("3.2.6")
def test_a_plan_that_came_after_the_interview_does_not_heal_the_flaw(county: County) -> None:
    story = underway(county)
    ref = held_interview(story)
    with county.on("2026-03-03"):
        planned(story, "interview", ref)
    assert [flaw["clause"] for flaw in story.measure(ref).flaws] == ["3.2.6"]


# who comes


@pytest.mark.clause("3.2.1", "3.2.2")
def test_an_interview_is_not_held_while_somebody_is_missing_and_each_is_told(county: County) -> None:
    story = underway(county)
    ref = issued(story, "interview")
    with pytest.raises(Unmet) as refused:
        hold(story, ref, cdi_people=[], org_people=[], unit_people=[county.person("town_a.deputy")])
    reasons = missing(refused.value)
    assert list(reasons) == ["县纪委监委有关领导参加", "县委组织部有关领导参加", "责任单位主要领导到场"]
    with pytest.raises(Invalid, match="召集人.*请从.*中选"):
        hold(story, ref, convener=county.person("congress"))
    assert reasons["县纪委监委有关领导参加"].remedies[0].act == "interview.excuse"
    assert (story.measure(ref).state, Attendance.objects.count()) == ("issued", 0)


@pytest.mark.clause("3.2.2")
def test_only_the_convener_excuses_a_body_and_the_reason_stays(county: County) -> None:
    story = underway(county)
    ref = issued(story, "interview")
    for who in ("secretary", "vice", "inspector", "cdi.principal"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(who), "interview.excuse", ref=ref, organ="cdi", reason="另有要案")
    do(county.standing, "interview.excuse", ref=ref, organ="cdi", reason="另有要案")
    with pytest.raises(Unmet) as refused:
        hold(story, ref, cdi_people=[], org_people=[])
    assert list(missing(refused.value)) == ["县委组织部有关领导参加"]
    done = hold(story, ref, cdi_people=[])
    assert "县委常委赵某丁召集联席约谈" in done.sentence
    absent = Attendance.objects.get(present=False)
    assert (absent.organ, absent.reason, absent.by) == ("cdi", "另有要案", "赵某丁")
    assert any("准许县纪委监委缺席：另有要案" in line.sentence for line in story.history(internal=False))


@pytest.mark.clause("3.2.2")
@pytest.mark.parametrize(("field", "who"), [
    ("cdi_people", "cdi.handler"), ("org_people", "cdi.deputy"), ("unit_people", "town_b.principal"),
])  # fmt: skip
def test_who_held_no_such_post_on_that_day_was_not_there(county: County, field: str, who: str) -> None:
    story = underway(county)
    ref = issued(story, "interview")
    with pytest.raises(Invalid) as refused:
        hold(story, ref, **{field: [county.person(who)]})
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("shift", [timedelta(hours=1), timedelta(days=-1)])
def test_an_interview_is_held_neither_in_the_future_nor_before_its_notice(
    county: County, shift: timedelta
) -> None:
    story = underway(county)
    ref = issued(story, "interview")
    with pytest.raises(Invalid) as refused:
        hold(story, ref, held_at=clock.now() + shift)
    assert list(refused.value.fields) == ["held_at"]


# afterwards


@pytest.mark.clause("3.2.8")
def test_minutes_are_owed_numbered_and_say_whether_the_report_was_there(county: County) -> None:
    story = underway(county)
    ref = held_interview(story, report_handed="no")
    duty = story.owed("interview.write_minutes")[0]
    assert (duty.due_on, duty.person_id) == (date(2026, 3, 9), county.persons["inspector"])
    do(story.inspector, "interview.write_minutes", ref=ref, text="指出问题，限期整改。")
    do(story.inspector, "interview.write_minutes", ref=ref, text="指出问题，限期整改，每周调度。")
    assert (story.measure(ref).minutes_no, story.owed("interview.write_minutes")) == (1, [])
    other = underway(county, lead="bureau_a", title="病险水库除险加固")
    second = held_interview(other)
    do(other.inspector, "interview.write_minutes", ref=second, text="同上。")
    assert other.measure(second).minutes_no == 2
    written = paper(actor=county.town_a.liaison, ref=ref, part="minutes").paper
    assert "责任单位未在约谈时提交书面报告" in str(written)


def titles(county: County, *posts: str) -> list[str]:
    """The titles of these leaders of 甲镇."""
    held = directory(county.jurisdiction_id).holders(clock.today(), unit_id=county.units["town_a"])
    return [one.title for one in held if one.person_id in {county.persons[f"town_a.{post}"] for post in posts}]


@pytest.mark.clause("3.2.5")
@pytest.mark.parametrize(("meeting", "who", "others"), [
    ("party", "secretary", ("magistrate", "standing", "inspector")),
    ("gov", "magistrate", ("secretary", "vice", "gov_head")),
])  # fmt: skip
def test_each_meeting_has_its_own_leader_who_decides_once(
    county: County, meeting: str, who: str, others: tuple[str, ...]
) -> None:
    story = underway(county)
    ref = held_interview(story)
    key = f"interview.decide_{meeting}_meeting"
    for other in others:
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(other), key, ref=ref, decision="yes")
    assert not SelfCriticism.objects.exists()
    do(county.actor(who), key, ref=ref, decision="yes")
    with pytest.raises(Unmet) as refused:
        do(county.actor(who), key, ref=ref, decision="no")
    assert list(missing(refused.value)) == ["还没有决定过"]
    owed = story.owed("interview.record_self_criticism")
    where = {"party": "县委常委会会议", "gov": "县政府常务会议"}[meeting]
    assert {duty.label for duty in owed} == {
        f"记录{title}在{where}上作出检查" for title in titles(county, "principal", "mayor", "deputy")
    }
    assert {duty.person_id for duty in owed} == {story.inspector.person_id}


@pytest.mark.clause("3.2.5")
def test_a_self_criticism_stays_owed_by_each_until_it_is_recorded(county: County) -> None:
    story = underway(county)
    ref = held_interview(story)
    record: dict[str, Any] = {"meeting": "party", "held_on": date(2026, 3, 2), "text": "落实不力"}
    first = [county.person("town_a.principal"), county.person("town_a.mayor")]
    with pytest.raises(Invalid) as refused:
        do(story.inspector, "interview.record_self_criticism", ref=ref, persons=first, **record)
    assert "县委书记尚未决定" in refused.value.fields["meeting"]
    do(county.secretary, "interview.decide_party_meeting", ref=ref, decision="yes")
    for given, field in (
        ({"held_on": date(2026, 3, 3)}, "held_on"),
        ({"persons": [county.person("vice")]}, "persons"),
    ):
        with pytest.raises(Invalid) as refused:
            do(
                story.inspector,
                "interview.record_self_criticism",
                ref=ref,
                **{"persons": first, **record, **given},
            )
        assert list(refused.value.fields) == [field]
    do(story.inspector, "interview.record_self_criticism", ref=ref, persons=first, **record)
    left = story.owed("interview.record_self_criticism")
    [title] = titles(county, "deputy")
    assert [duty.label for duty in left] == [f"记录{title}在县委常委会会议上作出检查"]


@pytest.mark.clause("3.2.5")
def test_a_decision_against_it_makes_nobody_owe_anything(county: County) -> None:
    story = underway(county)
    ref = held_interview(story)
    do(county.magistrate, "interview.decide_gov_meeting", ref=ref, decision="no", opinion="以观后效")
    assert (SelfCriticism.objects.get().required, story.owed("interview.record_self_criticism")) == (
        False,
        [],
    )


@pytest.mark.clause("3.2.9")
def test_feedback_goes_to_both_offices_every_ten_days_until_it_is_crossed_off(county: County) -> None:
    story = underway(county)
    ref = held_interview(story)
    owed = story.owed("matter.report")
    assert [(duty.due_on, duty.clause) for duty in owed] == [(date(2026, 3, 12), "3.2.9")]
    with county.on("2026-03-12"):
        reported(story)
        for office in ("inspector", "gov_inspector"):
            tab = case_view(actor=county.actor(office), ref=story.case, tab="feedback").content
            assert [report.submitted_at is not None for report in tab.reports] == [True]
        assert Report.objects.get(case=story.row.case).serves == "interview"
        planned(story, "interview", ref)
    with county.on("2026-03-20"):
        closed(story, "interview", ref)
        assert [duty.label for duty in story.owed("matter.report")] == ["报送定期进展"]
    assert story.row.step == "matter"


@pytest.mark.clause("3.2.9")
def test_feedback_on_an_interview_is_asked_for_once_it_was_held(county: County) -> None:
    story = underway(county)
    ref = issued(story, "interview", planned_at=at("2026-03-11", 9))
    assert [(duty.due_on, duty.clause) for duty in story.owed("matter.report")] == [(date(2026, 4, 1), "3.0")]
    with county.on("2026-03-11", 10):
        hold(story, ref)
        assert [(duty.due_on, duty.clause) for duty in story.owed("matter.report")] == [(date(2026, 3, 23), "3.2.9")]


def test_an_interview_that_was_not_held_cannot_be_reported_as_done(county: County) -> None:
    story = underway(county)
    ref = issued(story, "interview")
    planned(story, "interview", ref)
    with pytest.raises(WrongState):
        do(county.town_a.liaison, "interview.apply", ref=ref, text="整改完毕。", value=Decimal(3))


@pytest.mark.clause("3.1.7", "3.2.6")
def test_the_plan_of_a_former_measure_is_offered_for_the_next_one(county: County) -> None:
    story = underway(county)
    letter = issued_letter(story)
    received(story, "letter", letter)
    planned(story, "letter", letter)
    ref = issued(story, "interview")
    opened = form_case(actor=county.town_a.liaison, act="interview.plan", ref=ref)
    assert opened.initial == {"text": "倒排工期，增加班组。", "committed_on": date(2026, 4, 20)}
    planned(story, "interview", ref, date(2026, 4, 25))
    again = form_case(actor=county.town_a.liaison, act="interview.plan", ref=ref)
    assert again.initial["committed_on"] == date(2026, 4, 25)


@pytest.mark.clause("3.2.8")
def test_a_report_owed_from_before_moves_to_the_principal_with_the_upgrade(county: County) -> None:
    story = underway(county)
    issued(story, "interview")
    rows = Obligation.objects.filter(act="interview.hand_report")
    rows.update(role="LIAISON", in_person=False)
    upgrade = import_module("duban.measures.migrations.0007_written_report_in_person")
    upgrade.to_the_principal(apps, None)
    assert [(row.role, row.in_person) for row in rows] == [("PRINCIPAL", True)]
    rows.update(outcome="done")
    upgrade.to_the_liaison(apps, None)
    assert [row.role for row in rows] == ["PRINCIPAL"]

"""联席约谈: opinion of both offices, who comes, what is asked for before and at it, 纪要, 检查, feedback."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from duban.insight.selectors.case import case_view
from duban.insight.selectors.papers import paper
from duban.measures.models import Attendance, SelfCriticism
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
    do(county.town_a.liaison, "interview.hand_report", ref=ref, text="原因、措施和期限。")
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
    with pytest.raises(Invalid, match="已经决定"):
        do(county.actor(who), key, ref=ref, decision="no")
    owed = story.owed("interview.record_self_criticism")
    assert {duty.person_id for duty in owed} == {
        county.persons[f"town_a.{post}"] for post in ("principal", "mayor", "deputy")
    }


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
    assert [duty.person_id for duty in left] == [county.persons["town_a.deputy"]]


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


def test_an_interview_that_was_not_held_cannot_be_reported_as_done(county: County) -> None:
    story = underway(county)
    ref = issued(story, "interview")
    planned(story, "interview", ref)
    with pytest.raises(WrongState):
        do(county.town_a.liaison, "interview.apply", ref=ref, text="整改完毕。")

"""挂牌督办: the gate from every wrong side, whose approval counts, what it states, circulation, publicity, release."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duban.acts.models import Number
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.case_file.papers import paper
from duban.measures.models import Measure, Publicity
from duban.measures.selectors import RegisterFilter, register
from duban.mechanism.people.standing import Function
from duban.organisations.actions.units import create_unit
from duban.organisations.selectors import directory
from duban.proceedings.models import Receipt
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import BUREAU, County
from tests.story import (
    SCAN,
    Story,
    approved,
    approving,
    asked_for_release,
    attendance,
    content,
    do,
    drafted,
    emptied,
    found,
    held_interview,
    issued,
    issued_letter,
    issued_listing,
    missing,
    numbered,
    planned,
    released,
    reported,
    underway,
    verified,
)  # fmt: skip

MANY = "经多次督办或联席约谈"
SERIOUS = "进度严重滞后"
UNCLEAR = "整改成效仍不明显"


def refused_gate(story: Story, **given: Any) -> dict[str, Any]:
    """What keeps a listing from being proposed, or nothing."""
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "listing.propose", matter=story.matter, **content(story, "listing", **given))
    return missing(refused.value)


def two_letters(story: Story) -> list[str]:
    """Two letters have gone out."""
    return [issued_letter(story), issued_letter(story)]


# the gate


@pytest.mark.clause("3.3.1")
def test_the_gate_tells_all_three_conditions_and_who_can_supply_them(county: County) -> None:
    story = underway(county)
    reasons = refused_gate(story)
    assert list(reasons) == [SERIOUS, MANY, UNCLEAR]
    assert {reason.cite for reason in reasons.values()} == {"三（三）"}
    assert [remedy.act for reason in reasons.values() for remedy in reason.remedies] == [
        "matter.record_fact", "letter.propose", "interview.propose", "matter.record_fact"
    ]  # fmt: skip
    assert "督办函 0 次，须 2 次" in reasons[MANY].finding


@pytest.mark.clause("3.3.1")
def test_one_letter_is_not_many_and_two_are(county: County) -> None:
    story = underway(county)
    issued_letter(story, deadline=date(2026, 3, 10))
    with county.on("2026-03-11"):
        found(story, "serious", "unclear")
        assert list(refused_gate(story)) == [MANY]
        issued_letter(story, deadline=date(2026, 3, 20))
    with county.on("2026-03-21"):
        found(story, "unclear")
        do(story.inspector, "listing.propose", matter=story.matter, **content(story, "listing"))


@pytest.mark.clause("3.3.1")
def test_letters_voided_or_not_issued_and_interviews_not_held_do_not_count(county: County) -> None:
    story = underway(county)
    first = issued_letter(story)
    do(story.head, "letter.void", ref=first, reason="误发")
    approved(story)
    issued_letter(story, deadline=date(2026, 3, 10))
    issued(story, "interview")
    with county.on("2026-03-11"):
        found(story, "serious", "unclear")
        reasons = refused_gate(story)
    assert list(reasons) == [MANY]
    assert "督办函 1 次" in reasons[MANY].finding
    assert "约谈 0 次" in reasons[MANY].finding


@pytest.mark.clause("3.3.1")
def test_letters_on_another_matter_of_the_unit_do_not_count(county: County) -> None:
    story, other = underway(county), underway(county, title="病险水库除险加固")
    issued_letter(story, deadline=date(2026, 3, 10))
    issued_letter(other)
    with county.on("2026-03-11"):
        found(story, "serious", "unclear")
        assert list(refused_gate(story)) == [MANY]


@pytest.mark.clause("3.3.1")
def test_one_held_interview_stands_in_for_letters(county: County) -> None:
    story = underway(county)
    held_interview(story)
    found(story, "serious", "unclear")
    do(story.inspector, "listing.propose", matter=story.matter, **content(story, "listing"))


@pytest.mark.clause("3.3.1")
def test_the_effect_of_an_interview_is_judged_after_it_was_held(county: County) -> None:
    story = underway(county)
    with pytest.raises(Unmet, match="认定整改成效") as early:
        found(story, "unclear")
    assert "也没有举行过约谈" in early.value.decision.missing[0].finding
    with county.on("2026-03-10", 9):
        issued_letter(story, deadline=date(2026, 3, 11))
    with county.on("2026-03-12", 9):
        interview = issued(story, "interview")
        found(story, "serious", "unclear")
    with county.on("2026-03-12", 10):
        do(story.inspector, "interview.hold", ref=interview, **attendance(story))
        assert list(refused_gate(story)) == [UNCLEAR]
        found(story, "unclear")
        do(story.inspector, "listing.propose", matter=story.matter, **content(story, "listing"))


@pytest.mark.clause("3.3.1")
def test_figures_alone_do_not_make_the_lag_serious(county: County) -> None:
    story = underway(county)
    with county.on("2026-08-31"):
        for _ in range(2):
            after = content(story, "letter", deadline=date(2026, 9, 10))
            ref = do(story.inspector, "letter.propose", matter=story.matter, **after).ref
            do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
            do(story.checker, "letter.check", ref=ref, opinion="属实")
            do(county.standing, "letter.approve", ref=ref)
            do(story.head, "letter.sign_out", ref=ref)
            numbered(story, "letter", ref)
    with county.on("2026-09-11"):
        found(story, "unclear")
        reasons = refused_gate(story, deadline=date(2026, 9, 30))
    assert list(reasons) == [SERIOUS]
    assert reasons[SERIOUS].outcome.value == "unknown"
    assert "逾期" in reasons[SERIOUS].finding


@pytest.mark.clause("3.3.1")
def test_the_effect_is_judged_after_the_last_measure_and_the_last_word_counts(county: County) -> None:
    story = underway(county)
    issued_letter(story, deadline=date(2026, 3, 10))
    with county.on("2026-03-16"):
        found(story, "serious", "unclear")
        issued_letter(story, deadline=date(2026, 3, 20))
        reasons = refused_gate(story)
        assert (list(reasons), reasons[UNCLEAR].outcome.value) == ([UNCLEAR], "unknown")
    with county.on("2026-03-20"), pytest.raises(Unmet, match="认定整改成效") as early:
        found(story, "unclear")
    assert "整改时限为 2026-03-20" in early.value.decision.missing[0].finding
    with county.on("2026-03-21"):
        found(story, "unclear", "seen")
        reasons = refused_gate(story)
        assert (list(reasons), reasons[UNCLEAR].outcome.value) == ([UNCLEAR], "not_met")
        found(story, "unclear")
        do(story.inspector, "listing.propose", matter=story.matter, **content(story, "listing"))


@pytest.mark.clause("3.3.3")
def test_a_matter_is_not_listed_twice_at_once(county: County) -> None:
    story = underway(county)
    issued_listing(story)
    reasons = refused_gate(story)
    assert [reason.clause for reason in reasons.values()] == ["3.3.3"]


# content and approval


@pytest.mark.clause("3.3.4")
@pytest.mark.parametrize("field", [
    "name", "responsible", "main_facts", "requirements", "deadline", "release_method", "release_procedure",
])  # fmt: skip
def test_each_of_the_seven_contents_is_asked_for(county: County, field: str) -> None:
    story = underway(county)
    held_interview(story)
    ref = drafted(story, "listing")
    emptied(story, ref, field)
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "listing.submit", ref=ref, approver=county.person("secretary"))
    assert [(reason.clause, reason.field) for reason in missing(refused.value).values()] == [("3.3.4", field)]


@pytest.mark.clause("3.3.2")
@pytest.mark.parametrize("who", ["vice", "standing", "vice2", "congress", "cdi.principal", "office_head"])
def test_nobody_below_secretary_and_county_head_agrees_to_a_listing(county: County, who: str) -> None:
    story = underway(county)
    held_interview(story)
    ref = drafted(story, "listing")
    with pytest.raises(Invalid, match="请从.*县委书记.*县长.*中选"):
        do(story.inspector, "listing.submit", ref=ref, approver=county.person(who))
    do(story.inspector, "listing.submit", ref=ref, approver=county.person("magistrate"))
    do(story.checker, "listing.check", ref=ref, opinion="属实")
    do(story.other_head, "listing.countersign", ref=ref, opinion="同意")
    with pytest.raises((NotPermitted, NotFound, Unmet)):
        do(county.actor(who), "listing.approve", ref=ref)
    with pytest.raises(Invalid) as refused:
        do(story.clerk, "listing.enter_paper", ref=ref, leader=county.person(who), decided_on=date(2026, 3, 2),
           verdict="agree", opinion="同意", scan=SCAN)  # fmt: skip
    assert list(refused.value.fields) == ["leader"]
    assert story.measure(ref).state == "approving"
    do(county.magistrate, "listing.approve", ref=ref)


@pytest.mark.clause("3.3.2")
def test_a_main_leader_may_agree_on_paper(county: County) -> None:
    story = underway(county)
    held_interview(story)
    ref = approving(story, "listing")
    do(story.clerk, "listing.enter_paper", ref=ref, leader=county.person("secretary"), decided_on=date(2026, 3, 2),
       verdict="agree", opinion="同意挂牌", scan=SCAN)  # fmt: skip
    do(story.inspector2, "listing.compare_paper", ref=ref, same="same")
    assert story.measure(ref).approved_by == "县委书记张某甲"


# circulation and reading


@pytest.mark.clause("3.3.3", "3.3.5")
def test_it_is_circulated_to_every_unit_of_the_day_and_to_none_founded_later(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    known = directory(county.jurisdiction_id)
    got = {row.unit_id for row in story.receipts(ref) if row.unit_id and row.what != Receipt.What.READING}
    assert got == {unit.id for unit in known.active_units(date(2026, 3, 2))}
    told = paper(actor=county.town_b.liaison, ref=ref)
    assert (told.in_full, told.case_ref, told.parts) == (False, "", (("document", "‹挂牌督办›通报"),))
    text = str(told.paper)
    assert "甲镇" in text
    for name in (county.town_a.principal.name, county.town_a.mayor.name, "两个月零进展"):
        assert name not in text
    do(county.town_b.liaison, "listing.receive", ref=ref)
    with county.on("2026-03-03"):
        new = create_unit(actor=county.registrar, name="XX县数据局", short_name="数据局", kind=BUREAU, sequence=300,
                          active_from=date(2026, 3, 3))  # fmt: skip
        later = directory(county.jurisdiction_id).unit_by_ref(new.ref).id
    assert not Receipt.objects.filter(unit_id=later).exists()


@pytest.mark.clause("3.3.7")
def test_the_notice_and_every_report_go_before_both_main_leaders_and_both_bodies(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    leaders = {county.persons["secretary"], county.persons["magistrate"]}
    assert {row.person_id for row in story.receipts(ref, "reading")} == leaders
    assert {duty.person_id for duty in story.owed("matter.read")} == leaders
    do(county.secretary, "matter.read", ref=story.matter, opinion="盯住不放。")
    assert {duty.person_id for duty in story.owed("matter.read")} == {county.persons["magistrate"]}
    for day in ("2026-03-09", "2026-03-16"):
        with county.on(day):
            assert [duty.due_on for duty in story.owed("matter.report")] == [date.fromisoformat(day)]
            reported(story)
    read = Receipt.objects.filter(object_kind="report", what=Receipt.What.READING)
    known = directory(county.jurisdiction_id)
    bodies = {known.office(body).id for body in (Function.CDI, Function.ORG_DEPT)}
    for label in ("第1期整改情况", "第2期整改情况"):
        assert {row.person_id or row.unit_id for row in read.filter(label=label)} == leaders | bodies
    with county.on("2026-03-17"):
        do(county.cdi.principal, "matter.read", ref=story.matter, opinion="已阅")
        do(county.magistrate, "matter.read", ref=story.matter)
    assert not read.filter(unit_id=county.cdi.unit_id, received_at=None).exists()


# publicity


def publicity(story: Story, ref: str, **given: Any) -> None:
    """Publicity is proposed."""
    values = {"fields": ["事项名称", "整改要求"], "channel": "县融媒体中心", "reason": "群众关注", **given}
    do(story.inspector, "listing.propose_publicity", ref=ref, **values)


@pytest.mark.clause("3.3.6")
def test_nothing_is_public_by_itself_and_a_refused_review_ends_it(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    assert not Publicity.objects.exists()
    publicity(story, ref)
    with pytest.raises(Unmet) as refused:
        publicity(story, ref)
    assert list(missing(refused.value)) == ["没有在办、已公开的件"]
    do(story.checker, "listing.clear_secrecy", ref=ref, verdict="refuse", opinion="涉及内部数据")
    with pytest.raises(Unmet) as refused:
        do(county.secretary, "listing.decide_publicity", ref=ref, verdict="publish")
    assert list(missing(refused.value)) == ["媒体公开已办到这一步"]
    assert Publicity.objects.get().state == "refused"
    publicity(story, ref, fields=["事项名称"])
    do(story.checker, "listing.clear_secrecy", ref=ref, verdict="pass")
    for who in ("vice", "office_head", "standing"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(who), "listing.decide_publicity", ref=ref, verdict="publish")
    do(county.magistrate, "listing.decide_publicity", ref=ref, verdict="keep", opinion="暂不公开")
    with pytest.raises(Unmet) as refused:
        do(story.clerk, "listing.record_publication", ref=ref, published_on=date(2026, 3, 2))
    assert list(missing(refused.value)) == ["媒体公开已办到这一步"]
    assert Publicity.objects.order_by("-pk")[0].state == "kept"


@pytest.mark.clause("3.3.6", "3.3.8")
def test_a_release_is_announced_in_the_same_media(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    publicity(story, ref)
    do(story.checker, "listing.clear_secrecy", ref=ref, verdict="pass")
    do(county.secretary, "listing.decide_publicity", ref=ref, verdict="publish")
    with pytest.raises(Invalid) as refused:
        do(story.clerk, "listing.record_publication", ref=ref, published_on=date(2026, 3, 3))
    assert list(refused.value.fields) == ["published_on"]
    do(story.clerk, "listing.record_publication", ref=ref, published_on=date(2026, 3, 2), place="公告栏")
    with county.on("2026-03-20"):
        released(story, ref)
        duty = story.owed("listing.record_publication")[0]
        assert (duty.label, duty.clause) == ("在县融媒体中心公告解除并登记", "3.3.8")
        done = do(story.clerk, "listing.record_publication", ref=ref, published_on=date(2026, 3, 20))
    assert "已在县融媒体中心公开解除公告" in done.sentence
    assert (Publicity.objects.get().state, story.owed("listing.record_publication")) == ("withdrawn", [])


# release


@pytest.mark.clause("3.3.8")
def test_a_release_takes_every_step_in_turn(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    do(county.town_a.liaison, "listing.apply_release", ref=ref, text="全部到位。", value=Decimal(3), file=SCAN)
    with pytest.raises(NotPermitted, match="本人"):
        do(county.town_a.deputy, "listing.confirm_release", ref=ref)
    with pytest.raises(WrongState):
        do(story.inspector, "listing.verify", ref=ref, method="现场", result="pass", text="属实", value=Decimal(3))
    do(county.town_a.mayor, "listing.confirm_release", ref=ref)
    with pytest.raises(WrongState):
        do(county.secretary, "listing.approve_release", ref=ref)
    verified(story, "listing", ref)
    for who in ("vice", "standing", "office_head"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(who), "listing.approve_release", ref=ref)
    do(county.secretary, "listing.approve_release", ref=ref)
    with pytest.raises(WrongState):
        do(
            story.clerk,
            "listing.issue_release",
            ref=ref,
            number_by="own",
            seal_keeper="文书",
            copies_printed=80,
        )
    do(story.head, "listing.sign_release", ref=ref)
    do(story.clerk, "listing.issue_release", ref=ref, number_by="own", seal_keeper="文书", copies_printed=80)
    row = story.measure(ref)
    assert (row.state, row.number, row.release_number) == ("released", "X委办〔2026〕1号", "X委办〔2026〕2号")
    assert Number.objects.filter(text__startswith="X委办〔").count() == 2


@pytest.mark.clause("3.3.8")
def test_the_release_goes_to_the_circle_of_the_listing_and_ends_what_is_below(county: County) -> None:
    story = underway(county)
    letter = issued_letter(story)
    ref = issued_listing(story)
    circle = {row.unit_id for row in story.receipts(ref, "circulation")}
    with county.on("2026-03-20"):
        create_unit(actor=county.registrar, name="XX县数据局", short_name="数据局", kind=BUREAU, sequence=300,
                    active_from=date(2026, 3, 20))  # fmt: skip
        released(story, ref)
        assert {row.unit_id for row in story.receipts(ref, "circulation", "解除")} == circle
        assert {row.what for row in story.receipts(ref, label="解除")} == {"original", "copy", "circulation"}
        assert (story.measure(letter).state, story.row.step) == ("closed", "matter")
        owed = story.owed("matter.report")
        assert [(duty.label, duty.due_on) for duty in owed] == [("报送定期进展", date(2026, 4, 20))]
    told = paper(actor=county.town_b.liaison, ref=ref, part="release")
    assert told.paper.number == "X委办〔2026〕2号"


@pytest.mark.clause("3.3.8", "3.2.8")
def test_a_released_case_does_not_contradict_itself(county: County) -> None:
    story = underway(county)
    reported(story, value=Decimal(3))
    do(story.inspector, "matter.rate", ref=story.matter, value="进展滞后", reason="实物量不足")
    ref = issued_listing(story)
    interview = Measure.objects.get(kind="interview")
    draft = drafted(story)
    with county.on("2026-03-20"):
        evidence = {"ref": ref, "text": "全部建成。", "file": SCAN}
        with pytest.raises(Invalid) as refused:
            do(county.town_a.liaison, "listing.apply_release", **evidence)
        assert "请填写已完成的数量（目标 12）" in refused.value.fields["value"]
        with pytest.raises(Invalid) as refused:
            do(county.town_a.liaison, "listing.apply_release", ref=ref, text="全部建成。", value=Decimal(12))
        assert list(refused.value.fields) == ["file"]
        do(county.town_a.liaison, "listing.apply_release", **evidence, value=Decimal(12))
        assert [duty.due_on for duty in story.owed("listing.confirm_release")] == [date(2026, 3, 24)]
        do(county.town_a.principal, "listing.confirm_release", ref=ref)
        found_less = {"ref": ref, "method": "现场", "text": "现场核查。", "value": Decimal(3)}
        with pytest.raises(Invalid) as refused:
            do(story.inspector, "listing.verify", **found_less, result="pass")
        assert "核实 3，单位报 12，不一致的不能通过" in refused.value.fields["value"]
        verified(story, "listing", ref)
        do(county.secretary, "listing.approve_release", ref=ref)
        do(story.head, "listing.sign_release", ref=ref)
        do(story.clerk, "listing.issue_release", ref=ref, number_by="own", seal_keeper="文书", copies_printed=80)
        assert (story.row.value, story.row.rating_index) == (Decimal(12), None)
        assert [duty.label for duty in story.owed("matter.rate")] == ["评价解除挂牌后的进展"]
        assert (story.measure(draft).state, story.owed("letter.submit")) == ("withdrawn", [])
        assert [duty.object_id for duty in story.owed("interview.write_minutes")] == [interview.pk]
        view = case_view(actor=story.inspector, ref=story.case)
        answered = {one.title: one.decision.allowed for one in view.decisions}
        assert answered["能否下达‹督办函›"] is False
        with pytest.raises(Unmet):
            do(story.inspector, "letter.propose", matter=story.matter, **content(story, "letter"))
        do(story.inspector, "interview.write_minutes", ref=interview.ref, text="会议指出问题。")
        assert story.owed("interview.write_minutes") == []


@pytest.mark.clause("3.3.8")
def test_a_main_leader_who_does_not_agree_keeps_the_listing_and_its_limit(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    asked_for_release(story, ref)
    verified(story, "listing", ref)
    do(county.secretary, "listing.refuse_release", ref=ref, reason="群众仍有反映")
    row = story.measure(ref)
    assert (row.state, row.deadline, row.release_number) == ("issued", date(2026, 4, 30), "")
    assert any("原时限继续计算" in text for text in story.told(unit_id=county.town_a.unit_id))
    do(county.town_a.liaison, "listing.apply_release", ref=ref, text="再次整改到位。", value=Decimal(3), file=SCAN)
    do(county.town_a.liaison, "listing.recall_release", ref=ref, reason="材料不全")
    assert story.measure(ref).state == "issued"


@pytest.mark.clause("3.3.4", "3.1.7")
def test_the_plan_of_a_listing_is_owed_from_issue_in_person(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    duty = story.owed("listing.confirm_plan")[0]
    assert (duty.due_on, duty.in_person, duty.counts) == (date(2026, 3, 9), True, True)
    planned(story, "listing", ref)
    assert story.owed("listing.confirm_plan") == []


@pytest.mark.clause("3.3.5", "4.5")
def test_a_released_matter_may_be_listed_again_and_both_stay_in_the_register(county: County) -> None:
    story = underway(county)
    released(story, issued_listing(story))
    with county.on("2026-04-01"):
        held_interview(story)
        issued(story, "listing", deadline=date(2026, 6, 30))
    page = register(actor=county.cdi.deputy, kind="listing", where=RegisterFilter()).page
    assert sorted(row.state_label for row in page.rows) == ["‹挂牌›中", "已解除"]

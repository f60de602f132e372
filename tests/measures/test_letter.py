"""督办函: who drafts, checks, approves and signs out; what it states; whom it reaches; how it is answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duban.acts.models import Number
from duban.audit.models import Entry
from duban.insight.selectors.case import case_view
from duban.insight.selectors.papers import paper, sheet
from duban.measures.models import Measure
from duban.measures.selectors import RegisterFilter, register
from duban.mechanism.standing import PostRole
from duban.organisations.actions import appoint, give_delegation, merge_unit
from duban.organisations.models import Person, Post
from duban.proceedings.models import PaperApproval, Plan, Receipt, ResponsiblePerson, Signature
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import County
from tests.story import (
    SCAN,
    Story,
    approved,
    approving,
    closed,
    content,
    do,
    drafted,
    found,
    issued_letter,
    missing,
    numbered,
    planned,
    received,
    reported,
    underway,
    verified,
)  # fmt: skip

OUTSIDERS = (
    "town_a.liaison",
    "town_a.principal",
    "town_a.mayor",
    "town_b.principal",
    "bureau_a.liaison",
    "registrar",
)


def also(county: County, who: str, role: PostRole, title: str, **where: Any) -> None:
    """Appoint somebody to a further post."""
    ref = Person.objects.get(pk=county.persons[who]).ref
    appoint(
        actor=county.registrar, person=ref, role=role.value, title=title, starts_on=date(2026, 3, 1), **where
    )


# drafting


@pytest.mark.clause("3.1.1")
def test_without_a_stored_fact_no_letter_and_every_missing_condition_is_told(county: County) -> None:
    story = underway(county)
    with pytest.raises(Unmet) as refused:
        do(
            story.inspector,
            "letter.propose",
            matter=story.matter,
            **content(story, "letter", facts=["judged:1"], basis=" "),
        )
    reasons = missing(refused.value)
    assert list(reasons) == ["工作进展缓慢、落实不力", "文中引用已存的事实", "写明理由"]
    assert {reason.cite for reason in reasons.values()} == {"三（一）"}
    first = reasons["工作进展缓慢、落实不力"].remedies[0]
    assert (first.act, "督查员" in first.who) == ("matter.record_fact", True)
    assert not Measure.objects.exists()
    refusal = Entry.objects.get(act="letter.propose", outcome="refused")
    assert refusal.case_id == story.row.case_id


@pytest.mark.clause("3.1.1")
def test_missed_points_missed_reports_and_lagging_ratings_are_facts_by_themselves(county: County) -> None:
    story = underway(county)
    with county.on("2026-06-22"):
        kinds = {key.split(":")[0] for key in content(story, "letter")["facts"]}
        assert kinds == {"milestone", "duty"}
        ref = do(
            story.inspector,
            "letter.propose",
            matter=story.matter,
            **content(story, "letter", deadline=date(2026, 8, 1)),
        ).ref
        assert any("累计建成6公里" in text for text in story.measure(ref).facts)
    with county.on("2026-06-23"):
        reported(story, value=Decimal(1))
        do(story.inspector, "matter.rate", ref=story.matter, value="进展滞后", problems="实物量不足")
        assert {key.split(":")[0] for key in content(story, "letter")["facts"]} == {"milestone", "rating"}


@pytest.mark.clause("3.1.1")
def test_a_letter_is_drafted_only_on_a_matter_at_work_by_its_office(county: County) -> None:
    from tests.story import assigned

    early = assigned(county)
    with pytest.raises(WrongState, match="不在办理中"):
        do(early.inspector, "letter.propose", matter=early.matter, **content(early, "letter"))
    do(county.town_a.liaison, "matter.receive", ref=early.matter)
    found(early, "slow")
    for who in ("gov_inspector", "checker", "office_head", "secretary", "cdi.deputy", "town_a.liaison"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(who), "letter.propose", matter=early.matter, **content(early, "letter"))


@pytest.mark.clause("3.1.6")
@pytest.mark.parametrize("field", ["matters", "goals", "deadline"])
def test_a_letter_without_one_of_its_contents_is_not_sent_to_be_checked(county: County, field: str) -> None:
    story = underway(county)
    ref = drafted(story, **{field: None if field == "deadline" else []})
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    reasons = list(missing(refused.value).values())
    assert [(reason.clause, reason.field) for reason in reasons] == [("3.1.6", field)]
    values = content(story, "letter")
    do(story.inspector, "letter.redraft", ref=ref, **values)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    assert story.measure(ref).state == "checking"


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize(
    "who", ["congress", "cdi.principal", "org_dept.principal", "town_a.principal", "office_head"]
)
def test_nobody_but_a_county_leader_of_the_list_can_be_asked(county: County, who: str) -> None:
    story = underway(county)
    ref = drafted(story)
    with pytest.raises(Invalid) as refused:
        do(story.inspector, "letter.submit", ref=ref, approver=county.person(who))
    assert list(refused.value.fields) == ["approver"]


@pytest.mark.clause("3.1.3")
def test_an_office_that_is_responsible_does_not_issue_and_no_other_organ_does(county: County) -> None:
    story = underway(county)
    found(story, "slow")
    with pytest.raises(Invalid) as refused:
        do(story.inspector, "letter.propose", matter=story.matter, **content(story, "letter", issuer="cdi"))
    assert list(refused.value.fields) == ["issuer"]
    own = underway(county, lead="gov_office", title="政务服务一窗受理改革")
    found(own, "slow")
    with pytest.raises(Invalid, match="由另一办公室发文"):
        do(own.inspector, "letter.propose", matter=own.matter, **content(own, "letter", issuer="gov_office"))


@pytest.mark.clause("3.1.4", "4.5")
def test_the_unit_sees_nothing_of_a_letter_until_it_is_issued(county: County) -> None:
    story = underway(county)
    ref = approved(story)
    assert case_view(actor=county.gov_head, ref=story.case).measures
    for who in OUTSIDERS:
        with pytest.raises(NotFound):
            paper(actor=county.actor(who), ref=ref)
        with pytest.raises(NotFound):
            do(county.actor(who), "letter.receive", ref=ref)
    view = case_view(actor=county.town_a.principal, ref=story.case, tab="history")
    assert (view.measures, view.steps != ()) == ((), True)
    assert not [line for line in view.content["entries"] if "起草" in line["text"] or "核稿" in line["text"]]
    numbered(story, "letter", ref)
    assert paper(actor=county.town_a.principal, ref=ref).number == "X委办督函〔2026〕1号"
    assert case_view(actor=county.town_a.principal, ref=story.case).measures
    with pytest.raises(NotFound):
        paper(actor=county.town_b.principal, ref=ref)
    with pytest.raises(NotFound):
        sheet(actor=county.town_a.principal, ref=ref)


# approval


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize("step", ["inspector", "checker"])
def test_whoever_drafted_or_checked_does_not_approve_even_as_a_county_leader(
    county: County, step: str
) -> None:
    also(county, step, PostRole.COUNTY_LEADER, "副县长", side="gov")
    story = underway(county)
    ref = approving(story)
    with pytest.raises(Unmet) as refused:
        do(county.actor(step), "letter.approve", ref=ref)
    reason = refused.value.decision.missing[0]
    assert "不由同一人办理" in reason.condition
    assert "其他人" in reason.remedies[0].who
    do(county.vice, "letter.approve", ref=ref)


@pytest.mark.clause("3.1.2")
def test_whoever_drafted_does_not_approve_through_a_delegation_either(county: County) -> None:
    also(county, "inspector", PostRole.COUNTY_LEADER, "副县长", side="gov")
    post = Post.objects.get(person_id=county.persons["vice"])
    give_delegation(
        actor=county.vice, post=post.ref, to_person=county.person("inspector"),
        starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 31), reason="外出",
    )  # fmt: skip
    story = underway(county)
    ref = approving(story)
    with pytest.raises(Unmet, match="同意"):
        do(county.inspector, "letter.approve", ref=ref)
    assert story.measure(ref).state == "approving"


@pytest.mark.clause("3.1.2")
def test_a_leader_approves_for_another_who_delegated_and_the_sheet_says_so(county: County) -> None:
    post = Post.objects.get(person_id=county.persons["standing"])
    give_delegation(
        actor=county.standing, post=post.ref, to_person=county.person("vice2"), starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 31), reason="外出",
    )  # fmt: skip
    story = underway(county)
    ref = approving(story)
    do(county.vice2, "letter.approve", ref=ref)
    assert story.measure(ref).approver_id == county.persons["vice2"]


@pytest.mark.clause("3.1.2", "3.1.3")
def test_whoever_approved_does_not_sign_out(county: County) -> None:
    also(county, "office_head", PostRole.COUNTY_LEADER, "县委常委", side="party")
    story = underway(county)
    ref = approving(story)
    do(county.office_head, "letter.approve", ref=ref)
    with pytest.raises(Unmet) as refused:
        do(county.office_head, "letter.sign_out", ref=ref)
    assert refused.value.decision.missing[0].clause == "3.1.3"


@pytest.mark.parametrize(("step", "who"), [
    ("check", "inspector"), ("check", "town_a.principal"), ("approve", "office_head"), ("approve", "congress"),
    ("approve", "cdi.principal"), ("approve", "town_a.principal"),
])  # fmt: skip
@pytest.mark.clause("3.1.2")
def test_a_step_is_refused_to_whoever_it_does_not_belong_to(county: County, step: str, who: str) -> None:
    story = underway(county)
    ref = drafted(story)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    if step == "approve":
        do(story.checker, "letter.check", ref=ref, opinion="属实")
    state = story.measure(ref).state
    with pytest.raises((NotPermitted, NotFound, Unmet)):
        do(county.actor(who), f"letter.{step}", ref=ref, **({"opinion": "属实"} if step == "check" else {}))
    assert story.measure(ref).state == state


@pytest.mark.clause("3.1.2", "3.1.6")
def test_a_text_that_was_checked_can_no_longer_be_changed_unless_it_is_sent_back(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    frozen = story.measure(ref).text_digest
    assert frozen
    with pytest.raises(WrongState):
        do(story.inspector, "letter.redraft", ref=ref, **content(story, "letter", goals=["改了"]))
    do(county.standing, "letter.disapprove", ref=ref, reason="目标不清")
    assert (story.measure(ref).state, story.measure(ref).text_digest) == ("draft", "")
    do(story.inspector, "letter.redraft", ref=ref, **content(story, "letter", goals=["四月底前建成3公里"]))
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    do(story.checker, "letter.send_back", ref=ref, reason="日期有误")
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    do(story.checker, "letter.check", ref=ref, opinion="属实")
    do(county.standing, "letter.approve", ref=ref)
    assert story.measure(ref).text_digest not in ("", frozen)


def test_a_draft_is_withdrawn_without_a_number(county: County) -> None:
    story = underway(county)
    ref = approved(story)
    do(story.inspector, "letter.withdraw", ref=ref, reason="已整改")
    assert (story.measure(ref).state, Number.objects.count()) == ("withdrawn", 0)
    with pytest.raises(WrongState):
        numbered(story, "letter", ref)


# the approval on paper


def entered(story: Story, ref: str, who: str = "clerk", **given: Any) -> None:
    """The approval that a leader gave on paper is entered."""
    values = {
        "leader": story.county.person("standing"), "decided_on": date(2026, 3, 2), "verdict": "agree", "opinion": "同意",
        "scan": SCAN,
    }  # fmt: skip
    do(story.county.actor(who), "letter.enter_paper", ref=ref, **{**values, **given})


@pytest.mark.clause("3.1.2")
def test_an_approval_on_paper_counts_once_a_second_person_has_compared_it(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    with pytest.raises(Unmet, match="代录"):
        entered(story, ref, "inspector")
    entered(story, ref)
    assert story.measure(ref).state == "approving"
    with pytest.raises(Unmet, match="比对"):
        do(county.clerk, "letter.compare_paper", ref=ref, same="same")
    do(county.inspector2, "letter.compare_paper", ref=ref, same="same")
    letter = story.measure(ref)
    assert (letter.state, letter.approver_id, letter.approved_by) == (
        "signing",
        county.persons["standing"],
        "县委常委赵某丁",
    )
    paper_row, signature = PaperApproval.objects.get(), Signature.objects.get(means="代录")
    assert (paper_row.state, paper_row.scan_ref != "") == ("compared", True)
    assert (signature.name, signature.step) == ("赵某丁", "letter.approve")
    told = story.told(person_id=county.persons["standing"])
    assert [text for text in told if "代录了您" in text]
    assert len(told) >= 2
    assert any("代录" in cell.note for cell in sheet(actor=county.office_head, ref=ref).cells)


@pytest.mark.clause("3.1.2")
def test_an_entry_that_differs_from_its_scan_counts_for_nothing(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    entered(story, ref)
    with pytest.raises(Invalid, match="待比对"):
        entered(story, ref)
    do(county.inspector2, "letter.compare_paper", ref=ref, same="differs", text="扫描件写的是请再议")
    assert (story.measure(ref).state, PaperApproval.objects.get().state) == ("approving", "rejected")
    entered(story, ref, verdict="disagree", opinion="请再议")
    do(county.inspector2, "letter.compare_paper", ref=ref, same="same")
    assert (story.measure(ref).state, story.measure(ref).approved_by) == ("draft", "")


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize(("given", "field"), [
    ({"decided_on": date(2026, 3, 3)}, "decided_on"), ({"decided_on": date(2023, 12, 31)}, "leader"),
    ({"scan": "text"}, "scan"),
])  # fmt: skip
def test_a_paper_that_cannot_be_is_told_beside_its_field(
    county: County, given: dict[str, Any], field: str
) -> None:
    from duban.documents.uploads import Upload

    story = underway(county)
    ref = approving(story)
    if "scan" in given:
        given = {"scan": Upload("批示.pdf", b"just text")}
    with pytest.raises(Invalid) as refused:
        entered(story, ref, **given)
    assert list(refused.value.fields) == [field]


@pytest.mark.clause("3.1.2")
def test_a_leader_who_drafted_does_not_approve_on_paper_either(county: County) -> None:
    also(county, "inspector", PostRole.COUNTY_LEADER, "副县长", side="gov")
    story = underway(county)
    ref = approving(story)
    entered(story, ref, leader=county.person("inspector"))
    with pytest.raises(Unmet, match="同意"):
        do(county.inspector2, "letter.compare_paper", ref=ref, same="same")
    assert story.measure(ref).state == "approving"


# issue and answer


@pytest.mark.clause("3.1.4", "3.1.5")
def test_recipients_and_copies_are_there_by_themselves_each_with_a_receipt(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    bodies = [row.unit_id for row in story.receipts(ref, "copy")]
    assert sorted(bodies) == sorted([county.cdi.unit_id, county.org_dept.unit_id])
    persons = {row.person_id for row in story.receipts(ref, "original")} - {None}
    assert persons == {county.persons["town_a.principal"], county.persons["town_a.mayor"]}
    assert {duty.person_id for duty in story.owed("letter.receive")} == persons | {None}
    do(county.cdi.liaison, "letter.receive", ref=ref)
    assert story.measure(ref).state == "issued"
    do(county.town_a.liaison, "letter.receive", ref=ref)
    assert story.measure(ref).state == "rectifying"
    assert {row.person_id or row.unit_id for row in story.receipts(ref, "original") if row.received_at} == {
        county.town_a.unit_id
    }
    do(county.town_a.mayor, "letter.receive", ref=ref)
    with pytest.raises(Invalid, match="没有送您"):
        do(county.town_a.liaison, "letter.receive", ref=ref)
    waiting = {row.person_id or row.unit_id for row in story.receipts(ref) if not row.received_at}
    assert waiting == {county.persons["town_a.principal"], county.org_dept.unit_id}


@pytest.mark.clause("3.1.7")
def test_the_plan_is_owed_five_working_days_from_receipt_and_confirmed_in_person(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    with county.on("2026-03-03"):
        received(story, "letter", ref)
        duty = story.owed("letter.confirm_plan")[0]
        assert (duty.due_on, duty.in_person, duty.clause) == (date(2026, 3, 10), True, "3.1.7")
        with pytest.raises(Unmet) as refused:
            do(county.town_a.principal, "letter.confirm_plan", ref=ref)
        assert missing(refused.value)["有待确认的整改方案"].remedies[0].act == "letter.plan"
        with pytest.raises(Unmet) as refused:
            do(county.town_a.liaison, "letter.plan", ref=ref, text="措施", committed_on=date(2026, 5, 1))
        assert missing(refused.value)["承诺期限不超过措施时限"].field == "committed_on"
        do(county.town_a.liaison, "letter.plan", ref=ref, text="措施", committed_on=date(2026, 4, 20))
        for who in ("town_a.deputy", "town_a.liaison", "standing"):
            with pytest.raises((NotPermitted, NotFound)):
                do(county.actor(who), "letter.confirm_plan", ref=ref)
        do(county.town_a.mayor, "letter.confirm_plan", ref=ref)
    plan = Plan.objects.get()
    assert (plan.state, plan.confirmed_post, story.owed("letter.confirm_plan")) == ("confirmed", "镇长", [])


@pytest.mark.clause("3.1.7")
def test_confirmation_in_person_is_not_delegated(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    do(county.town_a.liaison, "letter.plan", ref=ref, text="措施", committed_on=date(2026, 4, 20))
    post = Post.objects.get(person_id=county.persons["town_a.principal"])
    give_delegation(
        actor=county.town_a.principal, post=post.ref, to_person=county.person("town_a.deputy"),
        starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 31), reason="外出",
    )  # fmt: skip
    with pytest.raises(NotPermitted, match="本人"):
        do(county.town_a.deputy, "letter.confirm_plan", ref=ref)


@pytest.mark.clause("3.1.7")
def test_a_plan_that_the_office_returns_is_owed_again(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    planned(story, "letter", ref)
    do(story.inspector, "letter.return_plan", ref=ref, reason="措施太空")
    assert len(story.owed("letter.confirm_plan")) == 1
    with pytest.raises(Unmet) as refused:
        do(county.town_a.liaison, "letter.apply", ref=ref, text="整改完毕。")
    assert missing(refused.value)["整改方案由主要领导本人确认"].remedies[0].act == "letter.confirm_plan"
    planned(story, "letter", ref, date(2026, 4, 25))
    assert [plan.state for plan in Plan.objects.order_by("pk")] == ["returned", "confirmed"]


@pytest.mark.clause("3.1.8")
def test_feedback_goes_on_on_the_letters_cycle_until_it_is_crossed_off(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    owed = story.owed("matter.report")
    assert [(duty.due_on, duty.label, duty.clause) for duty in owed] == [
        (date(2026, 3, 17), "报送督办函整改反馈", "3.1.8")
    ]
    received(story, "letter", ref)
    planned(story, "letter", ref)
    with county.on("2026-03-17"):
        reported(story)
        assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 4, 1)]
    with county.on("2026-03-31"):
        do(county.town_a.liaison, "letter.apply", ref=ref, text="整改完毕。")
        verified(story, "letter", ref, "fail")
        assert story.measure(ref).state == "rectifying"
        closed(story, "letter", ref)
        owed = story.owed("matter.report")
        assert [(duty.due_on, duty.label) for duty in owed] == [(date(2026, 4, 30), "报送定期进展")]
    assert (story.row.step, story.measure(ref).ended_how) == ("matter", "整改完毕，核查通过，销号")


@pytest.mark.clause("1.2")
def test_the_responsible_persons_of_a_letter_are_those_of_its_day(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    rows = ResponsiblePerson.objects.filter(object_kind="letter", object_id=story.measure(ref).pk)
    assert {row.role for row in rows} == {"principal", "deputy", "handler"}
    row = register(actor=county.secretary, kind="letter", where=RegisterFilter()).page.rows[0]
    assert row.principals == "、".join(
        rows.filter(role="principal").order_by("pk").values_list("name", flat=True)
    )


@pytest.mark.clause("1.2", "3.1.4")
def test_a_merger_passes_a_letter_on_that_nobody_has_received(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    with county.on("2026-03-03"):
        merge_unit(
            actor=county.registrar,
            ref=county.town_a.unit.ref,
            into=county.town_b.id,
            merged_on=date(2026, 3, 3),
        )
        heir = Story(county, story.matter, story.case, lead="town_b")
        do(county.town_b.liaison, "letter.receive", ref=ref)
        assert story.measure(ref).state == "rectifying"
        assert not story.owed("letter.receive", person_id=None)
        planned(heir, "letter", ref)
        own = register(actor=county.town_b.liaison, kind="letter", where=RegisterFilter()).page
        assert [(row.number, row.full) for row in own.rows] == [("X委办督函〔2026〕1号", True)]
        closed(heir, "letter", ref)
    assert Receipt.objects.filter(object_kind="letter", name="甲镇人民政府").count() == 1

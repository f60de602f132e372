"""督办函: who drafts, checks, approves and signs out; what it states; whom it reaches; how it is answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duban.acts.models import Number
from duban.audit.models import Entry
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.case_file.papers import paper, sheet
from duban.matters.models import Milestone
from duban.measures.models import Measure
from duban.mechanism.people.standing import PostRole
from duban.organisations.actions.posts_held.delegations import give_delegation
from duban.organisations.models import Post
from duban.shared.actor import Actor
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import County, appoint
from tests.story import (
    Story,
    approved,
    approving,
    content,
    do,
    drafted,
    emptied,
    found,
    issued,
    missing,
    numbered,
    reported,
    underway,
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
    person = str(county.persons[who])
    appoint(
        actor=county.registrar, person=person, role=role.value, title=title, starts_on=date(2026, 3, 1), **where
    )


# drafting


def shown_documents(actor: Actor, story: Story) -> list[str]:
    tab = case_view(actor=actor, ref=story.case, tab="documents").content
    return [document.number for document in tab.measures]


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
    assert list(reasons) == ["工作进展缓慢、落实不力"]
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
@pytest.mark.parametrize(("hour", "minute"), [(0, 30), (3, 40), (7, 59), (8, 0), (23, 50)])
def test_a_rating_stands_in_the_letter_under_the_countys_day_whatever_the_hour(
    county: County, hour: int, minute: int
) -> None:
    story = underway(county)
    with county.on("2026-04-30", hour, minute):
        rating = {"value": "进展滞后", "reason": "现场没有动工", "problems": "实物量不足"}
        do(story.inspector, "matter.rate", ref=story.matter, **rating)
        values = content(story, "letter", deadline=date(2026, 8, 1))
        ref = do(story.inspector, "letter.propose", matter=story.matter, **values).ref
    assert any(text.startswith("4月30日评价为“进展滞后”") for text in story.measure(ref).facts)


@pytest.mark.clause("3.1.1")
def test_a_letter_is_drafted_only_on_a_matter_at_work_by_its_office(county: County) -> None:
    from tests.story import assigned

    early = assigned(county)
    with pytest.raises(WrongState, match="只能在“办理中"):
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
    ref = drafted(story)
    emptied(story, ref, field)
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
    assert shown_documents(county.gov_head, story) == [""]
    for who in OUTSIDERS:
        with pytest.raises(NotFound):
            paper(actor=county.actor(who), ref=ref)
        with pytest.raises(NotFound):
            do(county.actor(who), "letter.receive", ref=ref)
    view = case_view(actor=county.town_a.principal, ref=story.case, tab="history")
    assert (shown_documents(county.town_a.principal, story), view.steps != ()) == ([], True)
    assert not [line for line in view.content.entries if "起草" in line.text or "核稿" in line.text]
    numbered(story, "letter", ref)
    assert paper(actor=county.town_a.principal, ref=ref).number == "X委办督函〔2026〕1号"
    assert shown_documents(county.town_a.principal, story) == ["X委办督函〔2026〕1号"]
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
    do(county.standing, "letter.approve", ref=ref)


@pytest.mark.clause("3.1.2")
def test_whoever_drafted_does_not_approve_through_a_delegation_either(county: County) -> None:
    also(county, "inspector", PostRole.COUNTY_LEADER, "副县长", side="gov")
    post = Post.objects.get(person_id=county.persons["vice"])
    give_delegation(
        actor=county.vice, post=str(post.pk), to_person=county.person("inspector"),
        starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 31), reason="外出",
    )  # fmt: skip
    story = underway(county)
    ref = approving(story)
    with pytest.raises(Unmet, match="同意"):
        do(county.inspector, "letter.approve", ref=ref)
    assert story.measure(ref).state == "approving"


@pytest.mark.clause("3.1.2", "3.1.3")
def test_whoever_approved_does_not_sign_out(county: County) -> None:
    also(county, "office_head", PostRole.COUNTY_LEADER, "县委常委", side="party")
    story = underway(county)
    ref = approving(story)
    do(county.standing, "letter.refer", ref=ref, leader=county.person("office_head"))
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


@pytest.mark.clause("3.1.6")
def test_a_limit_that_is_over_is_refused_where_it_is_typed(county: County) -> None:
    story = underway(county)
    found(story, "slow")
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "letter.propose", matter=story.matter, **content(story, "letter", deadline=date(2026, 3, 2)))
    assert [(reason.condition, reason.field) for reason in missing(refused.value).values()] == [
        ("整改时限在今天以后", "deadline")
    ]
    ref = drafted(story)
    with pytest.raises(Unmet):
        do(story.inspector, "letter.redraft", ref=ref, **content(story, "letter", deadline=date(2026, 2, 1)))


@pytest.mark.clause("3.1.1")
def test_a_second_letter_on_the_same_fact_is_asked_about_and_two_drafts_are_told_apart(county: County) -> None:
    story = underway(county)
    with county.on("2026-03-02", 9):
        first = drafted(story)
    with county.on("2026-03-02", 10):
        once_more = {**content(story, "letter"), "again": ""}
        with pytest.raises(Unmet) as refused:
            do(story.inspector, "letter.propose", matter=story.matter, **once_more)
        reason = missing(refused.value)["同一事实没有另一件督办函，或写明再次下达的理由"]
        assert (reason.field, reason.finding) == ("again", "另有一件督办函正在办理。")
        do(story.inspector, "letter.propose", matter=story.matter, **{**once_more, "again": "另一处点位，分别督办"})
        buttons = case_view(actor=story.inspector, ref=story.case).buttons
    names = {button.about for button in buttons if button.kind == "letter" and button.ref != story.matter}
    assert names == {"‹督办函›稿（03-02 09:00）", "‹督办函›稿（03-02 10:00）"}
    do(story.inspector, "letter.withdraw", ref=first, reason="并入后一件")


@pytest.mark.clause("3.1.1")
def test_a_letter_that_runs_on_the_same_fact_is_named_and_another_fact_needs_no_word(county: County) -> None:
    story = underway(county)
    issued(story, "letter")
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "letter.propose", matter=story.matter, **{**content(story, "letter"), "again": ""})
    assert "X委办督函〔2026〕1号已引用同一事实" in next(iter(missing(refused.value).values())).finding
    with county.on("2026-06-16"):
        point = Milestone.objects.order_by("due_on")[0]
        fresh = {"facts": [f"milestone:{point.pk}"], "deadline": date(2026, 7, 20), "again": ""}
        other = {**content(story, "letter"), **fresh}
        do(story.inspector, "letter.propose", matter=story.matter, **other)

"""督办函 after issue: recipients and copies, the plan, feedback, and what a merger passes on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.measures.selectors import RegisterFilter, register
from duban.organisations.actions.posts_held.delegations import give_delegation
from duban.organisations.actions.units import merge_unit
from duban.organisations.models import Post
from duban.proceedings.models import Plan, Receipt, ResponsiblePerson
from duban.shared.errors import NotFound, NotPermitted, Unmet
from tests.personas import County
from tests.story import (
    Story,
    closed,
    do,
    issued_letter,
    missing,
    planned,
    received,
    reported,
    underway,
    verified,
)  # fmt: skip


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
    with pytest.raises(NotPermitted, match="没有送您"):
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
        actor=county.town_a.principal, post=str(post.pk), to_person=county.person("town_a.deputy"),
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
        do(county.town_a.liaison, "letter.apply", ref=ref, text="整改完毕。", value=Decimal(3))
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
        do(county.town_a.liaison, "letter.apply", ref=ref, text="整改完毕。", value=Decimal(3))
        verified(story, "letter", ref, "fail")
        assert story.measure(ref).state == "rectifying"
        closed(story, "letter", ref)
        owed = story.owed("matter.report")
        assert [(duty.due_on, duty.label) for duty in owed] == [(date(2026, 4, 16), "报送定期进展")]
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

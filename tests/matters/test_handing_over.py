"""变更经办人: a matter goes to another inspector, of the other office too, with everything that is owed in it."""

from __future__ import annotations

import pytest

from duban.acts.gate.entry import open_acts
from duban.acts.models import Message, Obligation
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.models import Post
from duban.organisations.selectors import directory
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet
from tests.asking import goes_with_a_duty
from tests.personas import County
from tests.story import Story, do, drafted, issued_letter, missing, reported, underway

TO_OTHER = "本办公室一人休假、一人回避。"


def handed_over(story: Story, to: str = "gov_inspector", by: str = "office_head") -> None:
    county = story.county
    do(county.actor(by), "matter.hand_over", ref=story.matter, inspector=county.person(to), reason=TO_OTHER)


def owing(story: Story) -> set[tuple[int | None, int | None]]:
    """Which units and persons owe something in the case of the matter."""
    rows = Obligation.objects.filter(case=story.row.case, outcome=Obligation.Outcome.OPEN)
    return set(rows.values_list("unit_id", "person_id"))


@pytest.mark.clause("3.0")
def test_the_other_office_goes_on_with_everything_that_the_first_one_owed(county: County) -> None:
    story = underway(county)
    issued_letter(story)
    reported(story)
    known = directory(county.jurisdiction_id)
    before, after = (known.office(one).id for one in (Function.PARTY_OFFICE, Function.GOV_OFFICE))
    assert before in {unit for unit, _ in owing(story)}
    handed_over(story)
    assert story.row.office == "gov_office" and story.row.inspector_id == county.persons["gov_inspector"]
    assert before not in {unit for unit, _ in owing(story)} and after in {unit for unit, _ in owing(story)}
    assert county.persons["inspector"] not in {person for _, person in owing(story)}
    with pytest.raises(NotPermitted):
        do(county.inspector, "matter.remind", ref=story.matter, text="抓紧。")
    do(county.actor("gov_inspector"), "matter.remind", ref=story.matter, text="抓紧。")


@pytest.mark.clause("3.0")
def test_within_the_office_only_the_one_in_charge_changes(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    handed_over(story, "inspector2")
    assert (story.row.office, story.row.inspector_id) == ("party_office", county.persons["inspector2"])
    assert county.persons["inspector"] not in {person for _, person in owing(story)}
    do(county.inspector2, "letter.submit", ref=ref, approver=county.person("standing"))


def test_a_draft_that_is_sent_back_is_told_to_whoever_owes_its_change(county: County) -> None:
    story = underway(county)
    handed_over(story, "inspector2")
    ref = drafted(story)
    do(county.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    do(story.checker, "letter.send_back", ref=ref, reason="日期有误。")
    told = Message.objects.get(kind="draft_returned")
    assert told.person_id == county.persons["inspector2"] and goes_with_a_duty(told)


@pytest.mark.clause("3.0")
def test_what_is_being_drafted_is_finished_or_withdrawn_before_the_office_changes(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    with pytest.raises(Unmet) as refused:
        handed_over(story)
    assert list(missing(refused.value)) == ["没有在拟、在审的文稿"]
    do(county.inspector, "letter.withdraw", ref=ref, reason="改由另一办公室起草。")
    handed_over(story)


@pytest.mark.clause("3.0")
def test_an_office_that_is_itself_responsible_does_not_take_it(county: County) -> None:
    story = underway(county)
    story.row.__class__.objects.filter(pk=story.row.pk).update(responsible_functions="gov_office")
    with pytest.raises(Unmet) as refused:
        handed_over(story)
    assert list(missing(refused.value)) == ["接办的办公室不是责任单位"]


@pytest.mark.clause("3.0")
def test_the_other_head_takes_it_for_the_own_office_and_hands_nothing_on_within_the_first(county: County) -> None:
    story = underway(county)
    with pytest.raises(Invalid):
        handed_over(story, "inspector2", by="gov_head")
    for who in ("inspector", "checker", "gov_inspector", "secretary"):
        with pytest.raises((NotPermitted, NotFound)):
            handed_over(story, by=who)
    handed_over(story, by="gov_head")
    assert story.row.office == "gov_office"


@pytest.mark.clause("3.0", "4.3")
def test_a_narrowed_matter_goes_only_to_one_of_its_readers(county: County) -> None:
    story = underway(county)
    readers = [county.person(who) for who in ("inspector", "town_a.principal", "town_a.liaison")]
    do(story.head, "matter.narrow", ref=story.matter, readers=readers, reason="涉及个人情况。")
    with pytest.raises(Unmet) as refused:
        handed_over(story)
    assert list(missing(refused.value)) == ["承办督查员在所列人员中"]
    do(story.head, "matter.narrow", ref=story.matter, readers=[*readers, county.person("gov_inspector")], reason="接办。")
    handed_over(story)


@pytest.mark.clause("3.0")
def test_where_everybody_who_inspects_is_gone_the_head_hands_the_case_over_in_one_act(county: County) -> None:
    story = underway(county)
    reported(story)
    gone = [county.persons[who] for who in ("inspector", "inspector2")]
    Post.objects.filter(person_id__in=gone, role=PostRole.INSPECTOR.value).update(ends_on="2026-03-01")
    handed_over(story)
    offered = {act.key for act in open_acts(county.actor("gov_inspector"), "matter", story.row)}
    assert {"matter.rate", "matter.remind"} <= offered

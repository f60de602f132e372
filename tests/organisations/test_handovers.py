"""交接: what bears a name passes to a colleague on a list that both sign, in one act; what is owed in person does not."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from duban.accountability.models import Inquiry
from duban.acts.beside import effects_of
from duban.acts.models import Message, Obligation
from duban.acts.sight.visibility import visible_rows
from duban.matters.models import Matter
from duban.measures.models import Bulletin
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.people.standing import PostRole
from duban.organisations.actions.own import keep, keep_draft
from duban.organisations.models import Delegation, Handover, HandoverItem, OwnThing, Post
from duban.organisations.selectors.handovers import handover_page
from duban.shared.database import memo
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet
from tests import hours
from tests.accountability import steps
from tests.apart import undone
from tests.borne import astray
from tests.personas import TODAY, County
from tests.story import Story, do, drafted, issued_letter, missing, underway

LEAVES = date(2026, 3, 31)


def drawn(county: County, giver: str = "inspector", receiver: str = "inspector2", by: str = "office_head", **given: Any) -> str:
    """A handover as its head, or somebody else, begins it."""
    values = {"person": county.person(giver), "receiver": county.person(receiver), "cause": "调离", "leaves_on": LEAVES}
    return do(county.actor(by), "handover.draw", **{**values, **given}).ref


def signed(county: County, giver: str = "inspector", receiver: str = "inspector2", **given: Any) -> str:
    """A handover that both have signed."""
    ref = drawn(county, giver, receiver, **given)
    do(county.actor(giver), "handover.give", ref=ref)
    do(county.actor(receiver), "handover.take", ref=ref)
    return ref


def fates(ref: str) -> dict[str, list[str]]:
    """What became of the lines of a list, by sort."""
    row = Handover.objects.get(ref=ref)
    found: dict[str, list[str]] = {}
    for one in HandoverItem.objects.filter(handover=row, listing=row.listed).order_by("place"):
        found.setdefault(one.sort, []).append(one.fate)
    return found


@pytest.fixture
def story(county: County) -> Story:
    """A matter that the inspector has in charge, with a letter in draft."""
    told = underway(county)
    drafted(told)
    return told


@pytest.mark.clause("3.0")
def test_all_that_is_in_charge_passes_in_one_act_once_both_have_signed(county: County, story: Story) -> None:
    ref = signed(county)
    assert Matter.objects.get(ref=story.matter).inspector_id == county.persons["inspector"]
    do(county.office_head, "handover.settle", ref=ref)
    assert Handover.objects.get(ref=ref).state == "settled"
    assert Matter.objects.get(ref=story.matter).inspector_id == county.persons["inspector2"]
    assert not story.owed("letter.submit", person_id=county.persons["inspector"])
    assert story.owed("letter.submit", person_id=county.persons["inspector2"])
    assert any("改由" in line.sentence for line in story.history())
    assert list(astray(county.jurisdiction_id)) == []


@pytest.mark.clause("3.0")
def test_who_leaves_who_goes_on_and_who_heads_them_know_of_it_and_nobody_else(county: County, story: Story) -> None:
    ref = drawn(county)
    seers = {who for who in county.persons if visible_rows(county.actor(who), "handover").filter(ref=ref).exists()}
    assert seers == {"inspector", "inspector2", "office_head"}
    with pytest.raises(NotFound):
        do(county.actor("checker"), "handover.take", ref=ref)


@pytest.mark.clause("3.0")
@pytest.mark.parametrize(("giver", "receiver", "by", "field", "said"), [
    ("inspector", "inspector", "inspector", "receiver", "不能交接给本人"),
    ("inspector", "office_head", "inspector", "receiver", "监交的负责人"),
    ("inspector", "gov_inspector", "inspector", "receiver", "不在移交人的单位任职"),
    ("secretary", "checker", "secretary", "person", "没有单位职务"),
    ("bureau_a.principal", "bureau_a.liaison", "bureau_a.principal", "person", "没有可以监交的负责人"),
])  # fmt: skip
def test_what_cannot_be_handed_over_is_refused_with_the_reason(
    county: County, giver: str, receiver: str, by: str, field: str, said: str
) -> None:
    with pytest.raises(Invalid) as refused:
        drawn(county, giver, receiver, by)
    assert said in refused.value.fields[field]


@pytest.mark.clause("3.0")
def test_nobody_but_the_head_begins_it_for_another_and_there_is_one_at_a_time(county: County) -> None:
    for who in ("checker", "gov_head", "registrar"):
        with pytest.raises((NotPermitted, Invalid)):
            drawn(county, by=who)
    drawn(county, by="inspector")
    with pytest.raises(Invalid, match="正在办理"):
        drawn(county, receiver="checker")


@pytest.mark.clause("3.0")
def test_each_signs_in_person_and_the_head_signs_for_whoever_cannot_with_the_reason(county: County, story: Story) -> None:
    ref = drawn(county)
    for who, given in (("inspector2", {}), ("office_head", {}), ("inspector", {"absent": "已报到"})):
        with pytest.raises((NotPermitted, Unmet, Invalid)):
            do(county.actor(who), "handover.give", ref=ref, **given)
    keep_draft(actor=county.inspector, act="matter.register", ref="", value={"title": "新事项"})
    do(county.office_head, "handover.give", ref=ref, absent="已到新单位报到")
    assert fates(ref).keys() == {"charge"}, "drafts are their author's to list"
    with pytest.raises((NotPermitted, Unmet)):
        do(county.office_head, "handover.take", ref=ref)
    do(county.actor("inspector2"), "handover.take", ref=ref)
    for who in ("inspector", "inspector2"):
        with pytest.raises((NotPermitted, Unmet)):
            do(county.actor(who), "handover.settle", ref=ref)


@pytest.mark.clause("3.0")
def test_a_list_to_which_something_came_is_signed_again(county: County, story: Story) -> None:
    ref = drawn(county)
    do(county.inspector, "handover.give", ref=ref)
    underway(county, "town_b", distinct_reason="另一片区", title="后来的事项")
    with pytest.raises(Unmet) as refused:
        do(county.actor("inspector2"), "handover.take", ref=ref)
    assert list(missing(refused.value)) == ["签字以后没有新的事"]
    do(county.inspector, "handover.give", ref=ref)
    do(county.actor("inspector2"), "handover.take", ref=ref)
    do(county.office_head, "handover.settle", ref=ref)
    assert fates(ref)["charge"] == ["passed", "passed"]


@pytest.mark.clause("3.0", "5.0")
def test_what_the_receiver_may_not_do_stays_with_the_director_by_name_and_without_its_name_for_whoever_may_not_know(
    county: County, story: Story
) -> None:
    readers = [county.person(who) for who in ("inspector", "town_a.principal", "town_a.liaison")]
    do(county.office_head, "matter.narrow", ref=story.matter, readers=readers, reason="涉及个人情况。")
    underway(county, "town_b", distinct_reason="另一片区", title="另一事项")
    ref = signed(county)
    [hidden] = [line for line in handover_page(actor=county.actor("inspector2"), ref=ref).passing if not line.ref]
    assert (hidden.title, hidden.why) == ("您无权查看的一件", "")
    do(county.office_head, "handover.settle", ref=ref)
    assert sorted(fates(ref)["charge"]) == ["left", "passed"]
    assert Matter.objects.get(ref=story.matter).inspector_id == county.persons["inspector"]
    [owed] = Obligation.objects.filter(act="handover.close", outcome="open")
    assert owed.person_id == county.persons["office_head"]
    with pytest.raises(Unmet) as refused:
        do(county.office_head, "handover.close", ref=ref)
    assert story.row.title in missing(refused.value)["接收人不能办的都另有人经办"].finding
    do(county.office_head, "matter.widen", ref=story.matter, reason="可以公开。")
    do(county.office_head, "matter.hand_over", ref=story.matter, inspector=county.person("inspector2"), reason="接办。")
    do(county.office_head, "handover.close", ref=ref)
    assert list(astray(county.jurisdiction_id)) == []


@pytest.mark.clause("3.0", "5.0")
def test_an_inquiry_does_not_go_to_whoever_is_related_and_an_answer_in_person_does_not_go_at_all(county: County) -> None:
    trial, other = steps.examined(county, of="bureau_a"), steps.examined(county, of="bureau_b")
    do(county.actor("inspector2"), "inquiry.declare_relation", ref=trial.ref, relation="近亲属", text="配偶在该单位。")
    Obligation.objects.create(
        jurisdiction_id=county.jurisdiction_id, case=other.row.case, object_kind="inquiry", object_id=other.row.pk,
        object_ref=other.ref, act="inquiry.answer_relation", label="答复回避申请", clause="5.0", role="HOLDER",
        person_id=county.persons["inspector"], in_person=True, created_at=other.row.created_at,
    )  # fmt: skip
    ref = signed(county)
    assert [line.title for line in handover_page(actor=county.office_head, ref=ref).staying] == ["须由移交人本人办理的一件"]
    do(county.office_head, "handover.settle", ref=ref)
    assert (trial.row.inspector_id, other.row.inspector_id) == (county.persons["inspector"], county.persons["inspector2"])
    assert Obligation.objects.get(act="inquiry.answer_relation").person_id == county.persons["inspector"]
    [left] = handover_page(actor=county.office_head, ref=ref).left
    assert "回避" in left.why


@pytest.mark.clause("1.2", "3.0")
def test_a_delegation_received_is_left_to_its_giver_who_is_told(county: County) -> None:
    post = Post.objects.get(person_id=county.persons["office_head"], role="office_head")
    do(county.office_head, "delegation.give", post=str(post.pk), to_person=county.person("checker"),
       starts_on=TODAY, ends_on=LEAVES, reason="外出学习")  # fmt: skip
    ref = signed(county, "checker", "inspector2")
    do(county.office_head, "handover.settle", ref=ref)
    assert fates(ref) == {"delegation": ["stays"]}
    told = Message.objects.get(kind="delegate_leaves")
    assert told.person_id == county.persons["office_head"] and "另行委托" in told.said
    assert Delegation.objects.get().to_person_id == county.persons["checker"]


@pytest.mark.clause("3.0")
def test_drafts_that_their_author_lists_go_along_and_nothing_else_of_his_own(county: County, story: Story) -> None:
    keep_draft(actor=county.inspector, act="matter.rate", ref=story.matter, value={"opinion": "写了一半"})
    keep_draft(actor=county.actor("inspector2"), act="matter.register", ref="", value={"title": "接收人自己的"})
    keep_draft(actor=county.inspector, act="matter.register", ref="", value={"title": "新事项"})
    keep(actor=county.inspector, sort="phrase", name="属实", value={})
    ref = signed(county)
    shown = handover_page(actor=county.office_head, ref=ref).passing
    assert not any("草稿" in line.word for line in shown)
    do(county.office_head, "handover.settle", ref=ref)
    theirs = OwnThing.objects.filter(person_id=county.persons["inspector2"])
    assert {one.name.split()[0]: list(one.value.values()) for one in theirs} == {
        "matter.rate": ["写了一半"], "matter.register": ["接收人自己的"],
    }  # fmt: skip
    assert OwnThing.objects.filter(person_id=county.persons["inspector"], sort="phrase").exists()


@pytest.mark.clause("1.2", "3.0")
def test_what_somebody_handles_in_a_unit_goes_on_inside_the_unit(county: County, story: Story) -> None:
    liaison = county.actor("town_a.liaison")
    do(liaison, "matter.inner_step", ref=story.matter, step="承办", opinion="请办理", to_person=county.person("town_a.handler"))
    ref = signed(county, "town_a.handler", "town_a.deputy", by="town_a.principal")
    do(county.actor("town_a.principal"), "handover.settle", ref=ref)
    assert Matter.objects.get(ref=story.matter).handler_id == county.persons["town_a.deputy"]
    assert visible_rows(county.office_head, "handover").count() == 0


@pytest.mark.clause("3.0")
def test_a_bulletin_in_draft_goes_on_with_an_inspector_and_with_nobody_else(county: County) -> None:
    drafted_one = do(county.inspector, "circular.draft", office="party_office", span="since")
    ref = signed(county, receiver="clerk")
    do(county.office_head, "handover.settle", ref=ref)
    assert fates(ref)["charge"] == ["left"]
    assert Bulletin.objects.get(ref=drafted_one.ref).drafter_id == county.persons["inspector"]


def test_it_is_taken_back_before_it_is_carried_out(county: County, story: Story) -> None:
    ref = signed(county)
    do(county.inspector, "handover.withdraw", ref=ref, reason="不走了")
    assert Matter.objects.get(ref=story.matter).inspector_id == county.persons["inspector"]
    drawn(county)


@pytest.mark.clause("3.0", "3.1.2")
def test_after_any_handover_nobody_bears_what_he_may_not_do_nothing_owed_in_person_moved_and_nothing_is_nobodys(
    county: County, story: Story
) -> None:
    chance = Random(f"{hours.seed()}:handover")
    underway(county, "town_b", distinct_reason="另一片区", title="另一事项")
    issued_letter(story)
    steps.examined(county, of="bureau_c")
    for _ in range(4):
        with undone():
            giver, receiver = chance.sample(["inspector", "inspector2", "checker", "clerk"], 2)
            if chance.random() < 0.5:
                who = chance.choice(("inspector", "inspector2"))
                do(county.actor(who), "inquiry.declare_relation", ref=Inquiry.objects.get().ref, relation="曾共事", text="")
            personal = owed_in_person(county)
            ref = signed(county, giver, receiver)
            do(county.office_head, "handover.settle", ref=ref)
            if chance.random() < 0.5:
                Post.objects.filter(person_id=county.persons[giver]).update(ends_on=TODAY - timedelta(1))
                memo.renew_directory(county.jurisdiction_id)
            assert list(astray(county.jurisdiction_id)) == [], (giver, receiver)
            assert owed_in_person(county) >= personal
            left = HandoverItem.objects.filter(handover__ref=ref, fate="left").exists()
            directors = Obligation.objects.filter(act="handover.close", outcome="open").values_list("person_id", flat=True)
            assert list(directors) == ([county.persons["office_head"]] if left else [])


def owed_in_person(county: County) -> set[tuple[int, int | None]]:
    """What is owed in person or by a leader, and by whom."""
    rows = Obligation.objects.filter(jurisdiction_id=county.jurisdiction_id).exclude(object_kind="handover")
    kept = [row for row in rows if row.person_id and (row.in_person or row.role in ("LEADER", "MAIN_LEADER", "HOLDER"))]
    return {(row.pk, row.person_id) for row in kept}


@pytest.mark.clause("1.2")
def test_before_a_post_is_ended_it_is_told_what_its_holder_still_has_in_hand(county: County, story: Story) -> None:
    told = {}
    for who in ("inspector", "inspector2"):
        post = Post.objects.get(person_id=county.persons[who], role=PostRole.INSPECTOR.value)
        told[who] = effects_of(county.registrar, ACTS["post.end"], post)[1].text
    assert "名下经办1件、须由其办理1项，不随职务转走" in told["inspector"]
    assert told["inspector2"].endswith("名下没有经办的和须由其办理的事")

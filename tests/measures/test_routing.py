"""A draft goes to one leader: decided by nobody else, handed on by that leader, and after a 不同意 back to the same."""

from __future__ import annotations

from datetime import date

import pytest

from duban.acts.models import Message
from duban.insight.selectors.act_page.before_form import open_act
from duban.mechanism.people.standing import PostRole
from duban.organisations.actions.posts_held.delegations import give_delegation
from duban.organisations.actions.posts_held.posts import end_post
from duban.organisations.models import Post
from duban.proceedings.actions.routing import standing
from duban.proceedings.models import Refusal
from duban.shared.errors import Invalid, Unmet
from tests.measures.test_paper_approval import entered
from tests.personas import County, appoint
from tests.story import Story, approving, content, do, found, missing, underway

AGAIN = "不同意以后，送本人或者继任的人；有新的事实的，可以送职务在其上的领导"
OWN = "由送请审批的领导本人或者其转请的人审批"


def refused(county: County, who: str = "vice2", kind: str = "letter") -> tuple[Story, str]:
    """A leader did not agree; the draft lies with its inspector again."""
    story = underway(county)
    ref = approving(story, kind)
    if who != "standing":
        do(county.standing, f"{kind}.refer", ref=ref, leader=county.person(who))
    do(county.actor(who), f"{kind}.disapprove", ref=ref, reason="证据不足，补充。")
    return story, ref


def submitted(story: Story, ref: str, to: str) -> None:
    """The draft is sent to a leader again."""
    do(story.inspector, "letter.submit", ref=ref, approver=story.county.person(to))


def quoting_more(story: Story, ref: str) -> None:
    """A further fact was found, and the draft quotes it."""
    do(story.inspector, "matter.record_fact", ref=story.matter, fact="serious", reason="又一个月没有开工，设备已撤场。")
    do(story.inspector, "letter.redraft", ref=ref, **content(story, "letter"))


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize("verb", ["approve", "disapprove", "refer"])
def test_another_leader_who_is_also_entitled_does_not_decide(county: County, verb: str) -> None:
    story = underway(county)
    ref = approving(story)
    given = {"approve": {}, "disapprove": {"reason": "再议"}, "refer": {"leader": county.person("vice2")}}[verb]
    for who in ("secretary", "magistrate", "vice", "vice2"):
        with pytest.raises(Unmet) as refused_it:
            do(county.actor(who), f"letter.{verb}", ref=ref, **given)
        assert OWN in missing(refused_it.value)
        assert "县委常委赵某丁" in missing(refused_it.value)[OWN].finding
    assert story.measure(ref).state == "approving"


@pytest.mark.clause("3.1.2")
def test_the_leader_hands_it_on_and_only_the_one_who_got_it_decides(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    do(county.standing, "letter.refer", ref=ref, leader=county.person("magistrate"), opinion="请县长审定")
    assert {duty.person_id for duty in story.owed("letter.approve")} == {county.persons["magistrate"]}
    assert story.told(person_id=county.persons["magistrate"])
    with pytest.raises(Unmet):
        do(county.standing, "letter.approve", ref=ref)
    with pytest.raises(Invalid, match="另一位"):
        do(county.magistrate, "letter.refer", ref=ref, leader=county.person("magistrate"))
    do(county.magistrate, "letter.approve", ref=ref)
    assert story.measure(ref).approved_by == "县长李某乙"
    said = [line.sentence for line in story.history()]
    assert "县委常委赵某丁将督办函转请县长李某乙审批。请县长审定" in said


@pytest.mark.clause("3.1.2")
def test_who_acts_for_the_leader_by_delegation_decides_in_that_name(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    post = Post.objects.get(person_id=county.persons["standing"], role="county_leader")
    give_delegation(actor=county.standing, post=str(post.pk), to_person=county.person("vice2"),
                    starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 9), reason="学习")  # fmt: skip
    do(county.vice2, "letter.disapprove", ref=ref, reason="再核一核。")
    assert Refusal.objects.get().leader_id == county.persons["standing"]


@pytest.mark.clause("3.1.2")
def test_an_approval_on_paper_is_entered_only_for_the_leader_who_was_asked(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    with pytest.raises(Invalid, match="县委常委赵某丁") as wrong:
        entered(story, ref, leader=county.person("vice2"))
    assert list(wrong.value.fields) == ["leader"]
    do(county.standing, "letter.refer", ref=ref, leader=county.person("vice2"))
    entered(story, ref, leader=county.person("vice2"))


@pytest.mark.clause("3.1.2")
def test_after_a_refusal_the_draft_goes_back_to_the_same_leader(county: County) -> None:
    story, ref = refused(county)
    for who in ("secretary", "magistrate", "vice", "standing"):
        with pytest.raises(Unmet) as again:
            submitted(story, ref, who)
        assert "副县长陈某戊" in missing(again.value)[AGAIN].finding
    submitted(story, ref, "vice2")
    do(story.checker, "letter.check", ref=ref, opinion="已补充")
    with pytest.raises(Unmet):
        do(county.vice2, "letter.refer", ref=ref, leader=county.person("secretary"))
    assert standing("letter", [story.measure(ref).pk]) == [Refusal.objects.get()]
    do(county.vice2, "letter.approve", ref=ref)
    assert standing("letter", [story.measure(ref).pk]) == []


@pytest.mark.clause("3.1.2")
def test_with_new_facts_it_goes_to_one_above_who_sees_the_refusal_and_who_refused_is_told(county: County) -> None:
    story, ref = refused(county)
    quoting_more(story, ref)
    submitted(story, ref, "magistrate")
    assert "现送县长审批" in Message.objects.filter(person_id=county.persons["vice2"]).order_by("-pk")[0].said
    do(story.checker, "letter.check", ref=ref, opinion="已补充")
    read = {one.title: one for one in open_act(actor=county.magistrate, key="letter.approve", ref=ref).passages}
    assert list(read).index("此前不同意") < list(read).index("‹督办函›稿")
    first = read["此前不同意"]
    assert first.rows[0] == ("副县长陈某戊 2026-03-02", "证据不足，补充。")
    assert "又一个月没有开工" in first.rows[1][1]
    do(county.magistrate, "letter.approve", ref=ref)


@pytest.mark.clause("3.1.2")
def test_a_new_draft_on_the_same_matter_is_the_same_proposal_and_another_measure_is_not(county: County) -> None:
    story, ref = refused(county)
    do(story.inspector, "letter.withdraw", ref=ref, reason="重新起草")
    second = do(story.inspector, "letter.propose", matter=story.matter, **content(story, "letter")).ref
    with pytest.raises(Unmet) as again:
        submitted(story, second, "magistrate")
    assert AGAIN in missing(again.value)
    other = underway(county, "town_b", distinct_reason="另一事项", title="另一件事")
    found(other, "slow")
    third = do(other.inspector, "letter.propose", matter=other.matter, **content(other, "letter")).ref
    submitted(other, third, "magistrate")


@pytest.mark.clause("3.1.2")
def test_a_refusal_on_paper_binds_like_one_in_the_system(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    entered(story, ref, verdict="disagree", opinion="请再议")
    do(county.inspector2, "letter.compare_paper", ref=ref, same="same")
    row = Refusal.objects.get()
    assert (row.leader_id, row.reason, row.refused_on) == (county.persons["standing"], "请再议", date(2026, 3, 2))
    with pytest.raises(Unmet):
        submitted(story, ref, "vice")
    submitted(story, ref, "standing")


@pytest.mark.clause("3.1.2")
def test_the_successor_in_the_post_takes_up_what_was_refused_or_still_waits(county: County) -> None:
    story, ref = refused(county)
    other = underway(county, "town_b", distinct_reason="另一事项", title="另一件事")
    waiting = approving(other)
    do(county.standing, "letter.refer", ref=waiting, leader=county.person("vice2"))
    post = Post.objects.get(person_id=county.persons["vice2"], role="county_leader")
    end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 3, 2))
    with county.on("2026-03-10"):
        appoint(actor=county.registrar, person=county.person("congress"), role=PostRole.COUNTY_LEADER.value,
                title="副县长", starts_on=date(2026, 3, 10), side="gov")  # fmt: skip
        submitted(story, ref, "congress")
        do(county.congress, "letter.approve", ref=waiting)

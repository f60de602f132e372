"""投诉建议: near from every page, seen by whoever answers and by its author, and nobody is told who wrote it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from duban.acts.models import Message, Obligation
from duban.acts.sight.visibility import visible_rows
from duban.audit.models import Entry
from duban.burden.models import Complaint
from duban.burden.selectors.complaints import complaint_page
from duban.mechanism.burden.complaints import answering_office
from duban.mechanism.people.standing import Function
from duban.organisations.actions.posts_held.delegations import give_delegation
from duban.organisations.models import Post
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from tests.personas import County
from tests.story import do, underway
from tests.web.conftest import Browse

TEXT = "同一组数字这个月要了四遍。"


def written(author: Actor, office: str = "party_office", **given: Any) -> Complaint:
    """A complaint as its author sends it."""
    return Complaint.objects.get(ref=do(author, "complaint.submit", sort="重复填报", office=office, text=TEXT, **given).ref)


def seers(county: County, row: Complaint) -> set[str]:
    """Everybody of the county who may know of it."""
    return {key for key in county.persons if visible_rows(county.actor(key), "complaint").filter(pk=row.pk).exists()}


@pytest.mark.clause("3.0")
def test_the_head_and_the_author_know_of_it_and_nobody_else(county: County) -> None:
    row = written(county.bureau_a.liaison, about=county.person("inspector"))
    assert seers(county, row) == {"bureau_a.liaison", "office_head"}


def test_whoever_stands_in_for_the_head_answers_but_never_what_complains_of_himself(county: County) -> None:
    post = Post.objects.get(person_id=county.persons["office_head"], role="office_head")
    give_delegation(actor=county.office_head, post=str(post.pk), to_person=county.person("checker"),
                    starts_on=clock.today(), ends_on=clock.today() + timedelta(days=5), reason="外出学习")  # fmt: skip
    row, other = (written(county.bureau_a.liaison, about=county.person(who)) for who in ("checker", "inspector"))
    assert seers(county, row) == {"bureau_a.liaison", "office_head"}
    with pytest.raises(NotFound):
        do(county.actor("checker"), "complaint.answer", ref=row.ref, answer="没有这回事。")
    do(county.actor("checker"), "complaint.answer", ref=other.ref, answer="已提醒。")


def test_one_about_a_head_goes_to_the_other_head(county: County) -> None:
    row = written(county.bureau_a.liaison, about=county.person("office_head"))
    assert row.office == "gov_office"
    assert seers(county, row) == {"bureau_a.liaison", "gov_head"}
    assert answering_office(Function.GOV_OFFICE, {Function.PARTY_OFFICE}) is Function.GOV_OFFICE


def test_the_record_names_no_author_and_no_message_leads_to_one(county: County) -> None:
    author = county.bureau_a.liaison
    row = written(author, signed=False)
    do(county.office_head, "complaint.answer", ref=row.ref, answer="本月起合并。")
    entries = list(Entry.objects.filter(object_kind="complaint", object_id=row.pk).select_related("payload"))
    assert [one.actor_id for one in entries] == [None, county.office_head.person_id]
    told = "".join(one.payload.text for one in entries)
    assert author.name not in told
    assert f'"{TEXT}"' not in told
    assert row.author_id is None
    assert not Message.objects.filter(kind="complaint_answered").exists()


def test_a_signed_name_is_not_shown_to_an_office_that_follows_what_the_unit_has_in_hand(county: County) -> None:
    author = county.bureau_a.liaison
    written(author, signed=True)
    written(author, "gov_office", signed=True)
    assert [line.by for line in complaint_page(actor=county.office_head).received] == [author.name]
    underway(county, "bureau_a")
    assert [line.by for line in complaint_page(actor=county.office_head).received] == ["已署名，姓名不显示"]
    assert [line.by for line in complaint_page(actor=county.actor("gov_head")).received] == [author.name]


def test_it_is_answered_under_a_clock_and_the_author_reads_the_answer(county: County) -> None:
    author = county.town_b.liaison
    row = written(author, signed=True)
    owed = Obligation.objects.get(act="complaint.answer")
    assert owed.due_on == row.due_on
    assert owed.role == "OFFICE_HEAD"
    with county.on(row.due_on + timedelta(days=1)):
        assert complaint_page(actor=county.office_head).received[0].late
        do(county.office_head, "complaint.answer", ref=row.ref, answer="本月起合并。")
    owed.refresh_from_db()
    assert owed.late
    (line,) = complaint_page(actor=author).own
    assert (line.answer, line.late) == ("本月起合并。", False)
    assert Message.objects.get(kind="complaint_answered").person_id == author.person_id


def test_a_form_sent_twice_makes_one_complaint(county: County) -> None:
    first = do(county.town_b.liaison, "complaint.submit", sort="建议", office="party_office", text=TEXT, once="k1")
    again = do(county.town_b.liaison, "complaint.submit", sort="建议", office="party_office", text=TEXT, once="k1")
    assert (again.ref, again.repeated) == (first.ref, True)
    other = do(county.town_c.liaison, "complaint.submit", sort="建议", office="party_office", text=TEXT, once="k1")
    assert other.ref != first.ref


@pytest.mark.parametrize("page", ["desk", "matters", "cockpit", "units", "mechanism", "search", "account_change_password"])
def test_it_is_two_taps_from_every_page(county: County, browse: Browse, page: str) -> None:
    """The foot belongs to the frame of all pages; on the page to which it leads stands the form."""
    browser = browse("town_b.liaison")
    foot = reverse("complaints")
    assert f'href="{foot}"' in browser.get(reverse(page)).content.decode()
    assert 'href="/act/complaint.submit/"' in browser.get(foot).content.decode()
    form = browser.get("/act/complaint.submit/").content.decode()
    assert 'name="text"' in form
    assert county.office_head.name in form

"""重新启动: on what two found, after the unit was heard, by whoever could end it; nothing of before becomes late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from duban.accountability.models import Inquiry
from duban.acts.gate.guarding import refusal
from duban.acts.models import Message, Obligation
from duban.acts.sight.visibility import visible_rows
from duban.burden.models import Reopening, Visit
from duban.burden.selectors.lookback import reopening_page, visit_page
from duban.jobs.sweep import Swept, sweep_acts
from duban.mechanism.burden.reopening import high_enough, reopened_by
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import Role
from duban.shared.errors import Invalid, NotFound, NotPermitted
from tests.burden import looking
from tests.personas import County
from tests.story import Story, do, finished, issued_listing, missing, received, released, underway, unmet
from tests.web.conftest import Browse

PROPOSED_ON, NEW = "2026-04-13", date(2026, 8, 31)


def fallen(county: County, story: Story, result: str = "slipped") -> Visit:
    """The matter was drawn and did not stand."""
    row = looking.planned(county)
    finished(story)
    (visit,) = looking.drawn(county, row)
    looking.looked(county, visit, {story.matter: result})
    return visit


def proposed(county: County, story: Story) -> Reopening:
    """It is asked that the matter be taken up again."""
    with county.on(PROPOSED_ON):
        asked = {"matter": story.matter, "new_due": NEW, "reason": "管护没有落实。"}
        done = do(county.inspector, "reopening.propose", **asked)
    return Reopening.objects.get(ref=done.ref)


def heard(county: County, story: Story) -> Reopening:
    """The unit has said what it has to say."""
    row = proposed(county, story)
    with county.on(PROPOSED_ON):
        do(story.unit.liaison, "reopening.state", ref=row.ref, text="情况属实，同意。")
    return row


@pytest.mark.clause("3.0")
def test_it_opens_a_new_limit_and_makes_nothing_of_before_late(county: County) -> None:
    story = underway(county)
    fallen(county, story)
    before = story.row
    owed_before = dict(Obligation.objects.filter(case=story.row.case).values_list("pk", "late"))
    row = heard(county, story)
    with county.on("2026-04-14"):
        do(story.head, "reopening.approve", ref=row.ref, opinion="同意。")
        sweep_acts(Swept())
    matter = story.row
    assert (matter.state, matter.due_on, matter.original_due_on, matter.finished_on) == ("underway", NEW, NEW, None)
    row.refresh_from_db()
    assert (row.former_due_on, row.former_finished_on) == (before.due_on, before.finished_on)
    assert dict(Obligation.objects.filter(pk__in=owed_before).values_list("pk", "late")) == owed_before
    owed = Obligation.objects.get(case=matter.case, act="matter.report", outcome="open")
    assert owed.due_on is not None
    assert owed.due_on > date(2026, 4, 14)
    assert not matter.behind or matter.next_due_on == owed.due_on
    assert {"reopening_proposed", "reopened"} <= set(Message.objects.values_list("kind", flat=True))
    assert not Inquiry.objects.exists()
    with county.on("2026-04-20"):
        finished(story)
    assert story.row.state == "closed"


def test_only_what_two_found_not_to_stand_is_proposed_and_once(county: County) -> None:
    story = underway(county)
    fallen(county, story, "held")
    asked = act_named("reopening.propose")
    assert list(missing(refusal(county.inspector, asked, story.matter))) == ["有反弹或者当时没有办结，还没有提请过"]
    with county.on(PROPOSED_ON), unmet("有反弹或者当时没有办结，还没有提请过"):
        do(county.inspector, "reopening.propose", matter=story.matter, new_due=NEW, reason="再看看。")


def test_what_was_refused_stays_closed_and_is_not_asked_again(county: County) -> None:
    story = underway(county)
    fallen(county, story)
    with county.on(PROPOSED_ON), pytest.raises(Invalid, match="今天以后"):
        do(county.inspector, "reopening.propose", matter=story.matter, new_due=date(2026, 4, 1), reason="补办。")
    row = heard(county, story)
    with county.on(PROPOSED_ON):
        do(story.head, "reopening.refuse", ref=row.ref, reason="督促即可。")
        assert list(missing(refusal(county.inspector, act_named("reopening.propose"), story.matter)))
    assert story.row.state == "closed"


def test_the_unit_is_heard_first_and_silence_counts_only_when_its_days_are_over(county: County) -> None:
    story = underway(county)
    fallen(county, story)
    row = proposed(county, story)
    with county.on(PROPOSED_ON):
        with pytest.raises(Exception, match="待听取单位意见"):
            do(story.head, "reopening.approve", ref=row.ref)
        with unmet("说明期限已过，或者单位已经提出意见"):
            do(county.inspector, "reopening.hear", ref=row.ref, how="none")
    due_on = Obligation.objects.get(act="reopening.state").due_on
    assert due_on is not None
    with county.on(due_on + timedelta(days=1)):
        do(county.inspector, "reopening.hear", ref=row.ref, how="none")
    assert Obligation.objects.get(act="reopening.approve").role == "OFFICE_HEAD"


@pytest.mark.clause("3.3.8")
def test_it_is_decided_at_the_level_that_released(county: County) -> None:
    story = underway(county)
    listing = issued_listing(story)
    received(story, "listing", listing)
    with county.on("2026-03-20"):
        released(story, listing)
        fallen(county, story)
    row = heard(county, story)
    assert row.level == "MAIN_LEADER"
    with county.on("2026-04-14"):
        with unmet("由原来同意销号或者解除的一级决定"):
            do(story.head, "reopening.approve", ref=row.ref)
        do(county.secretary, "reopening.approve", ref=row.ref)
        sweep_acts(Swept())
    assert story.row.state == "underway"
    assert not Inquiry.objects.exists()


def test_the_highest_that_ended_it_decides_or_somebody_above() -> None:
    assert reopened_by((Role.OFFICE_HEAD, Role.LEADER)) is Role.LEADER
    assert reopened_by(()) is Role.OFFICE_HEAD
    assert high_enough(frozenset({Role.LEADER, Role.MAIN_LEADER}), Role.LEADER)
    assert not high_enough(frozenset({Role.OFFICE_HEAD, Role.LEADER}), Role.MAIN_LEADER)


def test_others_know_of_it_once_it_is_decided(county: County, browse: Browse) -> None:
    story = underway(county)
    visit = fallen(county, story)
    row = heard(county, story)
    assert visit_page(actor=county.inspector, ref=visit.ref).matters[0].reopening == row.ref
    page = reverse("reopening", args=[row.ref])
    assert "情况属实" in browse("town_a.liaison").get(page).content.decode()
    assert browse("cdi.deputy").get(page).status_code == 404
    assert not visible_rows(county.actor("town_b.liaison"), "reopening").exists()
    with pytest.raises((NotFound, NotPermitted)):
        do(county.actor("town_b.liaison"), "reopening.state", ref=row.ref, text="代答。")
    with county.on("2026-04-14"):
        do(story.head, "reopening.approve", ref=row.ref)
    assert reopening_page(actor=county.actor("cdi.deputy"), ref=row.ref).over

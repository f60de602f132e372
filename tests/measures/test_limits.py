"""Terms of the measures: one report on the shortest cycle, extension once by the same level, expiry by the sweep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.audit.models import Entry
from duban.demo.sweeping import sweep_county
from duban.documents.official.models import IssuedCopy
from duban.insight.selectors.county.due import listings_to_expire
from duban.measures.papers import replies
from duban.proceedings.models import Extension
from duban.shared import clock
from duban.shared.actor import system_actor
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet
from tests.personas import County
from tests.story import (
    SCAN,
    Story,
    asked_for_release,
    do,
    found,
    held_interview,
    issued,
    issued_letter,
    issued_listing,
    missing,
    planned,
    received,
    reported,
    stands_at,
    underway,
    verified,
)  # fmt: skip

LATER = date(2026, 5, 29)


def report(story: Story) -> tuple[date, str, str]:
    """The one report that is owed: by when, what for, under which clause."""
    (duty,) = story.owed("matter.report")
    assert duty.due_on is not None
    return duty.due_on, duty.label, duty.clause


def expire(county: County, ref: str) -> None:
    """The sweep's own act on one listing."""
    do(system_actor(county.jurisdiction_id, clock.today()), "listing.expire", ref=ref)


# one report


@pytest.mark.clause("3.1.8", "3.2.9", "3.3.7")
def test_each_higher_measure_absorbs_what_was_owed_below_it(county: County) -> None:
    story = underway(county)
    assert report(story) == (date(2026, 4, 1), "报送定期进展", "3.0")
    issued_letter(story)
    assert report(story) == (date(2026, 3, 17), "报送督办函整改反馈", "3.1.8")
    held_interview(story)
    assert report(story) == (date(2026, 3, 12), "报送约谈整改反馈", "3.2.9")
    found(story, "serious", "unclear")
    issued(story, "listing")
    assert report(story) == (date(2026, 3, 9), "报送挂牌督办整改反馈", "3.3.7")
    with county.on("2026-03-09"):
        reported(story)
        assert report(story)[0] == date(2026, 3, 16)


@pytest.mark.clause("3.1.8", "3.3.7")
def test_the_shortest_cycle_rules_whichever_measure_has_it(county: County) -> None:
    story = underway(county)
    issued_letter(story, feedback_days=3)
    held_interview(story)
    assert report(story) == (date(2026, 3, 5), "报送约谈整改反馈", "3.2.9")


@pytest.mark.clause("3.1.8")
def test_the_report_goes_back_to_the_cycle_that_remains(county: County) -> None:
    story = underway(county)
    issued_letter(story)
    second = issued_letter(story, feedback_days=5)
    assert report(story)[0] == date(2026, 3, 9)
    do(story.head, "letter.void", ref=second, reason="误发")
    assert report(story)[:2] == (date(2026, 3, 17), "报送督办函整改反馈")


@pytest.mark.clause("3.3.7")
def test_a_missed_report_of_a_listing_stays_owed_beside_the_next_one(county: County) -> None:
    story = underway(county)
    issued_listing(story)
    with county.on("2026-03-23"):
        sweep_county(county.jurisdiction_id)
        days = [duty.due_on for duty in story.owed("matter.report")]
        assert days == [date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23)]
        assert sweep_county(county.jurisdiction_id) == 0


# extension


@pytest.mark.clause("3.3.8")
@pytest.mark.parametrize(("kind", "level", "below"), [
    ("letter", "standing", "office_head"), ("interview", "standing", "office_head"), ("listing", "secretary", "vice"),
])  # fmt: skip
def test_an_extension_is_decided_once_on_the_level_that_approved(
    county: County, kind: str, level: str, below: str
) -> None:
    story = underway(county)
    if kind == "listing":
        held_interview(story)
    ref = issued(story, kind)
    with county.on("2026-04-30"):
        do(county.town_a.liaison, f"{kind}.request_extension", ref=ref, new_due=LATER, reason="汛期停工")
        with pytest.raises((NotPermitted, NotFound)):
            do(county.actor(below), f"{kind}.decide_extension", ref=ref, verdict="grant", opinion="同意")
        do(county.actor(level), f"{kind}.decide_extension", ref=ref, verdict="grant", opinion="同意")
        row = story.measure(ref)
        assert (row.deadline, row.original_deadline) == (LATER, date(2026, 4, 30))
        with pytest.raises(Unmet) as refused:
            do(
                county.town_a.liaison,
                f"{kind}.request_extension",
                ref=ref,
                new_due=date(2026, 6, 30),
                reason="再延",
            )
    assert "延期不超过 1 次" in missing(refused.value)
    assert Extension.objects.get(object_kind=kind).old_due == date(2026, 4, 30)


@pytest.mark.clause("3.3.8")
def test_an_extension_after_expiry_or_to_an_earlier_day_is_refused_with_both_reasons(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    with county.on("2026-05-06"), pytest.raises(Unmet) as refused:
        do(
            county.town_a.liaison,
            "letter.request_extension",
            ref=ref,
            new_due=date(2026, 4, 30),
            reason="迟了",
        )
    assert list(missing(refused.value)) == ["在期满以前提出", "延期至原时限以后"]


@pytest.mark.clause("3.3.8")
def test_an_extension_has_an_end_of_its_own(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    asked = {"ref": ref, "reason": "汛期停工"}
    with pytest.raises(Unmet) as refused:
        do(county.town_a.liaison, "letter.request_extension", new_due=date(2029, 12, 31), **asked)
    reason = missing(refused.value)["一次延期不超过 90 天"]
    assert (reason.field, reason.finding) == ("new_due", "原时限 2026-04-30，最迟可延至 2026-07-29。")
    do(county.town_a.liaison, "letter.request_extension", new_due=date(2026, 7, 29), **asked)


@pytest.mark.clause("3.1.8", "3.3.8")
def test_a_request_falls_with_the_report_that_all_is_done_and_may_be_made_again_where_it_is_not(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    planned(story, "letter", ref)
    do(county.town_a.liaison, "letter.request_extension", ref=ref, new_due=LATER, reason="汛期停工")
    do(county.town_a.liaison, "letter.apply", ref=ref, text="整改完毕。", value=stands_at(story))
    assert (Extension.objects.get().state, story.owed("letter.decide_extension")) == ("fallen", [])
    verified(story, "letter", ref, "fail")
    do(county.town_a.liaison, "letter.request_extension", ref=ref, new_due=LATER, reason="汛期停工")
    do(county.standing, "letter.decide_extension", ref=ref, verdict="grant", opinion="同意")
    assert replies(story.measure(ref), "extension").count() == 1
    assert IssuedCopy.objects.get(part__startswith="extension").part == "extension", "the first that was answered"


@pytest.mark.clause("3.1.3")
def test_nobody_answers_a_request_on_a_letter_that_is_void(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    do(county.town_a.liaison, "letter.request_extension", ref=ref, new_due=LATER, reason="汛期停工")
    do(story.head, "letter.void", ref=ref, reason="误发")
    assert (Extension.objects.get().state, story.owed("letter.decide_extension")) == ("fallen", [])


def test_there_is_nothing_to_decide_where_nobody_asked(county: County) -> None:
    ref = issued_letter(underway(county))
    with pytest.raises(Unmet) as refused:
        do(county.standing, "letter.decide_extension", ref=ref, verdict="grant", opinion="同意")
    assert list(missing(refused.value)) == ["有待答复的延期申请"]


@pytest.mark.clause("3.2.7", "3.3.8")
def test_a_commitment_may_follow_the_extended_limit(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    with pytest.raises(Unmet):
        planned(story, "letter", ref, date(2026, 5, 15))
    do(county.town_a.liaison, "letter.request_extension", ref=ref, new_due=LATER, reason="汛期停工")
    do(county.standing, "letter.decide_extension", ref=ref, verdict="grant", opinion="同意")
    planned(story, "letter", ref, date(2026, 5, 15))


# expiry


@pytest.mark.clause("3.3.8", "5.1")
def test_a_listing_expires_the_day_after_its_limit_and_only_once(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    with county.on("2026-04-30", 23, 59), pytest.raises(Invalid, match="没有到期"):
        expire(county, ref)
    with county.on("2026-05-01", 0):
        assert listings_to_expire(system_actor(county.jurisdiction_id, clock.today()), clock.today()) == [ref]
        expire(county, ref)
        entries = Entry.objects.count()
        with pytest.raises(Invalid, match="已经列出"):
            expire(county, ref)
        assert (story.measure(ref).expired_on, Entry.objects.count()) == (date(2026, 5, 1), entries)
    assert any("到期未完成整改" in text for text in story.told(person_id=county.persons["inspector"]))
    assert "由人判断" in story.history()[-1].sentence


@pytest.mark.clause("5.1")
def test_a_release_asked_for_in_time_suspends_expiry_until_it_is_verified(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    with county.on("2026-04-30"):
        asked_for_release(story, ref)
    with county.on("2026-05-06"):
        with pytest.raises(Invalid, match="没有到期"):
            expire(county, ref)
        verified(story, "listing", ref, "fail")
        expire(county, ref)
    assert (story.measure(ref).expired_on, story.measure(ref).state) == (date(2026, 5, 1), "issued")


@pytest.mark.clause("3.3.8")
def test_a_draft_of_an_application_stops_no_clock(county: County) -> None:
    story = underway(county)
    ref = issued_listing(story)
    with county.on("2026-04-30"):
        do(county.town_a.liaison, "listing.apply_release", ref=ref, text="全部到位。", value=Decimal(3), file=SCAN)
    with county.on("2026-05-06"):
        expire(county, ref)
    assert story.measure(ref).expired_on == date(2026, 5, 1)


@pytest.mark.clause("5.1")
def test_nobody_but_the_system_marks_a_listing_as_expired(county: County) -> None:
    ref = issued_listing(underway(county))
    with county.on("2026-05-06"):
        for who in ("inspector", "secretary", "town_a.principal"):
            with pytest.raises(NotPermitted, match="系统"):
                do(county.actor(who), "listing.expire", ref=ref)

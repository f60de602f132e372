"""A small office: a deputy authorised to sign out, and somebody lent by the other office, each for a time."""

from __future__ import annotations

from datetime import date

import pytest

from duban.insight.selectors.work_desk.desk import desk
from duban.organisations.models import Post
from duban.proceedings.models import Signature
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet
from tests.personas import County, confirmer
from tests.story import approving, do, drafted, underway

WEEK = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 8), "reason": "主任外出学习"}


def own(county: County, who: str) -> set[str]:
    return {row.act for group in desk(actor=county.actor(who)).groups for row in group.rows}


def given(county: County, head: str, act: str, person: str) -> None:
    """A head authorises or lends, and the head of the other office confirms."""
    done = do(county.actor(head), act, person=county.person(person), **WEEK)
    do(confirmer(done.ref), "postlist.confirm", ref=done.ref)


@pytest.mark.clause("3.0")
def test_an_authorised_deputy_signs_out_in_his_own_name_and_the_sheet_says_by_what(county: County) -> None:
    deputy = "party_office.deputy"
    ref = approving(underway(county))
    do(county.standing, "letter.approve", ref=ref, opinion="同意")
    with pytest.raises(NotFound):
        do(county.actor(deputy), "letter.sign_out", ref=ref)
    given(county, "office_head", "postlist.authorise", deputy)
    assert "letter.sign_out" in own(county, deputy) & own(county, "office_head")
    do(county.actor(deputy), "letter.sign_out", ref=ref)
    signed = Signature.objects.get(step="letter.sign_out")
    assert (signed.name, signed.post) == (county.actor(deputy).name, "副局长（受权签发）")
    assert signed.note == "主任授权签发，授权期2026-03-02至2026-03-08"


@pytest.mark.clause("3.0")
def test_an_authority_ends_with_its_last_day(county: County) -> None:
    deputy = "party_office.deputy"
    given(county, "office_head", "postlist.authorise", deputy)
    with county.on("2026-03-09"):
        ref = approving(underway(county))
        do(county.standing, "letter.approve", ref=ref, opinion="同意")
        with pytest.raises(NotFound):
            do(county.actor(deputy), "letter.sign_out", ref=ref)


@pytest.mark.clause("3.0")
def test_whoever_checked_does_not_sign_out_by_authority_either(county: County) -> None:
    given(county, "office_head", "postlist.authorise", "checker")
    ref = approving(underway(county))
    do(county.standing, "letter.approve", ref=ref, opinion="同意")
    with pytest.raises(Unmet):
        do(county.checker, "letter.sign_out", ref=ref)
    assert "letter.sign_out" not in own(county, "checker")


@pytest.mark.clause("3.0", "3.1.8")
def test_whoever_is_lent_checks_and_is_second_in_the_other_office_for_that_time(county: County) -> None:
    lent = "gov_checker"
    given(county, "gov_head", "postlist.lend", lent)
    story = underway(county)
    ref = drafted(story)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    assert "letter.check" in own(county, lent)
    do(county.actor(lent), "letter.check", ref=ref, opinion="属实")
    assert Post.objects.get(title__startswith="借用核稿人").basis == "借用：主任外出学习（县委办没有登记请假的）"
    with county.on("2026-03-09"):
        again = drafted(underway(county, distinct_reason="另一片区", title="另一件"))
        do(story.inspector, "letter.submit", ref=again, approver=county.person("standing"))
        with pytest.raises(NotFound):
            do(county.actor(lent), "letter.check", ref=again, opinion="属实")


@pytest.mark.clause("3.0")
def test_only_the_own_people_are_authorised_and_lent_and_only_by_their_head(county: County) -> None:
    for key, person, kind in (
        ("postlist.authorise", "gov_checker", Invalid), ("postlist.authorise", "clerk", Unmet),
        ("postlist.lend", "gov_clerk", Invalid), ("postlist.lend", "town_a.liaison", Invalid),
    ):  # fmt: skip
        with pytest.raises(kind):
            do(county.office_head, key, person=county.person(person), **WEEK)
    for who in ("inspector", "registrar", "secretary"):
        with pytest.raises(NotPermitted):
            do(county.actor(who), "postlist.authorise", person=county.person("checker"), **WEEK)
    with pytest.raises(Invalid, match="不能早于今天"):
        do(county.office_head, "postlist.lend", person=county.person("clerk"), **{**WEEK, "starts_on": date(2026, 3, 1)})

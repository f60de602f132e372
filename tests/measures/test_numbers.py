"""发文字号: an own series per issuer, kind and year, without a gap, or a number that 文书室 gave; never one twice."""

from __future__ import annotations

from datetime import date

import pytest

from duban.acts.models import Number
from duban.organisations.actions.posts_held.posts import end_post
from duban.organisations.models import Post
from duban.shared.errors import Invalid, NotPermitted, Unmet
from tests.personas import County, appoint
from tests.story import approved, do, found, issued, issued_letter, missing, numbered, underway

TITLES = ("校车安全隐患整治", "农贸市场升级改造", "病险水库除险加固", "农村公路危桥改造", "居家适老化改造")


def texts() -> list[str]:
    """All numbers in the order in which they were given."""
    return list(Number.objects.order_by("pk").values_list("text", flat=True))


@pytest.mark.clause("3.1.3")
def test_each_issuer_and_kind_counts_for_itself(county: County) -> None:
    for title in TITLES[:2]:
        issued_letter(underway(county, title=title))
    gov = underway(county, lead="bureau_a", title=TITLES[2], office="gov_office")
    issued_letter(gov)
    issued(gov, "interview")
    assert texts() == [
        "X委办督函〔2026〕1号",
        "X委办督函〔2026〕2号",
        "X府办督函〔2026〕1号",
        "X府办约〔2026〕1号",
    ]


@pytest.mark.clause("3.1.3")
def test_a_new_year_begins_with_one(county: County) -> None:
    issued_letter(underway(county, title=TITLES[0]))
    with county.on("2027-01-04"):
        late = underway(county, title=TITLES[1], source_date=date(2027, 1, 3), due_on=date(2027, 9, 30),
                        plan={"due_on": date(2027, 9, 30), "milestones": []})  # fmt: skip
        issued_letter(late, deadline=date(2027, 3, 31))
    assert texts() == ["X委办督函〔2026〕1号", "X委办督函〔2027〕1号"]


@pytest.mark.clause("3.1.3")
def test_an_issue_that_is_refused_uses_no_number(county: County) -> None:
    story = underway(county, lead="bureau_a", title=TITLES[0])
    ref = approved(story)
    post = Post.objects.get(person_id=county.persons["bureau_a.principal"])
    with county.on("2026-03-03"):
        end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 3, 2), basis="X组〔2026〕5号")
        with pytest.raises(Unmet) as refused:
            numbered(story, "letter", ref)
        reason = missing(refused.value)["责任单位有主要领导或主持工作的人"]
        assert (reason.clause, reason.remedies[0].act) == ("3.1.4", "post.appoint")
        assert (texts(), story.measure(ref).state) == ([], "numbering")
        person = str(county.persons["bureau_a.deputy"])
        appoint(actor=county.registrar, person=person, role="principal", title="局长", starts_on=date(2026, 3, 3),
                unit=county.bureau_a.id)  # fmt: skip
        numbered(story, "letter", ref)
    assert texts() == ["X委办督函〔2026〕1号"]


@pytest.mark.clause("3.1.3")
def test_a_voided_number_stays_with_its_reason_and_its_duties_end(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    with pytest.raises(NotPermitted):
        do(story.clerk, "letter.void", ref=ref, reason="单位名称有误")
    do(story.head, "letter.void", ref=ref, reason="单位名称有误")
    row = Number.objects.get()
    assert (row.text, row.void_reason, row.voided_at is not None) == (
        "X委办督函〔2026〕1号",
        "单位名称有误",
        True,
    )
    assert (story.owed("letter.receive"), story.row.step) == ([], "matter")
    assert [duty.label for duty in story.owed("matter.report")] == ["报送定期进展"]
    issued_letter(story)
    assert texts() == ["X委办督函〔2026〕1号", "X委办督函〔2026〕2号"]


@pytest.mark.clause("3.1.3")
@pytest.mark.parametrize(
    "given",
    ["", "  ", "第1号", "X委办〔2026〕047号", "X委办[2026]47号", "X委办〔2025〕47号", "X委办〔2026〕0号"],
)
def test_an_entered_number_has_the_right_form(county: County, given: str) -> None:
    story = underway(county)
    ref = approved(story)
    with pytest.raises(Invalid) as refused:
        numbered(story, "letter", ref, number_by="entered", given_number=given)
    assert list(refused.value.fields) == ["given_number"]
    numbered(story, "letter", ref, number_by="entered", given_number="X委办〔2026〕47号")
    assert story.measure(ref).number == "X委办〔2026〕47号"


@pytest.mark.clause("3.1.3")
def test_an_entered_number_is_used_once_even_after_it_was_voided(county: County) -> None:
    first, second = (underway(county, title=title) for title in TITLES[:2])
    ref = approved(first)
    numbered(first, "letter", ref, number_by="entered", given_number="X委办〔2026〕47号")
    do(first.head, "letter.void", ref=ref, reason="误发")
    again = approved(second)
    with pytest.raises(Invalid, match="已经用过"):
        numbered(second, "letter", again, number_by="entered", given_number="X委办〔2026〕47号")


@pytest.mark.clause("3.1.3")
def test_a_number_entered_ahead_of_the_series_is_passed_over_by_it(county: County) -> None:
    first, second = (underway(county, title=title) for title in TITLES[:2])
    numbered(first, "letter", approved(first), number_by="entered", given_number="X委办督函〔2026〕1号")
    issued_letter(second)
    assert texts() == ["X委办督函〔2026〕1号", "X委办督函〔2026〕2号"]


@pytest.mark.clause("3.1.3", "3.1.6")
def test_a_letter_whose_limit_has_passed_meanwhile_is_not_issued(county: County) -> None:
    story = underway(county)
    ref = approved(story, deadline=date(2026, 3, 10))
    with county.on("2026-03-10"), pytest.raises(Unmet) as refused:
        numbered(story, "letter", ref)
    assert list(missing(refused.value)) == ["整改时限在今天以后"]
    assert texts() == []


def test_a_letter_on_a_matter_that_is_listed_does_not_lower_its_step(county: County) -> None:
    from tests.story import issued_listing

    story = underway(county)
    issued_listing(story)
    found(story, "slow")
    issued_letter(story)
    assert story.row.step == "listing"
    assert [duty.clause for duty in story.owed("matter.report")] == ["3.3.7"]


@pytest.mark.clause("3.1.3")
def test_a_series_that_began_on_paper_goes_on_after_its_last_number(county: County) -> None:
    values = {"office": "party_office", "kind": "letter", "last": 12, "basis": "2026年纸质发文登记簿第3页"}
    said = do(county.actor("clerk"), "seriesstart.take_up", **values).sentence
    assert "纸面已给到第12号，本序列由系统从X委办督函〔2026〕13号编起" in said
    story = underway(county)
    assert story.measure(issued_letter(story)).number == "X委办督函〔2026〕13号"
    with pytest.raises(Invalid) as refused:
        do(county.actor("clerk"), "seriesstart.take_up", **{**values, "last": 13})
    assert refused.value.fields == {"last": "本序列已编到 13 号，只能从更大的号接续。"}
    do(county.actor("clerk"), "seriesstart.take_up", **{**values, "last": 20})
    other = underway(county, title="校车安全隐患整治")
    assert other.measure(issued_letter(other)).number == "X委办督函〔2026〕21号"


@pytest.mark.clause("3.1.3")
@pytest.mark.parametrize("who", ["inspector", "gov_clerk", "office_head", "registrar"])
def test_only_the_clerk_of_the_office_takes_a_series_up(county: County, who: str) -> None:
    values = {"office": "party_office", "kind": "letter", "last": 12, "basis": "登记簿第3页"}
    with pytest.raises(NotPermitted):
        do(county.actor(who), "seriesstart.take_up", **values)

"""Candidates (五): an expired listing once and dated, the other items with exactly their facts, and never a penalty."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.accountability.models import Ground, Inquiry
from duban.acts.models import Message, Obligation
from duban.jobs.sweep import sweep
from duban.measures.models import Measure
from duban.shared.errors import Invalid, NotPermitted, Unmet
from tests.accountability.steps import FREE, candidate, consequence, examined, other, placed, superior
from tests.personas import County
from tests.story import asked_for_release, do, issued_listing, missing, underway, verified

LIMIT = "2026-04-30"
DAY_AFTER = date(2026, 5, 1)


def left_to_expire(county: County) -> tuple[Any, str]:
    """A listing runs on a matter of 甲镇."""
    story = underway(county)
    return story, issued_listing(story)


# 五（一）


@pytest.mark.clause("5.1")
def test_a_listing_past_its_limit_becomes_one_candidate_dated_the_day_after(county: County) -> None:
    _, ref = left_to_expire(county)
    with county.on(LIMIT):
        sweep()
        assert not Inquiry.objects.exists()
    for day in ("2026-05-06", "2026-05-07", "2026-05-08"):
        with county.on(day):
            sweep()
    inquiry = Inquiry.objects.get()
    assert (inquiry.state, inquiry.since, inquiry.listing.ref) == ("candidate", DAY_AFTER, ref)
    ground = Ground.objects.get(inquiry=inquiry)
    assert ground.clause == "5.1"
    assert ground.data["number"] == Measure.objects.get(ref=ref).number


@pytest.mark.clause("5.1")
def test_a_candidate_asks_nothing_of_the_unit_and_tells_it_nothing(county: County) -> None:
    story, _ = left_to_expire(county)
    with county.on("2026-05-06"):
        sweep()
    case = Inquiry.objects.get().case
    owed = Obligation.objects.filter(case=case)
    assert [(row.act, row.role) for row in owed] == [("inquiry.take_up", "INSPECTOR")]
    assert not Message.objects.filter(case=case, unit_id=story.unit.unit_id).exists()
    assert not any(row.counts for row in owed)


@pytest.mark.clause("5.1")
def test_rectification_reported_in_time_suspends_until_verification(county: County) -> None:
    story, ref = left_to_expire(county)
    with county.on("2026-04-29"):
        asked_for_release(story, ref)
    with county.on("2026-05-06"):
        sweep()
        assert not Inquiry.objects.exists()
    with county.on("2026-05-12"):
        verified(story, "listing", ref, "fail")
        sweep()
    assert Inquiry.objects.get().since == DAY_AFTER


@pytest.mark.clause("5.1")
def test_rectification_reported_in_time_and_passed_never_becomes_a_candidate(county: County) -> None:
    story, ref = left_to_expire(county)
    with county.on("2026-04-29"):
        asked_for_release(story, ref)
    with county.on("2026-05-12"):
        verified(story, "listing", ref)
        sweep()
    assert not Inquiry.objects.exists()


@pytest.mark.clause("5.1")
def test_a_voided_listing_is_no_candidate(county: County) -> None:
    story, ref = left_to_expire(county)
    with county.on("2026-05-06"):
        do(story.head, "listing.void", ref=ref, reason="误发")
        sweep()
    assert not Inquiry.objects.exists()


@pytest.mark.clause("5.1")
def test_the_same_listing_is_not_listed_twice_even_when_asked_for(county: County) -> None:
    from duban.shared import clock
    from duban.shared.actor import system_actor

    _, ref = left_to_expire(county)
    with county.on("2026-05-06"):
        sweep()
        with pytest.raises(Invalid):
            do(system_actor(county.jurisdiction_id, clock.today()), "inquiry.open_expired", listing=ref)
    assert Inquiry.objects.count() == 1


# 五（二）


@pytest.mark.clause("5.2")
def test_a_superior_action_is_entered_with_its_document_and_the_causation(county: County) -> None:
    trial = candidate(county, "superior")
    ground = Ground.objects.get(inquiry__ref=trial.ref)
    assert (ground.clause, ground.data["kind"], ground.data["target"]) == ("5.2", "约谈", "county")
    assert "被市政府督查室约谈" in ground.text
    assert trial.row.state == "candidate"


@pytest.mark.clause("5.2")
def test_a_listing_cannot_be_chosen_for_main_leaders(county: County) -> None:
    with pytest.raises(Invalid, match="请从“约谈”“问责”中选"):
        candidate(county, "superior", target="leader", county_kind="", leader_kind="挂牌督办")
    candidate(county, "superior", target="leader", county_kind="", leader_kind="约谈")


@pytest.mark.clause("5.2")
@pytest.mark.parametrize("gap", ["causation", "document"])
def test_a_superior_action_without_its_facts_is_refused(county: County, gap: str) -> None:
    with pytest.raises(Invalid) as refused:
        candidate(county, "superior", **{gap: " "})
    assert refused.value.fields == {gap: "请填写。"}
    assert not Inquiry.objects.exists()


# 五（三）


@pytest.mark.clause("5.3")
@pytest.mark.parametrize(
    ("given", "condition"),
    [
        ({"rank": 7}, "全市倒数3名以内"),
        ({"rank": 11}, "名次与总数相符"),
        ({"lead": "assist"}, "由该单位牵头负责"),
        ({"period": "季度"}, "年度考核或通报"),
    ],
)
def test_a_ranking_that_is_not_one_of_article_five_is_refused(
    county: County, given: dict[str, Any], condition: str
) -> None:
    with pytest.raises(Unmet) as refused:
        candidate(county, "ranking", **given)
    assert condition in missing(refused.value)


@pytest.mark.clause("5.3")
def test_small_groups_and_ties_warn_and_never_suppress(county: County) -> None:
    trial = candidate(county, "ranking", rank=2, total=4, tied=2, year=2026)
    warnings = Ground.objects.get(inquiry__ref=trial.ref).warnings
    assert len(warnings) == 2
    assert "少于6家" in warnings[0]
    assert "并列" in warnings[1]


@pytest.mark.clause("5.3")
def test_ties_count_by_competition_rank_from_the_bottom(county: County) -> None:
    candidate(county, "ranking", rank=7, total=10, tied=2)
    with pytest.raises(Unmet):
        candidate(county, "ranking", rank=7, total=10, tied=0)


@pytest.mark.clause("5.3")
def test_a_ranking_entered_twice_is_asked_about_and_one_before_the_notice_bears_a_note(county: County) -> None:
    def told(**given: Any) -> str:
        ref = candidate(county, "ranking", **given).ref
        return "；".join(Ground.objects.get(inquiry__ref=ref).warnings)

    assert "请核对是否重复" not in told(year=2026)
    assert "请核对是否重复" in told(year=2026)
    assert "请核对是否重复" not in told(year=2026, of="town_a")
    earlier = told(year=2025)
    assert "请核对是否重复" not in earlier
    assert "不溯及既往" in earlier


# 五（四）, 五（五）


@pytest.mark.clause("5.4", "0.2")
@pytest.mark.parametrize("gap", ["behaviour", "consequence", "severity", "document"])
def test_consequences_ask_for_behaviour_severity_and_evidence(county: County, gap: str) -> None:
    with pytest.raises(Invalid) as refused:
        candidate(county, "consequences", **{gap: ""})
    assert list(refused.value.fields) == [gap]


@pytest.mark.clause("5.5")
def test_another_circumstance_asks_for_its_written_basis_and_says_that_a_main_leader_decides(
    county: County,
) -> None:
    with pytest.raises(Invalid, match="书面依据.*请填写"):
        candidate(county, "other", basis="")
    trial = candidate(county, "other")
    assert "主要领导" in Ground.objects.get(inquiry__ref=trial.ref).warnings[0]


# who, when, what


@pytest.mark.clause("3.0", "5.0")
@pytest.mark.parametrize(
    "who", ["bureau_a.liaison", "cdi.deputy", "org_dept.deputy", "secretary", "checker", "registrar"]
)
def test_only_an_inspector_of_an_office_enters_a_candidate(county: County, who: str) -> None:
    with pytest.raises(NotPermitted):
        candidate(county, by=who)


@pytest.mark.clause("3.0")
def test_where_an_office_is_itself_concerned_the_other_one_acts(county: County) -> None:
    with pytest.raises(NotPermitted):
        candidate(county, of="party_office")
    trial = candidate(county, of="party_office", by="gov_inspector")
    assert trial.row.office == "gov_office"


@pytest.mark.clause("9")
def test_after_the_trial_period_nothing_new_is_entered(county: County) -> None:
    with county.on("2027-03-01"), pytest.raises(Unmet) as refused:
        candidate(county)
    assert refused.value.clause == "9"


def test_a_candidate_asks_for_at_least_one_fact_and_a_day_that_has_come(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        candidate(county, facts=["  "])
    assert "facts" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        candidate(county, document_on=date(2026, 4, 1))
    assert "document_on" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        candidate(county, matter="2026-999")
    assert "2026-999" in refused.value.fields["matter"]


@pytest.mark.clause("5.0")
def test_further_items_are_added_to_the_same_inquiry_and_taken_away_with_a_reason(county: County) -> None:
    trial = examined(county, persons=())
    for item, given in (
        ("superior", superior()),
        ("ranking", placed()),
        ("consequences", consequence()),
        ("other", other()),
    ):
        trial.by(f"add_{item}", **given)
    rows = Ground.objects.filter(inquiry__ref=trial.ref).order_by("pk")
    assert [row.clause for row in rows] == ["5.4", "5.2", "5.3", "5.4", "5.5"]
    trial.by("drop_ground", ground=str(rows[4].pk), reason="依据不足")
    assert Ground.objects.filter(inquiry__ref=trial.ref, dropped_at=None).count() == 4
    assert Ground.objects.get(pk=rows[4].pk).drop_reason == "依据不足"


@pytest.mark.clause("5.0")
def test_a_candidate_that_the_head_does_not_pursue_ends_with_the_reason(county: County) -> None:
    trial = candidate(county)
    trial.by("close", "office_head", ground="mistaken", reason="灾情与该单位无关。")
    assert (trial.row.state, trial.row.closed_how) == ("unfounded", "灾情与该单位无关。")
    with pytest.raises(NotPermitted):
        do(county.inspector, "inquiry.reopen", ref=trial.ref, reason="再查", **FREE)
    trial.by("reopen", "office_head", reason="有新事实。")
    assert trial.row.state == "examining"

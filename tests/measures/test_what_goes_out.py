"""What leaves the offices: copies, flaws of an interview, circulation, publicity, numbers, feedback, expiry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.acts.models import Number, Obligation
from duban.audit.verify import verify
from duban.demo.sweeping import sweep_county
from duban.documents.files.uploads import Upload
from duban.measures.models import Measure, Publicity
from duban.measures.selectors import RegisterFilter, register
from duban.mechanism.people.standing import Function
from duban.organisations.actions.units import merge_unit
from duban.organisations.selectors import directory
from duban.proceedings.models import Receipt
from duban.shared.errors import Invalid, NotFound, NotPermitted, Stale, Unmet, WrongState
from tests import files
from tests.personas import County
from tests.story import missing
from tests.web.walk import Walk, do, underway


def approving(county: County) -> Walk:
    return underway(county).letter_drafted().letter_approving()


def issued(county: County) -> Walk:
    return approving(county).letter_issued()


def listed(county: County) -> Walk:
    return issued(county).interview_held().listing_issued()


def receipts(kind: str, what: str) -> set[int | None]:
    return set(Receipt.objects.filter(object_kind=kind, what=what).values_list("unit_id", flat=True))


def reports_owed(walk: Walk) -> list[Obligation]:
    return list(Obligation.objects.filter(act="matter.report", outcome="open", object_ref=walk.matter))


@pytest.mark.clause("3.1.5")
def test_a_letter_is_copied_to_both_bodies_without_anybody_asking(county: County) -> None:
    issued(county)
    known = directory(county.jurisdiction_id)
    bodies = {known.office(Function.CDI).id, known.office(Function.ORG_DEPT).id}
    assert receipts("letter", Receipt.What.COPY) == bodies
    for reader in (county.cdi.deputy, county.org_dept.deputy):
        assert register(actor=reader, kind="letter", where=RegisterFilter()).page.total == 1


@pytest.mark.clause("3.1.4")
def test_a_letter_goes_to_the_unit_and_each_of_its_principal_leaders(county: County) -> None:
    issued(county)
    rows = Receipt.objects.filter(object_kind="letter", what=Receipt.What.ORIGINAL)
    principals = directory(county.jurisdiction_id).principals(county.bureau_a.unit.id, date(2026, 3, 2))
    assert {row.person_id for row in rows if row.person_id} == {holder.person_id for holder in principals}
    assert {row.unit_id for row in rows if row.unit_id} == {county.bureau_a.unit.id}


@pytest.mark.clause("3.1.2")
def test_whoever_drafted_or_checked_never_approves_and_a_deputy_never_a_listing(county: County) -> None:
    walk = approving(county)
    for wrong in (county.inspector, county.checker, county.office_head, county.bureau_a.principal):
        with pytest.raises((NotFound, NotPermitted, Unmet)):
            do(wrong, "letter.approve", ref=walk.letter)
    walk = walk.letter_issued().interview_held()
    with county.on("2026-03-20"):
        for fact in ("serious", "unclear"):
            do(county.inspector, "matter.record_fact", ref=walk.matter, fact=fact, reason="无进展。")
        walk.listing_issued()
    measure = Measure.objects.get(ref=walk.listing)
    assert "书记" in measure.approved_by
    with pytest.raises(NotPermitted, match="主要领导"):
        do(county.vice, "listing.approve_release", ref=walk.listing)


@pytest.mark.clause("3.1.6")
def test_a_draft_that_lacks_a_content_is_not_sent_on_and_says_all_that_is_missing(county: County) -> None:
    walk = underway(county)
    do(county.inspector, "matter.record_fact", ref=walk.matter, fact="slow", reason="没有进展")
    with pytest.raises(Invalid) as refused:
        do(
            county.inspector, "letter.propose", matter=walk.matter, issuer="party_office", basis="滞后",
            facts=[walk._fact("letter")], matters=[], goals=[], deadline=None, feedback_days=15,
        )  # fmt: skip
    assert set(refused.value.fields) == {"matters", "deadline", "goals"}


@pytest.mark.clause("3.1.3")
def test_numbers_are_gap_free_per_issuer_and_a_voided_one_stays_and_is_not_reused(county: County) -> None:
    first = issued(county)
    number = Measure.objects.get(ref=first.letter).number
    assert number.endswith("〔2026〕1号")
    do(county.office_head, "letter.void", ref=first.letter, reason="单位名称有误")
    kept = Number.objects.get(text=number)
    assert kept.voided_at is not None and kept.void_reason == "单位名称有误"
    second = underway(county, "校车安全隐患整治").letter_drafted().letter_approving().letter_issued()
    assert Measure.objects.get(ref=second.letter).number.endswith("〔2026〕2号")
    with pytest.raises(Invalid, match="用过"):
        third = underway(county, "农贸市场升级改造").letter_drafted().letter_approving()
        do(county.standing, "letter.approve", ref=third.letter)
        do(county.office_head, "letter.sign_out", ref=third.letter)
        do(county.clerk, "letter.issue", ref=third.letter, number_by="entered", given_number=number,
           seal_keeper="文书", copies_printed=5)  # fmt: skip


@pytest.mark.clause("3.2.6", "3.2.8")
def test_an_interview_without_plan_and_report_is_held_and_shows_both_flaws(county: County) -> None:
    walk = issued(county).interview_held()
    measure = Measure.objects.get(ref=walk.interview)
    assert measure.report_handed is False
    assert [flaw["clause"] for flaw in measure.flaws] == ["3.2.6", "3.2.8"]
    assert measure.minutes_no == 1


@pytest.mark.clause("3.2.5")
def test_the_secretary_decides_on_a_self_criticism_and_both_leaders_owe_it_until_recorded(
    county: County,
) -> None:
    walk = issued(county).interview_held()
    with county.on("2026-03-12"):
        with pytest.raises(NotPermitted):
            do(county.magistrate, "interview.decide_party_meeting", ref=walk.interview, decision="yes")
        do(county.secretary, "interview.decide_party_meeting", ref=walk.interview, decision="yes")
        owed = Obligation.objects.filter(act="interview.record_self_criticism", outcome="open")
        assert owed.count() >= 2
        people = [county.person(f"bureau_a.{post}") for post in ("principal", "deputy")]
        do(county.inspector, "interview.record_self_criticism", ref=walk.interview, meeting="party",
           held_on=date(2026, 3, 12), persons=people, text="检查不力之处")  # fmt: skip
        assert not Obligation.objects.filter(act="interview.record_self_criticism", outcome="open").exists()


@pytest.mark.clause("3.3.3", "3.3.5")
def test_a_listing_is_circulated_to_every_active_unit_and_names_units_only(county: County) -> None:
    listed(county)
    units = {unit.id for unit in directory(county.jurisdiction_id).active_units(date(2026, 3, 20))}
    reached = receipts("listing", Receipt.What.CIRCULATION) | receipts("listing", Receipt.What.COPY)
    assert reached | receipts("listing", Receipt.What.ORIGINAL) - {None} >= units
    elsewhere = register(actor=county.town_b.liaison, kind="listing", where=RegisterFilter()).page.rows[0]
    assert elsewhere.unit and not elsewhere.principals and not elsewhere.suggestions and not elsewhere.rating
    assert not elsewhere.case_ref


@pytest.mark.clause("3.3.6")
def test_nothing_is_published_before_review_and_a_main_leaders_decision(county: County) -> None:
    walk = listed(county)
    ref = walk.listing
    with county.on("2026-03-21"):
        with pytest.raises(Unmet) as refused:
            do(county.clerk, "listing.record_publication", ref=ref, published_on=date(2026, 3, 21))
        assert list(missing(refused.value)) == ["媒体公开已办到这一步"]
        with pytest.raises(Invalid, match="公开的内容.*请从.*事项名称.*中选"):
            do(
                county.inspector,
                "listing.propose_publicity",
                ref=ref,
                fields=["责任人"],
                channel="县融媒体中心",
                reason="关注度高",
            )
        do(
            county.inspector,
            "listing.propose_publicity",
            ref=ref,
            fields=["事项名称"],
            channel="县融媒体中心",
            reason="关注度高",
        )
        with pytest.raises(Unmet) as refused:
            do(county.secretary, "listing.decide_publicity", ref=ref, verdict="publish")
        assert list(missing(refused.value)) == ["媒体公开已办到这一步"]
        do(county.checker, "listing.clear_secrecy", ref=ref, verdict="pass")
        do(county.secretary, "listing.decide_publicity", ref=ref, verdict="publish")
        do(county.clerk, "listing.record_publication", ref=ref, published_on=date(2026, 3, 21))
    assert Publicity.objects.get().state == Publicity.State.PUBLISHED


@pytest.mark.clause("3.3.7", "3.1.8", "3.2.9")
def test_there_is_one_report_on_the_shortest_cycle_and_a_listed_one_goes_before_both_main_leaders(
    county: County,
) -> None:
    walk = underway(county)
    assert [row.label for row in reports_owed(walk)] == ["报送定期进展"]
    walk = walk.letter_drafted().letter_approving().letter_issued().interview_held().listing_issued()
    owed = reports_owed(walk)
    assert [row.clause for row in owed] == ["3.3.7"]
    with county.on("2026-03-26"):
        do(
            county.bureau_a.liaison,
            "matter.report",
            ref=walk.matter,
            progress="完成 30 宗",
            value=Decimal(30),
        )
    read = Receipt.objects.filter(object_kind="report", what=Receipt.What.READING)
    assert (
        read.filter(person_id__isnull=False).count() == 2 and read.filter(unit_id__isnull=False).count() == 2
    )
    assert len(reports_owed(walk)) == 1


@pytest.mark.clause("3.3.8")
def test_a_release_ends_the_listing_and_the_lower_measures_and_goes_to_the_same_circle(
    county: County,
) -> None:
    walk = listed(county)
    circle = receipts("listing", Receipt.What.CIRCULATION)
    walk.listing_released()
    states = dict(Measure.objects.values_list("kind", "state"))
    assert states == {"letter": "closed", "interview": "closed", "listing": "released"}
    again = Receipt.objects.filter(
        object_kind="listing", what=Receipt.What.CIRCULATION, label__startswith="解除"
    )
    assert {row.unit_id for row in again} == circle
    assert [row.label for row in reports_owed(walk)] == ["报送定期进展"]
    assert verify(county.jurisdiction_id).sound


@pytest.mark.clause("3.3.8")
def test_a_failed_verification_keeps_the_limit_running(county: County) -> None:
    walk = listed(county)
    limit = Measure.objects.get(ref=walk.listing).deadline
    with county.on("2026-04-20"):
        do(county.bureau_a.liaison, "listing.apply_release", ref=walk.listing, text="处理完毕",
           value=Decimal(120), file=Upload("验收.pdf", files.SCAN))  # fmt: skip
        do(county.bureau_a.principal, "listing.confirm_release", ref=walk.listing)
        do(
            county.inspector,
            "listing.verify",
            ref=walk.listing,
            method="现场",
            result="fail",
            text="抽查不实",
            value=Decimal(40),
        )
        with pytest.raises(Unmet):
            do(county.inspector, "listing.confirm_verification", ref=walk.listing, agree="agree")
        do(county.inspector2, "listing.confirm_verification", ref=walk.listing, agree="agree")
        with pytest.raises(WrongState):
            do(county.secretary, "listing.approve_release", ref=walk.listing)
    measure = Measure.objects.get(ref=walk.listing)
    assert (measure.state, measure.deadline) == ("issued", limit)


@pytest.mark.clause("3.3.8", "5.1")
def test_the_sweep_lists_an_expired_listing_once(county: County) -> None:
    walk = listed(county)
    with county.on("2026-07-01"):
        assert sweep_county(county.jurisdiction_id) > 0
        measure = Measure.objects.get(ref=walk.listing)
        assert measure.expired_on == date(2026, 7, 1)
        assert sweep_county(county.jurisdiction_id) == 0


@pytest.mark.clause("4.2")
def test_the_register_shows_a_past_moment_as_it_stood_then(county: County) -> None:
    walk = issued(county)
    with county.on("2026-03-25"):
        do(county.bureau_a.liaison, "matter.report", ref=walk.matter, progress="开始处理", value=Decimal(5))
    with county.on("2026-03-20") as _:
        from duban.shared import clock

        before = clock.now()
    then = register(actor=county.inspector, kind="letter", where=RegisterFilter(at=before)).page.rows[0]
    now = register(actor=county.inspector, kind="letter", where=RegisterFilter()).page.rows[0]
    assert (then.progress, now.progress) == ("", "开始处理")


@pytest.mark.clause("3.1.7")
def test_a_plan_is_confirmed_by_the_principal_leader_in_person_and_within_the_limit(county: County) -> None:
    walk = issued(county)
    do(county.bureau_a.liaison, "letter.receive", ref=walk.letter)
    with pytest.raises(Unmet, match="整改方案"):
        do(
            county.bureau_a.liaison,
            "letter.plan",
            ref=walk.letter,
            text="措施",
            committed_on=date(2026, 5, 1),
        )
    do(county.bureau_a.liaison, "letter.plan", ref=walk.letter, text="措施", committed_on=date(2026, 4, 20))
    with pytest.raises(NotPermitted, match="本人"):
        do(county.bureau_a.deputy, "letter.confirm_plan", ref=walk.letter)
    do(county.bureau_a.principal, "letter.confirm_plan", ref=walk.letter)


def test_who_acts_on_an_old_version_sees_what_the_other_did(county: County) -> None:
    walk = approving(county)
    seen = Measure.objects.get(ref=walk.letter).version
    do(county.standing, "letter.approve", ref=walk.letter, expect=seen)
    with pytest.raises(Stale) as refused:
        do(county.secretary, "letter.approve", ref=walk.letter, expect=seen)
    assert any("同意督办函" in change.sentence for change in refused.value.changes)


def test_a_repeated_key_has_one_effect(county: County) -> None:
    walk = approving(county)
    first = do(county.standing, "letter.approve", ref=walk.letter, once="k1")
    second = do(county.standing, "letter.approve", ref=walk.letter, once="k1")
    assert (first.sentence, second.repeated) == (second.sentence, True)


@pytest.mark.clause("1.2", "3.3.8")
def test_the_release_reaches_a_unit_merged_since_the_listing_through_its_successor_once(county: County) -> None:
    walk = listed(county)
    gone, heir = county.bureau_b, county.town_c
    with county.on("2026-04-15"):
        merge_unit(actor=county.registrar, ref=gone.unit.ref, into=heir.id, merged_on=date(2026, 4, 15))
    walk.listing_released()

    released = Receipt.objects.filter(object_kind="listing", what="circulation", label__contains="解除")
    reached = list(released.values_list("unit_id", flat=True))
    assert gone.unit_id not in reached
    assert reached.count(heir.unit_id) == 1

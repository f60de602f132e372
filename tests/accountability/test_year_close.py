"""A closed year stands as it was confirmed; what changes later is put beside it as a correction."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.accountability.models import (
    Consequence,
    Correction,
    CorrectionVerdict,
    Ruling,
    Withdrawal,
    YearResult,
)
from duban.accountability.selectors.year_corrections import correction, corrections, results_then
from duban.accountability.selectors.year_extract import year_extract
from duban.accountability.selectors.year_own import own_results
from duban.acts.models import Message, Obligation
from duban.audit.verify import verify
from duban.organisations.actions import appoint, end_post
from duban.organisations.models import Person, Post
from duban.shared.errors import NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.steps import FREE, answer, confirmed_change, effective
from tests.accountability.year_steps import (
    APPRAISAL,
    ORG,
    YEAR,
    closed,
    confirm,
    confirmed,
    result,
    revoke,
    run,
    superior,
    year_row,
)
from tests.accountability.year_steps import corrections as all_corrections
from tests.personas import County
from tests.story import do

LEADER = "bureau_a.principal"


def settle(county: County, row: Correction, who: str, verdict: str = "corrected") -> None:
    """An organ settles a correction."""
    do(county.actor(who), "correction.settle", ref=row.ref, verdict=verdict, text="已核对。")


@pytest.mark.clause("7.2.1")
def test_closing_asks_for_both_organs(county: County) -> None:
    superior(county, "bureau_a")
    run(county)
    confirm(county, APPRAISAL)
    with pytest.raises(WrongState):
        do(county.actor(APPRAISAL), "year.close", ref=year_row().ref)


@pytest.mark.parametrize("who", [ORG, "cdi.deputy", "inspector"])
def test_only_the_appraisal_office_closes(county: County, who: str) -> None:
    confirmed(county)
    with pytest.raises((NotPermitted, NotFound)):
        do(county.actor(who), "year.close", ref=year_row().ref)


@pytest.mark.clause("7.2.1")
def test_a_decision_after_the_run_asks_for_a_new_run_before_closing(county: County) -> None:
    superior(county, "bureau_a")
    confirmed(county)
    superior(county, "bureau_a")
    with pytest.raises(Unmet) as refused:
        do(county.actor(APPRAISAL), "year.close", ref=year_row().ref)
    assert "核对登记1件" in refused.value.decision.missing[0].finding
    confirmed(county)
    do(county.actor(APPRAISAL), "year.close", ref=year_row().ref)
    assert year_row().state == "closed"


@pytest.mark.clause("7.2.1")
def test_a_closed_year_takes_no_more_words(county: County) -> None:
    superior(county, "bureau_a")
    closed(county)
    row = result(county, "bureau_a")
    assert row is not None
    with pytest.raises(WrongState, match="已经结账"):
        do(
            county.actor(APPRAISAL),
            "yearresult.disagree",
            ref=row.ref,
            code="U_NO_COLLECTIVE",
            reason="不同意",
        )


@pytest.mark.clause("7.2.4", "7.2.5", "7.3.1")
def test_the_bonus_limbs_go_to_the_unit_that_pays_at_the_end_of_the_year(county: County) -> None:
    ref = superior(county, LEADER)
    post = Post.objects.get(person_id=county.persons[LEADER], role="principal")
    end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 3, 1))
    person = Person.objects.get(pk=county.persons[LEADER])
    appoint(actor=county.registrar, person=str(person.pk), role="principal", title="局长",
            starts_on=date(2026, 3, 2), unit=str(county.units["bureau_b"]))  # fmt: skip
    closed(county)
    rows = Consequence.objects.filter(ruling__ref=ref, what__contains="2026年度")
    assert [(row.holder_id, row.what, row.year) for row in rows] == [
        (county.units["bureau_b"], "2026年度年度考核奖金按单位内部分配最低等次发放", 2026)
    ]
    duty = Obligation.objects.get(object_kind="consequence", object_id=rows[0].pk, outcome="open")
    assert duty.unit_id == county.units["bureau_b"]
    do(county.actor("bureau_b.liaison"), "consequence.receive", ref=rows[0].ref)
    revoke(county, ref, date(2026, 4, 1))
    taken = Withdrawal.objects.filter(ruling__ref=ref, holder_id=county.units["bureau_b"])
    assert taken.count() == 1


@pytest.mark.clause("7.2.1", "7.3.1")
def test_whom_it_concerns_is_told_that_there_is_something_to_read(county: County) -> None:
    superior(county, "bureau_a")
    superior(county, LEADER)
    closed(county)
    told = Message.objects.filter(act="year.close", text__contains="年度结果已结账")
    assert {(row.unit_id, row.person_id) for row in told} == {
        (county.units["bureau_a"], None), (None, county.persons[LEADER])
    }  # fmt: skip
    assert own_results(actor=county.actor(LEADER)).rows[0].closed


@pytest.mark.clause("7.3.1")
def test_a_revocation_after_closing_opens_a_correction_for_the_organs_concerned(county: County) -> None:
    ref = superior(county, "bureau_a")
    closed(county)
    before = list(YearResult.objects.values_list("pk", "results_text"))
    revoke(county, ref, date(2026, 4, 1))
    (row,) = all_corrections()
    assert (row.state, row.why, row.ruling.ref) == ("owed", "revoked", ref)
    assert [item["code"] for item in row.before] == ["U_NO_COLLECTIVE"]
    assert [item["code"] for item in row.after if item["code"].startswith("U_")] == []
    duties = Obligation.objects.filter(act="correction.settle", outcome="open")
    assert [duty.unit_id for duty in duties] == [county.units["appraisal"]]
    assert list(YearResult.objects.values_list("pk", "results_text")) == before


@pytest.mark.clause("7.3.1")
def test_a_correction_is_a_row_of_its_own_and_the_year_says_it_from_then_on(county: County) -> None:
    ref = superior(county, "bureau_a")
    closed(county)
    revoke(county, ref, date(2026, 4, 1))
    (row,) = all_corrections()
    with county.on("2026-04-02"):
        settle(county, row, APPRAISAL)
    row.refresh_from_db()
    assert (row.state, row.settled_on) == ("corrected", date(2026, 4, 2))
    subject = ("unit", county.units["bureau_a"])
    assert [
        item["code"] for item in results_then(year_row(), subject).results if item["code"][:2] == "U_"
    ] == []
    extract = year_extract(actor=county.actor(APPRAISAL), year=YEAR)
    assert extract.units == ()
    assert not Obligation.objects.filter(act="correction.settle", outcome="open").exists()
    own = own_results(actor=county.actor("bureau_a.liaison"))
    assert [one.state for one in own.corrections] == ["corrected"]


@pytest.mark.clause("7.2.3", "7.3.1")
def test_a_correction_about_a_person_waits_for_both_organs_to_say_the_same(county: County) -> None:
    ref = superior(county, LEADER)
    closed(county)
    revoke(county, ref, date(2026, 4, 1))
    (row,) = all_corrections()
    with county.on("2026-04-02"):
        settle(county, row, APPRAISAL)
        row.refresh_from_db()
        assert row.state == "owed"
        settle(county, row, ORG, "kept")
        row.refresh_from_db()
        assert row.state == "owed"
        again = Obligation.objects.get(act="correction.settle", outcome="open")
        assert again.unit_id == county.units["appraisal"]
        settle(county, row, APPRAISAL, "kept")
    row.refresh_from_db()
    assert row.state == "kept"
    assert CorrectionVerdict.objects.count() == 3
    subject = ("person", county.persons[LEADER])
    assert "L_NO_EXCELLENT" in [item["code"] for item in results_then(year_row(), subject).results]


@pytest.mark.clause("7.3.1")
def test_an_answered_appeal_opens_a_correction_too(county: County) -> None:
    effective(county)
    with county.on("2026-04-16"):
        closed(county)
    trial = answered_later(county)
    (row,) = all_corrections()
    assert (row.why, row.ruling.ref, row.person_id) == ("revoked", trial, county.persons[LEADER])


def answered_later(county: County) -> str:
    """The appeal against the decision of the closed year succeeded."""
    ruling = Ruling.objects.get()
    with county.on("2026-04-20"):
        do(county.actor(LEADER), "ruling.appeal", ref=ruling.ref, stage="accountability",
           text="不服。")  # fmt: skip
    appeal = ruling.appeals.get()
    with county.on("2026-04-22"):
        do(
            county.actor("cdi.handler"),
            "appeal.accept",
            ref=appeal.ref,
            accepted_on=date(2026, 4, 22),
            **FREE,
        )
    with county.on("2026-05-08"):
        do(county.actor("cdi.handler"), "appeal.answer", ref=appeal.ref, **answer())
        confirmed_change(county, ruling.ref)
    return ruling.ref


@pytest.mark.clause("7.3.1")
def test_a_decision_recorded_after_closing_that_counts_in_the_year_opens_a_correction(county: County) -> None:
    superior(county, "bureau_a")
    closed(county)
    superior(county, "bureau_a", on=date(2026, 3, 3))
    (row,) = all_corrections()
    assert row.why == "recorded"
    assert [item["code"] for item in row.after] == ["U_CAP", "U_NO_COLLECTIVE"]


@pytest.mark.clause("7.3.1")
def test_a_change_that_alters_no_result_asks_nobody_anything(county: County) -> None:
    superior(county, "bureau_a")
    matter = superior(county, "bureau_a")
    superior(county, "bureau_a")
    superior(county, "bureau_a")
    closed(county)
    revoke(county, matter, date(2026, 4, 1))
    assert all_corrections() == []


@pytest.mark.parametrize("who", ["inspector", "cdi.deputy", "bureau_a.principal", ORG])
def test_who_has_no_say_does_not_settle_a_correction_of_a_unit(county: County, who: str) -> None:
    ref = superior(county, "bureau_a")
    closed(county)
    revoke(county, ref, date(2026, 4, 1))
    (row,) = all_corrections()
    with pytest.raises((Unmet, NotPermitted, NotFound)):
        settle(county, row, who)
    row.refresh_from_db()
    assert row.state == "owed"


def test_corrections_are_listed_for_the_two_organs_only(county: County) -> None:
    ref = superior(county, "bureau_a")
    closed(county)
    revoke(county, ref, date(2026, 4, 1))
    (row,) = all_corrections()
    assert corrections(actor=county.actor(ORG)).total == 1
    assert corrections(actor=county.actor(APPRAISAL), year=2025).total == 0
    with pytest.raises(NotFound):
        corrections(actor=county.actor("bureau_a.principal"))
    with pytest.raises(NotFound):
        correction(actor=county.actor("bureau_a.principal"), ref=row.ref)


@pytest.mark.clause("4.6", "7.2.1")
def test_the_extract_lists_unit_count_basis_and_document_numbers(county: County) -> None:
    superior(county, "bureau_a", number="X市纪〔2026〕21号")
    superior(county, "bureau_a", number="X市纪〔2026〕22号")
    superior(county, LEADER, number="X市纪〔2026〕23号")
    confirmed(county)
    draft = year_extract(actor=county.actor(ORG), year=YEAR)
    assert (draft.final, draft.state) == (False, "拟定，尚未结账")
    do(county.actor(APPRAISAL), "year.close", ref=year_row().ref)
    extract = year_extract(actor=county.actor(APPRAISAL), year=YEAR)
    (unit,) = extract.units
    assert (extract.final, unit.name, unit.count) == (True, "XX县自然资源局", 2)
    assert unit.results == ("绩效考核最高可评二等奖", "取消先进集体参评资格")
    assert unit.basis == ("七（二）", "七（三）")
    assert unit.documents == ("市纪委监委X市纪〔2026〕21号", "市纪委监委X市纪〔2026〕22号")
    (person,) = extract.people
    assert not any("研判" in text for text in person.results)
    with pytest.raises(NotFound):
        year_extract(actor=county.actor("cdi.deputy"), year=YEAR)


def test_every_row_of_a_closed_and_corrected_year_is_vouched_for(county: County) -> None:
    ref = superior(county, "bureau_a")
    superior(county, LEADER)
    closed(county)
    revoke(county, ref, date(2026, 4, 1))
    assert list(verify(county.jurisdiction_id).faults) == []


@pytest.mark.parametrize("act", ["year.confirm", "year.close", "correction.settle"])
def test_an_act_of_the_year_costs_at_most_twenty_statements_whatever_the_number_of_results(
    county: County, act: str
) -> None:
    for subject in (
        "bureau_a",
        "bureau_b",
        "town_a",
        LEADER,
        "bureau_b.principal",
        "town_a.deputy",
        "town_b.mayor",
    ):
        last = superior(county, subject)
    confirmed(county)
    ref = year_row().ref
    if act == "year.confirm":
        run(county)
    if act == "correction.settle":
        do(county.actor(APPRAISAL), "year.close", ref=ref)
        revoke(county, last, date(2026, 4, 1))
        ref = all_corrections()[0].ref
    given = {"verdict": "corrected", "text": "已核对。"} if act == "correction.settle" else {}
    actor = county.actor(APPRAISAL)
    with CaptureQueriesContext(connection) as captured:
        do(actor, act, ref=ref, **given)
    assert len(captured) <= 20, "\n".join(row["sql"][:160] for row in captured)

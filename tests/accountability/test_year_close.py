"""A closed year stands as it was confirmed; what changes later is put beside it as a correction."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.accountability.models import (
    Consequence,
    Correction,
    Ruling,
    Withdrawal,
    YearResult,
)
from duban.accountability.selectors.year.corrections import correction, corrections, results_then
from duban.accountability.selectors.year.pages.extract import year_extract
from duban.accountability.selectors.year.pages.own import own_results
from duban.accountability.selectors.year.pages.results import year_view
from duban.accountability.selectors.year.pages.rows import ResultFilter
from duban.accountability.selectors.year.recall import to_recall
from duban.acts.models import Message, Obligation
from duban.audit.verify import verify
from duban.demo.sweeping import sweep_county
from duban.documents.ledgers.written.exports import take
from duban.insight.selectors.work_desk.desk import desk
from duban.organisations.actions.posts_held.posts import end_post
from duban.organisations.models import Person, Post
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.steps import FREE, answer, confirmed_change, effective
from tests.accountability.year_steps import (
    APPRAISAL,
    ORG,
    YEAR,
    close,
    closed,
    codes,
    confirm,
    confirmed,
    matter_of,
    outlook,
    over,
    result,
    revoke,
    run,
    superior,
    year_row,
)
from tests.accountability.year_steps import corrections as all_corrections
from tests.personas import County, appoint
from tests.story import do

LEADER = "bureau_a.principal"


def settle(county: County, row: Correction, who: str, verdict: str = "corrected", minutes: str = "") -> None:
    """An organ decides on what a late decision would change."""
    do(county.actor(who), "correction.settle", ref=row.ref, verdict=verdict, text="已核对。", minutes=minutes)


def reassess(county: County, row: Correction, who: str) -> None:
    """An organ reports how it assessed anew what fell."""
    do(county.actor(who), "correction.reassess", ref=row.ref, text="已重新评定，补发随三月工资。")


def bars(county: County, subject: tuple[str, int]) -> list[str]:
    """The codes of what the closed year says of somebody."""
    return [item["code"] for item in results_then(year_row(), subject).results]


def late(county: County, subject: str = "bureau_a") -> Correction:
    """A decision of the closed year was recorded after it was closed."""
    matter = matter_of(county)
    with county.on("2027-03-01"):
        superior(county, subject, on=date(2026, 3, 3), matter=matter)
    (row,) = all_corrections()
    return row


@pytest.mark.clause("7.2.1")
def test_closing_asks_for_both_organs(county: County) -> None:
    superior(county, "bureau_a")
    run(county)
    confirm(county, APPRAISAL)
    with pytest.raises(WrongState):
        close(county)


@pytest.mark.clause("7.2.1")
def test_before_a_year_is_over_its_run_is_an_outlook_that_nobody_confirms_or_closes(county: County) -> None:
    superior(county, "bureau_a")
    with county.on("2026-12-31"):
        outlook(county)
        assert year_row().state == "outlook"
        assert not Obligation.objects.filter(act__in=("year.confirm", "year.close"), outcome="open").exists()
        for act in ("year.confirm", "year.close"):
            with pytest.raises(WrongState):
                do(county.actor(APPRAISAL), act, ref=year_row().ref)
    with county.on("2027-01-01"):
        run(county)
        assert year_row().state == "proposed"


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
        close(county)
    assert "核对登记1件" in refused.value.decision.missing[0].finding
    closed(county)
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
        (county.units["bureau_b"], "2026年度考核奖金按单位内部分配最低等次发放", 2026)
    ]
    duty = Obligation.objects.get(object_kind="consequence", object_id=rows[0].pk, outcome="open")
    assert duty.unit_id == county.units["bureau_b"]
    do(county.actor("bureau_b.liaison"), "consequence.receive", ref=rows[0].ref)
    revoke(county, ref, date(2027, 4, 1))
    taken = Withdrawal.objects.filter(ruling__ref=ref, holder_id=county.units["bureau_b"])
    assert taken.count() == 1


@pytest.mark.clause("7.2.1", "7.3.1")
def test_whom_it_concerns_is_told_that_there_is_something_to_read(county: County) -> None:
    superior(county, "bureau_a")
    superior(county, LEADER)
    closed(county)
    told = Message.objects.filter(act="year.close", kind="year_closed")
    assert {(row.unit_id, row.person_id) for row in told} == {
        (county.units["bureau_a"], None), (None, county.persons[LEADER])
    }  # fmt: skip
    assert own_results(actor=county.actor(LEADER)).rows[0].closed


@pytest.mark.clause("6.4", "7.3.1")
def test_what_a_revoked_decision_carried_falls_at_once_and_is_assessed_anew_by_people(county: County) -> None:
    ref = superior(county, "bureau_a")
    closed(county)
    before = list(YearResult.objects.values_list("pk", "results_text"))
    revoke(county, ref, date(2027, 4, 1))
    (row,) = all_corrections()
    assert (row.state, row.why, row.ruling.ref) == ("fallen", "revoked", ref)
    assert [item["code"] for item in row.before] == ["U_NO_COLLECTIVE"]
    assert row.after == []
    assert bars(county, ("unit", county.units["bureau_a"])) == []
    duty = Obligation.objects.get(object_kind="correction", outcome="open")
    assert (duty.act, duty.unit_id) == ("correction.reassess", county.units["appraisal"])
    assert duty.due_on is not None
    told = Message.objects.filter(kind="year_relieved")
    assert [one.unit_id for one in told] == [county.units["bureau_a"]]
    assert list(YearResult.objects.values_list("pk", "results_text")) == before


@pytest.mark.clause("7.3.1")
def test_the_organ_that_decides_reports_and_no_grade_is_written(county: County) -> None:
    ref = superior(county, LEADER)
    closed(county)
    revoke(county, ref, date(2027, 4, 1))
    (row,) = all_corrections()
    with county.on("2027-04-02"):
        with pytest.raises(Unmet) as refused:
            reassess(county, row, APPRAISAL)
        assert "由县委组织部决定" in refused.value.decision.missing[0].finding
        reassess(county, row, ORG)
    row.refresh_from_db()
    assert (row.state, row.settled_on) == ("reassessed", date(2027, 4, 2))
    assert not Obligation.objects.filter(object_kind="correction", outcome="open").exists()
    assert bars(county, ("person", county.persons[LEADER])) == []
    assert year_extract(actor=county.actor(APPRAISAL), year=YEAR).people == ()
    own = own_results(actor=county.actor(LEADER))
    assert ([one.state for one in own.corrections], own.rows) == (["reassessed"], ())


@pytest.mark.clause("6.4", "7.2.1")
def test_a_cap_becomes_lighter_by_what_is_left(county: County) -> None:
    refs = [superior(county, "bureau_a") for _ in range(3)]
    closed(county)
    revoke(county, refs[0], date(2027, 4, 1))
    (row,) = all_corrections()
    assert [item["value"] for item in row.after if item["code"] == "U_CAP"] == ["二等奖"]
    revoke(county, refs[1], date(2027, 4, 2))
    assert bars(county, ("unit", county.units["bureau_a"])) == ["U_NO_COLLECTIVE"]
    (unit,) = year_extract(actor=county.actor(APPRAISAL), year=YEAR).units
    assert (unit.count, unit.results, unit.note) == (1, ("取消先进集体参评资格",), "结账后更正")


@pytest.mark.clause("6.4", "7.3.1")
def test_where_other_decisions_carry_the_result_only_its_grounds_change(county: County) -> None:
    first, second = superior(county, "bureau_a"), superior(county, "bureau_a")
    third, fourth = superior(county, "bureau_a"), superior(county, "bureau_a")
    closed(county)
    revoke(county, first, date(2027, 4, 1))
    (row,) = all_corrections()
    assert row.state == "restated"
    assert not Obligation.objects.filter(object_kind="correction", outcome="open").exists()
    (unit,) = year_extract(actor=county.actor(APPRAISAL), year=YEAR).units
    gone = Ruling.objects.get(ref=first)
    assert unit.count == 3
    assert not any(gone.number in document for document in unit.documents)
    assert {second, third, fourth}


@pytest.mark.clause("6.4", "7.2.3", "7.3.2")
def test_a_proposal_of_an_open_year_reads_without_a_revoked_decision(county: County) -> None:
    ref = superior(county, LEADER)
    run(county)
    assert codes(county, LEADER) != []
    revoke(county, ref, date(2027, 1, 12))
    view = year_view(actor=county.actor(ORG), year=YEAR, where=ResultFilter())
    assert [row.items for row in view.page.rows] == [()]
    assert view.counts == ()
    assert (
        year_view(actor=county.actor(ORG), year=YEAR, where=ResultFilter(code="L_NO_EXCELLENT")).page.total
        == 0
    )


@pytest.mark.clause("7.3.1")
def test_a_late_decision_alters_nothing_until_the_subject_was_told_and_the_organ_has_decided(
    county: County,
) -> None:
    superior(county, "bureau_a")
    closed(county)
    row = late(county)
    assert (row.state, row.why) == ("owed", "recorded")
    assert [item["code"] for item in row.after] == ["U_NO_COLLECTIVE", "U_CAP"]
    assert bars(county, ("unit", county.units["bureau_a"])) == ["U_NO_COLLECTIVE"]
    with county.on("2027-03-02"):
        with pytest.raises(WrongState):
            settle(county, row, APPRAISAL)
        do(county.actor(APPRAISAL), "correction.tell", ref=row.ref)
        assert Message.objects.filter(act="correction.tell", unit_id=county.units["bureau_a"]).count() == 1
        settle(county, row, APPRAISAL)
    assert set(bars(county, ("unit", county.units["bureau_a"]))) == {"U_NO_COLLECTIVE", "U_CAP"}


@pytest.mark.clause("7.2.1", "7.3.1")
def test_where_the_organs_differ_about_a_unit_the_leading_group_decides_by_its_minutes(
    county: County,
) -> None:
    superior(county, "bureau_a")
    closed(county)
    row = late(county)
    with county.on("2027-03-02"):
        do(county.actor(APPRAISAL), "correction.tell", ref=row.ref)
        do(county.actor(ORG), "correction.opine", ref=row.ref, verdict="kept", text="奖金已发。")
        with pytest.raises(Unmet) as refused:
            settle(county, row, APPRAISAL)
        assert "领导小组" in refused.value.decision.missing[0].condition
        settle(county, row, APPRAISAL, minutes="X绩组纪〔2027〕2号")
        seen = correction(actor=county.actor(ORG), ref=row.ref)
    assert {(organ, word) for organ, word, *_ in seen.verdicts} == {
        ("县委组织部", "维持"),
        ("考核主管部门", "更正"),
    }
    assert any("X绩组纪〔2027〕2号" in text for _, _, text, *_ in seen.verdicts)


@pytest.mark.clause("7.2.3", "7.3.1")
def test_about_a_person_the_organisation_department_decides_and_the_other_word_stands_beside(
    county: County,
) -> None:
    superior(county, LEADER)
    closed(county)
    row = late(county, LEADER)
    with county.on("2027-03-02"):
        do(county.actor(ORG), "correction.tell", ref=row.ref)
        with pytest.raises(Unmet):
            do(county.actor(ORG), "correction.opine", ref=row.ref, verdict="kept", text="x")
        do(county.actor(APPRAISAL), "correction.opine", ref=row.ref, verdict="corrected", text="应当更正。")
        settle(county, row, ORG, "kept")
    assert "L_BONUS_CANCELLED" not in bars(county, ("person", county.persons[LEADER]))


@pytest.mark.clause("6.4", "7.3.1")
def test_a_task_ends_where_the_late_decision_is_revoked(county: County) -> None:
    superior(county, "bureau_a")
    closed(county)
    row = late(county)
    revoke(county, row.ruling.ref, date(2027, 4, 1))
    row.refresh_from_db()
    assert row.state == "kept"
    assert not Obligation.objects.filter(object_kind="correction", outcome="open").exists()


@pytest.mark.clause("7.3.1")
def test_an_answered_appeal_opens_a_correction_too(county: County) -> None:
    effective(county)
    closed(county)
    trial = answered_later(county)
    (row,) = all_corrections()
    assert (row.why, row.ruling.ref, row.person_id) == ("revoked", trial, county.persons[LEADER])


def answered_later(county: County) -> str:
    """The appeal against the decision of the closed year succeeded."""
    ruling = Ruling.objects.get()
    with county.on("2027-01-13"):
        do(county.actor(LEADER), "ruling.appeal", ref=ruling.ref, stage="accountability",
           text="不服。")  # fmt: skip
    appeal = ruling.appeals.get()
    with county.on("2027-01-14"):
        do(
            county.actor("cdi.handler"),
            "appeal.accept",
            ref=appeal.ref,
            accepted_on=date(2027, 1, 14),
            late_reason="结账以前没有收到决定书。",
            **FREE,
        )
    with county.on("2027-01-20"):
        do(
            county.actor("cdi.handler"),
            "appeal.answer",
            ref=appeal.ref,
            **answer(answered_on=date(2027, 1, 20)),
        )
        confirmed_change(county, ruling.ref)
    return ruling.ref


@pytest.mark.parametrize("who", ["inspector", "cdi.deputy", "bureau_a.principal", ORG])
def test_who_does_not_decide_on_units_does_not_report_on_one(county: County, who: str) -> None:
    ref = superior(county, "bureau_a")
    closed(county)
    revoke(county, ref, date(2027, 4, 1))
    (row,) = all_corrections()
    with pytest.raises((Unmet, NotPermitted, NotFound)):
        reassess(county, row, who)
    row.refresh_from_db()
    assert row.state == "fallen"


def test_corrections_are_listed_for_the_two_organs_and_one_is_read_by_whom_it_is_about(
    county: County,
) -> None:
    ref = superior(county, "bureau_a")
    closed(county)
    revoke(county, ref, date(2027, 4, 1))
    (row,) = all_corrections()
    assert corrections(actor=county.actor(ORG)).total == 1
    assert corrections(actor=county.actor(APPRAISAL), year=2025).total == 0
    with pytest.raises(NotFound):
        corrections(actor=county.actor("bureau_a.principal"))
    assert correction(actor=county.actor("bureau_a.principal"), ref=row.ref).fell
    with pytest.raises(NotFound):
        correction(actor=county.actor("bureau_b.principal"), ref=row.ref)


@pytest.mark.clause("4.6", "7.2.1")
def test_the_extract_lists_unit_count_basis_and_document_numbers(county: County) -> None:
    superior(county, "bureau_a", number="X市纪〔2026〕21号")
    superior(county, "bureau_a", number="X市纪〔2026〕22号")
    superior(county, LEADER, number="X市纪〔2026〕23号")
    confirmed(county)
    draft = year_extract(actor=county.actor(ORG), year=YEAR)
    assert (draft.final, draft.state) == (False, "拟定，尚未结账")
    close(county)
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


@pytest.mark.clause("6.4", "7.2.1", "7.3.1")
def test_what_stated_a_fallen_result_is_named_for_recall_and_whoever_took_it_out_is_told(county: County) -> None:
    ref = superior(county, "bureau_a")
    closed(county)
    taker = county.actor(APPRAISAL)
    with over(county):
        take(actor=taker, what="results", label=f"{YEAR}年度结果运用摘录", form="xlsx", filters="", rows=1)
        take(actor=taker, what="results", label="2019年度结果运用摘录", form="xlsx", filters="", rows=1)
    revoke(county, ref, date(2027, 4, 1))
    change = all_corrections()[0]
    with over(county):
        found = to_recall(actor=taker, ref=change.ref)
        assert to_recall(actor=county.actor("bureau_a.principal"), ref=change.ref) == ()
    assert [one.what.split("（")[0] for one in found if one.what.startswith("2")] == [f"{YEAR}年度结果运用摘录"]
    assert sum(one.what.startswith("结果运用通知") for one in found) == 2
    told = Message.objects.filter(person_id=taker.person_id, kind="extract_recalled")
    assert told.count() == 1


def test_every_row_of_a_closed_and_corrected_year_is_vouched_for(county: County) -> None:
    ref = superior(county, "bureau_a")
    superior(county, LEADER)
    closed(county)
    revoke(county, ref, date(2027, 4, 1))
    assert list(verify(county.jurisdiction_id).faults) == []


@pytest.mark.parametrize("act", ["year.confirm", "year.close", "correction.reassess"])
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
    if act == "correction.reassess":
        close(county)
        revoke(county, last, date(2027, 4, 1))
        ref = all_corrections()[0].ref
    given = {"text": "已重新评定。"} if act == "correction.reassess" else {}
    actor = county.actor(ORG if act == "correction.reassess" else APPRAISAL)
    with over(county), CaptureQueriesContext(connection) as captured:
        do(actor, act, ref=ref, **given)
    most = 22 if act == "year.close" else 20  # closing numbers the notices that it sends: the series, the numbers
    assert len(captured) <= most, "\n".join(row["sql"][:160] for row in captured)


REFERRED = {"addressee": "中共××市委组织部", "number": "X组函〔2027〕3号", "text": "建议重新评定。"}


def refer(county: County, row: Correction, who: str = ORG, **given: object) -> None:
    """县委组织部 writes to whoever manages the cadre."""
    values = {**REFERRED, "dated_on": county.actor(ORG).on, **given}
    do(county.actor(who), "correction.refer", ref=row.ref, **values)


@pytest.mark.clause("6.4", "7.2.3", "7.3.1")
@pytest.mark.parametrize("managed", ["unit", "city", "vertical"])
def test_what_fell_of_a_cadre_whom_others_manage_is_written_to_them_and_decided_nowhere_here(
    county: County, managed: str
) -> None:
    ref = superior(county, LEADER, authority=managed)
    recommended(county)
    revoke(county, ref, date(2027, 3, 1))
    (row,) = all_corrections()
    assert (row.state, bars(county, row.subject_key)) == ("passing", [])
    with county.on("2027-03-02"):
        (duty,) = Obligation.objects.filter(object_kind="correction", object_id=row.pk, outcome="open")
        assert (duty.act, duty.unit_id) == ("correction.refer", county.units["org_dept"])
        with pytest.raises(WrongState):
            reassess(county, row, ORG)
        with pytest.raises(NotPermitted):
            refer(county, row, APPRAISAL)
        with pytest.raises(Invalid):
            refer(county, row, dated_on=date(2027, 3, 3))
        refer(county, row)
        view = correction(actor=county.actor(ORG), ref=row.ref)
    row.refresh_from_db()
    assert (row.state, bars(county, row.subject_key)) == ("referred", [])
    assert not Obligation.objects.filter(object_kind="correction", object_id=row.pk, outcome="open").exists()
    named = {"unit": "自然资源局（按干部管理权限）", "city": "管理该干部的市级机关", "vertical": "管理该干部的上级主管部门"}
    assert (view.decides, view.elsewhere) == (named[managed], True)
    assert view.verdicts[0][1:3] == ("函告", "函告中共××市委组织部（X组函〔2027〕3号，2027-03-02）：建议重新评定。")


def recommended(county: County) -> None:
    """The year was closed, with a letter for each result that the county only recommends."""
    confirmed(county)
    for row in YearResult.objects.filter(run_id=year_row().run_id, recommend=True):
        do(county.actor(ORG), "yearresult.recommend", ref=row.ref, organ="中共××市委组织部", number="X组函〔2026〕1号",
           dated_on=county.actor(ORG).on)  # fmt: skip
    close(county)


@pytest.mark.clause("7.2.3", "7.3.1")
def test_a_late_decision_on_a_cadre_whom_the_city_manages_is_told_and_written_to_it(county: County) -> None:
    superior(county, "bureau_b")
    closed(county)
    matter = matter_of(county)
    with county.on("2027-03-01"):
        superior(county, LEADER, on=date(2026, 3, 3), matter=matter, authority="city")
    (row,) = all_corrections()
    with county.on("2027-03-02"):
        do(county.actor(ORG), "correction.tell", ref=row.ref)
        row.refresh_from_db()
        assert row.state == "asking"
        with pytest.raises(WrongState):
            settle(county, row, ORG)
        refer(county, row)
    row.refresh_from_db()
    assert (row.state, bars(county, row.subject_key)) == ("advised", [])


@pytest.mark.clause("6.4", "7.2.1", "7.3.1")
@pytest.mark.parametrize(
    ("managed", "state", "act"),
    [("county", "fallen", "correction.reassess"), ("city", "passing", "correction.refer")],
)
def test_a_year_once_kept_against_a_revocation_falls_in_the_sweep_and_is_owed(
    county: County, managed: str, state: str, act: str
) -> None:
    ref = superior(county, LEADER, authority=managed)
    (closed if managed == "county" else recommended)(county)
    revoke(county, ref, date(2027, 3, 1))
    (row,) = all_corrections()
    Correction.objects.filter(pk=row.pk).update(state="kept", settled_on=date(2027, 3, 5))
    Obligation.objects.filter(object_kind="correction").update(outcome="done")
    with county.on("2027-06-01"):
        sweep_county(county.jurisdiction_id)
        row.refresh_from_db()
        (duty,) = Obligation.objects.filter(object_kind="correction", outcome="open")
        assert (row.state, row.settled_on, duty.act, duty.late) == (state, None, act, False)
        assert act in {todo.act for group in desk(actor=county.actor(ORG)).groups for todo in group.rows}
        assert bars(county, row.subject_key) == []
        assert own_results(actor=county.actor(LEADER)).rows == ()
        assert to_recall(actor=county.actor(ORG), ref=row.ref)
        assert [one.key for one in correction(actor=county.actor(ORG), ref=row.ref).buttons] == [act]
        sweep_county(county.jurisdiction_id)
        assert Obligation.objects.filter(object_kind="correction", outcome="open").count() == 1


@pytest.mark.clause("7.2.1", "7.3.1")
def test_a_year_rightly_kept_against_a_late_decision_stays_and_offers_nothing(county: County) -> None:
    superior(county, "bureau_b")
    closed(county)
    row = late(county)
    with county.on("2027-03-02"):
        do(county.actor(APPRAISAL), "correction.tell", ref=row.ref)
        settle(county, row, APPRAISAL, "kept")
        view = correction(actor=county.actor(APPRAISAL), ref=row.ref)
        assert (view.state_label, view.waiting, view.buttons) == ("维持原结果", False, ())
        sweep_county(county.jurisdiction_id)
        row.refresh_from_db()
        assert row.state == "kept"
        with pytest.raises(WrongState):
            reassess(county, row, APPRAISAL)
    assert year_view(actor=county.actor(ORG), year=YEAR, where=ResultFilter()).corrections == 0

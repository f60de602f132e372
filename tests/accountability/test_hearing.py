"""The hearing (A24): unit and persons separately, five working days, outages, waiver, late, and no aggravation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from duban.accountability.models import Hearing, Statement
from duban.accountability.selectors.inquiry_page.hearing import hearing_view
from duban.accountability.selectors.inquiry_page.inquiry import inquiry_view
from duban.accountability.selectors.inquiry_page.steps import NEXT
from duban.accountability.selectors.papers import hearing_paper
from duban.documents.models import Attachment
from duban.insight.selectors.act_page.before_form import open_act
from duban.jobs.sweep import sweep
from duban.mechanism.lifecycles import lifecycle_of
from duban.shared import clock
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.steps import (
    FREE,
    PAPER,
    SERVED_OUT,
    candidate,
    conclude,
    concluded,
    consequence,
    evidence,
    examined,
    named,
    notified,
    proposal,
    proposed,
    said,
    served,
)
from tests.personas import County
from tests.story import do, missing

DUE = date(2026, 3, 9)
ADDED = "没有告知以外的更重内容"
HEARD = "都已说明、书面放弃，或者说明期已满"
SEEN = "放弃说明的原件和附件都有人看过"
ANSWERED = "每份说明都已答复采纳与否及理由"


@pytest.mark.clause("5.0")
def test_the_unit_and_each_person_named_are_notified_separately(county: County) -> None:
    trial = served(county, persons=("principal", "deputy"))
    rows = Hearing.objects.filter(inquiry__ref=trial.ref).order_by("pk")
    assert [(row.unit_id is not None, row.person_id is not None) for row in rows] == [
        (True, False), (False, True), (False, True)
    ]  # fmt: skip
    assert {row.due_on for row in rows} == {DUE}
    for row in rows:
        assert [one["text"] for one in row.evidence] == ["《灾情报告》（X应急〔2026〕2号）"]
        assert [fact["text"] for fact in row.facts] == [fact.text for fact in _facts(trial.ref)]
        assert row.grounds == ["5.4"]


def _facts(ref: str) -> list[Statement]:
    from duban.accountability.models import CaseFact

    return list(CaseFact.objects.filter(inquiry__ref=ref).order_by("pk"))


@pytest.mark.clause("5.0")
def test_a_notice_asks_for_an_item_and_a_fact_and_for_something_new(county: County) -> None:
    trial = examined(county)
    for row in _facts(trial.ref):
        trial.by("drop_fact", fact=str(row.pk), reason="不属实")
    with pytest.raises(Unmet) as refused:
        trial.by("serve")
    assert "至少一条事实" in missing(refused.value)
    trial.by("add_facts", facts=["二月没有开工。"])
    trial.by("serve")
    with pytest.raises(Unmet) as refused:
        trial.by("serve")
    assert list(missing(refused.value)) == ["有尚未告知的内容"]


@pytest.mark.clause("5.0")
def test_before_anybody_was_notified_nobody_counts_as_heard(county: County) -> None:
    trial = examined(county)
    with pytest.raises(Unmet) as refused:
        conclude(trial)
    assert {"单位和每一被列明人员都已分别告知", HEARD} <= set(missing(refused.value))


@pytest.mark.clause("5.0")
def test_the_form_of_findings_does_not_open_before_everybody_was_heard(county: County) -> None:
    trial = examined(county)
    for key in ("inquiry.conclude", "inquiry.find_person"):
        opening = open_act(actor=county.inspector, key=key, ref=trial.ref)
        assert isinstance(opening.refused, Unmet), key
        assert "单位和每一被列明人员都已分别告知" in missing(opening.refused)
    notified(trial)
    assert isinstance(open_act(actor=county.inspector, key="inquiry.conclude", ref=trial.ref).refused, Unmet)
    with county.on(SERVED_OUT):
        actor = county.actor("inspector")
        for key in ("inquiry.conclude", "inquiry.find_person"):
            assert open_act(actor=actor, key=key, ref=trial.ref).refused is None, key


def test_every_state_of_an_inquiry_has_its_next_step_and_its_place_on_the_way() -> None:
    states = {one.name for one in lifecycle_of("inquiry").states}
    assert set(NEXT) == states


# receipt


@pytest.mark.clause("5.0")
def test_the_period_runs_from_the_day_after_receipt_and_its_last_day_is_told_then(county: County) -> None:
    trial = served(county, signed=False)
    assert trial.owed("hearing.state") == [] and trial.hearing().due_on is None
    with county.on("2026-03-04"):
        said = do(county.bureau_a.principal, "hearing.receive", ref=trial.hearing("principal").ref).sentence
    assert trial.hearing("principal").due_on == date(2026, 3, 11)
    assert "说明期到2026-03-11（当日有效）" in said
    told = trial.told(person_id=county.persons["bureau_a.principal"])
    assert any("最后一天是2026-03-11（当日有效）" in text for text in told)
    with county.on("2026-03-20"), pytest.raises(Unmet) as refused:
        conclude(trial)
    waiting = missing(refused.value)[HEARD]
    assert "1 个对象没有收到告知" in waiting.finding
    assert "hearing.serve_paper" in {one.act for one in waiting.remedies}


@pytest.mark.clause("5.0")
def test_the_two_notices_to_one_principal_are_told_apart(county: County) -> None:
    trial = served(county, signed=False)
    unit = [text for text in trial.told(unit_id=county.units["bureau_a"]) if "告知书" in text]
    own = [text for text in trial.told(person_id=county.persons["bureau_a.principal"]) if "告知书" in text]
    assert ["给本单位的告知书" in text for text in unit] == ["给您本人的告知书" in text for text in own] == [True]


@pytest.mark.clause("5.0")
def test_the_notice_prints_the_period_in_words_and_no_day_that_hangs_on_receipt(county: County) -> None:
    trial = served(county, signed=False)
    text = "".join(
        getattr(block, "text", "") for block in hearing_paper(actor=county.inspector, ref=trial.hearing().ref).blocks
    )
    assert "自收到之日次日起5个工作日内" in text
    assert "2026年3月9日" not in text


@pytest.mark.clause("5.0")
def test_what_is_not_signed_for_in_time_is_to_be_served_on_paper_by_the_office(county: County) -> None:
    trial = served(county, signed=False)
    with county.on("2026-03-04"):
        sweep()
    assert trial.owed("hearing.serve_paper") == []
    for day in ("2026-03-05", "2026-03-06"):
        with county.on(day):
            sweep()
    owed = trial.owed("hearing.serve_paper")
    assert [row.due_on for row in owed] == [date(2026, 3, 9)] * 2
    assert {row.person_id for row in owed} == {county.persons["inspector"]}
    with county.on("2026-03-06"):
        do(county.clerk, "hearing.serve_paper", ref=trial.hearing().ref, **delivered(date(2026, 3, 5)))
    assert (trial.hearing().received_on, trial.hearing().due_on) == (date(2026, 3, 5), date(2026, 3, 12))
    assert len(trial.owed("hearing.serve_paper")) == len(trial.owed("hearing.receive")) == 1


def delivered(on: date, **given: Any) -> dict[str, Any]:
    """Service on paper, with 送达回证."""
    return {"how": "returned", "delivered_on": on, "witness": "", "scan": PAPER, **FREE, **given}


@pytest.mark.clause("5.0")
def test_a_refusal_is_noted_by_two_persons_and_both_stand_in_the_record(county: County) -> None:
    trial = served(county, persons=(), signed=False)
    refused_on = delivered(date(2026, 3, 3), how="refused")
    with county.on("2026-03-04"):
        for one in ("", county.person("clerk")):
            with pytest.raises((Invalid, Unmet)):
                do(county.clerk, "hearing.serve_paper", ref=trial.hearing().ref, **{**refused_on, "witness": one})
        do(county.clerk, "hearing.serve_paper", ref=trial.hearing().ref,
           **{**refused_on, "witness": county.person("inspector")})  # fmt: skip
        with pytest.raises(Unmet):
            do(county.clerk, "hearing.serve_paper", ref=trial.hearing().ref, **delivered(date(2026, 3, 4)))
    assert trial.hearing().due_on == date(2026, 3, 10)
    assert len(trial.hearing().witnesses.split("、")) == 2


@pytest.mark.clause("5.0")
@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 5)])
def test_service_lies_between_the_notice_and_today(county: County, day: date) -> None:
    trial = served(county, persons=(), signed=False)
    with county.on("2026-03-04"), pytest.raises(Invalid) as refused:
        do(county.clerk, "hearing.serve_paper", ref=trial.hearing().ref, **delivered(day))
    assert list(refused.value.fields) == ["delivered_on"]


@pytest.mark.clause("5.0")
def test_whoever_answers_has_received_the_notice(county: County) -> None:
    trial = served(county, signed=False)
    with county.on("2026-03-05"):
        do(county.bureau_a.principal, "hearing.state", ref=trial.hearing("principal").ref, text="征地未完成。")
    row = trial.hearing("principal")
    assert (row.received_on, row.due_on) == (date(2026, 3, 5), date(2026, 3, 12))
    assert [one.object_id for one in trial.owed("hearing.receive")] == [trial.hearing().pk]


# evidence


@pytest.mark.clause("5.0")
@pytest.mark.parametrize(
    ("bearing", "waits"),
    [
        ({}, {"unit", "principal"}),
        ({"bearing": "handed_in", "party": "unit", "bearing_reason": "随说明提交"}, {"principal"}),
        ({"bearing": "favourable", "party": "unit", "bearing_reason": "证明征地受阻"}, {"principal"}),
    ],
)
def test_evidence_that_somebody_does_not_know_asks_for_a_supplementary_notice_with_its_own_period(
    county: County, bearing: dict[str, str], waits: set[str]
) -> None:
    trial = served(county)
    with county.on(SERVED_OUT):
        trial.by("add_evidence", **evidence(**bearing))
        with pytest.raises(Unmet) as refused:
            conclude(trial)
        assert ADDED in missing(refused.value)
        notified(trial)
        second = {key: trial.hearing("" if key == "unit" else key) for key in ("unit", "principal")}
        assert {key for key, row in second.items() if row.round == 2} == waits
        assert {row.supplementary for row in second.values() if row.round == 2} == {True}
        assert second["principal"].due_on == date(2026, 3, 17)
        with pytest.raises(Unmet) as refused:
            conclude(trial)
        assert HEARD in missing(refused.value)
    with county.on("2026-03-18"):
        conclude(trial)


@pytest.mark.clause("5.0", "6.1")
def test_no_transfer_rests_on_evidence_that_came_after_the_findings_and_was_told_to_nobody(county: County) -> None:
    trial = concluded(county)
    with county.on(SERVED_OUT):
        trial.by("add_evidence", **evidence())
        with pytest.raises(Unmet) as refused:
            trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        assert list(missing(refused.value)) == [ADDED]
        trial.by("exclude_evidence", evidence=trial.evidence[-1], reason="不作依据")
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))


@pytest.mark.clause("5.0")
def test_a_notice_lists_evidence_by_title_and_by_kind_only_where_an_informant_would_be_known(county: County) -> None:
    trial = examined(county)
    trial.by("add_evidence", **evidence(title="赵某的举报信", shown="kind", kind="证人证言"))
    trial.by("serve")
    view = hearing_view(actor=county.bureau_a.principal, ref=trial.hearing("principal").ref)
    assert view.evidence == ("《灾情报告》（X应急〔2026〕2号）", "证人证言（为保护提供人，不列名称）")
    page = str(hearing_paper(actor=county.bureau_a.principal, ref=trial.hearing("principal").ref).blocks)
    assert "灾情报告" in page and "赵某" not in page


@pytest.mark.clause("5.0")
@pytest.mark.parametrize("gap", ["party", "bearing_reason"])
def test_that_somebody_need_not_be_told_is_said_of_whom_and_why(county: County, gap: str) -> None:
    trial = examined(county)
    said = {"bearing": "handed_in", "party": "unit", "bearing_reason": "随说明提交"}
    with pytest.raises(Invalid) as refused:
        trial.by("add_evidence", **evidence(**{**said, gap: ""}))
    assert list(refused.value.fields) == [gap]


@pytest.mark.clause("5.0")
def test_what_is_new_in_a_second_round_is_marked_and_the_newest_round_stands_first(county: County) -> None:
    trial = served(county)
    trial.by("add_facts", facts=["三月仍未开工。"])
    trial.by("add_evidence", **evidence())
    trial.by("serve")
    rows = inquiry_view(actor=county.inspector, ref=trial.ref, tab="hearing").content
    assert [row.round for row in rows] == [2, 2, 1, 1]
    assert rows[0].new == {"三月仍未开工。", "现场核查记录（核查〔2026〕1号）"}
    assert rows[-1].new == frozenset()


@pytest.mark.clause("5.0")
def test_nothing_is_found_before_the_period_is_over_or_everybody_spoke(county: County) -> None:
    trial = served(county)
    with county.on("2026-03-09"), pytest.raises(Unmet) as refused:
        conclude(trial)
    assert HEARD in missing(refused.value)
    assert "2 个对象" in missing(refused.value)[HEARD].finding
    with county.on("2026-03-10"):
        conclude(trial)
    assert trial.row.state == "concluded"


@pytest.mark.clause("5.0")
def test_a_statement_of_the_unit_does_not_stand_for_that_of_the_person(county: County) -> None:
    trial = served(county)
    said(trial)
    do(
        county.inspector,
        "hearing.answer",
        ref=trial.hearing().ref,
        adopted="no",
        reasons="征地去年已完成。",
        **FREE,
    )
    with pytest.raises(Unmet) as refused:
        conclude(trial)
    assert "1 个对象" in missing(refused.value)[HEARD].finding


@pytest.mark.clause("5.0")
def test_each_statement_is_answered_with_reasons_before_anything_is_found(county: County) -> None:
    trial = served(county, persons=())
    ref = trial.hearing().ref
    said(trial, who="principal")
    with pytest.raises(Unmet) as refused:
        conclude(trial)
    assert list(missing(refused.value)) == [ANSWERED]
    do(county.inspector, "hearing.answer", ref=ref, adopted="partly", reasons="部分地块属实。", **FREE)
    row = Statement.objects.get(hearing__ref=ref)
    assert (row.adopted, row.reasons) == ("partly", "部分地块属实。")
    conclude(trial)


@pytest.mark.clause("5.0")
def test_a_waiver_counts_in_writing_and_in_person_only(county: County) -> None:
    trial = served(county)
    own = trial.hearing("principal").ref
    with pytest.raises(Invalid):
        do(county.bureau_a.principal, "hearing.waive", ref=own, file=None)
    with pytest.raises((NotPermitted, NotFound)):
        do(county.bureau_a.deputy, "hearing.waive", ref=own, file=PAPER)
    with pytest.raises(NotPermitted):
        do(county.bureau_a.liaison, "hearing.waive", ref=trial.hearing().ref, file=PAPER)
    do(county.bureau_a.principal, "hearing.waive", ref=own, file=PAPER)
    with pytest.raises(Unmet) as refused:
        do(county.bureau_a.principal, "hearing.waive", ref=trial.hearing().ref, file=PAPER)
    assert [one.field for one in missing(refused.value).values()] == ["meeting"]
    do(county.bureau_a.principal, "hearing.waive", ref=trial.hearing().ref, file=PAPER, meeting="局党组第5次会议")
    with pytest.raises(Unmet) as refused:
        conclude(trial)
    assert "2 份放弃说明的原件没有人看过" in missing(refused.value)[SEEN].finding
    for ref in (own, trial.hearing().ref):
        do(county.clerk, "hearing.check_waiver", ref=ref, valid="yes", **FREE)
    conclude(trial)
    assert trial.row.state == "concluded"


@pytest.mark.clause("5.0")
def test_a_waiver_that_is_none_is_void_and_the_period_goes_on(county: County) -> None:
    trial = served(county)
    own = trial.hearing("principal").ref
    do(county.bureau_a.principal, "hearing.waive", ref=own, file=PAPER)
    do(county.clerk, "hearing.check_waiver", ref=own, valid="no", **FREE)
    row = trial.hearing("principal")
    assert (row.state, row.waived_on, row.due_on) == ("served", None, DUE)
    assert row.pk in {one.object_id for one in trial.owed("hearing.state")}


@pytest.mark.clause("5.0", "6.3")
def test_a_file_that_waits_for_a_second_look_holds_the_transfer(county: County) -> None:
    trial = concluded(county)
    file = Attachment.objects.filter(case=trial.row.case).order_by("-pk")[0]
    Attachment.objects.filter(pk=file.pk).update(state="waiting")
    with county.on(SERVED_OUT), pytest.raises(Unmet) as refused:
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
    assert file.name in missing(refused.value)[SEEN].finding


# the unit's word


@pytest.mark.clause("5.0")
def test_a_statement_of_the_unit_counts_once_its_principal_confirmed_it(county: County) -> None:
    trial = served(county, persons=("deputy",))
    said(trial)
    assert trial.hearing().state == "unconfirmed"
    assert [row.role for row in trial.owed("hearing.confirm")] == ["PRINCIPAL"]
    with pytest.raises((NotPermitted, NotFound)):
        do(county.bureau_a.liaison, "hearing.confirm", ref=trial.hearing().ref, verdict="confirm", reason="")
    do(county.bureau_a.principal, "hearing.confirm", ref=trial.hearing().ref, verdict="confirm", reason="")
    row = Statement.objects.get(hearing=trial.hearing())
    assert (trial.hearing().state, trial.hearing().unanswered, row.confirmed_by) == (
        "stated", 1, county.bureau_a.principal.name,
    )  # fmt: skip


@pytest.mark.clause("5.0")
def test_a_statement_that_the_principal_hands_back_is_none_and_the_liaison_is_told_why(county: County) -> None:
    trial = served(county, persons=())
    said(trial)
    do(county.bureau_a.principal, "hearing.confirm", ref=trial.hearing().ref, verdict="back", reason="数字不准")
    assert (trial.hearing().state, trial.hearing().stated) == ("served", 0)
    assert any("数字不准" in text for text in trial.told(unit_id=county.units["bureau_a"]))


@pytest.mark.clause("5.0")
def test_what_the_principal_hands_in_needs_no_other_confirmation(county: County) -> None:
    trial = served(county, persons=())
    said(trial, who="principal")
    assert trial.hearing().state == "stated"


@pytest.mark.clause("5.0")
def test_an_unconfirmed_statement_does_not_keep_the_period_from_passing(county: County) -> None:
    trial = served(county, persons=())
    said(trial)
    with county.on(SERVED_OUT):
        conclude(trial)
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
    assert trial.owed("hearing.confirm") == []
    rows = inquiry_view(actor=county.inspector, ref=trial.ref, tab="hearing").content
    assert [one.voice for row in rows for one in row.statements] == ["未经主要领导确认"]


@pytest.mark.clause("5.0")
def test_where_the_principal_is_named_the_unit_names_the_meeting_and_he_states_apart(county: County) -> None:
    trial = served(county)
    with pytest.raises(Unmet) as refused:
        do(county.bureau_a.liaison, "hearing.state", ref=trial.hearing().ref, text="征地未完成。", meeting="")
    assert [one.field for one in missing(refused.value).values()] == ["meeting"]
    said(trial)
    assert trial.hearing().state == "stated"
    assert trial.hearing("principal").state == "served"
    with pytest.raises(Unmet) as refused:
        conclude(trial)
    assert "1 个对象" in missing(refused.value)[HEARD].finding


@pytest.mark.clause("5.0")
def test_a_late_statement_is_taken_until_the_proposal_is_submitted(county: County) -> None:
    trial = concluded(county)
    ref = trial.hearing("principal").ref
    with county.on("2026-03-11"):
        do(county.bureau_a.principal, "hearing.state", ref=ref, text="迟交的说明。")
        assert Statement.objects.get(hearing__ref=ref).late
        with pytest.raises(Unmet) as refused:
            trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        assert ANSWERED in missing(refused.value)
        do(county.inspector, "hearing.answer", ref=ref, adopted="no", reasons="没有新事实。", **FREE)
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        with pytest.raises(Unmet) as refused:
            do(county.bureau_a.principal, "hearing.state", ref=ref, text="再说明。")
        assert "移交意见还没有提交" in missing(refused.value)


@pytest.mark.clause("5.0")
def test_a_period_that_passes_makes_nobody_late(county: County) -> None:
    trial = served(county)
    with county.on(SERVED_OUT):
        sweep()
    assert trial.owed("hearing.state") == []
    assert any("说明期已满" in text for text in trial.told(person_id=county.persons["inspector"]))


# outages


@pytest.mark.clause("5.0")
def test_an_outage_makes_the_period_longer_by_the_working_days_it_took(county: County) -> None:
    trial = served(county)
    with county.on("2026-03-06"):
        down(county, "2026-03-04 10:00", "2026-03-05 11:00")
    assert trial.hearing().due_on == trial.hearing("principal").due_on == date(2026, 3, 11)
    assert {row.due_on for row in trial.owed("hearing.state")} == {date(2026, 3, 11)}
    with county.on("2026-03-10"), pytest.raises(Unmet):
        conclude(trial)


@pytest.mark.clause("5.0")
def test_an_outage_on_days_off_or_of_another_unit_changes_nothing(county: County) -> None:
    trial = served(county)
    with county.on("2026-03-09"):
        down(county, "2026-03-07 10:00", "2026-03-08 11:00")
        down(county, "2026-03-04 10:00", "2026-03-04 11:00", unit=str(county.units["town_b"]))
    assert trial.hearing().due_on == DUE


@pytest.mark.clause("5.0")
def test_an_outage_of_the_units_own_way_in_counts_for_that_unit(county: County) -> None:
    trial = served(county)
    with county.on("2026-03-05"):
        down(county, "2026-03-04 10:00", "2026-03-04 11:00", unit=str(county.units["bureau_a"]))
    assert trial.hearing().due_on == date(2026, 3, 10)


def test_an_outage_that_ends_before_it_begins_or_in_the_future_is_refused(county: County) -> None:
    for start, end in (("2026-03-02 08:00", "2026-03-01 08:00"), ("2026-03-02 08:00", "2026-03-05 08:00")):
        with pytest.raises(Invalid) as refused:
            down(county, start, end)
        assert "ends_at" in refused.value.fields


def down(county: County, start: str, end: str, unit: str = "") -> None:
    """The administrator registers an outage."""
    moments = [datetime.fromisoformat(text).replace(tzinfo=clock.BEIJING) for text in (start, end)]
    do(
        county.registrar,
        "outage.register",
        starts_at=moments[0],
        ends_at=moments[1],
        reason="机房断电",
        unit=unit,
    )


# no aggravation


@pytest.mark.clause("5.0")
@pytest.mark.parametrize("what", ["fact", "item", "person"])
def test_whatever_is_added_after_the_notice_asks_for_a_new_notice_and_a_new_period(
    county: County, what: str
) -> None:
    trial = served(county)
    with county.on(SERVED_OUT):
        if what == "fact":
            trial.by("add_facts", facts=["三月仍未开工。"])
        elif what == "item":
            trial.by("add_consequences", **consequence())
            trial.by("add_other", **_other())
        else:
            named(trial, "deputy")
        with pytest.raises(Unmet) as refused:
            conclude(trial)
        assert {ADDED, "单位和每一被列明人员都已分别告知"} & set(missing(refused.value))
        notified(trial)
        with pytest.raises(Unmet) as refused:
            conclude(trial)
        assert HEARD in missing(refused.value)
    with county.on("2026-03-18"):
        conclude(trial)
    assert trial.row.state == "concluded"


def _other() -> dict[str, object]:
    from tests.accountability.steps import other

    return other()


@pytest.mark.clause("5.0")
def test_what_was_said_to_an_earlier_notice_does_not_answer_a_heavier_one(county: County) -> None:
    trial = served(county, persons=())
    said(trial, who="principal")
    do(county.inspector, "hearing.answer", ref=trial.hearing().ref, adopted="no", reasons="已完成。", **FREE)
    trial.by("add_facts", facts=["还有一笔资金没有拨付。"])
    with pytest.raises(Unmet) as refused:
        conclude(trial)
    assert list(missing(refused.value)) == [ADDED]


@pytest.mark.clause("5.0")
def test_nothing_is_added_once_findings_stand_or_the_transfer_is_on_its_way(county: County) -> None:
    trial = concluded(county)
    with county.on(SERVED_OUT), pytest.raises(WrongState):
        trial.by("add_facts", facts=["又一事实。"])
    trial = proposed(county, "superior")
    with county.on(SERVED_OUT), pytest.raises(WrongState):
        named(trial, "deputy")


@pytest.mark.clause("5.0")
def test_less_than_was_notified_needs_no_new_notice(county: County) -> None:
    trial = served(county)
    with county.on(SERVED_OUT):
        trial.by("drop_fact", fact=str(_facts(trial.ref)[0].pk), reason="说明属实")
        conclude(trial)
    assert trial.row.state == "concluded"


# on paper


@pytest.mark.clause("5.0")
def test_a_statement_on_paper_counts_once_a_second_person_compared_it(county: County) -> None:
    trial = served(county, persons=())
    ref = trial.hearing().ref
    entered = {
        "what": "statement",
        "received_on": date(2026, 3, 3),
        "text": "征地未完成。",
        "scan": PAPER,
        "signed": True,
        **FREE,
    }
    with county.on("2026-03-04"):
        with pytest.raises(Invalid) as unsigned:
            do(county.clerk, "hearing.enter_paper", ref=ref, **{**entered, "signed": False})
        assert list(unsigned.value.fields) == ["signed"]
        do(county.clerk, "hearing.enter_paper", ref=ref, **entered)
        with pytest.raises(Unmet) as refused:
            do(county.clerk, "hearing.compare_paper", ref=ref, same="same", **FREE)
        assert "不由同一人办理" in next(iter(missing(refused.value)))
        with pytest.raises(Unmet) as refused:
            conclude(trial)
        assert ANSWERED in missing(refused.value)
        do(county.checker, "hearing.compare_paper", ref=ref, same="same", **FREE)
    assert trial.hearing().state == "stated"
    assert not Statement.objects.get(hearing__ref=ref).late


@pytest.mark.clause("5.0")
def test_a_paper_that_differs_from_its_original_is_void(county: County) -> None:
    trial = served(county, persons=())
    ref = trial.hearing().ref
    entered = {"what": "waiver", "received_on": date(2026, 3, 2), "scan": PAPER, "signed": True, **FREE}
    do(county.clerk, "hearing.enter_paper", ref=ref, **entered)
    do(county.checker, "hearing.compare_paper", ref=ref, same="differs", **FREE)
    assert (trial.hearing().state, trial.hearing().waived_on) == ("served", None)
    with pytest.raises(Unmet):
        conclude(trial)


@pytest.mark.clause("5.0")
def test_a_candidate_that_nobody_took_up_is_notified_to_nobody(county: County) -> None:
    trial = candidate(county)
    with pytest.raises(WrongState):
        trial.by("serve")


@pytest.mark.clause("5.0")
def test_once_a_transfer_is_proposed_nothing_more_can_be_handed_in_and_no_button_says_so(
    county: County,
) -> None:
    trial = concluded(county)
    principal = county.actor("bureau_a.principal")
    with county.on(SERVED_OUT):
        before = {button.key for button in hearing_view(actor=principal, ref=trial.hearing().ref).buttons}
        trial.by("propose_transfer", **proposal(approver=county.person("secretary")))
        after = {button.key for button in hearing_view(actor=principal, ref=trial.hearing().ref).buttons}
    assert "hearing.state" in before
    assert "hearing.state" not in after

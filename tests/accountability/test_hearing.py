"""The hearing (A24): unit and persons separately, five working days, outages, waiver, late, and no aggravation."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from duban.accountability.models import Hearing, Statement
from duban.accountability.selectors import hearing_view
from duban.jobs.sweep import sweep
from duban.shared import clock
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.accountability.steps import (
    FREE,
    PAPER,
    SERVED_OUT,
    candidate,
    concluded,
    consequence,
    examined,
    findings,
    named,
    proposal,
    proposed,
    served,
)
from tests.personas import County
from tests.story import do, missing

DUE = date(2026, 3, 9)
ADDED = "没有告知以外的更重内容"
HEARD = "都已说明、书面放弃，或者说明期已满"
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
def test_nothing_is_found_before_the_period_is_over_or_everybody_spoke(county: County) -> None:
    trial = served(county)
    with county.on("2026-03-09"), pytest.raises(Unmet) as refused:
        trial.by("conclude", **findings(trial))
    assert HEARD in missing(refused.value)
    assert "2 个对象" in missing(refused.value)[HEARD].finding
    with county.on("2026-03-10"):
        trial.by("conclude", **findings(trial))
    assert trial.row.state == "concluded"


@pytest.mark.clause("5.0")
def test_a_statement_of_the_unit_does_not_stand_for_that_of_the_person(county: County) -> None:
    trial = served(county)
    do(county.bureau_a.liaison, "hearing.state", ref=trial.hearing().ref, text="征地未完成。")
    do(
        county.inspector,
        "hearing.answer",
        ref=trial.hearing().ref,
        adopted="no",
        reasons="征地去年已完成。",
        **FREE,
    )
    with pytest.raises(Unmet) as refused:
        trial.by("conclude", **findings(trial))
    assert "1 个对象" in missing(refused.value)[HEARD].finding


@pytest.mark.clause("5.0")
def test_each_statement_is_answered_with_reasons_before_anything_is_found(county: County) -> None:
    trial = served(county, persons=())
    ref = trial.hearing().ref
    do(county.bureau_a.principal, "hearing.state", ref=ref, text="征地未完成。")
    with pytest.raises(Unmet) as refused:
        trial.by("conclude", **findings(trial))
    assert list(missing(refused.value)) == [ANSWERED]
    do(county.inspector, "hearing.answer", ref=ref, adopted="partly", reasons="部分地块属实。", **FREE)
    row = Statement.objects.get(hearing__ref=ref)
    assert (row.adopted, row.reasons) == ("partly", "部分地块属实。")
    trial.by("conclude", **findings(trial))


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
    do(county.bureau_a.principal, "hearing.waive", ref=trial.hearing().ref, file=PAPER)
    trial.by("conclude", **findings(trial))
    assert trial.row.state == "concluded"


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
        trial.by("conclude", **findings(trial))


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
            trial.by("conclude", **findings(trial))
        assert {ADDED, "单位和每一被列明人员都已分别告知"} & set(missing(refused.value))
        trial.by("serve")
        with pytest.raises(Unmet) as refused:
            trial.by("conclude", **findings(trial))
        assert HEARD in missing(refused.value)
    with county.on("2026-03-18"):
        trial.by("conclude", **findings(trial))
    assert trial.row.state == "concluded"


def _other() -> dict[str, object]:
    from tests.accountability.steps import other

    return other()


@pytest.mark.clause("5.0")
def test_what_was_said_to_an_earlier_notice_does_not_answer_a_heavier_one(county: County) -> None:
    trial = served(county, persons=())
    do(county.bureau_a.liaison, "hearing.state", ref=trial.hearing().ref, text="征地未完成。")
    do(county.inspector, "hearing.answer", ref=trial.hearing().ref, adopted="no", reasons="已完成。", **FREE)
    trial.by("add_facts", facts=["还有一笔资金没有拨付。"])
    with pytest.raises(Unmet) as refused:
        trial.by("conclude", **findings(trial))
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
        trial.by("conclude", **findings(trial))
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
        **FREE,
    }
    with county.on("2026-03-04"):
        do(county.clerk, "hearing.enter_paper", ref=ref, **entered)
        with pytest.raises(Unmet) as refused:
            do(county.clerk, "hearing.compare_paper", ref=ref, same="same", **FREE)
        assert "不由同一人办理" in next(iter(missing(refused.value)))
        with pytest.raises(Unmet) as refused:
            trial.by("conclude", **findings(trial))
        assert ANSWERED in missing(refused.value)
        do(county.checker, "hearing.compare_paper", ref=ref, same="same", **FREE)
    assert trial.hearing().state == "stated"
    assert not Statement.objects.get(hearing__ref=ref).late


@pytest.mark.clause("5.0")
def test_a_paper_that_differs_from_its_original_is_void(county: County) -> None:
    trial = served(county, persons=())
    ref = trial.hearing().ref
    entered = {"what": "waiver", "received_on": date(2026, 3, 2), "scan": PAPER, **FREE}
    do(county.clerk, "hearing.enter_paper", ref=ref, **entered)
    do(county.checker, "hearing.compare_paper", ref=ref, same="differs", **FREE)
    assert (trial.hearing().state, trial.hearing().waived_on) == ("served", None)
    with pytest.raises(Unmet):
        trial.by("conclude", **findings(trial))


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

"""The run of a year: over everybody, in steps that may be gone on with, and only proposing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.accountability.actions.year.running import go_through
from duban.accountability.models import Verdict, YearResult, YearRun
from duban.accountability.selectors.year.book import open_book
from duban.acts.registry import action_for
from duban.jobs.cli import main
from duban.organisations.actions.people import create_person
from duban.organisations.models import Person
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.errors import Invalid, NotPermitted, Unmet, WrongState
from tests.accountability.steps import accepted, appealed, effective
from tests.accountability.year_steps import (
    APPRAISAL,
    ORG,
    YEAR,
    closed,
    codes,
    confirm,
    matter_of,
    result,
    revoke,
    run,
    superior,
    year_row,
)
from tests.personas import County, appoint
from tests.story import do

MOST_STATEMENTS = 20
BRACKETS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def system(county: County) -> Actor:
    """The worker."""
    return system_actor(county.jurisdiction_id, clock.today())


def started(county: County, year: int = YEAR) -> str:
    """A run that no worker has touched yet."""
    return do(county.actor(APPRAISAL), "yearrun.start", year=year).ref


@pytest.mark.clause("7.2.1", "7.3.1")
def test_a_unit_held_accountable_twice_is_proposed_a_cap(county: County) -> None:
    superior(county, "bureau_a")
    superior(county, "bureau_a")
    superior(county, "bureau_b")
    run(county)
    found = result(county, "bureau_a")
    assert found is not None
    assert [(item["code"], item["value"], item["clause"]) for item in found.results] == [
        ("U_CAP", "二等奖", "7.2.1"), ("U_NO_COLLECTIVE", "", "7.3.1")
    ]  # fmt: skip
    assert codes(county, "bureau_b") == ["U_NO_COLLECTIVE"]


@pytest.mark.clause("7.2.3", "7.2.4", "7.2.5", "7.3.2", "7.1.3")
def test_a_leader_gets_each_limb_with_its_own_item_and_documents(county: County) -> None:
    superior(county, "bureau_a.principal", number="X市纪〔2026〕1号")
    superior(county, "bureau_a.principal", number="X市纪〔2026〕2号")
    run(county)
    found = result(county, "bureau_a.principal")
    assert found is not None
    items = {item["code"]: item for item in found.results}
    assert set(items) == {
        "L_NO_EXCELLENT", "L_BONUS_LOWEST", "L_BONUS_CANCELLED", "L_NO_INDIVIDUAL", "L_ADVISE_ADJUST"
    }  # fmt: skip
    assert (items["L_BONUS_LOWEST"]["item"], items["L_BONUS_CANCELLED"]["item"]) == (
        "年度考核奖金",
        "绩效奖金",
    )
    assert items["L_BONUS_CANCELLED"]["ground"] == "≥2次通报问责"
    assert items["L_BONUS_CANCELLED"]["documents"] == [
        "市纪委监委X市纪〔2026〕1号",
        "市纪委监委X市纪〔2026〕2号",
    ]
    assert (found.title, found.paying_unit_id) == ("自然资源局党组书记、局长", county.units["bureau_a"])


@pytest.mark.clause("7.2.1")
def test_only_those_with_results_get_a_row_and_the_others_are_counted(county: County) -> None:
    superior(county, "bureau_a")
    done = run(county)
    assert YearResult.objects.filter(run=done).count() == done.found == 1
    assert done.done == done.total == done.units + done.people
    assert done.units == 11
    assert done.people > 20


@pytest.mark.clause("7.2.1")
def test_one_decision_of_two_kinds_on_a_unit_takes_no_prize(county: County) -> None:
    superior(county, "bureau_a", "U_SELF_CRITICISM U_CIRCULAR")
    run(county)
    assert codes(county, "bureau_a") == ["U_NO_COLLECTIVE"]
    superior(county, "bureau_a")
    run(county)
    assert codes(county, "bureau_a") == ["U_CAP", "U_NO_COLLECTIVE"]


@pytest.mark.clause("7.2.1")
def test_two_decisions_on_one_matter_count_once_and_new_facts_show_both_counts(county: County) -> None:
    matter = matter_of(county)
    trial = accepted(county, matter=matter)
    effective(county, trial=trial)
    before = trial.row.since - timedelta(days=1)
    superior(county, "bureau_a.principal", matter=matter, on=before, despite_same="yes")
    with county.on("2026-04-21"):
        run(county)
    found = result(county, "bureau_a.principal")
    assert found is not None
    [item] = [one for one in found.results if one["code"] == "L_NO_EXCELLENT"]
    assert len(item["rulings"]) == 1
    assert "L_BONUS_CANCELLED" not in codes(county, "bureau_a.principal")
    assert "只计一次为1次，分别计算为2次" in json.dumps(found.explanation, ensure_ascii=False)


@pytest.mark.clause("7.2.3", "6.4")
def test_a_revoked_decision_never_counted_and_is_shown_as_left_out(county: County) -> None:
    superior(county, "bureau_a")
    ref = superior(county, "bureau_a")
    revoke(county, ref, date(2026, 4, 1))
    run(county)
    found = result(county, "bureau_a")
    assert found is not None
    assert codes(county, "bureau_a") == ["U_NO_COLLECTIVE"]
    left = found.explanation["left"]
    assert [one["ref"] for one in left] == [ref]
    assert left[0]["why"].startswith("已撤销（2026-04-01）")


@pytest.mark.clause("6.4", "7.2.3")
def test_a_result_under_appeal_is_provisional(county: County) -> None:
    appealed(county)
    with county.on("2026-04-21"):
        run(county)
        found = result(county, "bureau_a.principal")
    assert found is not None
    assert found.provisional
    assert "NOTE_PROVISIONAL" in codes(county, "bureau_a.principal")


@pytest.mark.clause("7.2.1")
def test_what_is_stored_explains_itself(county: County) -> None:
    superior(county, "bureau_a", number="X市纪〔2026〕9号")
    done = run(county)
    found = result(county, "bureau_a")
    assert found is not None
    tree = found.explanation["trees"]["U_NO_COLLECTIVE"]
    assert tree["reasons"][0]["clause"] == "7.3.1"
    assert tree["reasons"][0]["outcome"] == "met"
    assert "X市纪〔2026〕9号" in tree["reasons"][0]["finding"]
    assert found.explanation["events"][tree["behind"][0]]["document"] == "市纪委监委X市纪〔2026〕9号"
    assert found.pack_hash == done.pack_hash == result(county, "bureau_a").run.pack_hash  # type: ignore[union-attr]


@pytest.mark.clause("7.2.1")
def test_a_new_run_replaces_the_proposals_and_the_old_ones_stay(county: County) -> None:
    superior(county, "bureau_a")
    first = run(county)
    row = result(county, "bureau_a")
    assert row is not None
    do(county.actor(APPRAISAL), "yearresult.disagree", ref=row.ref, code="U_NO_COLLECTIVE", reason="事实有误")
    confirm(county, APPRAISAL)
    superior(county, "bureau_a")
    second = run(county)
    assert year_row().run_id == second.pk
    assert year_row().state == "proposed"
    assert codes(county, "bureau_a") == ["U_CAP", "U_NO_COLLECTIVE"]
    old = YearResult.objects.get(run=first, unit_id=county.units["bureau_a"])
    assert [item["code"] for item in old.results] == ["U_NO_COLLECTIVE"]
    assert Verdict.objects.filter(run=second).count() == 0
    with pytest.raises(WrongState, match="已有新的测算"):
        do(county.actor(APPRAISAL), "yearresult.agree", ref=old.ref, code="U_NO_COLLECTIVE")


def test_a_run_that_stopped_half_way_is_gone_on_with_where_it_stood(county: County) -> None:
    superior(county, "bureau_a")
    ref = started(county)
    action_for("yearrun.advance")(actor=system(county), ref=ref, size=10)
    half = YearRun.objects.get(ref=ref)
    assert (half.state, half.done, half.finished_at) == ("working", 10, None)
    assert year_row().run_id is None
    go_through(jurisdiction_id=county.jurisdiction_id, ref=ref)
    whole = YearRun.objects.get(ref=ref)
    assert (whole.state, whole.done) == ("done", whole.total)
    assert YearResult.objects.filter(run=whole).count() == whole.found == 1


def test_a_run_that_is_done_is_not_done_again(county: County) -> None:
    superior(county, "bureau_a")
    done = run(county)
    go_through(jurisdiction_id=county.jurisdiction_id, ref=done.ref)
    assert YearResult.objects.count() == 1
    with pytest.raises(WrongState):
        action_for("yearrun.advance")(actor=system(county), ref=done.ref)


def test_a_run_under_which_the_roster_changed_says_so_and_a_new_one_may_begin(county: County) -> None:
    superior(county, "bureau_a")
    ref = started(county)
    action_for("yearrun.advance")(actor=system(county), ref=ref, size=10)
    ref_of = create_person(actor=county.registrar, name="新某子", rank=900, personnel_category="公务员").ref
    person = str(Person.objects.get(ref=ref_of).pk)
    appoint(actor=county.registrar, person=person, role="deputy", title="副局长",
            starts_on=date(2026, 1, 1), unit=str(county.units["bureau_a"]))  # fmt: skip
    go_through(jurisdiction_id=county.jurisdiction_id, ref=ref)
    broken = YearRun.objects.get(ref=ref)
    assert broken.state == "failed"
    assert "变动" in broken.fault
    assert run(county).state == "done"


def test_a_run_that_broke_off_may_be_resumed(county: County) -> None:
    ref = started(county)
    action_for("yearrun.fail")(actor=system(county), ref=ref, fault="磁盘已满")
    do(county.actor(APPRAISAL), "yearrun.resume", ref=ref)
    go_through(jurisdiction_id=county.jurisdiction_id, ref=ref)
    assert YearRun.objects.get(ref=ref).state == "done"


def test_two_runs_of_a_year_do_not_run_at_once(county: County) -> None:
    started(county)
    with pytest.raises(Invalid, match="正在测算"):
        started(county)


@pytest.mark.parametrize(
    "who", ["inspector", "cdi.deputy", ORG, "bureau_a.principal", "secretary", "registrar"]
)
def test_only_the_appraisal_office_starts_a_run(county: County, who: str) -> None:
    with pytest.raises(NotPermitted):
        do(county.actor(who), "yearrun.start", year=YEAR)


@pytest.mark.parametrize("year", [1999, 2027, 20260, "二〇二六", 2026.5])
def test_a_year_that_cannot_be_is_refused(county: County, year: Any) -> None:
    with pytest.raises((Invalid, ValueError)):
        do(county.actor(APPRAISAL), "yearrun.start", year=year)


@pytest.mark.clause("7.2.1")
def test_a_closed_year_is_not_run_again(county: County) -> None:
    superior(county, "bureau_a")
    closed(county)
    with pytest.raises(Unmet) as refused:
        started(county)
    assert "已于2027-01-11结账" in refused.value.decision.missing[0].finding


def test_a_step_costs_the_same_statements_whatever_the_number_of_rows(county: County) -> None:
    effective(county)
    for subject in ("bureau_a", "bureau_b", "town_a", "bureau_b.principal", "town_b.deputy"):
        superior(county, subject)
    with county.on("2026-04-20"):
        ref = started(county)
        book = open_book(county.jurisdiction_id, 2026)
        with CaptureQueriesContext(connection) as captured:
            action_for("yearrun.advance")(actor=system(county), ref=ref, book=book)
    assert len([one for one in captured if not one["sql"].startswith(BRACKETS)]) <= MOST_STATEMENTS
    assert YearRun.objects.get(ref=ref).found == 6


def test_the_command_runs_a_year_and_says_what_it_found(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    superior(county, "bureau_a")
    assert main(["year-end", "run", "--year", "2026", "--json", "--jurisdiction", "xx"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["found"], told["done"]) == ("done", 1, told["total"])
    assert told["counts"] == [
        {"subject": "unit", "code": "U_NO_COLLECTIVE", "cite": "七（三）", "label": "取消先进集体参评资格", "count": 1}
    ]  # fmt: skip
    assert main(["year-end", "status", "--year", "2026", "--jurisdiction", "xx"]) == 0
    assert "有结果1" in capsys.readouterr().out


def test_the_command_tells_what_keeps_it_from_running(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["year-end", "status", "--year", "2025", "--jurisdiction", "xx"]) == 1
    assert "还没有测算" in capsys.readouterr().err
    assert (
        main(["year-end", "run", "--year", "2026", "--by", county.inspector.name, "--jurisdiction", "xx"])
        == 1
    )
    assert "须由考核主管部门" in capsys.readouterr().err

"""代报 and 更正: a report by telephone or on paper counts from its day; what is wrong is put right while it is not rated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duban.acts.models import Obligation
from duban.insight.selectors.case_file.case import case_view
from duban.proceedings.models import Report
from duban.shared.errors import Invalid, NotPermitted, Unmet
from tests.personas import County
from tests.story import Story, do, missing, reported, underway

DUE = date(2026, 4, 1)
"""When the first report of the matter falls due."""


def telephoned(story: Story, given_on: date, **given: Any) -> None:
    """The inspector enters what the liaison said on a day."""
    values = {"how": "电话", "said_by": "钱某（联络员）", "progress": "完成沟槽开挖三百米。", "value": Decimal(2), **given}
    do(story.inspector, "matter.report_for", ref=story.matter, given_on=given_on, **values)


def last(story: Story) -> Report:
    """The last report that the office has."""
    return Report.objects.filter(case__ref=story.case, stage="submitted").latest("pk")


@pytest.mark.clause("3.1.8")
def test_it_counts_from_the_day_on_which_it_was_given_and_not_from_that_on_which_it_was_entered(county: County) -> None:
    story = underway(county)
    assert [duty.due_on for duty in story.owed("matter.report")] == [DUE]
    with county.on("2026-04-07"):
        telephoned(story, date(2026, 3, 31))
    row = last(story)
    assert (row.late, row.due_on, row.given_on, row.said_by) == (False, DUE, date(2026, 3, 31), "钱某（联络员）")
    settled = Obligation.objects.get(case__ref=story.case, act="matter.report", outcome="done")
    assert not settled.late
    assert story.row.value == Decimal(2) and story.owed("matter.rate")
    assert "电话报送第1期进展，钱某（联络员） 03-31报来（按期）" in story.history(internal=False)[-1].sentence


@pytest.mark.clause("3.1.8")
def test_what_was_given_late_is_late(county: County) -> None:
    story = underway(county)
    with county.on("2026-04-07"):
        telephoned(story, date(2026, 4, 3))
    assert last(story).late and Obligation.objects.get(case__ref=story.case, act="matter.report", outcome="done").late


@pytest.mark.clause("3.1.8")
@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 4, 8)])
def test_no_day_before_the_matter_or_after_today(county: County, day: date) -> None:
    story = underway(county)
    with county.on("2026-04-07"), pytest.raises(Invalid) as wrong:
        telephoned(story, day)
    assert "given_on" in wrong.value.fields


@pytest.mark.clause("3.1.8")
def test_the_unit_is_told_and_may_object_for_three_working_days(county: County) -> None:
    story = underway(county)
    with county.on("2026-03-20"):
        telephoned(story, date(2026, 3, 20))
    assert any("有异议的，03-25以前提出" in told for told in story.told(unit_id=story.unit.unit.id))
    with county.on("2026-03-25"):
        do(story.unit.liaison, "matter.object_report", ref=story.matter, text="说的是三公里。")
        assert last(story).objection == "说的是三公里。"
        assert any("说的是三公里。" in told for told in story.told(person_id=story.inspector.person_id))
        with pytest.raises(Unmet) as refused:
            do(story.unit.liaison, "matter.object_report", ref=story.matter, text="再说一次。")
    assert "还没有提出过" in missing(refused.value)


@pytest.mark.clause("3.1.8")
def test_after_the_term_and_to_a_report_of_its_own_nobody_objects(county: County) -> None:
    story = underway(county)
    with county.on("2026-03-20"):
        telephoned(story, date(2026, 3, 20))
    with county.on("2026-03-26"), pytest.raises(Unmet):
        do(story.unit.liaison, "matter.object_report", ref=story.matter, text="说的是三公里。")
    own = underway(county, title="另一件重点工作的管护")
    reported(own, value=Decimal(2))
    with pytest.raises(Unmet):
        do(own.unit.liaison, "matter.object_report", ref=own.matter, text="自己报的。")


@pytest.mark.clause("1.2")
def test_only_the_office_enters_for_a_unit(county: County) -> None:
    story = underway(county)
    with pytest.raises(NotPermitted):
        given = {"how": "电话", "said_by": "钱某", "given_on": date(2026, 3, 10), "progress": "完成三公里。"}
        do(story.unit.liaison, "matter.report_for", ref=story.matter, **given)


@pytest.mark.clause("3.1.8", "4.4")
def test_a_report_is_corrected_with_a_reason_and_stays_as_timely_as_it_was(county: County) -> None:
    story = underway(county)
    reported(story, value=Decimal(5))
    with county.on("2026-04-07"):
        given = {"progress": "完成三公里。", "value": Decimal(3), "reason": "看错一位。"}
        do(story.unit.liaison, "matter.correct_report", ref=story.matter, **given)
    row = last(story)
    assert (row.period, row.late, row.value, row.correction) == (1, False, Decimal(3), "看错一位。")
    assert story.row.value == Decimal(3), "what fell back is what stands"
    assert Report.objects.filter(case__ref=story.case, stage="corrected").get().value == Decimal(5)
    tab: Any = case_view(actor=story.inspector, ref=story.case, tab="feedback").content
    assert [(one.correction, one.corrected) for one in tab.reports] == [("看错一位。", False), ("", True)]
    assert len(story.owed("matter.rate")) == 1


@pytest.mark.clause("4.4")
def test_what_is_rated_or_not_changed_is_not_corrected(county: County) -> None:
    story = underway(county)
    reported(story, value=Decimal(5))
    same = {"progress": last(story).progress, "value": Decimal(5)}
    with pytest.raises(Invalid, match="没有改动"):
        do(story.unit.liaison, "matter.correct_report", ref=story.matter, reason="没有。", **same)
    do(story.inspector, "matter.rate", ref=story.matter, value="正常推进", reason="现场调度有效。")
    with pytest.raises(Unmet) as refused:
        do(story.unit.liaison, "matter.correct_report", ref=story.matter, reason="看错。", progress="另一份。")
    assert list(missing(refused.value)) == ["还没有评价"]


@pytest.mark.clause("1.2")
def test_where_the_principal_lets_reports_out_the_principal_corrects_them(county: County) -> None:
    story = underway(county)
    do(story.unit.liaison, "flow.set", steps=["confirm"])
    reported(story, value=Decimal(5))
    do(story.unit.principal, "matter.confirm_report", ref=story.matter, verdict="pass")
    given = {"progress": "完成三公里。", "value": Decimal(3), "reason": "看错一位。"}
    with pytest.raises(Unmet) as refused:
        do(story.unit.liaison, "matter.correct_report", ref=story.matter, **given)
    assert list(missing(refused.value)) == ["由单位流程的末一环节更正"]
    do(story.unit.principal, "matter.correct_report", ref=story.matter, **given)
    assert last(story).value == Decimal(3)

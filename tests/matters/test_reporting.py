"""Reports, their way through the unit, ratings and lights: reported, rated and verified are three facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.audit.models import Entry
from duban.demo.sweeping import sweep_county
from duban.insight.selectors.act_page.of_matter import rating_suggested
from duban.insight.selectors.case_file.case import case_view
from duban.matters.actions.reports import flow
from duban.matters.models import Milestone, UnitFlow
from duban.matters.selectors import MatterFilter, list_matters
from duban.mechanism.key_work.lights import Light
from duban.proceedings.models import InnerStep, Part, Rating, Report
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet
from tests.personas import County
from tests.story import REPORT, Story, assigned, do, issued_letter, missing, reported, stands_at, underway


def light(story: Story) -> Light:
    """The light of the matter today, as a list shows it."""
    row = list_matters(actor=story.county.secretary, where=MatterFilter()).rows[0]
    chosen = list_matters(actor=story.county.secretary, where=MatterFilter(light=row.light.value))
    assert chosen.total == 1
    return row.light


def last(story: Story) -> Report:
    """The last report of the case."""
    return Report.objects.filter(case=story.row.case).order_by("-pk")[0]


@pytest.mark.clause("4.3")
def test_a_report_moves_progress_and_the_next_one_falls_due_a_cycle_later(county: County) -> None:
    story = underway(county)
    assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 4, 1)]
    with county.on("2026-03-30"):
        done = reported(story, value=Decimal("3.5"), problems="征地未完")
    assert "甲镇按期报送第1期进展" in done.sentence
    assert "累计建成管网3.5公里" in done.sentence
    row = story.row
    assert (row.progress, row.value, row.problems, row.reported_on) == (
        REPORT,
        Decimal("3.5"),
        "征地未完",
        date(2026, 3, 30),
    )
    assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 5, 6)]
    assert [duty.label for duty in story.owed("matter.rate")] == ["评价第1期进展"]


def test_no_change_repeats_the_last_report_and_needs_one(county: County) -> None:
    story = underway(county)
    with pytest.raises(Invalid, match="第一次报送") as refused:
        do(county.town_a.liaison, "matter.report", ref=story.matter, no_change=True)
    assert list(refused.value.fields) == ["no_change"]
    with pytest.raises(Invalid, match="请填写进展"):
        reported(story, progress="  ")
    reported(story, value=Decimal(3), problems="征地未完", needs="请财政局协调")
    with county.on("2026-04-20"):
        done = do(county.town_a.liaison, "matter.report", ref=story.matter, no_change=True)
    assert "（本期无新进展）" in done.sentence
    row = last(story)
    assert (row.period, row.progress, row.value, row.problems, row.needs) == (
        2,
        REPORT,
        Decimal(3),
        "征地未完",
        "请财政局协调",
    )
    assert row.no_change


def test_a_total_does_not_shrink_without_a_word(county: County) -> None:
    story = underway(county)
    reported(story, value=Decimal(3))
    with pytest.raises(Invalid) as refused:
        reported(story, value=Decimal(2))
    assert list(refused.value.fields) == ["value"]
    reported(story, value=Decimal(2), explanation="复测后核减1公里。")
    assert story.row.value == Decimal(2)


@pytest.mark.clause("4.3")
def test_a_total_beyond_the_target_asks_for_a_word_and_a_point_that_fell_back_is_open_again(county: County) -> None:
    story = underway(county)
    with pytest.raises(Invalid) as refused:
        reported(story, value=Decimal(300))
    assert "累计完成 300 超过目标 12" in refused.value.fields["value"]
    reported(story, value=Decimal(13), explanation="新增一处支管。")
    assert all(point.reached_on for point in Milestone.objects.all())
    reported(story, value=Decimal(3), explanation="上期误报，更正。")
    assert not any(point.reached_on for point in Milestone.objects.all())
    assert last(story).explanation == "上期误报，更正。"


# 退回补报


@pytest.mark.clause("3.1.8", "4.3")
def test_a_report_that_came_in_time_stays_in_time_when_it_is_handed_back_and_supplemented(county: County) -> None:
    story = underway(county)
    with county.on("2026-03-30"):
        reported(story)
    with county.on("2026-04-02"):
        with pytest.raises((NotPermitted, NotFound)):
            do(county.town_a.principal, "matter.return_report", ref=story.matter, missing="缺数字")
        done = do(story.inspector, "matter.return_report", ref=story.matter, missing="没有累计完成的数字。")
        assert "退回甲镇第1期进展，请于04-07前补报：没有累计完成的数字。" in done.sentence
        assert [duty.due_on for duty in story.owed("matter.supplement")] == [date(2026, 4, 7)]
        assert story.owed("matter.rate") == []
        with pytest.raises(Unmet) as refused:
            reported(story)
        assert list(missing(refused.value)) == ["没有待补报的报告"]
        with pytest.raises(Unmet):
            do(story.inspector, "matter.return_report", ref=story.matter, missing="再退一次")
    with county.on("2026-04-03"):
        given = {"progress": REPORT, "value": Decimal(3)}
        done = do(county.town_a.liaison, "matter.supplement", ref=story.matter, **given)
    assert "甲镇补报第1期进展" in done.sentence
    first, second = Report.objects.order_by("pk")
    assert (first.stage, second.stage) == (Report.Stage.RETURNED, Report.Stage.SUBMITTED)
    assert (second.period, second.due_on, second.late) == (1, date(2026, 4, 1), False)
    assert (story.row.value, story.owed("matter.supplement")) == (Decimal(3), [])
    assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 5, 6)]
    assert [duty.label for duty in story.owed("matter.rate")] == ["评价第1期进展"]
    with pytest.raises(Unmet) as refused:
        do(county.town_a.liaison, "matter.supplement", ref=story.matter, **given)
    assert list(missing(refused.value)) == ["有退回补报的报告"]


@pytest.mark.clause("3.1.8", "4.4")
def test_a_report_is_handed_back_within_three_working_days_and_before_it_is_rated(county: County) -> None:
    story = underway(county)
    with pytest.raises(Unmet) as refused:
        do(story.inspector, "matter.return_report", ref=story.matter, missing="缺数字")
    assert "有已报送的进展" in missing(refused.value)
    with county.on("2026-03-30"):
        reported(story)
    with county.on("2026-04-03"), pytest.raises(Unmet) as refused:
        do(story.inspector, "matter.return_report", ref=story.matter, missing="缺数字")
    assert list(missing(refused.value)) == ["在退回期限以内"]
    with county.on("2026-03-31"):
        do(story.inspector, "matter.rate", ref=story.matter, value=rating_suggested(county.jurisdiction_id, story.matter))
        with pytest.raises(Unmet) as refused:
            do(story.inspector, "matter.return_report", ref=story.matter, missing="缺数字")
    assert list(missing(refused.value)) == ["还没有评价"]


@pytest.mark.clause("1.2", "3.1.8")
def test_a_supplement_takes_the_steps_that_the_unit_has_set(county: County) -> None:
    story = underway(county)
    with county.on("2026-03-30"):
        reported(story)
        do(story.inspector, "matter.return_report", ref=story.matter, missing="缺数字")
        flow.set_flow(actor=county.town_a.liaison, steps=["review"])
        do(county.town_a.liaison, "matter.supplement", ref=story.matter, progress="补齐。", value=Decimal(1))
        assert len(story.owed("matter.supplement")) == 1
        do(county.town_a.deputy, "matter.vet_report", ref=story.matter, verdict="pass")
    assert story.owed("matter.supplement") == []
    assert (last(story).stage, last(story).due_on, story.row.progress) == (
        Report.Stage.SUBMITTED, date(2026, 4, 1), "补齐。"
    )  # fmt: skip


@pytest.mark.clause("4.3")
def test_points_are_reached_by_figures_or_by_naming_them(county: County) -> None:
    points = [
        {"title": "完成招标", "due_on": date(2026, 4, 15), "target": None},
        {"title": "累计建成6公里", "due_on": date(2026, 6, 15), "target": Decimal(6)},
    ]
    story = underway(county, plan={"milestones": points})
    bids, half = Milestone.objects.order_by("due_on")
    with county.on("2026-04-01"):
        reported(story, value=Decimal(1), reached=[str(bids.pk)])
    with county.on("2026-05-06"):
        reported(story, value=Decimal(6))
    reached = Milestone.objects.order_by("due_on").values_list("reached_on", flat=True)
    assert list(reached) == [date(2026, 4, 1), date(2026, 5, 6)]
    with pytest.raises(Invalid, match="现在没有可选的"):
        reported(story, reached=[str(half.pk + 1000)])


@pytest.mark.clause("4.2")
def test_a_late_report_is_late_by_server_time_and_caught_up_work_is_yellow_never_green(
    county: County,
) -> None:
    story = underway(county)
    assert light(story) is Light.GREEN
    with county.on("2026-03-31"):
        assert light(story) is Light.YELLOW
    with county.on("2026-04-02", 0):
        assert light(story) is Light.RED
        done = reported(story)
    assert "甲镇逾期报送第1期进展" in done.sentence
    assert last(story).late
    with county.on("2026-04-10"):
        assert light(story) is Light.YELLOW
        assert story.row.caught_up
    for day in ("2026-04-29", "2026-05-29"):
        with county.on(day):
            assert "按期" in reported(story).sentence
    with county.on("2026-05-30"):
        assert light(story) is Light.GREEN


@pytest.mark.clause("4.2")
def test_the_last_minute_of_the_day_is_still_in_time(county: County) -> None:
    story = underway(county)
    with county.on("2026-04-01", 23, 59):
        assert "按期" in reported(story).sentence
    assert not last(story).late


@pytest.mark.clause("4.4")
def test_the_office_rates_with_one_of_the_three_values_and_says_why_it_differs(county: County) -> None:
    story = underway(county)
    with county.on("2026-06-22"):
        reported(story, value=Decimal(1))
        assert rating_suggested(county.jurisdiction_id, story.matter) == "进展滞后"
        with pytest.raises(Invalid) as refused:
            do(story.inspector, "matter.rate", ref=story.matter, value="优秀")
        assert list(refused.value.fields) == ["value"]
        with pytest.raises(Invalid) as refused:
            do(story.inspector, "matter.rate", ref=story.matter, value="正常推进")
        assert list(refused.value.fields) == ["reason"]
        assert "数据建议“进展滞后”" in refused.value.message
        done = do(story.inspector, "matter.rate", ref=story.matter, value="正常推进", reason="汛期停工", problems="进度慢",
                  suggestions="每周调度")  # fmt: skip
        assert "把进展评价为“正常推进”（数据建议“进展滞后”，理由：汛期停工）" in done.sentence
    row = Rating.objects.get()
    assert (row.value, row.suggested, row.reason, row.report_id) == (
        "正常推进",
        "进展滞后",
        "汛期停工",
        last(story).pk,
    )
    assert (story.row.rating_index, story.row.suggestions, story.owed("matter.rate")) == (1, "每周调度", [])


@pytest.mark.clause("4.4", "4.2")
def test_a_lagging_rating_makes_the_light_red(county: County) -> None:
    story = underway(county)
    reported(story, value=Decimal(1))
    do(story.inspector, "matter.rate", ref=story.matter, value="进展滞后", reason="实物量不足")
    assert light(story) is Light.RED
    do(story.inspector, "matter.rate", ref=story.matter, value="正常推进", reason="已补上")
    assert light(story) is not Light.RED


@pytest.mark.clause("4.4")
@pytest.mark.parametrize("who", ["town_a.liaison", "gov_inspector", "checker", "secretary", "cdi.deputy"])
def test_only_an_inspector_of_the_acting_office_rates(county: County, who: str) -> None:
    story = underway(county)
    with pytest.raises((NotPermitted, NotFound)):
        do(county.actor(who), "matter.rate", ref=story.matter, value="较好推进")
    assert not Rating.objects.exists()


@pytest.mark.clause("4.3")
def test_the_unit_reads_its_rating_but_not_the_suggestions_to_the_leaders(county: County) -> None:
    story = underway(county)
    reported(story, value=Decimal(1))
    do(story.inspector, "matter.rate", ref=story.matter, value="较好推进", suggestions="建议约谈其主要领导")
    inside = case_view(actor=county.secretary, ref=story.case)
    outside = case_view(actor=county.town_a.liaison, ref=story.case)
    assert (inside.content.suggestions, outside.content.suggestions) == ("建议约谈其主要领导", "")
    assert (inside.row.rating, outside.row.rating) == ("较好推进", "较好推进")


@pytest.mark.clause("1.2")
def test_a_report_takes_the_steps_that_the_unit_has_set(county: County) -> None:
    story = underway(county)
    flow.set_flow(actor=county.town_a.principal, steps=["review", "confirm"])
    done = reported(story)
    assert "内部拟稿，待审核" in done.sentence
    assert (story.row.progress, len(story.owed("matter.report"))) == ("", 1)
    with pytest.raises(Unmet) as refused:
        reported(story)
    assert list(missing(refused.value)) == ["上一份报告已在单位内部办完"]
    with pytest.raises(NotPermitted):
        do(county.town_a.liaison, "matter.vet_report", ref=story.matter, verdict="pass")
    do(county.town_a.deputy, "matter.vet_report", ref=story.matter, verdict="pass")
    assert last(story).stage == Report.Stage.CONFIRM
    assert story.owed("matter.confirm_report", unit_id=county.town_a.unit_id)
    with county.on("2026-04-03"):
        do(county.town_a.mayor, "matter.confirm_report", ref=story.matter, verdict="pass")
    row = last(story)
    assert (row.stage, row.late, story.row.progress) == (Report.Stage.SUBMITTED, True, REPORT)
    shown = [line.sentence for line in story.history(internal=False)]
    assert not [sentence for sentence in shown if "内部拟稿" in sentence]


@pytest.mark.clause("1.2")
def test_a_report_sent_back_inside_the_unit_is_made_anew(county: County) -> None:
    story = underway(county)
    flow.set_flow(actor=county.town_a.liaison, steps=["review"])
    reported(story)
    do(county.town_a.deputy, "matter.vet_report", ref=story.matter, verdict="back", opinion="数字不实")
    assert story.row.progress == ""
    reported(story, progress="重新核实。")
    do(county.town_a.deputy, "matter.vet_report", ref=story.matter, verdict="pass")
    assert (last(story).period, story.row.progress) == (1, "重新核实。")
    with pytest.raises(Unmet) as refused:
        do(county.town_a.deputy, "matter.vet_report", ref=story.matter, verdict="pass")
    assert list(missing(refused.value)) == ["有待审核的报告"]


@pytest.mark.clause("1.2")
def test_a_unit_sets_its_steps_once_and_changes_them_afterwards(county: County) -> None:
    done = flow.set_flow(actor=county.town_a.liaison, steps=["confirm"])
    assert "经办填报 → 主要领导确认 → 报送" in done.sentence
    with pytest.raises(Unmet) as refused:
        flow.set_flow(actor=county.town_a.deputy, steps=[])
    assert list(missing(refused.value)) == ["本单位没有设定过流程"]
    with pytest.raises(NotFound):
        flow.change_flow(actor=county.town_b.liaison, ref=done.ref, steps=[])
    flow.change_flow(actor=county.town_a.deputy, ref=done.ref, steps=[])
    assert UnitFlow.objects.get().confirm is False
    story = underway(county)
    reported(story)
    assert last(story).stage == Report.Stage.SUBMITTED


@pytest.mark.clause("1.2")
def test_steps_inside_the_unit_are_seen_by_the_unit_only(county: County) -> None:
    story = assigned(county)
    do(county.town_a.liaison, "matter.receive", ref=story.matter)
    do(county.town_a.liaison, "matter.inner_step", ref=story.matter, step="收文", opinion="送主要领导阅示")
    do(county.town_a.principal, "matter.inner_step", ref=story.matter, step="批示", opinion="请副镇长牵头")
    do(county.town_a.deputy, "matter.inner_step", ref=story.matter, step="承办", opinion="请办理",
       to_person=county.person("town_a.liaison"))  # fmt: skip
    assert story.row.handler_id == county.persons["town_a.liaison"]
    assert any("转您承办" in text for text in story.told(person_id=county.persons["town_a.liaison"]))
    assert list(InnerStep.objects.order_by("pk").values_list("step", flat=True)) == ["收文", "批示", "承办"]
    inner = case_view(actor=county.town_a.mayor, ref=story.case, tab="history").content.inner
    assert [row.opinion for row in inner] == ["送主要领导阅示", "请副镇长牵头", "请办理"]
    for who in ("cdi.deputy", "inspector"):
        assert not case_view(actor=county.actor(who), ref=story.case, tab="history").content.inner


@pytest.mark.clause("3.0")
def test_the_lead_unit_collects_the_parts_and_a_dispute_is_visible(county: County) -> None:
    story = underway(county, plan={"assist_units": [county.bureau_a.id, county.bureau_b.id]})
    do(county.bureau_a.liaison, "matter.contribute", ref=story.matter, text="用地已批。")
    with pytest.raises(Invalid) as refused:
        do(county.bureau_b.liaison, "matter.contribute", ref=story.matter, text="无", disputed=True)
    assert list(refused.value.fields) == ["dispute"]
    do(
        county.bureau_b.liaison,
        "matter.contribute",
        ref=story.matter,
        text="无",
        disputed=True,
        dispute="应由镇里负责",
    )
    assert Part.objects.filter(disputed=True).get().unit_id == county.bureau_b.unit_id
    assert "自然资源局报送协办情况" in story.told(unit_id=county.town_a.unit_id)[-2]
    for who in ("town_a.liaison", "bureau_a.liaison", "secretary"):
        parts = case_view(actor=county.actor(who), ref=story.case, tab="feedback").content.parts
        assert [part.dispute for part in parts if part.disputed] == ["应由镇里负责"]
    assert "不同意见：应由镇里负责" in story.history()[-1].sentence
    with pytest.raises((NotPermitted, NotFound)):
        do(county.bureau_a.liaison, "matter.report", ref=story.matter, progress="代报")
    with pytest.raises(NotFound):
        do(county.bureau_c.liaison, "matter.contribute", ref=story.matter, text="不相干")


@pytest.mark.clause("3.1.8")
def test_the_sweep_tells_near_due_and_late_once_each(county: County) -> None:
    story = underway(county)
    heard = []
    for day in ("2026-03-20", "2026-03-27", "2026-03-30", "2026-04-01", "2026-04-02", "2026-04-03"):
        with county.on(day):
            before = story.told(unit_id=county.town_a.unit_id)
            sweep_county(county.jurisdiction_id)
            again = Entry.objects.count()
            assert sweep_county(county.jurisdiction_id) == 0
            assert Entry.objects.count() == again
            heard.append([text for text in story.told(unit_id=county.town_a.unit_id) if text not in before])
    assert [len(texts) for texts in heard] == [0, 1, 0, 1, 1, 0]
    assert ["将于" in heard[1][0], "今天到期" in heard[3][0], "已逾期" in heard[4][0]] == [True] * 3
    assert any("责任单位未办" in text for text in story.told(person_id=county.persons["inspector"]))


@pytest.mark.clause("3.1.8")
def test_a_cycle_that_was_missed_stays_owed_beside_the_next_one(county: County) -> None:
    story = underway(county)
    with county.on("2026-05-20"):
        sweep_county(county.jurisdiction_id)
        days = [duty.due_on for duty in story.owed("matter.report")]
        assert (len(days), days[0]) == (2, date(2026, 4, 1))
        assert sweep_county(county.jurisdiction_id) == 0
        assert reported(story).sentence.startswith("甲镇逾期报送")
        assert len(story.owed("matter.report")) == 1


@pytest.mark.clause("3.1.8")
def test_a_report_made_early_is_an_extra_one_and_leaves_the_day_as_it_is(county: County) -> None:
    story = underway(county)
    for day in ("2026-03-02", "2026-03-24"):
        with county.on(day):
            assert "甲镇另行报送" in reported(story).sentence
            assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 4, 1)]
    with county.on("2026-03-25"):
        assert "甲镇按期报送第3期进展" in reported(story).sentence
        assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 5, 6)]
        assert "甲镇另行报送第4期进展" in reported(story).sentence
        assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 5, 6)]
    assert [row.due_on for row in Report.objects.order_by("pk")] == [None, None, date(2026, 4, 1), None]


@pytest.mark.clause("3.1.8")
def test_the_last_report_is_due_on_the_limit_and_none_after_it_until_the_limit_is_extended(county: County) -> None:
    story = underway(county, plan={"due_on": date(2026, 4, 20), "milestones": []})
    with county.on("2026-04-01"):
        reported(story)
        assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 4, 20)]
    with county.on("2026-04-20"):
        do(county.town_a.liaison, "matter.request_extension", ref=story.matter, new_due=date(2026, 5, 15), reason="汛期")
        reported(story)
        assert story.owed("matter.report") == []
        do(story.head, "matter.decide_extension", ref=story.matter, verdict="grant", opinion="同意")
        assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 5, 15)]
    with county.on("2026-06-30"):
        sweep_county(county.jurisdiction_id)
        assert [duty.due_on for duty in story.owed("matter.report")] == [date(2026, 5, 15)]


def test_one_report_owed_at_a_time_where_none_was_missed(county: County) -> None:
    story = underway(county)
    for day in ("2026-03-16", "2026-03-23"):
        with county.on(day):
            reported(story)
            assert len(story.owed("matter.report")) == 1


@pytest.mark.clause("3.1.1")
def test_a_finding_needs_a_reason_and_a_behaviour_that_the_notice_names(county: County) -> None:
    story = underway(county)
    with pytest.raises(Invalid) as wrong:
        do(story.inspector, "matter.record_fact", ref=story.matter, fact="slow", reason=" ")
    assert list(wrong.value.fields) == ["reason"]
    with pytest.raises(Invalid, match="请从.*慢作为.*中选") as wrong:
        do(
            story.inspector,
            "matter.record_fact",
            ref=story.matter,
            fact="slow",
            reason="没动",
            behaviour="懒",
        )
    assert list(wrong.value.fields) == ["behaviour"]
    do(
        story.inspector,
        "matter.record_fact",
        ref=story.matter,
        fact="slow",
        reason="没动",
        behaviour="慢作为",
    )
    assert story.history()[-1].internal
    assert not [row for row in story.history(internal=False) if "认定" in row.sentence]


# fewer reports where it goes well


def _rated(story: Story, day: str, value: str) -> None:
    """One report on a day, and its rating."""
    with story.county.on(day):
        reported(story, f"{day}的进展。", value=stands_at(story))
        do(story.inspector, "matter.rate", ref=story.matter, value=value, reason="按现场情况。")


@pytest.mark.clause("3.0")
def test_the_cycle_of_a_matter_is_longer_after_two_good_ratings_and_as_before_after_another(county: County) -> None:
    story = underway(county)
    cycle, days = story.row.cycle_days or 0, list[date]()
    for value in ("较好推进", "较好推进", "正常推进", "正常推进"):
        due = story.owed("matter.report")[0].due_on
        assert due is not None
        days.append(due)
        _rated(story, due.isoformat(), value)
    gaps = [(later - sooner).days for sooner, later in zip(days, days[1:], strict=False)]
    assert gaps[0] < cycle + 8 and gaps[1] < cycle + 8
    assert 2 * cycle <= gaps[2] < 2 * cycle + 8


@pytest.mark.clause("3.1.8")
def test_the_cycle_of_a_letter_stays_as_its_document_says(county: County) -> None:
    story = underway(county)
    for day in ("2026-03-20", "2026-03-24"):
        _rated(story, day, "较好推进")
    issued_letter(story)
    assert story.row.good_ratings == 2
    first = story.owed("matter.report")[0].due_on
    assert first is not None and (first - date(2026, 3, 10)).days <= 25

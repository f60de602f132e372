"""暂缓 and 恢复 of a letter (A96): agreed by its leader or one above, in writing; nothing is late, discharged or lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.acts.models import Obligation
from duban.demo.sweeping import sweep_county
from duban.insight.selectors.act_page.before_form import open_act
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.taken_out.exports import register_table
from duban.insight.selectors.work_desk.desk import desk
from duban.matters.facts import read_basis, stored_facts
from duban.measures.facts import ladder_facts
from duban.measures.models import Pause
from duban.measures.papers import paper_of
from duban.measures.selectors import RegisterFilter, register
from duban.mechanism.key_work.lights import Light
from duban.mechanism.ladder.gates import effect_judgeable, interview_gate
from duban.mechanism.lifecycles import ACTS
from duban.organisations.actions.units import merge_unit
from duban.rulebook.selectors import pack_of_case
from duban.shared import clock
from duban.shared.errors import NotFound, NotPermitted, Unmet
from duban.web.presenting.case import case_page
from tests.personas import County
from tests.story import LIMIT, Story, do, issued_letter, missing, planned, received, stands_at, underway

UNTIL = date(2026, 4, 7)
WHY = "设计变更正在报市级主管部门审查"


def lettered(county: County, **given: Any) -> tuple[Story, str]:
    """A letter that the unit has signed for: plan and report are owed."""
    story = underway(county)
    ref = issued_letter(story, **given)
    received(story, "letter", ref)
    return story, ref


def asked(story: Story, ref: str, until: date = UNTIL) -> None:
    do(story.inspector, "letter.propose_pause", ref=ref, until=until, reason=WHY)


def paused(county: County, until: date = UNTIL, **given: Any) -> tuple[Story, str]:
    """A letter that stands still."""
    story, ref = lettered(county, **given)
    asked(story, ref, until)
    do(county.standing, "letter.pause", ref=ref, verdict="agree", opinion="同意")
    return story, ref


def refused(county: County, ref: str) -> Any:
    """What keeps the form of a pause from being of any use."""
    return open_act(actor=county.inspector, key="letter.propose_pause", ref=ref).refused


def stands(story: Story, act: str) -> list[str]:
    """How the duties under an act stand."""
    rows = Obligation.objects.filter(case__ref=story.case, act=act).order_by("pk")
    return [row.outcome for row in rows]


def light(story: Story) -> Light:
    return case_view(actor=story.inspector, ref=story.case).row.light


# who, when, how it is told


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize(("who", "may"), [("standing", True), ("secretary", True), ("vice2", False), ("office_head", False)])
def test_the_leader_who_agreed_to_the_letter_decides_or_one_above(county: County, who: str, may: bool) -> None:
    story, ref = lettered(county)
    asked(story, ref)
    if may:
        do(county.actor(who), "letter.pause", ref=ref, verdict="agree")
        assert story.measure(ref).state == "paused"
    else:
        with pytest.raises((Unmet, NotPermitted, NotFound)):
            do(county.actor(who), "letter.pause", ref=ref, verdict="agree")
        assert story.measure(ref).state == "rectifying"


@pytest.mark.clause("3.1.6")
def test_a_letter_is_not_paused_once_its_limit_has_passed_nor_to_a_day_that_is_over(county: County) -> None:
    story, ref = lettered(county)
    asked(story, ref, date(2026, 5, 20))
    with county.on("2026-05-06"):
        with pytest.raises(Unmet) as refused:
            do(county.standing, "letter.pause", ref=ref, verdict="agree")
        assert list(missing(refused.value)) == ["整改时限未过"]
        do(county.standing, "letter.pause", ref=ref, verdict="refuse", opinion="时限已过")
        with pytest.raises(Unmet) as again:
            asked(story, ref, date(2026, 5, 6))
    assert list(missing(again.value)) == ["整改时限未过", "自行恢复的日期在今天以后"]


@pytest.mark.clause("3.1.6")
def test_a_pause_has_a_reasonable_end(county: County) -> None:
    story, ref = lettered(county)
    with pytest.raises(Unmet) as refused:
        asked(story, ref, date(2099, 1, 1))
    assert list(missing(refused.value)) == ["一次暂缓不超过 90 天"]
    assert "最迟可至 2026-05-31" in str(refused.value.decision)
    asked(story, ref, date(2026, 5, 31))


@pytest.mark.clause("3.3.8")
def test_a_listing_and_an_interview_are_never_paused() -> None:
    assert {act.kind for act in ACTS.values() if act.label in ("提请暂缓", "决定暂缓")} == {"letter"}


def test_what_waits_for_a_decision_is_not_asked_for_twice(county: County) -> None:
    story, ref = lettered(county)
    asked(story, ref)
    with pytest.raises(Unmet) as refused:
        asked(story, ref)
    assert list(missing(refused.value)) == ["没有待决定的暂缓"]
    do(county.standing, "letter.pause", ref=ref, verdict="refuse", opinion="抓紧整改")
    assert (story.measure(ref).state, Pause.objects.get().state) == ("rectifying", "refused")
    with pytest.raises(Unmet) as refused:
        do(county.standing, "letter.pause", ref=ref, verdict="agree")
    assert list(missing(refused.value)) == ["有待决定的暂缓"]


@pytest.mark.clause("3.1.4", "3.1.5")
def test_unit_and_copied_bodies_are_told_in_writing(county: County) -> None:
    story, ref = paused(county)
    paper = paper_of(story.measure(ref), "pause_notice")
    words = "".join(str(block) for block in paper.blocks)
    assert paper.kind == "pause_notice" and "2026年4月7日自行恢复" in words
    assert WHY in words and "整改时限仍为2026年4月30日" in words
    told = [text for text in story.told() if "暂缓至 2026-04-07" in text]
    assert len(told) == 3 and "办函〔2026〕1号" in told[0]
    view = case_view(actor=story.unit.liaison, ref=story.case)
    assert any("暂缓" in line for step in view.steps for line in step.lines)


def test_what_waits_for_a_decision_falls_when_the_unit_reports_that_all_is_done(county: County) -> None:
    story, ref = lettered(county)
    planned(story, "letter", ref)
    asked(story, ref)
    do(story.unit.liaison, "letter.apply", ref=ref, text="全部完成", value=stands_at(story))
    assert (story.owed("letter.pause"), Pause.objects.get().state) == ([], "fallen")


# neither late nor discharged, and no gate


@pytest.mark.clause("3.1.7", "3.1.8")
def test_a_paused_duty_is_neither_late_nor_discharged(county: County) -> None:
    story, ref = paused(county)
    assert (stands(story, "letter.confirm_plan"), story.owed("letter.confirm_plan")) == (["paused"], [])
    with county.on("2026-04-01"):
        sweep_county(county.jurisdiction_id)
        assert light(story) is not Light.RED
        pack = pack_of_case(county.jurisdiction_id, story.row.case.pack_hash, clock.today())
        facts = stored_facts(story.row, read_basis(story.row), pack, clock.today())
        assert [fact.text for fact in facts if "方案" in fact.text or "督办函" in fact.text] == []
        assert not any("方案" in text and "逾期" in text for text in story.told())
        with pytest.raises(Exception, match="已暂缓"):
            do(story.unit.liaison, "letter.plan", ref=ref, text="方案", committed_on=date(2026, 4, 20))


@pytest.mark.clause("3.2.3", "3.3.1")
def test_nobody_fills_in_a_pause_for_a_letter_whose_limit_has_passed_or_that_waits_for_an_answer(
    county: County,
) -> None:
    story, ref = lettered(county)
    assert refused(county, ref) is None
    asked(story, ref)
    assert list(missing(refused(county, ref))) == ["没有待决定的暂缓"]
    with county.on("2026-06-20"):
        assert "整改时限未过" in missing(refused(county, ref))


def test_a_paused_letter_opens_no_gate_though_its_limit_passes_meanwhile(county: County) -> None:
    story, ref = paused(county, date(2026, 5, 20))
    with county.on("2026-05-12"):
        pack = pack_of_case(county.jurisdiction_id, story.row.case.pack_hash, clock.today())
        known = ladder_facts(story.row, pack, clock.today())
        gate = interview_gate(known, "意见", "理由", pack, clock.today())
        assert "已到期未销" not in "".join(reason.finding for reason in gate.reasons)
        assert not effect_judgeable(known.measures, clock.today()).allowed
    with county.on("2026-05-20"):
        sweep_county(county.jurisdiction_id)
        known = ladder_facts(story.row, pack, clock.today())
        gate = interview_gate(known, "意见", "理由", pack, clock.today())
        assert f"{story.measure(ref).number}已到期未销" in "".join(reason.finding for reason in gate.reasons)


# it ends


@pytest.mark.clause("3.1.8")
def test_it_ends_of_itself_on_the_day_named_and_each_duty_has_the_days_that_it_had(county: County) -> None:
    story, ref = lettered(county)
    (plan,) = story.owed("letter.confirm_plan")
    asked(story, ref)
    do(county.standing, "letter.pause", ref=ref, verdict="agree")
    with county.on("2026-04-06"):
        sweep_county(county.jurisdiction_id)
        assert story.measure(ref).state == "paused"
    with county.on("2026-04-07"):
        sweep_county(county.jurisdiction_id)
        assert story.measure(ref).state == "rectifying"
        (again,) = story.owed("letter.confirm_plan")
        assert plan.due_on and again.due_on and (again.due_on - plan.due_on).days >= (UNTIL - date(2026, 3, 2)).days
        assert (again.pk, again.late) == (plan.pk, False)
        own, of_letter = story.owed("matter.report")
        assert (own.due_on, own.clause) == (date(2026, 4, 1), "3.0"), "what key work itself asks for went on"
        assert of_letter.due_on and of_letter.due_on >= UNTIL
        sweep_county(county.jurisdiction_id)
        assert Pause.objects.get().days == (UNTIL - date(2026, 3, 2)).days


@pytest.mark.clause("3.1.6", "3.1.8")
def test_the_office_lets_it_go_on_before_that_day_and_the_limit_moves_only_by_an_extension(county: County) -> None:
    story, ref = paused(county)
    later = date(2026, 5, 29)
    do(story.unit.liaison, "letter.request_extension", ref=ref, new_due=later, reason="暂缓多日")
    with pytest.raises((NotPermitted, NotFound)):
        do(story.unit.liaison, "letter.resume", ref=ref, reason="可以施工了")
    with county.on("2026-03-12"):
        do(story.inspector, "letter.resume", ref=ref, reason="批复已下达")
        measure = story.measure(ref)
        assert (measure.state, measure.deadline) == ("rectifying", LIMIT)
        assert measure.pauses == "2026-03-02至2026-03-12暂缓10天"
        do(county.standing, "letter.decide_extension", ref=ref, verdict="grant", opinion="同意")
        measure = story.measure(ref)
        assert (measure.deadline, measure.original_deadline) == (later, LIMIT)
        assert len(story.owed("letter.confirm_plan")) == 1


@pytest.mark.clause("3.1.8")
@pytest.mark.parametrize(("until", "days"), [("2026-04-27", [LIMIT]), ("2026-05-12", [])])
def test_no_report_of_the_letter_is_owed_after_its_limit(county: County, until: str, days: list[date]) -> None:
    story, _ = paused(county, date.fromisoformat(until))
    with county.on(until):
        sweep_county(county.jurisdiction_id)
        assert [row.due_on for row in story.owed("matter.report") if row.clause == "3.1.8"] == days


def test_several_pauses_all_stand_beside_the_limit(county: County) -> None:
    story, ref = paused(county)
    with county.on("2026-03-12"):
        do(story.inspector, "letter.resume", ref=ref, reason="批复已下达")
        asked(story, ref, date(2026, 3, 20))
        do(county.standing, "letter.pause", ref=ref, verdict="agree")
        words = "2026-03-02至2026-03-12暂缓10天；2026-03-12起暂缓，至2026-03-20自行恢复"
        assert story.measure(ref).pauses == words
        assert "2026年3月20日" in str(paper_of(story.measure(ref), "pause_notice-2").blocks)


# nothing is lost


@pytest.mark.clause("1.2")
def test_a_paused_duty_goes_with_its_unit_into_another(county: County) -> None:
    story, ref = paused(county)
    with county.on("2026-03-10"):
        merge_unit(actor=county.registrar, ref=county.town_a.unit.ref, into=county.town_c.id, merged_on=date(2026, 3, 10))
        units = set(Obligation.objects.filter(case__ref=story.case, outcome="paused").values_list("unit_id", flat=True))
        assert units == {county.town_c.unit_id}
    with county.on("2026-04-07"):
        sweep_county(county.jurisdiction_id)
        (plan,) = story.owed("letter.confirm_plan")
        assert plan.unit_id == county.town_c.unit_id


def test_a_paused_letter_that_is_void_leaves_nothing_behind(county: County) -> None:
    story, ref = paused(county)
    do(story.head, "letter.void", ref=ref, reason="误发")
    assert not Obligation.objects.filter(case__ref=story.case, outcome="paused").exists()
    assert (Pause.objects.get().state, "暂缓" in story.measure(ref).pauses) == ("over", True)
    assert story.owed("matter.report")[0].clause == "3.0"
    with county.on("2026-04-07"):
        sweep_county(county.jurisdiction_id)
        assert story.measure(ref).state == "voided"


def test_a_paused_letter_goes_with_its_matter_to_another_inspector(county: County) -> None:
    story, ref = paused(county)
    do(story.head, "matter.hand_over", ref=story.matter, inspector=str(story.inspector2.person_id), reason="调整分工")
    do(story.inspector2, "letter.resume", ref=ref, reason="批复已下达")
    assert story.measure(ref).state == "rectifying"


# seen


@pytest.mark.clause("4.1", "4.2")
def test_pages_lists_and_exports_say_so_in_words(county: County) -> None:
    story, ref = paused(county)
    view = case_view(actor=story.inspector, ref=story.case)
    held = [todo for todo in view.duties if todo.paused]
    assert held and all("已暂缓" in todo.label and todo.term.on is None for todo in held)
    shown = [row for row in case_page(view)["duties"] if row["chip_label"] == "已暂缓"]
    assert len(shown) == len(held) and not any(row["action"] for row in shown), "nobody is urged to what stands still"
    assert any("已暂缓" in todo.label for todo in desk(actor=story.inspector).waiting)
    (row,) = register(actor=story.inspector, kind="letter", where=RegisterFilter()).page.rows
    assert (row.state_label, row.pauses, row.remaining) == ("已暂缓", "2026-03-02起暂缓，至2026-04-07自行恢复", None)
    table = register_table(actor=story.inspector, kind="letter", where=RegisterFilter())
    assert "2026-03-02起暂缓，至2026-04-07自行恢复" in next(iter(table.rows))

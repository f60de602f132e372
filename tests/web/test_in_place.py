"""Whoever checks, countersigns or confirms reads the paper itself where the button is, and a proposal with all of it."""

from __future__ import annotations

from datetime import date

import pytest

from duban.insight.selectors.work_desk.desk import desk
from duban.mechanism.lifecycles import act_named
from duban.web.presenting.daily.desk import desk_page, in_place
from tests.personas import County
from tests.story import (
    SCAN,
    content,
    do,
    drafted,
    held_interview,
    issued_letter,
    received,
    registered,
    underway,
)
from tests.web.conftest import Browse


def _panel(browse: Browse, who: str, key: str, ref: str) -> str:
    page = browse(who).get(f"/act/{key}/{ref}/", HTTP_HX_REQUEST="true")
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("kind", ["letter", "interview", "listing"])
def test_a_checker_reads_the_whole_paper_in_the_panel(county: County, browse: Browse, kind: str) -> None:
    story = underway(county)
    if kind == "listing":
        held_interview(story)
    stated = content(story, kind)
    ref = drafted(story, kind)
    do(story.inspector, f"{kind}.submit", ref=ref, approver=county.person("secretary"))
    panel = _panel(browse, "checker", f"{kind}.check", ref)
    said = {"letter": "补齐手续", "interview": "一楼会议室", "listing": "两个月零进展"}[kind]
    assert 'class="leaf"' in panel and said in panel and "草稿" in panel
    assert all(str(text) in panel for text in stated.get("matters", []))
    if kind != "letter":
        do(story.checker, f"{kind}.check", ref=ref, opinion="属实")
        assert said in _panel(browse, "gov_head", f"{kind}.countersign", ref)


def test_the_principal_reads_plan_attachment_and_letter_before_confirming(
    county: County, browse: Browse
) -> None:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    do(story.unit.liaison, "letter.plan", ref=ref, text="逐段倒排工期。", committed_on=date(2026, 4, 20), file=[SCAN])
    panel = _panel(browse, "town_a.principal", "letter.confirm_plan", ref)
    assert "逐段倒排工期。" in panel and "附件：批示.pdf" in panel
    assert 'class="leaf"' in panel and story.measure(ref).number in panel


def test_a_proposal_is_approved_with_everything_that_was_proposed(county: County, browse: Browse) -> None:
    story = registered(county)
    bureau = county.bureau_a.unit
    given = {
        "lead_unit": str(county.town_a.unit.id), "assist_units": [str(bureau.id)], "requirement": "八月底前完成主管网。",
        "opinion": "拟请甲镇牵头。", "cycle_days": 20, "due_on": date(2026, 9, 30),
        "milestones": [{"title": "完成招标", "due_on": date(2026, 4, 30), "target": None}],
        "tasks": [{"unit": str(bureau.id), "title": "图纸审查", "due_on": date(2026, 5, 30)}],
    }  # fmt: skip
    assert set(given) == {field.name for field in act_named("matter.propose").fields}
    do(story.inspector, "matter.propose", ref=story.matter, **given)
    panel = _panel(browse, "office_head", "matter.approve", story.matter)
    shown = (
        county.town_a.unit.name, bureau.short_name, "八月底前完成主管网。", "拟请甲镇牵头。", "20 天", "2026-09-30",
        "2026-04-30 完成招标", f"{bureau.short_name} 2026-05-30 前图纸审查",
    )  # fmt: skip
    assert [text for text in shown if text not in panel] == []


def test_these_acts_open_in_place_on_the_desk(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("secretary"))
    rows = [row for group in desk_page(desk(actor=story.checker), "", "")["groups"] for row in group["rows"]]
    assert rows[0]["action"]["panel"]
    assert all(in_place(act_named(key)) for key in ("letter.check", "interview.countersign", "letter.confirm_plan"))

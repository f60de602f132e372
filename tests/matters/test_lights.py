"""What colours a matter: only what its unit has owed since it had it, and nothing once it is reported done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.county.lights import red_matters
from duban.matters.facts import read_basis, stored_facts
from duban.matters.models import Milestone
from duban.matters.selectors import matter_row_light
from duban.mechanism.key_work.lights import Light
from duban.rulebook.selectors import pack_in_force
from tests.personas import County
from tests.story import Story, do, finished, proposed, reported, underway


def light(story: Story) -> Light:
    """The light of the matter today."""
    actor = story.inspector
    return matter_row_light(actor, story.row, actor.on)


def rules(county: County) -> list[tuple[str, str]]:
    """Which rule makes which matter red."""
    return [(row.code, cause.rule.value) for row in red_matters(county.jurisdiction_id) for cause in row.causes]


def quotable(story: Story) -> tuple[str, ...]:
    """What a letter may quote today."""
    row, today = story.row, story.inspector.on
    pack = pack_in_force(row.jurisdiction_id, today)
    return tuple(fact.key for fact in stored_facts(row, read_basis(row), pack, today))


@pytest.mark.clause("4.2")
def test_a_point_that_fell_due_before_the_unit_had_the_matter_is_nothing_it_missed(county: County) -> None:
    points = [{"title": "完成设计", "due_on": date(2026, 3, 4), "target": None}]
    story = proposed(county, plan={"milestones": points})
    with county.on("2026-03-09"):
        do(story.head, "matter.approve", ref=story.matter)
        do(story.inspector, "matter.assign", ref=story.matter)
        do(story.unit.liaison, "matter.receive", ref=story.matter)
        assert light(story) is not Light.RED
        assert rules(county) == []
        assert quotable(story) == ()


@pytest.mark.clause("4.2")
def test_a_point_missed_colours_the_matter_and_its_rule_is_named(county: County) -> None:
    story = underway(county)
    with county.on("2026-06-16"):
        assert light(story) is Light.RED
        assert ("2026-001", "point") in rules(county)
        reported(story, value=Decimal(6))
        assert light(story) is Light.YELLOW
        assert rules(county) == []


@pytest.mark.clause("4.2", "4.4")
def test_every_rule_that_makes_a_matter_red_is_named(county: County) -> None:
    story = underway(county)
    with county.on("2026-03-30"):
        reported(story, value=Decimal(0))
        do(story.inspector, "matter.rate", ref=story.matter, value="进展滞后", reason="没有开工", problems="没有开工")
        assert rules(county) == [("2026-001", "rating")]
    with county.on("2026-10-10"):
        assert {rule for _, rule in rules(county)} == {"rating", "duty", "point", "limit"}


@pytest.mark.clause("3.0", "4.2")
def test_a_matter_reported_done_has_reached_its_points_and_waits_for_the_office_without_a_red_light(
    county: County,
) -> None:
    story = underway(county)
    reported(story, value=Decimal(3))
    with county.on("2026-06-10"):
        do(story.unit.liaison, "matter.apply", ref=story.matter, text="全部建成。", value=Decimal(12))
    with county.on("2026-10-10"):
        assert light(story) is not Light.RED
        assert {row.reached_on for row in Milestone.objects.filter(case_id=story.row.case_id)} == {date(2026, 6, 10)}


@pytest.mark.clause("3.0", "4.2")
def test_a_matter_that_fails_its_verification_owes_its_points_again(county: County) -> None:
    points = [{"title": "通过验收", "due_on": date(2026, 6, 15), "target": None}]
    story = underway(county, plan={"milestones": points})
    with county.on("2026-06-10"):
        do(story.unit.liaison, "matter.apply", ref=story.matter, text="全部建成。", value=Decimal(12))
    with county.on("2026-06-17"):
        assert light(story) is not Light.RED
        do(story.inspector, "matter.verify", ref=story.matter, method="现场", result="fail", text="没有验收。", value=Decimal(0))
        do(story.inspector2, "matter.confirm_verification", ref=story.matter, agree="agree")
        assert light(story) is Light.RED


@pytest.mark.clause("3.0", "4.2")
def test_a_closed_matter_has_no_point_left_and_no_day_of_delay_runs_on(county: County) -> None:
    points = [{"title": "通过验收", "due_on": date(2026, 3, 20), "target": None}]
    story = underway(county, plan={"milestones": points})
    with county.on("2026-03-25"):
        finished(story)
    assert {row.reached_on for row in Milestone.objects.filter(case_id=story.row.case_id)} == {date(2026, 3, 25)}
    with county.on("2026-08-10"):
        assert light(story) is Light.GREY
        state = case_view(actor=story.inspector, ref=story.case).progress
        assert state is not None
        assert (state.overdue_days, state.missed) == (0, ())

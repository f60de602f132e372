"""Past the trial (九): new measures are refused with the clause, what runs goes on, an extension opens the way again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.insight.selectors.act_page.before_form import open_act
from duban.rulebook.selectors import pack_in_force
from duban.shared.errors import Unmet
from tests.personas import County
from tests.rulebook.drafting import extended as extended_by
from tests.story import (
    Story,
    approved,
    closed,
    do,
    drafted,
    found,
    held_interview,
    issued_letter,
    missing,
    numbered,
    planned,
    received,
    reported,
    underway,
)

pytestmark = pytest.mark.clause("9")
OVER = "2027-01-05"
LIMIT: dict[str, Any] = {"deadline": date(2027, 3, 31)}


def extended(county: County, until: date = date(2028, 1, 4)) -> None:
    extended_by(county, until, date.fromisoformat(OVER))


def started(county: County) -> Story:
    return underway(county, plan={"due_on": date(2027, 9, 30)}, due_on=date(2027, 9, 30))


@pytest.mark.parametrize("kind", ["letter", "interview", "listing"])
def test_no_new_measure_is_taken_after_the_last_day(county: County, kind: str) -> None:
    story = started(county)
    if kind == "listing":
        held_interview(story)
    with county.on(OVER):
        with pytest.raises(Unmet) as refused:
            drafted(story, kind, **LIMIT)
        reason = missing(refused.value)["在通知的试行期内"]
        assert (reason.cite, reason.words) == ("九", "试行一年")
        assert "至2027年1月4日，已经届满，没有延期文件" in reason.finding
        assert reason.remedies[0].act == "notice.extend"
        opening = open_act(actor=story.inspector, key=f"{kind}.propose", ref=story.matter)
        assert opening.gate is not None
        assert "在通知的试行期内" in {each.condition for each in opening.gate.missing}


def test_on_the_last_day_a_measure_is_still_taken(county: County) -> None:
    story = started(county)
    with county.on("2027-01-04"):
        assert drafted(story, "letter", **LIMIT)


def test_a_draft_that_was_not_issued_in_time_is_not_issued(county: County) -> None:
    story = started(county)
    with county.on("2027-01-04"):
        ref = approved(story, "letter", **LIMIT)
    with county.on(OVER):
        with pytest.raises(Unmet) as refused:
            numbered(story, "letter", ref)
        assert "在通知的试行期内" in missing(refused.value)
        extended(county)
        assert "印发" in numbered(story, "letter", ref).sentence


def test_what_was_taken_before_runs_on_to_its_end_under_its_version(county: County) -> None:
    story = started(county)
    first = story.row.case.pack_hash
    with county.on("2026-12-28"):
        ref = issued_letter(story, deadline=date(2027, 3, 31))
        received(story, "letter", ref)
    with county.on(OVER):
        planned(story, "letter", ref, committed_on=date(2027, 3, 1))
        reported(story)
        closed(story, "letter", ref)
        do(story.inspector, "matter.rate", ref=story.matter, value="正常推进", reason="已追上序时")
    assert story.measure(ref).state == "closed"
    assert story.row.case.pack_hash == first == pack_in_force(county.jurisdiction_id, date(2026, 3, 2)).hash


def test_key_work_goes_on_being_registered_and_followed(county: County) -> None:
    with county.on("2027-01-08"):
        story = underway(
            county, due_on=date(2027, 9, 30), plan={"due_on": date(2027, 9, 30), "milestones": []}
        )
        found(story, "slow")
        assert story.row.state == "underway"


def test_with_an_extension_new_measures_are_taken_under_the_version_that_it_made(county: County) -> None:
    with county.on(OVER):
        extended(county)
        story = underway(
            county, due_on=date(2027, 9, 30), plan={"due_on": date(2027, 9, 30), "milestones": []}
        )
        ref = issued_letter(story, deadline=date(2027, 3, 31))
        pack = pack_in_force(county.jurisdiction_id, date(2027, 1, 6))
        assert story.row.case.pack_hash == pack.hash
        assert "X委办字〔2027〕1号" in pack.use("effective_to", date(2027, 1, 6)).source
        assert story.measure(ref).state == "issued"
    with county.on("2028-01-05"), pytest.raises(Unmet):
        drafted(story, "letter", **LIMIT)


def test_a_county_that_chose_to_be_warned_only_may_go_on(county: County) -> None:
    from tests.rulebook.drafting import confirmed

    confirmed(county, {"after_expiry": "warn"})
    story = started(county)
    with county.on(OVER):
        assert drafted(story, "letter", **LIMIT)

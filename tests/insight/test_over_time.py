"""A matter over time: the first limit beside the present one, what is late, and nothing that its reader may not see."""

from __future__ import annotations

import json
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.case_file.tab_rows import Stretch
from duban.insight.selectors.over_time.stretches import matters_over_time
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter
from tests.personas import County
from tests.web.conftest import Browse, browse
from tests.web.walk import Walk, underway

__all__ = ["browse"]


def plain(words: str) -> str:
    """Words without the marks of a name of the county's, as a page shows them."""
    return words.translate({ord(mark): None for mark in "‹›"})


@pytest.fixture
def walk(county: County) -> Walk:
    """A matter with a letter that was issued and a draft of an interview."""
    with county.on("2026-03-02"):
        return underway(county).letter_drafted().letter_approving().letter_issued()


def _shown(walk: Walk, who: str, day: str) -> tuple[Stretch, ...]:
    with walk.county.on(day):
        return case_view(actor=walk.county.actor(who), ref=walk.case, tab="time").content.stretches


@pytest.mark.clause("3.1.6")
def test_a_limit_that_was_moved_stands_beside_the_first_one(walk: Walk) -> None:
    Matter.objects.filter(ref=walk.matter).update(due_on=date(2026, 11, 30))
    first = _shown(walk, "inspector", "2026-03-05")[0]
    assert first.limit == date(2026, 11, 30) and first.first_limit is not None and first.first_limit < first.limit


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(("day", "late"), [("2026-04-30", False), ("2026-05-01", True)])
def test_a_measure_is_late_on_the_day_after_its_limit(walk: Walk, day: str, late: bool) -> None:
    measure = next(one for one in _shown(walk, "inspector", day) if one.what == "督办措施")
    assert (measure.limit, measure.late) == (date(2026, 4, 30), late)


def test_a_draft_is_no_stretch_for_anybody(county: County) -> None:
    with county.on("2026-03-02"):
        walk = underway(county).letter_drafted()
    for who in ("inspector", "bureau_a.liaison"):
        assert not [one for one in _shown(walk, who, "2026-03-03") if one.what == "督办措施"]


def test_the_chart_draws_exactly_the_rows_of_its_table(walk: Walk, browse: Browse) -> None:
    with walk.county.on("2026-03-05"):
        page = browse("inspector").get(f"/cases/{walk.case}/", {"tab": "time"}).content.decode()
    drawn = json.loads(unescape(page.split('data-chart="')[1].split('"')[0]))
    assert [one["name"] for one in drawn["spans"]] == [plain(one.label) for one in _shown(walk, "inspector", "2026-03-05")]
    assert all(one["name"] in page.split("<table")[1] for one in drawn["spans"])
    assert "echarts.min.js" in page and "echarts" not in browse("inspector").get(f"/cases/{walk.case}/").content.decode()


@pytest.mark.clause("2.0")
def test_a_list_over_time_has_the_rows_of_the_list_with_their_measures(walk: Walk, browse: Browse) -> None:
    county = walk.county
    with county.on("2026-03-05"):
        for who, count in (("inspector", 1), ("bureau_a.liaison", 1), ("town_b.liaison", 0)):
            found = matters_over_time(actor=county.actor(who), where=MatterFilter())
            assert found.total == count == len(found.rows), who
            assert all(plain(what).startswith("督办函") for row in found.rows for _, what in row.marks if "督函" in plain(what))
        inspector = browse("inspector")
        inspector.get(reverse("matters_time"))
        with CaptureQueriesContext(connection) as one:
            inspector.get(reverse("matters_time"))
        underway(county, "农村公路养护").letter_drafted().letter_approving().letter_issued()
        inspector.get(reverse("matters_time"))
        with CaptureQueriesContext(connection) as two:
            inspector.get(reverse("matters_time"))
    assert len(one) == len(two)

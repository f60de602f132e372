"""日历: the number of each day is its list, whoever looks; days off and worked are the county's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.insight.selectors.over_time.days import days_of, listed, span_of
from duban.insight.selectors.over_time.sorts import SORTS, WhoseDays
from duban.matters.selectors import MatterFilter
from tests.counted import on_calendar
from tests.personas import County
from tests.web.conftest import Browse, browse
from tests.web.walk import registered, underway

__all__ = ["browse"]
DAY = date(2026, 3, 5)


@pytest.fixture
def busy(county: County) -> County:
    """A letter under way, an interview that is to be held, and a matter that was only registered."""
    with county.on("2026-03-02"):
        underway(county, "不动产登记历史遗留问题处理").letter_drafted().letter_approving().letter_issued()
        registered(county, "农村公路养护")
        underway(county, "城区积水点整治").letter_drafted().letter_approving().letter_issued().interview_issued()
    return county


@pytest.mark.clause("3.1.6", "3.2.1")
@pytest.mark.parametrize("who", ["inspector", "secretary", "cdi.deputy", "bureau_a.principal", "town_b.liaison"])
def test_each_number_of_a_day_counts_exactly_the_rows_of_its_list(busy: County, who: str) -> None:
    with busy.on(DAY):
        told = list(on_calendar(busy.actor(who)))
    assert [(what, says, rows) for what, says, rows in told if says != rows] == []


@pytest.mark.clause("3.2.1")
def test_the_month_shows_what_falls_due_the_interview_and_the_limits(busy: County) -> None:
    with busy.on(DAY):
        found = days_of(WhoseDays(busy.inspector), span_of("month", DAY))
        shown = {sort.key for one in found.squares for sort, _ in one.counts}
        later = days_of(WhoseDays(busy.inspector), span_of("month", date(2026, 4, 30)))
        shown |= {sort.key for one in later.squares for sort, _ in one.counts}
        rows = listed(WhoseDays(busy.inspector), found, "interview")
    assert {"due", "deadline", "interview"} <= shown
    assert [row.at for row in rows[0].page.rows] and rows[0].page.rows[0].place == "case"


def test_what_somebody_owes_alone_is_part_of_what_is_seen(busy: County) -> None:
    span = span_of("month", DAY)
    with busy.on(DAY):
        liaison = busy.actor("bureau_a.liaison")
        own, seen = (days_of(WhoseDays(liaison, own=own), span) for own in (True, False))
    due = {one.on: {sort.key: count for sort, count in one.counts}.get("due", 0) for one in seen.squares}
    assert sum(one.total for one in own.squares) > 0
    assert all(one.total <= due[one.on] for one in own.squares)
    assert {sort.key for one in own.squares for sort, _ in one.counts} == {"due"}


def test_days_of_some_matters_have_no_hearings_and_nothing_of_others(busy: County) -> None:
    asked = WhoseDays(busy.inspector, MatterFilter(text="积水"))
    with busy.on(DAY):
        found = days_of(asked, span_of("month", DAY))
        rows = [row for one in listed(asked, found) for row in one.page.rows]
    assert rows and {row.title for row in rows} == {"城区积水点整治"}


def test_a_holiday_bears_its_name_and_a_worked_weekend_is_worked(county: County) -> None:
    with county.on("2026-02-10"):
        squares = {one.on: one for one in days_of(WhoseDays(county.inspector), span_of("month", date(2026, 2, 10))).squares}
    assert squares[date(2026, 2, 17)].holiday == "春节" and squares[date(2026, 2, 17)].worked is False
    assert squares[date(2026, 2, 28)].worked is True


def test_a_year_that_is_not_published_is_said_and_its_days_are_not_guessed(county: County, browse: Browse) -> None:
    found = days_of(WhoseDays(county.inspector), span_of("month", date(2031, 5, 1)))
    assert found.unpublished == (2031,) and {one.worked for one in found.squares} == {None}
    page = browse("inspector").get(reverse("calendar"), {"on": "2031-05-01"}).content.decode()
    assert "2031年的节假日安排还没有录入" in page


def test_statements_do_not_grow_with_what_stands_in_the_days(busy: County, browse: Browse) -> None:
    client = browse("inspector")
    asked = []
    with busy.on(DAY):
        for more in range(2):
            client.get(reverse("calendar"))
            with CaptureQueriesContext(connection) as found:
                client.get(reverse("calendar"), {"view": "week"})
            asked.append(len(found))
            underway(busy, f"农村公路养护{more}")
    assert asked[0] == asked[1]


def test_an_address_with_nonsense_shows_this_month(county: County, browse: Browse) -> None:
    client = browse("inspector")
    for query in ("view=x", "on=2026-02-31", "on=0001-01-01", "on=9999-12-31&view=month", "sort=x", "unit=x' OR 1", "whose=x"):
        assert client.get(f"{reverse('calendar')}?{query}").status_code == 200, query


def test_every_sort_says_what_its_rows_are() -> None:
    assert all(sort.label and sort.means for sort in SORTS)
    assert len({sort.key for sort in SORTS}) == len(SORTS) and replace(SORTS[0]) == SORTS[0]

"""One calendar: a moment is of the county's day, in the clock, in every query and on every page, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.conf import settings
from django.db.models import DateTimeField
from django.db.models.functions import TruncDate
from django.template import Context, Template

from duban.audit.models import Entry
from duban.shared import clock
from tests.personas import County
from tests.story import registered

DAY = date(2026, 4, 30)
EARLY, LATE = datetime(2026, 4, 29, 16, 30, tzinfo=UTC), datetime(2026, 4, 30, 15, 50, tzinfo=UTC)


@pytest.mark.parametrize("moment", [EARLY, LATE])
def test_a_moment_falls_on_the_countys_day(moment: datetime) -> None:
    assert clock.day_of(moment) == DAY
    assert clock.text(moment, "%Y-%m-%d") == "2026-04-30"


def test_hours_are_the_countys_too() -> None:
    assert (clock.time_of(EARLY), clock.time_of(LATE)) == (time(0, 30), time(23, 50))
    assert (clock.text(EARLY, "%m-%d %H:%M"), clock.text(LATE, "%m-%d %H:%M")) == ("04-30 00:30", "04-30 23:50")


def test_a_day_is_its_own_and_begins_at_its_midnight() -> None:
    assert clock.day_of(DAY) == DAY
    assert clock.text(DAY, "%m-%d") == "04-30"
    assert clock.at(DAY) == datetime(2026, 4, 29, 16, tzinfo=UTC)
    assert clock.at(DAY, time(0, 30)) == EARLY


def test_what_is_written_without_a_zone_is_the_countys_time() -> None:
    assert clock.read("2026-04-30T00:30") == clock.read("2026-04-29T16:30+00:00") == EARLY
    with pytest.raises(ValueError):
        clock.read("四月三十日")


@pytest.mark.parametrize(("hour", "minute"), [(0, 30), (7, 30), (23, 50)])
def test_a_query_by_days_finds_what_happened_early_and_late(county: County, hour: int, minute: int) -> None:
    with county.on(DAY, hour, minute):
        registered(county)
    found = Entry.objects.filter(act="matter.register")
    assert found.filter(occurred_at__date=DAY, occurred_at__month=4, occurred_at__day=30).exists()
    assert found.filter(occurred_at__gte=clock.at(DAY), occurred_at__lt=clock.at(date(2026, 5, 1))).exists()
    assert set(found.values_list(TruncDate("occurred_at"), flat=True)) == {DAY}


def test_a_day_is_not_taken_for_a_moment(county: County) -> None:
    with pytest.raises(RuntimeWarning, match="naive"):
        Entry.objects.filter(occurred_at__gte=DAY).exists()
    with pytest.raises(RuntimeWarning, match="naive"):
        DateTimeField().get_prep_value(datetime(2026, 4, 30, 0, 30))  # noqa: DTZ001 - this is what is refused


def test_pages_show_the_countys_day() -> None:
    assert settings.USE_TZ
    assert clock.BEIJING.key == settings.TIME_ZONE
    shown = Template("{{ early|date:'Y-m-d H:i' }} {{ late|date:'j' }} {{ early }}").render(
        Context({"early": EARLY, "late": LATE})
    )
    assert shown == "2026-04-30 00:30 30 2026年4月30日 00:30"

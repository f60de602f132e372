"""The work calendar, and how terms are reckoned by it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.acts.kinds import Bearer
from duban.acts.work import act
from duban.mechanism.dates.workdays import HolidaysNotPublished
from duban.mechanism.people.standing import Role
from duban.rulebook.actions.calendars import amend_calendar, publish_calendar, seed_calendar
from duban.rulebook.models import CalendarYear
from duban.rulebook.selectors import calendar, calendar_years
from duban.shared.errors import Invalid, NotPermitted
from tests.personas import County


def test_the_published_year_knows_holidays_and_days_worked_for_them(county: County) -> None:
    known = calendar(county.jurisdiction_id)
    assert not known.is_workday(date(2026, 10, 1))
    assert known.is_workday(date(2026, 2, 28))
    assert not known.is_workday(date(2026, 3, 7))


def test_a_year_that_is_not_published_is_an_error_that_says_so(county: County) -> None:
    with pytest.raises(HolidaysNotPublished, match="2027年"):
        calendar(county.jurisdiction_id).is_workday(date(2027, 3, 1))


def test_delivered_years_are_entered_once(county: County) -> None:
    assert seed_calendar(actor=county.registrar, years=(2024, 2025)) == [2024]
    assert seed_calendar(actor=county.registrar, years=(2024, 2025)) == []
    assert 2024 in calendar(county.jurisdiction_id).years


def test_the_delivered_calendar_goes_as_far_as_it_knows(county: County) -> None:
    entered = seed_calendar(actor=county.registrar)
    assert entered[0] == 2004
    assert set(entered) | {2025, 2026} == set(range(2004, 2027))


def days(*rows: tuple[date, str]) -> list[dict[str, Any]]:
    return [{"day": day, "worked": worked, "name": "元旦"} for day, worked in rows]


def test_a_new_year_is_entered_by_hand(county: County) -> None:
    publish_calendar(
        actor=county.office_head,
        year=2027,
        source="国办发明电〔2026〕9号",
        days=days((date(2027, 1, 1), "off")),
    )
    assert not calendar(county.jurisdiction_id).is_workday(date(2027, 1, 1))
    assert calendar_years(actor=county.town_a.liaison)[0].off == ((date(2027, 1, 1), "元旦"),)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"year": 2026}, "year"),
        ({"year": 1900}, "year"),
        ({"source": " "}, "source"),
        ({"days": []}, "days"),
        ({"days": days((date(2028, 1, 1), "off"))}, "days"),
        ({"days": days((date(2027, 1, 1), "off"), (date(2027, 1, 1), "off"))}, "days"),
        ({"days": days((date(2027, 1, 4), "work"))}, "days"),
        ({"days": days((date(2027, 1, 4), "maybe"))}, "days"),
    ],
)
def test_a_year_that_cannot_be_is_refused(county: County, given: dict[str, Any], field: str) -> None:
    values = {"year": 2027, "source": "国办", "days": days((date(2027, 1, 1), "off")), **given}
    with pytest.raises(Invalid) as refused:
        publish_calendar(actor=county.registrar, **values)
    assert list(refused.value.fields) == [field]


def test_single_days_are_changed_by_a_later_document(county: County) -> None:
    year = CalendarYear.objects.get(year=2026)
    amend_calendar(
        actor=county.registrar, ref=year.ref, expect=year.version, source="临时通知",
        days=days((date(2026, 10, 1), "work"), (date(2026, 3, 3), "off")),
    )  # fmt: skip
    known = calendar(county.jurisdiction_id)
    assert known.is_workday(date(2026, 10, 1))
    assert not known.is_workday(date(2026, 3, 3))


@pytest.mark.parametrize("who", ["inspector", "secretary", "town_a.principal"])
def test_the_calendar_is_kept_by_heads_and_administrator(county: County, who: str) -> None:
    with pytest.raises(NotPermitted):
        publish_calendar(
            actor=county.actor(who), year=2027, source="国办", days=days((date(2027, 1, 1), "off"))
        )


@pytest.mark.clause("3.1.7", "3.1.8")
@pytest.mark.parametrize(
    ("term", "on", "provisional"),
    [
        (3, date(2026, 3, 5), False),
        ("2", date(2026, 3, 4), False),
        ("plan_due_workdays", date(2026, 3, 9), False),
        ("feedback_interval_days_letter", date(2026, 3, 17), False),
        (300, date(2027, 5, 6), True),
    ],
)
def test_terms_are_reckoned_in_working_days_or_by_parameter(
    county: County, term: int | str, on: date, provisional: bool
) -> None:
    with act(county.registrar, "unit.change", county.town_a.unit.ref) as a:
        owed = a.owe("unit.change", Bearer(Role.LIAISON, county.town_a.unit_id), "报送", "3.1.7", days=term)
    assert (owed.due_on, owed.provisional) == (on, provisional)

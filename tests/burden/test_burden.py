"""减负: every number is the length of its list, whoever reads; what is sampled tells of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
from django.urls import reverse

from duban.burden.actions.filling import note_filling
from duban.burden.models import FillTime
from duban.insight.selectors.burden.extract import burden_table
from duban.insight.selectors.burden.figures import BurdenFilter, burden_counts, burden_rows, known_figures
from duban.insight.selectors.burden.overview import (
    FEWEST,
    Burden,
    burden,
    burden_of_unit,
    filling,
    messages_of,
)
from duban.mechanism.burden.figures import (
    BURDEN_FIGURES,
    asking_acts,
    is_drawn,
    is_sampled,
    kept_minutes,
    spread,
)
from duban.mechanism.lifecycles import act_named
from duban.shared import clock
from duban.shared.errors import NotFound
from tests.personas import TODAY, County
from tests.story import Story, do, issued_letter, planned, received, reported, underway
from tests.web.conftest import Browse

READERS = ("inspector", "office_head", "gov_inspector", "secretary", "bureau_a.liaison", "town_a.principal", "cdi.deputy")


@pytest.fixture
def lived(county: County) -> Story:
    """Reports with and without news, an urging, an extension asked for, and something sent on a Saturday evening."""
    story = underway(county, "bureau_a")
    do(story.inspector, "matter.remind", ref=story.matter, text="请按期报送。")
    reported(story)
    letter = issued_letter(story)
    received(story, "letter", letter)
    planned(story, "letter", letter)
    saturday = TODAY + timedelta(days=12)
    with clock.moved_to(clock.at(saturday, time(20))):
        do(county.inspector, "matter.remind", ref=story.matter, text="星期一早上要。")
    other = underway(county, "town_a", office="gov_office", distinct_reason="另一片区", title="农村道路改造")
    do(other.inspector, "matter.remind", ref=other.matter, text="请按期报送。")
    return story


def numbers(view: Burden) -> Iterator[tuple[str, str, dict[str, str], int]]:
    """Every number of a page: of which line, of what, and the address of its list."""
    for line in (*view.lines, view.total):
        for one in line.numbers:
            yield line.label, one.key, dict(one.where), one.count


@pytest.mark.clause("3.0")
@pytest.mark.parametrize("who", READERS)
def test_each_number_is_the_length_of_its_list(county: County, lived: Story, who: str) -> None:
    actor = county.actor(who)
    seen = burden(actor=actor, year=TODAY.year)
    of_units = [burden_of_unit(actor=actor, ref=line.ref, year=TODAY.year) for line in seen.lines]
    told = [one for view in (seen, *of_units) for one in numbers(view)]
    assert {key for _, key, _, _ in told} == set(BURDEN_FIGURES) == known_figures()
    compares = who in ("inspector", "office_head", "gov_inspector", "secretary")
    for label, key, where, count in told:
        if "unit" not in where and not compares:
            continue
        unit = next((line for line in seen.lines if line.ref == where.get("unit")), None)
        known = county.bureau_a.unit if unit is None else _unit(county, unit.ref)
        month = int(where["month"]) if "month" in where else None
        asked = BurdenFilter(int(where["year"]), month, known.id if unit else None)
        listed = burden_rows(actor=actor, key=key, where=asked, size=100)
        assert (label, key, listed.total) == (label, key, count)


def _unit(county: County, ref: str):  # type: ignore[no-untyped-def]
    from duban.organisations.selectors import directory

    found = directory(county.jurisdiction_id).find(ref)
    assert found is not None
    return found


def test_what_happened_is_counted_for_its_unit_and_in_its_month(county: County, lived: Story) -> None:
    counts = burden_counts(county.inspector, BurdenFilter(TODAY.year))
    here = (county.bureau_a.unit_id, TODAY.month)
    assert counts["urged"][here] == 2
    assert counts["sent"][here] == 1
    assert "unchanged" not in counts or here not in counts["unchanged"]
    assert counts["off_hours"][here] >= 1
    assert counts["urged"][(county.town_a.unit_id, TODAY.month)] == 1


def test_what_a_unit_does_itself_at_night_is_not_asked_of_it() -> None:
    assert "matter.remind" in asking_acts()
    assert not {"matter.report", "letter.plan", "letter.receive", "matter.propose"} & set(asking_acts())


def test_units_stand_side_by_side_only_for_whom_that_is_meant(county: County, lived: Story) -> None:
    assert {line.label for line in burden(actor=county.inspector, year=TODAY.year).lines} == {"自然资源局", "甲镇"}
    assert {line.label for line in burden(actor=county.bureau_a.liaison, year=TODAY.year).lines} == {"自然资源局"}
    with pytest.raises(NotFound):
        burden_of_unit(actor=county.town_b.liaison, ref=county.bureau_a.unit.ref, year=TODAY.year)


def test_messages_are_counted_by_person_and_day_and_not_read(county: County, lived: Story) -> None:
    told = messages_of(county.inspector, TODAY.year)
    assert sum(days for _, days in told.spread) == told.days
    assert told.median is None or told.p99 is None or told.median <= told.p99
    assert spread({1: 98, 2: 1, 9: 1}, 0.5) == 1
    assert spread({1: 98, 2: 1, 9: 1}, 0.99) == 2
    assert spread({}, 0.5) is None


def test_how_long_a_form_takes_is_kept_for_nobody(county: County) -> None:
    names = {field.name for field in FillTime._meta.concrete_fields}
    assert names == {"id", "jurisdiction", "form", "quarter", "minutes", "count"}
    drawn = [f"key{n}" for n in range(200) if is_drawn(f"key{n}", 20)]
    assert 20 <= len(drawn) <= 60
    for key in drawn[: FEWEST - 1]:
        note_filling(county=county.jurisdiction_id, form="matter.report", once=key, opened=clock.now() - timedelta(minutes=4))
    assert filling(county.jurisdiction_id, TODAY.year) == ()
    note_filling(county=county.jurisdiction_id, form="matter.report", once=drawn[-1], opened=clock.now() - timedelta(minutes=9))
    (line,) = filling(county.jurisdiction_id, TODAY.year)
    assert (line.median, line.samples) == (4, FEWEST)


def test_a_form_left_lying_or_opened_by_a_wrong_clock_tells_nothing() -> None:
    now = clock.at(TODAY)
    assert kept_minutes(now - timedelta(hours=3), now) is None
    assert kept_minutes(now + timedelta(minutes=1), now) is None
    assert kept_minutes(now - timedelta(seconds=20), now) == 1
    assert is_sampled(act_named("matter.report"))
    assert not is_sampled(act_named("matter.rate"))


def test_a_form_that_was_sent_is_told_of_once(county: County, browse: Browse) -> None:
    story = underway(county, "bureau_a")
    browser = browse("bureau_a.liaison")
    address = f"/act/matter.report/{story.matter}/"
    page = browser.get(address).content.decode()
    opened = page.split('name="opened" value="')[1].split('"')[0]
    once = next(f"form{n}" for n in range(100) if is_drawn(f"form{n}", 20))
    sent = {"progress": "完成沟槽开挖。", "opened": opened, "once": once, "expect": str(story.row.version)}
    assert browser.post(address, sent).status_code == 303
    assert [(row.form, row.count) for row in FillTime._base_manager.all()] == [("matter.report", 1)]
    forged = {**sent, "opened": "2026-01-01T00:00:00", "once": "another"}
    browser.post(address, forged)
    assert FillTime._base_manager.count() == 1


def test_the_page_leads_to_lists_and_bad_addresses_are_none(county: County, lived: Story, browse: Browse) -> None:
    browser = browse("inspector")
    page = browser.get(reverse("burden")).content.decode()
    assert "自然资源局" in page
    assert browser.get(reverse("burden_list"), {"figure": "urged", "year": "2026", "month": "13"}).status_code == 200
    assert browser.get(reverse("burden_list"), {"figure": "nothing"}).status_code == 404
    assert browser.get(reverse("burden_list"), {"figure": "urged", "unit": "none"}).status_code == 404
    assert browser.get(reverse("burden"), {"year": "٢٠٢٦"}).status_code == 200


def test_the_quarterly_extract_says_what_the_page_says(county: County, lived: Story, browse: Browse) -> None:
    counts = burden_counts(county.inspector, BurdenFilter(TODAY.year))
    table = burden_table(actor=county.inspector, year=TODAY.year, quarter=1)
    keys = list(BURDEN_FIGURES)
    rows = {(row[0], row[1]): tuple(row[2 : 2 + len(keys)]) for row in table.rows}
    assert rows[("自然资源局", TODAY.month)] == tuple(counts[key].get((county.bureau_a.unit_id, TODAY.month), 0) for key in keys)
    own = burden_table(actor=county.bureau_a.liaison, year=TODAY.year, quarter=1)
    assert {row[0] for row in own.rows} == {"自然资源局"}
    file = browse("inspector").get(reverse("export", args=["burden", "csv"]), {"year": "2026", "quarter": "1"})
    assert "要求报送" in b"".join(file).decode("utf-8-sig")

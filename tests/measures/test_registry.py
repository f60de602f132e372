"""项目库: three registers shared by four organs, as of any moment; each sees what is for them, counts are those of the cases."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from duban.measures.models import Measure, RegistryRow
from duban.measures.selectors import Register, RegisterFilter, register
from duban.mechanism.key_work.lights import Light
from duban.mechanism.lifecycles.measures import NAMES
from duban.shared import clock, pages
from tests.personas import County
from tests.story import (
    Story,
    closed,
    do,
    found,
    issued,
    issued_letter,
    issued_listing,
    planned,
    received,
    released,
    reported,
    underway,
)  # fmt: skip


def of(county: County, who: str, kind: str = "letter", at: datetime | None = None, **where: str) -> Register:
    """A register as somebody reads it."""
    return register(actor=county.actor(who), kind=kind, where=RegisterFilter(at=at, **where))


def rated(story: Story, value: str, **given: str) -> None:
    """The office rates, with a reason where the data say something else."""
    do(story.inspector, "matter.rate", ref=story.matter, value=value, reason="综合判断", **given)


def several(county: County) -> dict[str, Story]:
    """Letters to three units of both offices, one listing among them, one letter closed."""
    stories = {
        "listed": underway(county),
        "bureau": underway(county, lead="bureau_a", title="病险水库除险加固", office="gov_office"),
        "closed": underway(
            county, lead="bureau_b", title="校车安全隐患整治", plan={"assist_units": [county.town_b.id]}
        ),
    }
    issued_listing(stories["listed"])
    issued_letter(stories["bureau"])
    ref = issued_letter(stories["closed"])
    received(stories["closed"], "letter", ref)
    planned(stories["closed"], "letter", ref)
    closed(stories["closed"], "letter", ref)
    return stories


@pytest.mark.clause("4.1", "4.3")
def test_counts_are_those_of_the_cases(county: County) -> None:
    several(county)
    cases = {kind: Measure.objects.filter(kind=kind, issued_at__isnull=False).count() for kind in NAMES}
    for kind in NAMES:
        page = of(county, "secretary", kind)
        assert page.totals == cases == {"letter": 2, "interview": 1, "listing": 1}
        assert (
            sum(count for _, _, count in page.states) == page.page.total == cases[kind] == len(page.page.rows)
        )


def test_a_register_is_counted_as_far_as_counting_costs_no_more_than_showing(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(county)
    monkeypatch.setattr(pages, "EXACT", 1)
    monkeypatch.setattr(RegistryRow, "from_db", lambda *_: pytest.fail("a row was made of what is only shown"))
    page = of(county, "secretary")
    assert (page.page.counted, page.states, page.totals["letter"]) == ("1+", (), 1)
    assert (page.beyond, len(page.page.rows), page.page.follows) == ({"letter"}, 2, False)
    client.force_login(county.account("secretary"))
    html = " ".join(client.get("/registry/letter/").content.decode().split())
    assert "督办函 1+ </a>" in html and "约谈 1 </a>" in html and "共 1+ 条" in html


@pytest.mark.clause("4.1")
def test_a_draft_is_in_no_register_and_a_voided_letter_stays_in_it(county: County) -> None:
    from tests.story import approved

    story = underway(county)
    ref = approved(story)
    assert of(county, "inspector").page.total == 0
    do(story.clerk, "letter.issue", ref=ref, number_by="own", seal_keeper="文书", copies_printed=5)
    do(story.head, "letter.void", ref=ref, reason="误发")
    rows = of(county, "inspector").page.rows
    assert [(row.number, row.state_label, row.light) for row in rows] == [
        ("X委办督函〔2026〕1号", "已作废", Light.GREY)
    ]


@pytest.mark.clause("4.1", "4.2")
def test_the_register_is_narrowed_by_unit_year_state_rating_and_office(county: County) -> None:
    stories = several(county)
    reported(stories["bureau"], value=Decimal(1))
    rated(stories["bureau"], "进展滞后")
    wanted: list[tuple[dict[str, str], list[str]]] = [
        ({"unit": county.bureau_a.unit.ref}, ["自然资源局"]), ({"office": "party_office"}, ["农业农村局"]),
        ({"state": "closed"}, ["农业农村局"]), ({"state": "running"}, ["自然资源局"]), ({"rating": "2"}, ["自然资源局"]),
        ({"rating": "none"}, ["农业农村局"]), ({"light": "red"}, ["自然资源局"]), ({"light": "grey"}, ["农业农村局"]),
        ({"year": "2026"}, ["自然资源局", "农业农村局"]), ({"year": "2025"}, []), ({"text": "水库"}, ["自然资源局"]),
    ]  # fmt: skip
    for where, units in wanted:
        assert [row.unit for row in of(county, "inspector", **where).page.rows] == units, where


@pytest.mark.clause("4.2", "4.3")
def test_a_past_moment_shows_the_row_as_it_stood_then(county: County) -> None:
    story = underway(county)
    with county.on("2026-03-01", 8):
        nothing = clock.now()
    ref = issued_letter(story)
    moments = {}
    with county.on("2026-03-10"):
        reported(story, progress="开挖。", value=Decimal(1))
        rated(story, "正常推进", problems="征地未完", suggestions="加快征地")
        moments["正常推进"] = clock.now()
    with county.on("2026-03-20"):
        reported(story, progress="铺管。", value=Decimal(2))
        rated(story, "进展滞后", problems="班组不足", suggestions="约谈")
        moments["进展滞后"] = clock.now()
    with county.on("2026-04-10"):
        received(story, "letter", ref)
        planned(story, "letter", ref, date(2026, 4, 25))
        closed(story, "letter", ref)
        now = of(county, "inspector").page.rows[0]
    assert of(county, "inspector", at=nothing).page.total == 0
    then = {value: of(county, "inspector", at=at).page.rows[0] for value, at in moments.items()}
    assert [(row.progress, row.problems, row.suggestions, row.rating) for row in then.values()] == [
        ("开挖。", "征地未完", "加快征地", "正常推进"), ("铺管。", "班组不足", "约谈", "进展滞后")
    ]  # fmt: skip
    assert then["进展滞后"].light is Light.RED
    assert (now.state_label, now.light) == ("已销号", Light.GREY)
    current = RegistryRow.objects.filter(recorded_to=None)
    assert current.count() == 1
    spans = list(RegistryRow.objects.order_by("recorded_from").values_list("recorded_from", "recorded_to"))
    assert all(end == start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


@pytest.mark.clause("4.2")
def test_what_was_closed_no_longer_changes_with_the_matter(county: County) -> None:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    planned(story, "letter", ref)
    reported(story, progress="整改时的进展。")
    closed(story, "letter", ref)
    with county.on("2026-04-20"):
        reported(story, progress="后来的进展。")
        assert of(county, "inspector").page.rows[0].progress == "整改时的进展。"


@pytest.mark.clause("4.5")
def test_five_accounts_read_one_case_each_as_far_as_it_is_theirs(county: County) -> None:
    story = underway(county)
    issued_listing(story)
    reported(story, value=Decimal(1))
    rated(story, "进展滞后", problems="班组不足", suggestions="建议县领导包案")
    for who in ("inspector", "gov_inspector", "cdi.liaison", "org_dept.liaison"):
        page = of(county, who, "listing")
        row = page.page.rows[0]
        assert (page.internal, row.full, row.suggestions, row.problems) == (
            True,
            True,
            "建议县领导包案",
            "班组不足",
        )
        assert row.principals == of(county, "inspector", "listing").page.rows[0].principals != ""
        assert of(county, who, "interview").page.total == 1
    own = of(county, "town_a.liaison", "listing").page.rows[0]
    assert (own.full, own.rating, own.problems, own.suggestions) == (True, "进展滞后", "班组不足", "")
    other = of(county, "town_b.liaison", "listing").page.rows[0]
    assert (other.unit, other.number, other.state_label, other.deadline) == (
        "甲镇",
        "X委办〔2026〕1号",
        "‹挂牌›中",
        date(2026, 4, 30),
    )
    blank = (
        other.case_ref,
        other.principals,
        other.deputies,
        other.handlers,
        other.progress,
        other.rating,
        other.problems,
    )
    assert blank == ("",) * 7
    assert (other.suggestions, other.remaining, other.light) == ("", None, Light.GREY)
    assert (
        of(county, "town_b.liaison", "interview").page.total == of(county, "town_b.liaison").page.total == 0
    )


@pytest.mark.clause("4.5")
def test_an_assisting_unit_reads_the_row_and_a_stranger_does_not(county: County) -> None:
    several(county)
    assert [row.unit for row in of(county, "town_b.liaison").page.rows] == ["农业农村局"]
    assert of(county, "town_c.liaison").page.total == 0
    assert of(county, "registrar", "listing").page.total == 0


@pytest.mark.clause("4.5", "3.0")
def test_an_office_that_is_responsible_reads_its_own_row_without_suggestions(county: County) -> None:
    story = underway(county, lead="party_office")
    issued_letter(story)
    reported(story)
    rated(story, "正常推进", suggestions="建议约谈其主要领导")
    assert of(county, "office_head").page.rows[0].suggestions == ""
    assert of(county, "gov_head").page.rows[0].suggestions == "建议约谈其主要领导"


@pytest.mark.clause("4.6")
def test_every_measure_of_the_year_stays_countable_after_it_ended(county: County) -> None:
    story = underway(county)
    released(story, issued_listing(story))
    with county.on("2026-03-03"):
        found(story, "slow")
        issued(story, "letter")
        page = of(county, "appraisal.principal", "listing")
        assert of(county, "secretary", "listing", year="2026").totals == {
            "letter": 1,
            "interview": 1,
            "listing": 1,
        }
    assert page.page.rows[0].state_label == "已解除"


def test_a_neighbouring_county_has_registers_of_its_own(county: County, other_county: County) -> None:
    from django_scopes import scope

    several(county)
    with scope(jurisdiction=other_county.jurisdiction_id):
        for kind in NAMES:
            assert of(other_county, "secretary", kind).totals == {"letter": 0, "interview": 0, "listing": 0}

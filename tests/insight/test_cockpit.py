"""驾驶舱: what is counted is what the lists show, whoever looks; the rules of a light say why it is red."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.documents.models import ExportRecord
from duban.insight.selectors.cockpit import owed
from duban.insight.selectors.cockpit.breakdown import WAYS, lines, months, quarters
from duban.insight.selectors.cockpit.overview import cockpit, wall
from duban.insight.selectors.cockpit.then import then
from duban.insight.selectors.county.lights import red_matters
from duban.matters import figures, selectors
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter, frame_of, list_matters
from duban.mechanism.key_work.figures import DUTY_FIGURES, MATTER_FIGURES, Bands
from duban.mechanism.key_work.lights import LightRule
from tests.counted import on_cockpit
from tests.personas import County
from tests.web.walk import do, registered, underway

NOTHING = MatterFilter()


@pytest.fixture
def three(county: County) -> County:
    """Three matters of the bureau: one late, one with a letter, one that moves as it should."""
    with county.on("2026-03-02"):
        underway(county, "不动产登记历史遗留问题处理").letter_drafted().letter_approving().letter_issued()
        underway(county, "城区积水点整治")
        registered(county, "农村公路养护")
    return county


def test_every_figure_of_matters_and_duties_is_told_by_some_floor() -> None:
    assert figures.known_figures() == set(MATTER_FIGURES)
    assert owed.known_figures() == set(DUTY_FIGURES)


@pytest.mark.clause("4.2", "4.4")
@pytest.mark.parametrize("who", ["inspector", "secretary", "cdi.deputy", "bureau_a.principal", "town_b.liaison"])
@pytest.mark.parametrize("days", [0, 45, 300])
def test_each_number_counts_exactly_the_rows_of_its_list(three: County, who: str, days: int) -> None:
    with three.on(date(2026, 3, 3) + timedelta(days=days)):
        actor = three.actor(who)
        wrong = [(what, says, rows) for what, says, rows in on_cockpit(actor) if says != rows]
    assert wrong == []


@pytest.mark.clause("4.2", "4.4")
def test_the_quarters_of_a_year_add_up_to_the_year(three: County) -> None:
    with three.on("2026-11-20"):
        found = quarters(actor=three.inspector, where=NOTHING, address={})
    *parts, whole = found
    assert [one.quarter for one in found] == [1, 2, 3, 4, None]
    for place in (0, 1):
        assert sum(one.counts[place].count for one in parts) == whole.counts[place].count
    assert sum(one.counts[2].count for one in parts) == whole.counts[2].count == 1
    for place, share in enumerate(whole.shares):
        if share.key in ("report", "done"):
            assert sum(one.shares[place].whole.count for one in parts) == share.whole.count
    assert found[0].counts[0].count == 3


@pytest.mark.clause("4.2")
def test_how_it_stood_on_a_past_day_is_what_the_overview_said_on_that_day(three: County) -> None:
    with three.on("2026-04-20"):
        said = {one.key: one.count for one in cockpit(actor=three.inspector, where=NOTHING, address={}).ladder}
        late = {one.key: one.count for one in cockpit(actor=three.inspector, where=NOTHING, address={}).ages}
    with three.on("2026-06-20"):
        told = then(actor=three.inspector, where=MatterFilter(on=date(2026, 4, 20)), address={})
    rows = {one.then.key: one for one in told.rows}
    assert rows["then_in_hand"].then.count == said["on_books"] == 2
    assert rows["then_late"].then.count == sum(late[key] for key in ("late_week", "late_month", "late_longer"))
    assert rows["then_report_missing"].then.count == rows["then_report_due"].then.count == 2


@pytest.mark.clause("4.2")
def test_no_matter_falls_between_the_bands_of_a_county(three: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "bands_of", lambda pack, on: Bands(3, 10, 5))
    for day in ("2026-04-05", "2026-04-12", "2026-06-01"):
        with three.on(day):
            ages = cockpit(actor=three.inspector, where=NOTHING, address={}).ages
            late = list_matters(actor=three.inspector, where=MatterFilter(figure="overdue")).total
        assert sum(one.count for one in ages[:3]) == late
        assert [one.label for one in ages[:3]] == ["逾期 10 天以上", "逾期 4 至 10 天", "逾期 3 天以内"]


@pytest.mark.clause("4.3")
def test_the_causes_in_the_overview_are_those_by_which_each_matter_is_red(three: County) -> None:
    with three.on("2026-12-28"):
        actor = three.inspector
        red = red_matters(actor.jurisdiction_id)
        view = cockpit(actor=actor, where=NOTHING, address={})
        shown = {number.key: number.count for number in (*view.causes, *view.ages, *view.lights)}
        for rule in LightRule:
            key = f"red_{rule.value}"
            assert shown[key] == sum(any(due.rule is rule for due in one.causes) for one in red), key
    assert shown["light_red"] == len(red) == 2
    assert sum(shown[key] for key in ("late_week", "late_month", "late_longer", "red_in_time")) == len(red)


@pytest.mark.clause("4.4")
def test_units_stand_side_by_side_for_the_offices_and_leaders_only(three: County) -> None:
    for who, compared in (("inspector", True), ("secretary", True), ("cdi.deputy", False), ("bureau_a.liaison", False)):
        assert bool(cockpit(actor=three.actor(who), where=NOTHING, address={}).units) is compared, who
    own = lines(actor=three.bureau_a.liaison, where=NOTHING, by=WAYS[0], address={})
    assert len(own) == 1
    assert lines(actor=three.actor("town_b.liaison"), where=NOTHING, by=WAYS[0], address={}) == ()


@pytest.mark.clause("4.3")
def test_the_wall_counts_no_narrowed_matter_and_names_no_case_and_nobody(three: County, client: Client) -> None:
    before = wall(three.inspector)
    seen = list_matters(actor=three.inspector, where=MatterFilter(text="城区积水点整治")).rows[0]
    readers = [three.person(one) for one in ("inspector", "bureau_a.principal", "bureau_a.liaison")]
    do(three.office_head, "matter.narrow", ref=seen.ref, readers=readers, reason="涉及未公开的工作安排")
    after = wall(three.inspector)
    assert [one.count for one in before.ladder][0] - [one.count for one in after.ladder][0] == 1
    client.force_login(three.account("bureau_a.liaison"))
    page = client.get(reverse("wall")).content.decode()
    assert "积水" not in page and "不动产" not in page and "自然资源" not in page and "/cases/" not in page


def test_what_was_reckoned_is_kept_until_something_is_done(three: County, client: Client) -> None:
    client.force_login(three.account("secretary"))
    client.get(reverse("cockpit"))
    with CaptureQueriesContext(connection) as asked:
        again = client.get(reverse("cockpit")).content.decode()
    assert not any("FILTER" in one["sql"] for one in asked), "nothing is counted twice"
    registered(three, "公共停车位建设")
    assert client.get(reverse("cockpit")).content.decode() != again
    with CaptureQueriesContext(connection) as narrowed:
        client.get(reverse("cockpit"), {"office": "gov_office"})
    assert any("FILTER" in one["sql"] for one in narrowed)


def test_a_matter_counts_as_not_finished_once_its_day_is_over(three: County) -> None:
    counted = {}
    for day in ("2026-09-30", "2026-10-01"):
        with three.on(day):
            shares = cockpit(actor=three.inspector, where=NOTHING, address={}).shares
        counted[day] = next(share.whole.count for share in shares if share.key == "done")
    assert counted == {"2026-09-30": 0, "2026-10-01": 2}


def test_what_is_red_by_its_rating_alone_stands_after_what_is_late(three: County) -> None:
    with three.on("2026-03-03"):
        rated = list_matters(actor=three.inspector, where=MatterFilter(text="城区积水点整治")).rows[0]
        problems = {"reason": "两个月没有实物工作量", "problems": "进展缓慢", "suggestions": "倒排工期"}
        do(three.inspector, "matter.rate", ref=rated.ref, value="进展滞后", **problems)
        Matter.objects.filter(ref=rated.ref).update(next_due_on=None)
    with three.on("2026-05-20"):
        assert [one.title for one in cockpit(actor=three.inspector, where=NOTHING, address={}).worst][-1] == rated.title


def test_a_list_that_is_taken_out_says_of_which_number_it_is(three: County, client: Client) -> None:
    client.force_login(three.account("inspector"))
    with three.on("2026-05-20"):
        client.get(reverse("export", args=["matters", "csv"]), {"figure": "done_due", "year": "2026"})
        assert "口径：应办结（2026年）" in str(ExportRecord.objects.latest("pk").__dict__)


def test_a_month_counts_what_was_registered_finished_and_late_at_its_end(three: County) -> None:
    with three.on("2026-05-20"):
        found = months(actor=three.inspector, where=NOTHING, address={})
        assert [one.first for one in found][-1] == date(2026, 5, 1) and len(found) == 12
        by_month = {one.first.month: [number.count for number in one.numbers] for one in found}
    assert by_month[3][0] == 3
    assert by_month[4][2] == 2  # the first reports were due at the beginning of April


def test_a_county_without_a_matter_has_an_overview_of_dashes(county: County) -> None:
    view = cockpit(actor=county.inspector, where=NOTHING, address={})
    assert {share.percent for share in view.shares} == {"—"} and view.recovery is None and view.worst == ()


def test_an_address_with_nonsense_is_read_as_far_as_it_makes_sense(three: County, client: Client) -> None:
    client.force_login(three.account("inspector"))
    odd = ("figure=nonsense", "year=0", "year=99999", "on=2026-02-31", "inspector=x' OR 1", "by=x", "figure=due_next&on=x")
    odd += ("quarter=5", "quarter=٣", "on=1999-01-01")
    for query in odd:
        for name in ("cockpit", *(f"cockpit_{one}" for one in ("lines", "months", "quarters", "then")), "owed", "matters"):
            assert client.get(f"{reverse(name)}?{query}").status_code == 200, (name, query)
    assert frame_of(three.inspector, NOTHING).year

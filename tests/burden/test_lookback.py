"""回头看: drawn by a seed that stood in the record before, looked at once by two, known to the unit that was visited."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.urls import reverse

from duban.acts.gate.guarding import refusal
from duban.acts.models import Message, Obligation
from duban.acts.sight.visibility import visible_rows
from duban.audit.models import Entry
from duban.burden.models import Drawn, LookbackDraw
from duban.burden.selectors.lookback import draw_page, lookback_page, visit_page
from duban.mechanism.burden.lookback import Closed, drawn, how_many, lot_of, visiting_office
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import Function
from duban.shared.errors import ActError, Invalid, NotFound, NotPermitted
from tests.burden import looking
from tests.personas import County
from tests.story import do, missing, unmet
from tests.web.conftest import Browse

SEED = "5b1f0c5e"
PAGES = {"draw", "visit", "reopening"}
"""Opened by those to whom `test_who_opens_the_pages_of_a_draw_and_a_visit` opens them, and in `test_reopening`."""


def lots(units: dict[str, int]) -> list[Closed]:
    return [Closed(unit, f"{unit}-{n}") for unit, count in units.items() for n in range(count)]


@pytest.mark.clause("3.0")
def test_a_tenth_is_drawn_rounded_up_and_never_fewer_than_the_county_says() -> None:
    assert [how_many(count, 10, 1) for count in (0, 1, 9, 10, 11, 100, 101)] == [0, 1, 1, 1, 2, 10, 11]
    assert [how_many(count, 10, 5) for count in (0, 3, 5, 49, 51)] == [0, 3, 5, 5, 6]


def test_each_unit_gets_its_share_of_a_draw_to_less_than_one() -> None:
    units = {"甲": 30, "乙": 14, "丙": 5, "丁": 1}
    for seed in range(40):
        chosen = drawn(str(seed), 2026, 1, lots(units), 20, 1)
        assert len(set(chosen)) == 10
        counts = Counter(one.unit for one in chosen)
        assert all(abs(counts[unit] - count / 5) < 1 for unit, count in units.items())


def test_every_matter_is_as_likely_as_any_other() -> None:
    """Of 2,000 seeds each of 25 matters is drawn by about three in 25, whether its unit has many or few."""
    closed = lots({"甲": 20, "乙": 4, "丙": 1})
    counts = Counter(one for seed in range(2000) for one in drawn(str(seed), 2026, 1, closed, 10, 1))
    assert min(counts[one] for one in closed) > 180
    assert max(counts[one] for one in closed) < 305


def test_neither_the_seed_nor_the_list_alone_tells_who_is_drawn() -> None:
    closed = lots({"甲": 20, "乙": 20})
    first = drawn(SEED, 2026, 1, closed, 10, 1)
    assert first == drawn(SEED, 2026, 1, closed[::-1], 10, 1), "the order in which the list comes does not matter"
    assert first != drawn("another", 2026, 1, closed, 10, 1)
    assert lot_of(SEED, 2026, 1, closed) != lot_of(SEED, 2026, 1, [*closed, Closed("丙", "丙-0")])


def test_the_office_that_followed_most_looks_unless_it_is_the_unit_itself() -> None:
    party, gov = Function.PARTY_OFFICE, Function.GOV_OFFICE
    assert visiting_office([party, gov, gov], party, Function.NONE) is gov
    assert visiting_office([party, gov], gov, Function.NONE) is gov
    assert visiting_office([party, party], party, party) is gov


@pytest.fixture
def drawn_quarter(county: County) -> Any:
    """A plan, five matters closed in its first quarter, all of them drawn."""
    row = looking.planned(county)
    looking.closed(county, "town_a", "town_a", "town_b", "bureau_a", "bureau_b")
    return row, looking.drawn(county, row)


@pytest.mark.clause("3.0")
def test_the_seed_is_in_the_record_before_and_anybody_computes_the_draw_again(county: County, drawn_quarter: Any) -> None:
    row, visits = drawn_quarter
    draw = LookbackDraw.objects.get()
    entry = Entry.objects.filter(act="lookback.plan").select_related("payload").get()
    assert row.seed in entry.payload.text
    assert entry.pk < min(Entry.objects.filter(act="matter.close").values_list("pk", flat=True))
    assert len(draw.closed) == 5
    view = draw_page(actor=county.actor("gov_inspector"), ref=row.ref, quarter=1)
    assert view.same
    lines = sorted(f"{one.unit_ref} {one.number}" for one in view.lines)
    lot = sha256("\n".join([view.plan.seed, "2026-1", *lines]).encode()).hexdigest()
    assert view.lot == lot
    ranked = sorted(
        view.lines,
        key=lambda one: (
            sha256(f"{lot}\n{one.unit_ref}".encode()).hexdigest(),
            sha256(f"{lot}\n{one.unit_ref}\n{one.number}".encode()).hexdigest(),
        ),
    )
    (first,) = [one for one in view.lines if one.drawn]
    assert ranked[int(lot, 16) % 5] == first
    assert [visit.unit.ref for visit in visits] == [first.unit_ref]


def test_a_quarter_is_drawn_after_its_end_once_and_only_with_a_seed_from_before(county: County) -> None:
    row = looking.planned(county)
    act = act_named("lookback.draw")
    assert list(missing(refusal(county.inspector, act, row.ref))) == ["季度已经过完"]
    with unmet("季度已经过完"):
        do(county.inspector, "lookback.draw", ref=row.ref, quarter="1")
    looking.drawn(county, row)
    with county.on(looking.DRAWN_ON), unmet("没有抽过，随机数在季度过完以前记下"):
        do(county.inspector, "lookback.draw", ref=row.ref, quarter="1")
    owed = Obligation.objects.filter(act="lookback.draw").order_by("pk")
    assert [(one.label, one.due_on) for one in owed] == [
        ("抽取2026年第一季度回头看", date(2026, 4, 15)), ("抽取2026年第二季度回头看", date(2026, 7, 14)),
    ]


def test_a_year_has_one_plan_and_a_past_quarter_is_not_drawn(county: County) -> None:
    with county.on("2026-07-10"):
        row = looking.planned(county)
        with pytest.raises(Invalid, match="不能再换"):
            looking.planned(county)
        with unmet("没有抽过，随机数在季度过完以前记下"):
            do(county.inspector, "lookback.draw", ref=row.ref, quarter="1")
        states = [one.state for one in lookback_page(actor=county.inspector).plans[0].quarters]
    assert states == ["列入时已过完，不抽", "列入时已过完，不抽", "季度过完后抽取", "季度过完后抽取"]


def test_a_unit_is_visited_once_for_all_that_was_drawn_of_it(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    row = looking.planned(county)
    looking.closed(county, "town_a", "town_a", "bureau_a")
    monkeypatch.setattr("duban.burden.actions.lookback.planning.drawn", lambda *given: given[3])
    visits = looking.drawn(county, row)
    assert sorted(Drawn.objects.filter(visit=one).count() for one in visits) == [1, 2]
    owed = Obligation.objects.filter(act="visit.record")
    assert {one.object_id for one in owed} == {one.pk for one in visits}


@pytest.mark.clause("3.0")
def test_what_one_recorded_the_other_confirms_and_then_the_unit_knows(county: County, drawn_quarter: Any) -> None:
    row, (visit,) = drawn_quarter
    unit = next(key for key, pk in county.units.items() if pk == visit.unit_id)
    liaison = county.actor(f"{unit}.liaison")
    with county.on(looking.LOOKED_ON):
        with pytest.raises(Invalid, match="另一人"):
            looking.recorded(county, visit, second=county.person("inspector"))
        one = {"matter": visit.matters.get().matter.ref, "how": "spot", "result": "held", "found": "现场在用。"}
        with pytest.raises(Invalid, match="各记一行"):
            looking.recorded(county, visit, findings=[one, one])
        with pytest.raises(Invalid, match="今天以前"):
            looking.recorded(county, visit, looked_on=date.fromisoformat(looking.LOOKED_ON) + timedelta(1))
        looking.recorded(county, visit)
        assert not visible_rows(liaison, "visit").exists()
        owed = Obligation.objects.get(act="visit.confirm")
        assert owed.person_id == county.persons["gov_inspector"]
        with pytest.raises(ActError):
            do(county.inspector, "visit.confirm", ref=visit.ref, agree="agree")
        do(county.actor("gov_inspector"), "visit.confirm", ref=visit.ref, agree="agree")
    view = visit_page(actor=liaison, ref=visit.ref)
    assert [(one.result, one.found) for one in view.matters] == [("属实，没有反弹", "现场在用。")]
    assert Message.objects.get(kind="looked_back").unit_id == visit.unit_id
    assert lookback_page(actor=liaison).plans == ()
    other = county.actor("bureau_c.liaison")
    with pytest.raises(NotFound):
        visit_page(actor=other, ref=visit.ref)
    with pytest.raises((NotPermitted, NotFound)):
        do(liaison, "visit.record", ref=visit.ref, looked_on=date(2026, 4, 9), second="", findings=[])


def test_where_the_other_found_something_else_it_is_recorded_anew(county: County, drawn_quarter: Any) -> None:
    _, (visit,) = drawn_quarter
    with county.on(looking.LOOKED_ON):
        looking.recorded(county, visit)
        do(county.actor("gov_inspector"), "visit.confirm", ref=visit.ref, agree="again", text="只看了一半。")
        visit.refresh_from_db()
        assert visit.state == "waiting"
        looking.recorded(county, visit)


def test_the_pages_show_plan_draw_and_visit(county: County, browse: Browse, drawn_quarter: Any) -> None:
    row, (visit,) = drawn_quarter
    looking.looked(county, visit)
    browser = browse("gov_inspector")
    plans = browser.get(reverse("lookback")).content.decode()
    assert row.seed in plans
    assert reverse("visit", args=[visit.ref]) in plans
    assert "一致" in browser.get(reverse("draw", args=[row.ref, 1])).content.decode()
    assert browser.get(reverse("draw", args=[row.ref, 2])).status_code == 404
    assert "现场在用。" in browser.get(reverse("visit", args=[visit.ref])).content.decode()


def test_who_opens_the_pages_of_a_draw_and_a_visit(county: County, browse: Browse, drawn_quarter: Any) -> None:
    row, (visit,) = drawn_quarter
    looking.looked(county, visit)
    unit = next(key for key, pk in county.units.items() if pk == visit.unit_id)
    draw, seen = reverse("draw", args=[row.ref, 1]), reverse("visit", args=[visit.ref])
    for who, opened in {
        "inspector": (200, 200), "gov_head": (200, 200), "secretary": (200, 200), f"{unit}.liaison": (404, 200),
        "bureau_c.liaison": (404, 404), "cdi.deputy": (404, 404),
    }.items():  # fmt: skip
        browser = browse(who)
        assert (who, *(browser.get(url).status_code for url in (draw, seen))) == (who, *opened)

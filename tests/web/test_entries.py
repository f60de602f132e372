"""Whoever may begin something finds the way to it on a page: every act that makes something out of nothing."""

from __future__ import annotations

from datetime import datetime

import pytest

from duban.accountability.models import Commendation, Outage
from duban.accountability.selectors.kept_records import kept_outages
from duban.acts.gate.permits import may_start
from duban.mechanism.lifecycles import ACTS
from duban.organisations.models import Person, Unit
from duban.organisations.selectors import unit_lines
from duban.shared import clock
from duban.web.presenting.organisations import outage_lines, units_page
from tests.personas import County
from tests.story import do
from tests.web.conftest import Browse

PLACES = (
    "/", "/matters/", "/imports/", "/bulletins/", "/accountability/", "/accountability/rulings/", "/results/", "/results/2026/",
    "/reviews/", "/organisations/", "/organisations/lists/", "/organisations/slips/", "/mechanism/", "/mechanism/versions/",
    "/mechanism/superior/", "/registry/letter/", "/complaints/", "/lookback/", "/channels/", "/founding/",
    "/organisations/clock/", "/account/",
)  # fmt: skip
PEOPLE = (
    "inspector", "office_head", "clerk", "org_dept.deputy", "cdi.deputy", "appraisal.deputy", "town_a.principal",
    "secretary",
)  # fmt: skip
ELSEWHERE = {"export.take"}
"""Begun by the address of what is taken out, /exports/….csv, which stands on each list."""


def test_whoever_may_begin_something_finds_its_link_on_a_page(county: County, browse: Browse) -> None:
    begun = [act for act in ACTS.values() if act.creates and not act.on and act.key not in ELSEWHERE]
    lost, found = set(), set()
    for who in PEOPLE:
        client, actor = browse(who), county.actor(who)
        own = [f"/organisations/people/{Person.objects.get(pk=actor.person_id).ref}/"]
        own += [f"/organisations/units/{unit.ref}/" for unit in Unit.objects.filter(pk__in=actor.unit_ids)]
        shown = "".join(client.get(place, follow=True).content.decode() for place in (*PLACES, *own))
        for act in begun:
            if may_start(actor, act.key):
                (found if f"/act/{act.key}/" in shown else lost).add((act.key, who))
    assert sorted(lost) == []
    assert len({key for key, _ in found}) > 25


@pytest.mark.clause("7.1.2", "7.1.3")
def test_commendations_and_judgements_are_entered_from_the_page_of_those_who_keep_them(
    county: County, browse: Browse
) -> None:
    html = browse("org_dept.deputy").get("/reviews/").content.decode()
    assert [act for act in ("commendation.record", "judgement.record") if f"/act/{act}/" not in html] == []


@pytest.mark.clause("7.1.2")
def test_a_commendation_is_taken_back_from_the_page_that_lists_it(county: County, browse: Browse) -> None:
    do(
        county.actor("org_dept.deputy"), "commendation.record", subject_kind="unit", person="",
        unit=str(county.units["bureau_a"]), issuer="县委", on=county.actor("org_dept.deputy").on, text="抢险有功",
        document="X委〔2026〕5号",
    )  # fmt: skip
    html = browse("org_dept.deputy").get("/reviews/").content.decode()
    assert f"/act/commendation.withdraw/{Commendation.objects.get().ref}/" in html
    assert "commendation" not in browse("cdi.deputy").get("/reviews/").content.decode()


@pytest.mark.clause("5.0")
def test_an_outage_is_voided_from_the_page_that_lists_it(county: County, browse: Browse) -> None:
    times = {
        name: datetime(2026, 2, 27, hour, tzinfo=clock.BEIJING)
        for name, hour in (("starts_at", 9), ("ends_at", 11))
    }
    do(county.registrar, "outage.register", unit="", reason="停电", **times)
    context = units_page(unit_lines(actor=county.registrar), "", "")
    assert "/act/outage.register/" in [one["url"] for one in context["may"]]
    [line] = outage_lines(kept_outages(actor=county.registrar))
    assert [act["url"] for act in line["acts"]] == [f"/act/outage.void/{Outage.objects.get().ref}/"]
    assert "停电" not in browse("inspector").get("/organisations/").content.decode()

"""Whoever keeps a record finds the way to it on a page: commendations, judgements, outages."""

from __future__ import annotations

from datetime import datetime

import pytest

from duban.accountability.models import Commendation, Outage
from duban.accountability.selectors.kept_records import kept_outages
from duban.organisations.selectors import unit_lines
from duban.shared import clock
from duban.web.presenting.organisations import outage_lines, units_page
from tests.personas import County
from tests.story import do
from tests.web.conftest import Browse


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

"""追责与移交 in the browser: who may open which page, what each side reads there, and that every form opens."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.accountability.models import Inquiry, Ruling
from duban.accountability.selectors.inquiry_page.inquiry import TABS
from duban.accountability.selectors.inquiry_page.steps import NEXT
from duban.acts.gate.entry import open_acts
from duban.acts.kinds import kind_of
from duban.acts.sight.visibility import may_see
from duban.mechanism.lifecycles.types import Act
from duban.organisations.selectors import actor_by_id
from duban.shared.actor import Actor
from tests.accountability import steps
from tests.accountability.steps import Trial
from tests.personas import County
from tests.story import do
from tests.web.conftest import Browse

PEOPLE = (
    "nobody", "inspector", "checker", "clerk", "office_head", "gov_inspector", "secretary", "vice", "cdi.deputy",
    "org_dept.deputy", "appraisal.deputy", "bureau_a.liaison", "bureau_a.principal", "town_a.liaison", "town_b.liaison",
)  # fmt: skip
OFFICE = {"inspector", "checker", "clerk", "office_head"}
BODIES = {"cdi.deputy", "org_dept.deputy"}
EVERYBODY = set(PEOPLE) - {"nobody"}
# What keeps a transfer from going reads every table of the inquiry, for the approver also like cases.
BUDGET = {"transfer": 20}

# name: (which object, who gets the page); the others get 404, and nobody is sent to the door.
PAGES: dict[str, tuple[str, set[str]]] = {
    "inquiries": ("", EVERYBODY),
    "rulings": ("", EVERYBODY),
    "inquiry": ("INQUIRY", OFFICE | BODIES | {"secretary"}),
    "transfer_letter": ("INQUIRY", OFFICE | BODIES),
    "transfer_bundle": ("INQUIRY", OFFICE | BODIES),
    "status_slip": ("INQUIRY", OFFICE | BODIES),
    "hearing": ("OF UNIT", OFFICE | BODIES | {"bureau_a.liaison", "bureau_a.principal"}),
    "hearing_notice": ("OF PERSON", OFFICE | BODIES | {"bureau_a.principal"}),
    "result_notice": ("RESULT", BODIES | {"bureau_a.liaison", "bureau_a.principal"}),
    "ruling": ("RULING", OFFICE | BODIES | {"appraisal.deputy", "bureau_a.principal", "secretary"}),
}

LATER = {"result_withdrawal"}
"""Pages of what comes to be only after an appeal, each with its readers in a test of its own."""


def html(response: Any) -> str:
    return str(response.content.decode())


def known(trial: Trial) -> dict[str, str]:
    return {
        "INQUIRY": trial.ref,
        "OF UNIT": trial.hearing().ref,
        "OF PERSON": trial.hearing("principal").ref,
        "RULING": trial.rulings[-1] if trial.rulings else "",
        "RESULT": steps.held(trial)[-1].ref if trial.rulings else "",
    }


@pytest.mark.clause("6.4", "7.3.1")
def test_the_notice_that_takes_a_result_back_opens_for_its_holder_and_the_bodies(county: County, browse: Browse) -> None:
    trial = steps.answered(county)
    back = next(row for row in steps.taken_back(trial) if row.holder_id == county.units["bureau_a"])
    url = reverse("result_withdrawal", args=[back.ref])
    with county.on("2026-05-09"):
        page = html(browse("bureau_a.liaison").get(url))
        for words in (back.number, back.consequence.number, trial.ruling().number, "已撤销", back.consequence.what):
            assert words in page
        asked = html(browse("bureau_a.liaison").get(f"/act/withdrawal.acknowledge/{back.ref}/"))
        assert back.consequence.number in asked
        found = {who: browse(who).get(url).status_code for who in ("cdi.deputy", "town_a.liaison", "inspector")}
    assert found == {"cdi.deputy": 200, "town_a.liaison": 404, "inspector": 404}


@pytest.mark.clause("6.4")
def test_pages_open_for_those_who_may_see_them(county: County, browse: Browse) -> None:
    refs = known(steps.effective(county))
    wrong = {}
    with county.on("2026-04-21"):
        for who in PEOPLE:
            client = Client() if who == "nobody" else browse(who)
            for name, (ref, may) in PAGES.items():
                expected = 302 if who == "nobody" else 200 if who in may else 404
                status = client.get(reverse(name, args=[refs[ref]] if ref else [])).status_code
                if status != expected:
                    wrong[who, name] = (status, expected)
    assert wrong == {}


@pytest.mark.clause("6.4")
@pytest.mark.parametrize("stage", ["served", "concluded", "approving", "effective"])
def test_a_tab_costs_few_statements_whatever_the_case_holds(
    county: County, browse: Browse, stage: str
) -> None:
    trial: Trial = getattr(steps, stage)(county)
    client = browse("secretary" if stage == "approving" else "inspector")
    costs = {}
    with county.on("2026-04-21"):
        for tab, _ in TABS:
            url = f"/accountability/inquiries/{trial.ref}/?tab={tab}"
            assert client.get(url).status_code == 200
            with CaptureQueriesContext(connection) as caught:
                client.get(url)
            costs[tab] = len(caught)
    assert {tab: cost for tab, cost in costs.items() if cost > BUDGET.get(tab, 12)} == {}


@pytest.mark.clause("5.0")
def test_the_named_person_finds_the_notice_from_the_desk_and_may_state(
    county: County, browse: Browse
) -> None:
    trial = steps.served(county)
    client = browse("bureau_a.principal")
    ref = trial.hearing("principal").ref
    assert f"/accountability/hearings/{ref}/" in html(client.get("/"))
    page = html(client.get(f"/accountability/hearings/{ref}/"))
    assert "您的权利" in page
    assert f"/act/hearing.state/{ref}/" in page
    form = html(client.get(f"/act/hearing.state/{ref}/"))
    assert steps.FACTS[0] in form


@pytest.mark.clause("5.0")
def test_a_case_address_leads_each_side_to_what_is_theirs(county: County, browse: Browse) -> None:
    trial = steps.served(county)
    case = trial.row.case.ref
    places = {
        "inspector": f"/accountability/inquiries/{trial.ref}/",
        "bureau_a.principal": f"/accountability/hearings/{trial.hearing('principal').ref}/",
        "bureau_a.liaison": f"/accountability/hearings/{trial.hearing().ref}/",
    }
    for who, place in places.items():
        assert browse(who).get(f"/cases/{case}/").headers["Location"] == place
    assert browse("town_b.liaison").get(f"/cases/{case}/").status_code == 404


@pytest.mark.clause("6.4")
def test_the_offices_read_status_and_result_and_never_the_files_of_the_bodies(
    county: County, browse: Browse
) -> None:
    trial = steps.effective(county)
    with county.on("2026-04-16"):
        do(county.actor("cdi.deputy"), "inquiry.note", ref=trial.ref, text="谈话记录要点：某事。")
        inside = html(browse("cdi.deputy").get(f"/accountability/inquiries/{trial.ref}/?tab=results"))
        outside = html(browse("inspector").get(f"/accountability/inquiries/{trial.ref}/?tab=results"))
        ruling = html(browse("inspector").get(f"/accountability/rulings/{trial.rulings[-1]}/"))
    assert "谈话记录要点" in inside
    assert "谈话记录要点" not in outside
    assert "X纪〔2026〕8号" in outside
    assert "不履行职责。" not in ruling


@pytest.mark.clause("6.4")
def test_a_running_appeal_shows_on_every_page_of_the_ruling(county: County, browse: Browse) -> None:
    trial, _ = steps.appealed(county)
    client = browse("cdi.deputy")
    with county.on("2026-04-21"):
        for url in (
            "/accountability/",
            "/accountability/rulings/",
            f"/accountability/rulings/{trial.rulings[-1]}/",
            f"/accountability/inquiries/{trial.ref}/?tab=results",
        ):
            assert "申诉中" in html(client.get(url)), url


@pytest.mark.clause("5.0", "6.2")
def test_like_cases_stand_before_the_approver_only(county: County, browse: Browse) -> None:
    resting = steps.candidate(county, of="town_a")
    trial = steps.approving(county)
    with county.on(steps.SERVED_OUT):
        url = f"/accountability/inquiries/{trial.ref}/?tab=transfer"
        assert "同类而未追究" in html(browse("secretary").get(url))
        assert "同类而未追究" not in html(browse("office_head").get(url))
    assert resting.row.state == "candidate"


@pytest.mark.clause("5.0", "6.4")
def test_the_page_of_a_case_says_where_it_is_what_comes_next_and_who_is_waited_for(
    county: County, browse: Browse
) -> None:
    trial = steps.served(county)
    client = browse("inspector")
    page = client.get(f"/accountability/inquiries/{trial.ref}/").content.decode()
    assert "现在这里" in page and NEXT["hearing"].text in page and "县里的原文" in page
    with county.on(steps.SERVED_OUT):
        steps.conclude(trial)
        tab = client.get(f"/accountability/inquiries/{trial.ref}/?tab=transfer").content.decode()
    assert "能否移交" in tab and "现在还不能" in tab


@pytest.mark.clause("6.4")
def test_after_the_transfer_the_office_reads_for_whom_it_waits(county: County, browse: Browse) -> None:
    trial = steps.accepted(county)
    with county.on("2026-03-12"):
        page = browse("inspector").get(f"/accountability/inquiries/{trial.ref}/").content.decode()
    assert "等县纪委监委、县委组织部办理（受理）" in page


@pytest.mark.clause("5.0")
def test_the_page_says_that_clues_to_crimes_leave_offline(county: County, browse: Browse) -> None:
    page = html(browse("inspector").get("/accountability/"))
    assert "不在本系统录入任何内容" in page
    assert "/act/clue.leave/" in page
    form = html(browse("inspector").get("/act/clue.leave/"))
    assert re.findall(r"<textarea", form) == []


@pytest.mark.clause("5.1", "6.4")
@pytest.mark.parametrize(
    "stage", ["candidate", "served", "concluded", "approving", "numbering", "accepted", "effective"]
)
def test_every_form_that_a_page_offers_opens(county: County, browse: Browse, stage: str) -> None:
    trial: Trial = getattr(steps, stage)(county)
    day = "2026-04-21" if stage in ("effective", "accepted") else steps.SERVED_OUT
    opened = 0
    with county.on(day):
        for who in (
            "inspector",
            "checker",
            "clerk",
            "office_head",
            "secretary",
            "cdi.deputy",
            "org_dept.deputy",
        ):
            client = browse(who)
            actor = actor_by_id(county.jurisdiction_id, county.persons[who])
            for kind, row in objects(trial):
                for act in seen_acts(actor, kind, row):
                    response = client.get(f"/act/{act.key}/{row.ref}/")
                    assert response.status_code in (200, 422), (who, act.key)
                    opened += 1
    assert opened > 3


def seen_acts(actor: Actor, kind: str, row: Any) -> list[Act]:
    return list(open_acts(actor, kind, row)) if may_see(actor, kind, row) else []


def objects(trial: Trial) -> list[tuple[str, Any]]:
    related = kind_of("inquiry").related
    found: list[tuple[str, Any]] = [("inquiry", Inquiry.objects.select_related(*related).get(ref=trial.ref))]
    rulings = Ruling.objects.select_related(*kind_of("ruling").related).filter(ref__in=trial.rulings)
    return [*found, *(("ruling", row) for row in rulings)]


@pytest.mark.clause("6.3")
def test_the_papers_can_be_taken_as_word_and_as_pdf(county: County, browse: Browse) -> None:
    refs = known(steps.effective(county))
    client = browse("office_head")
    with county.on("2026-04-21"):
        for name in ("transfer_letter", "status_slip", "hearing_notice"):
            url = reverse(name, args=[refs[PAGES[name][0]]])
            assert "?as=docx" in html(client.get(url))
            assert client.get(f"{url}?as=docx").content.startswith(b"PK")
            assert client.get(f"{url}?as=pdf").content.startswith(b"%PDF")
        assert browse("town_b.liaison").get(f"{url}?as=pdf").status_code == 404


@pytest.mark.clause("6.4")
def test_the_scan_of_a_decision_is_read_by_the_bodies_and_its_subject_only(
    county: County, browse: Browse
) -> None:
    trial = steps.effective(county)
    url = f"/attachments/{trial.ruling().attachment_ref}/"
    with county.on("2026-04-21"):
        answers = {
            who: browse(who).get(url).status_code
            for who in ("cdi.deputy", "org_dept.deputy", "bureau_a.principal", "inspector", "bureau_a.liaison")
        }
    assert answers == {
        "cdi.deputy": 200,
        "org_dept.deputy": 200,
        "bureau_a.principal": 200,
        "inspector": 404,
        "bureau_a.liaison": 404,
    }

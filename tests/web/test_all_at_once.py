"""Everything that is wrong in a form is told in one answer: what is empty, what hangs together, what the notice asks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from duban.matters.models import Matter
from tests.personas import County
from tests.story import found, registered, underway
from tests.web.conftest import Browse

REGISTRATION = {
    "title": "圩镇雨污分流管网建设", "office": "party_office", "source_class": "2.2", "source_title": "考核办法",
    "source_date": "2026-01-20", "kind_22": "约束性指标硬任务", "due_on": "2026-09-30", "target_value": "12",
}  # fmt: skip


def _faults(page: Any) -> set[str]:
    """The fields beside which something is said."""
    return set(re.findall(r'id="id_(\w+)_error"', page.content.decode()))


def _sent(browse: Browse, who: str, address: str, given: dict[str, Any]) -> Any:
    return browse(who).post(address, {**given, "once": "k" * 20})


def test_a_registration_is_answered_once(county: County, browse: Browse) -> None:
    registered(county)
    wrong = {
        **REGISTRATION, "source_title": "", "source_date": "2026-02-20", "due_on": "2026-02-10", "target_value": "",
    }  # fmt: skip
    page = _sent(browse, "inspector", "/act/matter.register/", wrong)
    assert page.status_code == 422
    assert _faults(page) == {"source_title", "due_on", "target_value"}


def test_dates_and_a_like_matter_are_told_together_where_every_field_is_filled(
    county: County, browse: Browse
) -> None:
    registered(county)
    wrong = {**REGISTRATION, "source_date": "2026-12-20"}
    page = _sent(browse, "inspector", "/act/matter.register/", wrong)
    assert _faults(page) == {"source_date", "due_on"}


def test_like_matters_are_shown_beside_the_title_as_far_as_they_are_seen(county: County, browse: Browse) -> None:
    story = underway(county)
    form = browse("inspector").get("/act/matter.register/").content.decode()
    assert 'hx-get="/matters/alike/"' in form and 'href="/matters/alike/"' in form
    said = {"title": f"{REGISTRATION['title']}项目"}
    shown = browse("gov_inspector").get("/matters/alike/", said).content.decode()
    assert f'href="/cases/{story.row.case.code}/"' in shown and "县委办公室，甲镇人民政府，办理中" in shown
    assert "都写有：圩镇雨污分流管网" in shown
    into = f'href="/act/matter.reschedule/{story.matter}/"'
    own = browse("inspector").get("/matters/alike/", said).content.decode()
    assert into in own and into not in shown
    opened = browse("gov_inspector").get(f"/cases/{story.row.case.code}/")
    assert (opened.status_code, opened.headers["Location"]) == (302, f"/cases/{story.case}/")
    assert "没有相近的事项" in browse("town_b.liaison").get("/matters/alike/", said).content.decode()
    assert browse("town_b.liaison").get(f"/cases/{story.row.case.code}/").status_code == 404


def test_a_like_matter_bars_no_registration(county: County, browse: Browse) -> None:
    registered(county)
    page = _sent(browse, "inspector", "/act/matter.register/", REGISTRATION)
    assert (page.status_code, Matter.objects.count()) == (303, 2)


@pytest.mark.parametrize("typed", ["", "甲", "\0", "%_'\"<script>", "字" * 500])
def test_whatever_is_asked_of_like_matters_is_answered(county: County, browse: Browse, typed: str) -> None:
    page = browse("inspector").get("/matters/alike/", {"title": typed})
    assert page.status_code == 200 and "<script>甲" not in page.content.decode()


def test_a_plan_is_answered_once(county: County, browse: Browse) -> None:
    story = registered(county)
    unit = str(county.town_a.unit.id)
    wrong = {
        "lead_unit": unit, "assist_units": [unit], "requirement": "", "cycle_days": "0", "due_on": "2026-02-01",
    }  # fmt: skip
    page = _sent(browse, "inspector", f"/act/matter.propose/{story.matter}/", wrong)
    assert _faults(page) == {"assist_units", "requirement", "cycle_days", "due_on"}


def test_a_letter_is_answered_once(county: County, browse: Browse) -> None:
    story = underway(county)
    found(story, "slow")
    wrong = {"issuer": "party_office", "basis": " ", "matters": "", "deadline": "2026-02-30", "goals": "追上序时"}
    page = _sent(browse, "inspector", f"/act/letter.propose/{story.matter}/", wrong)
    assert _faults(page) == {"basis", "facts", "matters", "deadline", "feedback_days"}


def test_no_words_of_the_machine_reach_a_form(county: County, browse: Browse) -> None:
    story = registered(county)
    page = _sent(browse, "inspector", f"/act/matter.propose/{story.matter}/", {"cycle_days": "-1"})
    text = page.content.decode()
    assert "确保该值" not in text and "这个字段" not in text
    assert "应为 1 到 366 的整数" in text

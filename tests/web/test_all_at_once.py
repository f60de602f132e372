"""Everything that is wrong in a form is told in one answer: what is empty, what hangs together, what the notice asks."""

from __future__ import annotations

import re
from typing import Any

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
    assert _faults(page) == {"source_title", "due_on", "target_value", "distinct_reason"}


def test_dates_and_a_like_matter_are_told_together_where_every_field_is_filled(
    county: County, browse: Browse
) -> None:
    registered(county)
    wrong = {**REGISTRATION, "source_date": "2026-12-20"}
    page = _sent(browse, "inspector", "/act/matter.register/", wrong)
    assert _faults(page) == {"source_date", "due_on", "distinct_reason"}


def test_a_like_matter_is_linked_for_those_who_may_see_it(county: County, browse: Browse) -> None:
    story = registered(county)
    page = _sent(browse, "inspector", "/act/matter.register/", REGISTRATION).content.decode()
    address = f"/cases/{story.row.case.code}/"
    assert f'<a href="{address}">{story.row.case.code}</a>“' in page
    opened = browse("inspector").get(address)
    assert (opened.status_code, opened.headers["Location"]) == (302, f"/cases/{story.case}/")
    assert browse("town_b.liaison").get(address).status_code == 404


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

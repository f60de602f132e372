"""A refusal names the persons who can do what is missing, and puts what is missing first."""

from __future__ import annotations

from datetime import date

from duban.insight.selectors.act_page.suppliers import suppliers
from tests.personas import County
from tests.story import approving, drafted, underway
from tests.web.conftest import Browse


def _name(county: County, key: str) -> str:
    return county.actor(key).name


def test_who_may_not_agree_reads_who_may(county: County, browse: Browse) -> None:
    story = underway(county)
    ref = approving(story)
    page = browse("inspector").get(f"/act/letter.approve/{ref}/")
    assert page.status_code == 403
    for key in ("secretary", "magistrate"):
        assert _name(county, key) in page.content.decode()


def test_the_countersigner_is_named_with_the_office(county: County) -> None:
    story = underway(county)
    ref = drafted(story, "interview")
    named = suppliers(actor=story.inspector, keys=["interview.countersign"], at={"interview": ref})
    text = named["interview.countersign"]
    assert text.startswith(f"{story.other_head.name}（") and "县政府办" in text


def test_a_limit_that_has_passed_leads_to_the_draft_and_comes_first(county: County, browse: Browse) -> None:
    story = underway(county)
    ref = drafted(story, deadline=date(2026, 3, 20))
    sent = {"approver": str(county.person("standing")), "once": "k" * 20, "expect": "1"}
    with county.on("2026-04-02"):
        page = browse("inspector").post(f"/act/letter.submit/{ref}/", sent)
    text = page.content.decode()
    assert page.status_code == 422
    assert f'href="/act/letter.redraft/{ref}/"' in text
    first = text.index('class="condition"')
    assert "整改时限在今天以后" in text[first : first + 120]
    assert "未满足" in text[first : first + 200]


def test_nobody_is_named_for_what_only_the_asker_could_do(county: County) -> None:
    story = underway(county)
    ref = drafted(story)
    named = suppliers(actor=story.inspector, keys=["letter.redraft", "letter.unknown"], at={"letter": ref})
    assert story.inspector.name not in named.get("letter.redraft", "")
    assert set(named) <= {"letter.redraft"}


def test_a_refusal_of_an_act_that_makes_something_names_nobody_of_a_case(
    county: County, browse: Browse
) -> None:
    page = browse("town_a.liaison").get("/act/matter.register/")
    assert page.status_code == 403
    assert "督查员" in page.content.decode()

"""No page breaks a rule of accessibility, in light or in dark: those of an inspector each time, of everybody in `make verify`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, get_resolver, reverse

from duban.web.claims import purpose_of
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_story import Person, assigned, server, sits, town  # noqa: F401 - fixtures
from tests.personas import County

Sits = Callable[..., Person]
OF_AN_INSPECTOR = (
    "/", "/matters/", "/act/matter.register/", "/help/", "/mechanism/questions/", "/burden/", "/cockpit/wall/",
)  # fmt: skip
PEOPLE = (
    "inspector", "checker", "clerk", "office_head", "secretary", "vice", "cdi.deputy", "org_dept.deputy", "appraisal.deputy",
    "bureau_a.liaison", "bureau_a.principal",
)  # fmt: skip


def pages() -> list[str]:
    """Every page that needs nothing in its address; what is loaded down as a file is none."""
    patterns = [one for one in get_resolver().url_patterns[0].url_patterns if isinstance(one, URLPattern)]
    whole = [reverse(one.name) for one in patterns if purpose_of(one.callback) and not one.pattern.converters]
    return [path for path in whole if path.endswith("/")]


def broken(person: Person, paths: list[str]) -> dict[tuple[str, str], list[str]]:
    """The rules that pages break, by theme and path; what is not the person's to see is passed over."""
    found = {}
    person.page.emulate_media(reduced_motion="reduce")  # colours do not fade from one to the other
    for path in paths:
        person.goes(path)
        for theme in ("light", "dark"):
            person.page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
            violations = Axe().run(person.page).response["violations"]
            if violations:
                found[theme, path] = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in violations]
    return found


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_of_an_inspector_break_no_rule_in_light_and_dark(
    sits: Sits, town: County, size: tuple[int, int]  # noqa: F811
) -> None:
    assert broken(sits("inspector", size), list(OF_AN_INSPECTOR)) == {}


@pytest.mark.verify
@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_of_anybody_breaks_a_rule_in_light_or_dark(sits: Sits, town: County, who: str) -> None:  # noqa: F811
    _, case = assigned(sits, town)
    every = [*pages(), case, *(f"{case}?tab={tab}" for tab in ("history", "feedback", "documents"))]
    assert broken(sits(who), every) == {}

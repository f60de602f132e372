"""Office PCs run browsers of years ago: every act is possible in them, and what is written is as easy to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.e2e.conftest import DESKTOP, OPTIONS, PHONE, Pages
from tests.e2e.test_story import Person, assigned, server, town  # noqa: F401 - fixtures
from tests.personas import County
from tools import old_browsers

ROOT = Path(__file__).resolve().parents[2]
BESIDE = ROOT / "test-results" / "browsers"
"""Pictures of the same page in each browser, to be laid side by side."""
OF_WHOM = {"inspector": "109", "office_head": "105", "bureau_a.liaison": "92"}
LEAST = 4.5
FAINT = (Path(__file__).parent / "faint.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def old(chromium: BrowserType) -> Iterator[dict[str, Browser]]:
    """The browsers of years ago by version, each started once."""
    old_browsers.provide()
    started = {
        version: chromium.launch(executable_path=old_browsers.path_of(version), args=OPTIONS)
        for version in old_browsers.PACKAGES
    }
    yield started
    for browser in started.values():
        browser.close()


@pytest.fixture
def sits_at_an_old_one(
    old: dict[str, Browser], pages: Pages, server: LiveServer, town: County  # noqa: F811
) -> Callable[..., Person]:
    def person(key: str, size: tuple[int, int] = DESKTOP, version: str = "") -> Person:
        return Person(pages.open(old[version or OF_WHOM[key]], size), server, town, key)

    return person


def faint(page: Page) -> dict[str, Any]:
    """What is written on a page with less contrast than one can read, in light and in dark."""
    found: dict[str, Any] = {}
    page.emulate_media(reduced_motion="reduce")  # colours do not fade from one to the other
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
        found |= {f"{theme}: {words}": ratio for words, ratio in page.evaluate(FAINT, LEAST).items()}
    return found


def test_a_matter_goes_through_three_browsers_and_each_reads_it_well(
    sits_at_an_old_one: Callable[..., Person], town: County  # noqa: F811
) -> None:
    """One registers, assigns and reads in 109, one approves in 105, one receives in 92."""
    inspector, case = assigned(sits_at_an_old_one, town)
    BESIDE.mkdir(parents=True, exist_ok=True)
    wrong = {}
    for key, version in OF_WHOM.items():
        person = inspector if key == "inspector" else sits_at_an_old_one(key)
        for name, path in {"desk": "/", "case": case, "list": "/matters/", "form": "/account/"}.items():
            person.goes(path)
            person.page.screenshot(path=BESIDE / f"{name}-{version}.png")
            if found := faint(person.page):
                wrong[version, path] = found
    assert wrong == {}


DAY = (
    "/", "/cockpit/", "/matters/", "/registry/letter/", "/bulletins/", "/accountability/", "/results/", "/organisations/",
    "/mechanism/", "/search/?q=改造", "/help/", "/account/",
)  # fmt: skip


@pytest.mark.verify
@pytest.mark.parametrize("version", sorted(old_browsers.PACKAGES))
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_day_of_each_persona_is_done_in_each_browser(
    sits_at_an_old_one: Callable[..., Person], town: County, version: str, size: tuple[int, int]  # noqa: F811
) -> None:
    def sits(key: str, wanted: tuple[int, int] = size) -> Person:
        return sits_at_an_old_one(key, wanted, version)

    inspector, case = assigned(sits, town)
    inspector.does(case, "认定事实", fact="slow", reason="两个月没有实物工作量。")
    wrong = {}
    for key in ("inspector", "office_head", "secretary", "vice", "bureau_a.liaison", "bureau_a.principal", "cdi.deputy"):
        person = sits(key)
        for path in (*DAY, *([case] if key != "cdi.deputy" else [])):
            person.goes(path)
            expect(person.page.locator("h1").first).not_to_be_empty()
            wide = person.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
            if (found := faint(person.page)) or wide:
                wrong[key, path] = found, wide
    assert wrong == {}

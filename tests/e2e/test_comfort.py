"""What makes a day pleasant: own words in every browser, large letters, the keyboard alone, one article at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.e2e.conftest import DESKTOP, PHONE, Pages
from tests.e2e.test_story import Person, server, sits, town  # noqa: F401 - fixtures
from tests.personas import County

Sits = Callable[..., Person]


def test_fields_of_dates_and_files_speak_chinese_in_an_english_browser(
    browser: Browser, pages: Pages, server: LiveServer, town: County  # noqa: F811
) -> None:
    page = pages.open(browser, locale="en-US")
    person = Person(page, server, town, "inspector")
    person.goes("/act/matter.register/")
    days = page.locator("input[placeholder='年-月-日']")
    assert days.count() >= 2 and page.locator("input[type=date]").count() == 0
    days.first.fill("2026-02-27")
    expect(days.first).to_have_value("2026-02-27")
    person.goes("/act/import.upload/")
    file = page.locator("input[type=file].form-control").first
    assert file.evaluate("one => getComputedStyle(one, '::before').content") == '"选择文件"'
    assert file.get_attribute("data-chosen") == "没有选择文件"


def test_large_letters_are_kept_from_page_to_page(sits: Sits) -> None:  # noqa: F811
    person = sits("inspector")
    small = person.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    person.page.get_by_role("button", name="大字").click()
    person.goes("/matters/")
    assert person.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 1.25 * small
    expect(person.page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"))


def test_a_page_and_an_act_are_reached_by_the_keyboard_alone(sits: Sits) -> None:  # noqa: F811
    page = sits("inspector").page
    page.keyboard.press("Control+k")
    page.keyboard.type("登记重点")
    expect(page.locator(".suggestions a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("登记重点工作")
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions a")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.type("工")
    expect(page.locator(".suggestions a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="登记重点工作", level=1)).to_be_visible()


@pytest.mark.parametrize(("size", "most"), [(PHONE, 8000), (DESKTOP, 10**6)], ids=["phone", "desktop"])
def test_the_mechanism_shows_a_phone_its_contents_and_one_paragraph_at_a_time(
    sits: Sits, size: tuple[int, int], most: int  # noqa: F811
) -> None:
    person = sits("inspector", size)
    for at in ("", "#c-3.1.2", "#c-7.2.1"):
        person.goes("/-/empty")
        person.goes(f"/mechanism/{at}")
        opened = person.page.locator("details[data-article][open]").count()
        every = person.page.locator("details[data-article]").count()
        assert opened == (every if size == DESKTOP else 1 if at else 0)
        if at:
            expect(person.page.locator(f"[id='{at[1:]}']")).to_be_visible()
        assert person.page.evaluate("document.documentElement.scrollHeight") < most

"""Lists in a browser: rows by keys, a look beside the list, an answer while one types, folded filters on the phone."""

from __future__ import annotations

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_story import Person, server, sits, town  # noqa: F401 - fixtures
from tests.personas import County
from tests.story import underway

Sits = Callable[..., Person]
TITLES = ("省道道路改线", "集镇亮化和道路养护提升", "丙桥加固")


def opened(town: County, person: Person) -> Page:  # noqa: F811
    """The list with three matters."""
    for title in TITLES:
        underway(town, title=title)
    person.goes("/matters/")
    return person.page


def focused(page: Page) -> str:
    """What has the focus."""
    return str(page.evaluate("document.activeElement.textContent")).strip()


def test_keys_go_through_the_rows_choose_look_and_open(town: County, sits: Sits) -> None:  # noqa: F811
    page = opened(town, sits("inspector"))
    rows = [row.inner_text() for row in page.locator("#list tbody td:nth-child(2) > a:not([data-peek])").all()]
    assert sorted(rows) == sorted(TITLES)
    for key in ("j", "j", "k", "x"):
        page.keyboard.press(key)
    assert focused(page) == rows[0]
    expect(page.locator("#list tbody input:checked")).to_have_count(1)
    expect(page.locator("[data-chosen]")).to_have_text("1 件")

    page.keyboard.press("p")
    drawer = page.locator("dialog.drawer[open]")
    expect(drawer.get_by_role("heading", level=2)).to_have_text(rows[0])
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("j")
    expect(drawer.get_by_role("heading", level=2)).to_have_text(rows[1])
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    assert focused(page) == rows[1] and page.url.endswith("/matters/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(rows[1])


def test_keys_are_letters_where_one_types_and_the_list_answers_meanwhile(
    town: County, sits: Sits  # noqa: F811
) -> None:
    page = opened(town, sits("inspector"))
    page.locator(".filters .question").press_sequentially("道路jkxp")
    expect(page.locator(".empty")).to_be_visible()
    assert page.locator("tr[data-here]").count() == 0
    page.locator(".filters .question").fill("道路")
    expect(page.locator("#list tbody tr")).to_have_count(2)
    page.context.set_offline(True)
    page.locator(".filters .question").fill("桥")
    expect(page.locator("#say")).to_contain_text("没有查到，页面还是原来的")
    expect(page.locator("#list tbody tr")).to_have_count(2)
    page.context.set_offline(False)


def test_on_the_phone_filters_are_one_line_that_follows_and_a_row_is_a_card(
    town: County, sits: Sits  # noqa: F811
) -> None:
    page = opened(town, sits("inspector", PHONE))
    fold = page.get_by_role("button", name="筛选：不限")
    expect(page.locator("#f-light")).not_to_be_visible()
    fold.click()
    page.locator("#f-light").select_option("green")
    expect(page.locator("#filtered")).to_have_text("筛选：灯 绿")
    page.locator("[data-fold]").click()
    expect(page.locator("#f-light")).not_to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.locator("[data-peek]").first.click()
    expect(page.locator("dialog.drawer[open]")).to_be_visible()


def test_the_names_of_rows_and_the_head_of_a_register_stay_while_the_rest_scrolls(
    town: County, sits: Sits  # noqa: F811
) -> None:
    page = opened(town, sits("inspector"))
    table = page.locator(".table-box.kept")
    table.evaluate("box => { box.style.width = '30rem'; box.style.maxHeight = '9rem'; box.scrollTo(400, 120); }")
    box, head = table.bounding_box(), page.locator("#list thead th").nth(1).bounding_box()
    name, last = page.locator("#list tbody tr:last-child td").nth(1).bounding_box(), page.locator("#list th").last
    assert box and head and name
    assert abs(head["y"] - box["y"]) < 3, "the head stays above"
    assert box["x"] <= name["x"] < box["x"] + 150 and head["x"] == name["x"], "the name stays at the left"
    table.evaluate("box => box.scrollTo(box.scrollWidth, 0)")
    reached = last.bounding_box()
    assert reached and reached["x"] + reached["width"] <= box["x"] + box["width"] + 2, "the last column is reached"

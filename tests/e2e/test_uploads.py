"""Files in a browser: sent as soon as they are chosen, the bad one named, the good ones kept, shown in the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import files
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_story import Person, server, sits, town  # noqa: F401 - fixtures
from tests.personas import County
from tests.story import underway

Sits = Callable[..., Person]


@pytest.fixture
def chosen(tmp_path: Path) -> list[str]:
    """Four files: a text, one with macros, a photograph, a PDF."""
    given = {
        "方案.docx": files.docx("整改方案", "本期完成沟槽开挖三百米，下月铺管。"),
        "宏.docx": files.docx(more={"word/vbaProject.bin": b"x"}),
        "现场.jpg": files.picture("JPEG", (400, 300)),
        "批示.pdf": files.SCAN,
    }
    for name, content in given.items():
        (tmp_path / name).write_bytes(content)
    return [str(tmp_path / name) for name in given]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_several_files_go_ahead_of_their_form_and_come_back_as_lines(
    town: County, sits: Sits, chosen: list[str], size: tuple[int, int], settings: Any, tmp_path: Path  # noqa: F811
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    story = underway(town)
    person = sits("town_a.liaison", size)
    page = person.page
    person.goes(f"/act/matter.attach/{story.matter}/")
    page.set_input_files("input[type=file][multiple]", chosen)
    expect(page.locator("[data-item]")).to_have_count(3)
    expect(page.locator("[data-said]")).to_contain_text("“宏.docx”带有宏")
    expect(page.locator(".upload-declare")).to_have_class("check upload-declare wanted")
    assert Axe().run(page).violations_count == 0

    expect(page.locator("[data-kept]")).to_have_count(1)
    page.reload()
    page.get_by_text("佐证材料", exact=True).click()
    page.reload()
    expect(page.locator("[data-item]")).to_have_count(3)

    page.locator("[data-item]", has_text="方案.docx").get_by_label("不要").click()
    expect(page.locator("[data-item]")).to_have_count(2)
    page.get_by_label("我已打开看过").check()
    page.get_by_text("现场照片", exact=True).click()
    page.locator("main form").get_by_role("button", name="上传材料").click()
    expect(page.locator(".note.ok")).to_contain_text("上传材料（现场照片）2个：现场.jpg、批示.pdf")

    person.goes(f"/cases/{story.case}/?tab=documents")
    page.get_by_role("link", name="现场.jpg").click()
    picture = page.locator("img.shown")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.naturalWidth") == 400
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    person.goes(f"/cases/{story.case}/?tab=documents")
    page.get_by_role("link", name="批示.pdf").click()
    expect(page.locator("iframe.shown")).to_be_visible()
    assert Axe().run(page).violations_count == 0

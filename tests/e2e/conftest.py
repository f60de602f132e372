"""A real browser: Debian's Chromium, with the pinned fonts where `duban fonts` has fetched them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright's loop runs in the test's thread, and Django would take every query there for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FONTS = Path(__file__).resolve().parents[2] / ".fonts" / "fonts.conf"
DESKTOP, PHONE = (1366, 768), (390, 844)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("DUBAN_CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium on this machine: tools/chromium installs it"
    if FONTS.exists():
        os.environ.setdefault("FONTCONFIG_FILE", str(FONTS))
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of a person's own browser; what its console complains about fails the test at the end.

    A refused request (4xx) is logged by Chromium as an error too; that one is the test's own business.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def new(size: tuple[int, int] = DESKTOP) -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if _complains(line.type, line.text) else None
        )
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


def _complains(kind: str, text: str) -> bool:
    return kind == "error" and "Failed to load resource" not in text

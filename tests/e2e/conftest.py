"""A real browser: Debian's Chromium, with the pinned fonts where `duban fonts` has fetched them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

# Playwright's loop runs in the test's thread, and Django would take every query there for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FONTS = Path(__file__).resolve().parents[2] / ".fonts" / "fonts.conf"
DESKTOP, PHONE = (1366, 768), (390, 844)
OPTIONS = ["--no-sandbox", "--disable-gpu"]
_OWN = ("Failed to load resource", "htmx:sendError", "htmx:afterRequest")


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """What starts a browser."""
    if FONTS.exists():
        os.environ.setdefault("FONTCONFIG_FILE", str(FONTS))
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    path = os.environ.get("DUBAN_CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium on this machine: tools/chromium installs it"
    launched = chromium.launch(executable_path=path, args=OPTIONS)
    yield launched
    launched.close()


class Pages:
    """Pages of persons' own browsers; what a console complains about fails the test at the end.

    A refused request (4xx) is logged by Chromium as an error too, and a cut line by htmx; these are the test's own business.
    """

    def __init__(self) -> None:
        self._contexts: list[BrowserContext] = []
        self._complaints: list[str] = []

    def open(self, browser: Browser, size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        """A page of somebody who was never here."""
        width, height = size
        given = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        context = browser.new_context(viewport={"width": width, "height": height}, **given)
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on("console", lambda line: self._complain(line.type, line.text))
        return page

    def _complain(self, kind: str, text: str) -> None:
        if _complains(kind, text):
            self._complaints.append(text)

    def close(self) -> None:
        """Close them all; nothing was complained of."""
        for context in self._contexts:
            context.close()
        assert self._complaints == []


@pytest.fixture
def pages() -> Iterator[Pages]:
    opened = Pages()
    yield opened
    opened.close()


@pytest.fixture
def open_page(browser: Browser, pages: Pages) -> Callable[..., Page]:
    """Open a page of a person's own browser."""
    return partial(pages.open, browser)


def _complains(kind: str, text: str) -> bool:
    return kind == "error" and not any(own in text for own in _OWN)

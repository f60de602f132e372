"""`make pictures`: the pictures of the README and of the handbooks, taken from the demo county in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pictures"
HANDBOOK = ROOT / "src" / "duban" / "web" / "static" / "duban" / "handbook"
PASSWORD = "duban-demo-county"  # noqa: S105 - that of the demo's personas
DESKTOP, PHONE = (1366, 860), (390, 844)
WIDE, SMALL = (1180, 700), (390, 700)
OF_HANDBOOKS = {
    "inspector": ("weiducha", "/", WIDE),
    "checker": ("weihegao", "/registry/letter/", WIDE),
    "clerk": ("weiwenshu", "/", WIDE),
    "director": ("weizhuren", "/cockpit/", WIDE),
    "leader": ("shuji", "/", SMALL),
    "liaison": ("jialian", "/", SMALL),
    "principal": ("jiazhen", "/", SMALL),
    "cdi": ("jiwei", "/accountability/", WIDE),
    "organisation": ("zuzhi", "/organisations/lists/", WIDE),
    "appraisal": ("jixiao", "/results/", WIDE),
    "registrar": ("guanli", "/founding/", WIDE),
}
"""Whose page shows what in which handbook."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def signed_in(browser: Browser, base: str, who: str, size: tuple[int, int]) -> Page:
    """A page of this persona."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN").new_page()
    page.goto(f"{base}/login/")
    page.get_by_label("账号").fill(who)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_load_state()
    return page


def take(browser: Browser, base: str) -> None:
    """Each picture of the README."""
    OUT.mkdir(parents=True, exist_ok=True)
    page = signed_in(browser, base, "weiducha", DESKTOP)
    page.screenshot(path=OUT / "desk.png")
    page.goto(f"{base}/registry/listing/")
    page.screenshot(path=OUT / "registry.png")
    page.locator("tbody tr", has_text="进展滞后").first.locator("a").first.click()
    page.wait_for_load_state()
    page.screenshot(path=OUT / "case.png")
    page.goto(f"{base}/mechanism/#c-3.1.1")
    page.screenshot(path=OUT / "mechanism.png")
    page.goto(f"{base}/matters/?step=letter&office=party_office")
    page.locator("tbody tr a").first.click()
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    page.get_by_role("link", name="起草立项挂牌督办通知书").first.click()
    page.wait_for_load_state()
    page.screenshot(path=OUT / "refusal.png")
    phone = signed_in(browser, base, "shuji", PHONE)
    approvals = phone.get_by_role("link", name="同意")
    if not approvals.count():
        phone = signed_in(browser, base, "xianzhang", PHONE)
        approvals = phone.get_by_role("link", name="同意")
    if approvals.count():
        phone.goto(base + str(approvals.first.get_attribute("href")))
    phone.screenshot(path=OUT / "phone.png")


def take_for_handbooks(browser: Browser, base: str) -> None:
    """One picture for each handbook, small enough to come with every installation."""
    HANDBOOK.mkdir(parents=True, exist_ok=True)
    for name, (who, path, size) in OF_HANDBOOKS.items():
        page = signed_in(browser, base, who, size)
        page.goto(base + path)
        page.screenshot(path=HANDBOOK / f"{name}.jpg", type="jpeg", quality=55)
        page.context.close()


@contextmanager
def served() -> Iterator[tuple[Browser, str]]:
    """A browser, and the address at which the data folder, which holds the demo, is served meanwhile."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    fonts = ROOT / ".fonts" / "fonts.conf"
    if fonts.exists():
        os.environ.setdefault("FONTCONFIG_FILE", str(fonts))
    server = subprocess.Popen([ROOT / ".venv" / "bin" / "duban", "serve", "--port", str(port)])  # noqa: S603
    try:
        for _ in range(100):
            try:
                urlopen(f"{base}/-/health", timeout=2)  # noqa: S310 - our own server on loopback
                break
            except (URLError, OSError):
                time.sleep(0.3)
        with sync_playwright() as playwright:
            path = os.environ.get("DUBAN_CHROMIUM", "/usr/bin/chromium")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            yield browser, base
            browser.close()
    finally:
        server.terminate()
        server.wait()


def main() -> int:
    """Take all of them."""
    with served() as (browser, base):
        take(browser, base)
        take_for_handbooks(browser, base)
    return 0


if __name__ == "__main__":
    sys.exit(main())

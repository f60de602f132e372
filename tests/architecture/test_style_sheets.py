"""What comes with the first visit is small, fits browsers of years ago, and comes from nowhere else."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "duban" / "web"
STATIC, TEMPLATES = WEB / "static", WEB / "templates"
MOST = 350 * 1024
"""So much script and style, compressed, may a first visit load without the library of charts."""
NEW_COLOURS = re.compile(r"color-mix\(|light-dark\(|(?<![\w-])(?:oklch|oklab|lch|lab|color)\(")
NAMESPACES = ("http://www.w3.org/", "https://www.w3.org/")
SAID_ONLY = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)


def own_sheets() -> Iterator[tuple[str, str]]:
    for path in sorted((STATIC / "duban").glob("*.css")):
        yield path.name, re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


def test_own_sheets_use_no_colour_that_browsers_before_2023_do_not_know() -> None:
    """With a var() in it such a value is thrown away as a whole there, so a value before it would not help."""
    assert {name: NEW_COLOURS.findall(css) for name, css in own_sheets() if NEW_COLOURS.search(css)} == {}


def test_what_the_library_colours_in_a_new_way_is_coloured_by_our_own_sheets() -> None:
    """Links: the library mixes their colour, so ours come after it and name it plainly."""
    app = dict(own_sheets())["app.css"]
    assert re.search(r"(?:^|\})\s*a\{[^}]*color:var\(--blue\)", app)
    plain = (TEMPLATES / "plain.html").read_text("utf-8")
    assert plain.index("tabler.min.css") < plain.index("duban/app.css")


@pytest.mark.parametrize("page", ["plain.html", "base.html"])
def test_a_first_visit_is_light(page: str) -> None:
    texts = [(TEMPLATES / name).read_text("utf-8") for name in {"plain.html", page}]
    files = {name for text in texts for name in re.findall(r"\{% asset '([^']+)' %\}", text)}
    assert "vendor/tabler.min.css" in files and "vendor/echarts.min.js" not in files
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in files}
    assert sum(sizes.values()) <= MOST, sizes


def test_charts_are_loaded_where_there_is_one() -> None:
    loading = {path.name for path in TEMPLATES.rglob("*.html") if "echarts" in path.read_text("utf-8")}
    assert loading, "some pages have charts"
    for name in loading:
        text = next(TEMPLATES.rglob(name)).read_text("utf-8")
        assert "chart" in text.replace("echarts.min.js", "").replace("charts.js", ""), name


def test_no_page_names_a_foreign_host() -> None:
    named = {}
    for path in (*TEMPLATES.rglob("*.html"), *(STATIC / "duban").glob("*.*")):
        if path.suffix in {".html", ".css", ".js", ".svg"}:
            text = SAID_ONLY.sub("", path.read_text("utf-8"))
            found = [one for one in re.findall(r"https?://[^\s\"'<>)]+", text) if not one.startswith(NAMESPACES)]
            if found:
                named[path.name] = found
    assert named == {}

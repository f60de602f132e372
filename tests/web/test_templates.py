"""What holds for every template: the strict content policy, the sprite, the error pages. No database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from duban.web import display


def test_no_template_carries_inline_style_script_or_handler() -> None:
    root = Path(display.__file__).parent / "templates"
    inline = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
    found = [
        f"{path.relative_to(root)}: {match[0]}"
        for path in sorted(root.rglob("*.html"))
        for match in inline.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_chinese_sentence_is_broken_over_two_lines() -> None:
    """The browser shows the break as a gap between two characters."""
    root = Path(display.__file__).parent / "templates"
    comments = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.DOTALL)
    broken = re.compile(r"[\u4e00-\u9fff，。；：、）》”][ \t]*\n[ \t]*(?=[\u4e00-\u9fff（《“])")
    found = [
        f"{path.relative_to(root)}: {match[0]}"
        for path in sorted(root.rglob("*.html"))
        for match in broken.finditer(comments.sub("", path.read_text("utf-8")))
    ]
    assert found == []


def test_every_symbol_that_a_template_names_is_in_the_sprite() -> None:
    root = Path(display.__file__).parent
    symbols = set(re.findall(r'<symbol id="([^"]+)"', (root / "static/duban/icons.svg").read_text("utf-8")))
    named = {
        name
        for path in root.rglob("*.html")
        for name in re.findall(r"\{% icon ['\"]([^'\"]+)['\"]", path.read_text("utf-8"))
    }
    looks = {symbol for _, symbol in display.OUTCOME_LOOKS.values()} | {
        "L-r",
        "L-y",
        "L-g",
        "L-n",
        "up",
        "flat",
        "dn",
    }
    assert named | looks <= symbols


@pytest.mark.parametrize("name", ["403", "404", "409", "500", "csrf"])
def test_each_error_page_is_designed(name: str) -> None:
    html = get_template(f"pages/errors/{name}.html").render({"conflict": {"retry": {"url": "/"}}})
    assert html.count("<h1") == 1
    assert "返回" in html or "回工作台" in html or "接着填" in html

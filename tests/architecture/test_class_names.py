"""Classes are words that a designer can read, each written once: no abbreviations, and none that no page has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.syntax import tree_of
from tools.templates.__main__ import TEMPLATES

STATIC = TEMPLATES.parent / "static"
SHORT = re.compile(
    "act|any|as|at|bad|bar|big|box|can|do|due|end|far|in|js|key|lag|law|no|now|of|ok|on|one|own|red|row|sub|tab|tap|two|up|who|why"
)
"""Words of one to three letters; a shorter piece of a name is none."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def selected(css: str) -> set[str]:
    """The classes that a sheet speaks of."""
    rules = re.sub(r"\{[^{}]*\}", "{}", _COMMENT.sub("", css))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", rules))


def given(text: str) -> set[str]:
    """The classes that a template gives, without those that a value makes."""
    said = (_TAG.sub(" ", value) for value in re.findall(r'class="([^"]*)"', text))
    return {name for value in said for name in value.split() if not name.endswith("-")}


def is_of_words(name: str) -> bool:
    """Whether each part of a name is a word, or a number after one."""
    first, *others = name.split("-")
    return _word(first) and all(_word(part) or part.isdigit() for part in others)


def _word(part: str) -> bool:
    return bool(SHORT.fullmatch(part)) or bool(
        len(part) > 3 and part.isalpha() and re.search("[aeiouy]", part)
    )


LIBRARY = selected((STATIC / "vendor" / "tabler.min.css").read_text("utf-8")) | {
    "htmx-indicator",
    "htmx-request",
}
SHEETS = {path.name: selected(path.read_text("utf-8")) for path in sorted((STATIC / "duban").glob("*.css"))}
PAGES = {
    path.relative_to(TEMPLATES).as_posix(): given(path.read_text("utf-8"))
    for path in sorted(TEMPLATES.rglob("*.html"))
}


@pytest.mark.parametrize(("place", "names"), [*SHEETS.items(), *PAGES.items()], ids=[*SHEETS, *PAGES])
def test_each_class_is_of_words(place: str, names: set[str]) -> None:
    assert sorted(name for name in names - LIBRARY if not is_of_words(name)) == []


@pytest.mark.parametrize("name", ["nw", "mt1", "tbx", "row-x", "m", "fld", "up-", "n0"])
def test_an_abbreviation_would_be_found(name: str) -> None:
    assert not is_of_words(name)


def said_elsewhere() -> Iterator[str]:
    """Whatever stands in texts of the modules, scripts and template tags that make classes."""
    for path in sorted(TEMPLATES.parent.rglob("*.py")):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for path in (*sorted((STATIC / "duban").glob("*.js")), *sorted(TEMPLATES.rglob("*.html"))):
        yield path.read_text("utf-8")


def test_no_sheet_speaks_of_a_class_that_nothing_has() -> None:
    known = {word for text in said_elsewhere() for word in re.findall(r"[a-zA-Z][\w-]*", text)}
    made = tuple(word for word in known if word.endswith("-"))
    spoken = set().union(*SHEETS.values()) - LIBRARY
    assert sorted(name for name in spoken if name not in known and not name.startswith(made)) == []


def looked_for() -> set[str]:
    """The classes that a page's own attributes and the scripts look for."""
    scripts = [path.read_text("utf-8") for path in sorted((STATIC / "duban").glob("*.js"))]
    asked = [
        ask
        for text in scripts
        for ask in re.findall(r'(?:\$\$?|querySelector(?:All)?|closest|matches)\("([^"]*)"', text)
    ]
    for path in sorted(TEMPLATES.rglob("*.html")):
        asked += re.findall(r'hx-[a-z]+="([^"]*)"', _TAG.sub(" ", path.read_text("utf-8")))
    return {name for ask in asked for name in re.findall(r"(?<!\w)(?:[a-z]+)?\.([a-zA-Z][\w-]*)", ask)}


def test_what_is_looked_for_is_there() -> None:
    found = looked_for()
    assert {"question", "errors", "bad-field"} <= found
    written = set().union(*(given(text) for text in said_elsewhere()), *PAGES.values(), {"bad-field"})
    assert sorted(found - written - LIBRARY) == []


def test_no_page_has_a_class_that_nothing_knows() -> None:
    """Such a class sets nothing: a gap that is not there, a warning that looks like any other line."""
    known = LIBRARY | looked_for() | set().union(*SHEETS.values())
    assert {page: sorted(names - known) for page, names in PAGES.items() if names - known} == {}

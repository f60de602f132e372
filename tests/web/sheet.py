"""A form as a browser would send it: every control with the value that stands in it."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlencode

_SKIPPED = ("file", "submit", "button", "reset", "image")


class Sheet(HTMLParser):
    """Reads the controls of the one form of a page that is sent to an address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.pairs = action, list[tuple[str, str]]()
        self.inside = self.template = False
        self.boxes = set[str]()
        self.area: str | None = None
        self.select: tuple[str, bool] | None = None
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("action") == self.action
        self.template |= tag == "template"
        if not self.inside or self.template or "disabled" in given:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(given, name)
        elif tag == "textarea" and name:
            self.area, self.text = name, ""
        elif tag == "select" and name:
            self.select, self.options = (name, "multiple" in given), []
        elif tag == "option" and self.select:
            self.options.append((given.get("value", ""), "selected" in given))

    def _input(self, given: dict[str, str], name: str) -> None:
        kind = given.get("type", "text")
        boxed = kind in ("checkbox", "radio")
        self.boxes |= {name} if boxed else set()
        if kind not in _SKIPPED and (not boxed or "checked" in given):
            self.pairs.append((name, given.get("value", "on" if boxed else "")))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.template = False
        elif tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area is not None:
            self.pairs.append((self.area, self.text.removeprefix("\n")))
            self.area = None
        elif tag == "select" and self.select:
            self._select(*self.select)
            self.select = None

    def _select(self, name: str, multiple: bool) -> None:
        chosen = [value for value, picked in self.options if picked]
        if not chosen and not multiple and self.options:
            chosen = [self.options[0][0]]
        self.pairs += [(name, value) for value in chosen]


def as_sent(html: str, action: str, **typed: str) -> str:
    """The body of the form at an address, unchanged but for what is typed into or ticked at controls by name."""
    sheet = Sheet(action)
    sheet.feed(html)
    assert sheet.pairs, f"no form that is sent to {action}"
    ticked = [(name, typed[name]) for name in typed.keys() & sheet.boxes - dict(sheet.pairs).keys()]
    return urlencode([*((name, typed.get(name, value)) for name, value in sheet.pairs), *ticked])

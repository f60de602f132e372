"""What a road asks of hands, counted from its forms, and the time that it takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import html

KEY, POINT, PRESS, THINK = 0.2, 1.1, 0.2, 1.35
"""Seconds by the keystroke-level model of Card, Moran and Newell, for an average skilled typist."""
PAGE, READ, SIGN = 0.3, 5, 3
"""Seconds until a page stands; signs of the road that are read in a second; keys for a Chinese sign."""


@dataclass
class Hand:
    """Counts what is done by somebody who walks alone and makes no mistake.

    A field is come to by the tabulator and a choice is two clicks; what a form opens with is left as it is. There is a
    thought before each click, each field, and each row of a table: a row is copied from the paper as a whole.
    """

    pages: int = 0
    clicks: int = 0
    fields: int = 0
    keys: int = 0
    thoughts: int = 0
    signs: int = 0

    def reads(self, said: str) -> None:
        """The words of a step."""
        self.signs += len(said)

    def follows(self) -> None:
        """A link or a button that leads to another page."""
        self.clicks += 1
        self.thoughts += 1
        self.pages += 1

    def comes_in(self, link: str, password: str, *, copied: bool) -> None:
        """By a link, which is typed off a slip or copied from a window, and with a new password, typed twice."""
        self.pages += 1
        self.thoughts += 2
        if copied:
            self.clicks += 2
        else:
            self._types(link.partition("//")[2] or link)
        self._types(password)
        self._types(password)
        self.follows()

    def fills_in(self, page: str, given: Mapping[str, Any]) -> None:
        """Each field that does not stand as it should, in the rows that are there and those to be added; the button."""
        form, rows = html.fromstring(page), set()
        for name, value in given.items():
            wanted = value if isinstance(value, list) else [value]
            there = form.xpath(f'//*[@name="{name}"][not(ancestor::template)]')
            stands = [one for one in map(_stands, there) if one is not None]
            for place, one in enumerate(map(str, wanted)):
                if not one or (place < len(stands) and stands[place] == one):
                    continue
                rows.add((name.partition(".")[0], place))
                self._fills(there[0], one)
            if name.endswith(".name"):
                self.clicks += max(0, len(wanted) - len(there))
        self.thoughts += len(rows)
        self.follows()

    def _fills(self, widget: Any, text: str) -> None:
        kind = widget.get("type") or widget.tag
        if kind in ("select", "file"):
            self.fields, self.clicks = self.fields + 1, self.clicks + 2
        elif kind in ("radio", "checkbox"):
            self.fields, self.clicks = self.fields + 1, self.clicks + 1
        else:
            self._types(text.replace("-", "") if kind == "date" else text)

    def _types(self, text: str) -> None:
        self.fields += 1
        self.keys += 1 + sum(SIGN if sign > "\u3000" else 1 for sign in text)

    @property
    def seconds(self) -> float:
        """All of it, one after the other."""
        done = self.clicks * (POINT + PRESS) + self.keys * KEY + self.thoughts * THINK
        return done + self.pages * PAGE + self.signs / READ


def _stands(widget: Any) -> str | None:
    """What a field opens with; None for a file, and for a choice that is not taken."""
    if widget.get("type") in ("radio", "checkbox"):
        return widget.get("value") if widget.get("checked") is not None else None
    return None if widget.get("type") == "file" else (widget.value or "").strip()

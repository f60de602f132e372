"""What an official document says, as plain text: its title, to whom it goes, and every block, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

_SAID = {"title", "to", "text", "run_in", "head", "caption", "note"}
_INSIDE = {"blocks", "attachments", "rows"}


def plain_text(content: str) -> str:
    """The words of a document from its canonical JSON, a line for each piece, the title first."""
    paper = orjson.loads(content)
    lines = ["".join(paper["title"]), paper["to"], *_said({name: paper[name] for name in ("blocks", "attachments", "note")})]
    return "\n".join(line for line in lines if line)


def _said(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _said(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in _INSIDE:
                yield from _said(value)
            elif name in _SAID:
                yield from value if isinstance(value, list) else [value]

"""What a document says, apart from how it is laid out: title, recipients, blocks, issuer, date, copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Block:
    """One block of the text. `kind` is p, flat (not indented), heading, list, items (name and text) or table."""

    kind: str
    text: str = ""
    rows: tuple[Any, ...] = ()
    head: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A document as it reads. `head` is the red head, `back` the lines of the 版记, `stamp` says 草稿 or 已作废."""

    title: str
    blocks: tuple[Block, ...]
    head: str = ""
    number: str = ""
    to: str = ""
    sign: tuple[str, ...] = ()
    date: date | None = None
    back: tuple[str, ...] = ()
    stamp: str = ""


def paragraph(text: str) -> Block:
    """A paragraph of the text."""
    return Block("p", text)


def heading(text: str) -> Block:
    """A heading of the first level, e.g. 一、责令整改事项."""
    return Block("heading", text)


def listed(rows: Any) -> Block:
    """Numbered lines; a single text is one line."""
    lines = [rows] if isinstance(rows, str) else list(rows or ())
    return Block("list", rows=tuple(lines))


def long_date(day: date | datetime | None) -> str:
    """2026年11月23日, and （未填） where a draft has none yet."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "（未填）"

"""What a document says, apart from how it is laid out: title, recipients, blocks, issuer, date, copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

COPIES = "抄送：县纪委监委、县委组织部。"


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


@dataclass(frozen=True)
class Source:
    """Everything that the documents of a measure are made from, as frozen at issue or as it stands in the draft.

    `content` are the fields of the form, `facts` the quoted facts, `people` the names by role of the interview
    (present, excused), `plan_days` the term of the plan in working days.
    """

    matter: str
    issuer: str
    unit: str
    principals: tuple[str, ...]
    number: str
    issued_on: date | None
    basis: str
    content: Mapping[str, Any]
    facts: tuple[str, ...]
    deadline: date | None
    feedback_days: int
    plan_days: int
    stamp: str = ""
    approver: str = ""
    planned_at: datetime | None = None
    held_at: datetime | None = None
    convener: str = ""
    minutes: str = ""
    minutes_no: int | None = None
    report_handed: bool | None = None
    attended: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excused: tuple[str, ...] = ()
    self_criticisms: tuple[str, ...] = ()
    release_number: str = ""
    released_on: date | None = None
    verified: str = ""


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


def lines(value: Any) -> str:
    """A field of the form as text: several lines are joined."""
    return (
        "；".join(str(item) for item in value)
        if isinstance(value, list | tuple)
        else str(value or "（未填）")
    )


def joined(facts: tuple[str, ...]) -> str:
    """Facts in one sentence, without the full stops that each brings along."""
    return "；".join(fact.rstrip("。；") for fact in facts)


def addressees(source: Source) -> str:
    """The unit and its principal leaders, who are both addressed (三（一）)."""
    leaders = "、".join(source.principals)
    return f"{source.unit}及主要领导{leaders}" if leaders else source.unit

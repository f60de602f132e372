"""Which columns a list can show, and which of them it shows: chosen in the address, else remembered, else the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from duban.organisations.actions.own import NotKept
from duban.organisations.selectors.own import Own

LAYOUT = ("columns", "compact")
"""What of an address says how a list looks and not which rows it shows."""


@dataclass(frozen=True)
class ListColumn:
    """A column that may be left out; by `sort` the list can be ordered. What is not `usual` is shown when it is chosen.

    An `internal` one is for the four organs alone.
    """

    name: str
    label: str
    sort: str = ""
    usual: bool = True
    internal: bool = False


@dataclass(frozen=True)
class ListLayout:
    """A list with the columns that may be chosen, in their order. What names its rows is always there."""

    name: str
    columns: tuple[ListColumn, ...]

    @property
    def usual(self) -> tuple[str, ...]:
        """What it shows where nothing was chosen."""
        return tuple(one.name for one in self.columns if one.usual)


@dataclass(frozen=True)
class ChosenColumns:
    """How a list looks now; `gone` counts the columns that were asked for and are no more, `kept` is what is remembered."""

    layout: ListLayout
    names: tuple[str, ...]
    compact: bool
    gone: int = 0
    kept: Own | None = None

    @property
    def on(self) -> Mapping[str, bool]:
        """Column to whether it is shown."""
        return {one.name: one.name in self.names for one in self.layout.columns}

    @property
    def heads(self) -> tuple[ListColumn, ...]:
        """The columns that are shown, in the order of the list."""
        return tuple(one for one in self.layout.columns if one.name in self.names)

    @property
    def address(self) -> str:
        """What an address says of it."""
        return urlencode({"columns": ".".join(self.names), **({"compact": "1"} if self.compact else {})})

    @property
    def own(self) -> bool:
        """Whether it differs from what everybody sees."""
        return self.compact or self.names != self.layout.usual


MATTERS = ListLayout("matters", (
    ListColumn("unit", "责任单位", "unit"), ListColumn("source", "来源"), ListColumn("step", "阶梯"),
    ListColumn("inspector", "经办人", usual=False), ListColumn("progress", "工作进展"), ListColumn("rating", "评价"),
    ListColumn("next", "最近到期", "next", usual=False), ListColumn("due", "办理时限", "due"), ListColumn("state", "状态"),
))  # fmt: skip
OF_PEOPLE = ("principals", "deputies", "handlers", "progress", "rating", "problems", "suggestions")
"""What a register leaves out of the row of somebody who reads only that a unit was listed."""
REGISTERS = ListLayout("registers", (
    ListColumn("number", "文号", "issued"), ListColumn("unit", "责任单位", "unit"), ListColumn("principals", "主要领导"),
    ListColumn("deputies", "分管领导"), ListColumn("handlers", "经办负责人"), ListColumn("progress", "工作进展"),
    ListColumn("rating", "评价"), ListColumn("problems", "存在问题"), ListColumn("suggestions", "工作建议", internal=True),
    ListColumn("deadline", "办理时限", "deadline"), ListColumn("state", "状态"),
))  # fmt: skip
INQUIRIES = ListLayout("inquiries", (
    ListColumn("unit", "责任单位"), ListColumn("items", "情形"), ListColumn("state", "状态"), ListColumn("transfer", "移交"),
    ListColumn("result", "办理与结果"),
))  # fmt: skip
RULINGS = ListLayout("rulings", (
    ListColumn("subject", "对象"), ListColumn("kinds", "方式"), ListColumn("effective", "生效"), ListColumn("state", "状态"),
))  # fmt: skip
OWED = ListLayout("owed", (
    ListColumn("duty", "应办的事"), ListColumn("who", "由谁办"), ListColumn("due", "到期"), ListColumn("outcome", "办了没有"),
))  # fmt: skip
_LISTS = {one.name: one for one in (MATTERS, REGISTERS, INQUIRIES, RULINGS, OWED)}


def as_seen(layout: ListLayout, internal: bool) -> ListLayout:
    """A list for somebody to whom its internal columns are open, or not."""
    return ListLayout(layout.name, tuple(one for one in layout.columns if internal or not one.internal))


def chosen(layout: ListLayout, query: QueryDict, kept: Own | None) -> ChosenColumns:
    """How a list is to look: as the address says it, else as its reader has it remembered, else as usual."""
    value = kept.value if kept else {}
    asked = _asked(query) or value.get("columns") or layout.usual
    names = tuple(one.name for one in layout.columns if one.name in asked)
    compact = query.get("compact") == "1" if _said(query) else bool(value.get("compact"))
    return ChosenColumns(layout, names or layout.usual, compact, lost(layout, query), kept)


def all_shown(name: str) -> ChosenColumns:
    """A list where nothing can be chosen: with every column that it usually has."""
    return ChosenColumns(_LISTS[name], _LISTS[name].usual, False)


def lost(layout: ListLayout, query: QueryDict) -> int:
    """How many columns an address asks for that the list does not have, or not for this reader."""
    known = {one.name for one in layout.columns}
    return len(set(_asked(query)) - known)


def _asked(query: QueryDict) -> list[str]:
    return [one for one in str(query.get("columns", "")).split(".") if one]


def _said(query: QueryDict) -> bool:
    return any(name in query for name in LAYOUT)


def to_remember(name: str, sent: QueryDict) -> dict[str, Any]:
    """What was ticked, as it is kept; NotKept where it is no list, no column of it, or none at all."""
    if name not in _LISTS:
        raise NotKept("没有这个列表，没有保存。")
    known = {one.name for one in _LISTS[name].columns}
    ticked = sent.getlist("column")
    if not ticked:
        raise NotKept("请至少选一栏。")
    if not known.issuperset(ticked):
        raise NotKept("所选栏目中有的已不存在，请重新打开列表再选。")
    return {"columns": ticked, "compact": bool(sent.get("compact"))}

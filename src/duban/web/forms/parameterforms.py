"""The form field of a parameter's value: a number for a number, a day for a day, rows for a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from duban.mechanism.lifecycles.types import Column, Field, Widget
from duban.mechanism.parameters import Parameter

_WIDGETS = {
    "int": Widget.NUMBER,
    "bool": Widget.CHOICE,
    "text": Widget.TEXT,
    "list": Widget.LINES,
    "ints": Widget.LINES,
    "choice": Widget.CHOICE,
    "date": Widget.DATE,
    "table": Widget.TABLE,
}
_COLUMN_WIDGETS = {"int": Widget.NUMBER, "date": Widget.DATE}
_YES_NO = "true=是|false=否"


def value_field(known: Parameter) -> Field:
    """The field for a new value of a parameter."""
    choices = {"bool": _YES_NO, "choice": "|".join(f"{name}={label}" for name, label in known.choices)}
    return Field(
        "value",
        "改为",
        _WIDGETS[known.kind],
        required=not known.optional,
        hint=_hint(known),
        choices=choices.get(known.kind, ""),
        columns=tuple(
            Column(one.key, one.title, _COLUMN_WIDGETS.get(one.kind, Widget.TEXT), required=_asked(one))
            for one in known.columns
        ),
    )


def _asked(column: Any) -> bool:
    return not column.optional and column.kind != "list"


def _hint(known: Parameter) -> str:
    hints = {
        "int": f"整数，单位：{known.unit}" if known.unit else "整数",
        "list": "一行一项",
        "ints": f"一行一个整数，单位：{known.unit}" if known.unit else "一行一个整数",
        "table": "一行一项；一栏里有多项的，用顿号隔开",
    }
    hint = hints.get(known.kind, "")
    return f"{hint}。未定的不填" if known.optional and hint else "未定的不填" if known.optional else hint


def opened_with(known: Parameter, value: Any) -> Any:
    """A value as its field opens with it."""
    if value is None:
        return ""
    if known.kind == "bool":
        return "true" if value else "false"
    if known.kind in ("list", "ints"):
        return [str(item) for item in value]
    if known.kind == "table":
        return [{key: _cell(item) for key, item in row.items()} for row in value]
    return value


def _cell(item: Any) -> Any:
    if isinstance(item, (tuple, list)):
        return "、".join(str(each) for each in item)
    return item if isinstance(item, (date, int)) else str(item) if not isinstance(item, Mapping) else ""

"""A value as a form or a command line gives it, made into what its parameter takes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from duban.mechanism import tables
from duban.mechanism.parameters.definitions import Parameter

_YES = {"true": True, "on": True, "是": True, "false": False, "": False, "否": False}
_BETWEEN = re.compile(r"[、,，；;\n]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def typed(parameter: Parameter, given: Any) -> tuple[Any, str]:
    """The value that a parameter takes from what was given, and why it cannot take it (empty: it can).

    Texts are read as the kind asks: a number, a day, items divided by 、, rows of a table as JSON.
    """
    if parameter.optional and (given is None or given == ""):
        return None, ""
    try:
        value = _READ[parameter.kind](parameter, given)
    except ValueError as error:
        return None, str(error)
    return value, parameter.wrong(value)


def _whole(parameter: Parameter, given: Any) -> Any:
    if isinstance(given, Decimal) and given == given.to_integral_value():
        return int(given)
    if isinstance(given, str) and re.fullmatch(r"\d{1,9}", given.strip(), re.ASCII):
        return int(given)
    return given


def _yes(parameter: Parameter, given: Any) -> Any:
    return _YES.get(given.strip().lower(), given) if isinstance(given, str) else given


def _text(parameter: Parameter, given: Any) -> Any:
    return given.strip() if isinstance(given, str) else given


def _choice(parameter: Parameter, given: Any) -> Any:
    named = {label: name for name, label in parameter.choices}
    return named.get(given.strip(), given.strip()) if isinstance(given, str) else given


def _day(parameter: Parameter, given: Any) -> Any:
    if not isinstance(given, str):
        return given
    try:
        if _DAY.fullmatch(given.strip()):
            return date.fromisoformat(given.strip())
    except ValueError:
        raise ValueError(f"没有“{given.strip()}”这一天") from None
    raise ValueError("应为 2026-11-23 这样的日期")


def _items(parameter: Parameter, given: Any) -> Any:
    if isinstance(given, str):
        given = [item.strip() for item in _BETWEEN.split(given) if item.strip()]
    if not isinstance(given, (list, tuple)):
        return given
    made = (_whole(parameter, item) if parameter.kind == "ints" else _text(parameter, item) for item in given)
    return tuple(made)


def _rows(parameter: Parameter, given: Any) -> Any:
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except json.JSONDecodeError:
            raise ValueError("不是有效的 JSON 列表") from None
    if not isinstance(given, (list, tuple)) or not all(isinstance(row, Mapping) for row in given):
        raise ValueError("应为若干行，每行写明各栏")
    kinds = {column.key: column for column in parameter.columns}
    return tables.kept(
        {
            key: _cell(kinds.get(key), item)
            for key, item in row.items()
            if not (item in (None, "", [], ()) and key in kinds and kinds[key].optional)
        }
        for row in given
    )


def _cell(column: tables.ParameterColumn | None, item: Any) -> Any:
    if column is None:
        return item
    like = Parameter("", column.title, (), "", "", column.kind, "", (), False)
    return _READ[column.kind](like, item if item is not None else "")


_READ = {
    "int": _whole,
    "bool": _yes,
    "text": _text,
    "list": _items,
    "ints": _items,
    "choice": _choice,
    "date": _day,
    "table": _rows,
}

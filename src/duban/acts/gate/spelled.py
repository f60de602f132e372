"""What came as text, read as the values of fields: forms send nothing else, and a call may.

What cannot be read stays as it came: the gate, which is the same for everybody, says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from duban.mechanism.lifecycles.types import Column, Field, Widget
from duban.shared.clock import BEIJING

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_TIME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[T ](\d{1,2}):(\d{2})(?::00)?")
_NUMBER = re.compile(r"[+-]?\d{1,40}(\.\d{1,40})?")
_NO = ("", "off", "false", "False", "0")


def read(field: Field | Column, value: Any) -> Any:
    """The value that a text spells for a field; what is no text, or spells none, as it is."""
    if field.widget is Widget.TABLE and isinstance(value, list | tuple) and isinstance(field, Field):
        return [_row(field, row) if isinstance(row, Mapping) else row for row in value]
    if not isinstance(value, str):
        return value
    match field.widget:
        case Widget.DATE:
            return _date(value.strip())
        case Widget.TIME:
            return _time(value.strip())
        case Widget.NUMBER:
            return Decimal(value.strip()) if _NUMBER.fullmatch(value.strip()) else value.strip()
        case Widget.LINES:
            return value.splitlines()
        case Widget.YES:
            return value not in _NO
        case _:
            return value


def _row(field: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    columns = {column.name: column for column in field.columns}
    return {name: read(columns[name], cell) if name in columns else cell for name, cell in row.items()}


def _date(text: str) -> date | str:
    found = _DATE.fullmatch(text)
    if not found:
        return text
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return text


def _time(text: str) -> datetime | str:
    found = _TIME.fullmatch(text)
    day = _date(found[1]) if found else text
    if not found or isinstance(day, str) or int(found[2]) > 23 or int(found[3]) > 59:
        return text
    return datetime(day.year, day.month, day.day, int(found[2]), int(found[3]), tzinfo=BEIJING)

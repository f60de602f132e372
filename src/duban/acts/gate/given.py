"""What is given to an act, judged against the fields of its row: one gate for pages, commands, imports and jobs.

Everything that is wrong is found at once. What passes comes out in one form whatever the way in: texts without blanks
around them, whole numbers as `int` and others as `Decimal`, lists as lists, and what is not given as the empty value
of its field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from duban.acts.gate.choices import spelled
from duban.mechanism.lifecycles.types import DIGITS, EARLIEST, LATEST, PLACES, Act, Column, Field, Widget
from duban.mechanism.words.named import CLOSE, OPEN
from duban.shared import clock

FEW = 8
Lists = Callable[[str], Mapping[str, str] | None]


@dataclass(frozen=True)
class Unread:
    """Stands for a value that came but could not be read; `why` says so beside its field."""

    why: str


class Unfit(Exception):
    """A value does not fit its field; the message says what would be right."""


def given_to(act: Act, values: Mapping[str, Any], lists: Lists) -> tuple[dict[str, Any], dict[str, str]]:
    """The values as the action takes them, and by field what is wrong with them.

    `lists` gives the options of a field, or None where whoever calls has found the value in the directory itself.
    """
    typed, faults = {}, {}
    for field in act.fields:
        try:
            typed[field.name] = fitting(field, values.get(field.name), lists)
        except Unfit as unfit:
            faults[field.name] = str(unfit)
    for field in act.fields:
        sound = field.name not in faults and field.hangs_on not in faults
        if sound and (fault := _wanting(field, act, typed)):
            faults[field.name] = fault
    return typed, {field.name: faults[field.name] for field in act.fields if field.name in faults}


def fitting(field: Field | Column, value: Any, lists: Lists) -> Any:
    """One value as its field takes it, empty ones as the field's empty value; Unfit where it is none of the field's."""
    if isinstance(value, Unread):
        raise Unfit(value.why)
    if value is None:
        return empty(field)
    if isinstance(field, Field) and field.shaped and not isinstance(value, str):
        return value
    return _FITTING[field.widget](field, value, lists)


def choice_fault(act: Act, name: str, value: Any, options: Mapping[str, str]) -> str:
    """What is wrong with a choice from a list that only the gate of the act knows; empty where nothing is."""
    field = next(field for field in act.fields if field.name == name)
    try:
        fitting(field, value, lambda spec: options)
    except Unfit as unfit:
        return str(unfit)
    return ""


def empty(field: Field | Column) -> Any:
    """The value of a field for which nothing is given."""
    if field.widget in (Widget.CHOICES, Widget.LINES, Widget.TABLE):
        return []
    if field.widget is Widget.FILE:
        return [] if isinstance(field, Field) and field.many else None
    if field.widget is Widget.YES:
        return False
    return None if field.widget in (Widget.NUMBER, Widget.DATE, Widget.TIME) else ""


def shown(field: Field, values: Mapping[str, Any]) -> bool:
    """Whether the condition holds under which a field takes a value."""
    if not field.show_when:
        return True
    name, _, wanted = field.show_when.partition("=")
    value = values.get(name)
    return ("on" if value is True else str(value or "")) in wanted.split("|")


def _wanting(field: Field, act: Act, typed: Mapping[str, Any]) -> str:
    """What is wrong with a value that fits by itself: missing where it is asked for, or given where it is not."""
    value = typed[field.name]
    if not shown(field, typed):
        return "" if value == empty(field) else f"{_condition(field, act)}时才填，请清空这一项。"
    if not field.required or not (value is None or value is False or value in ("", [])):
        return ""
    return asked_for(field)


def asked_for(field: Field | Column) -> str:
    """The words that ask for what is missing."""
    if field.widget is Widget.TABLE:
        return "至少填一行。"
    if field.widget is Widget.FILE:
        return "请选择文件。"
    return "请选择。" if field.choices or field.widget is Widget.YES else "请填写。"


def _condition(field: Field, act: Act) -> str:
    name, _, wanted = field.show_when.partition("=")
    on = next(other for other in act.fields if other.name == name)
    labels = spelled(on.choices) if "=" in on.choices else {}
    return f"“{on.label}”是“{'”或“'.join(labels.get(value, '是') for value in wanted.split('|'))}”"


# ---- one widget, one function ----


def _text(field: Field | Column, value: Any, lists: Lists) -> str:
    if not isinstance(value, str):
        raise Unfit("应为文字。")
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    if field.widget is not Widget.SECRET:
        plain = plain.strip()
    _refuse_characters(plain, "\n\t" if field.widget is Widget.LONG else "")
    if len(plain) > field.limit:
        raise Unfit(f"最多 {field.limit} 个字，现在 {len(plain)} 个。")
    return plain if any(_visible(one) for one in plain) else ""


def _visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZC"


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""The characters of the Unicode categories Cc and Cs."""


def _refuse_characters(text: str, allowed: str) -> None:
    if "\n" in text and "\n" not in allowed:
        raise Unfit("只能填一行，不能换行。")
    if any(one not in allowed for one in _CONTROL.findall(text)):
        raise Unfit("含有不能显示的控制字符，请删去。")
    if OPEN in text or CLOSE in text:
        raise Unfit(f"含有“{OPEN}”或“{CLOSE}”，系统用它们标出措施的名称，请改用引号或书名号。")


def _lines(field: Field | Column, value: Any, lists: Lists) -> list[str]:
    assert isinstance(field, Field)  # noqa: S101 - columns are never lists
    found = []
    for number, line in enumerate(_several(value, "应为一行一项的文字。"), 1):
        try:
            found.append(_text(field, line, lists))
        except Unfit as unfit:
            raise Unfit(f"第 {number} 行：{unfit}") from None
    return _not_too_many([line for line in found if line], field)


def _not_too_many(rows: list[Any], field: Field) -> list[Any]:
    if len(rows) > field.most_rows:
        raise Unfit(f"最多 {field.most_rows} 行，现在 {len(rows)} 行。")
    return rows


def _several(value: Any, otherwise: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise Unfit(otherwise)
    return value


def _date(field: Field | Column, value: Any, lists: Lists) -> date | None:
    if value == "":
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Unfit("没有这一天，请按 2026-11-23 的样子填。")
    if not EARLIEST <= value <= LATEST:
        raise Unfit(f"应在 {EARLIEST:%Y-%m-%d} 到 {LATEST:%Y-%m-%d} 之间。")
    return value


def _time(field: Field | Column, value: Any, lists: Lists) -> datetime | None:
    if value == "":
        return None
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise Unfit("没有这个时间，请按 2026-11-23 09:30 的样子填。")
    if not _in_our_time(value):
        raise Unfit(f"应在 {EARLIEST.year} 年到 {LATEST.year} 年之间。")
    return value


def _in_our_time(moment: datetime) -> bool:
    try:
        return EARLIEST <= clock.day_of(moment) <= LATEST
    except OverflowError:  # at either end of what a moment can be
        return False


def _number(field: Field | Column, value: Any, lists: Lists) -> int | Decimal | None:
    if value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unfit("应为数字。")
    number = Decimal(value)
    if not number.is_finite():
        raise Unfit("应为数字。")
    if isinstance(field, Field) and field.integer:
        return _whole(field, number)
    if number < 0 or (field.positive and not number):
        raise Unfit(f"应{'大于' if field.positive else '不小于'} 0。")
    return _of_size(number)


def _whole(field: Field, number: Decimal) -> int:
    if number != number.to_integral_value() or not field.least <= number <= field.most:
        raise Unfit(f"应为 {field.least} 到 {field.most} 的整数。")
    return int(number)


def _of_size(number: Decimal) -> Decimal:
    if number.adjusted() >= DIGITS - PLACES:
        raise Unfit(f"整数部分最多 {DIGITS - PLACES} 位。")
    if number != round(number, PLACES):
        raise Unfit(f"小数最多 {PLACES} 位。")
    return number


def _choice(field: Field | Column, value: Any, lists: Lists) -> str:
    options: Mapping[str, str] | None = spelled(field.choices) if "=" in field.choices else None
    if not isinstance(value, str):
        raise Unfit(_which(options))
    if not value:
        return ""
    options = options if options is not None else lists(field.choices)
    if options is not None and value not in options:
        raise Unfit(_which(options))
    return value


def _which(options: Mapping[str, str] | None) -> str:
    named = [label for value, label in (options or {}).items() if value]
    if not named:
        return "没有这一选项，请从列出的选项中选。" if options is None else "现在没有可选的。"
    return (
        f"没有这一选项，请从“{'”“'.join(named)}”中选。"
        if len(named) <= FEW
        else "没有这一选项，请从列出的选项中选。"
    )


def _choices(field: Field | Column, value: Any, lists: Lists) -> list[str]:
    chosen = [
        one for one in (_choice(field, each, lists) for each in _several(value, "应为选出的各项。")) if one
    ]
    if len(set(chosen)) != len(chosen):
        raise Unfit("同一项选了两次。")
    return chosen


def _yes(field: Field | Column, value: Any, lists: Lists) -> bool:
    if not isinstance(value, bool):
        raise Unfit("应为“是”或“否”。")
    return value


def _file(field: Field | Column, value: Any, lists: Lists) -> Any:
    many = isinstance(field, Field) and field.many
    files = list(value) if isinstance(value, list | tuple) else [value]
    if any(not isinstance(getattr(one, "name", None), str) for one in files):
        raise Unfit("应为文件。")
    if not many and len(files) > 1:
        raise Unfit(f"这里只交一个文件，现在有 {len(files)} 个。")
    return files if many else files[0] if files else None


def _table(field: Field | Column, value: Any, lists: Lists) -> list[dict[str, Any]]:
    assert isinstance(field, Field)  # noqa: S101 - columns are never tables
    rows = _several(value, "应为一行一项的表。")
    if any(not isinstance(row, Mapping) for row in rows):
        raise Unfit("应为一行一项的表。")
    typed, faults = rows_given(field.columns, rows, lists)
    if faults:
        labels = {column.name: column.label for column in field.columns}
        raise Unfit(
            "；".join(
                f"第 {row + 1} 行“{labels.get(name, name)}”：{text}" for (row, name), text in faults.items()
            )
        )
    return _not_too_many(typed, field)


def rows_given(
    columns: Iterable[Column], rows: Sequence[Mapping[str, Any]], lists: Lists
) -> tuple[list[dict[str, Any]], dict[tuple[int, str], str]]:
    """The rows as the action takes them, blank ones left out, and what is wrong by row and column."""
    typed, faults = [], {}
    for index, row in enumerate(rows):
        cells: dict[str, Any] = {}
        for column in columns:
            try:
                cells[column.name] = fitting(column, row.get(column.name), lists)
            except Unfit as unfit:
                faults[index, column.name] = str(unfit)
        for name in row.keys() - {column.name for column in columns}:
            faults[index, str(name)] = "没有这一栏。"
        if len(cells) < len(row) or any(cells[column.name] != empty(column) for column in columns):
            typed.append(cells)
            for column in columns:
                if column.required and cells.get(column.name, "?") in ("", None):
                    faults[index, column.name] = asked_for(column)
    return typed, faults


_FITTING: dict[Widget, Callable[[Any, Any, Lists], Any]] = {
    Widget.TEXT: _text,
    Widget.LONG: _text,
    Widget.SECRET: _text,
    Widget.LINES: _lines,
    Widget.DATE: _date,
    Widget.TIME: _time,
    Widget.NUMBER: _number,
    Widget.CHOICE: _choice,
    Widget.CHOICES: _choices,
    Widget.YES: _yes,
    Widget.FILE: _file,
    Widget.TABLE: _table,
}

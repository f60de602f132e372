"""What is wrong with a scenario file: every fault with its place and the reason."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEARS = range(1950, 2101)


@dataclass(frozen=True)
class ScenarioFault:
    """One fault: the place, e.g. scenarios[3].events[1].effective, and the reason in Chinese."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}：{self.text}" if self.place else self.text


class ScenarioFaults(ValueError):
    """A scenario file that cannot be taken, with all its faults."""

    def __init__(self, faults: list[ScenarioFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class Notes:
    """Collects the faults while a file is read; a value that is wrong reads as None."""

    def __init__(self) -> None:
        self.faults: list[ScenarioFault] = []

    def add(self, place: str, text: str) -> None:
        """Note a fault."""
        self.faults.append(ScenarioFault(place, text))

    def table(self, place: str, value: Any) -> dict[str, Any]:
        """A JSON object; empty if it is something else."""
        if isinstance(value, dict):
            return value
        self.add(place, f"应为一个对象，写的是{named(value)}")
        return {}

    def rows(self, place: str, value: Any) -> list[Any]:
        """A JSON list; empty if it is something else."""
        if isinstance(value, list):
            return value
        self.add(place, f"应为一个列表，写的是{named(value)}")
        return []

    def known(self, place: str, row: dict[str, Any], fields: set[str]) -> None:
        """Note every field that the format does not have."""
        for key in row:
            if key not in fields:
                self.add(_at(place, key), "格式里没有这一项")

    def text(self, place: str, row: dict[str, Any], key: str, *, required: bool = False) -> str:
        """A text; empty if it is missing."""
        value = row.get(key)
        if value is None and not required:
            return ""
        if value is None:
            self.add(_at(place, key), "不能为空" if key in row else "缺少")
            return ""
        if not isinstance(value, str) or not value.strip() or not _readable(value):
            self.add(_at(place, key), f"应为文字，写的是{named(value)}")
            return ""
        return value.strip()

    def choice(
        self, place: str, row: dict[str, Any], key: str, known: tuple[str, ...], *, required: bool = True
    ) -> str:
        """One of the known words."""
        value = self.text(place, row, key, required=required)
        if value and value not in known:
            self.add(_at(place, key), f"没有“{value}”，应为{'、'.join(known)}之一")
            return ""
        return value

    def flag(self, place: str, row: dict[str, Any], key: str, default: bool) -> bool:
        """True or false."""
        value = row.get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.add(_at(place, key), f"应为 true 或 false，写的是{named(value)}")
        return default

    def integer(self, place: str, row: dict[str, Any], key: str) -> int | None:
        """A whole number."""
        value = row.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(_at(place, key), f"应为整数，写的是{named(value)}")
            return None
        return value

    def year(self, place: str, row: dict[str, Any], key: str, *, required: bool = False) -> int | None:
        """A year."""
        if required and row.get(key) is None:
            self.add(_at(place, key), "缺少")
        value = self.integer(place, row, key)
        if value is not None and value not in _YEARS:
            self.add(_at(place, key), f"{value}不是可用的年度")
            return None
        return value

    def day(self, place: str, row: dict[str, Any], key: str, *, required: bool = False) -> date | None:
        """A date written 2026-03-01."""
        if key not in row or (row[key] is None and not required):
            if required:
                self.add(_at(place, key), "缺少日期")
            return None
        day, wrong = read_day(row[key])
        if wrong:
            self.add(_at(place, key), wrong)
        return day

    def ordered(
        self, place: str, key: str, later: date | None, earlier: date | None, names: tuple[str, str]
    ) -> None:
        """Note a date that lies before the one that it must follow."""
        if later is not None and earlier is not None and later < earlier:
            self.add(_at(place, key), f"{names[0]}{later}早于{names[1]}{earlier}")


def _readable(text: str) -> bool:
    return not any(unicodedata.category(each) in ("Cs", "Cc") and each not in "\n\t" for each in text)


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def read_day(value: Any) -> tuple[date | None, str]:
    """A date from its text, and what is wrong with it (empty: nothing)."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None, f"应为 2026-03-01 这样的日期，写的是{named(value)}"
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None, f"没有“{value}”这一天"
    return (day, "") if day.year in _YEARS else (None, f"“{value}”不在可用的年份以内")


def named(value: Any) -> str:
    """A JSON value as it is named in a message."""
    if value is None:
        return "空值"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "对象"
    if isinstance(value, list):
        return "列表"
    return f"“{value}”"

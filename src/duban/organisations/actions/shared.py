"""What several acts on the directory need: rows that a form names, dates and numbers that make sense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from duban.acts.beside import Answer, Wrong
from duban.acts.gate.asked import Asked
from duban.acts.work import Done, Work
from duban.organisations.models import Person, Unit
from duban.shared.database import memo
from duban.shared.errors import Invalid

FIRST_DAY = date(1949, 10, 1)
_AHEAD = timedelta(days=5 * 366)


def done(work: Work) -> Done:
    """The result of a finished act."""
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done


def renew(work: Work) -> None:
    """Make every memory of the directory out of date; the last thing that an act does to it."""
    memo.renew_directory(work.jurisdiction_id)


def wrong(faults: Mapping[str, str]) -> Iterator[Answer]:
    """The fields that have a message, as a gate says it."""
    if found := {name: message for name, message in faults.items() if message}:
        yield Wrong(found)


def refuse(faults: Mapping[str, str]) -> None:
    """Refuse what was typed where any field has a message."""
    found = {name: message for name, message in faults.items() if message}
    if found:
        raise Invalid(found)


def text(value: str, limit: int, *, required: bool = True) -> str:
    """Why a text does not fit, in Chinese; empty if it does."""
    if required and not value.strip():
        return "请填写。"
    return f"最多 {limit} 个字，现在 {len(value)} 个字。" if len(value) > limit else ""


def count(value: Decimal | int | None) -> str:
    """Why something is not a whole number from 0 to 999999; empty if it is."""
    if value is None:
        return "请填写。"
    return "" if value == int(value) and 0 <= value <= 999_999 else "应为 0 到 999999 的整数。"


def day(value: date | None, today: date, *, required: bool = True) -> str:
    """Why a day makes no sense in a directory; empty if it does."""
    if value is None:
        return "请填写。" if required else ""
    if value < FIRST_DAY:
        return "早于 1949年10月1日，请核对年份。"
    return "晚于今天五年以上，请核对年份。" if value > today + _AHEAD else ""


def order(starts_on: date, ends_on: date | None, word: str = "结束") -> str:
    """Why an end does not fit its start; empty if it does."""
    return (
        f"{word}日期早于开始日期（{chinese(starts_on)}）。"
        if ends_on is not None and ends_on < starts_on
        else ""
    )


def one_of(value: str, allowed: tuple[str, ...] | list[str]) -> str:
    """Why a choice is none of those offered; empty if it is one."""
    if not value:
        return "请选择。"
    return "" if value in allowed else f"没有“{value}”这一项，可选：{'、'.join(allowed)}。"


def unit_given(work: Asked, given: str, field: str) -> Unit:
    """The unit whose id is given; Invalid on its field where the county has none."""
    rows = Unit.objects.filter(jurisdiction_id=work.jurisdiction_id, pk=int(given))
    found = work.once_read(f"unit:{given}", lambda: rows.first())
    if found is None:
        raise Invalid({field: "没有这个单位，请从单位列表中选择。"})
    return found


def person_given(work: Asked, given: str, field: str) -> Person:
    """The person whose id is given; Invalid on its field where the county has none."""
    rows = Person.objects.filter(jurisdiction_id=work.jurisdiction_id, pk=int(given))
    found = work.once_read(f"person:{given}", lambda: rows.first())
    if found is None:
        raise Invalid({field: "没有这个人员，请从人员列表中选择。"})
    return found


def chinese(value: date | None) -> str:
    """A day as documents write it."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def overlap(first: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two stretches of days, both ends included, have a day in common; no end means for ever."""
    return first[0] <= (other[1] or date.max) and other[0] <= (first[1] or date.max)

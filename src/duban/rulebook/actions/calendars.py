"""The work calendar: a year at a time, as the State Council publishes it; corrected by a later document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from chinese_calendar import constants

from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.dates.workdays import is_weekday
from duban.mechanism.people.standing import Function, Subject
from duban.rulebook.actions.shared import done
from duban.rulebook.models import CalendarDay, CalendarYear
from duban.shared.actor import Actor
from duban.shared.database import memo
from duban.shared.errors import Invalid

_OFF, _WORK = "off", "work"
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@clause("3.1.7")
@performs("calendar.publish")
def publish_calendar(
    *,
    actor: Actor,
    year: int | Decimal,
    source: str,
    days: Sequence[Mapping[str, Any]],
    once: str | None = None,
) -> Done:
    """Enter the holidays of a year: every day that is not as Monday to Friday have it (`off` or `work`)."""
    with act(actor, "calendar.publish", once=once) as a:
        permit_creation(a, Subject(office=Function.PARTY_OFFICE))
        whole = _year_given(a, year, source)
        _refuse_days(days, whole)
        row = CalendarYear(year=whole, source=source.strip())
        a.found(row)
        a.create_all([_day(row, given) for given in days])
        a.say(
            off=sum(given["worked"] == _OFF for given in days),
            worked=sum(given["worked"] == _WORK for given in days),
        )
        memo.renew_rulebook(a.jurisdiction_id)
    return done(a)


def _year_given(work: Work, year: int | Decimal, source: str) -> int:
    wrong = {}
    if year != int(year) or not 2000 <= year <= 2100:
        wrong["year"] = "应为 2000 到 2100 的年份。"
    elif CalendarYear.objects.filter(year=int(year)).exists():
        wrong["year"] = f"{int(year)}年的安排已经录入，如有变化请在原安排上调整。"
    if not 0 < len(source.strip()) <= 120:
        wrong["source"] = "请填写，最多 120 个字。"
    if wrong:
        raise Invalid(wrong)
    return int(year)


def _refuse_days(days: Sequence[Mapping[str, Any]], year: int) -> None:
    seen: set[date] = set()
    if not days:
        raise Invalid({"days": "至少填一行。"})
    for number, given in enumerate(days, 1):
        day = given["day"]
        if day.year != year:
            raise Invalid({"days": f"第 {number} 行：{day.isoformat()} 不在 {year} 年。"})
        if day in seen:
            raise Invalid({"days": f"第 {number} 行：{day.isoformat()} 填了两次。"})
        if given["worked"] not in (_OFF, _WORK):
            raise Invalid({"days": f"第 {number} 行：应选放假或者上班。"})
        if given["worked"] == _WORK and is_weekday(day) and not given.get("amended"):
            raise Invalid({"days": f"第 {number} 行：{day.isoformat()} 是周一至周五，本来就上班。"})
        seen.add(day)


def _day(year: CalendarYear, given: Mapping[str, Any]) -> CalendarDay:
    return CalendarDay(
        year=year, day=given["day"], worked=given["worked"] == _WORK, name=str(given.get("name") or "")[:20]
    )


@performs("calendar.amend")
def amend_calendar(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    source: str,
    days: Sequence[Mapping[str, Any]],
    once: str | None = None,
) -> Done:
    """Change single days of a published year, by the document that says so. Terms set before stay as they are."""
    with act(actor, "calendar.amend", ref, expect=expect, once=once) as a:
        if not 0 < len(source.strip()) <= 120:
            a.refuse_input(source="请填写，最多 120 个字。")
        _refuse_days([{**given, "amended": True} for given in days], a.object.year)
        wanted = {given["day"]: given for given in days}
        for row in CalendarDay.objects.filter(day__in=wanted):
            given = wanted.pop(row.day)
            a.change(row, worked=given["worked"] == _WORK, name=str(given.get("name") or row.name)[:20])
        a.create_all([_day(a.object, given) for given in wanted.values()])
        a.say(count=len(days), source=source.strip())
        memo.renew_rulebook(a.jurisdiction_id)
    return done(a)


def published_years() -> list[int]:
    """The years whose holidays the delivered calendar knows."""
    return sorted({day.year for day in constants.holidays})


def seed_calendar(*, actor: Actor, years: Iterable[int] | None = None) -> list[int]:
    """Enter the delivered years, or some of them, that are not entered yet; returns those entered."""
    known = set(CalendarYear.objects.values_list("year", flat=True))
    wanted = [
        year for year in published_years() if (years is None or year in set(years)) and year not in known
    ]
    for year in wanted:
        publish_calendar(
            actor=actor,
            year=year,
            source=f"国务院办公厅关于{year}年部分节假日安排的通知",
            days=_delivered(year),
        )
    return wanted


def _delivered(year: int) -> list[dict[str, Any]]:
    off = {day: name for day, name in constants.holidays.items() if day.year == year}
    work = {day: name for day, name in constants.workdays.items() if day.year == year and not is_weekday(day)}
    rows = [{"day": day, "worked": _OFF, "name": _NAMES.get(name, "")} for day, name in off.items()]
    rows += [{"day": day, "worked": _WORK, "name": _NAMES.get(name, "")} for day, name in work.items()]
    return sorted(rows, key=lambda row: row["day"])

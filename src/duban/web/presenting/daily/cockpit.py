"""驾驶舱 as its templates show it: numbers with the addresses of their lists, and what the charts draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from duban.insight.selectors.cockpit.breakdown import WAYS, Breakdown, Month, Quarter, Way
from duban.insight.selectors.cockpit.overview import Cockpit, Share, Tally, Wall
from duban.insight.selectors.cockpit.owed import OwedFilter
from duban.insight.selectors.cockpit.then import Then
from duban.matters.selectors import MatterFilter
from duban.mechanism.key_work.figures import DUTY_FIGURES, QUARTERS, period_words
from duban.organisations.selectors import UnitRow
from duban.web.presenting import lists

_QUARTERS = [(str(one), f"第{'一二三四'[one - 1]}季度") for one in QUARTERS]


@dataclass(frozen=True)
class Linked:
    """A number, and the address of the list of exactly its rows."""

    number: Tally
    url: str


def linked(number: Tally) -> Linked:
    """With its address."""
    return Linked(number, f"{reverse(number.list)}?{urlencode(number.where)}")


def all_linked(numbers: Iterable[Tally]) -> list[Linked]:
    """Each with its address."""
    return [linked(number) for number in numbers]


def scope_of(query: Mapping[str, str]) -> tuple[MatterFilter, dict[str, str]]:
    """The scope that the address bar names, as a filter and as what every list gets along."""
    address = {name: query[name] for name in ("office", "source", "unit", "inspector", "year", "quarter") if query.get(name)}
    return lists.matter_filter(address), address


def scope_fields(ref: str, where: MatterFilter, units: list[UnitRow], this_year: int) -> list[dict[str, Any]]:
    """The filter line: whose matters, by source, unit and office, and of which year."""
    year = where.year or this_year
    years = [(str(one), f"{one}年") for one in range(this_year, this_year - 3, -1)]
    own = [lists.choice("inspector", "范围", [(ref, "我督办的")], where.inspector, "我看得到的")] if ref else []
    return [
        *own,
        lists.choice("year", "年度", years, str(year) if where.year else "", f"{this_year}年"),
        lists.choice("quarter", "季度", _QUARTERS, str(where.quarter or ""), "全年"),
        *lists.scope_fields(where, units),
    ]


def cockpit_page(view: Cockpit) -> dict[str, Any]:
    """The numbers, the rates, the charts with their tables, the worst."""
    return {
        "view": view,
        "period": period_words(view.year, view.quarter),
        "lights": all_linked(view.lights),
        "ratings": all_linked(view.ratings),
        "shares": [_share(one) for one in view.shares],
        "causes": all_linked(view.causes),
        "ages": all_linked(view.ages),
        "hands": all_linked(view.hands),
        "week": all_linked(view.week),
        "works": all_linked(view.works),
        "own": all_linked(view.own),
        "recovered": _recovered(view.recovery),
        "again": f"销号后又督办的占 {view.again}%。" if view.works[0].count else "",
        "reopened": f"回头看过的，重新启动的占 {view.reopened}%。" if view.works[3].count else "",
        "ladder": _ladder(view),
        "due": _chart("bars", all_linked(view.due)),
        "units": _units(view),
    }


def _recovered(days: float | None) -> str:
    if days is None:
        return "还没有‹督办函›销号。"
    return f"‹督办函›从印发到销号，中位数 {days:g} 天。"


def _share(share: Share) -> dict[str, Any]:
    return {"share": share, "part": linked(share.part), "whole": linked(share.whole)}


def _chart(kind: str, numbers: list[Linked], notes: list[str] | None = None) -> dict[str, Any]:
    """One series: what the chart draws, and the same rows for its table."""
    drawn = {
        "kind": kind,
        "names": [one.number.label for one in numbers],
        "urls": [one.url for one in numbers],
        "notes": notes or [],
        "series": [{"name": "件", "values": [one.number.count for one in numbers]}],
    }
    return {"drawn": drawn, "numbers": numbers}


def wall_page(view: Wall) -> dict[str, Any]:
    """Totals and two charts, which lead nowhere: a wall is looked at."""
    drawn = {"ladder": _ladder(view)["drawn"], "due": _chart("bars", all_linked(view.due))["drawn"]}
    return {"view": view, **{name: {**one, "urls": []} for name, one in drawn.items()}}


def _ladder(view: Cockpit | Wall) -> dict[str, Any]:
    most = view.ladder[0].count
    notes = [f"{round(100 * one.count / most)}%" if most else "" for one in view.ladder]
    return _chart("ladder", all_linked(view.ladder), notes)


def _units(view: Cockpit) -> dict[str, Any]:
    words = [one.label for one in view.ratings]
    base = [dict(one.where) for one in view.ratings]
    rows = [
        {
            "unit": unit.unit,
            "cells": [
                (count, f"{reverse('matters')}?{urlencode({**where, 'unit': unit.ref})}")
                for count, where in zip(unit.counts, base, strict=True)
            ],
        }
        for unit in view.units
    ]
    drawn = {
        "kind": "stacked",
        "names": [unit.unit for unit in view.units],
        "series": [
            {
                "name": word,
                "values": [unit.counts[place] for unit in view.units],
                "urls": [row["cells"][place][1] for row in rows],
            }
            for place, word in enumerate(words)
        ],
    }
    return {"drawn": drawn, "rows": rows, "words": words}


def months_page(months: Iterable[Month]) -> dict[str, Any]:
    """The months as lines of a chart and as rows of its table."""
    rows = [(f"{one.first:%Y-%m}", all_linked(one.numbers)) for one in months]
    series = [
        {
            "name": words,
            "values": [numbers[place].number.count for _, numbers in rows],
            "urls": [numbers[place].url for _, numbers in rows],
        }
        for place, words in enumerate(("登记", "完成", "月末逾期"))
    ]
    return {"months": rows, "drawn": {"kind": "lines", "names": [name for name, _ in rows], "series": series}}


def quarters_page(found: Iterable[Quarter], year: int) -> dict[str, Any]:
    """A line for each quarter and one for the year, with the addresses of all numbers."""
    rows = [
        {
            "label": "全年" if one.quarter is None else dict(_QUARTERS)[str(one.quarter)],
            "whole": one.quarter is None,
            "counts": all_linked(one.counts),
            "shares": [_share(share) for share in one.shares],
        }
        for one in found
    ]
    return {"rows": rows, "year": year}


def day_of(query: Mapping[str, str], default: date) -> date:
    """The day that the address bar names, or another one where it names none."""
    return lists.matter_filter(query).on or default


def then_page(found: Then) -> dict[str, Any]:
    """Both days beside each other."""
    rows = [{"then": linked(one.then), "now": linked(one.now), "more": one.more} for one in found.rows]
    return {"on": found.on, "rows": rows, "fields": [_day_field(found.on)]}


def _day_field(on: date) -> dict[str, Any]:
    return {"name": "on", "label": "哪一天", "type": "date", "value": on.isoformat()}


def lines_page(found: Iterable[Breakdown], by: Way) -> dict[str, Any]:
    """A line each with the addresses of all its numbers."""
    return {
        "by": by,
        "ways": WAYS,
        "lines": [
            {
                "label": one.label,
                "in_hand": linked(one.in_hand),
                "extended": linked(one.extended),
                "shares": [_share(share) for share in one.shares],
            }
            for one in found
        ],
    }


def owed_filter(query: Mapping[str, str]) -> OwedFilter:
    """Which duties a list shows; a figure that there is not counts as the reports that were due."""
    figure = query.get("figure", "")
    rest = {name: value for name, value in query.items() if name != "figure"}
    return OwedFilter(figure if figure in DUTY_FIGURES else "report_due", lists.matter_filter(rest))


def owed_fields(where: OwedFilter, units: list[UnitRow]) -> list[dict[str, Any]]:
    """The filter line of the list of duties."""
    known = [(key, f"{one.label}（逾期未办）" if key.startswith("late_") else one.label) for key, one in DUTY_FIGURES.items()]
    return [lists.choice("figure", "口径", known, where.figure, "应报送"), *lists.scope_fields(where.of, units)]

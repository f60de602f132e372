"""Filters of the lists: what the address bar says, as fields of the filter line and as the selector's filter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from duban.acts.batches.chosen import MOST
from duban.matters.selectors import STEPS, MatterFilter
from duban.measures.selectors import Register, RegisterFilter
from duban.mechanism.clauses import CLAUSES
from duban.mechanism.key_work.figures import MATTER_FIGURES, QUARTERS, Figure, period_words
from duban.mechanism.key_work.lights import Light
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.people.standing import OFFICES
from duban.organisations.selectors import UnitRow
from duban.shared import clock

SOURCES = ("2.1", "2.2", "2.3", "2.4")
_LIGHTS = [(light.value, light.word) for light in Light]


def page_of(query: Mapping[str, str]) -> dict[str, int]:
    """Page and size as the address bar gives them; anything else is the first page of 25."""
    return {"number": _whole(query.get("page"), 1), "size": _whole(query.get("size"), 25)}


def _whole(given: str | None, default: int) -> int:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 7 else default


def _index(given: str) -> str:
    return given if given in ("0", "1", "2", "none") else ""


def matter_filter(query: Mapping[str, str]) -> MatterFilter:
    """The filter of 重点工作."""
    return MatterFilter(
        text=query.get("text", "").strip()[:60],
        office=query.get("office", ""),
        unit=query.get("unit", ""),
        state=query.get("state", ""),
        light=query.get("light", ""),
        rating=_index(query.get("rating", "")),
        source_class=query.get("source", ""),
        step=query.get("step", ""),
        inspector=query.get("inspector", "")[:12],
        figure=query.get("figure", "") if query.get("figure", "") in MATTER_FIGURES else "",
        on=_day(query.get("on", "")),
        year=_year(query.get("year", "")),
        quarter=_quarter(query.get("quarter", "")),
        rows=_rows(query),
        sort=query.get("sort", "unit"),
    )


def query_of(address: QueryDict) -> dict[str, str]:
    """What an address says, each name once; of the rows that were chosen all, one after the other."""
    chosen = ".".join(address.getlist("row"))
    once = {name: str(value) for name, value in address.dict().items()}
    return {**once, **({"row": chosen} if chosen else {})}


def _rows(query: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(one for one in query.get("row", "").split(".") if one)[:MOST]


def rows_told(rows: tuple[str, ...]) -> list[dict[str, Any]]:
    """The filter that was made by choosing rows."""
    return [{"name": "row", "label": "只看", "value": f"选中的{len(rows)}件"}] if rows else []


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        return None


def _year(given: str) -> int | None:
    found = _whole(given, 0)
    return found if 2000 <= found <= 2100 else None


def _quarter(given: str) -> int | None:
    return int(given) if given in {str(one) for one in QUARTERS} else None


def matter_told(where: MatterFilter, known: Figure | None) -> list[dict[str, Any]]:
    """The filters that came with a number and have no field: of which number the rows are, and whose matters."""
    told = rows_told(where.rows)
    if where.inspector:
        told.append({"name": "inspector", "label": "督查员", "value": "一人督办的"})
    if known is None:
        return told
    at = f"{where.on:%Y-%m-%d}" if where.on else period_words(where.year, where.quarter) if known.yearly and where.year else ""
    words = f"{known.label}（{at}）" if at else known.label
    return [*told, {"name": "figure", "label": "口径", "value": words, "also": ("on", "year", "quarter")}]


def scope_fields(where: MatterFilter, units: list[UnitRow]) -> list[dict[str, Any]]:
    """The fields by which what is counted is narrowed: source, unit, office."""
    return [
        _select("source", "来源", [(one, CLAUSES[one].cite) for one in SOURCES], where.source_class),
        _unit(units, where.unit),
        _office(where.office, "两办"),
    ]


def choice(name: str, label: str, options: list[tuple[str, str]], value: str, none: str) -> dict[str, Any]:
    """A field with a word of its own for no choice."""
    return {**_select(name, label, options, value), "none": none}


def matter_fields(where: MatterFilter, units: list[UnitRow], ratings: list[str]) -> list[dict[str, Any]]:
    """The filter line of 重点工作."""
    states = [("open", "在办"), ("before", "立项中")]
    states += [(state.name, state.label) for state in lifecycle_of("matter").states]
    return [
        _search(where.text, "事项、编号、来源文号"),
        _select("state", "状态", states, where.state),
        _unit(units, where.unit),
        _select("step", "阶梯", list(STEPS.items()), where.step),
        _select("light", "灯", _LIGHTS, where.light),
        _ratings(ratings, where.rating),
        _select("source", "来源", [(one, CLAUSES[one].cite) for one in SOURCES], where.source_class),
        _office(where.office),
    ]


def register_filter(query: Mapping[str, str]) -> RegisterFilter:
    """The filter of 项目库; `at` shows it as of a past moment."""
    return RegisterFilter(
        text=query.get("text", "").strip()[:60],
        unit=query.get("unit", ""),
        year=query.get("year", "") if query.get("year", "").isascii() else "",
        state=query.get("state", ""),
        rating=_index(query.get("rating", "")),
        office=query.get("office", ""),
        light=query.get("light", ""),
        at=moment(query.get("at", "")),
        rows=_rows(query),
        sort=query.get("sort", "unit"),
    )


def moment(given: str) -> datetime | None:
    """A date and time of the address bar in the county's time; None where it is none."""
    try:
        return clock.read(given) if given else None
    except ValueError:
        return None


def register_fields(
    view: Register, where: RegisterFilter, units: list[UnitRow], ratings: list[str]
) -> list[dict[str, Any]]:
    """The filter line of 项目库."""
    states = [("running", "未销未解除"), ("ended", "已结")]
    states += [(state.name, state.label) for state in lifecycle_of(view.kind).states if state.open_to_unit]
    return [
        _search(where.text, "在本库中找"),
        _select("year", "年度", [(str(year), str(year)) for year in view.years], where.year),
        _select("state", "状态", states, where.state),
        _unit(units, where.unit),
        _ratings(ratings, where.rating),
        _select("light", "灯", _LIGHTS, where.light),
        _office(where.office, "两办"),
    ]


def _search(value: str, hint: str) -> dict[str, Any]:
    return {"name": "text", "label": "查找", "type": "search", "placeholder": hint, "value": value}


def _select(name: str, label: str, options: list[tuple[str, str]], value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "options": options, "value": value}


def _unit(units: list[UnitRow], value: str) -> dict[str, Any]:
    return _select("unit", "责任单位", [(unit.ref, unit.short_name) for unit in units], value)


def _office(value: str, none: str = "不限") -> dict[str, Any]:
    field = _select("office", "督办", [(office.value, office.label) for office in OFFICES], value)
    return {**field, "none": none}


def _ratings(words: list[str], value: str) -> dict[str, Any]:
    options = [*((str(index), word) for index, word in enumerate(words)), ("none", "未评价")]
    return _select("rating", "评价", options, value)

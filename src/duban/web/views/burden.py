"""减负: the offices' page and each unit's, the lists behind the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from duban.insight.selectors.burden.extract import QUARTERS
from duban.insight.selectors.burden.figures import BurdenFilter, burden_rows, known_figures
from duban.insight.selectors.burden.overview import Burden, BurdenLine, burden_of_unit, unit_named
from duban.insight.selectors.burden.overview import burden as of_county
from duban.mechanism.burden.figures import BURDEN_FIGURES
from duban.shared import clock
from duban.web.claims import page
from duban.web.presenting import lists
from duban.web.signed import actor_of

_MONTHS = [str(month) for month in range(1, 13)]


@page("3.0", says="给各单位添了多少报送、催办，从记录里数出来，不排名、不考核。")
def burden(request: HttpRequest) -> HttpResponse:
    """The burden of the units that the reader may compare, else of the own ones."""
    actor, year = actor_of(request), _year(request.GET)
    view = of_county(actor=actor, year=year)
    return render(
        request,
        "pages/burden.html",
        {**_shown(view), "quarters": _quarters(view.year), "what": "单位", "years": _years(year)},
    )


@page("3.0", says="一个单位每月被要求报送多少、催办几次、多少没有变化。")
def burden_unit(request: HttpRequest, ref: str) -> HttpResponse:
    """The burden of one unit, month by month."""
    year = _year(request.GET)
    view = burden_of_unit(actor=actor_of(request), ref=ref, year=year)
    return render(
        request, "pages/burden.html", {**_shown(view), "unit": ref, "what": "月份", "years": _years(year)}
    )


@page("3.0", says="减负页上一个数背后的每一件。")
def burden_list(request: HttpRequest) -> HttpResponse:
    """The rows behind a number."""
    actor, query = actor_of(request), request.GET.dict()
    key = query.get("figure", "asked")
    if key not in known_figures():
        raise Http404
    unit = unit_named(actor, query["unit"]) if query.get("unit") else None
    month = query.get("month", "")
    where = BurdenFilter(
        _year(query),
        int(month) if month.isdecimal() and 1 <= int(month) <= 12 else None,
        unit.id if unit else None,
    )
    shown = {
        "found": burden_rows(actor=actor, key=key, where=where, **lists.page_of(query)),
        "counted": BURDEN_FIGURES[key],
        "where": where,
        "unit": unit,
    }
    return render(request, "pages/burden_list.html", shown)


def _year(query: Mapping[str, Any]) -> int:
    year = str(query.get("year", ""))
    return (
        int(year)
        if year.isascii() and year.isdecimal() and len(year) == 4 and int(year) >= 2000
        else clock.today().year
    )


def _years(year: int) -> list[dict[str, Any]]:
    this = clock.today().year
    return [
        {"year": one, "url": f"?year={one}", "current": one == year} for one in sorted({this - 1, this, year})
    ]


def _quarters(year: int) -> list[dict[str, Any]]:
    address = reverse("export", args=["burden", "xlsx"])
    return [{"number": one, "url": f"{address}?year={year}&quarter={one}"} for one in QUARTERS]


def _shown(view: Burden) -> dict[str, Any]:
    return {"view": view, "lines": [_line(one) for one in view.lines], "total": _line(view.total)}


def _line(line: BurdenLine) -> dict[str, Any]:
    listed = reverse("burden_list")
    return {
        "line": line,
        "numbers": [{"one": one, "url": f"{listed}?{urlencode(one.where)}"} for one in line.numbers],
    }

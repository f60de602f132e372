"""年度摘录: what there was of a unit or a person in a year (四)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.taken_out.extract import person_extract, unit_extract
from duban.web.access import personal
from duban.web.claims import page, paper
from duban.web.signed import actor_of


def _year(request: HttpRequest) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else None


@paper("4.6", "7.1.1")
@page("4.6", says="一个单位全年的督查记录摘录，供本单位和考核部门使用。")
def of_unit(request: HttpRequest, ref: str) -> HttpResponse:
    """The measures taken on a unit in a year."""
    view = unit_extract(actor=actor_of(request), ref=ref, year=_year(request))
    return render(request, "pages/extract.html", {"view": view, "kind": "unit"})


@paper("4.6", "7.1.1")
@page("4.6", says="一名干部全年的督查记录摘录，只供有权查阅的人使用。")
@personal("个人年度摘录")
def of_person(request: HttpRequest, ref: str) -> HttpResponse:
    """The measures in which a person was one of the three responsible persons."""
    view = person_extract(actor=actor_of(request), ref=ref, year=_year(request))
    return render(request, "pages/extract.html", {"view": view, "kind": "person"})

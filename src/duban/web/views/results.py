"""结果运用: the results of a year, one result with everything behind it, corrections, the extract for sealing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from duban.accountability.selectors.year.corrections import correction, corrections
from duban.accountability.selectors.year.pages.extract import advice_letter, year_extract
from duban.accountability.selectors.year.pages.own import own_results
from duban.accountability.selectors.year.pages.results import result_view, year_of_ref, year_view, years_known
from duban.accountability.selectors.year.recall import to_recall
from duban.accountability.selectors.year.scope import runs_years
from duban.shared import clock
from duban.shared.errors import NotFound
from duban.web.access import personal
from duban.web.claims import page, paper
from duban.web.presenting import results as presenting
from duban.web.presenting.lists import page_of
from duban.web.signed import actor_of


@page("7.2.1", "7.2.3", "7.3.1", "7.3.2", says="各年度的结果运用：评优、考核、资金和干部使用上的限制。")
def results(request: HttpRequest) -> HttpResponse:
    """To the latest year for the two organs; everybody else sees what concerns them or their unit."""
    actor = actor_of(request)
    if runs_years(actor):
        known = years_known(actor=actor)
        return redirect("year", year=str(known[0] if known else clock.today().year))
    return render(request, "pages/results_own.html", {"view": own_results(actor=actor)})


@page(
    "7.1.3",
    "7.1.4",
    "7.2.1",
    "7.2.2",
    "7.2.3",
    "7.2.4",
    "7.2.5",
    "7.2.6",
    "7.2.7",
    "7.2.8",
    "7.3.1",
    "7.3.2",
    "8",
    says="一个年度结果的形成：核算、确认、告知和更正。",
)
def year(request: HttpRequest, year: str) -> HttpResponse:
    """A year: how far the run is, what it proposes, what the organs say, what may be done next."""
    actor = actor_of(request)
    if not (year.isdecimal() and len(year) == 4):
        return redirect("year", year=str(year_of_ref(actor=actor, ref=year)))
    query = request.GET.dict()
    where = presenting.result_filter(query)
    view = year_view(actor=actor, year=int(year), where=where, **page_of(query))
    return render(request, "pages/results.html", presenting.year_page(view, where))


@page(
    "7.1.3",
    "7.1.4",
    "7.2.1",
    "7.2.2",
    "7.2.3",
    "7.2.4",
    "7.2.5",
    "7.2.6",
    "7.2.7",
    "7.2.8",
    "7.3.1",
    "7.3.2",
    "8",
    says="一个单位或干部的年度结果：由哪些事实得出、限制什么、到哪天止。",
)
@personal("年度结果")
def result(request: HttpRequest, ref: str) -> HttpResponse:
    """One unit's or person's results: clause, parameters, events with documents, what was left out and why."""
    actor = actor_of(request)
    view, grounds = result_view(actor=actor, ref=ref)
    return render(request, "pages/result.html", presenting.result_page(actor, view, grounds))


@paper("8")
@page("8", says="结果建议函，可以打印、盖章。")
@personal("年度结果建议函")
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """The letter that recommends a result to the superior authority of a unit that the county does not assess."""
    return render(request, "pages/advice.html", {"view": advice_letter(actor=actor_of(request), ref=ref)})


@page("7.3.1", says="对年度结果的更正申请和处理。")
def all_corrections(request: HttpRequest) -> HttpResponse:
    """The corrections of closed years, those waiting first."""
    query = request.GET.dict()
    asked = query.get("year", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    found = corrections(actor=actor_of(request), year=wanted, **page_of(query))
    return render(request, "pages/corrections.html", presenting.corrections_page(found, wanted))


@page("7.3.1", says="一件结果更正：更正什么、理由、由谁决定。")
@personal("结果更正")
def one_correction(request: HttpRequest, ref: str) -> HttpResponse:
    """One correction: what the closed year said, what it would say now, what the organs say."""
    actor = actor_of(request)
    context = presenting.correction_page(correction(actor=actor, ref=ref))
    context["recalled"] = to_recall(actor=actor, ref=ref)
    return render(request, "pages/correction.html", context)


@paper("7.2.1", "7.2.2", "7.2.3", "7.2.4", "7.2.5", "7.2.6", "7.2.7", "7.2.8", "7.3.1", "7.3.2")
@page("4.6", "7.2.1", "7.2.3", "7.3.1", says="一个年度结果的摘录，可以打印。")
@personal("年度结果摘录")
def extract(request: HttpRequest, year: str) -> HttpResponse:
    """The appraisal office's extract of a year, to be printed and sealed."""
    if not (year.isdecimal() and len(year) == 4):
        raise NotFound("没有这一年度。")
    view = year_extract(actor=actor_of(request), year=int(year))
    return render(request, "pages/results_extract.html", {"view": view})

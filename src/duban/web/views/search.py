"""检索: one box for everything that the reader may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duban.insight.selectors.search.query import query_of
from duban.insight.selectors.search.results import GROUPS, search, search_one
from duban.web import hits
from duban.web.claims import page
from duban.web.presenting.lists import page_of
from duban.web.signed import actor_of


@page("4.5")
def find(request: HttpRequest) -> HttpResponse:
    """What the words of the address mean, by heading; with `kind` all under one of them, a page at a time."""
    actor, query = actor_of(request), request.GET.dict()
    wanted, key = query_of(query.get("q", "")), query.get("kind", "")
    if key in GROUPS and wanted.words:
        group, shown = search_one(actor=actor, wanted=wanted, key=key, **page_of(query))
        context = hits.results(actor, wanted, [group], shown)
    else:
        context = hits.results(actor, wanted, search(actor=actor, wanted=wanted))
    return render(request, "pages/search.html", context)
